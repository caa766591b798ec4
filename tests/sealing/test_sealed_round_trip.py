"""What goes into a sealed file comes out of it, whatever its size and however it was written and read."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.canonical import Json
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.sealed_layout import HEADER_SIZE, MOST_NOTE, TAG_SIZE, V1, Kind, Layout, part_path
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import FileKey
from tests.sealing.fakes import QUICK, SMALL, Known

MIB = 1024 * 1024
FRAMING = 4 + 8  # the sizes of note and payload
NAMES = iter(f"f{number}" for number in range(10**9))

files_of_their_own = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def _payload(size: int) -> bytes:
    return hashlib.shake_128(b"payload").digest(size)


def _sealed(
    folder: Path,
    payload: bytes,
    note: dict[str, Json] | None = None,
    layout: Layout = V1,
    disk: Disk = OS_DISK,
) -> tuple[Path, FileKey]:
    with SealedWriter(
        folder, next(NAMES), Kind.MEDIA, Known(), note=note, layout=layout, disk=disk
    ) as writer:
        writer.write(payload)
        return writer.commit(), writer.key


def _parts(path: Path) -> list[Path]:
    parts = [path]
    while (following := part_path(path, len(parts) + 1)).exists():
        parts.append(following)
    return parts


@pytest.mark.parametrize(
    "size",
    [
        0,
        1,
        4096 - FRAMING,
        4096 - FRAMING + 1,
        MIB - FRAMING - 1,
        MIB - FRAMING,
        MIB - FRAMING + 1,
        MIB - 1,
        MIB,
        MIB + 1,
        2 * MIB - FRAMING,
        2 * MIB - FRAMING + 1,
        5 * MIB + 123,
    ],
)
def test_what_was_sealed_is_read_back_at_every_border_of_the_frames(tmp_path: Path, size: int) -> None:
    payload = _payload(size)

    path, key = _sealed(tmp_path, payload)

    with SealedReader(path, key) as reader:
        assert reader.size == size
        assert b"".join(reader.chunks()) == payload
        assert reader.note == {}
        assert reader.kind is Kind.MEDIA


def test_every_small_size_is_read_back_through_frames_and_parts(tmp_path: Path) -> None:
    for size in range(600):
        path, key = _sealed(tmp_path, _payload(size), {"n": size}, SMALL, QUICK)

        reader = SealedReader(path, key, SMALL)
        assert b"".join(reader.chunks()) == _payload(size)
        assert reader.note == {"n": size}


@files_of_their_own
@given(
    pieces=st.lists(st.binary(max_size=300), max_size=8),
    note=st.dictionaries(st.text("abc", min_size=1), st.text("äß漢🔪 ", max_size=40), max_size=5),
    ranges=st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 1500)), max_size=5),
)
def test_any_pieces_are_read_back_whole_and_in_any_range(
    tmp_path: Path, pieces: list[bytes], note: dict[str, Json], ranges: list[tuple[int, int]]
) -> None:
    whole = b"".join(pieces)

    with SealedWriter(
        tmp_path, next(NAMES), Kind.SPILL, Known(), note=note, layout=SMALL, disk=QUICK
    ) as writer:
        for piece in pieces:
            writer.write(memoryview(bytearray(piece)))
        path = writer.commit()

    reader = SealedReader(path, writer.key, SMALL)
    assert (reader.size, reader.note) == (len(whole), note)
    assert b"".join(reader.chunks()) == whole
    for offset, length in ranges:
        assert reader.read_range(offset, length) == whole[offset : offset + length]


def test_a_range_that_does_not_begin_or_end_is_refused(tmp_path: Path) -> None:
    path, key = _sealed(tmp_path, b"text")

    for offset, length in ((-1, 1), (0, -1)):
        with pytest.raises(ValueError, match="range"):
            SealedReader(path, key).read_range(offset, length)


@pytest.mark.parametrize(
    ("size", "plain"),
    [
        (0, 4096),
        (1, 4096),
        (4096 - FRAMING, 4096),
        (4097 - FRAMING, 8192),
        (MIB - FRAMING, MIB),
        (MIB - FRAMING + 1, MIB + 64 * 1024),
        (3 * MIB, 3 * MIB + 64 * 1024),
    ],
)
def test_sizes_on_disk_are_rounded_up_so_that_they_tell_little(tmp_path: Path, size: int, plain: int) -> None:
    path, _ = _sealed(tmp_path, bytes(size))

    assert path.stat().st_size == HEADER_SIZE + plain + TAG_SIZE * -(-plain // MIB)


def test_a_part_of_the_real_format_fits_into_a_gibibyte() -> None:
    assert Layout(1024 * 1024, 1023, 4096, 65536, 1024 * 1024) == V1
    assert MOST_NOTE == 256 * 1024
    assert HEADER_SIZE + V1.frames_per_part * (V1.frame + TAG_SIZE) <= 1024**3


def test_a_full_part_is_followed_by_another_and_none_is_empty(tmp_path: Path) -> None:
    full_part = SMALL.frame * SMALL.frames_per_part

    one, _ = _sealed(tmp_path, bytes(full_part - FRAMING), layout=SMALL)
    two, _ = _sealed(tmp_path, bytes(full_part - FRAMING + 1), layout=SMALL)

    assert len(_parts(one)) == 1
    assert [part.stat().st_size for part in _parts(two)] == [
        HEADER_SIZE + full_part + 3 * TAG_SIZE,
        HEADER_SIZE + SMALL.large_step + TAG_SIZE,
    ]


def test_nothing_of_note_or_payload_is_readable_on_disk(tmp_path: Path) -> None:
    path, _ = _sealed(tmp_path, b"canary" * 100, {"canary": "canary"})

    assert b"canary" not in path.read_bytes()
    assert "canary" not in path.name


def test_two_files_of_the_same_content_have_nothing_in_common(tmp_path: Path) -> None:
    randomness = Known()
    writers = [SealedWriter(tmp_path, name, Kind.MEDIA, randomness) for name in ("one", "two")]
    for writer in writers:
        writer.write(b"the same")
        writer.commit()

    one, two = ((tmp_path / name).read_bytes() for name in ("one", "two"))

    assert writers[0].key != writers[1].key
    assert one[13:36] != two[13:36]
    assert sum(a == b for a, b in zip(one[128:], two[128:], strict=True)) < 100  # 4112 bytes, 16 by chance


def test_the_longest_note_is_kept_and_a_longer_one_refused(tmp_path: Path) -> None:
    text = "x" * (MOST_NOTE - len('{"n":""}\n'))

    path, key = _sealed(tmp_path, b"", {"n": text})

    assert SealedReader(path, key).note == {"n": text}
    with pytest.raises(ValueError, match="note"):
        _sealed(tmp_path, b"", {"n": text + "x"})
