"""A key shown on a button that is changed by pressing it, and then the new one."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Wording
from journal.gui.listening.pressed_key import chord_of, is_modifier
from journal.gui.text.button import Button

PATIENCE_MS = 15_000


class KeyField(Button):
    """`began` and `ended` frame the time in which keys are meant for it; `chosen` carries a key, or nothing for none.

    `declined` tells of a key that others would miss. Escape leaves everything as it is.
    """

    began = Signal()
    ended = Signal()
    chosen = Signal(str)
    declined = Signal()
    _listening = False  # a widget gets its first events before it is made

    def __init__(self, words: Wording, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._words = words
        self._name = name
        self._key = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._end)
        self.clicked.connect(self._begin)
        self.show_key("")

    def show_key(self, key: str) -> None:
        """Show the key as it is now."""
        self._key = key
        if not self.is_listening():
            self._show()

    def is_listening(self) -> bool:
        """Whether the next key is meant for it."""
        return self._listening

    def take(self, key: str) -> None:
        """This key was pressed, though the window could not hear it itself."""
        if self.is_listening():
            self._end()
            self.chosen.emit(key)

    def event(self, event: QEvent) -> bool:
        if self.is_listening() and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()  # else it would do what it does elsewhere in the window
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._hear(event)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._end()

    def _begin(self) -> None:
        if not self.is_listening():
            self._listening = True
            self._patience.start()
            self.show_text(self._words.say("Press a key…"))
            self.setAccessibleName(self._words.say("{name}: press the new key", name=self._name))
            self.began.emit()

    def _end(self) -> None:
        if self.is_listening():
            self._listening = False
            self._patience.stop()
            self._show()
            self.ended.emit()

    def _hear(self, event: QKeyEvent) -> None:
        if is_modifier(event) or event.isAutoRepeat():
            return
        plain = not event.modifiers()
        if plain and event.key() == Qt.Key.Key_Escape:
            self._end()
        elif plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.take("")
        elif plain and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._end()
            self.focusNextPrevChild(True)
        else:
            self._take_pressed(event)

    def _take_pressed(self, event: QKeyEvent) -> None:
        chord = chord_of(event)
        if chord is None or not chord.can_be_global():
            self._end()
            self.declined.emit()
        else:
            self.take(str(chord))

    def _show(self) -> None:
        self.show_text(self._key or self._words.say("None"))
        self.setAccessibleName(
            self._words.say("{name}: {key}, change", name=self._name, key=self.shown_text())
        )
