"""Chooses where the journal shall live, and says what that means before it is done."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from journal.gui.adding.file_dialog import FolderChoice
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible


class MoveSheet(Sheet):
    """`move_wanted` carries the new folder and the passphrase; closing it any other way changes nothing."""

    move_wanted = Signal(object, str)

    def __init__(self, kit: Kit, host: QWidget, folder: Path, passphrase: str) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Move the journal"), width=520)
        self._kit = kit
        self._folder = folder
        self._passphrase = passphrase
        self._to: Path | None = None
        self.body.addWidget(Label(say("Everything in it moves: entries, files, and the copies inside it.")))
        self.body.addWidget(Small(say("From")))
        self.body.addWidget(Label(visible(str(folder))))
        self.body.addWidget(Small(say("To")))
        self.place = Label(say("Nothing is chosen yet."))
        self.body.addWidget(self.place)
        self.choose = Button(say("Choose a folder…"))
        self.choose.clicked.connect(self._ask_folder)
        self.body.addWidget(self.choose)
        self.body.addWidget(Small(say("A journal on a stick opens only while the stick is plugged in.")))
        self.move_it = Button(say("Move it there"), Role.MAIN)
        self.move_it.clicked.connect(self._agree)
        self.move_it.setEnabled(False)
        self.cancel = self.end_with(self.move_it)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.choose)

    def take_folder(self, chosen: Path) -> None:
        """Propose a folder of the journal's own name in the one that was chosen."""
        say = self._kit.words.say
        to = chosen / self._folder.name
        refused = ""
        if to == self._folder:
            refused = say("It lies there already.")
        elif to.is_relative_to(self._folder):
            refused = say("A journal cannot move into itself.")
        elif to.exists():
            refused = say("There is something of that name already: {place}", place=str(to))
        self._to = None if refused else to
        self.place.setText(visible(refused or str(to)))
        self.move_it.setEnabled(not refused)
        (self.choose if refused else self.move_it).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_folder(self) -> None:
        dialog = FolderChoice(self._kit.words, self)
        dialog.folder_chosen.connect(self.take_folder)
        dialog.open()

    def _agree(self) -> None:
        if self._to is not None:
            to = self._to
            self.close_sheet()
            self.move_wanted.emit(to, self._passphrase)
