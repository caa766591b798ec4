"""The pages of one document, gone through one after another; its copy is made once every page was decided about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Box
from journal.domain.reading import Piece
from journal.gui.covering.editor import CoverEditor
from journal.gui.covering.which_page import WhichPage
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.sheet.question import Question

if TYPE_CHECKING:
    from journal.services.covered_pages import Document, PageAnswer
    from journal.services.journal import Journal

_NEEDS_PASSWORD = "needs a password"  # noqa: S105 - a reason, not a secret


class InDocument(QObject):
    """Where one is in a document; while none is open there is no page.

    `waiting` says that something was asked for, `shown` which page is in sight and what was decided about it,
    `refused` why none can be, `copying` how far the copy is, `made` carries it, and `not_made` why there is none.
    """

    waiting = Signal()
    shown = Signal(str)
    refused = Signal(str)
    copying = Signal(str)
    made = Signal(object)
    not_made = Signal(object)
    failed = Signal(object)

    def __init__(
        self, kit: Kit, journal: "Journal", editor: CoverEditor, pages: WhichPage, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._kit = kit
        self._pages_of = journal.covering.pages
        self._editor = editor
        self._pages = pages
        self._piece: Piece | None = None
        self._document: Document | None = None
        self._progress: Progress | None = None
        self.page = 0
        """The one in sight, counted from 1; 0 where what is covered is no document."""

    @property
    def is_open(self) -> bool:
        """Whether its pages are there to be decided about."""
        return self._document is not None

    @property
    def count(self) -> int:
        """How many pages it has; 0 while none is open."""
        return len(self._document.answers) if self._document is not None else 0

    @property
    def undecided(self) -> int:
        """How many pages nobody has decided about."""
        return sum(answer is None for answer in self._document.answers) if self._document is not None else 0

    @property
    def owes_copy(self) -> bool:
        """Whether everything was said about it, and there is no copy of just that yet."""
        return self._document is not None and not self._document.is_made and self.undecided == 0

    def leave(self) -> None:
        """Go away from it."""
        self._piece = self._document = self._progress = None
        self.page = 0
        self._pages.hide()

    def stop(self) -> None:
        """Stop the making of its copy, and go away from it."""
        if self._progress is not None:
            self._progress.stop()
        self.leave()

    def open(self, piece: Piece) -> None:
        """Ask for its pages, and show the first that waits."""
        self.waiting.emit()
        self._piece = piece
        self.page = 1
        self._editor.wait_for(piece)
        self._kit.jobs.watch(self._pages_of.document(piece.id), self, self._know, self._refuse)

    def show(self, page: int) -> None:
        """Bring that page in sight."""
        piece, document = self._piece, self._document
        if piece is None or document is None:
            return
        self.page = page
        words, answer = self._kit.words, document.answers[page - 1]
        said = tuple(self._state(each) for each in document.answers)
        at, every = words.number(page), words.number(len(said))
        self._pages.show_pages(said, page - 1)
        self._editor.show_page(piece, page, answer.covers if answer is not None else ())
        self.shown.emit(words.say("page {at} of {all} · {state}", at=at, all=every, state=said[page - 1]))

    def answer(self, boxes: Sequence[Box] | None) -> None:
        """Keep what is to be covered on the page in sight, or None to leave it out; go on to the next that waits."""
        if self._piece is not None:
            self.waiting.emit()
            kept = self._pages_of.answer(self._piece.id, self.page, boxes)
            self._kit.jobs.watch(kept, self, self._answered, self.failed.emit)

    def ask_about_others(self, host: QWidget) -> None:
        """Ask whether all pages that wait are to be left out."""
        words = self._kit.words
        question = Question(
            words,
            host,
            words.count("Leave out {number} page?", "Leave out {number} pages?", self.undecided),
            words.say("Only the pages you have decided about go along. You can take others in later."),
            words.say("Leave them out"),
            words.say("Go on looking"),
        )
        question.agreed.connect(self.finish)
        question.ask()

    def finish(self) -> None:
        """Make the copy of the pages that are to be shown."""
        if self._piece is None:
            return
        self.waiting.emit()
        self._progress = Progress()
        self._progress.moved.connect(self._tell_progress)
        made = self._pages_of.finish(self._piece.id, self._progress)
        self._kit.jobs.watch(made, self, self.made.emit, self.not_made.emit)

    def _know(self, document: "Document") -> None:
        self._document = document
        self.show(_open_after(document, 0) or 1)

    def _refuse(self, error: BaseException) -> None:
        say = self._kit.words.say
        self._document = None
        self.refused.emit(
            say(
                "This document only opens with a password. Leave it out,"
                " or save it without one and add that file to the entry."
            )
            if getattr(error, "reason", "") == _NEEDS_PASSWORD
            else say("This document cannot be shown, so it cannot be covered. Leave it out.")
        )

    def _answered(self, document: "Document") -> None:
        were_open, self._document = self.undecided, document
        following = _open_after(document, self.page)
        if following:
            self.show(following)
        elif were_open or self.page == self.count:
            self.finish()
        else:
            self.show(self.page + 1)

    def _state(self, answer: "PageAnswer | None") -> str:
        words = self._kit.words
        if answer is None:
            return words.say("to look at")
        if answer.left_out:
            return words.say("left out")
        count = len(answer.covers)
        said = words.count("{number} place covered", "{number} places covered", count)
        return said if count else words.say("nothing to cover")

    def _tell_progress(self, done: int, of: int) -> None:
        words = self._kit.words
        number, every = words.number(min(done + 1, of)), words.number(of)
        self.copying.emit(words.say("Making the copy: page {number} of {all}", number=number, all=every))


def _open_after(document: "Document", page: int) -> int:
    """The next page nobody has decided about, else the first one; 0 where there is none."""
    waiting = [number for number, answer in enumerate(document.answers, 1) if answer is None]
    return next((number for number in waiting if number > page), waiting[0] if waiting else 0)
