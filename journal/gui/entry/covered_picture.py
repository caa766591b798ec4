"""A small picture that is only colours until it is wanted."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.focus import rings
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.marks import one_line


class CoveredPicture(QAbstractButton):
    """A small picture; covered it is only colours, and says so to those who cannot see it."""

    def __init__(self, name: str, spoken: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.covered = True
        self._name = name
        self._icon = icon
        self._said = ""
        self._picture: QPixmap | None = None
        self._ring = False
        self.setAccessibleName(one_line(spoken))
        self._spoken = one_line(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sizes.at_least(self, height=84)

    def show_picture(self, picture: QPixmap, *, covered: bool) -> None:
        """Show this picture."""
        self._picture = picture
        self.covered = covered
        self.setAccessibleName(self._spoken if covered else one_line(self._name))
        self.update()

    def show_nothing(self, said: str) -> None:
        """Say why there is nothing to see."""
        self._picture, self._said = None, said
        self.setAccessibleName(f"{one_line(self._name)}: {said}")
        self.update()

    def cover(self) -> None:
        """Hide what it shows at once, before the covered picture has come."""
        self._picture, self.covered = None, True
        self.setAccessibleName(self._spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sizes.scaled(150), sizes.scaled(96))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(max(sizes.scaled(72), min(sizes.scaled(150), round(self.width() * 0.57))))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = rings(event, self._ring)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(
            QRectF(self.rect()).adjusted(0, 0, 0, sizes.RADIUS), sizes.RADIUS - 1, sizes.RADIUS - 1
        )
        painter.setClipPath(shape)
        if self._picture is not None and not self._picture.isNull():
            self._paint_picture(painter, self._picture)
        else:
            soft = QLinearGradient(0, 0, self.width(), self.height())
            soft.setColorAt(0, colour(Token.SIDEBAR))
            soft.setColorAt(1, colour(Token.ACCENT_SOFT))
            painter.fillRect(self.rect(), soft)
            side = sizes.scaled(24)
            top = (self.height() - side) // 2 - (sizes.scaled(8) if self._said else 0)
            paint_icon(
                painter, QPoint((self.width() - side) // 2, top), self._icon, colour(Token.SECONDARY), side
            )
            if self._said:
                painter.setFont(sizes.small_font())
                painter.setPen(colour(Token.SECONDARY))
                room = self.rect().adjusted(6, top + side, -6, 0)
                flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
                    Qt.TextFlag.TextWordWrap
                )
                painter.drawText(room, flags, self._said)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(Token.ACCENT), 3))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), sizes.RADIUS - 1, sizes.RADIUS - 1
            )

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        fitting = self.size().scaled(picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if self.covered:
            part = QRect(
                QPoint((picture.width() - fitting.width()) // 2, (picture.height() - fitting.height()) // 2),
                fitting,
            )
            painter.drawPixmap(self.rect(), picture, part)
            return
        whole = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.fillRect(self.rect(), colour(Token.SIDEBAR))
        at = QPoint((self.width() - whole.width()) // 2, (self.height() - whole.height()) // 2)
        painter.drawPixmap(QRect(at, whole), picture)
