"""The keys heard everywhere, as the window knows them: what the keeper said last, and what is asked of it."""

import logging

from PySide6.QtCore import QObject, Signal, Slot

from journal.domain.hotkeys import Hearing, KeyUse
from journal.gui.keeper_link import KeeperLink
from journal.services.key_words import OFF, ON, read_hearing
from journal.services.pipe_words import ToKeeper

_log = logging.getLogger(__name__)


class GlobalKeys(QObject):
    """`told` says that `hearing` is new; `pressed` carries the key that was pressed while one is being chosen."""

    told = Signal()
    pressed = Signal(str)

    def __init__(self, link: KeeperLink) -> None:
        super().__init__(link)
        self.hearing = Hearing()
        self._link = link
        link.keys_told.connect(self._know)
        link.key_pressed.connect(self._hear)

    def name(self, use: KeyUse) -> str:
        """The key to press for that; nothing where none is heard."""
        return self.hearing.name_of(use)

    def choosing(self, begins: bool) -> None:
        """Keys are pressed to choose one from now on, or no longer."""
        self._link.about_keys(ToKeeper.CHOOSING, ON if begins else OFF)

    def choose(self, use: KeyUse, name: str) -> None:
        """Have this key for that, or none; `told` says what came of it."""
        self._link.about_keys(ToKeeper.CHOOSE, f"{use} {name}")

    def stay(self, wanted: bool) -> None:
        """Go on hearing them when the window is closed, or not."""
        self._link.about_keys(ToKeeper.STAY, ON if wanted else OFF)

    def start_with_session(self, wanted: bool) -> None:
        """Hear them from the start of the computer's session, or not."""
        self._link.about_keys(ToKeeper.AUTOSTART, ON if wanted else OFF)

    def ask_desktop(self) -> None:
        """Have the desktop ask which keys they are."""
        self._link.about_keys(ToKeeper.ASK_DESKTOP)

    @Slot(str)
    def _know(self, line: str) -> None:
        try:
            self.hearing = read_hearing(line)
        except (ValueError, KeyError, TypeError) as error:
            _log.warning("what the keeper hears was not understood: %s", type(error).__name__)
            return
        self.told.emit()

    @Slot(str)
    def _hear(self, use: str) -> None:
        if use in set(KeyUse):
            self.pressed.emit(self.hearing.key(KeyUse(use)).name)
