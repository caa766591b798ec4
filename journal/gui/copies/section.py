"""The lines of the settings about copies: where they lie, making one, checking one."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from journal.gui.copies.check_sheet import CheckSheet
from journal.gui.copies.copy_sheet import CopySheet
from journal.gui.copies.copying import Copying
from journal.gui.copies.places import PlaceList
from journal.gui.copies.telling import place_name
from journal.gui.copies.work import Work
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.settings.section import Section
from journal.gui.sheet.question import Question
from journal.gui.text.button import Button

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.known_backups import KnownBackups


class CopiesSection(Section):
    """Over `host` its sheets are shown."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, copying: Copying) -> None:
        super().__init__(kit.words.say("Copies"))
        say = kit.words.say
        self._kit = kit
        self._journal = journal
        self._host = host
        self._copying = copying
        self._there: frozenset[str] = frozenset()
        self._outdated: dict[str, int] = {}
        self.places = PlaceList(kit)
        self.places.copy_wanted.connect(self._copy)
        self.places.renew_wanted.connect(self._renew)
        self.places.forget_wanted.connect(self._ask_forget)
        self.work = Work(kit)
        self.work.busy_changed.connect(self._busy)
        self.choose = Button(say("Make a copy…"))
        self.choose.clicked.connect(self.show_choosing)
        self.check = Button(say("Check a copy…"))
        self.check.clicked.connect(self._show_check)
        self.add_wide(self.places)
        self.add_wide(self.work)
        self.add_line(
            say("Copy to a stick or folder"),
            say("A copy outside this computer is what is left when the computer breaks or is taken."),
            self.choose,
        )
        self.add_line(
            say("See if a copy works"),
            say("Opens a copy with your passphrase and reads every file in it. Nothing is changed."),
            self.check,
        )
        copying.known_changed.connect(self._show)
        self._ask()

    def show_choosing(self) -> None:
        """Let a copy be made somewhere new."""
        sheet = CopySheet(self._kit, self._journal, self._host, self._copying)
        sheet.closed.connect(self._ask)
        sheet.begin()

    def _ask(self) -> None:
        """Ask what has to be known before the places can be shown."""
        backups, jobs = self._journal.backups, self._kit.jobs
        jobs.watch(backups.outdated(), self, self._show_outdated)
        jobs.watch(backups.there(), self, self._show_there)
        self._copying.ask_known()

    def _show_outdated(self, outdated: dict[str, int]) -> None:
        self._outdated = outdated
        self._copying.ask_known()

    def _show_there(self, there: frozenset[str]) -> None:
        self._there = there
        self._copying.ask_known()

    def _show(self, known: "KnownBackups") -> None:
        self.places.show_places(known, self._there, self._outdated, busy=self.work.is_busy)

    def _busy(self, busy: bool) -> None:
        self.places.allow(not busy)
        self.choose.setEnabled(not busy)
        self.check.setEnabled(not busy)

    def _copy(self, path: str) -> None:
        def start(progress: Progress) -> Any:
            return self._copying.by_hand(self._journal.backups.make_at(path, progress))

        self.work.run(self._saying(path), start, partial(self._made, path), self._not_made)

    def _renew(self, path: str, removed: int) -> None:
        def start(progress: Progress) -> Any:
            return self._copying.by_hand(self._journal.backups.renew_at(path, removed, progress))

        self.work.run(self._saying(path), start, partial(self._made, path), self._not_made)

    def _saying(self, path: str) -> str:
        words = self._kit.words
        return words.say("Copying to {place}", place=place_name(words, path))

    def _made(self, path: str, _made: object) -> None:
        words = self._kit.words
        self.work.say(
            words.say("The copy in {place} is made and was checked.", place=place_name(words, path))
        )
        self._ask()

    def _not_made(self, _error: BaseException) -> None:
        self._ask()

    def _ask_forget(self, path: str) -> None:
        words = self._kit.words
        question = Question(
            words,
            self._host,
            words.say("Forget {place}?", place=place_name(words, path)),
            words.say(
                "The copies there stay as they are. Journal no longer renews them, and no longer tells you "
                "when they hold something you removed. Copying there again brings the place back."
            ),
            yes=words.say("Forget this place"),
            no=words.say("Keep it"),
        )
        question.agreed.connect(partial(self._forget, path))
        question.ask()

    def _forget(self, path: str) -> None:
        self._kit.jobs.watch(self._journal.backups.forget(path), self, self._forgotten)

    def _forgotten(self, _nothing: None) -> None:
        self._ask()

    def _show_check(self) -> None:
        CheckSheet(self._kit, self._journal, self._host).begin()
