"""The way in: a passphrase field, Open and Help; and the computer's own key, where the person asked for that."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.gui.kit import Kit
from journal.gui.look.card import Card, Desktop
from journal.gui.opening.written import CHECKED, STATE
from journal.gui.text.button import Button, Link, Role
from journal.gui.text.label import Heading, Label
from journal.gui.text.marks import visible
from journal.gui.text.passphrase import PassphraseField
from journal.gui.trouble.bar import explained
from journal.gui.unlock.delay import seconds_after
from journal.gui.unlock.forgotten_sheet import ForgottenSheet
from journal.gui.unlock.help_sheet import UnlockHelp
from journal.services.ways_back import Wrong, wrong_after

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.journal import Journal


class UnlockPane(Desktop):
    """Emits `opened` with the open journal, or `stuck` with what is wrong with it."""

    opened = Signal(object)
    stuck = Signal(object)

    def __init__(self, kit: Kit, door: "Door", parent: QWidget | None = None) -> None:
        card = Card(340)
        super().__init__(card, parent)
        self._kit = kit
        self._door = door
        self._wrong = 0
        self._left = 0
        say = kit.words.say
        title = Heading(say("Journal"))
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field = PassphraseField(kit.words, say("Passphrase"))
        self.field.entered.connect(self.try_open)
        self.field.changed.connect(self._settle_down)
        self.open = Button(say("Open"), Role.MAIN)
        self.open.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.open.clicked.connect(self.try_open)
        self.kept_key = Button(say("Open without the passphrase"))
        self.kept_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kept_key.clicked.connect(self._open_with_kept_key)
        self.said = Label("")
        self.said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.said.hide()
        self.help = Link(say("Help"))
        self.help.clicked.connect(self._show_help)
        card.box.addWidget(title)
        card.box.addSpacing(4)
        card.box.addWidget(self.field)
        card.box.addWidget(self.open)
        card.box.addWidget(self.kept_key)
        self.kept_key.hide()
        card.box.addWidget(self.said)
        card.box.addWidget(self.help, 0, Qt.AlignmentFlag.AlignHCenter)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._wait_on)
        self.setFocusProxy(self.field)
        self._opening = False
        self._asking_store = False
        self._settle_down()

    def try_open(self) -> None:
        """Try what was typed, unless there is something to wait for."""
        if self.open.isEnabled():
            self.open_with(self.field.text())

    def open_with(self, passphrase: str) -> None:
        """Try this passphrase."""
        self._opening = True
        self._say(self._kit.words.say("Opening…"))
        self._settle_down()
        self._kit.jobs.watch(self._door.open(passphrase), self, self._opened, self._refused)

    def offer_kept_key(self) -> None:
        """Offer what the person asked for in the settings; it is never done unasked."""
        self.kept_key.show()

    def _open_with_kept_key(self) -> None:
        # It may take half a minute; whoever knows the passphrase need not wait for it.
        self._asking_store = True
        self._say(self._kit.words.say("Waiting for the computer’s password store…"))
        self._settle_down()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._kit.jobs.watch(self._door.open_with_kept_key(), self, self._opened, self._not_kept)

    def _not_kept(self, error: BaseException) -> None:
        self._asking_store = False
        self.kept_key.hide()
        self._settle_down()
        if not self._opening:
            trouble = explained(self._kit.words, error)
            self._say(f"{trouble.what} {trouble.next_step}")
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _opened(self, journal: "Journal") -> None:
        self._opening = False
        self.field.take()
        self.opened.emit(journal)

    def _refused(self, error: BaseException) -> None:
        self._opening = False
        wrong = wrong_after(error)
        if wrong is not None:
            self.field.take()
            self.stuck.emit(wrong)
            return
        trouble = explained(self._kit.words, error)
        self._say(f"{trouble.what} {trouble.next_step}")
        self._wrong += 1
        self._left = seconds_after(self._wrong)
        if self._left:
            self._tick.start()
        self._settle_down()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.line.selectAll()

    def _wait_on(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._tick.stop()
        self._settle_down()

    def _settle_down(self, _text: str = "") -> None:
        say = self._kit.words.say
        waiting = self._left > 0
        self.open.setEnabled(bool(self.field.text()) and not waiting and not self._opening)
        for other in (self.kept_key, self.help):
            # What is being opened must find this pane here, or it would stand open for nobody.
            other.setEnabled(not self._opening and not self._asking_store)
        self.field.line.setReadOnly(self._opening)
        self.open.show_text(
            self._kit.words.count("Wait {number} second", "Wait {number} seconds", self._left)
            if waiting
            else say("Open")
        )

    def _say(self, text: str) -> None:
        self.said.setText(visible(text))
        self.said.setVisible(bool(text))

    def _show_help(self) -> None:
        sheet = UnlockHelp(self._kit.words, self.window())
        sheet.words_wanted.connect(self._ask_words)
        sheet.ways_wanted.connect(self._ask_ways)
        sheet.open_over(sheet.done)

    def _ask_ways(self) -> None:
        self.stuck.emit(Wrong.ASKED)

    def _ask_words(self) -> None:
        sheet = ForgottenSheet(self._kit, self._door, self.window())
        sheet.opened.connect(self._opened_with_words)
        sheet.begin()

    def _opened_with_words(self, journal: "Journal") -> None:
        # Whoever typed them has them on paper.
        future = journal.keep_window_state(STATE, CHECKED.kept())
        self._kit.jobs.watch(future, self, self._noted, self._noted)
        self._opened(journal)

    def _noted(self, _what: object) -> None:
        """Only a reminder depends on it."""
