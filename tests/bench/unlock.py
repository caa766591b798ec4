"""Unlocking once the passphrase has been stretched, whatever the journal's size."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlcipher3 import dbapi2

from journal.sealing import slots
from journal.services.door import Door
from tests.bench.case import Case, Figures, Goal, Line, Sizes, step
from tests.bench.journals import PASSPHRASE, build, built, surroundings
from tests.bench.memory import watched

_BELOW_MS = 50.0


def cases(sizes: Sizes) -> tuple[Case, ...]:
    """One per size of journal."""
    return tuple(
        Case(
            f"unlock a journal of {incidents:,} entries, less the key derivation",
            "a bare SQLCipher connection to the same file: raw key, one select",
            step(ours, incidents=incidents),
            step(theirs, incidents=incidents),
            (
                Line("open", "ms", "open", "open", Goal(below=_BELOW_MS)),
                Line("processor time", "ms", "processor", "processor"),
            ),
            (step(build, incidents=incidents),),
        )
        for incidents in sizes.journals
    )


def ours(work: Path, incidents: int) -> Figures:
    """`Door.open` less what Argon2id took inside it; the first opening in a process."""
    door = Door(built(work, incidents).folder, surroundings())
    with _derivation_timed() as derived, watched() as memory:
        begun = _Moment.now()
        journal = door.open(PASSPHRASE).result()
        rest = begun.until_now().without(derived[0])
    journal.close()
    door.close()
    return {**rest.figures, **memory}


def theirs(work: Path, incidents: int) -> Figures:
    """The least that has to be done to read one row of it."""
    there = built(work, incidents)
    key, uri = there.key, f"{there.folder.database.as_uri()}?mode=ro"
    with watched() as memory:
        begun = _Moment.now()
        connection = dbapi2.connect(uri, uri=True)
        connection.execute("PRAGMA cipher_default_page_size=16384")
        connection.set_key(f"x'{key.hex()}'")
        connection.execute("SELECT header FROM kept_record ORDER BY seq DESC LIMIT 1").fetchone()
        whole = begun.until_now()
    connection.close()
    return {**whole.figures, **memory}


@dataclass(frozen=True)
class _Moment:
    """Seconds of the clock on the wall and of the processor: since some beginning, or between two moments."""

    wall: float
    processor: float

    @classmethod
    def now(cls) -> "_Moment":
        return cls(time.perf_counter(), time.process_time())

    def until_now(self) -> "_Moment":
        return _Moment.now().without(self)

    def without(self, other: "_Moment") -> "_Moment":
        return _Moment(self.wall - other.wall, self.processor - other.processor)

    @property
    def figures(self) -> Figures:
        return {"open": [self.wall * 1000], "processor": [self.processor * 1000]}


@contextmanager
def _derivation_timed() -> Iterator[list[_Moment]]:
    """Time the derivation inside the very opening it belongs to: alone, it varies by more than the rest takes."""
    spent: list[_Moment] = []

    class Timed:
        def __init__(self, **cost: Any) -> None:
            self._stretch = Argon2id(**cost)

        def derive(self, material: bytes) -> bytes:
            begun = _Moment.now()
            try:
                return self._stretch.derive(material)
            finally:
                spent.append(begun.until_now())

    with patch.object(slots, "Argon2id", Timed):
        yield spent
