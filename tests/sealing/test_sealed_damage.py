"""Whatever is done to a sealed file: it is noticed, it has a name, and no wrong byte is handed out."""

import errno
import hashlib
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.sealing.errors import (
    SealedFileDamaged,
    SealedFileForeign,
    SealedFileMissing,
    SealedFileNewer,
    SealedFileUnreadable,
)
from journal.sealing.sealed_layout import BOUND_SIZE, HEADER_SIZE, MAGIC, TAG_SIZE, Header, Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import FileKey
from tests.sealing.fakes import QUICK, ROOT, SMALL, Known, flipped

pytestmark = pytest.mark.slow

PAYLOAD = bytes(range(256)) * 3
PARTS = ("file", "file.2", "file.3")
FRAME_ON_DISK = SMALL.frame + TAG_SIZE


def _seal(
    folder: Path, name: str = "file", kind: Kind = Kind.MEDIA, size: int = 512, seed: str = ""
) -> FileKey:
    recipient = ROOT.inbox_public if kind is Kind.INBOX else None
    with SealedWriter(
        folder, name, kind, Known(seed), recipient_public=recipient, layout=SMALL, disk=QUICK
    ) as writer:
        writer.write(PAYLOAD[:size])
        writer.commit()
    return writer.key


def _read(folder: Path, key: FileKey, name: str = "file") -> bytes:
    return b"".join(SealedReader(folder / name, key, SMALL).chunks())


def _frame_at(place: int) -> slice:
    start = HEADER_SIZE + place * FRAME_ON_DISK
    return slice(start, start + FRAME_ON_DISK)


@pytest.mark.parametrize("kind", [Kind.MEDIA, Kind.SPILL])
def test_C08_every_flipped_bit_is_noticed(tmp_path: Path, kind: Kind) -> None:
    key = _seal(tmp_path, kind=kind, size=150)
    path = tmp_path / "file"
    whole = path.read_bytes()

    for bit in range(8 * len(whole)):
        path.write_bytes(flipped(whole, bit))
        with pytest.raises(SealedFileForeign if bit < 8 * len(MAGIC) else SealedFileDamaged):
            _read(tmp_path, key)


def test_C08_every_flipped_bit_of_an_inbox_file_is_noticed_outside_its_recipient_block(
    tmp_path: Path,
) -> None:
    """With the key at hand the block is of no use any more: there the content stays right."""
    key = _seal(tmp_path, kind=Kind.INBOX, size=20)
    path = tmp_path / "file"
    whole = path.read_bytes()

    for bit in range(8 * len(whole)):
        path.write_bytes(flipped(whole, bit))
        if BOUND_SIZE <= bit // 8 < HEADER_SIZE:
            assert _read(tmp_path, key) == PAYLOAD[:20]
        else:
            with pytest.raises((SealedFileForeign, SealedFileDamaged)):
                _read(tmp_path, key)


@pytest.mark.parametrize("part", PARTS)
def test_a_file_cut_at_any_place_is_noticed(tmp_path: Path, part: str) -> None:
    key = _seal(tmp_path)
    whole = (tmp_path / part).read_bytes()

    for size in range(len(whole)):
        (tmp_path / part).write_bytes(whole[:size])
        with pytest.raises((SealedFileForeign, SealedFileDamaged)):
            _read(tmp_path, key)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("more", [b"\0", bytes(16), bytes(FRAME_ON_DISK), bytes(10 * FRAME_ON_DISK)])
def test_a_file_with_something_behind_it_is_noticed(tmp_path: Path, part: str, more: bytes) -> None:
    key = _seal(tmp_path)
    with (tmp_path / part).open("ab") as file:
        file.write(more)

    with pytest.raises(SealedFileDamaged):
        _read(tmp_path, key)


def test_a_file_of_a_header_and_a_bare_tag_is_damage(tmp_path: Path) -> None:
    key, header = FileKey(bytes(32)), Header(Kind.MEDIA, 1, bytes(16), bytes(7))
    tag = AESGCM(key.expose()).encrypt(header.nonce(0, last=True), b"", header.to_bytes())
    (tmp_path / "file").write_bytes(header.to_bytes() + bytes(80) + tag)

    with pytest.raises(SealedFileDamaged):
        _read(tmp_path, key)


def test_a_missing_part_is_noticed(tmp_path: Path) -> None:
    key = _seal(tmp_path)
    (tmp_path / "file.3").rename(tmp_path / "away")

    with pytest.raises(SealedFileDamaged):
        _read(tmp_path, key)

    (tmp_path / "file.2").unlink()
    with pytest.raises(SealedFileDamaged):
        _read(tmp_path, key)

    (tmp_path / "file").unlink()
    with pytest.raises(SealedFileMissing):
        _read(tmp_path, key)


def test_parts_in_another_order_are_noticed(tmp_path: Path) -> None:
    key = _seal(tmp_path, size=2 * 192 + 180)  # the third part is as full as the others
    second, third = (tmp_path / "file.2").read_bytes(), (tmp_path / "file.3").read_bytes()
    assert len(second) == len(third)
    (tmp_path / "file.2").write_bytes(third)
    (tmp_path / "file.3").write_bytes(second)

    with pytest.raises(SealedFileDamaged):
        _read(tmp_path, key)


@pytest.mark.parametrize("part", ["", ".2", ".3"])
def test_a_part_of_another_file_is_noticed(tmp_path: Path, part: str) -> None:
    key = _seal(tmp_path)
    _seal(tmp_path, "other", seed="other")
    (tmp_path / f"file{part}").write_bytes((tmp_path / f"other{part}").read_bytes())

    with pytest.raises(SealedFileDamaged):
        _read(tmp_path, key)


class _SameKey(Known):
    """Gives two files the same key, which never happens, to see that not the key alone keeps them apart."""

    def __call__(self, size: int) -> bytes:
        return bytes(32) if size == 32 else super().__call__(size)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_frame_of_another_file_is_noticed_even_under_the_same_key(tmp_path: Path, place: int) -> None:
    writers = [
        SealedWriter(tmp_path, name, Kind.MEDIA, _SameKey(name), layout=SMALL, disk=QUICK)
        for name in ("file", "other")
    ]
    for writer in writers:
        writer.write(PAYLOAD)
        writer.commit()
    mixed = bytearray((tmp_path / "file").read_bytes())
    mixed[_frame_at(place)] = (tmp_path / "other").read_bytes()[_frame_at(place)]
    (tmp_path / "file").write_bytes(mixed)

    with pytest.raises(SealedFileDamaged) as refusal:
        _read(tmp_path, writers[0].key)

    assert refusal.value.frame == place


@pytest.mark.parametrize(("one", "two"), [(0, 1), (1, 2), (0, 2)])
def test_frames_in_another_order_are_noticed(tmp_path: Path, one: int, two: int) -> None:
    key = _seal(tmp_path)
    mixed = bytearray((tmp_path / "file").read_bytes())
    mixed[_frame_at(one)], mixed[_frame_at(two)] = mixed[_frame_at(two)], mixed[_frame_at(one)]
    (tmp_path / "file").write_bytes(mixed)

    with pytest.raises(SealedFileDamaged) as refusal:
        _read(tmp_path, key)

    assert refusal.value.frame == one


def test_a_frame_of_the_same_place_in_another_part_is_noticed(tmp_path: Path) -> None:
    key = _seal(tmp_path)
    mixed = bytearray((tmp_path / "file.2").read_bytes())
    mixed[_frame_at(0)] = (tmp_path / "file").read_bytes()[_frame_at(0)]
    (tmp_path / "file.2").write_bytes(mixed)

    with pytest.raises(SealedFileDamaged) as refusal:
        _read(tmp_path, key)

    assert (refusal.value.name, refusal.value.frame) == ("file.2", 3)


def test_a_damaged_frame_costs_that_frame_and_no_other(tmp_path: Path) -> None:
    key = _seal(tmp_path)
    damaged = bytearray((tmp_path / "file.2").read_bytes())
    damaged[_frame_at(1).start] ^= 1
    (tmp_path / "file.2").write_bytes(damaged)
    reader = SealedReader(tmp_path / "file", key, SMALL)
    fourth = 4 * SMALL.frame - 4  # where the damaged frame begins, after the size of the note

    assert reader.read_range(0, fourth) == PAYLOAD[:fourth]
    assert reader.read_range(fourth + SMALL.frame, 512) == PAYLOAD[fourth + SMALL.frame : 512]
    with pytest.raises(SealedFileDamaged) as refusal:
        reader.read_range(fourth, 1)
    assert refusal.value.frame == 4


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    _seal(tmp_path)

    with pytest.raises(SealedFileDamaged):
        _read(tmp_path, FileKey(bytes(32)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    part=st.sampled_from(PARTS),
    edits=st.lists(
        st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=90)), min_size=1, max_size=4
    ),
    size=st.integers(0, 500),
)
def test_any_damage_is_a_known_error_or_no_damage_at_all(
    tmp_path: Path, part: str, edits: list[tuple[int, bytes]], size: int
) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    key = _seal(tmp_path, size=size)
    path = tmp_path / part
    data = bytearray(path.read_bytes() if path.exists() else b"")
    for at, octets in edits:
        data[at : at + len(octets)] = octets
    path.write_bytes(data)

    try:
        read = _read(tmp_path, key)
    except (SealedFileDamaged, SealedFileForeign, SealedFileNewer):
        return

    assert read == PAYLOAD[:size]


@pytest.mark.parametrize(
    "data", [b"", b"\x8bJRN", b"%PDF-1.7", bytes(128), b"\x89PNG\r\n\x1a\n" + bytes(500)]
)
def test_what_is_no_sealed_file_is_foreign(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)

    with pytest.raises(SealedFileForeign):
        _read(tmp_path, FileKey(bytes(32)))


def test_a_file_of_a_newer_program_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    for at, value in ((8, 2), (9, 4), (12, 1), (43, 1)):  # version, kind, flags, reserved
        key = _seal(tmp_path, name=f"file{at}")
        data = bytearray((tmp_path / f"file{at}").read_bytes())
        data[at] = value
        data[44:48] = _check(bytes(data[:44]))
        (tmp_path / f"file{at}").write_bytes(data)

        with pytest.raises(SealedFileNewer):
            _read(tmp_path, key, f"file{at}")


def _check(start: bytes) -> bytes:
    return hashlib.sha256(start).digest()[:4]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_ordinary_file_is_unreadable_and_nobody_waits_for_it(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "file")

    with pytest.raises(SealedFileUnreadable) as refusal:
        _read(tmp_path, FileKey(bytes(32)))

    assert refusal.value.errno == errno.EINVAL


def test_a_file_that_goes_away_while_it_is_read_is_missing(tmp_path: Path) -> None:
    key = _seal(tmp_path)
    chunks = SealedReader(tmp_path / "file", key, SMALL).chunks()
    next(chunks)
    (tmp_path / "file").unlink()

    with pytest.raises(SealedFileMissing):
        list(chunks)


@pytest.mark.parametrize(
    ("plain", "what"),
    [
        (struct.pack(">I", 0) + bytes(20) + struct.pack(">Q", 21), "sizes"),
        (struct.pack(">I", 0) + bytes(20) + struct.pack(">Q", 3), "sizes"),
        (struct.pack(">I", 30) + bytes(20) + struct.pack(">Q", 0), "sizes"),
        (struct.pack(">I", 2**32 - 1) + bytes(20) + struct.pack(">Q", 0), "note"),
        (struct.pack(">I", 4) + b"note" + bytes(16) + struct.pack(">Q", 16), "note"),
    ],
)
def test_content_that_contradicts_itself_is_damage_though_its_frames_are_authentic(
    tmp_path: Path, plain: bytes, what: str
) -> None:
    key, header = FileKey(bytes(32)), Header(Kind.MEDIA, 1, bytes(16), bytes(7))
    frame = AESGCM(key.expose()).encrypt(header.nonce(0, last=True), plain, header.to_bytes())
    (tmp_path / "file").write_bytes(header.to_bytes() + bytes(80) + frame)

    with pytest.raises(SealedFileDamaged) as refusal:
        _read(tmp_path, key)

    assert refusal.value.what == what


def test_a_header_is_read_back_as_it_was_written() -> None:
    header = Header(Kind.INBOX, 65535, bytes(range(16)), bytes(range(7)))

    assert Header.parse(header.to_bytes(), "file") == header
    assert len(header.to_bytes()) == BOUND_SIZE
