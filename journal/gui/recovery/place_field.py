"""Where something is put: a folder is proposed in which nothing would be written over, and another can be chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.adding.file_dialog import FolderChoice
from journal.gui.kit import Kit
from journal.gui.text.button import Link
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.rescue import Rescue


class PlaceField(QWidget):
    """`folder` is where it goes; it is made by whoever uses it, never written over."""

    changed = Signal()

    def __init__(
        self, kit: Kit, rescue: "Rescue", wanted: Path, parent: QWidget | None = None, *, said: str = ""
    ) -> None:
        super().__init__(parent)
        say = kit.words.say
        self._kit = kit
        self._rescue = rescue
        self._name = wanted.name
        self.folder = rescue.propose(wanted)
        self._shown = Label("", selectable=True)
        self.choose = Link(say("Another place…"))
        self.choose.clicked.connect(self._ask)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Small(said or say("Into this new folder")))
        box.addWidget(self._shown)
        box.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        self._show()

    def take(self, chosen: Path) -> None:
        """Put it into a new folder below the one that was chosen."""
        self.folder = self._rescue.propose(chosen / self._name)
        self._show()
        self.changed.emit()

    def propose_again(self) -> None:
        """What was free may be taken by now."""
        self.folder = self._rescue.propose(self.folder)
        self._show()

    def _show(self) -> None:
        self._shown.setText(visible(str(self.folder)))

    def _ask(self) -> None:
        dialog = FolderChoice(self._kit.words, self.window())
        dialog.folder_chosen.connect(self.take)
        dialog.open()
