"""Asking who in one line: the names of the people come only while it has the focus, and only as they are typed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent

from journal.domain.ids import ActorId
from journal.domain.reading import ActorLine
from journal.domain.words import Words
from journal.gui.text.fields import Line
from journal.gui.text.offered_names import OfferedNames, meant


class WhoLine(Line):
    """Somebody who passes by reads a name here only if the person is typing it."""

    def __init__(self, words: Words, people: tuple[ActorLine, ...]) -> None:
        super().__init__(words.say("Who"), hint=words.say("Who?"))
        self._words = words
        self._people = people
        self._said_new = ""
        self._offering = OfferedNames(words, self)
        self._offering.activated.connect(self._chosen)
        self.setCompleter(self._offering)
        self.textEdited.connect(self._offering.follow)

    def known(self) -> ActorId | None:
        """The person of that name, if there is one."""
        typed = self.text().strip().casefold()
        return next((one.id for one in self._people if one.label.casefold() == typed), None)

    def new_name(self) -> str:
        """A name that nobody has yet."""
        return "" if self.known() is not None else self.text().strip()

    def offered(self) -> list[str]:
        """The names it holds now."""
        return self._offering.offered()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._offering.offer([one.label for one in self._people])
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._take_meant()
        self._offering.offer([])

    def hideEvent(self, event: QHideEvent) -> None:
        self._offering.close()  # the names do not outlive the line
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._take_offered():
            event.accept()  # it chose, and does not file yet: the person sees first who it is
            return
        if event.key() == Qt.Key.Key_Down and not self._offering.is_open():
            self._offering.setCompletionPrefix(self.text())
            self._offering.complete()
            return
        super().keyPressEvent(event)

    def _take_offered(self) -> bool:
        """Whether there was a name to be chosen that does not stand in the line already."""
        marked = self._offering.marked()
        if marked:
            self._chosen(marked)
            self._take(marked)
            return True
        return self._take_meant()

    def _take_meant(self) -> bool:
        typed = self.text().strip()
        name = meant(self._words, typed, [one.label for one in self._people])
        if typed == self._said_new or name.casefold() == typed.casefold():
            return False
        self._take(name)
        return True

    def _take(self, name: str) -> None:
        self._offering.close()
        self.setText(name)
        self.textEdited.emit(name)

    def _chosen(self, name: str) -> None:
        known = any(one.label == name for one in self._people)
        self._said_new = "" if known else name.strip()
