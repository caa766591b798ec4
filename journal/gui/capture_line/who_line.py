"""Asking who in one line: the names of the people come only while it has the focus, and only as they are typed."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter

from journal.domain.ids import ActorId
from journal.domain.reading import ActorLine
from journal.domain.words import Words
from journal.gui.text.fields import Line


class WhoLine(Line):
    """Somebody who passes by reads a name here only if the person is typing it."""

    def __init__(self, words: Words, people: tuple[ActorLine, ...]) -> None:
        super().__init__(words.say("Who"), hint=words.say("Who?"))
        self._people = people
        self._names = QStringListModel(self)
        self._offering = QCompleter(self._names, self)
        self._offering.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._offering.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(self._offering)

    def known(self) -> ActorId | None:
        """The person of that name, if there is one."""
        typed = self.text().strip().casefold()
        return next((one.id for one in self._people if one.label.casefold() == typed), None)

    def new_name(self) -> str:
        """A name that nobody has yet."""
        return "" if self.known() is not None else self.text().strip()

    def offered(self) -> list[str]:
        """The names it holds now."""
        return self._names.stringList()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._names.setStringList([one.label for one in self._people])
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._names.setStringList([])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._offering.popup()
        if popup is not None and popup.isVisible() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # so that it chooses from the list, and does not file what was typed so far
            return
        if event.key() == Qt.Key.Key_Down and (popup is None or not popup.isVisible()):
            self._offering.setCompletionPrefix(self.text())
            self._offering.complete()
            return
        super().keyPressEvent(event)
