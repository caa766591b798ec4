"""Making a copy in a folder that is chosen: what to consider, how far it is, and what to do with the stick."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.adding.file_dialog import FolderChoice, plugged_in
from journal.gui.copies.copying import Copying
from journal.gui.copies.telling import cautions, known_since
from journal.gui.copies.work import Work
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Elided, Label
from journal.gui.text.marks import one_line, visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.backing_up import BackedUp
    from journal.services.backups import ChosenFolder
    from journal.services.journal import Journal
    from journal.services.salvage_report import Losses


_MOST_LETTERS = 24


class CopySheet(Sheet):
    """Nothing is written anywhere before Make the copy is pressed; closing the sheet stops it.

    Sticks and disks that are plugged in can be pressed, so that nobody has to look for them.
    """

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        host: QWidget,
        copying: Copying,
        find_sticks: Callable[[], Sequence[str]] = plugged_in,
    ) -> None:
        super().__init__(kit.words, host, kit.words.say("Copy to a stick or folder"), width=520)
        say = kit.words.say
        self._kit = kit
        self._journal = journal
        self._copying = copying
        self._folder: Path | None = None
        self.told = Label(
            say(
                "A copy is as well locked as the journal itself: it opens with your passphrase or your 24 words, "
                "and with nothing else. Plug in a stick and choose it."
            )
        )
        self.sticks = tuple(self._stick(Path(path)) for path in find_sticks())
        sticks = Flowing(*self.sticks)
        if not self.sticks:
            sticks.hide()
        self.chosen = Elided("", mode=Qt.TextElideMode.ElideMiddle)
        self.chosen.hide()
        self.caution = Label("")
        self.caution.hide()
        self.work = Work(kit)
        self.work.busy_changed.connect(self._busy)
        self.choose = Button(say("Choose a folder…"), Role.MAIN)
        self.choose.clicked.connect(self._choose)
        self.another = Button(say("Choose another…"))
        self.another.clicked.connect(self._choose)
        self.make = Button(say("Make the copy"), Role.MAIN)
        self.make.clicked.connect(self._make)
        self.done = Button(say("Cancel"))
        self.done.clicked.connect(self.close_sheet)
        said = QVBoxLayout()
        said.setSpacing(8)
        for part in (self.told, sticks, self.chosen, self.caution, self.work):
            said.addWidget(part)
        self.body.addLayout(said)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
        for button in (self.choose, self.another, self.make):
            self.foot.addWidget(button)
        self._offer(self.choose)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.sticks[0] if self.sticks else self.choose)

    def take(self, folder: Path) -> None:
        """This folder was chosen."""
        self._kit.jobs.watch(self._journal.backups.judge(folder), self, self._judged, self._refused)

    def _stick(self, path: Path) -> Button:
        name = one_line(path.name or str(path))
        short = name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1]}…"
        button = Button(short)
        button.setAccessibleName(self._kit.words.say("Copy to {place}", place=name))
        button.clicked.connect(partial(self.take, path))
        return button

    def _choose(self) -> None:
        dialog = FolderChoice(self._kit.words, self.window())
        dialog.folder_chosen.connect(self.take)
        dialog.open()

    def _judged(self, chosen: "ChosenFolder") -> None:
        words = self._kit.words
        self._folder = chosen.path
        self.work.say("")
        self.chosen.show_text(str(chosen.path))
        self.chosen.show()
        said = cautions(words, chosen)
        self.caution.setText(visible(" ".join(said)))
        self.caution.setVisible(bool(said))
        self._offer(self.another, self.make)
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self.work.say(f"{trouble.what} {trouble.next_step}")

    def _make(self) -> None:
        folder = self._folder
        if folder is None:
            return

        def start(progress: Progress) -> Any:
            return self._copying.by_hand(self._journal.backups.make(folder, progress))

        self.work.run(self._kit.words.say("Making the copy"), start, self._made)

    def _busy(self, busy: bool) -> None:
        for button in (*self.sticks, self.choose, self.another, self.make, self.done):
            button.setEnabled(not busy)

    def _offer(self, *buttons: Button) -> None:
        for button in (self.choose, self.another, self.make):
            button.setVisible(button in buttons)

    def _tell_known(self, losses: "Losses | None") -> None:
        if losses is not None:
            self.told.setText(f"{self.told.text()} {known_since(self._kit, losses)}")

    def _made(self, made: "BackedUp") -> None:
        words = self._kit.words
        self.told.setText(
            words.say("The copy is made. It was opened again and is in order.")
            if not made.damage
            else words.say(
                "The copy is made and holds everything that could be read. "
                "Some things in the journal itself are missing or not as they were written."
            )
        )
        if made.known_losses and not made.damage:
            self._kit.jobs.watch(self._journal.losses(), self, self._tell_known)
        self.chosen.hide()
        self.caution.setText(
            words.say(
                "If it is a stick: eject it, pull it out, and keep it where nobody looks, not beside this computer. "
                "When you plug it in again while the journal is open, the copy is brought up to date by itself."
            )
        )
        self.caution.show()
        self._offer()
        for button in self.sticks:
            button.hide()
        self.done.show_text(words.say("Done"))
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
