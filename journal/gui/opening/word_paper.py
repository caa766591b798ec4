"""The sheet with the 24 words on its way to a printer or into a file; it says nothing of what they open."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from journal.domain.printing import PaperSize
from journal.gui.kit import Kit
from journal.gui.printing.loose_paper import LoosePaper

if TYPE_CHECKING:
    from journal.services.printing import Paper
    from journal.services.what_opens import WhatOpens


class WordPaper(LoosePaper):
    """`told` says in words what became of it. Lives as long as its owner."""

    def __init__(self, kit: Kit, what_opens: "WhatOpens", host: QWidget, owner: QObject) -> None:
        super().__init__(kit, host, owner)
        self._what_opens = what_opens
        self._words: tuple[str, ...] = ()

    def set_words(self, words: Sequence[str]) -> None:
        """These are the words."""
        self._words = tuple(words)

    def forget(self) -> None:
        self._words = ()
        super().forget()

    def make(self, size: PaperSize) -> "Future[Paper] | None":
        return self._what_opens.word_sheet(self._words, size, self._kit.words) if self._words else None

    def write(self, paper: "Paper", target: Path) -> "Future[None]":
        return self.aside(paper.save, target)

    def saved_told(self, name: str) -> str:
        return self._kit.words.say(
            "Saved as {name}. Print it, then delete it: anyone who finds it can read it.", name=name
        )

    def sent_told(self) -> str:
        return self._kit.words.say("Sent to the printer. Take the sheet away at once.")

    def refused_told(self) -> str:
        return self._kit.words.say(
            "The printer did not take it. Write the words down by hand, or save them as a PDF."
        )
