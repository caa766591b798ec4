"""The small line after a capture: it takes no focus, says that it is kept, and opens for words when clicked."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.ids import ActorId, EvidenceId
from journal.domain.incident import LONGEST_HEADLINE, Attribution, Basis
from journal.domain.reading import ActorLine, Draft, Settled
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Pick
from journal.gui.text.fields import Line
from journal.gui.text.label import Kind, Label, Small

if TYPE_CHECKING:
    from journal.services.journal import Journal

SHOWN_MS = 8_000


class CaptureLine(QWidget):
    """A top-level window of its own. `changed` tells that the journal was; `over` that the line is gone."""

    changed = Signal()
    over = Signal()

    def __init__(
        self, kit: Kit, journal: "Journal", evidence: EvidenceId, people: tuple[ActorLine, ...], note: str
    ) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._kit = kit
        self._journal = journal
        self._evidence = evidence
        self._opened = False
        say = kit.words.say
        self.setWindowTitle("Journal")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.kept = Label(say("Kept {time}", time=kit.words.clock(kit.now())), Kind.STRONG)
        self.kept.setWordWrap(False)
        self._hint = Small(
            say("click to add words") if not note else say("but there is nothing to see in it")
        )
        self._hint.setWordWrap(False)
        self.words = Line(say("What happened, in a few words"), hint=say("What happened, in a few words"))
        self.page = Line(say("Page address"), hint=say("Page address (Ctrl+V)"))
        self.who = Pick(say("Who"))
        self.who.offer(say("Who? Not said"), None)
        for person in people:
            self.who.offer(person.label, person.id)
        self.not_this = Button(say("Not this"))
        self.done = Button(say("Done"), Role.MAIN, hint=say("Enter"))
        self.not_this.clicked.connect(self._drop)
        self.done.clicked.connect(self._keep)
        self.words.returnPressed.connect(self._keep)
        self.page.returnPressed.connect(self._keep)
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._end)
        self.setAccessibleName(say("Kept, click to add words"))

    def show_kept(self) -> None:
        """Show the line in the corner of the screen; the focus stays where it is."""
        self._place()
        self.show()
        self._timer.start()

    def open_for_words(self) -> None:
        """Turn into fields and take the focus."""
        if self._opened:
            return
        self._opened = True
        self._timer.stop()
        self._hint.hide()
        self._fields.show()
        self.hide()
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, False)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self.unsetCursor()
        self._place()
        self.show()
        self.activateWindow()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), sizes.RADIUS + 3, sizes.RADIUS + 3)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.open_for_words()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(Token.FIELD_BORDER), 1))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), sizes.RADIUS + 3, sizes.RADIUS + 3
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.kept)
        head.addWidget(self._hint)
        head.addStretch(1)
        self._fields = QWidget()
        box = QVBoxLayout(self._fields)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        for field in (self.words, self.page, self.who):
            box.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(self.not_this)
        row.addStretch(1)
        row.addWidget(self.done)
        box.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 14)
        whole.addLayout(head)
        whole.addWidget(self._fields)
        self._fields.hide()
        self.setMinimumWidth(sizes.scaled(400))

    def _place(self) -> None:
        self.adjustSize()
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.move(screen.right() - self.width() - 24, screen.bottom() - self.height() - 24)

    def _keep(self) -> None:
        if not (self.words.text().strip() or self.page.text().strip() or self.who.currentData()):
            self._end()
            return
        self.done.setEnabled(False)
        self._kit.jobs.watch(
            self._journal.start_draft(None, (self._evidence,)), self, self._fill, self._failed
        )

    def _fill(self, draft: Draft) -> None:
        who = self.who.currentData()
        incident = replace(
            draft.incident,
            headline=self.words.text().strip()[:LONGEST_HEADLINE],
            link=self.page.text().strip(),
            actors=(Attribution(ActorId(who), Basis.BELIEF),) if who else (),
        )
        self._kit.jobs.watch(
            self._journal.keep_draft(replace(draft, incident=incident)), self, self._settle, self._failed
        )

    def _settle(self, draft: Draft) -> None:
        self._kit.jobs.watch(self._journal.settle(draft.id), self, self._settled, self._failed)

    def _settled(self, _settled: Settled) -> None:
        self.changed.emit()
        self._end()

    def _drop(self) -> None:
        self._kit.jobs.watch(self._journal.void_evidence(self._evidence), self, self._dropped, self._failed)

    def _dropped(self, _nothing: None) -> None:
        self.changed.emit()
        self._end()

    def _failed(self, error: BaseException) -> None:
        self.done.setEnabled(True)
        self._kit.jobs.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self.hide()
        self.over.emit()
        self.deleteLater()
