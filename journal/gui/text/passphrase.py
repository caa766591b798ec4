"""A field for a passphrase, covered until Show is pressed; its text is taken once and forgotten here."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from journal.domain.words import Words
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Link
from journal.gui.text.fields import Line


class PassphraseField(QWidget):
    """Enter in it emits `entered`."""

    entered = Signal()
    changed = Signal(str)
    shown_changed = Signal(bool)

    def __init__(
        self, words: Words, name: str, *, can_show: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.line = Line(name, hint=name)
        self.line.setProperty("inside", True)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(self.changed)
        self.show_link = Link(words.say("Show"))
        self.show_link.setAccessibleName(words.say("Show the passphrase"))
        self.show_link.clicked.connect(self._toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 2)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_link)
        self.show_link.setVisible(can_show)
        sizes.at_least(self, height=38)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        typed = self.line.text()
        self.line.clear()
        return typed

    def fill(self, text: str) -> None:
        """Put this in, readable."""
        self.show_typed(True)
        self.line.setText(text)

    def is_shown(self) -> bool:
        """Whether it can be read."""
        return self.line.echoMode() is QLineEdit.EchoMode.Normal

    def show_typed(self, shown: bool) -> None:
        """Make it readable, or cover it."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        say = self._words.say
        self.show_link.show_text(say("Cover") if shown else say("Show"))
        self.show_link.setAccessibleName(say("Cover the passphrase") if shown else say("Show the passphrase"))
        self.shown_changed.emit(shown)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.line.hasFocus()
        painter.setPen(QPen(colour(Token.ACCENT if focus else Token.LINE), 2 if focus else 1))
        painter.setBrush(colour(Token.SURFACE if self.line.isEnabled() else Token.WINDOW))
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), sizes.RADIUS, sizes.RADIUS
        )

    def _toggle(self) -> None:
        self.show_typed(not self.is_shown())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
