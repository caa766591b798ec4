"""Keeping what is on the screen now with no key in reach: grabbed, hashed, sealed into the inbox, on disk."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from journal.capture.choosing import source_for
from journal.capture.screens import Frame, ScreenSource, Shot, Taken, develop
from journal.desktop.clock import SystemClock
from journal.desktop.foreground import Foreground, ForegroundReader
from journal.desktop.memory import give_back
from journal.desktop.screenshot_portal import ScreenshotPortal
from journal.domain.capture_wish import CaptureWish, What
from journal.domain.clock import Clock
from journal.domain.evidence import Box, Evidence, Mark, Method, Original, Provenance, Screen
from journal.domain.folder import JournalFolder
from journal.domain.ids import Randomness
from journal.domain.moments import LocalTime, at_instant
from journal.sealing.ballast import drop_ballast
from journal.sealing.errors import DiskFull
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.keyfolder import read_key_files
from journal.services.capture_note import capture_note
from journal.services.program import program, system

_NAME_BYTES = 16
_PNG = "image/png"


@dataclass(frozen=True)
class Caught:
    """A capture that is sealed and on disk; `note` is the `Mark` of one that shows nothing, or nothing new."""

    name: str
    at: LocalTime
    note: str


@dataclass(frozen=True)
class Known:
    """What was known when a picture was taken: the active window, and what the clocks said; `late` if it waited."""

    foreground: Foreground | None
    utc_ms: int
    boot_ms: int
    boot_id: str
    zone: str
    late: bool = False


@dataclass(frozen=True)
class Grabbed:
    """What was taken, with what was known at that moment."""

    taken: Taken
    known: Known

    @property
    def size(self) -> int:
        """How many bytes of memory it needs."""
        return len(self.taken.pixels if isinstance(self.taken, Frame) else self.taken.png)


@dataclass(frozen=True)
class Developed:
    """The picture file made of what was taken, many times smaller, with its SHA-256."""

    shot: Shot
    sha256: str
    known: Known

    @property
    def size(self) -> int:
        """How many bytes of memory it needs."""
        return len(self.shot.png)


class Catcher:
    """Takes pictures of the screen into the inbox of one journal; needs only what lies readable in its folder."""

    def __init__(
        self,
        folder: JournalFolder,
        find_source: Callable[[], ScreenSource],
        foreground: Callable[[], Foreground | None],
        clock: Clock,
        randomness: Randomness,
        program: str,
        system: str,
    ) -> None:
        """`find_source` is asked at the first capture and its answer kept: a display that refused stays known."""
        self._folder = folder
        self._find_source = find_source
        self._source: ScreenSource | None = None
        self._foreground = foreground
        self._clock = clock
        self._randomness = randomness
        self._program = program
        self._system = system
        self._before = ""

    def grab(self, wish: CaptureWish = CaptureWish()) -> Grabbed:  # noqa: B008  # it is frozen
        """Take the frame and what is known of it; quick, so that the next one can be taken, and quicker until `rest`.

        Where the desktop does not say where the wished-for window or screen lies, all screens are taken.

        Raises:
            CaptureUnavailable, ScreenshotRefused: there is no picture.
        """
        foreground = self._foreground()
        clock = self._clock
        if self._source is None:
            self._source = self._find_source()
        taken = _wished(_scaled(self._source.grab(), foreground), foreground, wish.what)
        known = Known(foreground, clock.utc_ms(), clock.boot_ms(), clock.boot_id(), clock.zone())
        return Grabbed(taken, known)

    def rest(self) -> None:
        """No other picture follows for now: nothing of the last one is held, and its memory is handed back."""
        if self._source is not None:
            self._source.rest()
        give_back()

    def develop(self, grabbed: Grabbed) -> Developed:
        """Encode and hash a grabbed frame.

        Raises:
            CaptureUnavailable: what the desktop handed over is no picture.
        """
        shot = develop(grabbed.taken)
        return Developed(shot, hashlib.sha256(shot.png).hexdigest(), grabbed.known)

    def seal(self, developed: Developed, state: str) -> Caught:
        """Seal a picture into the inbox; when this returns it is on disk. To be called in the order they were taken.

        `state` says what the journal was when it was taken: open, locked or closed.

        Raises:
            KeyFileMissing, KeyFileDamaged, KeyFileNewer, KeyFileUnreadable: there is nothing to seal it to.
            DiskFull, DiskFailed: it was not kept, and nothing of it remains.
        """
        name = self._randomness(_NAME_BYTES).hex()
        evidence = self._evidence(developed, name, state)
        public = read_key_files(self._folder.root).inbox_public
        self._seal(name, developed.shot.png, evidence, public)
        self._before = developed.sha256
        return Caught(name, evidence.acquired, evidence.provenance.note)

    def catch(self, state: str, wish: CaptureWish = CaptureWish()) -> Caught:  # noqa: B008  # it is frozen
        """Take a picture of the screen and keep it; when this returns it is on disk. Its delay is the caller's to wait.

        Raises:
            CaptureUnavailable, KeyFileMissing, DiskFull and others: as `grab`, `develop` and `seal` say.
        """
        grabbed = self.grab(wish)
        self.rest()
        return self.seal(self.develop(grabbed), state)

    def _seal(self, name: str, png: bytes, evidence: Evidence, public: bytes) -> None:
        def seal() -> None:
            seal_to_inbox(self._folder.inbox, name, png, capture_note(evidence), public, self._randomness)

        try:
            seal()
        except DiskFull:
            # What is on the screen now cannot wait until there is room again.
            if not drop_ballast(self._folder.ballast):
                raise
            seal()

    def _evidence(self, developed: Developed, name: str, state: str) -> Evidence:
        shot, known = developed.shot, developed.known
        foreground = known.foreground
        acquired = at_instant(known.utc_ms, known.zone)
        title = f"{acquired.local[:10]} {acquired.local[11:].replace(':', '')} screen.png"
        return Evidence(
            original=Original(developed.sha256, len(shot.png), _PNG),
            file=name,
            name=title,
            safe_name=title,
            acquired=acquired,
            acquired_ms=known.utc_ms,
            method=Method.CAPTURE,
            provenance=Provenance(
                window_title=foreground.title if foreground else "",
                application=foreground.application if foreground else "",
                screens=shot.screens,
                backend=shot.backend,
                program=self._program,
                system=self._system,
                state=state,
                boot_id=known.boot_id,
                boot_ms=known.boot_ms,
                note=_mark(shot, late=known.late, repeated=developed.sha256 == self._before),
            ),
        )


def of_this_desktop(folder: JournalFolder, environ: Mapping[str, str] = os.environ) -> Catcher:
    """What takes pictures of this desktop into that journal."""
    return Catcher(
        folder,
        find_source=lambda: source_for(environ, ScreenshotPortal(environ).ask),
        foreground=ForegroundReader(environ).read,
        clock=SystemClock(),
        randomness=os.urandom,
        program=program(),
        system=system(),
    )


def _mark(shot: Shot, *, late: bool, repeated: bool) -> str:
    if shot.one_colour is not None:
        return (Mark.BLACK if shot.one_colour == (0, 0, 0) else Mark.ONE_COLOUR).value
    if late:
        return Mark.LATE.value
    return Mark.REPEATED.value if repeated else ""


def _scaled(taken: Taken, foreground: Foreground | None) -> Taken:
    """With the scale the desktop speaks of; pixels and places are as they were."""
    if foreground is None or foreground.scale_percent == 100 or not isinstance(taken, Frame):
        return taken
    scale = foreground.scale_percent
    return replace(taken, screens=tuple(replace(screen, scale_percent=scale) for screen in taken.screens))


def _wished(taken: Taken, foreground: Foreground | None, what: What) -> Taken:
    window = foreground.box if foreground is not None else None
    if what is What.ALL or not isinstance(taken, Frame):
        return taken
    if what is What.WINDOW:
        if window is None:
            return taken
        return _named(
            taken.cut(Box(window.x - taken.x, window.y - taken.y, window.width, window.height)), what
        )
    screen = _screen_of(window, taken.screens)
    return _named(replace(taken.cut(taken.box_of(screen)), screens=(screen,)), what)


def _screen_of(window: Box | None, screens: Sequence[Screen]) -> Screen:
    """The screen with the middle of the window on it; the primary one where that is nowhere."""
    if window is not None:
        across, down = window.x + window.width // 2, window.y + window.height // 2
        for screen in screens:
            if 0 <= across - screen.x < screen.width and 0 <= down - screen.y < screen.height:
                return screen
    return screens[0]


def _named(frame: Frame, what: What) -> Frame:
    """Say in the provenance that this is a part of the desktop, and which."""
    kind = "active window" if what is What.WINDOW else "one screen"
    place = f"{frame.width}x{frame.height} at {frame.x},{frame.y}"
    return replace(frame, backend=f"{frame.backend}, {kind} only, {place}")
