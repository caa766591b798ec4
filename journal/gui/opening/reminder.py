"""A friendly line, some days after the first run, for whoever has not written the 24 words down yet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.opening.asking_first import AskingFirst
from journal.gui.opening.written import STATE, Step, Written, not_yet, read
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.journal import Journal


class RemindOfWords(QObject):
    """Leads from the line to the words."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        super().__init__(host)
        self.bar = ReminderBar(kit, journal)
        asking = AskingFirst(kit, journal, host)
        self.bar.show_wanted.connect(asking.show_words)
        self.bar.check_wanted.connect(asking.check_words)
        asking.words_kept.connect(self.bar.begin)

    def begin(self) -> None:
        """Show the line, if it is time."""
        self.bar.begin()


class ReminderBar(QWidget):
    """Hidden unless it is time; closed, it comes back after some days, until three words were typed back once."""

    show_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = kit.words.say
        self._kit = kit
        self._journal = journal
        self._written = not_yet(kit.clock.utc_ms())
        self._said = Label("")
        self.act = Button("", small=True)
        self.act.clicked.connect(self._act)
        self.dismiss = Button("", Role.QUIET, icon="close", small=True)
        self.dismiss.setAccessibleName(say("Ask again in a week"))
        self.dismiss.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self.act)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(say("The 24 words"))
        self.hide()

    def begin(self) -> None:
        """Ask the journal whether it is time."""
        self._kit.jobs.watch(self._journal.window_state(STATE), self, self._know)

    def said(self) -> str:
        """What it says, while it is there."""
        return self._said.text() if self.isVisible() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.ACCENT_SOFT))
        painter.fillRect(0, 0, self.width(), 1, colour(Token.LINE))

    def _know(self, kept: bytes | None) -> None:
        say = self._kit.words.say
        self._written = read(kept, self._kit.clock.utc_ms())
        if not kept:
            self._keep(self._written)
        if not self._written.is_due(self._kit.clock.utc_ms()):
            self.hide()
            return
        if self._written.step is Step.SHOWN:
            self._said.setText(say("Are your 24 words on paper? Try three of them, to be sure."))
            self.act.show_text(say("Try them"))
        else:
            self._said.setText(
                say("If you forget your passphrase, 24 words open the journal. Write them down once.")
            )
            self.act.show_text(say("Show them"))
        self.show()

    def _act(self) -> None:
        (self.check_wanted if self._written.step is Step.SHOWN else self.show_wanted).emit()

    def _dismiss(self) -> None:
        self.hide()
        # They may have been checked in the settings meanwhile.
        self._kit.jobs.watch(self._journal.window_state(STATE), self, self._put_off)

    def _put_off(self, kept: bytes | None) -> None:
        now = self._kit.clock.utc_ms()
        self._written = read(kept, now)
        if self._written.step is not Step.CHECKED:
            self._keep(self._written.put_off(now))

    def _keep(self, written: Written) -> None:
        self._kit.jobs.watch(self._journal.keep_window_state(STATE, written.kept()), self, self._kept)

    def _kept(self, _nothing: None) -> None:
        """It is remembered."""
