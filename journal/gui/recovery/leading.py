"""Leads a person back into a journal from before it is open, and tells where it lives then."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journal.gui.copies.work import Work
from journal.gui.kit import Kit
from journal.gui.recovery.pane import RecoveryPane
from journal.gui.recovery.restore_sheet import RestoreSheet
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.label import Label
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained
from journal.services.ways_back import Wrong

if TYPE_CHECKING:
    from journal.gui.main.window import MainWindow
    from journal.services.door import Door


class WaysBack(QObject):
    """`opened` carries the open journal; `lives_elsewhere` when the settings name its new folder by now."""

    opened = Signal(object)
    lives_elsewhere = Signal()
    look_again = Signal()

    def __init__(self, kit: Kit, door: "Door", window: "MainWindow") -> None:
        super().__init__(window)
        self._kit = kit
        self._door = door
        self._window = window

    def show(self, wrong: Wrong) -> None:
        """Show what is wrong, and every way back."""
        pane = RecoveryPane(self._kit, self._door, wrong)
        pane.opened.connect(self.opened)
        pane.look_again.connect(self.look_again)
        pane.lives.connect(self.live_in)
        self._window.put(pane)
        pane.setFocus()

    def restore_first(self) -> None:
        """Put a copy back where there is no journal yet."""
        sheet = RestoreSheet(self._kit, self._door, self._window, self._door.folder.root)
        sheet.lives.connect(self.live_in)
        sheet.begin()

    def stop(self) -> None:
        """The window ends: what is under way stops, and leaves nothing half done."""
        for work in self._window.findChildren(Work):
            work.stop()

    def live_in(self, folder: Path) -> None:
        """Let the settings name that folder, and say when they do."""
        self._kit.jobs.watch(self._door.live_in(folder), self, self._named, partial(self._not_named, folder))

    def _named(self, _nothing: None) -> None:
        self.lives_elsewhere.emit()

    def _not_named(self, folder: Path, error: BaseException) -> None:
        say = self._kit.words.say
        trouble = explained(self._kit.words, error)
        sheet = Sheet(self._kit.words, self._window, say("It is there, but not opened yet"), width=480)
        sheet.body.addWidget(Label(visible(f"{trouble.what} {trouble.next_step}")))
        sheet.body.addWidget(
            Label(visible(say("The journal lies in {place}.", place=str(folder))), selectable=True)
        )
        again = Button(say("Try again"))
        again.clicked.connect(sheet.close_sheet)
        again.clicked.connect(partial(self._try_again, folder))
        sheet.foot.addStretch(1)
        sheet.foot.addWidget(again)
        sheet.open_over(again)

    def _try_again(self, folder: Path, _checked: bool = False) -> None:
        self.live_in(folder)
