"""Fields for typing: plain text only, exactly as typed, pasted or dropped."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from journal.gui.look import sizes


class Line(QLineEdit):
    """One line of text with a name for those who cannot see its label."""

    def __init__(self, name: str, *, hint: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        sizes.at_least(self, height=32)

    def event(self, event: QEvent) -> bool:
        if _leaves_undo_to_others(event, self.isUndoAvailable()):
            return False
        return super().event(event)

    def show_text(self, text: str) -> None:
        """Show this text without telling anyone that something was typed."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)


class Area(QPlainTextEdit):
    """Several lines that grow with what is typed; Tab leaves it."""

    typed = Signal(str)
    left = Signal()
    _EDGE = 9
    """The border and padding of the style sheet, until the real ones are known."""

    def __init__(
        self, name: str, *, hint: str = "", lines: int = 2, most: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least = lines
        self._most = most
        self._showing = False
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._changed)
        self._grow()

    def show_text(self, text: str) -> None:
        """Show this text without telling anyone that something was typed."""
        if text == self.toPlainText():
            return
        self._showing = True
        try:
            self.setPlainText(text)
        finally:
            self._showing = False

    def event(self, event: QEvent) -> bool:
        if _leaves_undo_to_others(event, self.document().isUndoAvailable()):
            return False
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not source.hasImage() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.canInsertFromMimeData(source):
            self.insertPlainText(source.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(sizes.scaled(240), self.height())

    def _changed(self) -> None:
        self._grow()
        if not self._showing:
            self.typed.emit(self.toPlainText())

    def _grow(self) -> None:
        lines = 0
        block = self.document().begin()
        while block.isValid() and lines < self._most:
            self.blockBoundingRect(block)  # lays the block out, so that its lines can be counted
            lines += max(1, block.layout().lineCount())
            block = block.next()
        shown = min(max(lines, self._least), self._most)
        # A bar that comes for a moment takes width, which breaks one line more, which keeps the bar.
        policy = Qt.ScrollBarPolicy
        wanted = (
            policy.ScrollBarAsNeeded if block.isValid() or lines > self._most else policy.ScrollBarAlwaysOff
        )
        if wanted != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(wanted)
        edges = self.height() - self.viewport().height()
        if not self.isVisible() or edges < 0:
            edges = 2 * self._EDGE
        height = shown * self.fontMetrics().lineSpacing() + edges + 2
        if height != self.height():
            self.setFixedHeight(height)


class Headline(Area):
    """A headline: one paragraph, though it may wrap; Enter leaves it."""

    done = Signal()

    def __init__(self, name: str, *, hint: str = "", longest: int, parent: QWidget | None = None) -> None:
        super().__init__(name, hint=hint, lines=1, most=6, parent=parent)
        self._longest = longest
        self._proposed = hint
        self.setFont(sizes.title_font())
        self.setProperty("bare", True)

    def follow_text_size(self) -> None:
        self.setFont(sizes.title_font())
        super().follow_text_size()
        self._fit_proposed()

    def propose(self, text: str) -> None:
        """Show this while nothing is typed, as much of it as one line has room for."""
        self._proposed = text
        self._fit_proposed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_proposed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.canInsertFromMimeData(source):
            self.insertPlainText(" ".join(source.text().split()))

    def _changed(self) -> None:
        text = self.toPlainText()
        if len(text) > self._longest:
            place = self.textCursor()
            at = min(place.position(), self._longest)
            self.setPlainText(text[: self._longest])
            place.setPosition(at)
            self.setTextCursor(place)
            return
        super()._changed()

    def _fit_proposed(self) -> None:
        """Qt would break it, and cut off what comes after the first line."""
        room = self.viewport().width() - 2 * int(self.document().documentMargin()) - 1
        shown = self.fontMetrics().elidedText(self._proposed, Qt.TextElideMode.ElideRight, room)
        if shown != self.placeholderText():
            self.setPlaceholderText(shown)
            self.viewport().update()  # Qt paints a new proposal only where there was none before


def _leaves_undo_to_others(event: QEvent, can_undo: bool) -> bool:
    """Whether a press of the undo key is not for a field, because there is nothing in it to take back."""
    if event.type() is not QEvent.Type.ShortcutOverride or can_undo or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Undo):
        return False
    event.ignore()
    return True
