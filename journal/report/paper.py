"""The sheets themselves: margins, what stands at the foot of each, and lines of text set down on them."""

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from journal.domain.printing import PaperSize, Reader
from journal.domain.words import Words
from journal.report import styles
from journal.report.model import Log
from journal.report.shaping import BOX_PADDING, BOX_SCALE, Span
from journal.report.strips import BAR, Placed, Strip
from journal.report.typefaces import Typefaces
from journal.report.typesetting import Line, Style, Typesetter

_MM = 72 / 25.4
BINDING = 28 * _MM
OUTER = 14 * _MM
TOP = 15 * _MM
FOOT = 24.5 * _MM
"""So that the lowest line keeps half an inch from the edge, where many inkjet printers cannot print."""
SHEETS = {PaperSize.A4: (210 * _MM, 297 * _MM), PaperSize.LETTER: (612.0, 792.0)}

_BASELINE = 0.388
"""How far below the middle of its leading a line's baseline lies, in parts of the type size (Noto's metrics)."""

_UPRIGHT = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""How the unit square of a stored picture is turned or mirrored to stand upright, by its EXIF orientation."""

_WORD_SPACE = 0.26
_SEAL_SHOWN = 16
_UNKNOWN_PAGE = "\ufffc"


@dataclass(frozen=True)
class Area:
    """Where text may stand, in points from the lower left corner of the sheet."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom


class Paper:
    """Sheets one after another.

    `area` is where text may stand on the present one, `page` its number from 1; `portrait` the area of an upright
    sheet.
    """

    def __init__(
        self, out: BinaryIO, log: Log, words: Words, faces: Typefaces, foot: tuple[str, str]
    ) -> None:
        """Begin the file; `foot` stands on every sheet. No sheet is begun yet.

        It calls itself by its day alone: programs show that over their window and in their lists.
        """
        from journal.report.pdf_file import PaperCanvas  # noqa: PLC0415 - a start must not wait for ReportLab

        self.words = words
        self.setter = Typesetter(faces, words.language)
        self.page = 0
        self.pages: dict[str, int] = {}
        self._log = log
        self._faces = faces
        self._size = SHEETS[log.paper]
        self._foot = foot
        self._canvas = PaperCanvas(out, self._size, words.language)
        self._canvas.describe(words.short_day(log.made_at.local[:10]), log.made_at, log.program)
        self._gray = -1.0
        self._awaited: dict[str, tuple[str, Style]] = {}
        self._at_foot: dict[tuple[str, float], Line] = {}
        self.portrait = self.area = self._area(self._size)

    def to_try_on(self) -> "Paper":
        """Another like it that goes nowhere, to find out how much room something takes."""
        return Paper(io.BytesIO(), self._log, self.words, self._faces, self._foot)

    # Sheets.

    def begin(self, *, landscape: bool = False) -> None:
        """Turn to a new sheet; one in landscape is bound along its upper edge."""
        width, height = self._size[::-1] if landscape else self._size
        self._canvas.setPageSize((width, height))
        self.area = self._area((width, height), landscape=landscape)
        self.page += 1
        self._gray = -1.0

    def end(self) -> None:
        """Set the foot, and let the sheet go to the file."""
        self._set_foot()
        self._canvas.showPage()

    def finish(self, *, whole: bool = True) -> int:
        """Fill in what was not known on the way; returns the size of the file in bytes."""
        if whole:
            self.pages[_TOTAL] = self.page
        for name, (place, style) in self._awaited.items():
            face = self._faces.bold if style.bold else self._faces.plain
            number = self.words.number(self.pages[place]) if place in self.pages else "–"
            self._canvas.fill(name, face, style.size, number)
        size: int = self._canvas.finish()
        return size

    def _area(self, size: tuple[float, float], *, landscape: bool = False) -> Area:
        width, height = size
        if landscape:
            return Area(OUTER, FOOT, width - OUTER, height - BINDING)
        return Area(BINDING, FOOT, width - OUTER, height - TOP)

    def _set_foot(self) -> None:
        area, top = self.area, self.area.bottom - 10
        self.rule(area.left, area.right, area.bottom - 6)
        of = self.words.say("page {page} of {total}", page=self.words.number(self.page), total=_UNKNOWN_PAGE)
        before, _, after = of.partition(_UNKNOWN_PAGE)
        room = self._foot_line("0000").width
        tail = self._foot_line(after.rstrip())
        head = self.setter.line(before, styles.FOOTER)
        x = area.right - head.width - room - tail.width
        self.line(head, x, top)
        self._page_number(_TOTAL, styles.FOOTER, x + head.width, top)
        self.line(tail, area.right - tail.width, top)
        initials = self._foot_line(self.words.say("initials {line}", line="_______"))
        second = top - styles.FOOTER.leading
        self.line(initials, min(x, area.right - initials.width), second)
        self.line(self._foot_line(self._foot[0], x - area.left - 12), area.left, top)
        self.line(self._foot_line(self._foot[1]), area.left, second)

    def _foot_line(self, said: str, width: float = math.inf) -> Line:
        """What stands there on every sheet, or on all whose page number takes as much room."""
        known = self._at_foot.get((said, width))
        if known is None:
            known = self._at_foot[said, width] = self.setter.shortened(said, styles.FOOTER, width)
        return known

    # What is set on them.

    def strip(self, strip: Strip, x: float, top: float) -> None:
        """Set a strip's lines, its left edge at x."""
        if strip.wash:
            self.fill(x, top - strip.height, strip.wash, strip.height, styles.WASH)
        if strip.bar is not None:
            self.fill(x + strip.bar, top - strip.height, BAR, strip.height, styles.INK)
        for part in strip.parts:
            self.placed(part, x, top)

    def placed(self, part: Placed, x: float, top: float) -> None:
        """Set one line with its link and the page number behind it."""
        left, style = x + part.x + part.line.start, part.line.style
        self.line(part.line, left, top)
        right = left + part.line.width
        if part.page_of:
            self._page_number(part.page_of, style, right + _WORD_SPACE * style.size, top)
            right += self.setter.line(" 0000", style).width
        if part.link:
            self._canvas.link(part.link, left, top - style.leading, right, top)

    def line(self, line: Line, x: float, top: float) -> None:
        """Set one line; `top` is where its leading begins."""
        style = line.style
        self._ink(style.gray)
        baseline = top - style.leading / 2 - _BASELINE * style.size
        if line.piled:
            self._clip(Area(x - style.size, top - style.leading, x + line.width + style.size, top))
        for span in line.spans:
            if span.face is None:
                self._box(span, style, x, baseline)
            else:
                heavier = style.bold and span.face is not self._faces.bold
                self._canvas.span(span, style.size, x, baseline, heavier=heavier)
            x += span.width * style.size / 1000
        if line.piled:
            self._canvas.restoreState()

    def _clip(self, area: Area) -> None:
        """Let what is drawn next be seen only within an area, until the state is restored."""
        self._canvas.saveState()
        path = self._canvas.beginPath()
        path.rect(area.left, area.bottom, area.width, area.height)
        self._canvas.clipPath(path, stroke=0, fill=0)

    def rule(
        self, left: float, right: float, y: float, gray: float = styles.HAIR, width: float = 0.6
    ) -> None:
        """A horizontal line."""
        self.fill(left, y - width / 2, right - left, width, gray)

    def upright(self, x: float, bottom: float, top: float, gray: float = styles.HAIR) -> None:
        """A hairline from bottom to top."""
        self.fill(x - 0.3, bottom, 0.6, top - bottom, gray)

    def fill(self, x: float, y: float, width: float, height: float, gray: float) -> None:
        """A filled rectangle from its lower left corner."""
        self._ink(gray)
        self._canvas.fill_area(x, y, width, height)

    def dashed(self, x: float, bottom: float, top: float) -> None:
        """A dashed vertical line."""
        self._canvas.saveState()
        self._canvas.setLineWidth(0.8)
        self._canvas.setDash(2, 2)
        self._canvas.line(x, bottom, x, top)
        self._canvas.restoreState()

    def _box(self, span: Span, style: Style, x: float, baseline: float) -> None:
        size, gap = style.size * BOX_SCALE, BOX_PADDING * style.size / 1000
        width = span.width * style.size / 1000
        self._canvas.setLineWidth(0.4)
        self._canvas.rect(
            x + gap, baseline - 0.16 * style.size, width - 2 * gap, 0.86 * style.size, stroke=1, fill=0
        )
        self._canvas.text(self._faces.plain, size, x + 2 * gap, baseline + 0.06 * style.size, span.text)

    def _ink(self, gray: float) -> None:
        if gray != self._gray:
            self._canvas.ink(gray)
            self._gray = gray

    def add_picture(self, name: str, entries: str, pieces: Iterable[bytes]) -> None:
        """Write a picture's data to the file as they come; `entries` say what they are."""
        self._canvas.add_picture(name, entries, pieces)

    def picture(self, name: str, rectangle: Area, orientation: int = 1, seen: Area | None = None) -> None:
        """Set a picture added before, turned as EXIF says, to fill the rectangle; of it only what lies in `seen`."""
        if seen is not None:
            self._clip(seen)
        else:
            self._canvas.saveState()
        self._canvas.translate(rectangle.left, rectangle.bottom)
        self._canvas.scale(rectangle.width, rectangle.height)
        self._canvas.transform(*_UPRIGHT[orientation])
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def frame(self, area: Area) -> None:
        """A hairline around something."""
        self._canvas.setLineWidth(0.4)
        self._canvas.setStrokeGray(styles.HAIR)
        self._canvas.rect(area.left, area.bottom, area.width, area.height, stroke=1, fill=0)
        self._canvas.setStrokeGray(styles.INK)

    # Where one gets to.

    def place(self, name: str, y: float) -> None:
        """Remember this page and height under a name that links lead to; letters and digits only."""
        self.pages[name] = self.page
        self._canvas.place(name, y)

    def outline(self, title: str, level: int = 0, y: float | None = None) -> None:
        """Name this height in the reader's table of contents."""
        self._canvas.outline(title, level, self.area.top if y is None else y)

    def _page_number(self, place: str, style: Style, x: float, top: float) -> None:
        name = f"{place}s{round(style.size * 10)}{'b' if style.bold else ''}g{round(style.gray * 100)}"
        self._awaited[name] = (place, style)
        self._ink(style.gray)
        self._canvas.later(name, x, top - style.leading / 2 - _BASELINE * style.size)


_TOTAL = "total"


def foot_of(log: Log, words: Words, dated: str = "") -> tuple[str, str]:
    """The two lines at the foot of every sheet: whose log of which {day}, and the head of its seal."""
    day = words.short_day(log.made_at.local[:10])
    parts = [log.writer]
    if log.police_reference:
        parts.append(words.say("police ref. {reference}", reference=log.police_reference))
    parts.append(dated or words.say("log of {day}", day=day))
    return " · ".join(part for part in parts if part), _seal(log, words)


def _seal(log: Log, words: Words) -> str:
    if log.seal:
        return words.say("seal {head}", head=grouped(log.seal.hex[:_SEAL_SHOWN], 4))
    return "" if log.scope.reader is Reader.OTHER else words.say("not yet printed: no seal")


def grouped(text: str, size: int) -> str:
    """Hexadecimal digits in groups, so that two people can compare them."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))
