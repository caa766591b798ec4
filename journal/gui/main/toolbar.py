"""The verbs over the panes, and the search field; with less room the keys go first, then the words."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from journal.domain.words import Words
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.fields import Line

SEARCH_AFTER_MS = 150


class ToolBar(QWidget):
    """Buttons only; what they do is connected where everything is known."""

    def __init__(self, words: Words, capture_key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = words.say
        self.people = Button("", Role.PLAIN, icon="sidebar")
        self.people.setAccessibleName(say("Shelves and people"))
        self.people.setCheckable(True)
        self.new = Button(say("New entry"), Role.MAIN, icon="plus", hint="Ctrl+N")
        self.capture = Button(say("Capture screen"), icon="camera", hint=capture_key)
        self.capture_ways = Button("", Role.PLAIN, icon="chevron-down")
        self.capture_ways.setAccessibleName(say("Other ways to capture"))
        self.add = Button(say("Add files…"), icon="file")
        self.print = Button(say("Print…"), icon="print", hint="Ctrl+P")
        self.search = SearchField(words)
        self.hide_all = Button(say("Hide"), icon="hide", hint="Esc Esc Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        for button in (self.people, self.new, self.capture, self.capture_ways, self.add, self.print):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addWidget(self.hide_all)
        self.people.hide()
        self.setAccessibleName(say("Tools"))

    def show_people_button(self, shown: bool) -> None:
        """Offer the shelves, where they have no place of their own."""
        self.people.setVisible(shown)
        self._arrange()

    def show_capture_key(self, key: str) -> None:
        """Show the key that catches the screen from anywhere; nothing where none is heard."""
        self.capture.set_hint(key)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.WINDOW))

    def _arrange(self) -> None:
        buttons = [self.new, self.capture, self.add, self.print, self.hide_all]
        steps = (
            ({"compact": False, "hint": True}, buttons, 200),
            ({"compact": False, "hint": False}, buttons, 140),
            ({"compact": True, "hint": False}, [self.capture, self.add, self.print], 110),
            ({"compact": True, "hint": False}, buttons, 0),
        )
        for wish, compact, search in steps:
            for button in buttons:
                chosen = button in compact
                button.arrange(compact=wish["compact"] and chosen, hint=wish["hint"] and chosen)
            beside = buttons + [one for one in (self.people, self.capture_ways) if one.isVisibleTo(self)]
            needed = sum(button.sizeHint().width() + 8 for button in beside)
            if needed + sizes.scaled(search) + 40 <= self.width():
                break


class SearchField(QWidget):
    """Searches while it is typed into; Escape empties it."""

    searched = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line(words.say("Search everything"), hint=words.say("Search everything"))
        self.line.setProperty("inside", True)
        sizes.at_least(self.line, height=24)
        self.line.installEventFilter(self)
        self._clear = Button("", Role.QUIET, icon="close", small=True)
        self._clear.setAccessibleName(words.say("Empty the search"))
        self._clear.clicked.connect(self.line.clear)
        self._clear.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_AFTER_MS)
        self._soon.timeout.connect(self._search)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._search)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(4)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self._clear)
        self._measure()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.line.clear()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.line.hasFocus()
        painter.setPen(QPen(colour(Token.ACCENT if focus else Token.LINE), 2 if focus else 1))
        painter.setBrush(colour(Token.SURFACE))
        inset = 1.0 if focus else 0.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), sizes.RADIUS, sizes.RADIUS
        )
        side = sizes.scaled(sizes.ICON)
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = self.width() - 12 - side if backwards else 12
        paint_icon(painter, QPoint(at, (self.height() - side) // 2), "search", colour(Token.SECONDARY))
        painter.setFont(sizes.small_font())
        if not self.line.text() and not focus and self.width() > sizes.scaled(220):
            painter.setPen(colour(Token.SECONDARY))
            far = Qt.AlignmentFlag.AlignLeft if backwards else Qt.AlignmentFlag.AlignRight
            painter.drawText(
                self.rect().adjusted(12, 0, -12, 0), int(far | Qt.AlignmentFlag.AlignVCenter), "Ctrl+F"
            )

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self._measure()

    def _measure(self) -> None:
        self._row.setContentsMargins(12 + sizes.scaled(sizes.ICON) + 8, 2, 6, 2)
        self.setFixedHeight(sizes.scaled(34))
        self.setMinimumWidth(sizes.scaled(96))
        self.setMaximumWidth(sizes.scaled(320))

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._soon.start()
        self.update()

    def _search(self) -> None:
        self._soon.stop()
        self.searched.emit(self.line.text().strip())
