"""What somebody put into the journal's own folder opens nothing elsewhere, removes nothing and keeps nobody waiting."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.services.door import Door
from journal.services.errors import FolderBlocked
from journal.services.what_lies_there import Found
from journal.settings import Paths, Settings, load, save
from journal.vault.errors import JournalForeign
from journal.vault.opening import open_for_writing
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.quick import quick_journal, quick_root

pytestmark = pytest.mark.timeout(30)

FOLDERS = ("work", "inbox", "media", "backups")
FILES = ("database", "keys", "second_keys", "lock", "first_page", "swap_marker", "ballast")


@pytest.fixture
def made(folder: JournalFolder, clock: FakeClock) -> JournalFolder:
    quick_journal(folder, surroundings(clock)).close()
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of the person's that has nothing to do with the journal."""
    place = tmp_path / "Letters"
    (place / "old").mkdir(parents=True)
    (place / "mine.txt").write_text("mine")
    (place / "old" / ".draft.part").write_text("mine, too")
    place.chmod(0o755)
    return place


def opens(folder: JournalFolder, clock: FakeClock) -> bool:
    """Whether the journal opens with its passphrase and answers; everything else must be an error with words."""
    door = Door(folder, surroundings(clock, seed=5))
    try:
        journal = door.open(PASSPHRASE).result(20)
    except JournalError:
        return False
    else:
        journal.timeline(Wanted()).result(20)
        journal.file_inbox().result(20)
        journal.close()
        return True
    finally:
        door.close()


def everything(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FOLDERS)
def test_what_a_planted_link_leads_to_stays_as_it_is(
    made: JournalFolder, elsewhere: Path, clock: FakeClock, name: str
) -> None:
    place: Path = getattr(made, name)
    shutil.rmtree(place)
    place.symlink_to(elsewhere)
    before = everything(elsewhere)

    assert opens(made, clock)

    assert everything(elsewhere) == before
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_a_link_among_the_originals_has_nothing_removed_behind_it(
    made: JournalFolder, elsewhere: Path, clock: FakeClock
) -> None:
    (made.media / "ab").symlink_to(elsewhere / "old")

    assert opens(made, clock)

    assert (elsewhere / "old" / ".draft.part").read_text() == "mine, too"


@pytest.mark.parametrize("name", ["page1.new", "page1.rescue", "swap.json", "ballast", "journal.db-wal"])
def test_no_file_is_written_through_a_planted_link(
    made: JournalFolder, elsewhere: Path, clock: FakeClock, name: str
) -> None:
    made.first_page.write_bytes(b"another")
    (made.root / name).unlink(missing_ok=True)
    (made.root / name).symlink_to(elsewhere / "mine.txt")

    opens(made, clock)

    assert (elsewhere / "mine.txt").read_text() == "mine"


def test_a_journal_without_its_empty_folders_opens(made: JournalFolder, clock: FakeClock) -> None:
    for name in FOLDERS:
        shutil.rmtree(getattr(made, name))

    assert opens(made, clock)

    assert all(getattr(made, name).stat().st_mode & 0o777 == 0o700 for name in FOLDERS)


def test_c03_folders_that_were_opened_to_others_are_closed(made: JournalFolder, clock: FakeClock) -> None:
    for path in made.folders:
        path.chmod(0o777)

    assert opens(made, clock)

    assert {path.stat().st_mode & 0o777 for path in made.folders} == {0o700}


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("put", [Path.touch, os.mkfifo], ids=["a file", "a pipe"])
def test_what_lies_in_the_place_of_a_folder_is_told_and_left(
    made: JournalFolder, clock: FakeClock, name: str, put: Callable[[Path], None]
) -> None:
    place: Path = getattr(made, name)
    shutil.rmtree(place)
    put(place)
    door = Door(made, surroundings(clock, seed=5))

    with pytest.raises(FolderBlocked) as raised:
        door.open(PASSPHRASE).result(20)

    door.close()
    assert raised.value.name == name
    assert place.exists()
    assert not place.is_dir()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_what_lies_in_the_place_of_a_file_is_told_or_passed_over_and_nobody_waits(
    made: JournalFolder, clock: FakeClock, name: str, put: Callable[[Path], None]
) -> None:
    place: Path = getattr(made, name)
    place.unlink(missing_ok=True)
    put(place)
    needed = name == "database" or (name == "lock" and place.is_dir())

    assert opens(made, clock) is not needed


@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_r08_what_is_no_file_is_foreign_and_left_alone(
    made: JournalFolder, clock: FakeClock, put: Callable[[Path], None]
) -> None:
    made.database.unlink()
    put(made.database)
    door = Door(made, surroundings(clock))

    assert door.look() is Found.FOREIGN
    with pytest.raises(JournalForeign):
        open_for_writing(made, quick_root().database_key())

    door.close()
    assert made.database.exists()
    assert not made.database.is_file()


def test_key_files_that_cannot_be_put_right_keep_nobody_out(made: JournalFolder, clock: FakeClock) -> None:
    made.keys.unlink()
    made.keys.mkdir()
    (made.keys / "in the way").touch()

    assert opens(made, clock)
    assert opens(made, clock)


# Beside the journal


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "config").mkdir()
    return Paths(tmp_path / "config", tmp_path, tmp_path)


@pytest.mark.parametrize("put", [Path.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_what_lies_in_the_place_of_the_settings_keeps_nobody_waiting(
    paths: Paths, put: Callable[[Path], None]
) -> None:
    put(paths.config / "settings.json")

    assert load(paths) == Settings()


@pytest.mark.parametrize(
    "said", [b"[" * 100_000, b"\xff\xfe", b"", b'{"folder": 1, "theme": {}}', b"9" * 10_000]
)
def test_settings_that_make_no_sense_are_as_if_nothing_had_been_said(paths: Paths, said: bytes) -> None:
    (paths.config / "settings.json").write_bytes(said)

    assert load(paths) == Settings()


def test_settings_are_not_written_through_a_planted_link(paths: Paths, elsewhere: Path) -> None:
    (paths.config / ".settings.json.new").symlink_to(elsewhere / "mine.txt")

    save(paths, Settings(theme="dark"))

    assert (elsewhere / "mine.txt").read_text() == "mine"
    assert load(paths) == Settings(theme="dark")
