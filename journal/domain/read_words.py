"""Words a computer read in a picture, and how they are searched for what must stay private.

Reading by machine confuses letters (il1, O0, rn and m), drops accents, breaks numbers into pieces and takes a line for
two. So words are searched as they were read, and once more with letters taken as one that look alike and with a few of
them wrong, the more the longer a term is: rather a place too many than one too few.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from journal.domain.evidence import Box
from journal.domain.private_terms import Looking, Spelling, folded, is_enough, spellings

_ALIKE = str.maketrans("ij1t05829q6", "lllfosbzggg")
_TOGETHER = (
    (re.compile("rn|nn"), "m"),
    (re.compile("vv"), "w"),
    (re.compile("cl"), "d"),
    (re.compile("fl"), "ll"),
)
"""What looks like one letter, in letters that were made alike before."""

_WHOLE_WORDS, _OVER_GAPS = 3, 6
_WRONG_FROM = (7, 12, 18)
"""From so many letters one of them may be wrong, two, three."""

_WRONG_IN_NUMBERS_FROM = 9
_CONTEXT = 8
_ROW, _LINE_GAP, _LINE_HEIGHTS = 0.5, 1.5, 2.0
_CHAINS = 60
_RIM = 3


@dataclass(frozen=True)
class ReadWord:
    """A word, where it stands in the picture, and in which line; words of one line have one number."""

    text: str
    box: Box
    line: int


@dataclass(frozen=True)
class SeenTerm:
    """A term in a picture: the places that hold it, and the words as they were read, in their context."""

    term: str
    boxes: tuple[Box, ...]
    before: str
    found: str
    after: str


class LookingAtWords:
    """Searches what was read in pictures; made once for many of them."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = tuple(term for term in terms if is_enough(term))
        self._exactly = Looking(self._terms)
        self._needles = [_Needle.of(term, one) for term in self._terms for one in spellings(term)]

    @property
    def has_terms(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._terms)

    def found(self, words: Sequence[ReadWord], width: int, height: int) -> tuple[SeenTerm, ...]:
        """Every place of every term in a picture of that size, from its top."""
        if not self._terms or not words:
            return ()
        kept: dict[tuple[str, frozenset[ReadWord]], SeenTerm] = {}
        readings = tuple(_readings(words))
        for find in (self._read, self._guessed):
            places = [(reading, *each) for reading in readings for each in set(find(reading))]
            # Of two that share a word it is the longer one: rather too much is covered than too little.
            for reading, term, first, last in sorted(places, key=lambda place: place[2] - place[3]):
                those = frozenset(reading.words[first : last + 1])
                if not any(name == term and other & those for name, other in kept):
                    kept[term, those] = _seen(reading, term, (first, last), (width, height))
        return tuple(sorted(kept.values(), key=lambda seen: (seen.boxes[0].y, seen.boxes[0].x, seen.term)))

    def _read(self, reading: "_Reading") -> Iterator[tuple[str, int, int]]:
        for each in self._exactly.found(reading.text):
            yield each.term, reading.word_at(each.start), reading.word_at(each.end - 1)

    def _guessed(self, reading: "_Reading") -> Iterator[tuple[str, int, int]]:
        for needle in self._needles:
            for start, end in needle.places(reading):
                yield needle.term, reading.owners[start], reading.owners[end - 1]


class _Reading:
    """Words in one of the orders in which they may be meant to be read; lines follow one another."""

    def __init__(self, lines: Iterable[Sequence[ReadWord]]) -> None:
        self.words: list[ReadWord] = []
        self.letters = ""
        self.owners: list[int] = []
        self.starts: set[int] = set()
        text: list[str] = []
        self._ends: list[int] = []
        size = 0
        for line in lines:
            for at, word in enumerate(line):
                said = ("" if not self.words else " " if at else "\n") + word.text
                size += len(said)
                text.append(said)
                self._ends.append(size)
                self.words.append(word)
                self._add_letters(word.text)
        self.text = "".join(text)

    def word_at(self, place: int) -> int:
        """Which of the words stands at this place of the text."""
        return next(at for at, end in enumerate(self._ends) if place < end)

    def _add_letters(self, text: str) -> None:
        owner = len(self.words) - 1
        for part in re.split(r"[^\w]+", text):
            letters = _alike(folded(part))
            if letters:
                self.starts.add(len(self.letters))
            self.letters += letters
            self.owners += [owner] * len(letters)


def _seen(reading: _Reading, term: str, place: tuple[int, int], size: tuple[int, int]) -> SeenTerm:
    first, after = place[0], place[1] + 1
    those = reading.words[first:after]
    return SeenTerm(
        term,
        tuple(_rimmed(_around(words), *size) for _, words in groupby(those, key=lambda word: word.line)),
        _said(reading.words[max(0, first - _CONTEXT) : first]),
        _said(those),
        _said(reading.words[after : after + _CONTEXT]),
    )


@dataclass(frozen=True)
class _Needle:
    """A term in letters that were made alike, and how many of them may be wrong."""

    term: str
    letters: str
    wrong: int

    @classmethod
    def of(cls, term: str, spelling: Spelling) -> "_Needle":
        letters = _alike(spelling.letters)
        if spelling.letters.isdigit():
            return cls(term, letters, int(len(letters) >= _WRONG_IN_NUMBERS_FROM))
        return cls(term, letters, sum(len(letters) >= least for least in _WRONG_FROM))

    def places(self, reading: _Reading) -> Iterator[tuple[int, int]]:
        """From which letter to which it stands in a reading."""
        at = reading.letters.find(self.letters)
        while at >= 0:
            end = at + len(self.letters)
            if self._is_one(reading, at, end):
                yield at, end
            at = reading.letters.find(self.letters, at + 1)
        if self.wrong:
            yield from self._nearly(reading)

    def _is_one(self, reading: _Reading, at: int, end: int) -> bool:
        if len(self.letters) >= _OVER_GAPS:
            return True
        if any(each in reading.starts for each in range(at + 1, end)):
            return False
        is_whole = at in reading.starts and (end == len(reading.letters) or end in reading.starts)
        return is_whole or (len(self.letters) > _WHOLE_WORDS and not self.letters.isdigit())

    def _nearly(self, reading: _Reading) -> Iterator[tuple[int, int]]:
        """Where all but a few letters stand: then one of as many pieces, and one more, is there as it is."""
        size, tried = len(self.letters), set()
        cuts = [size * at // (self.wrong + 1) for at in range(self.wrong + 2)]
        for left, right in pairwise(cuts):
            piece = self.letters[left:right]
            at = reading.letters.find(piece)
            while at >= 0:
                for start in range(at - left - self.wrong, at - left + self.wrong + 1):
                    if start in reading.starts and start not in tried:
                        tried.add(start)
                        window = reading.letters[start : start + size + self.wrong]
                        length = _length_within(self.letters, window, self.wrong)
                        if length:
                            yield start, start + length
                at = reading.letters.find(piece, at + 1)


def _length_within(wanted: str, window: str, most: int) -> int:
    """How much of the window's beginning differs least from what is wanted; 0 where that is more than allowed."""
    before = list(range(len(window) + 1))
    for row, letter in enumerate(wanted, start=1):
        now = [row]
        for column, other in enumerate(window, start=1):
            now.append(
                min(before[column] + 1, now[column - 1] + 1, before[column - 1] + int(letter != other))
            )
        before = now
    least = min(before)
    return before.index(least) if least <= most else 0


def _readings(words: Sequence[ReadWord]) -> Iterator[_Reading]:
    """Row by row over the whole width; and column by column, as lines stand below one another."""
    lines: dict[int, list[ReadWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    sorted_lines = sorted(
        (sorted(line, key=lambda word: word.box.x) for line in lines.values()), key=lambda line: line[0].box.y
    )
    yield _Reading(_rows(sorted_lines))
    for column in _columns(sorted_lines):
        yield _Reading(column)


def _rows(lines: Iterable[list[ReadWord]]) -> list[list[ReadWord]]:
    rows: list[list[ReadWord]] = []
    for line in lines:
        if rows and _middle(line) < _bottom(rows[-1]):
            rows[-1] = sorted([*rows[-1], *line], key=lambda word: word.box.x)
        else:
            rows.append(line)
    return rows


def _columns(lines: Iterable[list[ReadWord]]) -> list[list[list[ReadWord]]]:
    columns: list[list[list[ReadWord]]] = []
    for line in lines:
        over = [column for column in columns[-_CHAINS:] if _goes_on(column[-1], line)]
        if over:
            max(over, key=lambda column: _bottom(column[-1])).append(line)
        else:
            columns.append([line])
    return columns


def _goes_on(above: list[ReadWord], below: list[ReadWord]) -> bool:
    """Whether one line may be the next of the other."""
    high, low = _height(above), _height(below)
    gap = _top(below) - _bottom(above)
    return (
        -_ROW * high <= gap <= _LINE_GAP * high
        and max(high, low) <= _LINE_HEIGHTS * min(high, low)
        and above[0].box.x < _right(below)
        and below[0].box.x < _right(above)
    )


def _top(line: Sequence[ReadWord]) -> int:
    return min(word.box.y for word in line)


def _bottom(line: Sequence[ReadWord]) -> int:
    return max(word.box.y + word.box.height for word in line)


def _right(line: Sequence[ReadWord]) -> int:
    return max(word.box.x + word.box.width for word in line)


def _height(line: Sequence[ReadWord]) -> int:
    return max(1, _bottom(line) - _top(line))


def _middle(line: Sequence[ReadWord]) -> float:
    return (_top(line) + _bottom(line)) / 2


def _alike(letters: str) -> str:
    alike = letters.translate(_ALIKE)
    for pattern, one in _TOGETHER:
        alike = pattern.sub(one, alike)
    return alike


def _around(words: Iterable[ReadWord]) -> Box:
    """One box for words that follow one another in a line."""
    line = list(words)
    left, top = min(word.box.x for word in line), _top(line)
    return Box(left, top, _right(line) - left, _bottom(line) - top)


def _rimmed(box: Box, width: int, height: int) -> Box:
    """The box and a little around it, inside the picture: letters have soft edges."""
    left, top = max(0, box.x - _RIM), max(0, box.y - _RIM)
    right, bottom = min(width, box.x + box.width + _RIM), min(height, box.y + box.height + _RIM)
    return Box(left, top, right - left, bottom - top)


def _said(words: Iterable[ReadWord]) -> str:
    return " ".join(word.text for word in words)
