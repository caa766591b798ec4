"""Adding a large file: hashed, sealed frame by frame, on disk and recorded."""

import hashlib
import os
import time
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.domain.evidence import Method
from tests.bench.case import Case, Figures, Goal, Line, Sizes, Step, step
from tests.bench.journals import build, built, opened
from tests.bench.memory import watched

_MIB = 1 << 20
_SMALL = 20
_RATIO = 0.8


def cases(sizes: Sizes) -> tuple[Case, ...]:
    """The file, and for a long run a sparse one that is larger than a part and than memory should ever be."""
    usual = _case(sizes.file_mib, step(make_file, mib=sizes.file_mib), None)
    if not sizes.long_mib:
        return (usual,)
    return usual, _case(sizes.long_mib, step(make_sparse_file, mib=sizes.long_mib), 1)


def _case(mib: int, make: Step, rounds: int | None) -> Case:
    return Case(
        f"add a file of {mib:,} MiB",
        "reading it, SHA-256 and AES-256-GCM in frames of 1 MiB, one file, fsync",
        step(ours, mib=mib),
        step(theirs, mib=mib),
        (
            Line("speed", "MB/s", "speed", "speed", Goal(ratio_at_least=_RATIO)),
            Line("processor time", "s", "processor", "processor"),
        ),
        (step(build, incidents=_SMALL), make),
        rounds,
    )


def make_file(work: Path, mib: int) -> Figures:
    """A file of random bytes."""
    with _source(work, mib).open("wb") as file:
        for _ in range(mib):
            file.write(os.urandom(_MIB))
    return {}


def make_sparse_file(work: Path, mib: int) -> Figures:
    """A file of zeros that takes no place."""
    with _source(work, mib).open("wb") as file:
        file.truncate(mib * _MIB)
    return {}


def ours(work: Path, mib: int) -> Figures:
    """`Journal.add_files` until it is recorded."""
    journal = opened(built(work, _SMALL).folder)
    try:
        with watched() as memory:
            begun, busy = time.perf_counter(), time.process_time()
            added = journal.add_files([_source(work, mib)], Method.FILE, lambda _done, _total: True).result()
            seconds, busy = time.perf_counter() - begun, time.process_time() - busy
        for refusal in added.refused:
            raise refusal.error
    finally:
        journal.close()
    _remove(built(work, _SMALL).folder.media)
    return {"speed": [_speed(mib, seconds)], "processor": [busy], **memory}


def theirs(work: Path, mib: int) -> Figures:
    """The same two calculations, one after the other, and nothing around them."""
    target = work / "frames"
    cipher, hasher, buffer = AESGCM(os.urandom(32)), hashlib.sha256(), bytearray(_MIB)
    with watched() as memory:
        begun, busy = time.perf_counter(), time.process_time()
        with _source(work, mib).open("rb", buffering=0) as source, target.open("wb", buffering=0) as file:
            number = 0
            while filled := source.readinto(buffer):
                octets = memoryview(buffer)[:filled]
                hasher.update(octets)
                file.write(cipher.encrypt(number.to_bytes(12, "big"), octets, None))
                number += 1
            os.fsync(file.fileno())
        seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    target.unlink()
    return {"speed": [_speed(mib, seconds)], "processor": [busy], **memory}


def _source(work: Path, mib: int) -> Path:
    return work / f"file-{mib}.bin"


def _speed(mib: int, seconds: float) -> float:
    return mib * _MIB / 1e6 / seconds


def _remove(media: Path) -> None:
    for path in media.rglob("*"):
        if path.is_file():
            path.unlink()
