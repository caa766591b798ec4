"""Many captures: sealed into the inbox one by one as they are caught, and filed together at the next unlock."""

import hashlib
import os
import shutil
import time
from pathlib import Path

from journal.domain.evidence import Evidence, Method, Original, Provenance
from journal.domain.folder import JournalFolder
from journal.domain.moments import at_instant
from journal.sealing.inbox_seal import seal_to_inbox
from journal.services.capture_note import capture_note
from journal.services.door import Door
from journal.services.journal import Journal
from tests.bench.case import Case, Figures, Line, Sizes, step
from tests.bench.journals import PASSPHRASE, surroundings
from tests.bench.memory import watched

_BYTES = 500_000
_BEGUN_MS = 1_795_345_200_000


def cases(sizes: Sizes) -> tuple[Case, ...]:
    """One case with three figures."""
    return (
        Case(
            f"{sizes.captures:,} captures of 500 KB",
            "SHA-256, a raw file and fsync for each",
            step(ours, captures=sizes.captures),
            step(theirs, captures=sizes.captures),
            (
                Line("hash and seal one into the inbox", "ms", "seal", "write"),
                Line("file one, of all of them", "ms", "file", "mean"),
                Line("seal and file all", "s", "all", "all"),
            ),
            rounds=3,
        ),
    )


def ours(work: Path, captures: int) -> Figures:
    """What the keeper does with each picture, then `Journal.file_inbox`."""
    folder = JournalFolder(work / "captures" / "Journal")
    folder.root.parent.mkdir()
    door = Door(folder, surroundings())
    journal = door.create(PASSPHRASE).result()
    try:
        with watched() as memory:
            sealed = [_seal(journal, folder, number) for number in range(captures)]
            begun = time.perf_counter()
            filed = journal.file_inbox().result()
            filing = time.perf_counter() - begun
        for refusal in filed.unopened:
            raise refusal.error
    finally:
        journal.close()
        door.close()
    shutil.rmtree(folder.root.parent)
    return {
        "seal": [seconds * 1000 for seconds in sealed],
        "file": [filing * 1000 / captures],
        "all": [sum(sealed) + filing],
        **memory,
    }


def _seal(journal: Journal, folder: JournalFolder, number: int) -> float:
    payload, name = _payload(number), os.urandom(16).hex()
    begun = time.perf_counter()
    note = capture_note(_evidence(hashlib.sha256(payload).hexdigest(), name, _BEGUN_MS + number * 1000))
    seal_to_inbox(folder.inbox, name, payload, note, journal.inbox_public, os.urandom)
    return time.perf_counter() - begun


def theirs(work: Path, captures: int) -> Figures:
    """Each into a file of its own, in clear."""
    folder = work / "raw"
    folder.mkdir()
    written = []
    with watched() as memory:
        for number in range(captures):
            payload = _payload(number)
            begun = time.perf_counter()
            name = hashlib.sha256(payload).hexdigest()
            with (folder / name).open("wb", buffering=0) as file:
                file.write(payload)
                os.fsync(file.fileno())
            written.append(time.perf_counter() - begun)
    shutil.rmtree(folder)
    return {
        "write": [seconds * 1000 for seconds in written],
        "mean": [sum(written) * 1000 / captures],
        "all": [sum(written)],
        **memory,
    }


def _payload(number: int) -> bytes:
    return number.to_bytes(8, "big") + _NOISE


_NOISE = os.urandom(_BYTES - 8)


def _evidence(sha256: str, name: str, at_ms: int) -> Evidence:
    return Evidence(
        Original(sha256, _BYTES, "image/png"),
        file=name,
        name="screen.png",
        safe_name="screen.png",
        acquired=at_instant(at_ms, "Europe/Paris"),
        acquired_ms=at_ms,
        method=Method.CAPTURE,
        provenance=Provenance(window_title="A window", application="a browser", backend="benchmark"),
    )
