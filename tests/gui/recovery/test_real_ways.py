"""A journal that is really spoilt, before the real door and in the real window.

Nothing changes by itself, and every way ends in a journal whose entries are there.
"""

import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from journal.desktop.place import Place
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.gui.keeper_link import KeeperLink
from journal.gui.kit import Kit
from journal.gui.main.session import Session
from journal.gui.sheet.sheet import Sheet
from journal.gui.unlock.pane import UnlockPane
from journal.sealing.words import words_of
from journal.services.door import Door
from journal.services.pipe_words import MOVED_CODE
from journal.services.surroundings import Surroundings
from journal.services.ways_back import Way, Wrong
from journal.vault.engine import PAGE_BYTES, Access, connect
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_journal import on, write

ENTRIES = 12
PATIENCE_MS = 60_000
NEW = "nine new words that nobody else has ever said"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@dataclass(frozen=True)
class Original:
    """A closed journal with a copy in its own folder, and what opens it."""

    folder: JournalFolder
    words: str
    key: bytes


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    folder = JournalFolder(tmp_path_factory.mktemp("real") / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    for at in range(ENTRIES):
        evidence = journal.add_bytes(b"kept" * 5000, f"file {at}.bin", Method.FILE).result().evidence
        write(journal, headline=f"entry {at}", description="some words " * 200, evidence=evidence)
    journal.backups.make(None, on).result()
    root = journal._parts.root
    journal.close()
    door.close()
    return Original(folder, " ".join(words_of(root)), root.database_key())


class House:
    """The window before a journal that was spoilt."""

    def __init__(
        self, qtbot: Any, kit: Kit, app: QApplication, appearance: Any, place: Path, named: dict[str, Any]
    ) -> None:
        self.qtbot = qtbot
        self.lives: list[Path] = []
        around: Surroundings = replace(
            surroundings(FakeClock(), seed=21),
            point_to=self.lives.append,
            usual=place.parent / "Usual",
            **named,
        )
        self.folder = JournalFolder(place)
        self.around = around
        self.door = Door(self.folder, around)
        self.session: Any = Session(kit, self.door, KeeperLink(io.BytesIO(), io.BytesIO()), app, appearance)
        self.code: list[int] = []
        self.session.ended.connect(self.code.append)
        self.session.begin()
        self.session.show()

    @property
    def pane(self) -> Any:
        return self.session.window.centralWidget()

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type a passphrase, and wait for what comes of it."""
        pane = self.pane
        assert isinstance(pane, UnlockPane)
        pane.open_with(passphrase)
        self.wait(lambda: self.pane is not pane or pane.said.text() not in ("", "Opening…"))

    def go(self, way: Way) -> Any:
        """Choose one of the ways; returns its sheet."""
        self.wait(lambda: bool(self.pane.buttons))
        self.pane.buttons[way].click()
        return next(sheet for sheet in self.session.window.findChildren(Sheet) if sheet.isVisible())

    def do(self, sheet: Any) -> None:
        """Press what it offers, and wait for what comes of it."""
        self.wait(sheet.go.isEnabled)
        sheet.go.click()
        self.wait(lambda: sheet.verdict.isVisible() or bool(sheet.work.said()))
        assert sheet.verdict.isVisible(), sheet.work.said()

    def open_what_came(self, sheet: Any) -> Path:
        """Press Open it; returns where the settings say that the journal lives now."""
        sheet.open.click()
        self.wait(lambda: bool(self.code))
        assert self.code == [MOVED_CODE]
        assert len(self.lives) == 1
        return self.lives[0]

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def leave(self) -> None:
        self.session._escapes.deleteLater()
        self.session.window.let_close()
        self.session.window.close()
        if self.session.journal is not None:
            self.session.journal.close()
        self.session.window.deleteLater()
        self.session.deleteLater()
        self.door.close()


@pytest.fixture
def spoilt(original: Original, tmp_path: Path) -> JournalFolder:
    """A copy of the journal, to be spoilt."""
    shutil.copytree(original.folder.root, tmp_path / "Journal")
    return JournalFolder(tmp_path / "Journal")


@pytest.fixture
def enter(
    qtbot: Any, kit: Kit, qapp: QApplication, appearance: Any, spoilt: JournalFolder
) -> Iterator[Callable[..., House]]:
    houses: list[House] = []

    def start(**named: Any) -> House:
        houses.append(House(qtbot, kit, qapp, appearance, spoilt.root, named))
        return houses[-1]

    yield start
    for house in houses:
        house.leave()


def everything(folder: Path) -> dict[str, str]:
    """Every file with the hash of what it holds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def entries_in(place: Path, passphrase: str = PASSPHRASE) -> int:
    """Open the journal there, read every entry, check all of it; returns how many there are."""
    door = Door(JournalFolder(place), surroundings(FakeClock(), seed=33))
    journal = door.open(passphrase).result()
    keys = journal.timeline(Wanted()).result().keys
    headlines = {journal.entry(key.id).result().incident.headline for key in keys}
    assert headlines <= {f"entry {at}" for at in range(ENTRIES)}
    journal.close()
    door.close()
    return len(headlines)


def cut(folder: JournalFolder, _original: Original) -> None:
    folder.database.write_bytes(folder.database.read_bytes()[: -3 * PAGE_BYTES])


def cut_to_almost_nothing(folder: JournalFolder, _original: Original) -> None:
    folder.database.write_bytes(folder.database.read_bytes()[:1])


def flip_first_page(folder: JournalFolder, _original: Original) -> None:
    data = bytearray(folder.database.read_bytes())
    data[300] ^= 4
    folder.database.write_bytes(data)


def empty(folder: JournalFolder, _original: Original) -> None:
    folder.database.write_bytes(b"")


def letter(folder: JournalFolder, _original: Original) -> None:
    folder.database.write_bytes(b"Dear all, this is a letter and no journal at all. " * 500)


def take_database(folder: JournalFolder, _original: Original) -> None:
    folder.database.unlink()


def take_keys(folder: JournalFolder, _original: Original) -> None:
    folder.keys.unlink()
    folder.second_keys.unlink()


def spoil_keys(folder: JournalFolder, _original: Original) -> None:
    for path in (folder.keys, folder.second_keys):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)


def keys_of_another(folder: JournalFolder, _original: Original) -> None:
    other = JournalFolder(folder.root.with_name("Other"))
    door = Door(other, surroundings(FakeClock(), seed=77))
    door.create(PASSPHRASE).result().close()
    door.close()
    shutil.copy(other.keys, folder.keys)
    shutil.copy(other.keys, folder.second_keys)


def make_newer(folder: JournalFolder, original: Original) -> None:
    connection = connect(folder.database, original.key, Access.WRITE)
    connection.execute("PRAGMA user_version=99")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


Spoil = Callable[[JournalFolder, Original], None]

KINDS: tuple[tuple[Spoil, Wrong], ...] = (
    (empty, Wrong.EMPTY),
    (letter, Wrong.FOREIGN),
    (take_database, Wrong.MISSING),
    (take_keys, Wrong.KEYS_MISSING),
    (cut, Wrong.DAMAGED),
    (cut_to_almost_nothing, Wrong.DAMAGED),
    (flip_first_page, Wrong.DAMAGED),
    (spoil_keys, Wrong.KEYS_DAMAGED),
    (keys_of_another, Wrong.KEYS_OF_ANOTHER),
    (make_newer, Wrong.NEWER),
)


def reach(house: House) -> None:
    """Come to the pane that says what is wrong, by the passphrase if it takes one."""
    if isinstance(house.pane, UnlockPane):
        house.unlock()


@pytest.mark.parametrize(("spoil", "wrong"), KINDS, ids=lambda one: getattr(one, "__name__", str(one)))
def test_R08_what_does_not_open_is_named_and_not_one_byte_changes(
    enter: Callable[..., House], spoilt: JournalFolder, original: Original, spoil: Spoil, wrong: Wrong
) -> None:
    spoil(spoilt, original)
    before = everything(spoilt.root)
    house = enter()

    reach(house)

    assert house.pane.wrong is wrong
    assert everything(spoilt.root) == before
    house.pane.again.click()
    reach(house)
    assert house.pane.wrong is wrong
    assert everything(spoilt.root) == before


def test_R08_a_wrong_passphrase_leaves_a_sealed_note_and_nothing_else(
    enter: Callable[..., House], spoilt: JournalFolder
) -> None:
    before = everything(spoilt.root)
    house = enter()

    house.unlock("not the right one at all")

    after = everything(spoilt.root)
    (note,) = after.keys() - before.keys()
    assert note.startswith("inbox")
    assert {name: after[name] for name in before} == before
    assert isinstance(house.pane, UnlockPane)


@pytest.mark.parametrize("spoil", [empty, letter, take_database, cut, flip_first_page, keys_of_another])
def test_R12_a_copy_is_put_back_beside_what_is_spoilt(
    enter: Callable[..., House], spoilt: JournalFolder, original: Original, spoil: Spoil
) -> None:
    spoil(spoilt, original)
    before = everything(spoilt.root)
    house = enter()
    reach(house)

    sheet = house.go(Way.RESTORE)
    house.wait(lambda: bool(sheet.copies.choices()))
    sheet.key.field.line.setText(PASSPHRASE)
    house.do(sheet)

    assert "It holds 12 entries and 12 files." in sheet.findings.text()
    place = house.open_what_came(sheet)
    assert place == spoilt.root.with_name("Journal 2")
    assert entries_in(place) == ENTRIES
    assert everything(spoilt.root) == before


@pytest.mark.parametrize("spoil", [cut, cut_to_almost_nothing, flip_first_page, keys_of_another])
def test_R03_what_can_be_read_is_saved_beside_what_is_spoilt(
    enter: Callable[..., House], spoilt: JournalFolder, original: Original, spoil: Spoil
) -> None:
    spoil(spoilt, original)
    before = everything(spoilt.root)
    house = enter()
    reach(house)

    sheet = house.go(Way.SALVAGE)
    if spoil is keys_of_another:
        sheet.key.other.click()
        _type_words(sheet.key, original)
    else:
        sheet.key.field.line.setText(PASSPHRASE)
    house.do(sheet)

    place = house.open_what_came(sheet)
    assert entries_in(place, NEW if spoil is keys_of_another else PASSPHRASE) == ENTRIES
    assert everything(spoilt.root) == before


def test_R03_without_copies_what_is_lost_is_told_and_kept(
    enter: Callable[..., House], spoilt: JournalFolder, original: Original
) -> None:
    shutil.rmtree(spoilt.backups)
    spoilt.backups.mkdir()
    next(spoilt.media.glob("*/*")).unlink()
    cut(spoilt, original)
    house = enter()
    reach(house)

    sheet = house.go(Way.SALVAGE)
    sheet.key.field.line.setText(PASSPHRASE)
    house.do(sheet)

    assert "One file is missing or damaged." in sheet.findings.text()
    assert sheet.details.isVisible()
    place = house.open_what_came(sheet)
    door = Door(JournalFolder(place), surroundings(FakeClock(), seed=33))
    journal = door.open(PASSPHRASE).result()
    losses = journal.losses().result()
    assert losses is not None
    assert len(losses.files) == 1
    journal.close()
    door.close()


@pytest.mark.parametrize("spoil", [take_keys, spoil_keys, keys_of_another])
def test_the_words_open_it_where_it_lies(
    enter: Callable[..., House], spoilt: JournalFolder, original: Original, spoil: Spoil
) -> None:
    spoil(spoilt, original)
    house = enter()
    reach(house)

    sheet = house.go(Way.WORDS)
    for box, word in zip(sheet.words.boxes, original.words.split(), strict=True):
        box.setText(word)
    sheet.next.click()
    house.wait(sheet.open.isVisible)
    sheet.new.field.fill(NEW)
    house.wait(sheet.open.isEnabled)
    sheet.open.click()

    house.wait(lambda: house.session.view is not None)
    house.wait(lambda: house.session.view.timeline.model.entries() == ENTRIES)


@pytest.mark.parametrize("spoil", [take_keys, spoil_keys, keys_of_another])
def test_the_keys_of_a_copy_open_it_where_it_lies(
    enter: Callable[..., House], spoilt: JournalFolder, original: Original, spoil: Spoil
) -> None:
    spoil(spoilt, original)
    house = enter()
    reach(house)

    sheet = house.go(Way.KEYS_OF_A_COPY)
    house.wait(lambda: bool(sheet.copies.choices()))
    sheet.field.line.setText(PASSPHRASE)
    sheet.yes.click()

    house.wait(lambda: house.session.view is not None)
    house.wait(lambda: house.session.view.timeline.model.entries() == ENTRIES)


def test_an_exact_copy_of_the_folder_is_one(
    enter: Callable[..., House], spoilt: JournalFolder, original: Original
) -> None:
    make_newer(spoilt, original)
    before = everything(spoilt.root)
    house = enter()
    reach(house)

    sheet = house.go(Way.FOLDER_COPY)
    house.do(sheet)

    (copy,) = (path for path in spoilt.root.parent.iterdir() if path != spoilt.root)
    assert everything(copy) == before == everything(spoilt.root)
    assert not sheet.open.isVisible()


def test_U12_a_journal_that_cannot_be_written_is_brought_to_a_place_where_it_can(
    enter: Callable[..., House], spoilt: JournalFolder
) -> None:
    before = everything(spoilt.root)

    def place_of(path: Path) -> Place:
        return Place(False, None, path == spoilt.root, 10**9)

    house = enter(place_of=place_of)
    assert house.pane.wrong is Wrong.READ_ONLY

    sheet = house.go(Way.BRING_HERE)
    sheet.key.field.line.setText(PASSPHRASE)
    house.do(sheet)

    place = house.open_what_came(sheet)
    assert place == spoilt.root.with_name("Usual")
    assert entries_in(place) == ENTRIES
    assert everything(spoilt.root) == before


def test_a_journal_in_a_folder_that_others_copy_is_moved_out_of_it(
    enter: Callable[..., House], spoilt: JournalFolder
) -> None:
    def place_of(path: Path) -> Place:
        return Place(False, "Dropbox" if path == spoilt.root else None, False, 10**9)

    house = enter(place_of=place_of)
    assert house.pane.wrong is Wrong.SYNCED

    sheet = house.go(Way.MOVE)
    sheet.key.field.line.setText(PASSPHRASE)
    house.wait(sheet.go.isEnabled)
    sheet.go.click()
    house.wait(sheet.verdict.isVisible)
    sheet.open.click()
    house.wait(lambda: bool(house.code))

    assert house.lives[-1] == spoilt.root.with_name("Usual")
    assert entries_in(house.lives[-1]) == ENTRIES
    assert not spoilt.root.exists()


@pytest.mark.parametrize("by_words", [False, True])
def test_R12_on_a_computer_without_a_journal_a_copy_is_put_back_first(
    qtbot: Any,
    kit: Kit,
    qapp: QApplication,
    appearance: Any,
    original: Original,
    tmp_path: Path,
    by_words: bool,
) -> None:
    stick = tmp_path / "stick" / "Journal copy ab12cd"
    shutil.copytree(original.folder.backups, stick)
    home = tmp_path / "home" / "Journal"
    house = House(qtbot, kit, qapp, appearance, home, {})
    house.pane.first.have_copy.click()
    sheet: Any = next(one for one in house.session.window.findChildren(Sheet) if one.isVisible())

    sheet.copies.take(stick.parent)
    house.wait(lambda: bool(sheet.copies.choices()))
    if by_words:
        sheet.key.other.click()
        _type_words(sheet.key, original)
    else:
        sheet.key.field.line.setText(PASSPHRASE)
    house.do(sheet)

    assert house.open_what_came(sheet) == home
    assert entries_in(home, NEW if by_words else PASSPHRASE) == ENTRIES
    house.leave()


def _type_words(key: Any, original: Original) -> None:
    for box, word in zip(key.words.boxes, original.words.split(), strict=True):
        box.setText(word)
    key.new.field.fill(NEW)
