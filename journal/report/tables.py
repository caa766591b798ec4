"""Tables: a head that is repeated on every sheet, rows that stay whole, hairlines and no boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from journal.report import strips, styles
from journal.report.flow import Flow
from journal.report.strips import Band, Column, Placed, Strip
from journal.report.typesetting import Style

_GAP = 8
"""Points between columns."""

_UNPARTED = 0.28
"""Of a sheet: what is no higher is not parted, with the title it stands under."""

_LAST_ROWS = 2
"""So many rows at least go over the page together."""


@dataclass(frozen=True)
class Cell:
    """A text in a table, with what is said below it in grey, where it leads, and whose page number follows it.

    What is said `beside` it stands in the same line if there is room, else below.
    """

    text: str
    below: str = ""
    link: str = ""
    page_of: str = ""
    bold: bool = False
    beside: str = ""


class Table:
    """A table as wide as the page; of the columns' widths in points, 0 stands for what is left.

    One with a `title`, or with `tight` rows for figures that are seen at a glance, is set a few rows late, so that a
    small one is never parted, from its title neither, and no row stands alone on a sheet.
    """

    def __init__(
        self,
        flow: Flow,
        heads: Sequence[str],
        widths: Sequence[float],
        style: Style = styles.FACT,
        *,
        title: str = "",
        place: str = "",
        tight: bool = False,
    ) -> None:
        """Set the head, and let the following sheets repeat it until `end`. `place` is where links lead."""
        self._flow = flow
        self._style = style
        self._bold = Style(style.size, style.leading, bold=True)
        rest = (flow.paper.area.width - sum(widths)) / max(1, list(widths).count(0))
        self._widths = [width or rest for width in widths]
        self._starts = [sum(self._widths[:each]) for each in range(len(widths))]
        self._head_lines = [
            flow.paper.setter.lines(head, styles.COLUMN_HEAD, width - _GAP)
            for head, width in zip(heads, self._widths, strict=True)
        ]
        self._title = title
        self._place = place
        self._tight = tight
        self._held = bool(title) or tight
        self._waiting: list[Band] = []
        self._begun = False
        if not self._held:
            flow.need(5 * style.leading)
            self._begin()

    def row(self, *cells: str | Cell) -> None:
        """Set a row."""
        columns = []
        for start, width, cell in zip(self._starts, self._widths, cells, strict=True):
            known = cell if isinstance(cell, Cell) else Cell(cell)
            columns.append(Column(start, tuple(self._strips(known, width - _GAP))))
        above, below = (1.7, 1.9) if self._tight else (3.2, 3.4)
        self._add(Band(tuple(columns), above=above, below=below, rule=styles.HAIR))

    def piles(self, *piles: Sequence[Strip], name: str = "", place: str = "", outline: str = "") -> None:
        """Set a row of strips; `name` is said of it where it goes on over the page, `place` is where links lead."""
        columns = [Column(start, tuple(pile)) for start, pile in zip(self._starts, piles, strict=True)]
        self._add(Band(tuple(columns), name, place, outline, above=3.6, below=4.4, rule=styles.HAIR))

    def start(self, column: int) -> float:
        """Points from the table's left edge to where that column begins."""
        return self._starts[column]

    def width(self, column: int) -> float:
        """Points of text in that column."""
        return self._widths[column] - _GAP

    @property
    def room(self) -> float:
        """Points left on this sheet below the rows there are."""
        return self._flow.room - self._height

    def end(self) -> None:
        """No more rows."""
        if not self._begun:
            self._flow.need(self._height)
            self._begin()
        elif self._flow.room < self._height < self._flow.paper.area.height / 2:
            self._flow.new_page()
        for band in self._waiting:
            self._flow.band(band)
        self._flow.head(None)
        self._flow.skip(8 if self._tight else 10)

    def _add(self, band: Band) -> None:
        if not self._held:
            self._flow.band(band)
            return
        self._waiting.append(band)
        if not self._begun and self._height > self._flow.paper.area.height * _UNPARTED:
            self._flow.need(self._height - sum(each.height for each in self._waiting[_LAST_ROWS:]))
            self._begin()
        while self._begun and len(self._waiting) > _LAST_ROWS:
            self._flow.band(self._waiting.pop(0))

    @property
    def _height(self) -> float:
        """Points of what is not yet set."""
        waiting = sum(band.height for band in self._waiting)
        if self._begun:
            return waiting
        title = styles.SUBHEADING.leading + 4 if self._title else 0.0
        return title + self._head_height + waiting

    def _begin(self) -> None:
        flow = self._flow
        self._begun = True
        if self._place:
            flow.paper.place(self._place, flow.y)
        if self._title:
            flow.stack(strips.text(flow.paper.setter, self._title, styles.SUBHEADING, flow.paper.area.width))
            flow.skip(4)
        flow.y = self._set_head(flow.y)
        flow.head(self._set_head)

    def _strips(self, cell: Cell, width: float) -> list[Strip]:
        style = self._bold if cell.bold else self._style
        lines = self._flow.paper.setter.lines(cell.text, style, width)
        parts = [Placed(line, link=cell.link) for line in lines]
        parts[-1] = parts[-1]._replace(page_of=cell.page_of)
        pile = [Strip(part.line.style.leading, (part,)) for part in parts]
        return [*pile[:-1], *self._with_beside(pile[-1], cell.beside, width), *self._small(cell.below, width)]

    def _with_beside(self, strip: Strip, beside: str, width: float) -> list[Strip]:
        if not beside:
            return [strip]
        line = self._flow.paper.setter.line(beside, styles.SMALL)
        x = strip.parts[0].line.width + _GAP
        if x + line.width > width:
            return [strip, *self._small(beside, width)]
        return [strip._replace(parts=(*strip.parts, Placed(line, x)))]

    def _small(self, said: str, width: float) -> list[Strip]:
        return strips.text(self._flow.paper.setter, said, styles.SMALL, width)

    def _set_head(self, top: float) -> float:
        leading = styles.COLUMN_HEAD.leading
        for start, lines in zip(self._starts, self._head_lines, strict=True):
            for number, line in enumerate(lines):
                self._flow.paper.line(line, self._flow.left + start, top - number * leading)
        bottom = top - self._head_height
        self._flow.paper.rule(self._flow.left, self._flow.paper.area.right, bottom, styles.INK, 0.8)
        return bottom

    @property
    def _head_height(self) -> float:
        return max(map(len, self._head_lines)) * styles.COLUMN_HEAD.leading + 3
