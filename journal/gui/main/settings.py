"""Puts together what can be set while a journal is open, and shows it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journal.gui.copies.section import CopiesSection
from journal.gui.kit import Kit
from journal.gui.listening.keys import GlobalKeys
from journal.gui.listening.section import CaptureSection
from journal.gui.look.appearance import Appearance
from journal.gui.main.copies import CopyDesk
from journal.gui.main.lock_after import LockAfter
from journal.gui.main.window import JournalView
from journal.gui.moving.lines import MovingLines
from journal.gui.opening.section import OpeningSection
from journal.gui.outputs.section import OutputsSection
from journal.gui.outside.section import OutsideSection
from journal.gui.private_terms.section import PrivateTermsSection
from journal.gui.recovery.section import PlaceSection
from journal.gui.settings.sheet import SettingsSheet
from journal.gui.settings.window_section import WindowSection

if TYPE_CHECKING:
    from journal.services.journal import Journal


class SettingsDesk(QObject):
    """Three of the things that can be set end the journal: the window is told of them by `…_wanted`."""

    move_wanted = Signal(object, str)
    lock_wanted = Signal()
    rescue_wanted = Signal()

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        view: JournalView,
        copies: CopyDesk,
        appearance: Appearance,
        lock_after: LockAfter,
        keys: GlobalKeys | None,
    ) -> None:
        super().__init__(copies)
        self._kit = kit
        self._journal = journal
        self._view = view
        self._copies = copies
        self._appearance = appearance
        self._lock_after = lock_after
        self._keys = keys

    def show(self) -> None:
        """Show what can be set."""
        writable = self._journal.read_only is None
        sheet = self._sheet()[0] if writable else self._sheet_to_look_at()
        sheet.open_over(sheet.done)

    def show_copies(self) -> None:
        """Show the copies among what can be set."""
        sheet, copies = self._sheet()
        sheet.open_at(copies)

    def show_check(self, known: bool) -> None:
        """Show what the last check found among what can be set, or check now."""
        sheet, _ = self._sheet()
        for place in sheet.findChildren(PlaceSection):
            sheet.open_at(place)
            place.begin(known=known)

    def show_keys(self) -> None:
        """Show the keys heard everywhere among what can be set."""
        sheet, _ = self._sheet()
        for section in sheet.findChildren(CaptureSection):
            sheet.open_at(section)

    def _sheet_to_look_at(self) -> SettingsSheet:
        """Where nothing can be changed, only how the window looks can be set."""
        host = self._view.window()
        return SettingsSheet(self._kit.words, host, (self._window_section(host),))

    def _window_section(self, host: QWidget) -> WindowSection:
        return WindowSection(self._kit, self._journal, host, self._appearance, self._lock_after)

    def _sheet(self) -> tuple[SettingsSheet, CopiesSection]:
        host = self._view.window()
        copying = self._copies.copying
        copies = CopiesSection(self._kit, self._journal, host, copying)
        sections = (
            self._opening_section(host),
            copies,
            self._copies.taken_out_section(host),
            self._place_section(host),
            PrivateTermsSection(self._kit, self._journal, host),
            OutsideSection(self._kit, self._journal, host),
            OutputsSection(self._kit, self._journal.outputs, host),
            *((CaptureSection(self._kit.words, self._keys),) if self._keys is not None else ()),
            self._window_section(host),
        )
        sheet = SettingsSheet(self._kit.words, host, sections)
        # A passphrase that was changed has to reach the copies too.
        sheet.closed.connect(copying.touched)
        return sheet, copies

    def _opening_section(self, host: QWidget) -> OpeningSection:
        section = OpeningSection(self._kit, self._journal, host)
        # What is being typed is settled first: making everything new ends the journal.
        section.ending.connect(self._view.entry.settle)
        section.lock_wanted.connect(self.lock_wanted)
        return section

    def _place_section(self, host: QWidget) -> PlaceSection:
        section = PlaceSection(self._kit, self._journal, host)
        section.rescue_wanted.connect(self.rescue_wanted)
        lines = MovingLines(self._kit, self._journal, host, section)
        lines.move_wanted.connect(self.move_wanted)
        lines.copy_wanted.connect(self._copies.make)
        return section
