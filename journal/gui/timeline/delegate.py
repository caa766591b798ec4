"""How a line of the timeline is painted: plain text only, cut where there is no room."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QLinearGradient, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from journal.domain.moments import DayPart, Precision, TimeSource, When, local_time
from journal.domain.reading import Row
from journal.domain.words import Words
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.text.marks import one_line
from journal.gui.timeline import row_text
from journal.gui.timeline.lines import LineKind
from journal.gui.timeline.model import TimelineModel
from journal.gui.timeline.thumbnails import Thumbnails

MARGIN = 20
MOST_PICTURES = 3
NARROW = 400
"""Below this width (at 100 % text) a line shows no pictures and names people under the headline."""

_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_FAR = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True)
class Measures:
    """Heights and widths at the current text size, in pixels."""

    text: QFont
    small: QFont
    strong: QFont
    row: int
    day: int
    milestone: int
    time: int
    picture: QSize

    @property
    def heights(self) -> dict[LineKind, int]:
        """The height of each kind of line."""
        return {
            LineKind.ENTRY: self.row,
            LineKind.DAY: self.day,
            LineKind.UNKNOWN: self.day,
            LineKind.MILESTONE: self.milestone,
        }


def measure(words: Words) -> Measures:
    """Measure anew, after the text size has changed."""
    text, small = sizes.text_font(), sizes.small_font()
    metrics = QFontMetrics(text)
    times = [words.time_of_day(when) for when in _all_parts()] + ["~00:00"]
    lines = metrics.height() + QFontMetrics(small).height()
    return Measures(
        text,
        small,
        sizes.small_font(strong=True),
        lines + 22,
        sizes.line_height(small) + 22,
        sizes.line_height(small) + 26,
        max(sizes.scaled(56), *(metrics.horizontalAdvance(time) for time in times)) + 12,
        QSize(sizes.scaled(34), sizes.scaled(24)),
    )


class LineDelegate(QStyledItemDelegate):
    """Paints one line; the view tells it by `option.state` what is chosen, pointed at or focused."""

    def __init__(self, words: Words, model: TimelineModel, thumbnails: Thumbnails) -> None:
        super().__init__(model)
        self._words = words
        self._model = model
        self._thumbnails = thumbnails
        self.measures = measure(words)

    def measure(self) -> None:
        """Measure anew, after the text size has changed."""
        self.measures = measure(self._words)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = self._model.lines()[index.row()]
        rect: QRect = option.rect
        if line.kind is LineKind.ENTRY:
            state: QStyle.StateFlag = option.state
            self._paint_ground(painter, rect, state)
            row = self._model.row_at(index.row())
            if row is not None:
                self._paint_entry(painter, rect, row)
            return
        text = one_line(str(self._model.data(index)))
        if line.kind is LineKind.MILESTONE:
            self._paint_milestone(painter, rect, text)
        else:
            self._paint_day(painter, rect, text)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(Token.SELECTION))
            backwards = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
            bar = QRect(rect.right() - 2 if backwards else rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, colour(Token.ACCENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            over = QColor(colour(Token.SELECTION))
            over.setAlphaF(0.45)
            painter.fillRect(rect, over)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(Token.ACCENT), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(5, 2, -3, -2), 5, 5)
            painter.restore()

    def _paint_entry(self, painter: QPainter, rect: QRect, row: Row) -> None:
        measures = self.measures
        narrow = rect.width() < sizes.scaled(NARROW)
        said = row_text.context(self._words, row)
        if narrow:
            said = " · ".join(part for part in (", ".join(row.actors), said) if part)
        upper, lower = self._two_lines(rect, second=bool(said))
        painter.setFont(measures.text)
        painter.setPen(colour(Token.SECONDARY))
        time = QRect(rect.left() + MARGIN, upper.top(), measures.time, upper.height())
        painter.drawText(
            _mirrored(painter, time, rect), _side(painter), self._words.time_of_day(row.occurred)
        )
        left = time.right() + 1
        right = rect.right() - MARGIN
        if not narrow:
            right = self._paint_far_side(painter, rect, upper, row) - 12
        self._paint_headline(painter, rect, QRect(left, upper.top(), right - left, upper.height()), row)
        painter.setFont(measures.small)
        painter.setPen(colour(Token.SECONDARY))
        room = QRect(left, lower.top(), right - left, lower.height())
        shown = QFontMetrics(measures.small).elidedText(
            one_line(said), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(_mirrored(painter, room, rect), _side(painter), shown)

    def _paint_headline(self, painter: QPainter, rect: QRect, room: QRect, row: Row) -> None:
        metrics = QFontMetrics(self.measures.text)
        star = sizes.scaled(12) + 6 if row.starred else 0
        text = one_line(row_text.headline(self._words, row))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() - star)
        painter.setFont(self.measures.text)
        painter.setPen(colour(Token.TEXT if row.headline else Token.SECONDARY))
        painter.drawText(_mirrored(painter, room, rect), _side(painter), shown)
        if star:
            at = QRect(room.left() + metrics.horizontalAdvance(shown) + 6, 0, sizes.scaled(12), 0)
            at = _mirrored(painter, at, rect)
            top = room.top() + (room.height() - sizes.scaled(12)) // 2
            paint_icon(painter, QPoint(at.left(), top), "star-filled", colour(Token.AMBER), sizes.scaled(12))

    def _paint_far_side(self, painter: QPainter, rect: QRect, upper: QRect, row: Row) -> int:
        """People and pictures at the end of the line; returns where they begin."""
        metrics = QFontMetrics(self.measures.small)
        names = one_line(", ".join(row.actors))
        shown = metrics.elidedText(names, Qt.TextElideMode.ElideRight, round(rect.width() * 0.26))
        width = metrics.horizontalAdvance(shown)
        right = rect.right() - MARGIN
        painter.setFont(self.measures.small)
        painter.setPen(colour(Token.SECONDARY))
        room = QRect(right - width, upper.top(), width + 1, upper.height())
        painter.drawText(_mirrored(painter, room, rect), _side(painter), shown)
        left = right - width - (8 if shown else 0)
        size = self.measures.picture
        top = upper.center().y() - size.height() // 2 + 1
        for evidence in row.pictures[:MOST_PICTURES]:
            left -= size.width()
            self._paint_picture(painter, _mirrored(painter, QRect(QPoint(left, top), size), rect), evidence)
            left -= 6
        more = len(row.pictures) - MOST_PICTURES
        if more > 0:
            text = f"+{self._words.number(more)}"
            left -= metrics.horizontalAdvance(text)
            painter.setPen(colour(Token.SECONDARY))
            room = QRect(left, upper.top(), metrics.horizontalAdvance(text) + 1, upper.height())
            painter.drawText(_mirrored(painter, room, rect), _side(painter), text)
            left -= 6
        return left

    def _paint_picture(self, painter: QPainter, rect: QRect, evidence: object) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = self._thumbnails.picture(evidence, rect.size() * ratio)  # type: ignore[arg-type]  # an EvidenceId
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(rect), 4, 4)
        painter.setClipPath(clip)
        if picture is not None:
            painter.drawPixmap(rect, picture, _middle_of(picture.size(), rect.size()))
        else:
            soft = QLinearGradient(QPointF(rect.topLeft()), QPointF(rect.bottomRight()))
            soft.setColorAt(0, colour(Token.LINE))
            soft.setColorAt(1, colour(Token.ACCENT_SOFT))
            painter.fillRect(rect, soft)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self.measures.strong)
        painter.setPen(colour(Token.SECONDARY))
        room = rect.adjusted(MARGIN, 14, -MARGIN, -4)
        shown = QFontMetrics(self.measures.strong).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(_mirrored(painter, room, rect), _side(painter), shown)

    def _paint_milestone(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self.measures.strong)
        amber = colour(Token.AMBER)
        painter.setPen(amber)
        room = rect.adjusted(MARGIN, 12, -MARGIN, -6)
        metrics = QFontMetrics(self.measures.strong)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(_mirrored(painter, room, rect), _side(painter), shown)
        faint = QColor(amber)
        faint.setAlphaF(0.55)
        start = room.left() + metrics.horizontalAdvance(shown) + 10
        if start < room.right():
            line = _mirrored(painter, QRect(start, room.center().y() + 1, room.right() - start, 1), rect)
            painter.fillRect(line, faint)

    def _two_lines(self, rect: QRect, *, second: bool) -> tuple[QRect, QRect]:
        upper = QFontMetrics(self.measures.text).height()
        lower = QFontMetrics(self.measures.small).height() if second else 0
        top = rect.top() + (rect.height() - upper - lower - 2) // 2
        return QRect(rect.left(), top, rect.width(), upper), QRect(
            rect.left(), top + upper + 2, rect.width(), lower
        )


def _side(painter: QPainter) -> int:
    return _FAR if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft else _MIDDLE


def _mirrored(painter: QPainter, rect: QRect, within: QRect) -> QRect:
    if painter.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return rect
    return QRect(within.left() + within.right() - rect.right(), rect.top(), rect.width(), rect.height())


def _middle_of(size: QSize, shape: QSize) -> QRect:
    """The largest part of a picture that has that shape."""
    part = shape.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(QPoint((size.width() - part.width()) // 2, (size.height() - part.height()) // 2), part)


def _all_parts() -> list[When]:
    some_day = local_time("2026-01-01T12:00", "UTC")
    return [When(some_day, None, Precision.PART, part, TimeSource.SEEN) for part in DayPart]
