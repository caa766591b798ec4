"""What was chosen for this paper, and how what is on it was written, in sentences."""

from collections.abc import Iterator

from journal.domain.incident import WrittenFrom
from journal.domain.printing import Reader
from journal.domain.reading import Shelf
from journal.domain.words import Words
from journal.report.figures import Figures, shown_at
from journal.report.model import Log

_MOST_NAMED = 20


def chosen(words: Words, log: Log) -> Iterator[str]:
    """For whom it was made, where that may be said, and which incidents it holds of how many."""
    match log.scope.reader:
        case Reader.POLICE:
            yield words.say("Prepared for the police.")
        case Reader.LAWYER:
            yield words.say("Prepared for a lawyer or support worker.")
        case Reader.OTHER:
            pass
    if log.scope.of is not None:
        yield _how_many(words, len(log.rows), log.scope.of)
    choices = "; ".join(_choices(words, log))
    if choices:
        yield words.say("Chosen by: {choices}.", choices=choices)


def written(words: Words, counted: Figures) -> Iterator[str]:
    """When, from what, and how often it was changed."""
    same_day = words.say(
        "Recorded on the day it happened or was noticed: {same_day}. Recorded later: {late}; each of these says how"
        " much later.",
        same_day=words.number(counted.all.incidents - counted.late - counted.unplaced),
        late=words.number(counted.late),
    )
    unplaced = words.say(
        "Neither the day it happened nor the day it was noticed is known: {number}.",
        number=words.number(counted.unplaced),
    )
    yield f"{same_day} {unplaced}" if counted.unplaced else same_day
    origins = dict(counted.written)
    numbers = {kind.name.lower(): words.number(origins.get(kind, 0)) for kind in WrittenFrom}
    yield words.say(
        "Written from memory: {memory}; from notes made then: {notes}; from the file itself: {file}. Where the log"
        " does not say from what, it was from memory.",
        **numbers,
    )
    yield words.say(
        "Changed after they were first recorded: {edited}. Every earlier version is kept in the journal.",
        edited=words.number(counted.edited),
    )


def taken_out(words: Words, log: Log, counted: Figures) -> str:
    """How many the writer took out again, and which; empty where not all is printed, or that is not to be told."""
    counts = dict(log.counts)
    number = counts.get("incident.void", 0) - counts.get("incident.restore", 0)
    if number <= 0 or len(log.rows) != log.scope.of:
        return ""
    said = words.say(
        "Taken out again by the writer: {number}. That they were there stays recorded.",
        number=words.number(number),
    )
    printed = counted.numbers
    missing = [each for each in range(1, max(printed, default=0)) if each not in printed]
    if len(missing) != number or number > _MOST_NAMED:
        return said
    which = words.say("Their numbers: {numbers}.", numbers=", ".join(words.number(each) for each in missing))
    return f"{said} {which}"


def _how_many(words: Words, printed: int, of: int) -> str:
    if printed == of:
        return words.count("The journal's only incident.", "All {number} incidents in the journal.", of)
    return words.say(
        "{printed} of the {all} incidents in the journal. Numbers that are missing here were not chosen, or were"
        " taken out.",
        printed=words.number(printed),
        all=words.number(of),
    )


def _choices(words: Words, log: Log) -> Iterator[str]:
    wanted, off_min = log.scope.wanted, log.made_at.off_min
    if log.scope.actor:
        yield words.say("who: {label}", label=log.scope.actor)
    if wanted.type:
        labels = {kind.key: kind.label for kind in log.types}
        yield words.say("type: {label}", label=labels.get(wanted.type, wanted.type))
    if wanted.from_ms is not None:
        yield words.say("from {day}", day=words.short_day(shown_at(wanted.from_ms, off_min).local[:10]))
    if wanted.until_ms is not None:
        yield words.say("until {day}", day=words.short_day(shown_at(wanted.until_ms - 1, off_min).local[:10]))
    if wanted.words:
        yield words.say("words: {words}", words=wanted.words)
    if wanted.starred:
        yield words.say("marked as most serious")
    if wanted.with_files:
        yield words.say("with files")
    if wanted.shelf is not Shelf.ALL:
        yield words.say(wanted.shelf.value)
    if log.scope.ticked:
        yield words.say("ticked one by one")
