"""Labels that show exactly what they are given."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.aloud import say_aloud
from journal.gui.text.marks import one_line

QUIET_MS = 2_000
"""A line that changes all the time, such as how far something is, is read no oftener than this."""


class Kind(Enum):
    """How a label is set."""

    TEXT = "text"
    STRONG = "strong"
    SMALL = "small"
    SMALL_STRONG = "small strong"
    TITLE = "title"


def font_of(kind: Kind) -> QFont:
    """The font of that kind at the current text size."""
    if kind is Kind.TITLE:
        return sizes.title_font()
    if kind in {Kind.SMALL, Kind.SMALL_STRONG}:
        return sizes.small_font(strong=kind is Kind.SMALL_STRONG)
    return sizes.text_font(strong=kind is Kind.STRONG)


class Label(QLabel):
    """Plain text that wraps; selectable by mouse and keyboard where it is worth copying.

    One that begins empty is there to tell of something that happens: a screen reader says what it comes to say, and
    `read_aloud` carries it.
    """

    read_aloud = Signal(str)

    def __init__(
        self,
        text: str = "",
        kind: Kind = Kind.TEXT,
        *,
        quiet: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._tells = not text
        self._read = ""
        self._soon = _once(self, 0, self._speak) if self._tells else None
        self._quiet = _once(self, QUIET_MS, self._speak) if self._tells else None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(font_of(kind))
        if quiet:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def setText(self, text: str, /) -> None:
        super().setText(text)
        if not text:
            self._read = ""
        self._speak_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read = ""
        self._speak_soon()

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self.setFont(font_of(self._kind))

    def _speak_soon(self) -> None:
        # What is told is often put there in several steps; the last one counts.
        if self._soon is not None and self.text() and self.isVisible():
            self._soon.start()

    def _speak(self) -> None:
        text = self.text()
        if self._quiet is None or self._quiet.isActive() or text == self._read or not self.isVisible():
            return
        self._read = text
        if text:
            self._quiet.start()
            say_aloud(self, text)
            self.read_aloud.emit(text)


class Small(Label):
    """A secondary line or the label over a field."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.SMALL, quiet=True, parent=parent)


class Heading(Label):
    """The heading of a pane or a sheet."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, Kind.TITLE, parent=parent)


class Elided(QWidget):
    """One line of text that ends in … where there is no room; the whole text is its accessible name."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = Kind.TEXT,
        *,
        token: Token = Token.TEXT,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._token = token
        self._mode = mode
        self._text = ""
        self.setFont(font_of(kind))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show this text from now on."""
        self._text = one_line(text)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The whole text, also where it is cut on the screen."""
        return self._text

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(self.sizeHint().width(), metrics.averageCharWidth() * 6), metrics.height())

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self.setFont(font_of(self._kind))
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour(self._token))
        shown = self.fontMetrics().elidedText(self._text, self._mode, self.width())
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignAbsolute
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(side) | int(Qt.TextFlag.TextSingleLine), shown)


def _once(owner: QWidget, after_ms: int, then: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(then)
    return timer
