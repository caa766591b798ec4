"""A journal moves whole: cut short at any moment, exactly one place lives."""

import contextlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.desktop.errors import AlreadyOpen
from journal.desktop.folder_lock import FolderLock
from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.sealing.errors import DiskFailed
from journal.sealing.inbox_seal import seal_to_inbox
from journal.services import moving
from journal.services.moving import finish_move, move
from journal.services.rescue import Opening, Rescue
from journal.services.restoring import FolderTaken
from tests.fakes import FakeClock
from tests.sealing.fakes import DyingDisk, FailingDisk, Killed
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import verified
from tests.services.quick import quick_journal, quick_root
from tests.services.test_journal import headlines, on, write

pytestmark = pytest.mark.slow


@pytest.fixture
def old(folder: JournalFolder, clock: FakeClock) -> JournalFolder:
    journal = quick_journal(folder, surroundings(clock, seed=2))
    journal.add_bytes(b"the original" * 1000, "file.bin", Method.FILE).result()
    write(journal, headline="comes along")
    journal.backups.make(None, on).result()
    public = journal.inbox_public
    journal.close()
    seal_to_inbox(folder.inbox, "ab" * 16, b"caught", {"a": 1}, public, os.urandom)
    folder.ballast.write_bytes(b"room")
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "Journal"


@pytest.fixture
def to_another_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "_same_device", lambda _old, _parent: False)


class Pointer:
    """The settings, that say where the journal lies."""

    def __init__(self) -> None:
        self.told: list[Path] = []

    def __call__(self, path: Path) -> None:
        self.told.append(path)


def moved(old: JournalFolder, new: Path, point_to: Callable[[Path], None], **named: object) -> None:
    lock = FolderLock.take(old.root)
    try:
        move(old, new, quick_root(), lock, point_to, named.pop("progress", on), **named)  # type: ignore[arg-type]
    finally:
        lock.release()


def is_whole(place: Path) -> bool:
    journal = quick_journal(JournalFolder(place), surroundings(FakeClock(), seed=9))
    try:
        return headlines(journal) == ["comes along"] and verified(journal).faults == ()
    finally:
        journal.close()


@pytest.mark.parametrize("other_disk", [False, True])
def test_the_new_place_has_everything_and_the_old_one_is_gone(
    old: JournalFolder, new: Path, other_disk: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_same_device", lambda _old, _parent: not other_disk)
    pointer = Pointer()

    moved(old, new, pointer)

    assert pointer.told == [new]
    assert not list(old.root.parent.glob("Journal*"))
    there = JournalFolder(new)
    assert (there.inbox / ("ab" * 16)).exists()
    assert not (new / "arriving").exists()
    (pooled,) = (there.backups / "media").glob("*/*")
    assert pooled.stat().st_ino == there.media_file(pooled.name).stat().st_ino
    assert there.ballast.exists() is not other_disk
    assert is_whole(new)


def test_what_is_caught_while_it_moves_comes_along(
    old: JournalFolder, new: Path, to_another_disk: None
) -> None:
    def progress(done: int, total: int) -> bool:
        late = old.inbox / ("cd" * 16)
        if done == total and not late.exists():
            seal_to_inbox(old.inbox, late.name, b"late", {"a": 1}, quick_root().inbox_public, os.urandom)
        return True

    moved(old, new, Pointer(), progress=progress)

    assert (JournalFolder(new).inbox / ("cd" * 16)).exists()


@pytest.mark.parametrize("other_disk", [False, True])
def test_killed_at_any_step_exactly_one_place_lives(
    old: JournalFolder, new: Path, tmp_path: Path, other_disk: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_same_device", lambda _old, _parent: not other_disk)
    # A process that was killed takes nothing back.
    monkeypatch.setattr(moving, "_take_back", lambda _old, _to: None)
    spare = tmp_path / "spare"
    shutil.copytree(old.root, spare)
    step, stayed, went = 0, 0, 0
    while True:
        step += 1
        disk = DyingDisk(step)
        with contextlib.suppress(Killed):
            moved(old, new, Pointer(), disk=disk)

        pointer = Pointer()
        at = finish_move(old.root, pointer)

        if disk.dead and at is None:
            assert pointer.told == []
            assert is_whole(old.root)
            stayed += 1
            continue
        assert not disk.dead or (at == new and pointer.told == [new])
        went += 1
        assert is_whole(new)
        assert not old.root.exists()
        assert not list(old.root.parent.glob("Journal.*"))
        if not disk.dead:
            break
        shutil.rmtree(new)
        shutil.copytree(spare, old.root)

    assert stayed >= 3
    assert went >= 2


@pytest.mark.parametrize("other_disk", [False, True])
def test_a_failing_disk_leaves_the_journal_where_it_was(
    old: JournalFolder, new: Path, other_disk: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "_same_device", lambda _old, _parent: not other_disk)

    for step in (1, 2, 3):
        with pytest.raises(DiskFailed):
            moved(old, new, Pointer(), disk=FailingDisk(step))

    assert is_whole(old.root)
    assert not new.exists()
    assert [path.name for path in old.root.parent.glob("Journal*")] == ["Journal"]


def test_stopping_leaves_the_journal_where_it_was(
    old: JournalFolder, new: Path, to_another_disk: None
) -> None:
    with pytest.raises(Cancelled):
        moved(old, new, Pointer(), progress=lambda done, total: done < total // 2)

    assert is_whole(old.root)
    assert list(new.parent.iterdir()) == []


def test_nothing_is_moved_over_what_is_there_or_into_itself(old: JournalFolder, new: Path) -> None:
    new.mkdir(parents=True)
    (new / "letter.txt").write_text("mine")

    with pytest.raises(FolderTaken):
        moved(old, new, Pointer())
    with pytest.raises(FolderTaken):
        moved(old, old.root / "inside", Pointer())

    assert is_whole(old.root)
    assert (new / "letter.txt").exists()


def test_another_journal_that_once_arrived_there_is_never_removed(
    old: JournalFolder, new: Path, clock: FakeClock, to_another_disk: None
) -> None:
    other = quick_journal(JournalFolder(new), surroundings(clock, seed=4))
    write(other, headline="lives here")
    other.close()
    (new / "arriving").write_text(json.dumps({"to": str(old.root)}))

    with pytest.raises(FolderTaken):
        moved(old, new, Pointer())

    assert JournalFolder(new).database.exists()


def test_an_open_journal_is_not_moved(old: JournalFolder, new: Path, clock: FakeClock) -> None:
    journal = quick_journal(old, surroundings(clock, seed=3))
    rescue = Rescue(surroundings(clock, seed=5))

    with pytest.raises(AlreadyOpen):
        rescue.move(old.root, new, Opening(PASSPHRASE), Pointer(), on).result()

    journal.close()
    assert rescue.move(old.root, new, Opening(PASSPHRASE), Pointer(), on).result().folder.root == new
    rescue.close()


def test_a_folder_nobody_moved_is_left_alone(old: JournalFolder) -> None:
    (old.root.parent / "Journal.moved").write_text("torn")

    assert finish_move(old.root, Pointer()) is None
    assert is_whole(old.root)
