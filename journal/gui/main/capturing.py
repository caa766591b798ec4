"""Catching the screen: the window steps aside, comes back, and says what was kept."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from journal.domain.reading import ActorLine, Sidebar
from journal.domain.words import Words
from journal.gui.capture_line.blink import Blink
from journal.gui.capture_line.line import CaptureLine
from journal.gui.keeper_link import KeeperLink
from journal.gui.kit import Kit
from journal.gui.main.window import MainWindow

if TYPE_CHECKING:
    from journal.services.filing import Filed
    from journal.services.journal import Journal


class Capturing(QObject):
    """`changed` tells that the journal was; `told` says in words what went wrong."""

    changed = Signal()
    told = Signal(str)

    def __init__(self, kit: Kit, window: MainWindow, link: KeeperLink) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._link = link
        self._journal: Journal | None = None
        self._was_seen = False
        self._had_focus = False
        self._people: tuple[ActorLine, ...] = ()
        self._line: CaptureLine | None = None
        link.aside_wanted.connect(self._step_aside)
        link.kept.connect(self._kept)
        link.failed.connect(self._failed)

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

    def know_people(self, sidebar: Sidebar) -> None:
        """Offer these people on the line."""
        self._people = sidebar.people

    def capture(self) -> None:
        """Ask for what is on the screen, without our window, to be kept."""
        self._link.capture()

    def close_line(self) -> None:
        """Take the line away."""
        if self._line is not None:
            self._line.hide()
            self._line.deleteLater()
            self._line = None

    def _step_aside(self) -> None:
        self._was_seen = self._window.isVisible() and not self._window.isMinimized()
        self._had_focus = self._window.isActiveWindow()
        self.close_line()
        self._window.hide()
        QGuiApplication.sync()
        self._link.hidden()

    def _come_back(self) -> None:
        if not self._was_seen:
            return
        self._was_seen = False
        if self._had_focus:
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()
        else:
            # Somebody types elsewhere; the window comes back without a word.
            self._window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, True)
            self._window.show()
            self._window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    def _kept(self, _name: str, note: str) -> None:
        seen = self._was_seen
        self._come_back()
        if self._journal is None:
            Blink().blink()
            return
        arrival = _Arrival(self, note, shown=seen)
        self._kit.jobs.watch(self._journal.file_inbox(), self, arrival.filed)

    def _failed(self, reason: str) -> None:
        self._come_back()
        self.told.emit(why_not(self._kit.words, reason))

    def take_filed(self, filed: "Filed", note: str, *, shown: bool) -> None:
        """Say that the capture is in the journal."""
        self.changed.emit()
        if self._journal is None or not filed.evidence:
            return
        if not shown and not self._window.isVisible():
            Blink().blink()
            return
        self.close_line()
        self._line = CaptureLine(self._kit, self._journal, filed.evidence[-1], self._people, note)
        self._line.changed.connect(self.changed)
        self._line.over.connect(self._line_over)
        self._line.show_kept()

    def _filed_waiting(self, filed: "Filed") -> None:
        if filed.evidence:
            self.changed.emit()

    def _line_over(self) -> None:
        self._line = None


class _Arrival:
    """A capture on its way into the journal."""

    def __init__(self, capturing: Capturing, note: str, *, shown: bool) -> None:
        self._capturing = capturing
        self._note = note
        self._shown = shown

    def filed(self, filed: "Filed") -> None:
        self._capturing.take_filed(filed, self._note, shown=self._shown)


def why_not(words: Words, reason: str) -> str:
    """Why nothing was kept, with what to do instead; `reason` is what the keeper said."""
    say = words.say
    if "wayland" in reason:
        return say(
            "This desktop does not let programs take pictures of the screen by themselves. Use the desktop’s own "
            "screenshot key, then paste the picture here with Ctrl+V."
        )
    if "Disk" in reason or "full" in reason:
        return say("The picture could not be kept, because the disk is full. Make some room, then try again.")
    return say(
        "The screen gave no picture, so nothing was kept. Try again in a moment, or paste a screenshot with Ctrl+V."
    )
