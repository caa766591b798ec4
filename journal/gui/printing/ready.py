"""Has a long log counted while the person does nothing else, so that the print sheet can show a page at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from journal.gui.kit import Kit
from journal.gui.printing.paper_language import PaperLanguage

if TYPE_CHECKING:
    from journal.services.journal import Journal

REST_MS = 8_000
"""So long nothing is to be written before it is done."""


class GettingReady(QObject):
    """Waits until nothing was written for a while."""

    def __init__(self, kit: Kit, journal: "Journal", parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._paperwork = journal.paperwork
        self._language = PaperLanguage(kit, journal, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask_language)

    def touched(self) -> None:
        """The journal was opened, or something was written."""
        self._rest.start()

    def _ask_language(self) -> None:
        self._language.ask(self._get_ready)

    def _get_ready(self, language: str) -> None:
        future = self._paperwork.get_whole_log_ready(self._paperwork.languages.words(language))
        self._kit.jobs.watch(future, self, self._over, self._over)

    def _over(self, _told: object) -> None:
        """Nobody asked for it, so nobody is told; what went wrong is told to whoever prints."""
