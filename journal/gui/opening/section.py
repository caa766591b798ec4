"""The lines of the settings about passphrase, words and the computer's password store."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.settings.section import Section

if TYPE_CHECKING:
    from journal.services.journal import Journal


class OpeningSection(Section):
    """Over `host` its sheets are shown."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        super().__init__(kit.words.say("What opens this journal"))
        self._kit = kit
        self._journal = journal
        self._host = host
