"""Asked before files are handed over that say where they were made: whoever gets them can read that place."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import one_line

if TYPE_CHECKING:
    from journal.services.places_told import PlaceTold

MOST_NAMED = 8


class PlacesSheet(Sheet):
    """`answered` says whether they go along; closing it answers nothing."""

    answered = Signal(bool)

    def __init__(self, kit: Kit, host: QWidget, told: "Sequence[PlaceTold]") -> None:
        words, say, number = kit.words, kit.words.say, len(told)
        heading = words.count(
            "{number} file says where it was made", "{number} files say where they were made", number
        )
        super().__init__(kit.words, host, heading, width=560)
        self.named = Small(self._names(kit, told))
        self.leave = Button(words.count("Leave it out", "Leave them out", number), Role.MAIN)
        self.give = Button(words.count("Hand it over", "Hand them over", number))
        self.body.addWidget(
            Label(
                say(
                    "Phones write the place into pictures, films and sound. Whoever gets such a file can read it: it"
                    " may be your home, or where you are safe."
                )
            )
        )
        self.body.addWidget(self.named)
        for button, gives, about in (
            (
                self.leave,
                False,
                words.count(
                    "The log still shows it, without the place. You can give the file later if somebody needs it.",
                    "The log still shows them, without the place. You can give the files later if somebody needs them.",
                    number,
                ),
            ),
            (self.give, True, say("For when the place is what has to be shown, or everyone may know it.")),
        ):
            pair = QVBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            pair.addWidget(Small(about))
            self.body.addLayout(pair)
            button.clicked.connect(partial(self._answer, gives))
        self.cancel = self.end_with()

    def ask(self) -> None:
        """Show the question."""
        self.open_over(self.leave)

    @staticmethod
    def _names(kit: Kit, told: "Sequence[PlaceTold]") -> str:
        words = kit.words
        lines = [
            words.say("Entry {number}: {name}", number=words.number(each.number), name=one_line(each.name))
            for each in told[:MOST_NAMED]
        ]
        more = len(told) - MOST_NAMED
        if more > 0:
            lines.append(words.count("and one more", "and {number} more", more))
        return "\n".join(lines)

    def _answer(self, gives: bool) -> None:
        self.answered.emit(gives)
        self.close_sheet()
