"""Choosing a copy of a journal: those in its own folder, and those in a folder the person knows."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.moments import exact
from journal.gui.adding.file_dialog import FolderChoice
from journal.gui.kit import Kit
from journal.gui.text.button import Button
from journal.gui.text.choices import Choice
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.copies_found import CopyFound
    from journal.services.rescue import Rescue

MOST_SHOWN = 8
"""Of more copies in one place the newest are offered."""


def when_made(kit: Kit, copy: "CopyFound") -> str:
    """The day and time a copy was made, where that is known."""
    if copy.made_ms is None:
        return kit.words.say("A folder that somebody copied")
    return kit.words.when(exact(kit.local(copy.made_ms // 60_000 * 60_000)))


class CopiesField(QWidget):
    """`changed` when another copy is chosen; the newest is chosen to begin with."""

    changed = Signal()

    def __init__(self, kit: Kit, rescue: "Rescue", own: Path, parent: QWidget | None = None) -> None:
        """`own` is the journal's folder, whose copies are offered first."""
        super().__init__(parent)
        say = kit.words.say
        self._kit = kit
        self._rescue = rescue
        self._copies: dict[Choice, CopyFound] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.said = Small("")
        self.choose = Button(say("Choose a folder…"), small=True)
        self.choose.clicked.connect(self._ask)
        self.trouble = Label("")
        self._box.addWidget(self.said)
        self._box.addWidget(self.trouble)
        self._box.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        self.trouble.hide()
        self._offer((), say("Choose the stick or folder in which a copy lies."))
        kit.jobs.watch(rescue.own_copies(own), self, self._know_own, self._none)

    def copy(self) -> "CopyFound | None":
        """The one that is chosen."""
        return next((copy for choice, copy in self._copies.items() if choice.isChecked()), None)

    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, as it is shown."""
        return tuple(self._copies)

    def take(self, folder: Path) -> None:
        """Offer the copies in this folder instead."""
        self.trouble.hide()
        self._kit.jobs.watch(self._rescue.copies_in(folder), self, partial(self._found, folder), self._none)

    def _ask(self) -> None:
        dialog = FolderChoice(self._kit.words, self.window())
        dialog.folder_chosen.connect(self.take)
        dialog.open()

    def _know_own(self, own: "Sequence[CopyFound]") -> None:
        if own and not self._copies:
            self._offer(own, self._kit.words.say("Inside the journal’s folder"))
            self.changed.emit()

    def _found(self, folder: Path, found: "Sequence[CopyFound]") -> None:
        self._offer(found, visible(str(folder)))
        self.changed.emit()

    def _none(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self.trouble.setText(visible(f"{trouble.what} {trouble.next_step}"))
        self.trouble.show()

    def _offer(self, copies: "Sequence[CopyFound]", said: str) -> None:
        for choice in self._copies:
            choice.hide()
            choice.deleteLater()
        self._copies = {}
        self.said.setText(said)
        for at, copy in enumerate(copies[:MOST_SHOWN], start=1):
            choice = Choice(when_made(self._kit, copy), parent=self)
            choice.toggled.connect(self._chosen)
            self._box.insertWidget(at, choice)
            self._copies[choice] = copy
            choice.show()
        if self._copies:
            next(iter(self._copies)).setChecked(True)

    def _chosen(self, on: bool) -> None:
        if on:
            self.changed.emit()
