"""Where there is something else than a journal that can be opened: what it is, and what to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.look.card import Card, Desktop
from journal.gui.text.button import Button
from journal.gui.text.label import Heading, Label, Small
from journal.gui.text.marks import visible
from journal.gui.unlock.found import in_words

if TYPE_CHECKING:
    from journal.services.door import Found


class StuckPane(Desktop):
    """Nothing is created over, repaired or deleted; `look_again` asks to look once more."""

    look_again = Signal()

    def __init__(self, kit: Kit, found: "Found", place: str, parent: QWidget | None = None) -> None:
        card = Card(440)
        super().__init__(card, parent)
        what, next_step = in_words(kit.words, found)
        card.box.addWidget(Heading(kit.words.say("Journal")))
        card.box.addWidget(Label(what))
        card.box.addWidget(Label(next_step))
        card.box.addWidget(Small(visible(place)))
        self.again = Button(kit.words.say("Look again"))
        self.again.clicked.connect(self.look_again)
        card.box.addWidget(self.again)
        self.setFocusProxy(self.again)
