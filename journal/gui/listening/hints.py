"""Shows in the window which key catches the screen from anywhere, and says so where none does."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from journal.domain.hotkeys import KeyState, KeyUse
from journal.domain.words import Words
from journal.gui.listening.keys import GlobalKeys
from journal.gui.listening.telling import why_not

_WORTH_A_WORD = {KeyState.TAKEN, KeyState.MISSING, KeyState.REFUSED}
"""Where nothing hears keys at all there is nothing new to say at each start; the settings tell what can be done."""


class Tools(Protocol):
    """Where the key stands beside its verb."""

    def show_capture_key(self, key: str) -> None:
        """Show this key."""
        ...


class Notices(Protocol):
    """Where something worth knowing is told."""

    def tell(self, text: str, *verbs: tuple[str, Callable[[], object]]) -> None:
        """Say this, with buttons."""
        ...


class KeyHints(QObject):
    """Lives with the view it shows them in."""

    def __init__(
        self,
        words: Words,
        keys: GlobalKeys,
        tools: Tools,
        notices: Notices,
        show_settings: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._keys = keys
        self._tools = tools
        self._notices = notices
        self._show_settings = show_settings
        self._said = False
        keys.told.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._tools.show_capture_key(self._keys.name(KeyUse.CAPTURE))
        key = self._keys.hearing.key(KeyUse.CAPTURE)
        if key.state in _WORTH_A_WORD and not self._said:
            self._said = True
            self._notices.tell(
                why_not(self._words, key), (self._words.say("Choose another key…"), self._show_settings)
            )
