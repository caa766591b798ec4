"""What is done only for one who types the passphrase once more, with the sheets it takes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.opening.again import AgainSheet
from journal.gui.opening.exposed_sheet import ExposedSheet
from journal.gui.opening.words_sheet import WordsSheet

if TYPE_CHECKING:
    from journal.services.journal import Journal


class AskingFirst(QObject):
    """`words_kept` when the words were shown or checked.

    `ending` before everything is made new, which ends the journal; `lock_wanted` when it has ended.
    """

    words_kept = Signal()
    ending = Signal()
    lock_wanted = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        super().__init__(host)
        self._kit = kit
        self._journal = journal
        self._host = host

    def show_words(self) -> None:
        """Show the 24 words."""
        say = self._kit.words.say
        told = say("Make sure that nobody sees your screen. Have paper and a pen ready.")
        self._ask(say("Show the 24 words"), told, say("Show them"), self._show_words)

    def check_words(self) -> None:
        """Ask for three of the words."""
        say = self._kit.words.say
        told = say("Have the paper with your 24 words ready.")
        self._ask(say("Try your 24 words"), told, say("Go on"), self._check_words)

    def make_new(self) -> None:
        """Make passphrase and words new."""
        say = self._kit.words.say
        told = say(
            "If someone may know your passphrase or your words, make both new. Everything in the journal is put under "
            "the new ones, and the old ones open it no longer. This takes a minute or more. Then the journal locks."
        )
        self._ask(say("Someone may know it"), told, say("Go on"), self._make_new)

    def keep_key_here(self, told: str, then: Callable[[str], None]) -> None:
        """Let the computer's password store open the journal."""
        say = self._kit.words.say
        self._ask(say("Open without the passphrase"), told, say("Turn on"), then)

    def _ask(self, heading: str, told: str, verb: str, then: Callable[[str], None]) -> None:
        sheet = AgainSheet(self._kit, self._journal.what_opens, self._host, heading, told, verb)
        sheet.confirmed.connect(then)
        sheet.ask()

    def _show_words(self, passphrase: str) -> None:
        self._words_sheet().begin(passphrase)

    def _check_words(self, passphrase: str) -> None:
        self._words_sheet().begin(passphrase, to_check=True)

    def _words_sheet(self) -> WordsSheet:
        sheet = WordsSheet(self._kit, self._journal, self._host)
        sheet.kept.connect(self.words_kept)
        return sheet

    def _make_new(self, passphrase: str) -> None:
        self.ending.emit()
        sheet = ExposedSheet(self._kit, self._journal, self._host, passphrase)
        sheet.lock_wanted.connect(self.lock_wanted)
        sheet.begin()
