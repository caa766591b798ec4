"""One file of an entry: covered until shown, with what can be said about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journal.domain.evidence import Method
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.gui.entry.covered_picture import CoveredPicture
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.picture.pixels import as_pixmap
from journal.gui.text.button import Button, Link, Role
from journal.gui.text.label import Elided, Kind, Small
from journal.gui.text.marks import one_line
from journal.gui.text.menu import Menu

if TYPE_CHECKING:
    from journal.services.kept_pictures import KeptPictures


class FileCard(QWidget):
    """One file; `opened` asks for it to be seen large, `taken_out` for it to leave the entry."""

    opened = Signal(str, bool)
    taken_out = Signal(str)

    def __init__(
        self, kit: Kit, pictures: "KeptPictures", piece: Piece, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._kept = pictures
        self.piece = piece
        self.can_be_taken_out = True
        words = kit.words
        kind = name if piece.has_picture else file_kind(kit, piece)
        self.picture = CoveredPicture(kind, words.say("{name}, covered", name=kind), icon_of(piece))
        self.picture.clicked.connect(self._open)
        self._title = Elided(_title(kit, piece, name), Kind.SMALL, mode=Qt.TextElideMode.ElideMiddle)
        self._about = Small(about(kit, piece))
        self.show_link = Link(words.say("show"))
        self.show_link.setAccessibleName(words.say("Show {name}", name=name))
        self.show_link.clicked.connect(self._uncover)
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
        self.show_link.setVisible(piece.has_picture)
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
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), sizes.RADIUS, sizes.RADIUS
        )

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
        future = self._kept.picture(self.piece.id, side, side, covered)
        self._kit.jobs.watch(future, self, self._show_covered if covered else self._show_open, self._refused)

    def _show_covered(self, pixels: Pixels) -> None:
        if self.picture.covered:
            self.picture.show_picture(as_pixmap(pixels), covered=True)

    def _show_open(self, pixels: Pixels) -> None:
        self.picture.show_picture(as_pixmap(pixels), covered=False)

    def _refused(self, _error: BaseException) -> None:
        self.picture.show_nothing(self._kit.words.say("Preview not available"))
        self.show_link.hide()


def icon_of(piece: Piece) -> str:
    """The drawing that stands for that kind of file."""
    kind = piece.evidence.original.media_type
    for start, name in (
        ("image/", "picture"),
        ("audio/", "sound"),
        ("video/", "video"),
        ("message/", "mail"),
    ):
        if kind.startswith(start):
            return name
    return "document"


def file_kind(kit: Kit, piece: Piece) -> str:
    """What kind of file it is, in a word."""
    say = kit.words.say
    return {
        "picture": say("Picture"),
        "sound": say("Sound"),
        "video": say("Film"),
        "mail": say("E-mail"),
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


def _title(kit: Kit, piece: Piece, name: str) -> str:
    """A capture by its time, any other file by its own name; and whether only a part of it is shown."""
    if piece.evidence.method is not Method.CAPTURE:
        title = piece.evidence.name
    else:
        time = kit.words.clock(piece.evidence.acquired)
        title = kit.words.say("{name} · screen, {time}", name=name, time=time)
    return title if piece.part is None else kit.words.say("Chosen part · {title}", title=title)
