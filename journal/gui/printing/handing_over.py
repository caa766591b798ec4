"""Asks before everything is handed over: what goes along, and the passphrase once more."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.printing import Along
from journal.gui.kit import Kit
from journal.gui.opening.again import AgainSheet
from journal.gui.text.choices import Check
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.journal import Journal


class HandingOverSheet(AgainSheet):
    """`agreed` says what else goes along."""

    agreed = Signal(object)

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(
            kit,
            journal,
            host,
            say("A folder to hand over"),
            say(
                "It holds the printed log, its files, tables of the log, and what others need to check that"
                " nothing was changed. Notes only for you and how to reach you or a witness are never in it."
            ),
            say("Choose where…"),
        )
        self.history = Check(say("Earlier versions of changed entries go along"))
        self.whole = Check(say("Whole pictures too, where a part was chosen"))
        self.body.insertWidget(1, self.history)
        self.body.insertWidget(2, self.whole)
        self.body.addWidget(
            Small(say("Anyone who finds the folder can read it. Put it on a stick for the person it is for."))
        )
        self.confirmed.connect(self._agree)

    def _agree(self, _passphrase: str) -> None:
        self.agreed.emit(Along(self.history.isChecked(), self.whole.isChecked()))


def free_name(place: Path, day: str) -> Path:
    """A name in that folder which nothing has yet: the day, or the day and a number."""
    number = 1
    while (path := place / (day if number == 1 else f"{day} {number}")).exists():
        number += 1
    return path
