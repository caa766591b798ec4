"""What incidents read before they were changed: every step, with what stood there and what was put in its place."""

from collections.abc import Iterator, Mapping

from journal.domain.words import Words
from journal.report import phrases, strips, styles
from journal.report.figures import Figures, recorded_at
from journal.report.flow import Flow
from journal.report.log_rows import row_place
from journal.report.model import Log, LogRow, LogVersion
from journal.report.row_facts import written_facts
from journal.report.tables import Cell, Table

_NUMBER_WIDTH, _LABEL_WIDTH = 44.0, 92.0
_STEP_ROOM = 64.0


class HistoryPages:
    """Sets the versions of those rows that have any."""

    def __init__(self, flow: Flow, log: Log, counted: Figures) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._changed = counted.changed
        self._words: Words = flow.paper.words
        self._types = {kind.key: kind.label for kind in log.types}

    def set(self) -> None:
        """Set a section of its own, in the order of the log's numbers."""
        say, flow = self._words.say, self._flow
        flow.new_page()
        flow.paper.place("history", flow.y)
        title = say("Earlier versions")
        flow.paper.outline(title)
        flow.stack(strips.text(flow.paper.setter, title, styles.HEADING, flow.paper.area.width))
        flow.skip(4)
        told = say(
            "An incident that is changed stays in the record as it was before. Here is each change: what the log read"
            " until then, and what it read from then on. What is not listed stayed as it was."
        )
        flow.stack(strips.text(flow.paper.setter, told, styles.FACT, flow.paper.area.width))
        flow.skip(6)
        heads = [say("No."), say("What"), say("Until then"), say("From then on")]
        table = Table(flow, heads, [_NUMBER_WIDTH, _LABEL_WIDTH, 0.0, 0.0])
        for place in self._changed:
            self._set_row(table, self._log.rows[place])
        table.end()

    def _set_row(self, table: Table, row: LogRow) -> None:
        number = Cell(self._words.number(row.number), link=row_place(row.number), bold=True)
        before: LogRow | None = None
        for version in row.versions:
            changes = list(self._changes(before, version.row)) if before and version.row else []
            if changes or version.row is None or version.is_restored:
                self._flow.need(_STEP_ROOM)  # no step stands alone at the foot of a sheet
                when = phrases.day_and_clock(self._words, recorded_at(version.recorded))
                table.row(number, Cell(self._done(version), bold=True), Cell(when, bold=True), "")
            for label, then, now in changes:
                table.row("", label, then or "–", now or "–")
            before = version.row or before

    def _done(self, version: LogVersion) -> str:
        say = self._words.say
        if version.row is None:
            return say("Taken out")
        return say("Put back") if version.is_restored else say("Changed")

    def _changes(self, before: LogRow, now: LogRow) -> Iterator[tuple[str, str, str]]:
        then, since = self._told(before), self._told(now)
        for label in dict.fromkeys((*then, *since)):
            if then.get(label, "") != since.get(label, ""):
                yield label, then.get(label, ""), since.get(label, "")

    def _told(self, row: LogRow) -> Mapping[str, str]:
        """Everything that is said of it, by label."""
        words, incident = self._words, row.incident
        facts = (
            (words.say("When"), "\n".join(phrases.happened(words, incident.occurred))),
            (words.say("Times"), phrases.time_source(words, incident.occurred)),
            (words.say("Times"), phrases.noticed(words, row)),
            (words.say("Times"), phrases.written_from(words, row)),
            (words.say("Headline"), incident.headline),
            (words.say("What happened"), incident.description),
            (words.say("Exact words"), incident.exact_words),
            *written_facts(words, self._types, row),
            (words.say("Exhibits"), ", ".join(row.exhibits)),
        )
        told: dict[str, list[str]] = {}
        for label, said in facts:
            if said:
                told.setdefault(label, []).append(said)
        return {label: "\n".join(said) for label, said in told.items()}
