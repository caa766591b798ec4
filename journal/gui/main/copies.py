"""What the window does about copies and about removing for good; the desk lets the panes know."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journal.domain.ids import EvidenceId
from journal.domain.reading import Sidebar
from journal.gui.copies.copy_sheet import CopySheet
from journal.gui.copies.copying import Copying
from journal.gui.copies.news import CopyNews
from journal.gui.kit import Kit
from journal.gui.main.window import JournalView
from journal.gui.removing.section import TakenOutSection
from journal.gui.removing.sheet import RemoveSheet

if TYPE_CHECKING:
    from journal.services.journal import Journal


class CopyDesk(QObject):
    """`changed` when something is gone for good, or an entry that was taken out is in the lists again."""

    changed = Signal()

    def __init__(self, kit: Kit, journal: "Journal", view: JournalView, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._view = view
        self.copying = Copying(kit, journal, self)
        self._news = CopyNews(kit, journal, self.copying, self)
        self._news.aged.connect(view.status.show_copies)
        self._news.troubled.connect(view.trouble.show_trouble)
        self._news.reminded.connect(self._remind)
        view.entry.draft_kept.connect(self.copying.touched)
        view.entry.removal_wanted.connect(self.ask_removal)

    def begin(self) -> None:
        """Look after copies from now on."""
        self._news.begin()
        self.copying.begin()

    def know_sidebar(self, sidebar: Sidebar) -> None:
        """So much is there to be lost."""
        self._news.know_sidebar(sidebar)

    def make(self) -> None:
        """Let the person choose where a copy is made."""
        CopySheet(self._kit, self._journal, self._view.window(), self.copying).begin()

    def ask_removal(self, entry: str, evidence: tuple[EvidenceId, ...]) -> None:
        """Ask whether an entry is to be removed for good, or files alone where none is named."""
        sheet = RemoveSheet(self._kit, self._journal, self._view.window(), self.copying, entry, evidence)
        sheet.removed.connect(self._gone)
        sheet.begin()

    def taken_out_section(self, host: QWidget) -> TakenOutSection:
        """What the settings say about entries that were taken out."""
        section = TakenOutSection(self._kit, self._journal, host)
        section.put_back.connect(self.changed)
        section.removal_wanted.connect(self._ask_taken_out)
        return section

    def _ask_taken_out(self, entry: str) -> None:
        self.ask_removal(entry, ())

    def _remind(self, text: str) -> None:
        say = self._kit.words.say
        self._view.notice.tell(text, (say("Make a copy…"), self.make), (say("Later"), self._later))

    def _later(self) -> None:
        """Asked again tomorrow."""

    def _gone(self, entry: str, evidence: tuple[EvidenceId, ...]) -> None:
        if entry and self._view.entry.entry() == entry:
            self._view.timeline.choose(None)
        self._view.entry.forget_removed(entry, evidence)
        self.changed.emit()
