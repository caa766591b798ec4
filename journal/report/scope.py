"""What was chosen for this paper, and how what is on it was written, in sentences."""

from collections.abc import Iterator, Sequence

from journal.domain.incident import WrittenFrom
from journal.domain.printing import Reader
from journal.domain.reading import Shelf
from journal.domain.words import Words
from journal.report import phrases
from journal.report.figures import Figures, recorded_at, shown_at
from journal.report.model import Log

_MOST_NAMED, _MOST_SITTINGS, _MOST_REMOVALS = 20, 12, 12


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


def sittings(words: Words, counted: Figures) -> Iterator[str]:
    """What was written down from memory in one go, as the one fact it is."""
    for sitting in counted.sittings[:_MOST_SITTINGS]:
        last = phrases.clock_and_offset(words, sitting.last)
        same_day = sitting.first.local[:10] == sitting.last.local[:10]
        yield words.say(
            "Written down one after the other, from memory: {count}, no. {numbers}, from {first} to {last}.",
            count=words.count("{number} incident", "{number} incidents", len(sitting.numbers)),
            numbers=ranges(words, sitting.numbers),
            first=phrases.day_and_clock(words, sitting.first),
            last=last if same_day else phrases.day_and_clock(words, sitting.last),
        )
    more = len(counted.sittings) - _MOST_SITTINGS
    if more > 0:
        yield words.count(
            "One more time several were written down one after the other, from memory.",
            "{number} more times several were written down one after the other, from memory.",
            more,
        )


def out_of_it(words: Words, log: Log) -> Iterator[str]:
    """What is not there any more: what was taken out, and what was removed for good; nothing unless all is printed."""
    if len(log.rows) != log.scope.of:
        return
    if log.taken_out:
        yield words.count(
            "Taken out again by the writer: {number}. That it was there stays recorded. Its number: {numbers}.",
            "Taken out again by the writer: {number}. That they were there stays recorded. Their numbers: {numbers}.",
            len(log.taken_out),
            numbers=ranges(words, log.taken_out),
        )
    for removal in log.removals[:_MOST_REMOVALS]:
        gone = [words.say("no. {numbers}", numbers=ranges(words, removal.numbers))] if removal.numbers else []
        if removal.files:
            gone.append(words.count("{number} file", "{number} files", removal.files))
        if gone:
            yield words.say(
                "Removed for good by the writer on {day}: {what}. What was in it is gone; that it was removed stays"
                " recorded.",
                day=phrases.day_and_clock(words, recorded_at(removal.recorded)),
                what=", ".join(gone),
            )
    more = len(log.removals) - _MOST_REMOVALS
    if more > 0:
        yield words.count(
            "Something was removed for good one more time.",
            "Something was removed for good {number} more times.",
            more,
        )


def ranges(words: Words, numbers: Sequence[int]) -> str:
    """Numbers as a reader looks for them: "3–5, 9"; of very many groups only the first."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    said = [
        words.number(group[0])
        if len(group) == 1
        else words.say("{first}–{last}", first=words.number(group[0]), last=words.number(group[-1]))
        for group in groups[:_MOST_NAMED]
    ]
    return ", ".join((*said, "…") if len(groups) > _MOST_NAMED else said)


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
    if log.scope.actors:
        yield words.say("who: {label}", label=", ".join(log.scope.actors))
    if wanted.types:
        labels = {kind.key: kind.label for kind in log.types}
        yield words.say("type: {label}", label=", ".join(labels.get(one, one) for one in wanted.types))
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
