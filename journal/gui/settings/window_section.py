"""The lines of the settings about the window itself."""

from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.settings.section import Section


class WindowSection(Section):
    """Over `host` its sheets are shown."""

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__(kit.words.say("Window"))
        self._kit = kit
        self._host = host
