"""Every place a person can come to in the window, opened one at a time."""

import io
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from journal.domain.ids import EvidenceId
from journal.domain.printing import Reader
from journal.domain.reading import Shelf
from journal.gui.capture_line.line import CaptureLine
from journal.gui.keeper_link import KeeperLink
from journal.gui.main.session import Session
from journal.gui.sheet.sheet import Sheet
from journal.services.door import Found
from tests.gui import example

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
            pane.first.keep_first.click()
            pane.first.next.click()
            pane.second.field.line.setText("seven boats below the stairs")
        if page > 2:
            pane.second.suggest.click()
            with guide.qtbot.waitSignal(pane.made):
                pane.second.make.click()
        return guide.window()

    return lead


def _stuck(guide: Guide) -> QWidget:
    guide.begin(Found.NETWORK)
    return guide.window()


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
    guide.qtbot.waitUntil(lambda: view.entry.loose._card is not None)
    return guide.window()


def _bars(guide: Guide) -> QWidget:
    from pathlib import Path

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


def _history(guide: Guide) -> QWidget:
    guide.entry().entry._ask_history()
    guide.qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in guide.window().findChildren(Sheet)))
    return guide.sheet()


def _picture(guide: Guide) -> QWidget:
    guide.open()
    guide.session.desk.show_picture("L" * 26, True)
    guide.qtbot.wait(5)
    return guide.window()


def _capture_line(guide: Guide) -> QWidget:
    guide.open()
    guide.journal.inbox = (EvidenceId("C" * 26),)
    guide.session.capturing._kept("name", "")
    guide.qtbot.waitUntil(lambda: guide.session.capturing._line is not None)
    line: CaptureLine = guide.session.capturing._line
    line.open_for_words()
    return line


def _fact(name: str) -> Place:
    return lambda guide: guide.fact(name)


PLACES: dict[str, Place] = {
    "unlock": _unlock,
    "first run, who else": _first_run(1),
    "first run, passphrase": _first_run(2),
    "first run, name": _first_run(3),
    "stuck": _stuck,
    "timeline": _timeline,
    "entry": _entry,
    "whole entry": _whole_entry,
    "people": _people,
    "to sort": _to_sort,
    "bars": _bars,
    "wrong tries": _tried,
    "help": _over(lambda desk: desk.show_help()),
    "days": _over(lambda desk: desk._ask_days()),
    "months": _over(lambda desk: desk._show_table()),
    "new person": _over(lambda desk: desk._ask_person("")),
    "a person": _over(lambda desk: desk._ask_person(example.NIGHTOWL)),
    "new turning point": _over(lambda desk: desk._ask_milestone("")),
    "a turning point": _over(lambda desk: desk._ask_milestone(example.MILESTONES[0][0])),
    "about me": _over(lambda desk: desk.show_about_me()),
    "settings": _over(lambda desk: desk.show_settings()),
    "join": _over(lambda desk: desk._ask_join("L" * 26)),
    "printing": _printing,
    "history": _history,
    "picture": _picture,
    "capture line": _capture_line,
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
