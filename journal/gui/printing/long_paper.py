"""Says how long a paper is, before it is printed, and offers the one most readers would rather have."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.printing import Layout, PrintWish
from journal.gui.kit import Kit
from journal.gui.printing.layouts import layout_name
from journal.gui.text.button import Button
from journal.gui.text.label import Kind, Label

if TYPE_CHECKING:
    from journal.services.papers import Shorter
    from journal.services.paperwork import Paperwork


class LongPaper(QWidget):
    """Hidden while a paper is short. `taken` is the layout the person takes instead."""

    taken = Signal(object)

    def __init__(self, kit: Kit, paperwork: "Paperwork", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._paperwork = paperwork
        self._turn = 0
        self._layout: Layout | None = None
        self.said = Label("", Kind.STRONG)
        self.take = Button(kit.words.say("Take the short one"), small=True)
        self.take.clicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.said)
        box.addWidget(self.take)
        self.hide()

    def forget(self) -> None:
        """Say nothing of a paper that is no longer the one."""
        self._turn += 1
        self.hide()

    def ask(self, wish: PrintWish, pages: int) -> None:
        """Say it, if this paper of so many pages is long."""
        self.forget()
        future = self._paperwork.shorter_paper(wish, pages, self._paperwork.languages.words(wish.language))
        self._kit.jobs.watch(future, self, partial(self._tell, self._turn, pages), self._not_told)

    def _tell(self, turn: int, pages: int, shorter: "Shorter | None") -> None:
        if turn != self._turn or shorter is None:
            return
        words = self._kit.words
        self._layout = shorter.layout
        name = layout_name(words, shorter.layout)
        self.said.setText(
            words.say(
                "{pages} pages. Most readers want “{layout}”: {few} pages.",
                pages=words.number(pages),
                layout=name,
                few=words.number(shorter.pages),
            )
        )
        self.take.show_text(words.say("Take “{layout}”", layout=name))
        self.show()

    def _not_told(self, _error: BaseException) -> None:
        self.hide()

    def _take(self) -> None:
        if self._layout is not None:
            self.taken.emit(self._layout)
