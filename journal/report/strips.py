"""What a page is filled with: strips of lines that are never cut, stacked in columns, side by side in bands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from journal.report.typesetting import Line, Style, Typesetter

BAR = 1.8
"""Points a quote's bar is wide."""

_FEW = 3
"""So many lines are left on a sheet before one of them goes along with the last."""


class Placed(NamedTuple):
    """A line at a distance from the column's left edge, in points.

    `link` names the place it leads to; `page_of` the place whose page number is printed right behind it.
    """

    line: Line
    x: float = 0.0
    link: str = ""
    page_of: str = ""


class Strip(NamedTuple):
    """Some lines at one height; with a quote's bar so many points from their left edge, or a grey wash behind them."""

    height: float
    parts: tuple[Placed, ...] = ()
    bar: float | None = None
    wash: float = 0.0


@dataclass(frozen=True)
class Column:
    """Strips from top to bottom, `x` points right of the band's left edge."""

    x: float
    strips: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """In points."""
        return sum(strip.height for strip in self.strips)


@dataclass(frozen=True)
class Band:
    """Columns side by side.

    `name` is what is said of it where it goes on over the page, `place` the name links lead to, `outline` its
    title in the reader's table of contents.
    """

    columns: tuple[Column, ...]
    name: str = ""
    place: str = ""
    outline: str = ""
    above: float = 6.0
    below: float = 7.0
    rule: float | None = None

    @property
    def height(self) -> float:
        """In points, with the space above and below."""
        return self.above + self.content_height + self.below

    @property
    def content_height(self) -> float:
        """In points, without that space."""
        return max((column.height for column in self.columns), default=0.0)


def cut(band: Band, room: float) -> tuple[Band, Band]:
    """Part a band so that each column's strips of the first fit into `room` points; the first may be empty."""
    heads, tails = [], []
    for column in band.columns:
        count = _without_widow(_fitting(column.strips, room), len(column.strips))
        heads.append(Column(column.x, column.strips[:count]))
        tails.append(Column(column.x, column.strips[count:]))
    return (
        replace(band, columns=tuple(heads), below=0.0, rule=None),
        replace(band, columns=tuple(tails), above=0.0),
    )


def _without_widow(fitting: int, total: int) -> int:
    """One strip fewer where the last would stand alone on the next sheet, unless there are hardly any here."""
    return fitting - 1 if total - fitting == 1 and fitting > _FEW else fitting


def space(height: float) -> Strip:
    """Nothing."""
    return Strip(height)


def text(setter: Typesetter, content: str, style: Style, width: float, *, link: str = "") -> list[Strip]:
    """A text in strips of one line each; none for an empty one."""
    if not content:
        return []
    lines = setter.lines(content, style, width)
    return [Strip(line.style.leading, (Placed(line, 0.0, link),)) for line in lines]


def quote(setter: Typesetter, content: str, style: Style, width: float, indent: float = 8.0) -> list[Strip]:
    """Words as they were written or said, a bar beside where they begin."""
    lines = setter.lines(content, style, width - indent) if content else []
    leftwards = sum(line.start > 0 for line in lines) * 2 > len(lines)
    x, bar = (0.0, width - BAR) if leftwards else (indent, 0.0)
    return [Strip(line.style.leading, (Placed(line, x),), bar=bar) for line in lines]


def hanging(
    setter: Typesetter, content: str, style: Style, width: float, indent: float = 14.0
) -> list[Strip]:
    """A line of a file: what does not fit goes on further in, so that its own lines can be told apart."""
    first, *others = lines = setter.lines(content, style, width - indent)
    leftwards = any(line.start for line in lines)
    return [
        Strip(first.style.leading, (Placed(first, indent if leftwards else 0.0),)),
        *(Strip(line.style.leading, (Placed(line, 0.0 if leftwards else indent),)) for line in others),
    ]


def beside(left: Sequence[Strip], right: Sequence[Strip], indent: float) -> list[Strip]:
    """Two piles next to each other, the right one so many points further in."""
    joined = []
    for one, other in zip_longest(left, right, fillvalue=Strip(0.0)):
        moved = [Placed(part.line, part.x + indent, part.link, part.page_of) for part in other.parts]
        joined.append(Strip(max(one.height, other.height), (*one.parts, *moved)))
    return joined


def _fitting(strips: Iterable[Strip], room: float) -> int:
    used = 0.0
    count = 0
    for strip in strips:
        used += strip.height
        if used > room:
            break
        count += 1
    return count
