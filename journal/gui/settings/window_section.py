"""The lines of the settings about the window itself: how it looks, what it speaks, when it locks."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.domain.errors import JournalError
from journal.gui.kit import Kit
from journal.gui.look.appearance import Appearance
from journal.gui.look.theme import Shade
from journal.gui.main.lock_after import LockAfter
from journal.gui.opening.again import AgainSheet
from journal.gui.settings.section import Section
from journal.gui.text.choices import Pick

if TYPE_CHECKING:
    from journal.services.journal import Journal

TEXT_STEPS = (80, 90, 100, 115, 130, 150, 175, 200)
"""Text sizes in per cent of the system's."""

WIDEST = 20
"""Letters that a list to choose from has room for."""

MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)


class WindowSection(Section):
    """Everything chosen here holds at once, but for the language. Over `host` its sheets are shown."""

    def __init__(
        self, kit: Kit, journal: "Journal", host: QWidget, appearance: Appearance, lock_after: LockAfter
    ) -> None:
        super().__init__(kit.words.say("Window"))
        self._kit = kit
        self._journal = journal
        self._host = host
        self._appearance = appearance
        self._lock_after = lock_after
        self._wished = lock_after.minutes
        self.minutes = self._pick_minutes()
        self.shade = self._pick_shade()
        self.text = self._pick_text()
        self.language = self._pick_language()
        lock_after.changed.connect(self.minutes.choose)

    def _pick_minutes(self) -> Pick:
        words = self._kit.words
        pick = Pick(words.say("Lock when nobody is there"))
        for minutes in sorted({*MINUTES, self._lock_after.minutes}):
            pick.offer(words.count("After {number} minute", "After {number} minutes", minutes), minutes)
        pick.choose(self._lock_after.minutes)
        pick.currentIndexChanged.connect(self._choose_minutes)
        told = words.say("The journal locks by itself. A longer time asks for the passphrase.")
        self._put(pick, told)
        return pick

    def _pick_shade(self) -> Pick:
        say = self._kit.words.say
        pick = Pick(say("Colours"))
        pick.offer(say("As the system has it"), Shade.SYSTEM)
        pick.offer(say("Light"), Shade.LIGHT)
        pick.offer(say("Dark"), Shade.DARK)
        pick.choose(self._appearance.wish.shade)
        pick.currentIndexChanged.connect(self._choose_shade)
        self._put(pick, "")
        return pick

    def _pick_text(self) -> Pick:
        words = self._kit.words
        pick = Pick(words.say("Text size"))
        now = self._appearance.wish.text_percent
        for percent in sorted({*TEXT_STEPS, now}):
            pick.offer(words.say("{number} %", number=words.number(percent)), percent)
        pick.choose(now)
        pick.currentIndexChanged.connect(self._choose_text)
        self._put(pick, words.say("100 % is the size the system has."))
        return pick

    def _pick_language(self) -> Pick:
        say = self._kit.words.say
        pick = Pick(say("Language"))
        pick.offer(say("As the system has it"), "")
        for language in self._appearance.languages():
            pick.offer(language.name, language.tag)
        pick.choose(self._appearance.language)
        pick.currentIndexChanged.connect(self._choose_language)
        told = say("It holds from the next time the journal locks or starts.")
        self._put(pick, told)
        return pick

    def _put(self, pick: Pick, told: str) -> None:
        """As wide as what can be chosen, within reason."""
        longest = max(len(pick.itemText(at)) for at in range(pick.count()))
        pick.setMinimumContentsLength(min(longest, WIDEST))
        self.add_line(pick.accessibleName(), told, pick)

    def _choose_shade(self, _at: int) -> None:
        try:
            self._appearance.choose_shade(Shade(self.shade.currentData()))
        except JournalError as error:
            self._kit.jobs.failed.emit(error)

    def _choose_text(self, _at: int) -> None:
        try:
            self._appearance.choose_text(int(self.text.currentData()))
        except JournalError as error:
            self._kit.jobs.failed.emit(error)

    def _choose_language(self, _at: int) -> None:
        try:
            self._appearance.choose_language(str(self.language.currentData()))
        except JournalError as error:
            self._kit.jobs.failed.emit(error)

    def _choose_minutes(self, _at: int) -> None:
        minutes = int(self.minutes.currentData())
        if minutes <= self._lock_after.minutes:
            self._lock_after.choose(minutes)
            return
        # Who comes to an open window must not be able to keep it open.
        self.minutes.choose(self._lock_after.minutes)
        say = self._kit.words.say
        told = say("So that nobody else can keep it open for longer.")
        again = AgainSheet(
            self._kit, self._journal.what_opens, self._host, say("Lock later"), told, say("Lock later")
        )
        self._wished = minutes
        again.confirmed.connect(self._allow)
        again.ask()

    def _allow(self, _passphrase: str) -> None:
        self._lock_after.choose(self._wished)
