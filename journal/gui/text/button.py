"""Buttons, drawn here so that they look alike everywhere and show foreign names letter by letter."""

from enum import Enum

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.focus import rings
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.marks import literal, visible
from journal.gui.text.tip import tip
from journal.gui.text.toggling import Toggling


class Role(Enum):
    """What a button is for, which decides how it looks."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"
    LINK = "link"
    IRREVERSIBLE = "irreversible"
    CHIP = "chip"


class Button(QPushButton):
    """A push button with an icon, a text and the key that does the same, each optional.

    Where there is no room, `compact` shows the icon alone; the text stays its accessible name and tooltip.
    """

    def __init__(
        self,
        text: str,
        role: Role = Role.PLAIN,
        *,
        icon: str = "",
        hint: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._toggling = Toggling(self)
        self._role = role
        self._icon = icon
        self._hint = hint
        self._small = small or role is Role.LINK
        self._text = ""
        self._compact = False
        self._hint_shown = bool(hint)
        self._ring = False
        self._tint: Token | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.show_text(text)
        self._set_font()

    def show_text(self, text: str) -> None:
        """Show this text from now on, every character of it."""
        self._text = visible(text)
        self.setText(literal(text))
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def shown_text(self) -> str:
        """The text as it is shown."""
        return self._text

    def role(self) -> Role:
        """What it is for."""
        return self._role

    def set_hint(self, hint: str) -> None:
        """Show another key beside the text; `arrange` has to be asked again whether there is room."""
        self._hint = hint
        self._hint_shown = bool(hint)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str, tint: Token | None = None) -> None:
        """Show another icon, in the ink of the text or in one of its own."""
        self._icon = icon
        self._tint = tint
        self.update()

    def take_role(self, role: Role) -> None:
        """Be for something else from now on, and look like it."""
        self._role = role
        self.update()

    def arrange(self, *, compact: bool, hint: bool) -> None:
        """Choose how much of it is shown: the icon alone, or the text, with or without the key."""
        self._compact = compact and bool(self._icon)
        self._hint_shown = hint and bool(self._hint)
        tip(self, self._text if self._compact else "")
        self.updateGeometry()
        self.update()

    def width_for(self, *, compact: bool, hint: bool) -> int:
        """The width it would take when arranged like that."""
        if compact and self._icon:
            return self._height()
        width = 2 * self._padding() + self._text_width()
        if self._icon:
            width += sizes.scaled(sizes.ICON) + (8 if self._text else 0)
        if hint and self._hint:
            width += 8 + QFontMetrics(sizes.small_font()).horizontalAdvance(self._hint)
        return width

    def sizeHint(self) -> QSize:
        return QSize(self.width_for(compact=self._compact, hint=self._hint_shown), self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self._set_font()
        self.updateGeometry()

    def setChecked(self, down: bool) -> None:
        with self._toggling.by_us():
            super().setChecked(down)

    def nextCheckState(self) -> None:
        with self._toggling.by_us():
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses buttons by Enter in dialogs only; a person expects it everywhere.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = rings(event, self._ring)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        self._paint_ground(painter)
        self._paint_content(painter)
        if self.hasFocus() and self._ring:
            self._paint_ring(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        fill, edge = self._ground()
        radius = self.height() / 2 if self._role is Role.CHIP else sizes.RADIUS
        painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(fill or Qt.BrushStyle.NoBrush)
        if fill or edge:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _ground(self) -> tuple[QColor | None, QColor | None]:
        over = self.underMouse() and self.isEnabled()
        if self._role in {Role.MAIN, Role.IRREVERSIBLE}:
            accent = colour(Token.ACCENT if self._role is Role.MAIN else Token.IRREVERSIBLE)
            return (accent.darker(112) if self.isDown() else accent.lighter(108) if over else accent), None
        if self._role is Role.CHIP and self.isChecked():
            return colour(Token.ACCENT_SOFT), colour(Token.ACCENT_SOFT)
        if self._role in {Role.PLAIN, Role.CHIP}:
            fill = colour(Token.ACCENT_SOFT if self.isDown() or self.isChecked() else Token.SURFACE)
            return fill, colour(Token.FIELD_BORDER if over else Token.LINE)
        if self._role is Role.QUIET and (over or self.isDown() or self.isChecked()):
            return colour(Token.ACCENT_SOFT), None
        return None, None

    def _paint_content(self, painter: QPainter) -> None:
        ink = self._ink()
        tint = colour(self._tint) if self._tint is not None else ink
        side = sizes.scaled(sizes.ICON)
        if self._compact or not self._text:
            paint_icon(
                painter, QPoint((self.width() - side) // 2, (self.height() - side) // 2), self._icon, tint
            )
            return
        room = self.rect().adjusted(self._padding(), 0, -self._padding(), 0)
        slack = max(0, room.width() - (self.sizeHint().width() - 2 * self._padding()))
        room.adjust(slack // 2, 0, -(slack - slack // 2), 0)
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._icon:
            at = room.right() - side + 1 if backwards else room.left()
            paint_icon(painter, QPoint(at, (self.height() - side) // 2), self._icon, tint)
            room.adjust(0 if backwards else side + 8, 0, -(side + 8) if backwards else 0, 0)
        self._paint_text(painter, room, ink, backwards)

    def _paint_text(self, painter: QPainter, room: QRect, ink: QColor, backwards: bool) -> None:
        font = self.font()
        font.setUnderline(self._role is Role.LINK)
        painter.setFont(font)
        painter.setPen(ink)
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if backwards:
            near, far = far, near
        middle = Qt.AlignmentFlag.AlignVCenter
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(near | middle) | int(Qt.TextFlag.TextSingleLine), shown)
        if self._hint_shown:
            painter.setFont(sizes.small_font())
            faint = QColor(ink) if self._role is Role.MAIN else colour(Token.SECONDARY)
            if self._role is Role.MAIN:
                faint.setAlphaF(0.85)
            painter.setPen(faint)
            painter.drawText(room, int(far | middle) | int(Qt.TextFlag.TextSingleLine), self._hint)

    def _paint_ring(self, painter: QPainter) -> None:
        inside = self._role in {Role.MAIN, Role.IRREVERSIBLE}
        radius = self.height() / 2 if self._role is Role.CHIP else sizes.RADIUS
        painter.setOpacity(1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(Token.ON_ACCENT if inside else Token.ACCENT), 2))
        gap = 3.0 if inside else 1.0
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(gap, gap, -gap, -gap), radius - gap, radius - gap
        )

    def _ink(self) -> QColor:
        if self._role in {Role.MAIN, Role.IRREVERSIBLE}:
            return colour(Token.ON_ACCENT if self._role is Role.MAIN else Token.SURFACE)
        if self._role is Role.CHIP and self.isChecked():
            return colour(Token.ACCENT)
        return colour(Token.TEXT)

    def _padding(self) -> int:
        if self._role is Role.LINK:
            return 2
        return 8 if self._small else 12

    def _text_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self._text) + 1 if self._text else 0

    def _height(self) -> int:
        return sizes.scaled(sizes.TARGET if self._small else 28 if self._role is Role.CHIP else 34)

    def _set_font(self) -> None:
        self.setFont(sizes.small_font() if self._small else sizes.text_font())


class Link(Button):
    """A word that does something, underlined like a link; it never leads out of the program."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, Role.LINK, parent=parent)
