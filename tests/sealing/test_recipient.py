"""What the keyless process seals, only the holder of the inbox key opens, and after filing not even that one."""

from pathlib import Path

import pytest

from journal.sealing.errors import (
    DiskFailed,
    RecipientRefused,
    SealedFileDamaged,
    SealedFileForeign,
    SealedFileMissing,
    SealedFileUnreadable,
)
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.recipient import blank_recipient, is_blank, open_recipient
from journal.sealing.roots import InboxKey, RootKey
from journal.sealing.sealed_layout import BOUND_SIZE, HEADER_SIZE, Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_writer import SealedWriter
from tests.sealing.fakes import QUICK, ROOT, SMALL, DyingDisk, FailingDisk, Killed, Known, flipped

KEY = ROOT.inbox_key()
NOTE = {"taken": "2026-11-21T21:14:03", "while": "locked"}


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    return seal_to_inbox(tmp_path, "capture", b"pixels" * 9, NOTE, ROOT.inbox_public, Known())


def test_the_holder_of_the_inbox_key_reads_what_was_sealed(capture: Path) -> None:
    reader = SealedReader(capture, open_recipient(capture, KEY))

    assert b"".join(reader.chunks()) == b"pixels" * 9
    assert reader.note == NOTE
    assert reader.kind is Kind.INBOX


def test_a_capture_of_several_parts_is_opened_through_its_first(tmp_path: Path) -> None:
    path = seal_to_inbox(tmp_path, "long", bytes(2000), NOTE, ROOT.inbox_public, Known(), layout=SMALL)

    assert (tmp_path / "long.2").exists()
    assert SealedReader(path, open_recipient(path, KEY), SMALL).read_range(0, 2000) == bytes(2000)


def test_a_note_alone_can_be_sealed(tmp_path: Path) -> None:
    path = seal_to_inbox(tmp_path, "tried", b"", NOTE, ROOT.inbox_public, Known())

    reader = SealedReader(path, open_recipient(path, KEY))

    assert (reader.note, reader.size) == (NOTE, 0)


def test_another_inbox_key_does_not_open_it(capture: Path) -> None:
    with pytest.raises(RecipientRefused):
        open_recipient(capture, RootKey.new(Known("other")).inbox_key())


def test_C08_every_flipped_bit_of_the_header_is_noticed(capture: Path) -> None:
    whole = capture.read_bytes()

    for bit in range(8 * HEADER_SIZE):
        capture.write_bytes(flipped(whole, bit))
        with pytest.raises((RecipientRefused, SealedFileDamaged, SealedFileForeign)):
            open_recipient(capture, KEY)


def test_a_block_moved_to_another_file_does_not_open_there(capture: Path) -> None:
    other = seal_to_inbox(capture.parent, "other", b"", {}, ROOT.inbox_public, Known("other"))
    moved = bytearray(other.read_bytes())
    moved[BOUND_SIZE:HEADER_SIZE] = capture.read_bytes()[BOUND_SIZE:HEADER_SIZE]
    other.write_bytes(moved)

    with pytest.raises(RecipientRefused):
        open_recipient(other, KEY)


def test_after_blanking_no_inbox_key_opens_it_and_the_kept_file_key_does(capture: Path) -> None:
    key = open_recipient(capture, KEY)

    blank_recipient(capture)

    assert is_blank(capture)
    with pytest.raises(RecipientRefused):
        open_recipient(capture, KEY)
    assert SealedReader(capture, key).read_range(0, 6) == b"pixels"


def test_blanking_again_touches_nothing(capture: Path) -> None:
    blank_recipient(capture)

    blank_recipient(capture, DyingDisk(at=1))

    assert is_blank(capture)


def test_blanking_killed_or_refused_leaves_the_block_as_it_was(capture: Path) -> None:
    with pytest.raises(Killed):
        blank_recipient(capture, DyingDisk(at=1))
    with pytest.raises(DiskFailed):
        blank_recipient(capture, FailingDisk(at=1))

    assert not is_blank(capture)
    assert SealedReader(capture, open_recipient(capture, KEY)).size == 54


def test_what_is_not_a_sealed_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"Dear Sir, " * 50)

    with pytest.raises(SealedFileForeign):
        blank_recipient(tmp_path / "letter")

    assert (tmp_path / "letter").read_bytes() == b"Dear Sir, " * 50


def test_a_file_whose_key_is_kept_elsewhere_has_a_blank_block(tmp_path: Path) -> None:
    with SealedWriter(tmp_path, "file", Kind.MEDIA, Known(), disk=QUICK) as writer:
        writer.commit()

    assert is_blank(tmp_path / "file")
    with pytest.raises(RecipientRefused):
        open_recipient(tmp_path / "file", KEY)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(SealedFileMissing):
        open_recipient(tmp_path / "gone", KEY)
    with pytest.raises(SealedFileUnreadable):
        open_recipient(tmp_path / "folder", KEY)


def test_a_header_that_ends_within_the_block_is_damage(capture: Path) -> None:
    capture.write_bytes(capture.read_bytes()[: HEADER_SIZE - 1])

    with pytest.raises(SealedFileDamaged):
        open_recipient(capture, KEY)


def test_sealing_to_a_key_that_everybody_could_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="shared key"):
        seal_to_inbox(tmp_path, "capture", b"", {}, bytes(32), Known())

    assert list(tmp_path.iterdir()) == []


def test_each_capture_has_an_ephemeral_key_of_its_own(tmp_path: Path) -> None:
    randomness = Known()
    blocks = {
        seal_to_inbox(tmp_path, name, b"", {}, ROOT.inbox_public, randomness).read_bytes()[
            BOUND_SIZE:HEADER_SIZE
        ]
        for name in ("one", "two", "three")
    }

    assert len({block[:32] for block in blocks}) == 3
    assert not any(InboxKey(bytes(32)).public in block for block in blocks)
