"""Every place a person can come to in the window, opened one at a time."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from journal.domain.casework import WitnessContact
from journal.domain.handing_over import Form
from journal.domain.hotkeys import HeardKey, Hearing, KeyState, KeyUse
from journal.domain.ids import EvidenceId
from journal.domain.printing import Reader
from journal.domain.reading import Shelf
from journal.gui.copies.check_sheet import CheckSheet
from journal.gui.copies.section import CopiesSection
from journal.gui.keeper_link import KeeperLink
from journal.gui.main.session import Session
from journal.gui.moving.elsewhere_sheet import ElsewhereSheet
from journal.gui.moving.move_sheet import MoveSheet
from journal.gui.outputs.sheet import OutputsSheet
from journal.gui.outside.compare_sheet import CompareSheet
from journal.gui.outside.seal_sheet import SealSheet
from journal.gui.outside.sheet import OutsideSheet
from journal.gui.printing.handing_over import HandingOverSheet
from journal.gui.printing.places_sheet import PlacesSheet
from journal.gui.printing.saving import SavingSheet
from journal.gui.sheet.sheet import Sheet
from journal.gui.unlock.read_sheet import ReadSheet
from journal.services.backup_place import BackupPlaceGone
from journal.services.backups import ChosenFolder, Holding
from journal.services.errors import ReadOnlyBecause
from journal.services.key_words import write_hearing
from journal.services.known_backups import OWN
from journal.services.places_told import PlaceTold
from journal.services.what_lies_there import Found
from tests.gui import example
from tests.gui.capture_line import places as capture_line
from tests.gui.covering import places as covering
from tests.gui.fake_copies import STICK, findings, place
from tests.gui.fake_outputs import SAVED
from tests.gui.opening import places as opening
from tests.gui.printing import places as printing
from tests.gui.private_terms import places as private_terms
from tests.gui.recovery import places as recovery
from tests.gui.removing import places as removing

Place = Callable[["Guide"], QWidget]


class Guide:
    """Leads to a place; `session` is there from the start, open unless the place lies before unlocking."""

    def __init__(self, qtbot: Any, kit: Any, door: Any, app: QApplication, appearance: Any) -> None:
        self.qtbot = qtbot
        self.kit = kit
        self.door = door
        self.journal = door.journal
        self.session: Any = Session(kit, door, KeeperLink(io.BytesIO(), io.BytesIO()), app, appearance)

    def lead(self, place: str, width: int = 1280, height: int = 820) -> QWidget:
        """Go there with a window of that size."""
        self.session.window.resize(width, height)
        shown = PLACES[place](self)
        for _ in range(5):
            QApplication.sendPostedEvents()  # a layout may ask for another
        return shown

    def leave(self) -> None:
        """Take everything away."""
        self.session._escapes.deleteLater()
        if self.session.capturing is not None:
            self.session.capturing.close_line()
        self.session.window.let_close()
        self.session.window.close()
        self.session.window.deleteLater()
        self.session.deleteLater()

    def begin(self, found: Found) -> Any:
        self.door.found = found
        self.session.begin()
        self.session.show()
        self.qtbot.waitUntil(self.session.window.isActiveWindow)
        return self.session.window.centralWidget()

    def open(self) -> Any:
        self.begin(Found.JOURNAL).open_with(self.door.right)
        self.qtbot.waitUntil(lambda: self.session.view is not None)
        view = self.session.view
        self.qtbot.waitUntil(lambda: view.timeline.model.row_at(1) is not None or not self.journal.told)
        self.qtbot.waitUntil(lambda: bool(view.people.people()))
        return view

    def entry(self, at: int = 0) -> Any:
        view = self.open()
        ident = list(self.journal.told)[at]
        self.session.desk._press_entry(ident)
        self.qtbot.waitUntil(lambda: view.entry.entry() == ident)
        return view

    def fact(self, name: str) -> QWidget:
        view = self.entry()
        view.entry.form.open_fact(name)
        return self.window()

    def window(self) -> QWidget:
        window: QWidget = self.session.window
        return window

    def sheet(self) -> QWidget:
        return next(sheet for sheet in self.window().findChildren(Sheet) if sheet.isVisible())


def _unlock(guide: Guide) -> QWidget:
    guide.begin(Found.JOURNAL).open_with("wrong")
    guide.qtbot.wait(5)
    return guide.window()


def _first_run(page: int) -> Place:
    def lead(guide: Guide) -> QWidget:
        pane = guide.begin(Found.NOTHING)
        pane.first.shared.click()
        if page > 1:
            pane.tell_taken()
            pane.first.next.click()
            pane.second.new.field.line.setText("seven boats below the stairs")
        if page > 2:
            pane.second.new.suggest.click()
            with guide.qtbot.waitSignal(pane.made):
                pane.second.make.click()
        if page == 4:
            pane.third.show_them.click()
            guide.qtbot.waitUntil(pane.third.written.isVisible)
        if page > 4:
            pane.third.later.click()
        return guide.window()

    return lead


def _timeline(guide: Guide) -> QWidget:
    guide.open()
    return guide.window()


def _entry(guide: Guide) -> QWidget:
    guide.entry()
    return guide.window()


def _whole_entry(guide: Guide) -> QWidget:
    form = guide.entry().entry.form
    form.more.click()
    form.exact.uncover()
    return guide.window()


def _people(guide: Guide) -> QWidget:
    view = guide.open()
    if view.toolbar.people.isVisible():
        view.toolbar.people.click()
    return guide.window()


def _to_sort(guide: Guide) -> QWidget:
    view = guide.open()
    view.narrowing.narrow(shelf=Shelf.TO_SORT)
    guide.qtbot.waitUntil(lambda: view.timeline.loose.model().rowCount() > 0)
    view.timeline.loose.setCurrentIndex(view.timeline.loose.model().index(0, 0))
    guide.qtbot.waitUntil(lambda: bool(view.entry.loose._cards))
    return guide.window()


def _bars(guide: Guide) -> QWidget:
    view = guide.open()
    view.undo.tell("Entry taken out.")
    guide.session.taking._copies.ask([Path("/home/x/Downloads/a & <b>.png")])
    assert not view.undo.isVisible()
    guide.kit.jobs.failed.emit(ValueError("x"))
    return guide.window()


def _tried(guide: Guide) -> QWidget:
    guide.journal.tries = (example.NOW_MS - 86_400_000, example.NOW_MS)
    view = guide.open()
    guide.qtbot.waitUntil(view.notice.isVisible)
    return guide.window()


def _over(open_it: Callable[[Any], object]) -> Place:
    def lead(guide: Guide) -> QWidget:
        guide.open()
        open_it(guide.session.desk)
        guide.qtbot.wait(5)
        return guide.sheet()

    return lead


def _printing(guide: Guide) -> QWidget:
    guide.open()
    guide.session.desk.show_printing()
    sheet: Any = guide.sheet()
    sheet._soon.setInterval(1)
    sheet.form.readers[Reader.POLICE].click()
    guide.qtbot.waitUntil(lambda: sheet.preview.page() == 1)
    return sheet  # type: ignore[no-any-return]  # a PrintSheet


def _outside(guide: Guide) -> QWidget:
    guide.open()
    sheet = OutsideSheet(guide.kit, guide.journal, guide.window())
    sheet.begin()
    return sheet


def _compare(guide: Guide) -> QWidget:
    guide.open()
    sheet: Any = CompareSheet(guide.kit, guide.journal, guide.window())
    sheet.begin()
    sheet._compare(["/a stick/2026-11-22.pdf"])
    guide.qtbot.waitUntil(sheet.digits.isVisible)
    return sheet  # type: ignore[no-any-return]  # a CompareSheet


def _seal(guide: Guide) -> QWidget:
    guide.open()
    sheet = SealSheet(guide.kit, guide.journal, guide.window())
    sheet.begin()
    guide.qtbot.waitUntil(sheet.copy.isEnabled)
    sheet.typed.setText("zoo")
    sheet.look.click()
    guide.qtbot.waitUntil(sheet.said.isVisible)
    return sheet


def _handing_over(guide: Guide) -> QWidget:
    sheet: Any = _printing(guide)
    sheet.folder.click()
    return next(each for each in guide.window().findChildren(HandingOverSheet) if each.isVisible())


def _places_told(guide: Guide) -> QWidget:
    guide.open()
    told = (PlaceTold(EvidenceId("e1"), "IMG_2041.jpg", 14), PlaceTold(EvidenceId("e2"), "Film.mp4", 20))
    sheet = PlacesSheet(guide.kit, guide.window(), told)
    sheet.ask()
    return sheet


def _handing_over_to_a_form(guide: Guide) -> QWidget:
    sheet: Any = _handing_over(guide)
    sheet.forms[Form.FLAT].click()
    sheet.password.wanted.click()
    return sheet  # type: ignore[no-any-return]  # a HandingOverSheet


def _saving(guide: Guide) -> QWidget:
    sheet: Any = _printing(guide)
    sheet.save.click()
    saving = next(each for each in guide.window().findChildren(SavingSheet) if each.isVisible())
    saving.password.wanted.click()
    return saving


def _saved_papers(guide: Guide) -> QWidget:
    guide.open()
    guide.journal.outputs.there = SAVED
    sheet = OutputsSheet(guide.kit, guide.journal.outputs, guide.window())
    sheet.begin()
    return sheet


def _saved_papers_told(guide: Guide) -> QWidget:
    guide.journal.outputs.there = SAVED
    guide.open()
    guide.qtbot.waitUntil(lambda: bool(guide.session.view.notice.said()))
    return guide.window()


def _history(guide: Guide) -> QWidget:
    guide.entry().entry._ask_history()
    guide.qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in guide.window().findChildren(Sheet)))
    return guide.sheet()


def _picture(guide: Guide) -> QWidget:
    guide.open()
    guide.session.desk.show_picture("L" * 26, True)
    guide.qtbot.wait(5)
    return guide.window()


def _reminded(guide: Guide) -> QWidget:
    guide.journal.backups.places = ()
    view = guide.open()
    guide.qtbot.waitUntil(view.notice.isVisible)
    return guide.window()


def _overview(guide: Guide) -> QWidget:
    guide.open()
    guide.session.desk.show_overview()
    sheet: Any = guide.sheet()
    guide.qtbot.waitUntil(lambda: bool(sheet.blocks))
    return sheet  # type: ignore[no-any-return]  # an OverviewSheet


def _joined_person(guide: Guide) -> QWidget:
    guide.journal.casework.join_actors(example.MARSH, example.UNKNOWN, "the same way of writing")
    guide.open()
    guide.session.desk._ask_person(example.MARSH)
    sheet: Any = guide.sheet()
    guide.qtbot.waitUntil(lambda: sheet.same.count() > 0)
    return sheet  # type: ignore[no-any-return]  # a PersonSheet


def _copies(guide: Guide) -> QWidget:
    guide.journal.backups.places = (place(STICK, days=9), place(OWN, days=0), place(f"/mnt/{'d' * 60}/c"))
    guide.journal.backups.unreachable = {STICK}
    guide.journal.backups.held = {STICK: 77}
    guide.open()
    guide.session.desk.settings.show_copies()
    sheet: Any = guide.sheet()
    section = next(one for one in sheet.findChildren(CopiesSection))
    guide.qtbot.waitUntil(lambda: len(section.places._rows) == 3)
    section.work.say("The copy in STICK is made and was checked.")
    return sheet  # type: ignore[no-any-return]  # the settings


def _copy_chosen(guide: Guide) -> QWidget:
    guide.journal.backups.chosen = ChosenFolder(Path(), network=True, synced="Dropbox", same_disk=True)
    guide.open()
    guide.session.desk.copies.make()
    sheet: Any = guide.sheet()
    sheet.take(Path("/home/marie/Dropbox/a folder with a name & <b> that is rather long"))
    guide.qtbot.waitUntil(sheet.make.isVisible)
    return sheet  # type: ignore[no-any-return]  # a CopySheet


def _copy_made(guide: Guide) -> QWidget:
    sheet: Any = _copy_chosen(guide)
    sheet.make.click()
    guide.qtbot.waitUntil(lambda: not sheet.make.isVisible())
    return sheet  # type: ignore[no-any-return]  # a CopySheet


def _checked(guide: Guide, **wrong: Any) -> QWidget:
    guide.journal.backups.findings = findings(**wrong)
    guide.open()
    sheet: Any = CheckSheet(guide.kit, guide.journal, guide.window())
    sheet.begin()
    guide.qtbot.waitUntil(sheet.which.isVisible)
    sheet.field.line.setText("correct passphrase")
    sheet.check.click()
    guide.qtbot.waitUntil(sheet.verdict.isVisible)
    return sheet  # type: ignore[no-any-return]  # a CheckSheet


def _removing(guide: Guide, *, at: int = 0) -> Any:
    removal = guide.journal.removal
    removal.shared = tuple(guide.journal.told)[2:4]
    removal.handed_over = ("ML/1", "ML/2")
    removal.copies = (Holding(STICK, "a", 1), Holding(STICK, "b", 2), Holding(OWN, "c", 3))
    view = guide.entry(at)
    view.entry._ask_removal()
    sheet: Any = guide.sheet()
    guide.qtbot.waitUntil(sheet.go_on.isEnabled)
    if sheet.files.isVisible() and not sheet.files.isChecked():
        sheet.files.click()
        guide.qtbot.waitUntil(sheet.go_on.isEnabled)
    return sheet


def _removed(guide: Guide) -> QWidget:
    sheet = _removing(guide)
    sheet._remove("")
    guide.qtbot.waitUntil(sheet.renew.isVisible)
    return sheet  # type: ignore[no-any-return]  # a RemoveSheet


def _renewed(guide: Guide) -> QWidget:
    guide.journal.backups.wrong = {STICK: BackupPlaceGone()}
    sheet: Any = _removed(guide)
    sheet.renew.click()
    guide.qtbot.waitUntil(lambda: not sheet.renew.isVisible())
    return sheet  # type: ignore[no-any-return]  # a RemoveSheet


def _removing_loose(guide: Guide) -> QWidget:
    _to_sort(guide)
    guide.session.view.entry.loose.remove.click()
    sheet: Any = guide.sheet()
    guide.qtbot.waitUntil(sheet.go_on.isEnabled)
    return sheet  # type: ignore[no-any-return]  # a RemoveSheet


def _moving(guide: Guide) -> QWidget:
    guide.open()
    guide.door.hold = True
    guide.session.move(Path("/media/someone/stick/Journal"), "x")
    guide.qtbot.waitUntil(lambda: bool(guide.door.moved))
    return guide.window()


def _move_sheet(guide: Guide) -> QWidget:
    guide.open()
    sheet = MoveSheet(guide.kit, guide.window(), guide.journal.place, "x")
    sheet.begin()
    sheet.take_folder(Path("/media/someone/a stick with a long name"))
    return sheet


def _elsewhere(guide: Guide) -> QWidget:
    guide.open()
    sheet = ElsewhereSheet(guide.kit.words, guide.window())
    sheet.open_over(sheet.done)
    return sheet


def _read_only(guide: Guide) -> QWidget:
    guide.journal.read_only = ReadOnlyBecause.NEWER
    guide.journal.unread = 2
    guide.entry()
    return guide.window()


def _read_sheet(guide: Guide) -> QWidget:
    guide.begin(Found.JOURNAL)
    sheet = ReadSheet(guide.kit, guide.door, guide.window())
    sheet.ask()
    sheet.field.line.setText("wrong")
    sheet.yes.click()
    guide.qtbot.wait(5)
    return sheet


def _fact(name: str) -> Place:
    return lambda guide: guide.fact(name)


def _heard(**about: Any) -> Place:
    """The settings with keys that something is the matter with."""

    def lead(guide: Guide) -> QWidget:
        guide.open()
        guide.session.keys._know(write_hearing(Hearing(**about)))
        guide.session.desk.settings.show()
        guide.qtbot.wait(5)
        return guide.sheet()

    return lead


def _no_key(state: KeyState) -> tuple[HeardKey, ...]:
    return tuple(HeardKey(use, "Ctrl+Alt+Shift+Super+F9", state) for use in KeyUse)


PLACES: dict[str, Place] = {
    "unlock": _unlock,
    "first run, who else": _first_run(1),
    "first run, passphrase": _first_run(2),
    "first run, words offered": _first_run(3),
    "first run, words": _first_run(4),
    "first run, name": _first_run(5),
    "unlock with a kept key": opening.kept_key,
    "unlock, help": opening.unlock_help,
    "unlock, words": opening.forgotten(words_typed=False),
    "unlock, new passphrase": opening.forgotten(words_typed=True),
    "reminder": opening.reminder,
    "change the passphrase": opening.change,
    "passphrase again": opening.again,
    "words": opening.words(typed_back=False),
    "words typed back": opening.words(typed_back=True),
    **{f"make new, {page}": opening.make_new(page) for page in opening.PAGES},
    **recovery.PLACES,
    **removing.PLACES,
    **covering.PLACES,
    **private_terms.PLACES,
    **printing.PLACES,
    "timeline": _timeline,
    "entry": _entry,
    "whole entry": _whole_entry,
    "people": _people,
    "to sort": _to_sort,
    "bars": _bars,
    "wrong tries": _tried,
    "help": _over(lambda desk: desk.show_help()),
    "overview": _overview,
    "days": _over(lambda desk: desk._ask_days()),
    "months": _over(lambda desk: desk._show_table()),
    "new person": _over(lambda desk: desk._ask_person("")),
    "a person": _over(lambda desk: desk._ask_person(example.NIGHTOWL)),
    "the same person": _over(lambda desk: desk._ask_same(example.MARSH, "D. Marsh")),
    "a person who was two": _joined_person,
    "new turning point": _over(lambda desk: desk._ask_milestone("")),
    "a turning point": _over(lambda desk: desk._ask_milestone(example.MILESTONES[0][0])),
    "new call or letter": _over(lambda desk: desk._ask_contact("")),
    "a call or letter": _over(lambda desk: desk._ask_contact(example.CONTACTS[0][0])),
    "how to reach a witness": _over(lambda desk: desk._ask_witness(WitnessContact("Hana K.", "1 Quay"))),
    "about me": _over(lambda desk: desk.show_about_me()),
    "settings": _over(lambda desk: desk.settings.show()),
    "settings, keys heard": _heard(keys=_no_key(KeyState.HELD), stay=True),
    "settings, no keys": _heard(
        keys=_no_key(KeyState.DEAF),
        desktop="gnome",
        command="python3 '/home/mina/a long folder/run.py' capture",
    ),
    "settings, keys of the desktop": _heard(keys=_no_key(KeyState.HELD), by_desktop=True),
    "reminded of copies": _reminded,
    "copies": _copies,
    "a copy, before a folder is chosen": _over(lambda desk: desk.copies.make()),
    "a copy, a folder chosen": _copy_chosen,
    "a copy, made": _copy_made,
    "a copy that works": _checked,
    "a copy that does not": lambda guide: _checked(guide, altered=("journal.db",), missing=("a", "b")),
    "removing an entry": _removing,
    "removing a file": _removing_loose,
    "removed": _removed,
    "removed, copies renewed": _renewed,
    "moving": _moving,
    "where to move": _move_sheet,
    "to another computer": _elsewhere,
    "read only": _read_only,
    "unlock, open to read": _read_sheet,
    "join": _over(lambda desk: desk._ask_join((EvidenceId("L" * 26),))),
    "printing": _printing,
    "handing over": _handing_over,
    "files that say where they were made": _places_told,
    "handing over to a form": _handing_over_to_a_form,
    "saving as PDF": _saving,
    "saved papers": _saved_papers,
    "told of saved papers": _saved_papers_told,
    "time from outside": _outside,
    "a file that came back": _compare,
    "the seal": _seal,
    "history": _history,
    "picture": _picture,
    **capture_line.PLACES,
    **{
        f"fact {name}": _fact(name)
        for name in (
            *(
                "noticed",
                "occurred",
                "who",
                "where",
                "link",
                "account",
                "type",
                "how_many",
                "known_by",
                "witnesses",
            ),
            *(
                "effect",
                "response",
                "seen_there",
                "message_id",
                "passed_on",
                "still_needed",
                "no_file",
                "helper",
            ),
        )
    },
}
