"""Pictures one after another, each to be covered, left as it is, or left out; every answer is kept at once.

A document is gone through page by page in the same way; its copy is made once every page was decided about.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.domain import media_types
from journal.domain.evidence import Derivative
from journal.domain.ids import EvidenceId
from journal.domain.reading import Piece
from journal.gui.covering.editor import CoverEditor
from journal.gui.covering.in_document import InDocument
from journal.gui.covering.which import WhichPicture
from journal.gui.covering.which_page import WhichPage
from journal.gui.kit import Kit
from journal.gui.sheet.question import Question
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Elided, Kind

if TYPE_CHECKING:
    from journal.services.journal import Journal

_WIDE = 1600

SEEN_MS = 400
"""So long a picture is in sight before anything can be decided about it."""


class Showing(Enum):
    """What is shown first of pictures of which a part was chosen."""

    PART = auto()
    AROUND = auto()
    WHOLE = auto()


class CoveringSheet(Sheet):
    """`decided` says of which picture something was decided; it closes after the last of them."""

    decided = Signal(str)

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        host: QWidget,
        pictures: Sequence[Piece],
        showing: Showing = Showing.PART,
        left_out: Iterable[EvidenceId] = (),
        *,
        undecided: bool = False,
        unread: bool = False,
    ) -> None:
        """`left_out` are those of them that were left out before; `undecided` says that all of them wait, and `unread`
        that a computer could not read them, so that what is decided here is decided knowing that."""
        say = kit.words.say
        heading = (
            say("Cover what is private")
            if len(pictures) > 1
            else say("Cover what is private in this document")
            if _is_document(pictures[0], whole=showing is Showing.WHOLE)
            else say("Cover what is private in this picture")
        )
        super().__init__(kit.words, host, heading, width=_WIDE, tall=True)
        self._kit = kit
        self._journal = journal
        self._pictures = tuple(piece.id for piece in pictures)
        self._showing = showing
        self._left_out = set(left_out)
        self._decided_here: set[EvidenceId] = set()
        self._all_unread = unread
        self._is_unread = unread
        self._at = 0
        self._piece: Piece | None = None
        self._then: Callable[[], None] | None = None
        self._is_over = False
        self._is_waiting = True
        self._is_shown = False
        # A second click that was meant for the picture before decides nothing about the one that follows.
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(SEEN_MS)
        self._seen.timeout.connect(self._settle)
        self.title = Elided("", Kind.STRONG, mode=Qt.TextElideMode.ElideMiddle)
        self.editor = CoverEditor(kit, journal)
        self.which = WhichPicture(kit.words, pictures, self._left_out)
        self.pages = WhichPage(kit.words)
        self._document = InDocument(kit, journal, self.editor, self.pages, self)
        self.body.addWidget(self.title)
        self.body.addWidget(self.editor, 1)
        self.before = Button(say("Previous"), Role.QUIET)
        self.next = Button(say("Next"), Role.QUIET)
        self.rest = Button(say("Leave out the rest…"), Role.QUIET)
        self.other_pages = Button(say("Leave out the other pages…"), Role.QUIET)
        self.leave_out = Button(say("Leave out"))
        self.done = Button(say("Nothing to cover"), Role.MAIN)
        self.body.addWidget(Flowing(self.which, self.pages, self.other_pages, self.rest))
        self.foot.addWidget(Flowing(self.before, self.next), 1)
        self.foot.addWidget(Flowing(self.leave_out, self.done))
        self.rest.setVisible(undecided and len(pictures) > 1)
        self._connect()
        self._settle()

    def begin(self) -> None:
        """Show the first of them."""
        self.open_over(self.editor.canvas)
        self._show_at(0)

    def _connect(self) -> None:
        self.other_pages.clicked.connect(self._ask_about_pages)
        self.pages.wanted.connect(self._go_to_page)
        self.editor.document_wanted.connect(self._want_document)
        self._document.waiting.connect(self._wait)
        self._document.shown.connect(self._page_shown)
        self._document.refused.connect(self._pages_refused)
        self._document.copying.connect(self.title.show_text)
        self._document.made.connect(self._decided)
        self._document.not_made.connect(self._copy_failed)
        self._document.failed.connect(self._failed)
        self.rest.clicked.connect(self._ask_about_rest)
        self.which.wanted.connect(self._go_to)
        self.before.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.leave_out.clicked.connect(self._leave_out)
        self.done.clicked.connect(self._cover)
        self.editor.accepted.connect(self._cover)
        self.editor.changed.connect(self._settle)

    def close_sheet(self) -> None:
        self._unless_unsaved(self._close)

    def _close(self) -> None:
        self._is_over = True
        self._document.stop()
        super().close_sheet()

    # From one to the next

    def _go_back(self) -> None:
        if self._document.page > 1:
            self._unless_unsaved(partial(self._document.show, self._document.page - 1), inside=True)
        else:
            self._unless_unsaved(partial(self._show_at, self._at - 1))

    def _go_on(self) -> None:
        if self._document.page < self._document.count:
            self._unless_unsaved(partial(self._document.show, self._document.page + 1), inside=True)
        else:
            self._unless_unsaved(partial(self._show_at, self._at + 1))

    def _go_to(self, at: int) -> None:
        self.which.show_at(self._at)
        if at != self._at:
            self._unless_unsaved(partial(self._show_at, at))

    def _show_at(self, at: int) -> None:
        if self._is_over:
            return
        if at >= len(self._pictures):
            self._close()
            return
        self._at = max(0, at)
        self._piece = None
        self._document.leave()
        self._is_unread = self._all_unread
        self.which.show_at(self._at)
        self._wait()
        self._kit.jobs.watch(self._journal.piece(self._pictures[self._at]), self, self._know, self._failed)

    def _know(self, piece: Piece) -> None:
        self._piece = piece
        whole = self._showing is Showing.WHOLE
        if _is_document(piece, whole=whole):
            self._ask_for_pages()
            return
        self._tell(piece)
        self._is_waiting = False
        self.editor.show_piece(piece, whole=whole, look=self._showing is Showing.AROUND)
        self.editor.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, piece: Piece, of_page: str = "") -> None:
        words = self._kit.words
        parts = [piece.evidence.name]
        if len(self._pictures) > 1:
            at, every = words.number(self._at + 1), words.number(len(self._pictures))
            parts.insert(0, words.say("{at} of {all}", at=at, all=every))
        if of_page:
            parts.append(of_page)
        elif piece.id in self._left_out:
            parts.append(words.say("left out"))
        elif piece.covered is not None:
            count = len(piece.covered.all_covers)
            covered = words.count("{number} place covered", "{number} places covered", count)
            parts.append(covered if count else words.say("nothing to cover"))
        self.title.show_text(" · ".join(parts))

    # From page to page

    def _want_document(self) -> None:
        self._unless_unsaved(self._ask_for_pages)

    def _ask_for_pages(self) -> None:
        if self._piece is not None:
            self._tell(self._piece)
            self._document.open(self._piece)

    def _go_to_page(self, at: int) -> None:
        self.pages.choose(self._document.page - 1)
        if at + 1 != self._document.page:
            self._unless_unsaved(partial(self._document.show, at + 1), inside=True)

    def _ask_about_pages(self) -> None:
        self._document.ask_about_others(self._host)

    def _page_shown(self, said: str) -> None:
        if self._piece is not None:
            self._tell(self._piece, said)
        self._is_waiting = False
        self.editor.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settle()

    def _pages_refused(self, said: str) -> None:
        self._is_waiting = False
        self.editor.refuse_document(said)
        self.leave_out.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_failed(self, error: BaseException) -> None:
        self._then = None
        self._failed(error)
        self._ask_for_pages()

    # Deciding

    def _cover(self) -> None:
        piece = self.editor.piece
        if piece is None or not self.done.isEnabled():
            return
        if not self.editor.is_seen:
            self.editor.show_rest()
            self._seen.start()
            self._settle()
            return
        self._is_unread = self._is_unread or self.editor.found.could_not_read
        if self._document.is_open:
            self._document.answer(self.editor.boxes())
            return
        self._wait()
        made = self._journal.covering.cover(piece.id, self.editor.boxes(), self.editor.whole)
        self._kit.jobs.watch(made, self, self._decided, self._failed)

    def _leave_out(self) -> None:
        if self._document.count > 1:
            self._document.answer(None)
            return
        self._wait()
        left = self._journal.covering.leave_out(self._pictures[self._at])
        self._kit.jobs.watch(left, self, self._decided, self._failed)

    def _ask_about_rest(self) -> None:
        words, number = self._kit.words, len(self._waiting())
        question = Question(
            self._words,
            self._host,
            words.count("Leave out {number} picture?", "Leave out {number} pictures?", number),
            words.say("They stay in the journal, and each can be taken in again later."),
            words.say("Leave them out"),
            words.say("Go on looking"),
        )
        question.agreed.connect(self._leave_out_rest)
        question.ask()

    def _leave_out_rest(self) -> None:
        self._wait()
        left = self._journal.covering.leave_out(*self._waiting())
        self._kit.jobs.watch(left, self, self._rest_left_out, self._failed)

    def _rest_left_out(self, _nothing: object) -> None:
        for subject in self._waiting():
            self.decided.emit(subject)
        self._close()

    def _waiting(self) -> tuple[EvidenceId, ...]:
        return tuple(subject for subject in self._pictures if subject not in self._decided_here)

    def _wait(self) -> None:
        self._is_waiting = True
        self._settle()

    def _decided(self, made: Derivative | None) -> None:
        subject = self._pictures[self._at]
        if made is None:
            self._left_out.add(subject)
        elif self._is_unread:
            # It is on screen that the computer could not read it: whoever answers now has looked knowing that.
            self._wait()
            told = self._journal.in_pictures.looked_at(made)
            self._kit.jobs.watch(told, self, partial(self._decide, made), self._failed)
            return
        self._decide(made)

    def _decide(self, made: Derivative | None, _nothing: object = None) -> None:
        subject = self._pictures[self._at]
        if made is not None:
            self._left_out.discard(subject)
        self._decided_here.add(subject)
        self.which.decide(self._at, left_out=made is None)
        self.decided.emit(subject)
        then, self._then = self._then, None
        if then is not None:
            then()
        else:
            self._show_at(self._at + 1)

    def _failed(self, error: BaseException) -> None:
        self._is_waiting = False
        self._settle()
        self._kit.jobs.failed.emit(error)

    def _settle(self) -> None:
        words, count = self._kit.words, len(self.editor.boxes())
        if self.editor.is_ready and not self._is_shown:
            self._seen.start()
        self._is_shown = self.editor.is_ready
        free = not self._is_waiting
        document = self._document
        several = document.count > 1
        self.before.setEnabled(free and (self._at > 0 or document.page > 1))
        self.next.setEnabled(
            free and (self._at + 1 < len(self._pictures) or 0 < document.page < document.count)
        )
        for button in (self.before, self.next):
            button.setVisible(several or len(self._pictures) > 1)
        self.which.setEnabled(free)
        self.pages.setEnabled(free)
        self.other_pages.setVisible(several and document.undecided > 0)
        self.other_pages.setEnabled(free)
        self.leave_out.show_text(words.say("Leave out page") if several else words.say("Leave out"))
        self.rest.setEnabled(free)
        self.leave_out.setEnabled(free and not self._seen.isActive())
        self.done.setEnabled(free and self.editor.is_in_sight and not self._seen.isActive())
        unseen = self.done.isEnabled() and not self.editor.is_seen
        self.done.show_text(
            words.say("Show the rest of it")
            if unseen
            else words.count("Cover {number} place", "Cover {number} places", count)
            if count
            else words.say("Nothing to cover")
        )

    def _unless_unsaved(self, then: Callable[[], None], *, inside: bool = False) -> None:
        """Go there, unless something is not kept; `inside` is another page of the same document."""
        go = then if inside else partial(self._after_copy, then)
        if self._is_over or not self.editor.is_changed:
            go()
            return
        say = self._kit.words.say
        question = Question(
            self._words,
            self._host,
            say("Leave this page as it was?")
            if self._document.page
            else say("Leave this picture as it was?"),
            say("What you changed in it just now is not kept."),
            say("Do not keep it"),
            say("Go on covering"),
        )
        question.agreed.connect(go)
        question.ask()

    def _after_copy(self, then: Callable[[], None]) -> None:
        """Go there once the copy is made, if everything about a document was said and there is none of just that."""
        if self._is_over or self._is_waiting or not self._document.owes_copy:
            then()
            return
        self._then = then
        self._document.finish()


def _is_document(piece: Piece, *, whole: bool) -> bool:
    """Whether it is gone through page by page: unless a part of its first page was chosen, and is enough."""
    if piece.evidence.original.media_type != media_types.PDF:
        return False
    return piece.part is None or whole or (piece.covered is not None and bool(piece.covered.pages))
