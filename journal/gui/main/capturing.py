"""Catching the screen: the window steps aside, comes back, and says what was kept."""

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journal.domain.capture_wish import CaptureWish
from journal.domain.hotkeys import KeyUse
from journal.domain.ids import EvidenceId
from journal.domain.reading import ActorLine, Sidebar
from journal.domain.words import Words
from journal.gui.capture_line.blink import Blink
from journal.gui.capture_line.countdown import Countdown
from journal.gui.capture_line.line import CaptureLine
from journal.gui.capture_line.noting import Noting
from journal.gui.capture_line.page_line import PageLine
from journal.gui.keeper_link import KeeperLink
from journal.gui.kit import Kit
from journal.gui.listening.keys import GlobalKeys
from journal.gui.main.aside import Aside
from journal.gui.main.window import MainWindow
from journal.services.pipe_words import ToKeeper

if TYPE_CHECKING:
    from journal.services.filing import Filed
    from journal.services.journal import Journal


class Capturing(QObject):
    """`changed` tells that the journal was; `told` says in words what went wrong.

    `held`: what was taken waits until there is a journal. `removal_wanted` asks for captures to be removed for good,
    `part_chosen` says that one looks different now.
    """

    changed = Signal()
    held = Signal()
    told = Signal(str)
    removal_wanted = Signal(tuple)
    part_chosen = Signal(str)

    def __init__(self, kit: Kit, window: MainWindow, link: KeeperLink) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._link = link
        self._journal: Journal | None = None
        self._aside = Aside()
        self._in_a_row: tuple[EvidenceId, ...] = ()
        self._people: tuple[ActorLine, ...] = ()
        self._line: CaptureLine | None = None
        self._page: PageLine | None = None
        self._pieces: Noting | None = None
        self._countdown: Countdown | None = None
        self._part_wanted = False
        self._keys: GlobalKeys | None = None
        self._unopened: set[str] = set()
        link.aside_wanted.connect(self._step_aside)
        link.kept.connect(self._kept)
        link.held.connect(self._held)
        link.failed.connect(self._failed)
        link.soon.connect(self._count_down)
        link.words_wanted.connect(self.open_line)

    def open_journal(self, journal: "Journal") -> None:
        """From now on captures are filed at once; those that wait are filed now."""
        self._journal = journal
        self._link.opened()
        kit = self._kit
        kit.jobs.watch(journal.file_inbox(), self, self._filed_waiting)

    def close_journal(self) -> None:
        """From now on captures wait to be filed, as they do while it is locked."""
        self.close_line()
        self._journal = None

    def use_keys(self, keys: GlobalKeys) -> None:
        """Name the key that opens the line by what these say."""
        self._keys = keys
        keys.told.connect(self._name_key)

    def know_people(self, sidebar: Sidebar) -> None:
        """Offer these people on the line; something changed, so that what the line is about may be elsewhere now."""
        self._people = sidebar.people
        if self._line is not None and self._journal is not None:
            self._kit.jobs.watch(self._journal.loose(), self._line, self._line.know_waiting)

    def capture(self) -> None:
        """Ask for what is on the screen, without our window, to be kept."""
        self._link.capture()

    def capture_as(self, wish: CaptureWish) -> None:
        """Ask for a part of the desktop to be kept, or for later."""
        self._link.capture(wish)

    def capture_part(self) -> None:
        """Keep the screen, then let a part of it be chosen."""
        self._part_wanted = True
        self._link.capture()

    def keep_long_page(self) -> None:
        """From now on each capture is the next piece of one entry, until that is done."""
        if self._journal is None or self._page is not None:
            return
        self._close_line()
        self._page = PageLine(self._kit, self._window)
        self._page.next_wanted.connect(self.capture)
        self._page.finished.connect(self._finish_page)
        self.capture()

    def open_line(self) -> None:
        """Open the line that is there for words; a long page is done then."""
        if self._page is not None:
            self._finish_page()
        elif self._line is not None:
            self._line.open_for_words()

    def leave_draft(self, draft: str) -> None:
        """Somebody goes on with this draft in the window: what is written in the line is kept there first."""
        if self._line is not None and self._line.draft() == draft:
            self._line.leave_draft()

    def close_line(self) -> None:
        """Take everything away; what was typed is kept."""
        self._close_line()
        if self._countdown is not None:
            self._countdown.close_now()
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
            self._page, self._pieces = None, None

    def _close_line(self) -> None:
        if self._line is not None:
            self._line.let_go()

    def _step_aside(self) -> None:
        self._aside.step(self._link, self._close_passing)

    def _close_passing(self) -> bool:
        was_there = self._countdown is not None
        if self._countdown is not None:
            self._countdown.close_now()
        if self._line is not None and not self._line.is_opened():
            was_there = True
            self._make_room()
        return was_there

    def _make_room(self) -> None:
        """Take a line away that nobody opened, because another one comes: to the keeper it is still there."""
        if self._line is not None:
            self._in_a_row = self._line.just_kept()
            self._line.over.disconnect(self._line_over)
            self._close_line()
            self._line = None

    def _count_down(self, seconds: int) -> None:
        if self._journal is None or not self._window.isVisible():
            return  # nothing is said while it is locked or hidden
        if self._countdown is not None:
            self._countdown.close_now()
        self._countdown = Countdown(self._kit.words, seconds, self._window)
        self._countdown.over.connect(self._countdown_over)
        self._countdown.begin()

    def _countdown_over(self) -> None:
        self._countdown = None

    def _kept(self, _name: str, mark: str) -> None:
        self._aside.come_back()
        if self._journal is None:
            if sys.platform == "darwin":
                Blink().blink()  # elsewhere the keeper does it
            return
        filed = partial(self._take_filed, mark)
        self._kit.jobs.watch(self._journal.file_inbox(), self, filed)

    def _held(self) -> None:
        self._aside.come_back()
        self.held.emit()

    def _failed(self, reason: str) -> None:
        self._aside.come_back()
        self._in_a_row = ()
        self._part_wanted = False
        if self._page is not None and self._pieces is not None:
            self._page.show()
        elif self._page is not None:
            self._page.deleteLater()
            self._page = None
        self.told.emit(why_not(self._kit.words, reason))

    def _take_filed(self, mark: str, filed: "Filed") -> None:
        """Say that the capture is in the journal."""
        self._tell_unopened(filed)
        self.changed.emit()
        if self._journal is None or not filed.evidence:
            return
        if self._page is not None:
            self._add_pieces(self._journal, self._page, filed, mark)
        elif not self._window.isVisible():
            self._sign()
        elif self._line is not None and self._line.is_opened():
            self._line.say_more(self._one_more(len(filed.evidence)))
        else:
            self._make_room()
            noting = Noting(self._kit, self._journal, (*self._in_a_row, *filed.evidence), self)
            self._in_a_row = ()
            line = self._show_line(self._journal, noting, mark)
            line.show_kept()
            if self._part_wanted:
                line.choose_part()
            elif not line.isWindow() and not self._window.isActiveWindow():
                self._link.sign()  # the line lies in a window that may be behind others
        self._part_wanted = False

    def _one_more(self, number: int) -> str:
        words = self._kit.words
        time = words.clock(self._kit.now())
        return words.count(
            "One more kept {time}. It waits in To sort.",
            "{number} more kept {time}. They wait in To sort.",
            number,
            time=time,
        )

    def _show_line(self, journal: "Journal", noting: Noting, mark: str) -> CaptureLine:
        line = CaptureLine(self._kit, journal, noting, self._people, mark, self._window)
        line.changed.connect(self.changed)
        line.over.connect(self._line_over)
        line.removal_wanted.connect(self._ask_removal)
        line.part_chosen.connect(self.part_chosen)
        self._line = line
        self._name_key()
        return line

    def _add_pieces(self, journal: "Journal", page: PageLine, filed: "Filed", mark: str) -> None:
        pieces = list(filed.evidence)
        if self._pieces is None:
            self._pieces = Noting(self._kit, journal, (pieces.pop(0),), self)
            self._pieces.begin()
        for piece in pieces:
            self._pieces.add(piece)
        page.say_piece(len(self._pieces.evidence), mark)

    def _finish_page(self) -> None:
        page, pieces = self._page, self._pieces
        self._page, self._pieces = None, None
        if page is not None:
            page.hide()
            page.deleteLater()
        if pieces is not None and self._journal is not None:
            self._show_line(self._journal, pieces, "").open_for_words()

    def _filed_waiting(self, filed: "Filed") -> None:
        self._tell_unopened(filed)
        if filed.evidence:
            self.changed.emit()

    def _tell_unopened(self, filed: "Filed") -> None:
        """Say once what cannot be opened; it stays where it is, and is tried again each time."""
        new = {one.name for one in filed.unopened} - self._unopened
        self._unopened |= new
        if new:
            self.told.emit(
                self._kit.words.count(
                    "One file that waited here cannot be opened. It is kept as it is.",
                    "{number} files that waited here cannot be opened. They are kept as they are.",
                    len(new),
                )
            )

    def _ask_removal(self, evidence: tuple[EvidenceId, ...]) -> None:
        """Asked in the window, which may be behind others or minimised."""
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.removal_wanted.emit(evidence)

    def _name_key(self) -> None:
        name = self._keys.name(KeyUse.WORDS) if self._keys is not None else ""
        if self._line is not None and name:
            self._line.name_key(name)

    def _sign(self) -> None:
        self._link.sign()
        self._link.about_keys(ToKeeper.LINE_OVER)

    def _line_over(self) -> None:
        self._line = None
        self._link.about_keys(ToKeeper.LINE_OVER)


def why_not(words: Words, reason: str) -> str:
    """Why nothing was kept, with what to do instead; `reason` is what the keeper said."""
    say = words.say
    if reason.endswith("cancelled"):
        return say(
            "Nothing was kept: the desktop asked whether a picture may be taken, and the answer was no."
        )
    if reason.endswith("time out"):
        return say(
            "Nothing was kept: the desktop did not answer. Look for a question it may have opened, then try again."
        )
    if reason.startswith("ScreenshotRefused"):
        return say(
            "This desktop does not let programs take pictures of the screen by themselves. Use the desktop’s own "
            "screenshot key, then paste the picture here with Ctrl+V."
        )
    if "Disk" in reason or "full" in reason:
        return say("The picture could not be kept, because the disk is full. Make some room, then try again.")
    return say(
        "The screen gave no picture, so nothing was kept. Try again in a moment, or paste a screenshot with Ctrl+V."
    )
