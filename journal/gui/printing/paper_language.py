"""Which language papers are printed in: the one chosen last for this journal, else the window's where there is one."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.languages import Language

STATE = "paper language"


class PaperLanguage(QObject):
    """Asks the journal, which keeps it: where the case is read is nobody's business outside."""

    def __init__(self, kit: Kit, journal: "Journal", parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal

    @property
    def offered(self) -> "tuple[Language, ...]":
        """What can be chosen."""
        return self._journal.paperwork.languages.offered(self._kit.words.language)

    @property
    def usual(self) -> str:
        """The tag of the language until another is known to have been chosen."""
        return self._journal.paperwork.languages.usual(self._kit.words.language)

    def ask(self, then: Callable[[str], object]) -> None:
        """Tell the tag of the language that papers are printed in."""
        known = partial(self._know, then)
        usual = partial(self._unknown, then)
        self._kit.jobs.watch(self._journal.window_state(STATE), self, known, usual)

    def keep(self, tag: str) -> None:
        """Have the next paper in that language, too; where nothing can be kept, it is chosen each time."""
        self._kit.jobs.watch(self._journal.keep_window_state(STATE, tag.encode()), self, _kept, _kept)

    def _know(self, then: Callable[[str], object], kept: bytes | None) -> None:
        chosen = (kept or b"").decode("ascii", "replace")
        then(chosen if any(each.tag == chosen for each in self.offered) else self.usual)

    def _unknown(self, then: Callable[[str], object], _error: BaseException) -> None:
        then(self.usual)


def _kept(_told: object) -> None:
    """It is a convenience: nobody is told whether it could be kept."""
