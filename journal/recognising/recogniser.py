"""Asks the child for the words in a picture, piece by piece where it is large, and believes nothing it says unseen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from journal.domain.errors import Cancelled
from journal.domain.evidence import Box
from journal.domain.pixels import Pixels
from journal.domain.read_words import ReadWord
from journal.pictures.limits import MAX_TEXT_BYTES
from journal.pictures.wire import Verb
from journal.pictures.worker import Worker, command_of
from journal.recognising import languages

DEFAULT_TIMEOUT = 120.0
"""Seconds for one piece of a picture; it takes one on a usual computer that does nothing else."""

_EDITION = 1
"""Counted up when pictures are cut, enlarged or drawn in another way than before."""

_ROLE = "words"
_LIVES = 200
_TWICE_UP_TO = 9_000_000
"""Pixels of a picture that is read twice as large; a larger one is a photo, whose letters are large enough."""

_PIECE_PIXELS = 1_000_000
"""Of a piece, at twice its size: so it is known soon how far this is, and that nobody wants to wait any more."""

_LEAST_ROWS, _SHARED_ROWS = 400, 96
_FIELDS = 6
_LONGEST_WORD = 1_000


def default_command() -> tuple[str, ...]:
    """How the child is started from here."""
    return command_of("journal.recognising", "reading_child")


class Recogniser:
    """One child, started when it is first needed. Threads may share it; they wait for one another."""

    def __init__(self, command: Sequence[str], timeout: float = DEFAULT_TIMEOUT) -> None:
        """Start nothing yet; `timeout` is in seconds for each piece of a picture."""
        self._worker = Worker(command, _ROLE, timeout, _LIVES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def can_read(self) -> bool:
        """Whether this computer has what it takes."""
        return languages.can_read()

    @property
    def name(self) -> str:
        """What reads, and how: another one may read other words in the same picture."""
        return f"{languages.engine()} {'+'.join(languages.LANGUAGES)} {_EDITION}"

    @property
    def process_id(self) -> int | None:
        """Of the child, while it lives."""
        return self._worker.process_id

    def close(self) -> None:
        """End the child, busy or not. Whatever is asked afterwards is refused."""
        self._worker.close()

    def words(self, pixels: Pixels, go_on: Callable[[], bool]) -> tuple[ReadWord, ...]:
        """The words in a picture, as far as a machine can read them, in its pixels.

        Raises:
            PictureRefused: nothing was read: the child was too slow, or died.
            Cancelled: the person did not want to wait.
        """
        found: list[ReadWord] = []
        times = 2 if pixels.width * pixels.height <= _TWICE_UP_TO else 1
        for piece in _pieces(pixels, times):
            if not go_on():
                raise Cancelled
            lines = max((word.line for word in found), default=0)
            found += [word for word in self._read(piece, times, lines) if piece.has(word)]
        return tuple(found)

    def _read(self, piece: "_Piece", times: int, lines: int) -> Iterator[ReadWord]:
        numbers = (piece.width, piece.height, times, 0)
        answer = self._worker.ask(Verb.WORDS, numbers, piece.rgb, most=MAX_TEXT_BYTES)
        try:
            said = bytes(answer.payload).decode("utf-8")
            read = [_word(line, piece, lines) for line in said.split("\n") if line]
        except ValueError as wrong:
            raise self._worker.distrust() from wrong
        yield from read


@dataclass(frozen=True)
class _Piece:
    """Rows of a picture from `top` on; words whose middle lies outside `first` to `last` are another piece's."""

    width: int
    height: int
    top: int
    first: int
    last: int
    rgb: bytes

    def has(self, word: ReadWord) -> bool:
        return self.first <= word.box.y + word.box.height // 2 < self.last


def _pieces(pixels: Pixels, times: int) -> Iterator[_Piece]:
    """The picture in pieces that share some rows, so that no line is cut in both."""
    row = pixels.width * 3
    most = _PIECE_PIXELS * 4 // (times * times) // pixels.width
    rows = min(pixels.height, max(_LEAST_ROWS, most))
    top = 0
    while True:
        bottom = min(pixels.height, top + rows)
        is_last = bottom == pixels.height
        first = top + _SHARED_ROWS // 2 if top else 0
        last = bottom if is_last else bottom - _SHARED_ROWS // 2
        yield _Piece(pixels.width, bottom - top, top, first, last, pixels.rgb[top * row : bottom * row])
        if is_last:
            return
        top = bottom - _SHARED_ROWS


def _word(untrusted_line: str, piece: _Piece, lines: int) -> ReadWord:
    """One word as the child says it.

    Raises:
        ValueError: that cannot be.
    """
    fields = untrusted_line.split("\t")
    if len(fields) != _FIELDS or not 0 < len(fields[-1]) <= _LONGEST_WORD:
        raise ValueError(fields)
    line, x, y, width, height = (int(field) for field in fields[:-1])
    is_inside = x >= 0 and y >= 0 and x + width <= piece.width and y + height <= piece.height
    if not (is_inside and 0 <= line <= len(piece.rgb) and min(width, height) > 0):
        raise ValueError(fields)
    return ReadWord(fields[-1], Box(x, y + piece.top, width, height), lines + line)
