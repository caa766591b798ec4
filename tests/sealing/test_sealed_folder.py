"""A sealed file moves and goes with all its parts, and an interrupted move is finished by moving again."""

from pathlib import Path

import pytest

from journal.sealing.durable import private_folder
from journal.sealing.errors import DiskFailed, SealedFileMissing, SealedNameTaken
from journal.sealing.sealed_folder import leftovers, move_sealed, remove_sealed, sealed_files
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import FileKey
from tests.sealing.fakes import QUICK, SMALL, DyingDisk, FailingDisk, ForgetfulDisk, Killed, Known, Names

PAYLOAD = bytes(range(256)) * 2
STEPS_OF_A_MOVE = 6  # three renames, the target's folder twice, the source's once


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    return private_folder(tmp_path / "inbox"), private_folder(tmp_path / "media")


def _seal(folder: Path, name: str = "file") -> Path:
    with SealedWriter(folder, name, Kind.MEDIA, Known(), layout=SMALL, disk=QUICK) as writer:
        writer.write(PAYLOAD)
        return writer.commit()


def _is_whole(path: Path) -> bool:
    return b"".join(SealedReader(path, FileKey.new(Known()), SMALL).chunks()) == PAYLOAD


def test_a_file_moves_with_all_its_parts(folders: tuple[Path, Path]) -> None:
    inbox, media = folders

    moved = move_sealed(_seal(inbox), media)

    assert moved == media / "file"
    assert list(inbox.iterdir()) == []
    assert _is_whole(moved)


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_MOVE + 1))
def test_E10_a_move_killed_at_any_step_is_finished_by_moving_again(
    folders: tuple[Path, Path], at: int
) -> None:
    inbox, media = folders
    path = _seal(inbox)
    with pytest.raises(Killed):
        move_sealed(path, media, DyingDisk(at))

    assert leftovers(media, moving_from=inbox) == ()
    if path.exists():
        move_sealed(path, media)

    assert list(inbox.iterdir()) == []
    assert _is_whole(media / "file")


def test_E10_a_moved_file_is_still_there_after_a_power_cut(folders: tuple[Path, Path]) -> None:
    inbox, media = folders
    disk = ForgetfulDisk()

    moved = move_sealed(_seal(inbox), media, disk)
    disk.cut_power(Names.LOST)

    assert _is_whole(moved)


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_MOVE + 1))
def test_E10_a_move_without_power_never_leaves_a_first_part_without_the_others(
    folders: tuple[Path, Path], at: int
) -> None:
    inbox, media = folders
    path = _seal(inbox)
    disk = ForgetfulDisk(at)
    with pytest.raises(Killed):
        move_sealed(path, media, disk)

    disk.cut_power(Names.LAST_KEPT)

    if path.exists():
        move_sealed(path, media)
    assert _is_whole(media / "file")


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_MOVE + 1))
def test_a_move_that_the_disk_refuses_is_told(folders: tuple[Path, Path], at: int) -> None:
    inbox, media = folders
    path = _seal(inbox)

    with pytest.raises(DiskFailed):
        move_sealed(path, media, FailingDisk(at))

    if path.exists():
        move_sealed(path, media)
    assert _is_whole(media / "file")


def test_a_move_never_replaces_a_file(folders: tuple[Path, Path]) -> None:
    inbox, media = folders
    path = _seal(inbox)
    (media / "file").write_bytes(b"another")

    with pytest.raises(SealedNameTaken):
        move_sealed(path, media)

    assert _is_whole(path)
    assert (media / "file").read_bytes() == b"another"


def test_what_is_not_there_cannot_be_moved(folders: tuple[Path, Path]) -> None:
    with pytest.raises(SealedFileMissing):
        move_sealed(folders[0] / "file", folders[1])


def test_a_file_goes_with_all_its_parts(tmp_path: Path) -> None:
    path = _seal(tmp_path)
    _seal(tmp_path, "other")

    remove_sealed(path)
    remove_sealed(path)

    assert {found.name for found in tmp_path.iterdir()} == {"other", "other.2", "other.3"}


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_removal_killed_at_any_step_leaves_the_file_or_leftovers(tmp_path: Path, at: int) -> None:
    path = _seal(tmp_path)
    with pytest.raises(Killed):
        remove_sealed(path, DyingDisk(at))

    assert path.exists() or set(leftovers(tmp_path)) == set(tmp_path.iterdir())
    for left in leftovers(tmp_path):
        remove_sealed(left)
    assert leftovers(tmp_path) == ()


def test_a_removal_that_the_disk_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(DiskFailed) as refusal:
        remove_sealed(_seal(tmp_path), FailingDisk(at=1))

    assert refusal.value.step == "remove"


def test_whole_files_leftovers_and_strangers_are_told_apart(tmp_path: Path) -> None:
    _seal(tmp_path, "b")
    _seal(tmp_path, "a")
    for name in (".c.part", ".c.2.part", "d.2", "d.3", "notes.txt", ".hidden", "e.1", "e.0", "f.02"):
        (tmp_path / name).touch()

    assert [path.name for path in sealed_files(tmp_path)] == ["a", "b"]
    assert [path.name for path in leftovers(tmp_path)] == [".c.2.part", ".c.part", "d.2", "d.3"]
