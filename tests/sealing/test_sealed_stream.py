"""Hash and file come from the same bytes, read once, in memory that does not grow."""

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

from journal.domain.errors import Cancelled
from journal.sealing.errors import DiskFull, SourceUnreadable
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_stream import seal_stream
from journal.sealing.sealed_writer import SealedWriter
from tests.sealing.fakes import FailingDisk, Known

MIB = 1024 * 1024


def _writer(folder: Path) -> SealedWriter:
    return SealedWriter(folder, "file", Kind.MEDIA, Known())


class Failing(io.BytesIO):
    """A stick that is pulled out after some MiB."""

    def __init__(self, size: int) -> None:
        super().__init__(bytes(size))

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # what we ask for
        filled = super().readinto(buffer)
        if not filled:
            raise OSError(5, "gone")
        return filled


class Dribbling(io.BytesIO):
    """Gives a little at a time, as pipes and network folders do."""

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # what we ask for
        return super().readinto(memoryview(buffer)[:70_001])


@pytest.mark.parametrize("size", [0, 1, MIB - 1, MIB, MIB + 1, 9 * MIB + 5])
def test_the_hash_is_of_exactly_the_bytes_that_were_sealed(tmp_path: Path, size: int) -> None:
    payload = hashlib.shake_128(b"payload").digest(size)

    with _writer(tmp_path) as writer:
        hashed = seal_stream(io.BytesIO(payload), writer)
        path = writer.commit()

    reader = SealedReader(path, writer.key)
    assert (hashed.size, hashed.sha256) == (size, hashlib.sha256(payload).hexdigest())
    assert b"".join(reader.chunks()) == payload


def test_a_source_that_gives_little_at_a_time_is_read_to_its_end(tmp_path: Path) -> None:
    payload = hashlib.shake_128(b"payload").digest(2 * MIB + 3)

    with _writer(tmp_path) as writer:
        hashed = seal_stream(Dribbling(payload), writer)
        writer.commit()

    assert hashed.sha256 == hashlib.sha256(payload).hexdigest()
    assert b"".join(SealedReader(writer.path, writer.key).chunks()) == payload


def test_progress_is_told_as_it_goes(tmp_path: Path) -> None:
    told: list[int] = []

    with _writer(tmp_path) as writer:
        seal_stream(io.BytesIO(bytes(2 * MIB + 7)), writer, progress=told.append)

    assert told == [MIB, 2 * MIB, 2 * MIB + 7]


def test_a_person_who_cancels_finds_nothing_left(tmp_path: Path) -> None:
    told: list[int] = []

    with pytest.raises(Cancelled), _writer(tmp_path) as writer:
        seal_stream(
            io.BytesIO(bytes(9 * MIB)), writer, progress=told.append, cancelled=lambda: len(told) == 3
        )

    assert told[-1] == 3 * MIB
    assert list(tmp_path.iterdir()) == []


def test_a_person_who_cancels_finds_nothing_left_whoever_closes_the_file(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        seal_stream(io.BytesIO(b"text"), _started(tmp_path), cancelled=lambda: True)

    assert list(tmp_path.iterdir()) == []


def _started(folder: Path) -> SealedWriter:
    writer = _writer(folder)
    writer.write(bytes(2 * MIB))
    return writer


def test_a_source_that_fails_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable) as refusal, _writer(tmp_path) as writer:
        seal_stream(Failing(3 * MIB), writer)

    assert refusal.value.errno == 5
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    with (
        pytest.raises(DiskFull),
        SealedWriter(tmp_path, "file", Kind.MEDIA, Known(), disk=FailingDisk(6, 28)) as writer,
    ):
        seal_stream(io.BytesIO(bytes(9 * MIB)), writer)

    assert list(tmp_path.iterdir()) == []


_SEALS_AND_READS = """
import hashlib, os, resource, sys
from pathlib import Path
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_stream import seal_stream
from journal.sealing.sealed_writer import SealedWriter

def peak_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)

folder = Path(sys.argv[1])
before = peak_mib()
with (folder / "source").open("rb") as source, SealedWriter(folder, "file", Kind.MEDIA, os.urandom) as writer:
    hashed = seal_stream(source, writer)
    path = writer.commit()
reader, again = SealedReader(path, writer.key), hashlib.sha256()
for chunk in reader.chunks():
    again.update(chunk)
assert again.hexdigest() == hashed.sha256
print(reader.size, peak_mib() - before)
"""


@pytest.mark.slow
def test_300_mib_are_sealed_and_read_in_less_than_64_mib(tmp_path: Path, checkout: Path) -> None:
    with (tmp_path / "source").open("wb") as source:
        source.truncate(300 * MIB)

    done = subprocess.run(
        [sys.executable, "-c", _SEALS_AND_READS, str(tmp_path)],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )

    size, grown = done.stdout.split()
    assert int(size) == 300 * MIB
    assert float(grown) < 64
    (tmp_path / "file").unlink()
