"""Covers its window with the whole picture, so that a part of it can be chosen; going back changes nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.evidence import Box, Derivative
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.gui.capture_line.part_chooser import PartChooser
from journal.gui.kit import Kit
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.picture.pixels import as_image
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.journal import Journal

MOST = 65_535


class PartSheet(QWidget):
    """`chosen` says that the part is recorded; `closed` that the sheet is gone, whatever was decided."""

    chosen = Signal()
    closed = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, evidence: str) -> None:
        super().__init__(host)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._evidence = EvidenceId(evidence)
        self._before: Box | None = None
        self._gone = False
        say = kit.words.say
        self._said = Label(
            say(
                "Draw a box around the part. Or use the arrow keys: alone they move it, with Shift they size it."
            )
        )
        self.cancel = Button(say("Back"), hint=say("Esc"))
        self.whole = Button(say("All of it"))
        self.use = Button(say("Use this part"), Role.MAIN, hint=say("Enter"))
        self.chooser = PartChooser(kit.words)
        self.cancel.clicked.connect(self.close_sheet)
        self.whole.clicked.connect(self.chooser.choose_all)
        self.use.clicked.connect(self._use)
        self.chooser.accepted.connect(self._use)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(self._said, 1)
        row.addWidget(Flowing(self.cancel, self.whole, self.use))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.chooser, 1)
        self.setAccessibleName(say("Choose a part of the picture"))
        for button in (self.whole, self.use):
            button.setEnabled(False)
        host.installEventFilter(self)
        self.setGeometry(host.rect())

    def begin(self) -> None:
        """Show the picture, as soon as it is there."""
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.chooser.setFocus(Qt.FocusReason.OtherFocusReason)
        self._kit.jobs.watch(self._journal.piece(self._evidence), self, self._know, self._failed)

    def close_sheet(self) -> None:
        """Go back; the picture stays as it was kept."""
        if self._gone:
            return
        self._gone = True
        self._host.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.WINDOW))

    def _know(self, piece: Piece) -> None:
        self._before = piece.part.box if piece.part is not None else None
        future = self._journal.pictures.picture(self._evidence, MOST, MOST, False, whole=True)
        self._kit.jobs.watch(future, self, self._show, self._failed)

    def _show(self, pixels: Pixels) -> None:
        self.chooser.show_picture(as_image(pixels), self._before)
        for button in (self.whole, self.use):
            button.setEnabled(True)

    def _use(self) -> None:
        if not self.use.isEnabled():
            return
        self.use.setEnabled(False)
        future = self._journal.pictures.choose_part(self._evidence, self.chooser.box())
        self._kit.jobs.watch(future, self, self._done, self._failed)

    def _done(self, _made: Derivative) -> None:
        self.chosen.emit()
        self.close_sheet()

    def _failed(self, error: BaseException) -> None:
        self._kit.jobs.failed.emit(error)
        self.close_sheet()
