"""A sheet to be filled in by hand where there is no computer: the columns of the short table, and empty rows."""

from journal.domain.words import Words
from journal.report import strips, styles
from journal.report.flow import Flow
from journal.report.short_table import WIDTHS, heads
from journal.report.tables import Table
from journal.report.typesetting import Style

_SHEETS = 2
_LEAST_ROW = 76.0
_LABEL_GAP = 6.0


class BlankSheet:
    """Sets two sheets, which are the two sides of one where the printer can do that."""

    def __init__(self, flow: Flow) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._words: Words = flow.paper.words

    def set(self) -> None:
        """Set them."""
        for _sheet in range(_SHEETS):
            self._flow.new_page()
            self._set_sheet()

    def _set_sheet(self) -> None:
        say, flow = self._words.say, self._flow
        self._text(say("Diary sheet"), styles.HEADING)
        self._set_fields((say("Name"), 0.4), (say("Reference"), 0.35), (say("Sheet no."), 0.25))
        table = Table(flow, heads(self._words), WIDTHS)
        flow.head(None)
        rule = say(
            "Write on the day, in ink. Write words as they were said. Strike out so that it can still be read, and"
            " put your initials beside it. Keep this sheet where only you go."
        )
        told = strips.text(flow.paper.setter, rule, styles.SMALL, flow.paper.area.width)
        top, bottom = flow.y, flow.paper.area.bottom + styles.SMALL.leading * (len(told) + 1)
        rows = int((top - bottom) // _LEAST_ROW)
        height = (top - bottom) / rows
        for number in range(1, rows + 1):
            flow.paper.rule(flow.left, flow.paper.area.right, top - number * height, styles.SOFT, 0.5)
        for column in range(1, len(WIDTHS)):
            flow.paper.upright(flow.left + table.start(column) - _LABEL_GAP, bottom, top)
        flow.y = bottom - 2
        flow.stack(told)

    def _set_fields(self, *fields: tuple[str, float]) -> None:
        """Labels with a line behind each to write on."""
        flow, setter = self._flow, self._flow.paper.setter
        flow.skip(10)
        x, width = flow.left, flow.paper.area.width
        for label, share in fields:
            line = setter.line(label, styles.FACT)
            flow.paper.line(line, x, flow.y)
            left, right = x + line.width + _LABEL_GAP, x + share * width - 2 * _LABEL_GAP
            flow.paper.rule(left, right, flow.y - styles.FACT.leading, styles.INK, 0.6)
            x += share * width
        flow.skip(styles.FACT.leading + 10)

    def _text(self, said: str, style: Style) -> None:
        flow = self._flow
        flow.stack(strips.text(flow.paper.setter, said, style, flow.paper.area.width))
