"""A card over the window, for one thing to be done or decided; Escape closes it and the focus goes back."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from journal.gui.kit import Wording
from journal.gui.look.clear import keep_clear
from journal.gui.look.colours import colour
from journal.gui.look.sizes import RADIUS, scaled
from journal.gui.look.tokens import Token
from journal.gui.look.walking import walk_on
from journal.gui.text.aloud import first_words, say_aloud
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Heading


class Sheet(QWidget):
    """Covers its host. Content goes into `body`, buttons into `foot`; deleted after `closed`."""

    closed = Signal()

    def __init__(
        self, words: Wording, host: QWidget, heading: str, *, width: int = 480, tall: bool = False
    ) -> None:
        super().__init__(host)
        self._words = words
        self._host = host
        self._before = QApplication.focusWidget()
        if self._before is not None:
            self._before.destroyed.connect(self._forget_before)
        self.setAccessibleName(heading)
        self.card = _Card(self, width, tall)
        head = QHBoxLayout()
        head.addWidget(Heading(heading), 1)
        close = Button("", Role.QUIET, icon="close", small=True)
        close.setAccessibleName(words.say("Close"))
        close.clicked.connect(self.close_sheet)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        inside = QWidget()
        inside.setLayout(self.body)
        self.body.setContentsMargins(24, 0, 24, 4)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        # What is asked for inside what scrolls does not reach the sheet by itself.
        inside.installEventFilter(self)
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(0, 20, 0, 20)
        whole.setSpacing(12)
        head.setContentsMargins(24, 0, 16, 0)
        self.foot.setContentsMargins(24, 0, 24, 0)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)
        row = QWidget()
        row.setLayout(self.foot)
        keep_clear(row)
        whole.addWidget(row)
        host.installEventFilter(self)
        self.setGeometry(host.rect())

    def open_over(self, first: QWidget | None = None) -> None:
        """Show it and put the focus on `first`; a screen reader says what it is about."""
        self.show()
        self.raise_()
        self._arrange()
        say_aloud(self, f"{self.accessibleName()}. {first_words(self.body)}".strip())
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_with(self, *buttons: Button) -> Button:
        """Put these at the foot, right, after one that cancels; return that one."""
        cancel = Button(self._words.say("Cancel"))
        cancel.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        for button in (cancel, *buttons):
            self.foot.addWidget(button)
        return cancel

    def close_sheet(self) -> None:
        """Take it away."""
        self.hide()
        self.closed.emit()
        before, self._before = self._before, None
        try:
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:
            # Lists that belong to a field of the toolkit's go without a word.
            self._host.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    @Slot()
    def _forget_before(self) -> None:
        """What had the focus may go while the sheet is there, such as a field of what it changed."""
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
            self._arrange()
        elif watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep Tab inside the card, without a moment outside of which a screen reader would speak."""
        return walk_on(self.card, forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(colour(Token.TEXT) if not _dark(self) else QColor("#000000"))
        veil.setAlphaF(0.34 if not _dark(self) else 0.55)
        QPainter(self).fillRect(self.rect(), veil)

    def _arrange(self) -> None:
        self.card.place(self.rect(), self._inside)


class _Card(QWidget):
    """The surface everything on a sheet lies on."""

    def __init__(self, sheet: QWidget, width: int, tall: bool) -> None:
        super().__init__(sheet)
        self._width = width
        self._tall = tall
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def place(self, within: QRect, content: QWidget) -> None:
        """Stand in the middle of the sheet, no larger than it."""
        room = within.adjusted(16, 16, -16, -16)
        width = min(scaled(self._width), room.width())
        height = room.height() if self._tall else min(room.height(), self._needed(width, content))
        top = room.top() + (room.height() - height) // 3
        self.setGeometry(room.left() + (room.width() - width) // 2, top, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour(Token.WINDOW))
        painter.setPen(QPen(colour(Token.LINE), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS + 3, RADIUS + 3)

    def _needed(self, width: int, content: QWidget) -> int:
        inside, whole = content.layout(), self.layout()
        if inside is None or whole is None:
            return self.sizeHint().height()
        high = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        others = [item.sizeHint().height() for at in (0, 2) if (item := whole.itemAt(at)) is not None]
        return high + sum(others) + 2 * 20 + 2 * 12 + 8


def _dark(widget: QWidget) -> bool:
    return colour(Token.WINDOW).lightnessF() < 0.5
