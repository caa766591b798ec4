"""The files of an entry as cards: covered until shown, with what can be said about each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journal.domain.evidence import Method
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.tokens import Token
from journal.gui.picture.pixels import as_pixmap
from journal.gui.text.button import Button, Link, Role
from journal.gui.text.label import Elided, Kind, Small
from journal.gui.text.marks import one_line
from journal.gui.text.menu import Menu

if TYPE_CHECKING:
    from journal.services.journal import Journal


class FileCard(QWidget):
    """One file; `opened` asks for it to be seen large, `taken_out` for it to leave the entry."""

    opened = Signal(str, bool)
    taken_out = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", piece: Piece, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self.piece = piece
        self.can_be_taken_out = True
        words = kit.words
        kind = name if piece.has_picture else file_kind(kit, piece)
        self.picture = CoveredPicture(kind, words.say("{name}, covered", name=kind), icon_of(piece))
        self.picture.clicked.connect(self._open)
        self._title = Elided(f"{name} · {_short(kit, piece)}", Kind.SMALL, mode=Qt.TextElideMode.ElideMiddle)
        self._about = Small(about(kit, piece))
        self.show_link = Link(words.say("show"))
        self.show_link.setAccessibleName(words.say("Show {name}", name=name))
        self.show_link.clicked.connect(self._uncover)
        self.show_link.setVisible(piece.has_picture)
        self.other = Button("", Role.QUIET, icon="more", small=True)
        self.other.setAccessibleName(words.say("More to do with {name}", name=name))
        self.other.clicked.connect(self._offer)
        row = QHBoxLayout()
        row.addWidget(self.show_link)
        row.addStretch(1)
        row.addWidget(self.other)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 6)
        box.setSpacing(2)
        inside = QVBoxLayout()
        inside.setContentsMargins(10, 5, 10, 0)
        inside.setSpacing(1)
        inside.addWidget(self._title)
        inside.addWidget(self._about)
        inside.addStretch(1)
        inside.addLayout(row)
        box.addWidget(self.picture)
        box.addLayout(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(one_line(f"{name}: {piece.evidence.name}"))
        if piece.has_picture:
            self._ask(covered=True)

    def is_covered(self) -> bool:
        """Whether what it shows is hidden."""
        return self.picture.covered

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Token.LINE), 1))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), sizes.RADIUS, sizes.RADIUS)

    def _uncover(self) -> None:
        words = self._kit.words
        if self.picture.covered:
            self._ask(covered=False)
            self.show_link.show_text(words.say("cover"))
        else:
            self.picture.cover()
            self._ask(covered=True)
            self.show_link.show_text(words.say("show"))

    def _offer(self) -> None:
        say = self._kit.words.say
        menu = Menu(self.other.accessibleName(), self)
        if self.piece.has_picture:
            menu.offer(say("Show") if self.picture.covered else say("Cover"), self._uncover)
        menu.offer(say("See it large"), self._open)
        if self.can_be_taken_out:
            menu.addSeparator()
            menu.offer(say("Take it out of this entry"), self._take_out)
        menu.popup(self.other.mapToGlobal(QPoint(0, self.other.height() + 2)))

    def _take_out(self) -> None:
        self.taken_out.emit(self.piece.id)

    def _open(self) -> None:
        self.opened.emit(self.piece.id, self.picture.covered)

    def _ask(self, *, covered: bool) -> None:
        ratio = self.devicePixelRatioF()
        side = round(sizes.scaled(240) * ratio)
        future = self._journal.picture(self.piece.id, side, side, covered)
        self._kit.jobs.watch(future, self, self._show_covered if covered else self._show_open, self._refused)

    def _show_covered(self, pixels: Pixels) -> None:
        if self.picture.covered:
            self.picture.show_picture(as_pixmap(pixels), covered=True)

    def _show_open(self, pixels: Pixels) -> None:
        self.picture.show_picture(as_pixmap(pixels), covered=False)

    def _refused(self, _error: BaseException) -> None:
        self.picture.show_nothing(self._kit.words.say("Preview not available"))
        self.show_link.hide()


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
        self.setMinimumHeight(sizes.scaled(84))

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
        self._ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, sizes.RADIUS), sizes.RADIUS - 1, sizes.RADIUS - 1)
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
            paint_icon(painter, QPoint((self.width() - side) // 2, top), self._icon, colour(Token.SECONDARY), side)
            if self._said:
                painter.setFont(sizes.small_font())
                painter.setPen(colour(Token.SECONDARY))
                room = self.rect().adjusted(6, top + side, -6, 0)
                flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
                painter.drawText(room, flags, self._said)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(Token.ACCENT), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), sizes.RADIUS - 1, sizes.RADIUS - 1)

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        fitting = self.size().scaled(picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if self.covered:
            part = QRect(QPoint((picture.width() - fitting.width()) // 2, (picture.height() - fitting.height()) // 2), fitting)
            painter.drawPixmap(self.rect(), picture, part)
            return
        whole = picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.fillRect(self.rect(), colour(Token.SIDEBAR))
        at = QPoint((self.width() - whole.width()) // 2, (self.height() - whole.height()) // 2)
        painter.drawPixmap(QRect(at, whole), picture)


class Files(QWidget):
    """All files of an entry, two beside each other where there is room."""

    opened = Signal(str, bool)
    taken_out = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._cards: dict[EvidenceId, FileCard] = {}

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show these files; cards that stay keep their cover open or shut."""
        wanted = [piece.id for piece in pieces]
        for gone in [ident for ident in self._cards if ident not in wanted]:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        pictures = others = 0
        for piece in pieces:
            pictures, others = pictures + piece.has_picture, others + (not piece.has_picture)
            if piece.id not in self._cards:
                say = self._kit.words.say
                number = pictures if piece.has_picture else others
                name = say("Picture {number}", number=number) if piece.has_picture else say("File {number}", number=number)
                card = FileCard(self._kit, self._journal, piece, name, self)
                card.opened.connect(self.opened)
                card.taken_out.connect(self.taken_out)
                card.show()
                self._cards[piece.id] = card
        self._cards = {ident: self._cards[ident] for ident in wanted}
        self._place()

    def cards(self) -> list[FileCard]:
        """The cards, in order."""
        return list(self._cards.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = 10
        columns = 2 if self.width() >= sizes.scaled(264) else 1
        width = (self.width() - gap * (columns - 1)) // columns
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        cards = list(self._cards.values())
        top = 0
        for first in range(0, len(cards), columns):
            beside = cards[first : first + columns]
            for card in beside:
                card.picture.setFixedHeight(max(sizes.scaled(72), min(sizes.scaled(150), round(width * 0.57))))
            height = max(_height_at(card, width) for card in beside)
            for column, card in enumerate(beside):
                left = self.width() - (column + 1) * width - column * gap if backwards else column * (width + gap)
                card.setGeometry(left, top, width, height)
            top += height + gap
        self.setFixedHeight(max(0, top - gap))


def _height_at(card: FileCard, width: int) -> int:
    layout = card.layout()
    return layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else card.sizeHint().height()


def icon_of(piece: Piece) -> str:
    """The drawing that stands for that kind of file."""
    kind = piece.evidence.original.media_type
    for start, name in (("image/", "picture"), ("audio/", "sound"), ("video/", "video"), ("message/", "mail")):
        if kind.startswith(start):
            return name
    return "document"


def file_kind(kit: Kit, piece: Piece) -> str:
    """What kind of file it is, in a word."""
    say = kit.words.say
    return {
        "picture": say("Picture"), "sound": say("Sound"), "video": say("Film"), "mail": say("E-mail"),
        "document": say("Document"),
    }[icon_of(piece)]


def about(kit: Kit, piece: Piece) -> str:
    """How large it is and since when it is unchanged."""
    words = kit.words
    day = words.short_day(piece.evidence.acquired.local[:10])
    return words.say("{size} · unchanged since {day}", size=in_bytes(piece.evidence.original.size), day=day)


def in_bytes(size: int) -> str:
    """A size as people read it."""
    for unit, step in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= step:
            value = size / step
            return f"{value:.1f} {unit}" if value < 10 else f"{round(value)} {unit}"
    return f"{size} B"


def _short(kit: Kit, piece: Piece) -> str:
    if piece.evidence.method is Method.CAPTURE:
        return kit.words.say("screen, {time}", time=kit.words.clock(piece.evidence.acquired))
    return piece.evidence.name
