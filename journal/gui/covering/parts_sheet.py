"""Asked before pictures are looked at of which a part was chosen: what is to be done about the rest of them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.covering.sheet import Showing
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label


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
        self.body.addWidget(
            Label(
                say(
                    "If nothing else is said, only the part goes on the paper. What lies around it stays with you."
                    " You look at every picture next, and can still decide otherwise for each."
                )
            )
        )
        self.look = Button(say("Look"))
        self.cover = Button(say("Cover, and hand over all of it"))
        self.part = Button(say("Hand over only the chosen part"), Role.MAIN)
        for button, showing in (
            (self.look, Showing.AROUND),
            (self.cover, Showing.WHOLE),
            (self.part, Showing.PART),
        ):
            button.clicked.connect(partial(self._answer, showing))
        self.foot.addWidget(Flowing(self.look, self.cover, self.part), 1)

    def ask(self) -> None:
        """Show the question."""
        self.open_over(self.part)

    def _answer(self, showing: Showing) -> None:
        self.answered.emit(showing)
        self.close_sheet()
