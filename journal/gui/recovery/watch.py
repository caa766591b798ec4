"""Looks at the journal soon after it opens, reads all of it once a week, and speaks only if something is wrong."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journal.gui.kit import Kit
from journal.gui.recovery.telling import checked_trouble, glance_trouble
from journal.gui.trouble.bar import TroubleBar

if TYPE_CHECKING:
    from journal.services.checks import Checked, Glance
    from journal.services.journal import Journal

GLANCE_AFTER_MS = 1_000
"""The first lists are on the screen by then."""

WEEKLY_AFTER_MS = 60_000


class CheckWatch(QObject):
    """`findings_wanted` when the person wants to see more: a full check, or what the last one found (True).

    Ends with its parent; the services end what is under way.
    """

    findings_wanted = Signal(bool)

    def __init__(self, kit: Kit, journal: "Journal", bar: TroubleBar, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._bar = bar
        self.glance = _after(self, GLANCE_AFTER_MS)
        self.glance.timeout.connect(self._look)
        self.weekly = _after(self, WEEKLY_AFTER_MS)
        self.weekly.timeout.connect(self._read)

    def begin(self) -> None:
        """The journal has just been opened."""
        self.glance.start()
        self.weekly.start()

    def _look(self) -> None:
        self._kit.jobs.watch(self._journal.checks.glance(), self, self._looked)

    def _looked(self, glance: "Glance") -> None:
        if not glance.is_clear:
            check = (self._kit.words.say("Check now"), self._want_check)
            self._bar.show_trouble(glance_trouble(self._kit, glance), check)
            return
        self._kit.jobs.watch(self._journal.checks.last(), self, self._tell_unseen)

    def _read(self) -> None:
        self._kit.jobs.watch(self._journal.checks.weekly(), self, self._tell_unseen)

    def _tell_unseen(self, checked: "Checked | None") -> None:
        if checked is not None and checked.news and not checked.seen:
            show = (self._kit.words.say("Show…"), self._want_findings)
            self._bar.show_trouble(checked_trouble(self._kit, checked), show)

    def _want_check(self) -> None:
        self.findings_wanted.emit(False)

    def _want_findings(self) -> None:
        self.findings_wanted.emit(True)


def _after(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
