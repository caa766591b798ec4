"""Asked before pictures are looked at of which a part was chosen: what is to be done about the rest of them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.covering.sheet import Showing
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label, Small


class PartsSheet(Sheet):
    """`answered` carries a `Showing`; closing it answers nothing."""

    answered = Signal(object)

    def __init__(self, kit: Kit, host: QWidget, number: int) -> None:
        words, say = kit.words, kit.words.say
        heading = words.count(
            "{number} picture shows more than the part you chose",
            "{number} pictures show more than the part you chose",
            number,
        )
        super().__init__(kit.words, host, heading, width=560)
        self.part = Button(say("Hand over only the chosen part"), Role.MAIN)
        self.look = Button(say("Look"))
        self.cover = Button(say("Cover"))
        for button, showing, about in (
            (self.part, Showing.PART, say("What lies around it stays with you. This is the safest.")),
            (self.look, Showing.AROUND, say("See what lies around it, picture by picture, before you say.")),
            (
                self.cover,
                Showing.WHOLE,
                say("Hand over all of each picture, and cover what is private in it."),
            ),
        ):
            pair = QVBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            pair.addWidget(Small(about))
            self.body.addLayout(pair)
            button.clicked.connect(partial(self._answer, showing))
        self.body.addWidget(Label(say("You look at every picture next, and can still change this for each.")))

    def ask(self) -> None:
        """Show the question."""
        self.open_over(self.part)

    def _answer(self, showing: Showing) -> None:
        self.answered.emit(showing)
        self.close_sheet()
