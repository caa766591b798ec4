"""Stands in the pane while nothing is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label


class NothingChosen(QWidget):
    """Says what can be done here."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        said = Label(kit.words.say("Choose an entry to read it, or write a new one."), quiet=True)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.new = Button(kit.words.say("New entry"), Role.MAIN, icon="plus")
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 48, 32, 32)
        box.setSpacing(16)
        box.addWidget(said)
        box.addWidget(self.new, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
