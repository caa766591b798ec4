"""One sheet with the 24 words, to be kept at home: it says nothing of the program, nor of what the words open."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from journal.domain.moments import LocalTime
from journal.domain.printing import PaperSize
from journal.domain.words import Words
from journal.report import styles, typefaces
from journal.report.model import Made
from journal.report.paper import SHEETS
from journal.report.typesetting import Line, Style, Typesetter

_MM = 72 / 25.4
_MARGIN = 25 * _MM
_COLUMNS = 2
_NUMBER_ROOM = 30
_ROW = 30
_WORD = Style(17, 24, bold=True)
_NUMBER = Style(11, 24, gray=styles.SOFT)
_BASELINE = 0.388
"""How far below the middle of its leading a line's baseline lies, in parts of the type size (Noto's metrics)."""


def write_word_sheet(
    words_of_it: Sequence[str],
    made_at: LocalTime,
    size: PaperSize,
    out: BinaryIO,
    words: Words,
    fonts: Path,
) -> Made:
    """Write the sheet as a PDF of one page; nothing else is written anywhere.

    `made_at` dates it, `fonts` is the folder of the bundled fonts, `words` speak the paper's language.
    """
    sheet = _Sheet(size, out, words, fonts)
    title = words.count("{number} word", "{number} words", len(words_of_it))
    sheet.paragraph(title, styles.TITLE, after=4)
    sheet.paragraph(words.day(made_at.local[:10]), styles.BODY_SOFT, after=26)
    sheet.columns(words_of_it)
    for sentence in (
        words.say("Keep this where only you go: not beside the computer, and not in a photo or a file."),
        words.say("They count in this order. Whoever has them can open what they belong to."),
        words.say("If you replace them with new ones, destroy this sheet."),
    ):
        sheet.paragraph(sentence, styles.BODY, after=5)
    return Made(1, {}, sheet.finish(words.short_day(made_at.local[:10]), made_at))


class _Sheet:
    """The page, filled from top to bottom."""

    def __init__(self, size: PaperSize, out: BinaryIO, words: Words, fonts: Path) -> None:
        from journal.report.pdf_file import PaperCanvas  # noqa: PLC0415 - a start must not wait for ReportLab

        faces = typefaces.load(fonts)
        self._width, height = SHEETS[size]
        self._top = height - _MARGIN
        self._setter = Typesetter(faces, words.language)
        self._words = words
        self._faces = faces
        self._canvas = PaperCanvas(out, SHEETS[size], words.language)

    def paragraph(self, text: str, style: Style, after: float) -> None:
        for line in self._setter.lines(text, style, self._width - 2 * _MARGIN):
            self._line(line, _MARGIN, self._top)
            self._top -= style.leading
        self._top -= after

    def columns(self, words_of_it: Sequence[str]) -> None:
        """Numbered, down the first column and then down the second."""
        rows = -(-len(words_of_it) // _COLUMNS)
        room = (self._width - 2 * _MARGIN) / _COLUMNS
        for at, word in enumerate(words_of_it):
            column, row = divmod(at, rows)
            left, top = _MARGIN + column * room, self._top - row * _ROW
            number = self._setter.line(self._words.number(at + 1), _NUMBER)
            self._line(number, left + _NUMBER_ROOM - 10 - number.width, top)
            self._line(self._setter.line(word, _WORD), left + _NUMBER_ROOM, top)
        self._top -= rows * _ROW + 22

    def finish(self, title: str, made_at: LocalTime) -> int:
        self._canvas.showPage()
        self._canvas.describe(title, made_at, "")
        return self._canvas.finish()

    def _line(self, line: Line, x: float, top: float) -> None:
        style = line.style
        self._canvas.setFillGray(style.gray)
        baseline = top - style.leading / 2 - _BASELINE * style.size
        for span in line.spans:
            shown = span if span.face else span._replace(face=self._faces.plain)
            self._canvas.span(shown, style.size, x, baseline)
            x += span.width * style.size / 1000
