"""The log as a table, for those who sort and filter: a row for each incident and turning point, in the log's order."""

from collections.abc import Iterator
from dataclasses import dataclass

from journal.domain.reading import ClockStep
from journal.domain.words import Words
from journal.report import phrases
from journal.report.between import clock_set
from journal.report.figures import day_of, month_of, recorded_at
from journal.report.log_rows import in_order
from journal.report.model import Log, LogMilestone, LogRow
from journal.report.row_facts import soft_facts, written_facts


@dataclass(frozen=True)
class TableRow:
    """One row: what it is, its number (none but for incidents), when, what in one line, all the words, labelled facts.

    `day` is the day as a spreadsheet sorts it (YYYY-MM-DD), and `month` the month it is found under (YYYY-MM); empty
    where that is not known.
    """

    kind: str
    number: str
    day: str
    month: str
    when: str
    headline: str
    description: str
    exact_words: str
    facts: tuple[tuple[str, str], ...]

    @property
    def headline_says_more(self) -> bool:
        """Whether the headline is more than the beginning of all the words."""
        begins = self.headline.rstrip("…")
        return not (begins and (self.description or self.exact_words).startswith(begins))


def table_rows(log: Log, words: Words) -> Iterator[TableRow]:
    """Every line of the log in words; the text is exactly as it was typed. Facts with the same label stand together."""
    types = {kind.key: kind.label for kind in log.types}
    for entry in in_order(log):
        if isinstance(entry, LogRow):
            yield _incident(entry, words, types)
        elif isinstance(entry, LogMilestone):
            yield _milestone(entry, words)
        else:
            yield _correction(entry, words)


def _incident(row: LogRow, words: Words, types: dict[str, str]) -> TableRow:
    facts: dict[str, list[str]] = {}
    starred = words.say("marked as one of the most serious") if row.incident.starred else ""
    soft = (starred, *soft_facts(words, row))
    labelled = [
        (words.say("Times"), "\n".join(part for part in soft if part)),
        *written_facts(words, types, row),
        (words.say("Exhibits"), ", ".join(row.exhibits)),
    ]
    for label, said in labelled:
        if said:
            facts.setdefault(label, []).append(said)
    return TableRow(
        words.say("incident"),
        str(row.number),
        day_of(row.incident.occurred),
        month_of(row.incident.occurred),
        _joined(phrases.happened(words, row.incident.occurred)),
        row.incident.headline,
        row.incident.description,
        row.incident.exact_words,
        tuple((label, "\n".join(said)) for label, said in facts.items()),
    )


def _milestone(entry: LogMilestone, words: Words) -> TableRow:
    say, point = words.say, entry.milestone
    labelled = (
        (say("Who"), "\n".join(entry.actors)),
        (say("Told how"), point.told_how),
        (say("Court"), point.court),
        (say("Terms"), point.terms),
        (say("Ends"), words.short_day(point.ends) if point.ends else ""),
        (say("Reference"), point.reference),
    )
    return TableRow(
        say("turning point"),
        "",
        day_of(point.date),
        month_of(point.date),
        _joined(phrases.happened(words, point.date)),
        phrases.milestone_name(words, point.kind),
        point.note,
        "",
        tuple((label, said) for label, said in labelled if said),
    )


def _correction(entry: ClockStep, words: Words) -> TableRow:
    when = phrases.day_and_clock(words, recorded_at(entry.recorded))
    day = recorded_at(entry.recorded).local[:10]
    return TableRow(words.say("clock"), "", day, day[:7], when, clock_set(words, entry), "", "", ())


def _joined(lines: tuple[str, ...]) -> str:
    return ", ".join(lines)
