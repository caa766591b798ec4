"""Unlocking once the passphrase has been stretched, whatever the journal's size."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
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
            (Line("open", "ms", "open", "open", Goal(below=_BELOW_MS)),),
            (step(build, incidents=incidents),),
        )
        for incidents in sizes.journals
    )


def ours(work: Path, incidents: int) -> Figures:
    """`Door.open` less what Argon2id took inside it; the first opening in a process."""
    door = Door(built(work, incidents).folder, surroundings())
    with _derivation_timed() as derived, watched() as memory:
        begun = time.perf_counter()
        journal = door.open(PASSPHRASE).result()
        whole = time.perf_counter() - begun
    journal.close()
    door.close()
    return {"open": [(whole - sum(derived)) * 1000], "derivation": [sum(derived) * 1000], **memory}


def theirs(work: Path, incidents: int) -> Figures:
    """The least that has to be done to read one row of it."""
    there = built(work, incidents)
    key, uri = there.key, f"{there.folder.database.as_uri()}?mode=ro"
    with watched() as memory:
        begun = time.perf_counter()
        connection = dbapi2.connect(uri, uri=True)
        connection.execute("PRAGMA cipher_default_page_size=16384")
        connection.set_key(f"x'{key.hex()}'")
        connection.execute("SELECT header FROM kept_record ORDER BY seq DESC LIMIT 1").fetchone()
        whole = time.perf_counter() - begun
    connection.close()
    return {"open": [whole * 1000], **memory}


@contextmanager
def _derivation_timed() -> Iterator[list[float]]:
    """Time the derivation inside the very opening it belongs to: alone, it varies by more than the rest takes."""
    seconds: list[float] = []

    class Timed:
        def __init__(self, **cost: Any) -> None:
            self._stretch = Argon2id(**cost)

        def derive(self, material: bytes) -> bytes:
            begun = time.perf_counter()
            try:
                return self._stretch.derive(material)
            finally:
                seconds.append(time.perf_counter() - begun)

    with patch.object(slots, "Argon2id", Timed):
        yield seconds
