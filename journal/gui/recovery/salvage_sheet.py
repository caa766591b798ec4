"""Saving what can be read of a damaged journal into a new one, and saying exactly what could not be read."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.gui.adding.file_dialog import FolderChoice
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.look.rule import Rule
from journal.gui.recovery.key_field import KeyField
from journal.gui.recovery.losses_sheet import LossesSheet
from journal.gui.recovery.place_field import PlaceField
from journal.gui.recovery.telling import saved_told
from journal.gui.recovery.way_sheet import WaySheet
from journal.gui.text.button import Button, Link
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.copies_found import CopyFound
    from journal.services.door import Door
    from journal.services.salvage_report import Losses, SalvageReport


class SalvageSheet(WaySheet):
    """The damaged folder is only read. Copies in it, and those the person adds, fill what is missing."""

    def __init__(self, kit: Kit, door: "Door", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit, door, host, say("Save what can be read"), say("Save it"))
        self._also: tuple[CopyFound, ...] = ()
        self._saved: SalvageReport | None = None
        self._losses: Losses | None = None
        self.asked.addWidget(
            Label(
                say(
                    "Everything that can still be read goes into a new journal. It says what could not be read, and "
                    "makes nothing up. This folder stays as it is."
                )
            )
        )
        self.place = PlaceField(kit, door.rescue, door.folder.root)
        self.also = Small(
            say("Copies inside the folder fill what is missing. You can add a stick with copies.")
        )
        self.add_copies = Link(say("Add a folder with copies…"))
        self.add_copies.clicked.connect(self._ask_copies)
        self.key = KeyField(kit, door)
        for part in (self.place, Rule(), self.also, self.add_copies, Rule(), self.key):
            self.asked.addWidget(part)
        self.asked.setAlignment(self.add_copies, Qt.AlignmentFlag.AlignLeading)
        self.details = Button(say("What is missing…"))
        self.details.clicked.connect(self._show_losses)
        self.details.hide()
        self.foot.insertWidget(0, self.details)
        self.key.changed.connect(self.settle_down)
        self.key.entered.connect(self.begin_work)
        self.closed.connect(self.key.forget)
        self.settle_down()

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.key.field.line)

    def is_ready(self) -> bool:
        return self.key.is_ready()

    def wait(self, waiting: bool) -> None:
        for part in (self.place, self.add_copies):
            part.setEnabled(not waiting)
        self.key.wait(waiting)

    def take_copies(self, folder: Path) -> None:
        """Let the copies in this folder fill what is missing."""
        found = self._door.rescue.copies_in(folder)
        self._kit.jobs.watch(found, self, partial(self._add_copies, folder), self._no_copies)

    def begin_work(self) -> None:
        if not self.go.isEnabled():
            return
        if self._saved is not None:
            self._came(self._saved)
            return
        damaged, into, opening = self._door.folder.root, self.place.folder, self.key.opening()

        def start(progress: Progress) -> Any:
            return self._door.rescue.salvage(damaged, into, opening, progress, self._also)

        self.run(self._kit.words.say("Reading everything there is"), start, self._came, self._did_not)

    def _ask_copies(self) -> None:
        dialog = FolderChoice(self._kit.words, self.window())
        dialog.folder_chosen.connect(self.take_copies)
        dialog.open()

    def _add_copies(self, folder: Path, found: "Sequence[CopyFound]") -> None:
        self._also = (*self._also, *found)
        self.also.setText(
            self._kit.words.count(
                "One copy in {place} helps as well.",
                "{number} copies in {place} help as well.",
                len(found),
                place=visible(str(folder)),
            )
        )

    def _no_copies(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self.also.setText(visible(f"{trouble.what} {trouble.next_step}"))

    def _came(self, report: "SalvageReport") -> None:
        if self.key.by_words:
            self._set_passphrase(report)
        else:
            self._tell(report)

    def _set_passphrase(self, report: "SalvageReport") -> None:
        """Whoever has only the words needs a passphrase that opens it from now on."""
        self._saved = report
        folder, words, new = report.folder.root, self.key.opening().words, self.key.new_passphrase()
        self.run(
            self._kit.words.say("Setting the new passphrase"),
            lambda _progress: self._door.set_passphrase_at(folder, words, new),
            partial(self._tell_after, report),
            self._did_not,
        )

    def _tell_after(self, report: "SalvageReport", _nothing: None) -> None:
        self._tell(report)

    def _tell(self, report: "SalvageReport") -> None:
        self.key.forget()
        self._losses = report.losses
        self.details.setVisible(report.losses is not None and not report.losses.is_complete)
        self.show_result(*saved_told(self._kit, report), report.folder.root)

    def _show_losses(self) -> None:
        if self._losses is not None:
            sheet = LossesSheet(self._kit, self._losses, self.window())
            sheet.open_over(sheet.done)

    def _did_not(self, error: BaseException) -> None:
        if self._saved is None:
            self.place.propose_again()
        self.key.mark(error)
