"""A picture as large as there is room, in the window itself; covered first where it was covered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal.domain import media_types
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.gui.capture_line.part_sheet import PartSheet
from journal.gui.covering.sheet import CoveringSheet
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.rule import Rule
from journal.gui.look.tokens import Token
from journal.gui.look.walking import walk_on
from journal.gui.picture.pixels import as_pixmap
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Elided, Kind, Label
from journal.gui.text.marks import one_line
from journal.gui.text.menu import Menu

if TYPE_CHECKING:
    from journal.services.journal import Journal

MOST = 16_384
_COVERABLE = media_types.PICTURES | {media_types.PDF}
STEPS = (0.25, 0.5, 1.0, 2.0, 4.0)


class PictureSheet(QWidget):
    """Covers its host until it is closed. Fit shows all of it, 100 % one pixel of it for each of the screen.

    `part_chosen` says that it looks different now; `only_part_wanted` asks for the rest of it to be removed for good.
    """

    part_chosen = Signal(str)
    only_part_wanted = Signal(str)

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, evidence: str, *, covered: bool) -> None:
        super().__init__(host)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._evidence = EvidenceId(evidence)
        self._covered = covered
        self._whole = False
        self._piece: Piece | None = None
        self._zoom: float | None = None
        self._original = QSize()
        self._turn = 0
        self._before: QWidget | None = host.window().focusWidget()
        if self._before is not None:
            self._before.destroyed.connect(self._forget_before)
        say = kit.words.say
        self._name = Elided("", Kind.STRONG, mode=Qt.TextElideMode.ElideMiddle)
        self.cover = Button(say("Show") if covered else say("Cover"), icon="show" if covered else "hide")
        self.cover.clicked.connect(self._toggle_cover)
        self.fit = Button(say("Fit"))
        self.fit.setCheckable(True)
        self.fit.clicked.connect(self._fit)
        self.true_size = Button(say("100 %"))
        self.true_size.setCheckable(True)
        self.true_size.clicked.connect(self._show_true_size)
        self.other = Button("", Role.QUIET, icon="more")
        self.other.setAccessibleName(say("More to do with this picture"))
        self.other.clicked.connect(self._offer)
        self.closer = Button(say("Close"), icon="close")
        self.closer.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        for button in (self.cover, self.fit, self.true_size, self.other, self.closer):
            row.addWidget(button)
        self.canvas = _Canvas()
        self._said = Label("", quiet=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.canvas)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setAccessibleName(say("Picture"))
        self._scroll.setProperty("ring", True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addWidget(Rule())
        whole.addWidget(self._said, 1)
        whole.addWidget(self._scroll, 1)
        host.installEventFilter(self)
        self.setGeometry(host.rect())

    def begin(self) -> None:
        """Show it."""
        self.show()
        self.raise_()
        self.cover.setFocus(Qt.FocusReason.OtherFocusReason)
        self._kit.jobs.watch(self._journal.piece(self._evidence), self, self._name_it)
        self._ask()

    def close_sheet(self) -> None:
        """Take it away."""
        before, self._before = self._before, None
        self.hide()
        try:
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:
            # It went without a word, as what belongs to a thing of the toolkit's does.
            self._host.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    @Slot()
    def _forget_before(self) -> None:
        """What had the focus before is gone, as when another entry is shown below."""
        self._before = None

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep Tab to what is in sight."""
        return walk_on(self, forwards)

    def is_covered(self) -> bool:
        """Whether what it shows is hidden."""
        return self._covered

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self._host and isinstance(event, QResizeEvent):
            self.setGeometry(self._host.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self._step(1)
        elif event.key() == Qt.Key.Key_Minus:
            self._step(-1)
        elif event.key() == Qt.Key.Key_0:
            self._fit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.WINDOW))

    def _name_it(self, piece: Piece) -> None:
        self._piece = piece
        say = self._kit.words.say
        name = piece.evidence.name
        if piece.part is not None and not self._whole:
            name = say("Chosen part · {title}", title=name)
        if piece.covered is not None:
            name = f"{name} · {self._about_copy(len(piece.covered.all_covers))}"
        self._name.show_text(name)

    def _about_copy(self, covers: int) -> str:
        """That there is a copy the other person may see: here the picture itself is shown, as it is."""
        words = self._kit.words
        if not covers:
            return words.say("copy with nothing covered")
        return words.count("copy with {number} place covered", "copy with {number} places covered", covers)

    def _offer(self) -> None:
        say = self._kit.words.say
        menu = Menu(self.other.accessibleName(), self)
        menu.offer(say("Choose part…"), self.choose_part, enabled=self.cover.isEnabled())
        if self._piece is not None and self._piece.part is not None:
            menu.offer(
                say("Show the chosen part") if self._whole else say("Show the whole picture"), self.show_whole
            )
            menu.addSeparator()
            menu.offer(say("Keep only this part…"), self._want_only_part)
        menu.addSeparator()
        menu.offer(say("Cover what is private…"), self.cover_places, enabled=self._can_be_covered())
        menu.popup(self.other.mapToGlobal(QPoint(0, self.other.height() + 2)))

    def choose_part(self) -> None:
        """Choose what is shown and handed over of it; the picture itself stays as it is."""
        sheet = PartSheet(self._kit, self._journal, self._host, self._evidence)
        sheet.chosen.connect(self._part_chosen)
        sheet.closed.connect(self._part_over)
        sheet.begin()

    def cover_places(self) -> None:
        """Make the copy of it that the other person may see; what is shown here stays as it is."""
        if self._piece is None:
            return
        sheet = CoveringSheet(self._kit, self._journal, self._host, (self._piece,))
        sheet.decided.connect(self._covered_places)
        sheet.begin()

    def _covered_places(self) -> None:
        self._kit.jobs.watch(self._journal.piece(self._evidence), self, self._name_it)

    def _can_be_covered(self) -> bool:
        piece = self._piece
        if piece is None or not self.cover.isEnabled():
            return False
        return piece.part is not None or piece.evidence.original.media_type in _COVERABLE

    def show_whole(self) -> None:
        """Show all of it, or the chosen part again."""
        self._whole = not self._whole
        self._look_again()

    def _part_chosen(self) -> None:
        self._whole = False
        self.part_chosen.emit(self._evidence)
        self._look_again()

    def _part_over(self) -> None:
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_again(self) -> None:
        self._zoom = None
        self._kit.jobs.watch(self._journal.piece(self._evidence), self, self._name_it)
        self._ask()

    def _want_only_part(self) -> None:
        self.only_part_wanted.emit(self._evidence)
        self.close_sheet()

    def _ask(self) -> None:
        self._turn += 1
        request = _Request(self, self._turn)
        size = self._wanted_size()
        future = self._journal.pictures.picture(
            self._evidence, size.width(), size.height(), self._covered, whole=self._whole
        )
        self._kit.jobs.watch(future, self, request.come, request.refused)

    def take(self, turn: int, pixels: Pixels) -> None:
        """Show what came, unless something else is wanted by now."""
        if turn != self._turn:
            return
        self._original = QSize(pixels.original_width, pixels.original_height)
        name = self._kit.words.say("Picture, covered") if self._covered else self._kit.words.say("Picture")
        self.canvas.show_picture(as_pixmap(pixels), name)
        self._place()

    def refuse(self, turn: int) -> None:
        """Say that there is nothing to see."""
        if turn == self._turn:
            self._said.setText(
                self._kit.words.say("Preview not available. The file itself is kept as it came.")
            )
            self._said.show()
            self._scroll.hide()
            for button in (self.cover, self.fit, self.true_size):
                button.setEnabled(False)

    def _toggle_cover(self) -> None:
        say = self._kit.words.say
        self._covered = not self._covered
        self.cover.show_text(say("Show") if self._covered else say("Cover"))
        self.cover.set_icon("show" if self._covered else "hide")
        if self._covered:
            self.canvas.show_picture(QPixmap(), say("Picture, covered"))
        self._ask()

    def _wanted_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        if self._zoom is None:
            room = self._room() * ratio
            return QSize(max(64, room.width()), max(64, room.height()))
        wanted = self._original * min(1.0, self._zoom)
        return QSize(min(MOST, max(64, wanted.width())), min(MOST, max(64, wanted.height())))

    def _fit(self) -> None:
        self._zoom = None
        self._ask()

    def _show_true_size(self) -> None:
        self._zoom = 1.0
        self._ask()

    def _step(self, way: int) -> None:
        if self._original.isEmpty():
            return
        now = (
            self._zoom
            if self._zoom is not None
            else self.canvas.width() * self.devicePixelRatioF() / self._original.width()
        )
        beyond = [step for step in STEPS if (step > now * 1.01 if way > 0 else step < now * 0.99)]
        if beyond:
            self._zoom = beyond[0 if way > 0 else -1]
            self._ask()

    def _place(self) -> None:
        self.fit.setChecked(self._zoom is None)
        self.true_size.setChecked(self._zoom == 1.0)
        if self._original.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        if self._zoom is None:
            room = self._room()
            size = self._original / ratio
            if size.width() > room.width() or size.height() > room.height():
                size = self._original.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        else:
            size = self._original * (self._zoom / ratio)
        self.canvas.resize(size)

    def _room(self) -> QSize:
        return QSize(self.width() - 8, max(64, self.height() - sizes.scaled(34) - 30))


class _Request:
    """A picture on its way, with the turn it belongs to."""

    def __init__(self, sheet: PictureSheet, turn: int) -> None:
        self._sheet = sheet
        self._turn = turn

    def come(self, pixels: Pixels) -> None:
        self._sheet.take(self._turn, pixels)

    def refused(self, _error: BaseException) -> None:
        self._sheet.refuse(self._turn)


class _Canvas(QWidget):
    """Paints the picture as large as itself."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()

    def show_picture(self, picture: QPixmap, name: str) -> None:
        """Show this."""
        self._picture = picture
        self.setAccessibleName(one_line(name))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._picture.isNull():
            painter.fillRect(self.rect(), colour(Token.LINE))
            return
        painter.drawPixmap(QRect(QPoint(0, 0), self.size()), self._picture)
