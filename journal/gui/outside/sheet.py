"""Asking a time-stamp service: what it learns is said first, and nothing is sent before the button is pressed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.domain.anchor import Anchor
from journal.gui.adding.file_dialog import FileChoice
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.fields import Line
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from concurrent.futures import Future

    from journal.services.journal import Journal


class OutsideSheet(Sheet):
    """Closing it asks nobody anything."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Have the time confirmed"), width=540)
        self._kit = kit
        self._journal = journal
        self._host_window = host
        self.body.addWidget(
            Label(
                say(
                    "A time-stamp service can confirm that your journal was as it is today. It gets a number from which"
                    " nothing can be read. The answer is kept in the journal and goes along when you hand it over."
                )
            )
        )
        self.body.addWidget(Label(say("From this computer"), Kind.STRONG))
        self.body.addWidget(
            Small(say("The service sees that number and your internet address, nothing else."))
        )
        self.address = Line(
            say("Address of the service"), hint=say("https://…, as a lawyer or the service names it")
        )
        self.address.textChanged.connect(self._settle)
        self.address.returnPressed.connect(self._ask)
        self.ask = Button(say("Ask now"), Role.MAIN)
        self.ask.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self.address, 1)
        row.addWidget(self.ask)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.body.addWidget(Label(say("By another computer"), Kind.STRONG))
        self.body.addWidget(
            Small(
                say(
                    "Save the question on a stick, have it answered elsewhere, and bring the answer. If the service is"
                    " not known here, bring its root certificate together with the answer."
                )
            )
        )
        self.carry = Button(say("Save the question…"))
        self.carry.clicked.connect(self._ask_where)
        self.bring = Button(say("Bring the answer…"))
        self.bring.clicked.connect(self._ask_which)
        row = QHBoxLayout()
        row.addWidget(self.carry)
        row.addWidget(self.bring)
        row.addStretch(1)
        self.body.addLayout(row)
        self.said = Label("", selectable=True)
        self.said.hide()
        self.body.addWidget(self.said)
        self.done = Button(say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
        self._busy = False
        self._settle()

    def begin(self) -> None:
        """Show it; the focus begins where nothing is sent."""
        self.open_over(self.done)

    def _ask(self) -> None:
        if self.ask.isEnabled():
            self._run(self._kit.words.say("Asking…"), self._journal.outside.ask(self.address.text().strip()))

    def _ask_where(self) -> None:
        dialog = FileChoice(self._kit.words, self._host_window, save_as=f"{self._kit.now().local[:10]}.tsq")
        dialog.files_chosen.connect(self._carry)
        dialog.open()

    def _carry(self, names: list[str]) -> None:
        if names:
            self._start("")
            self._kit.jobs.watch(
                self._journal.outside.carry(Path(names[0])), self, self._carried, self._failed
            )

    def _carried(self, _nothing: None) -> None:
        self._end(self._kit.words.say("Saved. Have it answered with any program for time stamps (RFC 3161)."))

    def _ask_which(self) -> None:
        title = self._kit.words.say("The answer, and the service’s certificate if there is one")
        dialog = FileChoice(self._kit.words, self._host_window, title=title)
        dialog.files_chosen.connect(self._bring)
        dialog.open()

    def _bring(self, names: list[str]) -> None:
        if names:
            self._run("", self._journal.outside.bring([Path(name) for name in names]))

    def _run(self, said: str, future: "Future[Anchor]") -> None:
        self._start(said)
        self._kit.jobs.watch(future, self, self._answered, self._failed)

    def _answered(self, anchor: Anchor) -> None:
        words = self._kit.words
        at = self._kit.local(anchor.time_ms)
        day, time = words.short_day(at.local[:10]), words.clock(at)
        self._end(
            words.say("Confirmed on {day}, {time}. The answer was checked and is kept.", day=day, time=time)
        )

    def _failed(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self._end(f"{trouble.what} {trouble.next_step}")

    def _start(self, said: str) -> None:
        self._busy = True
        self._say(said)
        self._settle()

    def _end(self, said: str) -> None:
        self._busy = False
        self._say(said)
        self._settle()

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))

    def _settle(self, _text: str = "") -> None:
        self.ask.setEnabled(bool(self.address.text().strip()) and not self._busy)
        for button in (self.carry, self.bring):
            button.setEnabled(not self._busy)
