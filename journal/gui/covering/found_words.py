"""Says under a picture that is to be covered what a computer read in it, and where boxes should lie."""

from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.ids import EvidenceId
from journal.gui.kit import Kit
from journal.gui.text.label import Small
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.in_pictures import Places
    from journal.services.journal import Journal


class FoundWords(Small):
    """`proposed` brings the boxes, tuples of `Box`, that lie over what the person keeps private."""

    proposed = Signal(object)

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._kit = kit
        self._journal = journal
        self._turn = 0
        self.could_not_read = False
        self.hide()

    def look(self, subject: EvidenceId, whole: bool) -> None:
        """Have this picture read; another one that is still being read is forgotten."""
        self._wait_for(self._journal.in_pictures.places(subject, whole))

    def look_at_page(self, subject: EvidenceId, page: int) -> None:
        """The same of a page of a document, counted from 1."""
        self._wait_for(self._journal.in_pictures.places_on_page(subject, page))

    def _wait_for(self, future: "Future[Places]") -> None:
        self.forget()
        self._tell(self._kit.words.say("The computer looks for words that you keep private…"))
        self._kit.jobs.watch(future, self, partial(self._know, self._turn), partial(self._fail, self._turn))

    def forget(self) -> None:
        """Say nothing, whatever comes of what was asked."""
        self._turn += 1
        self.could_not_read = False
        self._tell("")

    def _know(self, turn: int, places: "Places") -> None:
        if turn != self._turn:
            return
        words = self._kit.words
        self.could_not_read = not places.was_read
        if not places.was_looked_for:
            self._tell("")
        elif not places.was_read and not places.boxes:
            self._tell(words.say("The computer could not read words in this picture. Look at it yourself."))
        elif not places.boxes:
            self._tell(
                words.say(
                    "The computer read nothing here that you keep private. It misses some: look yourself."
                )
            )
        else:
            said = words.say(
                "Boxes lie over what the computer read: {terms}. It misses some words: look yourself.",
                terms=", ".join(visible(term) for term in places.terms),
            )
            self._tell(said)
            self.proposed.emit(places.boxes)

    def _fail(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            self._tell("")
            self._kit.jobs.failed.emit(error)

    def _tell(self, text: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))
