"""How the person likes the window: what is chosen holds at once, and from the next start on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from journal.gui.look.theme import LookWish, Shade, Theme


class Named(Protocol):
    """A language, under the name it has for itself."""

    @property
    def tag(self) -> str: ...

    @property
    def name(self) -> str: ...


class Kept(Protocol):
    """Where what was chosen is kept; what cannot be kept is a `JournalError`."""

    @property
    def language(self) -> str: ...

    def languages(self) -> Sequence[Named]: ...

    def choose_theme(self, theme: str) -> None: ...

    def choose_text_percent(self, percent: int) -> None: ...

    def choose_language(self, tag: str) -> None: ...


class Appearance:
    """The theme that is worn, and where the wish for it is kept.

    Raises, where something is chosen:
        JournalError: it holds now, and could not be kept for the next start.
    """

    def __init__(self, theme: Theme, kept: Kept) -> None:
        self._theme = theme
        self._kept = kept

    @property
    def wish(self) -> LookWish:
        """What is worn now."""
        return self._theme.wish

    @property
    def language(self) -> str:
        """The tag of the language from the next start on; nothing where it follows the system's."""
        return self._kept.language

    def languages(self) -> Sequence[Named]:
        """What there is to choose from."""
        return self._kept.languages()

    def choose_shade(self, shade: Shade) -> None:
        """Light, dark, or as the system has it."""
        self._theme.wear(replace(self.wish, shade=shade))
        self._kept.choose_theme(shade.value)

    def choose_text(self, percent: int) -> None:
        """The size of all text, in per cent of the system's."""
        self._theme.wear(replace(self.wish, text_percent=percent))
        self._kept.choose_text_percent(percent)

    def choose_language(self, tag: str) -> None:
        """Holds from the next start on."""
        self._kept.choose_language(tag)
