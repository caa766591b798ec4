"""What the window says about copies by itself: their age, a reminder now and then, and what went wrong."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journal.domain import canonical
from journal.domain.copies import is_reminder_due
from journal.domain.errors import NotCanonical, ShapeFault
from journal.domain.reading import Sidebar
from journal.domain.shape import from_json, to_json
from journal.gui.copies.copying import Copying
from journal.gui.copies.telling import place_name, reminder, status
from journal.gui.kit import Kit
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.known_backups import KnownBackups

AGED_EVERY_MS = 30_000

_ASKED = "copy reminder"


class CopyNews(QObject):
    """`aged` carries how old the last copy is, `reminded` a friendly sentence, `troubled` a trouble in words."""

    aged = Signal(str)
    reminded = Signal(str)
    troubled = Signal(object)

    def __init__(self, kit: Kit, journal: "Journal", copying: Copying, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._known: KnownBackups | None = None
        self._incidents: int | None = None
        self._asked: _Asked | None = None
        self._reminded = False
        copying.known_changed.connect(self._know)
        copying.troubled.connect(self._tell_trouble)
        copying.damage_found.connect(self._tell_damage)
        self._timer = QTimer(self)
        self._timer.setInterval(AGED_EVERY_MS)
        self._timer.timeout.connect(self._tell_age)

    def begin(self) -> None:
        """Begin to look at the time."""
        self._timer.start()
        self._kit.jobs.watch(self._journal.window_state(_ASKED), self, self._recall, self._cannot_recall)

    def know_sidebar(self, sidebar: Sidebar) -> None:
        """So much is there to be lost."""
        self._incidents = sidebar.incidents
        self._remind()

    def _know(self, known: "KnownBackups") -> None:
        self._known = known
        self._tell_age()
        self._remind()

    def _tell_age(self) -> None:
        if self._known is not None:
            self.aged.emit(status(self._kit, self._known))

    def _recall(self, state: bytes | None) -> None:
        try:
            self._asked = from_json(_Asked, canonical.loads(state)) if state else _Asked()
        except (NotCanonical, ShapeFault):
            self._asked = _Asked()
        self._remind()

    def _cannot_recall(self, _error: BaseException) -> None:
        """Whoever may have been asked today is not asked again."""

    def _remind(self) -> None:
        if self._reminded or self._known is None or self._incidents is None or self._asked is None:
            return
        now, last = self._kit.clock.utc_ms(), self._known.last_off_disk_ms
        if is_reminder_due(now, last, self._incidents, self._asked.at_ms):
            self._reminded = True
            self._asked = _Asked(now)
            future = self._journal.keep_window_state(_ASKED, canonical.dumps(to_json(self._asked)))
            self._kit.jobs.watch(future, self, self._kept, self._cannot_recall)
            self.reminded.emit(reminder(self._kit, last))

    def _kept(self, _nothing: None) -> None:
        """It is remembered that the person was asked."""

    def _tell_trouble(self, path: str, error: BaseException) -> None:
        words = self._kit.words
        trouble = explained(words, error)
        self.troubled.emit(
            _Said(
                words.say(
                    "No new copy could be made in {place}. {what}",
                    place=place_name(words, path),
                    what=trouble.what,
                ),
                trouble.next_step,
            )
        )

    def _tell_damage(self, number: int) -> None:
        words = self._kit.words
        self.troubled.emit(
            _Said(
                words.count(
                    "While copying, one thing in the journal was found missing or not as it was written.",
                    "While copying, {number} things in the journal were found missing or not as they were written.",
                    number,
                ),
                words.say(
                    "Older copies may still have it: keep them. The settings can check the whole journal."
                ),
            )
        )


@dataclass(frozen=True)
class _Asked:
    """When the person was last asked for a copy."""

    at_ms: int | None = None


@dataclass(frozen=True)
class _Said:
    """A trouble in words."""

    what: str
    next_step: str
