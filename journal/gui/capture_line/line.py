"""The small line after a capture: it takes no focus, says that it is kept, and opens for words when asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.actor import Actor, Standing
from journal.domain.ids import ActorId, DraftId, EvidenceId
from journal.domain.reading import ActorLine, Loose
from journal.gui.capture_line.address import address_in
from journal.gui.capture_line.looked import found, to_try
from journal.gui.capture_line.noting import Noting
from journal.gui.capture_line.panel import Panel
from journal.gui.capture_line.part_sheet import PartSheet
from journal.gui.capture_line.who_line import WhoLine
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.fields import Line
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.marks import one_line
from journal.gui.text.menu import Menu

if TYPE_CHECKING:
    from journal.services.journal import Journal

SHOWN_MS = 60_000
IN_A_ROW_MS = 10_000
OPENING_KEY = "Shift+F9"
_SHOWN_ADDRESS = 44


class CaptureLine(Panel):
    """A top-level window of its own. `changed` tells that the journal was; `over` that the line is gone.

    `removal_wanted` asks for its captures to be removed for good, `part_chosen` says that one looks different now.
    """

    changed = Signal()
    over = Signal()
    removal_wanted = Signal(tuple)
    part_chosen = Signal(str)

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        noting: Noting,
        people: tuple[ActorLine, ...],
        mark: str = "",
        home: QWidget | None = None,
    ) -> None:
        super().__init__(home)
        self._kit = kit
        self._journal = journal
        self._noting = noting
        self._opened = False
        self._ended = False
        self._leaving = False
        say = kit.words.say
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.kept = Label(_kept(kit, len(noting.evidence)), Kind.STRONG)
        self.kept.setWordWrap(False)
        self._found = found(kit.words, mark)
        self._hint = Small("")
        self._hint.setWordWrap(False)
        self._try = Small(to_try(kit.words, mark))
        self.words = Line(say("What happened, in a few words"), hint=say("What happened, in a few words"))
        self.page = Line(say("Page address"), hint=say("Page address (Ctrl+V)"))
        self.use_copied = Button("", Role.CHIP, small=True)
        self.who = WhoLine(kit.words, people)
        self.part = Button(say("Choose part…"))
        self.not_this = Button(say("Not this"))
        self.other = Button("", Role.QUIET, icon="more")
        self.other.setAccessibleName(say("More to do with this picture"))
        self.done = Button(say("Done"), Role.MAIN, hint=say("Enter"))
        self._fields = QWidget()
        self._build()
        self._connect()
        self._offer_captures()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._end)
        self.setAccessibleName(say("Kept. Click to add words"))
        self.name_key(OPENING_KEY)

    def name_key(self, key: str) -> None:
        """Say that this key opens it."""
        opens = self._kit.words.say("click, or {key}, to add words", key=key)
        self._hint.setText(f"· {self._found or opens}")
        if self.isVisible() and not self._opened:
            self.place()

    def show_kept(self) -> None:
        """Show the line in the corner of the screen; the focus stays where it is."""
        self.come(self._kit.words.say("Kept"))
        self._timer.start()

    def open_for_words(self) -> None:
        """Turn into fields and take the focus."""
        if self._opened:
            self.activateWindow()
            return
        self._opened = True
        self._timer.stop()
        self._noting.begin()
        self._hint.setVisible(bool(self._found))
        self._fields.show()
        self.unsetCursor()
        self._offer_copied()
        self.take_focus()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def just_kept(self) -> tuple[EvidenceId, ...]:
        """Its captures, where nobody opened it and the next one belongs to them: several keys in a row."""
        fresh = self._timer.remainingTime() > SHOWN_MS - IN_A_ROW_MS
        return self._noting.evidence if fresh and not self._opened else ()

    def is_opened(self) -> bool:
        """Whether somebody writes in it."""
        return self._opened

    def say_more(self, text: str) -> None:
        """Say under the heading that something else happened meanwhile."""
        self._try.setText(text)
        self._try.show()
        self.place()

    def know_waiting(self, waiting: tuple[Loose, ...]) -> None:
        """These wait to be sorted: the line goes once its captures were put aside or used elsewhere.

        Words that are not kept yet stay, without the captures.
        """
        if self._ended or self._noting.waits_in(waiting):
            return
        if self._opened and not self._says_nothing() and not self._noting.is_kept():
            self._noting.go_on_alone()
        else:
            self._end(dropping=False)

    def choose_part(self) -> None:
        """Let a part of the picture be chosen, on the whole screen."""
        self._timer.stop()
        sheet = PartSheet(self._kit, self._journal, self, self._noting.evidence[-1])
        sheet.chosen.connect(self._part_chosen)
        sheet.closed.connect(self._part_over)
        if not self._opened:
            self.open_for_words()
        self.cover_screen()
        sheet.begin()

    def let_go(self) -> None:
        """Keep what was typed and take the line away: the journal locks, or something else is to be seen."""
        self._noting.keep_now()
        self._end(dropping=self._is_nothing())

    def draft(self) -> DraftId | None:
        """What it writes in, if anything was written yet."""
        return self._noting.draft_id()

    def leave_draft(self) -> None:
        """Keep what was typed and take the line away; the draft stays, for it is gone on with elsewhere."""
        self._noting.keep_now()
        self._end(dropping=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.open_for_words()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pasting = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
        if pasting and event.type() is QEvent.Type.KeyPress and watched is not self.page:
            address = address_in(QGuiApplication.clipboard().text())
            if address and not self.page.text():
                self._take_address(address)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.kept)
        head.addWidget(self._hint)
        head.addStretch(1)
        box = QVBoxLayout(self._fields)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        for field in (self.words, self.page):
            box.addWidget(field)
        box.addWidget(self.use_copied, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.who)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.part, self.not_this, self.other):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.done)
        box.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 14)
        whole.addLayout(head)
        whole.addWidget(self._try)
        whole.addWidget(self._fields)
        self._try.setVisible(bool(self._try.text()))
        self.use_copied.hide()
        self._fields.hide()

    def _connect(self) -> None:
        self.part.clicked.connect(self.choose_part)
        self.not_this.clicked.connect(self._drop)
        self.other.clicked.connect(self._offer)
        self.done.clicked.connect(self._keep)
        self.use_copied.clicked.connect(self._use_copied)
        for field in (self.words, self.page, self.who):
            field.textEdited.connect(self._typed)
            field.returnPressed.connect(self._keep)
        for other in (self.words, self.who):
            other.installEventFilter(self)
        self._noting.filed.connect(self._filed)
        self._noting.failed.connect(self._stay)
        self._noting.kept.connect(self._go_if_kept)
        self._noting.lost.connect(self._say_lost)

    def _offer_captures(self) -> None:
        """What can be done with captures is offered while there are any."""
        for button in (self.part, self.not_this, self.other):
            button.setVisible(bool(self._noting.evidence))

    def _say_lost(self) -> None:
        self._offer_captures()
        self.say_more(
            self._kit.words.say("A picture was put aside or used elsewhere. Your words are kept without it.")
        )

    def _offer_copied(self) -> None:
        address = address_in(QGuiApplication.clipboard().text())
        self.use_copied.setVisible(bool(address))
        shown = one_line(address)
        if len(shown) > _SHOWN_ADDRESS:
            shown = f"{shown[:_SHOWN_ADDRESS]}…"
        self.use_copied.show_text(self._kit.words.say("Use {address}", address=shown))

    def _use_copied(self) -> None:
        self._take_address(address_in(QGuiApplication.clipboard().text()))
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_address(self, address: str) -> None:
        self.page.setText(address)
        self.use_copied.hide()
        self.place()
        self._typed()

    def _typed(self, _text: str = "") -> None:
        self._leaving = False
        self._noting.note(self.words.text(), self.page.text(), self.who.known())

    def _says_nothing(self) -> bool:
        return not any(field.text().strip() for field in (self.words, self.page, self.who))

    def _is_nothing(self) -> bool:
        """Whether a draft of it would be one capture and no word; the pieces of a long page stay together."""
        return self._says_nothing() and len(self._noting.evidence) <= 1

    def _keep(self) -> None:
        if self._is_nothing():
            self._leave()
            return
        self.done.setEnabled(False)
        name = self.who.new_name()
        if name:
            future = self._journal.casework.add_actor(Actor(name, Standing.UNKNOWN))
            self._kit.jobs.watch(future, self, self._file, self._failed)
        else:
            self._file(self.who.known())

    def _file(self, who: ActorId | None) -> None:
        self._noting.note(self.words.text(), self.page.text(), who)
        self._noting.file()

    def _filed(self) -> None:
        self.changed.emit()
        self._end(dropping=False)

    def _leave(self) -> None:
        """Nothing more to say: what was typed stays a draft, a capture without words waits in To sort."""
        if self._is_nothing():
            self.let_go()
            self.changed.emit()
            return
        self._leaving = True
        self._noting.keep_now()
        self._go_if_kept()

    def _go_if_kept(self) -> None:
        """Words leave the screen only when they are safe."""
        if self._leaving and self._noting.is_kept():
            self._end(dropping=False)
            self.changed.emit()

    def _offer(self) -> None:
        say = self._kit.words.say
        menu = Menu(self.other.accessibleName(), self)
        menu.offer(say("Remove for good…"), self._ask_removal)
        menu.popup(self.other.mapToGlobal(QPoint(0, self.other.height() + 2)))

    def _ask_removal(self) -> None:
        self.removal_wanted.emit(self._noting.evidence)
        self._end()

    def _drop(self) -> None:
        """Not this: out of the lists, and back with one step of undo; nothing is removed."""
        self._noting.dropped.connect(self._put_aside)
        self._noting.drop()

    def _put_aside(self) -> None:
        future = self._journal.void_evidence(*self._noting.evidence)
        self._kit.jobs.watch(future, self, self._dropped, self._failed)

    def _dropped(self, _none: None) -> None:
        self.changed.emit()
        self._end(dropping=False)

    def _part_chosen(self) -> None:
        self.part.show_text(self._kit.words.say("Part chosen"))
        self.part.set_icon("check")
        self.part_chosen.emit(self._noting.evidence[-1])

    def _part_over(self) -> None:
        self.place()
        self.activateWindow()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        # What goes with the sheet may have chosen all of it: the next letter would take its place.
        self.words.end(False)

    def _failed(self, error: BaseException) -> None:
        self._kit.jobs.failed.emit(error)
        self._stay()

    def _stay(self) -> None:
        """It did not work, which was told: what was typed stays here."""
        self._leaving = False
        self.done.setEnabled(True)

    def _end(self, *, dropping: bool = True) -> None:
        if self._ended:
            return
        self._ended = True
        self._timer.stop()
        if dropping and self._opened:
            self._noting.drop()
        self.hide()
        self.over.emit()
        self.deleteLater()


def _kept(kit: Kit, number: int) -> str:
    time = kit.words.clock(kit.now())
    return kit.words.count("Kept {time}", "{number} pictures kept {time}", number, time=time)
