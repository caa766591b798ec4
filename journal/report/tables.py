"""Tables: a head that is repeated on every sheet, rows that stay whole, hairlines and no boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from journal.report import strips, styles
from journal.report.flow import Flow
from journal.report.strips import Band, Column, Placed, Strip
from journal.report.typesetting import Style

_GAP = 8
"""Points between columns."""


@dataclass(frozen=True)
class Cell:
    """A text in a table, with what is said below it in grey, where it leads, and whose page number follows it."""

    text: str
    below: str = ""
    link: str = ""
    page_of: str = ""
    bold: bool = False


class Table:
    """A table as wide as the page; of the columns' widths in points, 0 stands for what is left."""

    def __init__(
        self, flow: Flow, heads: Sequence[str], widths: Sequence[float], style: Style = styles.FACT
    ) -> None:
        """Set the head, and let the following sheets repeat it until `end`."""
        self._flow = flow
        self._style = style
        self._bold = Style(style.size, style.leading, bold=True)
        rest = (flow.paper.area.width - sum(widths)) / max(1, list(widths).count(0))
        self._widths = [width or rest for width in widths]
        self._starts = [sum(self._widths[:each]) for each in range(len(widths))]
        self._heads = heads
        flow.need(5 * style.leading)
        flow.y = self._set_head(flow.y)
        flow.head(self._set_head)

    def row(self, *cells: str | Cell) -> None:
        """Set a row."""
        columns = []
        for start, width, cell in zip(self._starts, self._widths, cells, strict=True):
            known = cell if isinstance(cell, Cell) else Cell(cell)
            columns.append(Column(start, tuple(self._strips(known, width - _GAP))))
        self._flow.band(Band(tuple(columns), above=3.2, below=3.4, rule=styles.HAIR))

    def piles(self, *piles: Sequence[Strip], name: str = "", place: str = "", outline: str = "") -> None:
        """Set a row of strips; `name` is said of it where it goes on over the page, `place` is where links lead."""
        columns = [Column(start, tuple(pile)) for start, pile in zip(self._starts, piles, strict=True)]
        self._flow.band(Band(tuple(columns), name, place, outline, above=3.6, below=4.4, rule=styles.HAIR))

    def start(self, column: int) -> float:
        """Points from the table's left edge to where that column begins."""
        return self._starts[column]

    def width(self, column: int) -> float:
        """Points of text in that column."""
        return self._widths[column] - _GAP

    def end(self) -> None:
        """No more rows."""
        self._flow.head(None)
        self._flow.skip(10)

    def _strips(self, cell: Cell, width: float) -> list[Strip]:
        style = self._bold if cell.bold else self._style
        lines = self._flow.paper.setter.lines(cell.text, style, width)
        parts = [Placed(line, link=cell.link) for line in lines]
        parts[-1] = parts[-1]._replace(page_of=cell.page_of)
        below = strips.text(self._flow.paper.setter, cell.below, styles.SMALL, width)
        return [*(Strip(style.leading, (part,)) for part in parts), *below]

    def _set_head(self, top: float) -> float:
        setter = self._flow.paper.setter
        columns = [
            setter.lines(head, styles.COLUMN_HEAD, width - _GAP)
            for head, width in zip(self._heads, self._widths, strict=True)
        ]
        leading = styles.COLUMN_HEAD.leading
        for start, lines in zip(self._starts, columns, strict=True):
            for number, line in enumerate(lines):
                self._flow.paper.line(line, self._flow.left + start, top - number * leading)
        bottom = top - max(map(len, columns)) * leading - 3
        self._flow.paper.rule(self._flow.left, self._flow.paper.area.right, bottom, styles.INK, 0.8)
        return bottom
