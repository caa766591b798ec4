"""Ticks, choices and lists to choose from, drawn here so that they look alike everywhere."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QWidget,
)

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.marks import literal, visible

_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)

_INSET = 4
"""Room for the ring around the mark."""


class Check(QCheckBox):
    """Something that is so or not."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(literal(text), parent)
        self._text = visible(text)
        self.setAccessibleName(self._text)
        _prepare(self)

    def sizeHint(self) -> QSize:
        return _size(self, self._text)

    def minimumSizeHint(self) -> QSize:
        return _least(self)

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        _follow_text_size(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self, self._text, width)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, self._text, round_mark=False)


class Choice(QRadioButton):
    """One of several things of which one is so."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(literal(text), parent)
        self._text = visible(text)
        self.setAccessibleName(self._text)
        _prepare(self)

    def sizeHint(self) -> QSize:
        return _size(self, self._text)

    def minimumSizeHint(self) -> QSize:
        return _least(self)

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        _follow_text_size(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(self, self._text, width)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, self._text, round_mark=True)


class Pick(QComboBox):
    """One of a list of things, each with a value behind its words; the wheel does not change it."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        # On Linux Qt hands on what is chosen as the name, and what it is about not at all.
        self.setAccessibleDescription(name)
        sizes.at_least(self, height=32)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        # Qt's own takes no notice of how high the style sheet wants its lines.
        self.setItemDelegate(QStyledItemDelegate(self))

    def offer(self, text: str, value: object) -> None:
        """Add one thing to choose."""
        self.addItem(visible(text), value)

    def choose(self, value: object) -> None:
        """Show that value as chosen without telling anyone that something was chosen."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(next((at for at in range(self.count()) if self.itemData(at) == value), -1))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Let what has no room end in …, where Qt would cut through a letter."""
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        shown = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - _INSET
        )
        option.currentText = shown

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = sizes.scaled(14)
        at = 8 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - side - 8
        paint_icon(
            painter, QPoint(at, (self.height() - side) // 2), "chevron-down", colour(Token.SECONDARY), side
        )


def words_begin() -> int:
    """Where the words of a tick or a choice begin, in pixels: what is said under one stands as far in."""
    return _INSET + _mark() + 8


def _prepare(button: QAbstractButton) -> None:
    button.setFont(sizes.text_font())
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    policy = button.sizePolicy()
    policy.setHeightForWidth(True)
    # Qt lets no tick be narrower than its words on one line; here they wrap.
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
    button.setSizePolicy(policy)


def _follow_text_size(button: QAbstractButton) -> None:
    button.setFont(sizes.text_font())
    button.updateGeometry()


def _mark() -> int:
    return sizes.scaled(18)


def _size(button: QAbstractButton, text: str) -> QSize:
    width = words_begin() + button.fontMetrics().horizontalAdvance(text) + 6
    return QSize(width, max(sizes.scaled(28), button.fontMetrics().height() + 6))


def _least(button: QAbstractButton) -> QSize:
    return QSize(_mark() + 8 + sizes.scaled(72), _size(button, "").height())


def _height(button: QAbstractButton, text: str, width: int) -> int:
    room = max(1, width - _INSET - _mark() - 12)
    lines = button.fontMetrics().boundingRect(0, 0, room, 10_000, _WRAP, text).height()
    return max(sizes.scaled(28), lines + 8)


def _paint(button: QAbstractButton, text: str, *, round_mark: bool) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not button.isEnabled():
        painter.setOpacity(0.55)
    backwards = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = _mark()
    line = button.fontMetrics().height()
    one_line = button.height() < 2 * line
    top = (button.height() - side) // 2 if one_line else 4 + (line - side) // 2
    box = QRectF(button.width() - side - _INSET if backwards else _INSET, top, side, side).adjusted(
        0.5, 0.5, -0.5, -0.5
    )
    radius = side / 2 if round_mark else 4
    ticked = button.isChecked()
    painter.setPen(QPen(colour(Token.ACCENT if ticked else Token.FIELD_BORDER), 1.4))
    painter.setBrush(colour(Token.ACCENT if ticked else Token.SURFACE))
    painter.drawRoundedRect(box, radius, radius)
    if ticked and round_mark:
        painter.setBrush(colour(Token.ON_ACCENT))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box.center(), side / 5, side / 5)
    elif ticked:
        inner = side - 4
        paint_icon(painter, box.topLeft().toPoint() + QPoint(2, 2), "check", colour(Token.ON_ACCENT), inner)
    painter.setPen(colour(Token.TEXT))
    taken = words_begin()
    room = button.rect().adjusted(2 if backwards else taken, 0, -taken if backwards else -2, 0)
    room.setTop(0 if one_line else 4)
    flags = int(Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft) | int(
        Qt.TextFlag.TextWordWrap
    )
    flags |= int(Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop)
    painter.drawText(room, flags, text)
    if button.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(Token.ACCENT), 2))
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), sizes.RADIUS, sizes.RADIUS)
