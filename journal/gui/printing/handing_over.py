"""Asks before something is handed over: in which form, what goes along, a password, and the passphrase once more."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.handing_over import FORM_BYTES, MAIL_BYTES, Form, Parcel
from journal.domain.printing import Along, Layout
from journal.gui.kit import Kit
from journal.gui.opening.again import AgainSheet
from journal.gui.printing.layouts import layout_name
from journal.gui.printing.password import PasswordWish
from journal.gui.text.choices import Check, Choice, Pick, words_begin
from journal.gui.text.label import Kind, Label, Small

if TYPE_CHECKING:
    from journal.services.what_opens import WhatOpens

SIZES = (10, 25, 50, 100, 250, 500, 1_000)
"""What forms take, in MB."""

MAIL_SIZES = (3, 5, 10, 15, 20)
"""What mail boxes take, in MB, less the third that is added on the way."""


class HandingOverSheet(AgainSheet):
    """`agreed` carries what is to be made. `layout` is what the person looked at, which only a mail takes along."""

    agreed = Signal(object)

    def __init__(self, kit: Kit, what_opens: "WhatOpens", host: QWidget, layout: Layout = Layout.LOG) -> None:
        say = kit.words.say
        super().__init__(kit, what_opens, host, say("Hand over"), "", say("Choose where…"), width=540)
        self.forms = {
            Form.FOLDER: Choice(say("A folder")),
            Form.FLAT: Choice(say("Files for an upload form")),
            Form.MAIL: Choice(say("One PDF for e-mail")),
        }
        told = {
            Form.FOLDER: say(
                "For a stick, or to give in person: the printed log, its files, and what others need to check that"
                " nothing was changed."
            ),
            Form.FLAT: say(
                "The same with no folders inside and plain names, because such forms take no folders."
            ),
            Form.MAIL: say("The printed log alone. Its pictures become smaller where they have to."),
        }
        if layout is not Layout.LOG:
            name = layout_name(kit.words, layout)
            told[Form.FOLDER] += " " + say("It holds the full log, not only “{layout}”.", layout=name)
            told[Form.MAIL] = say("“{layout}” alone, as you see it.", layout=name)
        asked = QVBoxLayout()
        asked.setSpacing(2)
        for form, choice in self.forms.items():
            choice.toggled.connect(self._settle)
            about = QHBoxLayout()
            about.setContentsMargins(words_begin(), 0, 0, 2)
            about.addWidget(Small(told[form]))
            asked.addWidget(choice)
            asked.addLayout(about)
        self.largest = Pick(say("The largest file the form takes"))
        for size in SIZES:
            self.largest.offer(say("No file over {size} MB", size=kit.words.number(size)), size * 1_000_000)
        self.largest.choose(FORM_BYTES)
        self.mail_size = Pick(say("The largest PDF the mail box takes"))
        for size in MAIL_SIZES:
            self.mail_size.offer(say("Under {size} MB", size=kit.words.number(size)), size * 1_000_000)
        self.mail_size.choose(MAIL_BYTES)
        self.left_out = Small(say("Larger files are left out and listed. Hand those over on a stick."))
        self.history = Check(say("Earlier versions of changed entries go along"))
        self.whole = Check(say("Whole pictures too, where a part was chosen"))
        self.password = PasswordWish(kit.words, what_opens.suggest)
        never = Small(say("Notes only for you and how to reach you or a witness are never in it."))
        own = Label(say("Your own passphrase, so that nobody else does this"), Kind.STRONG)
        self.body.insertLayout(0, asked)
        for at, widget in enumerate(
            (
                *(self.largest, self.left_out, self.mail_size),
                *(self.history, self.whole, self.password, never, own),
            ),
            start=1,
        ):
            self.body.insertWidget(at, widget)
        self._words = kit.words
        self.password.changed.connect(self.settle)
        self.confirmed.connect(self._agree)
        self.forms[Form.FOLDER].setChecked(True)

    def parcel(self) -> Parcel:
        """What is wished."""
        form = next(one for one, choice in self.forms.items() if choice.isChecked())
        along = Along(self.history.isChecked(), self.whole.isChecked())
        most = {
            Form.FLAT: int(self.largest.currentData()),
            Form.MAIL: int(self.mail_size.currentData()),
        }.get(form, 0)
        return Parcel(form, Along() if form is Form.MAIL else along, most, self.password.password())

    def _settle(self, chosen: bool) -> None:
        if not chosen:
            return
        form = self.parcel().form
        for widget in (self.largest, self.left_out):
            widget.setVisible(form is Form.FLAT)
        self.mail_size.setVisible(form is Form.MAIL)
        for check in (self.history, self.whole):
            check.setVisible(form is not Form.MAIL)
        say = self._words.say
        self.password.tell(
            say("The usual programs for PDF files ask for it.")
            if form is Form.MAIL
            else say("It becomes one locked .zip file. Whoever gets it needs 7-Zip, which is free.")
        )

    def is_ready(self) -> bool:
        """A password that is wished was typed, too."""
        return super().is_ready() and self.password.is_ready()

    def _agree(self, _passphrase: str) -> None:
        self.agreed.emit(self.parcel())


def free_name(place: Path, day: str, ending: str = "") -> Path:
    """A name in that folder which nothing has yet: the day, or the day and a number."""
    number = 1
    while (path := place / f"{day if number == 1 else f'{day} {number}'}{ending}").exists():
        number += 1
    return path


def called(parcel: Parcel, place: Path, day: str) -> Path:
    """Where in that folder it goes."""
    if parcel.form is Form.MAIL:
        return free_name(place, day, ".pdf")
    return free_name(place, day, ".zip" if parcel.password else "")
