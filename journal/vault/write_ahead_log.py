"""The log beside the database, read without opening it: what is in it, and whether a reader would lose some of it.

SQLite reads a log up to the first frame whose running checksum does not fit, and silently forgets the rest: right for
a write that was cut short, wrong for a log that was damaged later. With synchronous=FULL every commit is on the disk
before the next frame is written. So a commit that is forgotten although another frame follows on it was damaged.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from operator import mul
from pathlib import Path

_HEAD = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
_MASK = 0xFFFFFFFF


@dataclass(frozen=True)
class Frame:
    """One page in the log: its number, the database's size in pages where a commit ends with it (or 0), its place.

    `counts` says whether a reader would use it.
    """

    page: int
    commit: int
    at: int
    counts: bool


class Log:
    """A log that nobody writes to meanwhile, held in memory."""

    def __init__(self, data: bytes, page_bytes: int) -> None:
        self._data = data
        self._page_bytes = page_bytes
        self._step = _FRAME.size + page_bytes
        whole = len(data) >= _HEAD.size
        self._head = _HEAD.unpack_from(data) if whole else (0,) * 8
        self._order = ">" if self._head[0] & 1 else "<"
        self._head_fits = whole and self._fits_head()
        self._salts = self._head[4:6] if self._head_fits else self._usual_salts()

    @classmethod
    def beside(cls, database: Path, page_bytes: int) -> "Log":
        """Read the log of a database; one that is not there is empty.

        Raises:
            OSError: it cannot be read.
        """
        path = log_of(database)
        return cls(path.read_bytes() if path.exists() else b"", page_bytes)

    def frames(self) -> Iterator[Frame]:
        """Every frame of the log's present run, in order, up to the last commit that can be told."""
        found = list(self._present())
        last = max((place for place, (_, commit) in enumerate(found) if commit), default=-1)
        used = self._used
        for at, commit in found[: last + 1]:
            page = _FRAME.unpack_from(self._data, at)[0]
            yield Frame(page, commit, at + _FRAME.size, at < used)

    def page_at(self, frame: Frame) -> bytes:
        """The page as it was written, still encrypted."""
        return self._data[frame.at : frame.at + self._page_bytes]

    def is_broken(self) -> bool:
        """Whether a reader would forget a commit that had reached the disk."""
        used = self._used
        frames = list(self._present())
        for (at, commit), (following, _) in pairwise(frames):
            if commit and at >= used and following == at + self._step and self._follows(at, following):
                return True
        return False

    def _present(self) -> Iterator[tuple[int, int]]:
        """Where the frames of the present run lie, and the commits among them."""
        for at in range(_HEAD.size, len(self._data) - self._step + 1, self._step):
            _, commit, *salts = _FRAME.unpack_from(self._data, at)[:4]
            if tuple(salts) == self._salts:
                yield at, commit

    @cached_property
    def _used(self) -> int:
        """Up to which place a reader uses the log: behind the last commit that all checksums lead to."""
        used, sums = _HEAD.size, self._head[6:8]
        if not self._head_fits:
            return used
        for at in range(_HEAD.size, len(self._data) - self._step + 1, self._step):
            page, commit, salt, other_salt, *said = _FRAME.unpack_from(self._data, at)
            sums = self._sums_of(at, sums)
            if (salt, other_salt) != self._salts or tuple(said) != sums or page == 0:
                break
            if commit:
                used = at + self._step
        return used

    def _follows(self, at: int, following: int) -> bool:
        """Whether a frame was written right after another, by the checksum that goes on from there."""
        before = _FRAME.unpack_from(self._data, at)[4:6]
        return self._sums_of(following, before) == _FRAME.unpack_from(self._data, following)[4:6]

    def _sums_of(self, at: int, sums: tuple[int, ...]) -> tuple[int, int]:
        page = at + _FRAME.size
        return self._sum(
            self._data[at : at + 8] + self._data[page : page + self._page_bytes], (sums[0], sums[1])
        )

    def _fits_head(self) -> bool:
        known = self._head[0] & ~1 == _MAGIC and self._head[2] == self._page_bytes
        return known and self._sum(self._data[:24], (0, 0)) == self._head[6:8]

    def _usual_salts(self) -> tuple[int, ...]:
        """Those of the first frame, where the head is damaged; some commit has to bear them too."""
        if len(self._data) < _HEAD.size + self._step:
            return ()
        return tuple(_FRAME.unpack_from(self._data, _HEAD.size)[2:4])

    def _sum(self, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
        words = struct.unpack(f"{self._order}{len(data) // 4}I", data)
        weights = _weights(len(words) // 2)
        one = sum(map(mul, weights.ones, words), sums[0] * weights.one_one + sums[1] * weights.one_two)
        two = sum(map(mul, weights.twos, words), sums[0] * weights.one_two + sums[1] * weights.two_two)
        return one & _MASK, two & _MASK


@dataclass(frozen=True)
class _Weights:
    """What each word, and the two sums before, add to the two sums after: the checksum is linear in all of them."""

    ones: tuple[int, ...]
    twos: tuple[int, ...]
    one_one: int
    one_two: int
    two_two: int


@cache
def _weights(pairs: int) -> _Weights:
    """The checksum as SQLite defines it, for each pair of words a, b: `one += a + two`, then `two += b + one`."""
    ones: list[int] = []
    twos: list[int] = []
    one_one, one_two, two_two = 1, 0, 1
    for _ in range(pairs):
        twos += (two_two, one_two + two_two)
        ones += (one_two, one_one + one_two)
        one_one, one_two, two_two = (
            (one_one + one_two) & _MASK,
            (one_one + 2 * one_two) & _MASK,
            (one_two + 2 * two_two) & _MASK,
        )
    return _Weights(tuple(reversed(ones)), tuple(reversed(twos)), one_one, one_two, two_two)


def log_of(database: Path) -> Path:
    """Where the log of a database lies."""
    return database.with_name(database.name + "-wal")
