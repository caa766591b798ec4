"""The seal as it is now, to be read to somebody who writes it down, and finding again one that was written down."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.opening.words_shown import WordsShown
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.copying import copy_text
from journal.gui.text.fields import Line
from journal.gui.text.label import Kind, Label, Small

if TYPE_CHECKING:
    from journal.services.anchoring import Spoken
    from journal.services.journal import Journal

_GROUP, _GROUPS = 4, 8


class SealSheet(Sheet):
    """Shows what lets somebody else vouch for the day; nothing leaves the computer."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("The seal of your journal"), width=540)
        self._kit = kit
        self._journal = journal
        self._seal = ""
        self.body.addWidget(
            Label(
                say(
                    "This number stands for everything up to now. Nothing can be read from it. Somebody you trust"
                    " writes it down with the day, and can show later that nothing was changed since."
                )
            )
        )
        self.digits = Label("", Kind.STRONG)
        self.copy = Button(say("Copy"), small=True)
        self.copy.clicked.connect(self._copy)
        self.body.addWidget(self.digits)
        self.body.addWidget(self.copy)
        self.body.addWidget(Small(say("Read aloud it is these words. They open nothing.")))
        self.words = WordsShown(kit.words)
        self.body.addWidget(self.words)
        self.body.addSpacing(8)
        self.body.addWidget(Label(say("One that was written down"), Kind.STRONG))
        self.typed = Line(say("Its 64 digits or its 24 words"), hint=say("64 digits, or 24 words"))
        self.typed.returnPressed.connect(self._look_up)
        self.typed.textChanged.connect(self._settle)
        self.look = Button(say("Look for it"))
        self.look.clicked.connect(self._look_up)
        row = QHBoxLayout()
        row.addWidget(self.typed, 1)
        row.addWidget(self.look)
        self.body.addLayout(row)
        self.said = Label("")
        self.said.hide()
        self.body.addWidget(self.said)
        self.done = Button(say("Done"), Role.MAIN)
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
        self._settle()

    def begin(self) -> None:
        """Show it, with the seal as soon as it is there."""
        self.open_over(self.done)
        self._kit.jobs.watch(self._journal.outside.seal(), self, self._show)

    def _show(self, spoken: "Spoken") -> None:
        self._seal = spoken.seal.hex
        groups = [self._seal[at : at + _GROUP] for at in range(0, len(self._seal), _GROUP)]
        lines = [" ".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS)]
        self.digits.setText("\n".join(lines))
        self.words.show_words(spoken.words)
        self._settle()

    def _copy(self) -> None:
        copy_text(self._seal)

    def _look_up(self) -> None:
        if self.look.isEnabled():
            future = self._journal.outside.look_up(self.typed.text())
            self._kit.jobs.watch(future, self, self._found, self._is_none)

    def _found(self, record: int | None) -> None:
        words = self._kit.words
        self._say(
            words.say("Your journal does not have it. Compare it once more.")
            if record is None
            else words.say(
                "Your journal has it, after record {number}. All up to there is as it was then.",
                number=words.number(record),
            )
        )

    def _is_none(self, _error: BaseException) -> None:
        self._say(
            self._kit.words.say("That is no seal. It has 64 digits, or 24 words. Compare it once more.")
        )

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

    def _settle(self, _text: str = "") -> None:
        self.copy.setEnabled(bool(self._seal))
        self.look.setEnabled(bool(self.typed.text().strip()))
