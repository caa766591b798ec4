"""Names that are offered under a line as one is typed; somebody new is a row of its own, so that it is said."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from journal.domain.actor import next_unknown
from journal.domain.words import Words

_NAME = int(Qt.ItemDataRole.UserRole)


class OfferedNames(QCompleter):
    """Offers the names that hold what was typed, and below them a new person of just that name."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._names: tuple[str, ...] = ()
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setCompletionRole(_NAME)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these from now on."""
        self._names = tuple(names)
        self.follow("")

    def offered(self) -> list[str]:
        """The names it holds now."""
        return list(self._names)

    def follow(self, typed: str) -> None:
        """Know what was typed, before it is looked for."""
        self._rows.clear()
        for name in self._names:
            self._add(name, name)
        typed = typed.strip()
        plain = typed.casefold()
        folded = [name.casefold() for name in self._names]
        if typed and plain not in folded and any(plain in name for name in folded):
            name = (
                meant(self._words, typed, self._names)
                if plain == self._words.say("Unknown").casefold()
                else typed
            )
            self._add(self._words.say("New person: {name}", name=name), name)

    def is_open(self) -> bool:
        """Whether the names are in sight."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    def marked(self) -> str:
        """The name that the arrow keys have reached, or none."""
        popup = self.popup()
        if popup is None or not popup.isVisible():
            return ""
        return str(popup.currentIndex().data(_NAME) or "")

    def close(self) -> None:
        """Take the names out of sight."""
        popup = self.popup()
        if popup is not None:
            popup.hide()

    def _add(self, shown: str, name: str) -> None:
        row = QStandardItem(shown)
        row.setData(name, _NAME)
        self._rows.appendRow(row)


def meant(words: Words, typed: str, names: Sequence[str]) -> str:
    """The first name that begins with what was typed, then one with a word that does; otherwise what was typed.

    Somebody unknown is nobody who is there already.
    """
    typed = typed.strip()
    plain = typed.casefold()
    if not plain or plain in {name.casefold() for name in names}:
        return typed
    unknown = words.say("Unknown")
    if plain == unknown.casefold():
        return next_unknown(unknown, names)
    beginning = (name for name in names if name.casefold().startswith(plain))
    inside = (name for name in names if f" {plain}" in name.casefold())
    return next(beginning, None) or next(inside, typed)
