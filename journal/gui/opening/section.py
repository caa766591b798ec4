"""The lines of the settings about passphrase, words and the computer's password store."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.opening.asking_first import AskingFirst
from journal.gui.opening.change_sheet import ChangeSheet
from journal.gui.opening.kept_key_line import KeptKeyLine
from journal.gui.opening.written import STATE, Step, read
from journal.gui.settings.section import Section
from journal.gui.text.button import Button

if TYPE_CHECKING:
    from journal.services.journal import Journal


class OpeningSection(Section):
    """Over `host` its sheets are shown. `ending` before the journal may end, `lock_wanted` when it has."""

    ending = Signal()
    lock_wanted = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(say("What opens this journal"))
        self._kit = kit
        self._journal = journal
        self._host = host
        self._asking = AskingFirst(kit, journal, host)
        self._asking.words_kept.connect(self._ask_written)
        self._asking.ending.connect(self.ending)
        self._asking.lock_wanted.connect(self.lock_wanted)
        self.destroyed.connect(self._asking.deleteLater)
        self.change = Button(say("Change…"))
        self.change.setAccessibleName(say("Change the passphrase"))
        self.change.clicked.connect(self._change)
        self.show_words = Button(say("Show…"))
        self.show_words.setAccessibleName(say("Show the 24 words"))
        self.show_words.clicked.connect(self._asking.show_words)
        self.make_new = Button(say("Make new…"))
        self.make_new.setAccessibleName(say("Make passphrase and words new"))
        self.make_new.clicked.connect(self._asking.make_new)
        self.add_line(say("Passphrase"), say("What you type to open the journal."), self.change)
        self._words = self.add_line(say("24 words"), "", self.show_words)
        self.add_line(
            say("Someone may know it"),
            say("Makes passphrase and words new, so that the old ones open nothing here."),
            self.make_new,
        )
        self.kept_key = KeptKeyLine(kit, journal.what_opens, self, self._asking)
        self._tell_written(b"")
        self._ask_written()

    def _change(self) -> None:
        ChangeSheet(self._kit, self._journal.what_opens, self._host).begin()

    def _ask_written(self) -> None:
        self._kit.jobs.watch(self._journal.window_state(STATE), self, self._tell_written)

    def _tell_written(self, kept: bytes | None) -> None:
        say = self._kit.words.say
        told = {
            Step.LATER: say(
                "They open the journal if you forget the passphrase. You have not written them down yet."
            ),
            Step.SHOWN: say("They open the journal if you forget the passphrase. Do you have them on paper?"),
            Step.CHECKED: say("They open the journal if you forget the passphrase. You have them on paper."),
        }
        self._words.tell(told[read(kept, self._kit.clock.utc_ms()).step])
