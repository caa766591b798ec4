"""A list of which several things may be chosen: it stays open while they are ticked."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from journal.domain.words import Words
from journal.gui.text.choices import Pick
from journal.gui.text.marks import visible
from journal.gui.text.menu import Menu

_NAMED = 2
"""So many are named on it; of more it says how many there are."""


class TickMenu(Menu):
    """A menu whose ticks are set and taken away without closing it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not _flip(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} or not _flip(
            self.activeAction()
        ):
            super().keyPressEvent(event)


class Several(Pick):
    """Any number of a list of things, each with a value behind its words; with none ticked, all of them are meant.

    Emits `changed` at each tick.
    """

    changed = Signal()

    def __init__(self, words: Words, name: str, every: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self._words = words
        self._name = name
        self._every = every
        self._things: list[tuple[str, str]] = []
        self._chosen: set[str] = set()
        self.menu: TickMenu | None = None
        super().offer(every, None)

    def offer(self, text: str, value: object) -> None:
        """Add one thing to tick."""
        self._things.append((text, str(value)))

    def offered(self) -> tuple[str, ...]:
        """What can be ticked, as it is called."""
        return tuple(text for text, _value in self._things)

    def chosen(self) -> tuple[str, ...]:
        """The values of what is ticked, as they are offered."""
        return tuple(value for _text, value in self._things if value in self._chosen)

    def choose(self, value: object) -> None:
        """Have that one ticked, and it alone, without telling anyone; nothing where it is not offered."""
        self.choose_all_of(() if value is None else (str(value),))

    def choose_all_of(self, values: tuple[str, ...]) -> None:
        """Have these ticked, as far as they are offered, without telling anyone."""
        self._chosen = {value for _text, value in self._things if value in values}
        self._say()

    def showPopup(self) -> None:
        """Open the list with its ticks."""
        menu = TickMenu(self._name, self)
        every = menu.offer(self._every, self._take_all, ticked=not self._chosen)
        menu.addSeparator()
        for text, value in self._things:
            menu.offer(text, self._ticked, ticked=value in self._chosen).setData(value)
        menu.addSeparator()
        menu.offer(self._words.say("Done"), menu.hide)
        menu.setMinimumWidth(self.width())
        menu.aboutToHide.connect(self._closed)
        self.menu = menu
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        menu.setActiveAction(every)

    def hidePopup(self) -> None:
        """Close the list."""
        if self.menu is not None:
            self.menu.close()
        super().hidePopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.showPopup()
            return
        super().keyPressEvent(event)

    def _ticked(self) -> None:
        every, *others = self._ticks()
        chosen = {action.data() for action in others if action.isChecked()}
        every.setChecked(not chosen)
        self._become(chosen)

    def _take_all(self) -> None:
        every, *others = self._ticks()
        for action in others:
            action.setChecked(False)
        every.setChecked(True)
        self._become(set())

    def _become(self, chosen: set[str]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._say()
            self.changed.emit()

    def _ticks(self) -> list[QAction]:
        return [action for action in self.menu.actions() if action.isCheckable()] if self.menu else []

    def _closed(self) -> None:
        self.menu = None

    def _say(self) -> None:
        said = [text for text, value in self._things if value in self._chosen]
        text = (
            ", ".join(said)
            if len(said) <= _NAMED
            else self._words.say(
                "{first} and {number} more", first=said[0], number=self._words.number(len(said) - 1)
            )
        )
        self.setItemText(0, visible(text or self._every))


def _flip(action: QAction | None) -> bool:
    """Tick it or take the tick away; says whether it can be ticked at all."""
    if action is None or not action.isCheckable() or not action.isEnabled():
        return False
    action.trigger()
    return True
