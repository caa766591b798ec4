"""From the first word to the last trace, with a real journal: written, copied, removed, and gone from copies."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from journal.domain.copies import CopyPace
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.gui.jobs import Jobs
from journal.gui.keeper_link import KeeperLink
from journal.gui.kit import Kit
from journal.gui.main.session import Session
from journal.gui.opening.again import AgainSheet
from journal.gui.sheet.sheet import Sheet
from journal.sealing.keyfolder import unlock
from journal.sealing.secret import Passphrase
from journal.services.door import Door
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.plain_pages import hits
from tests.sealing.fakes import derive
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_journal import write

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

CANARY = "zxqvfulmar"
PATIENCE_MS = 60_000


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    return JournalFolder(tmp_path / "Journal")


@pytest.fixture
def session(
    qtbot: Any, qapp: QApplication, appearance: Any, folder: JournalFolder, clock: FakeClock
) -> Iterator[Any]:
    """The window on a real journal that has just been opened."""
    door = Door(folder, surroundings(clock))
    door.create(PASSPHRASE).result().close()
    jobs = Jobs()
    link = KeeperLink(io.BytesIO(), io.BytesIO())
    session: Any = Session(Kit(Wording(), jobs, clock), door, link, qapp, appearance)
    session.begin(PASSPHRASE)
    session.show()
    qtbot.waitUntil(lambda: session.desk is not None, timeout=PATIENCE_MS)
    yield session
    session._escapes.deleteLater()
    session.capturing.close_line()
    session.window.let_close()
    session.window.close()
    session.window.deleteLater()
    session.deleteLater()
    session.journal.close()
    door.close()
    jobs.deleteLater()


def databases(place: Path) -> list[Path]:
    return sorted(place.rglob("journal.db"))


def shown(session: Any, kind: type[Any]) -> Any:
    return next(sheet for sheet in session.window.findChildren(kind) if sheet.isVisible())


def test_E06_what_is_removed_for_good_is_in_no_copy_once_they_are_renewed(
    qtbot: Any, session: Any, folder: JournalFolder, clock: FakeClock, tmp_path: Path
) -> None:
    def until(condition: Any) -> None:
        qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    key = unlock(folder.root, Passphrase(PASSPHRASE), derive).root.database_key()
    stick = tmp_path / "stick"
    stick.mkdir()
    journal, desk = session.journal, session.desk
    added = journal.add_bytes(CANARY.encode() * 500, f"{CANARY}.bin", Method.FILE).result()
    entry = write(journal, headline=f"{CANARY} head", evidence=added.evidence)
    write(journal, headline="stays")
    desk.refresh_soon()
    until(lambda: session.view.timeline.model.row_at(1) is not None)

    # The copy by itself, once it has been quiet for long enough, and one on a stick.
    clock.pass_ms(CopyPace().quiet_ms)
    desk.copying.judge()
    until(lambda: bool(databases(folder.backups)))
    desk.copies.make()
    sheet = shown(session, Sheet)
    sheet.take(stick)
    until(sheet.make.isVisible)
    sheet.make.click()
    until(lambda: bool(databases(stick)) and not sheet.make.isVisible())
    sheet.close_sheet()
    copies = [*databases(folder.backups), *databases(stick)]
    assert [hits(copy, key, CANARY) > 0 for copy in copies] == [True, True]
    assert session.view.status.copies.shown_text().startswith("Copies on this disk only")

    # Removed for good, the passphrase typed once more.
    desk._show_entry(entry)
    until(lambda: session.view.entry.entry() == entry)
    session.view.entry._ask_removal()
    sheet = shown(session, Sheet)
    until(sheet.go_on.isEnabled)
    assert sheet.files.isChecked()
    sheet.go_on.click()
    again = shown(session, AgainSheet)
    again.field.line.setText(PASSPHRASE)
    again.yes.click()
    until(sheet.renew.isVisible)
    assert hits(folder.database, key, CANARY) == 0
    assert [hits(copy, key, CANARY) > 0 for copy in copies] == [True, True]

    # Renewed: the old copies are gone, the new ones know nothing of it.
    clock.pass_ms(5_000)
    sheet.renew.click()
    until(lambda: not sheet.renew.isVisible())
    sheet.close_sheet()

    renewed = [*databases(folder.backups), *databases(stick)]
    assert len(renewed) == 2
    assert [copy.exists() for copy in copies] == [False, False]
    assert [hits(copy, key, CANARY) for copy in renewed] == [0, 0]
    assert list(folder.media.glob("*/*")) == []
    assert list(folder.backups.glob("media/*/*")) + list(stick.glob("*/media/*/*")) == []
    assert journal.backups.outdated().result() == {}


def test_quitting_finishes_the_copy_that_is_owed(
    qtbot: Any, session: Any, folder: JournalFolder, clock: FakeClock
) -> None:
    write(session.journal, headline="the last word")
    session.desk.refresh_soon()
    assert databases(folder.backups) == []

    with qtbot.waitSignal(session.ended, timeout=PATIENCE_MS) as ended:
        session.close()

    assert ended.args == [0]
    assert len(databases(folder.backups)) == 1
    assert not session.window.isVisible()


def test_locking_waits_for_no_copy(qtbot: Any, session: Any, folder: JournalFolder) -> None:
    write(session.journal, headline="the last word")
    session.desk.refresh_soon()

    with qtbot.waitSignal(session.ended, timeout=PATIENCE_MS) as ended:
        session.lock()

    assert ended.args == [3]
    assert databases(folder.backups) == []
