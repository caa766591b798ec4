"""A sealed file is there under its name when it is whole and on the disk, and before that not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.sealing.durable import OsDisk, private_folder
from journal.sealing.errors import DiskFailed, DiskFull, SealedFileMissing, SealedNameTaken
from journal.sealing.sealed_folder import leftovers, sealed_files
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import FileKey
from tests.sealing.fakes import (
    QUICK,
    ROOT,
    SMALL,
    DyingDisk,
    FailingDisk,
    ForgetfulDisk,
    Killed,
    Known,
    Names,
)

PAYLOAD = bytes(range(256)) * 2


def _write(folder: Path, disk: OsDisk, name: str = "file") -> SealedWriter:
    with SealedWriter(folder, name, Kind.MEDIA, Known(), layout=SMALL, disk=disk) as writer:
        writer.write(PAYLOAD)
        writer.commit()
    return writer


def _steps(folder: Path) -> int:
    disk = DyingDisk(at=10**6)
    _write(private_folder(folder / "counting"), disk)
    return disk.steps


@pytest.fixture
def _any_umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.parametrize("_any_umask", [0o000, 0o077, 0o777], indirect=True)
@pytest.mark.usefixtures("_any_umask")
def test_C03_sealed_files_and_their_folder_are_the_persons_alone_whatever_the_umask(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "media")
    writer = SealedWriter(folder, "file", Kind.MEDIA, Known(), layout=SMALL)
    writer.write(PAYLOAD)
    while_writing = [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()]
    writer.commit()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert set(while_writing) == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_C03_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media").chmod(0o755)

    private_folder(tmp_path / "media")

    assert stat.S_IMODE((tmp_path / "media").stat().st_mode) == 0o700


def test_before_the_commit_nothing_has_the_final_name(tmp_path: Path) -> None:
    writer = SealedWriter(tmp_path, "file", Kind.MEDIA, Known(), layout=SMALL)
    writer.write(PAYLOAD)

    assert sealed_files(tmp_path) == ()
    assert len(leftovers(tmp_path)) == 3

    writer.commit()

    assert sealed_files(tmp_path) == (tmp_path / "file",)
    assert leftovers(tmp_path) == ()


def test_what_is_not_committed_leaves_nothing_behind(tmp_path: Path) -> None:
    with SealedWriter(tmp_path, "file", Kind.MEDIA, Known(), layout=SMALL) as writer:
        writer.write(PAYLOAD)

    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_caller_leaves_nothing_behind(tmp_path: Path) -> None:
    writer = SealedWriter(tmp_path, "file", Kind.MEDIA, Known(), layout=SMALL)
    writer.write(PAYLOAD)

    with pytest.raises(ZeroDivisionError), writer:
        writer.write(bytes(1 // 0))

    assert list(tmp_path.iterdir()) == []


def test_discarding_after_the_commit_does_nothing(tmp_path: Path) -> None:
    writer = _write(tmp_path, QUICK)

    writer.discard()

    assert sealed_files(tmp_path) == (writer.path,)


def test_a_finished_file_takes_no_more(tmp_path: Path) -> None:
    committed = _write(tmp_path, QUICK)
    discarded = SealedWriter(tmp_path, "other", Kind.MEDIA, Known())
    discarded.discard()

    for writer in (committed, discarded):
        with pytest.raises(ValueError, match="finished"):
            writer.write(b"more")
        with pytest.raises(ValueError, match="finished"):
            writer.commit()


def test_a_name_that_is_taken_is_refused_and_the_file_untouched(tmp_path: Path) -> None:
    writer = _write(tmp_path, QUICK)
    before = writer.path.read_bytes()

    with pytest.raises(SealedNameTaken):
        SealedWriter(tmp_path, "file", Kind.MEDIA, Known())

    assert writer.path.read_bytes() == before


def test_a_name_that_is_taken_meanwhile_is_refused_and_the_file_untouched(tmp_path: Path) -> None:
    writer = SealedWriter(tmp_path, "file", Kind.MEDIA, Known("late"), layout=SMALL)
    writer.write(PAYLOAD)
    (tmp_path / "file").write_bytes(b"somebody else's")

    with pytest.raises(SealedNameTaken):
        writer.commit()

    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"somebody else's"


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".hidden", "a/b", "a.2", "a.part", "a b", "ä", "x" * 101, "a\n", "-a"]
)
def test_a_name_that_could_be_mistaken_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        SealedWriter(tmp_path, name, Kind.MEDIA, Known())


@pytest.mark.parametrize(("kind", "recipient"), [(Kind.INBOX, None), (Kind.MEDIA, ROOT.inbox_public)])
def test_only_files_for_the_inbox_have_a_recipient(
    tmp_path: Path, kind: Kind, recipient: bytes | None
) -> None:
    with pytest.raises(ValueError, match="recipient"):
        SealedWriter(tmp_path, "file", kind, Known(), recipient_public=recipient)


def test_E10_a_file_killed_at_any_step_is_whole_or_not_there_even_without_power(tmp_path: Path) -> None:
    for at in range(1, _steps(tmp_path) + 1):
        for names in Names:
            folder = private_folder(tmp_path / f"{at}-{names.value}")
            disk = ForgetfulDisk(at)

            with pytest.raises(Killed):
                _write(folder, disk)
            disk.cut_power(names)

            for path in sealed_files(folder):
                assert _content(path) == PAYLOAD


def _content(path: Path) -> bytes:
    return b"".join(SealedReader(path, FileKey.new(Known()), SMALL).chunks())


def test_E10_a_committed_file_is_still_there_after_a_power_cut(tmp_path: Path) -> None:
    disk = ForgetfulDisk()

    path = _write(tmp_path, disk).path
    disk.cut_power(Names.LOST)

    assert _content(path) == PAYLOAD


def test_E10_what_a_killed_writing_left_is_found_and_in_nobodys_way(tmp_path: Path) -> None:
    for at in range(1, _steps(tmp_path) + 1):
        folder = private_folder(tmp_path / str(at))
        with pytest.raises(Killed):
            _write(folder, DyingDisk(at))
        if sealed_files(folder):
            continue

        assert set(leftovers(folder)) == set(folder.iterdir())
        assert _content(_write(folder, QUICK).path) == PAYLOAD
        assert leftovers(folder) == ()


@pytest.mark.parametrize(("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_disk_that_fails_once_at_any_step_leaves_nothing_behind(
    tmp_path: Path, code: int, error: type[DiskFull | DiskFailed]
) -> None:
    for at in range(1, _steps(tmp_path) + 1):
        folder = private_folder(tmp_path / str(at))

        with pytest.raises(error):
            _write(folder, FailingDisk(at, code))

        assert list(folder.iterdir()) == []


def test_a_disk_that_fails_for_good_leaves_nothing_with_the_final_name(tmp_path: Path) -> None:
    """But for the very last wait: then the whole file is there, and whether it stays there is what nobody knows."""
    for at in range(1, _steps(tmp_path)):
        folder = private_folder(tmp_path / str(at))

        with pytest.raises(DiskFailed):
            _write(folder, FailingDisk(at, for_good=True))

        assert sealed_files(folder) == ()


def test_a_really_full_device_is_told_as_such(tmp_path: Path) -> None:
    class Full(OsDisk):
        def create(self, path: Path) -> int:
            return os.open("/dev/full", os.O_WRONLY)

    with pytest.raises(DiskFull) as refusal:
        _write(tmp_path, Full())

    assert refusal.value.step == "write"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DiskFailed) as refusal:
        _write(tmp_path / "gone", OsDisk())

    assert (refusal.value.errno, refusal.value.step) == (errno.ENOENT, "create")


def test_a_disk_that_kept_less_than_was_written_is_noticed_before_it_has_its_name(tmp_path: Path) -> None:
    class Short(OsDisk):
        def size(self, path: Path) -> int:
            return super().size(path) - 1

    with pytest.raises(DiskFailed) as refusal:
        _write(tmp_path, Short())

    assert refusal.value.step == "check"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_taken_as_soon_as_it_has_its_name_was_kept(tmp_path: Path) -> None:
    """The window files a capture while the keeper is still at the end of writing it."""
    (tmp_path / "inbox").mkdir()

    class Taken(OsDisk):
        def sync_folder(self, folder: Path) -> None:
            super().sync_folder(folder)
            if (folder / "file").exists():
                folder.rename(tmp_path / "filed")
                folder.mkdir()

    _write(tmp_path / "inbox", Taken())

    assert list((tmp_path / "inbox").iterdir()) == []
    assert (tmp_path / "filed" / "file").stat().st_size > 0


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SealedFileMissing):
        SealedReader(tmp_path / "file", FileKey(bytes(32)))
