"""A few words that wrap, in two inks; can be pressed to change what they say."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.focus import rings
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.marks import literal, visible
from journal.gui.text.toggling import Toggling

INSET = 6


class Passage(QAbstractButton):
    """Shows a text and, after it in a quieter ink, an aside. Words without blanks break where they must."""

    def __init__(self, name: str, *, changeable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toggling = Toggling(self)
        self._name = name
        self._text = ""
        self._aside = ""
        self._missing = False
        self._heights: dict[int, int] = {}
        self._ring = False
        self.setEnabled(True)
        self._changeable = changeable
        if changeable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say("")

    def say(self, text: str, aside: str = "", *, missing: bool = False) -> None:
        """Say this from now on; `missing` sets it like an offer to add something."""
        self._text, self._aside, self._missing = visible(text.strip()), visible(aside.strip()), missing
        self._heights.clear()
        self.setText(literal(text))
        self.setAccessibleName(f"{self._name}: {self._text} {self._aside}".strip())
        self.updateGeometry()
        self.update()

    def said(self) -> str:
        """What it says, the aside included."""
        return f"{self._text} {self._aside}".strip()

    def setChecked(self, down: bool) -> None:
        with self._toggling.by_us():
            super().setChecked(down)

    def nextCheckState(self) -> None:
        with self._toggling.by_us():
            super().nextCheckState()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            needed = round(self._lay_out(width).boundingRect().height()) + 5
            self._heights[width] = max(sizes.scaled(sizes.TARGET), needed)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.said()) + 2 * INSET + 4
        return QSize(min(width, sizes.scaled(280)), self.heightForWidth(min(width, sizes.scaled(280))))

    def minimumSizeHint(self) -> QSize:
        return QSize(sizes.scaled(64), sizes.scaled(sizes.TARGET))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = rings(event, self._ring)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        over = self._changeable and self.underMouse()
        if over or (self._changeable and self.isChecked()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(Token.ACCENT_SOFT))
            painter.drawRoundedRect(whole, 5, 5)
        laid = self._lay_out(self.width(), self._formats())
        laid.draw(painter, QPointF(INSET, (self.height() - laid.boundingRect().height()) / 2))
        if over and not self._missing:
            side = sizes.scaled(12)
            at = (
                INSET
                if self.layoutDirection() is Qt.LayoutDirection.RightToLeft
                else self.width() - side - INSET
            )
            paint_icon(
                painter,
                QPointF(at, (sizes.scaled(24) - side) / 2).toPoint(),
                "pencil",
                colour(Token.SECONDARY),
                side,
            )
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(Token.ACCENT), 2))
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self._heights.clear()
        self.updateGeometry()

    def _lay_out(self, width: int, formats: list[QTextLayout.FormatRange] | None = None) -> QTextLayout:
        laid = QTextLayout(self.said() or " ", sizes.text_font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        laid.setTextOption(option)
        laid.setFormats(formats or [])
        laid.beginLayout()
        top = 0.0
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(20, width - 2 * INSET - (sizes.scaled(14) if self._changeable else 0)))
            line.setPosition(QPointF(0, top))
            top += line.height()
        laid.endLayout()
        return laid

    def _formats(self) -> list[QTextLayout.FormatRange]:
        ink = Token.SECONDARY if self._missing else Token.TEXT
        return [
            _range(0, _places(self._text), ink),
            _range(_places(self._text), _places(self._aside) + 1, Token.SECONDARY),
        ]


def _range(start: int, length: int, ink: Token) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setForeground(colour(ink))
    made.start, made.length, made.format = start, length, style
    return made


def _places(text: str) -> int:
    """How many places the text has as Qt counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
