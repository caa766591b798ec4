"""Keeping what is on the screen now with no key in reach: grabbed, hashed, sealed into the inbox, on disk."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from journal.capture.choosing import source_for
from journal.capture.screens import Frame, ScreenSource, Shot, develop
from journal.desktop.clock import SystemClock
from journal.desktop.foreground import Foreground, ForegroundReader
from journal.domain.clock import Clock
from journal.domain.evidence import Evidence, Method, Original, Provenance
from journal.domain.folder import JournalFolder
from journal.domain.ids import Randomness
from journal.domain.moments import LocalTime, at_instant
from journal.sealing.ballast import drop_ballast
from journal.sealing.errors import DiskFull
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.keyfolder import read_key_files
from journal.services.capture_note import capture_note
from journal.services.program import program, system

ONE_COLOUR = "one colour"
BLACK = "black"

_NAME_BYTES = 16
_PNG = "image/png"


@dataclass(frozen=True)
class Caught:
    """A capture that is sealed and on disk; `note` is `black` or `one colour` when there is nothing to see in it."""

    name: str
    at: LocalTime
    note: str


@dataclass(frozen=True)
class Grabbed:
    """A frame with what was known at that moment: the active window, and what the clocks said."""

    frame: Frame
    foreground: Foreground | None
    utc_ms: int
    boot_ms: int
    boot_id: str
    zone: str


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
        self._source = cache(find_source)
        self._foreground = foreground
        self._clock = clock
        self._randomness = randomness
        self._program = program
        self._system = system

    def grab(self) -> Grabbed:
        """Take the frame and what is known of it; quick, so that our own window may come back at once.

        Raises:
            CaptureUnavailable: there is no picture.
        """
        foreground = self._foreground()
        clock = self._clock
        frame = self._source().grab()
        return Grabbed(frame, foreground, clock.utc_ms(), clock.boot_ms(), clock.boot_id(), clock.zone())

    def keep(self, grabbed: Grabbed, state: str) -> Caught:
        """Encode, hash and seal a grabbed frame. `state` says what the journal was: open, locked or closed.

        Raises:
            KeyFileMissing, KeyFileDamaged, KeyFileNewer, KeyFileUnreadable: there is nothing to seal it to.
            DiskFull, DiskFailed: it was not kept, and nothing of it remains.
        """
        shot = develop(grabbed.frame)
        name = self._randomness(_NAME_BYTES).hex()
        evidence = self._evidence(shot, grabbed, name, state)
        public = read_key_files(self._folder.root).inbox_public
        self._seal(name, shot.png, evidence, public)
        return Caught(name, evidence.acquired, evidence.provenance.note)

    def catch(self, state: str) -> Caught:
        """Take a picture of all screens and keep it; when this returns it is on disk.

        Raises:
            CaptureUnavailable, KeyFileMissing, DiskFull and others: as `grab` and `keep` say.
        """
        return self.keep(self.grab(), state)

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

    def _evidence(self, shot: Shot, grabbed: Grabbed, name: str, state: str) -> Evidence:
        foreground = grabbed.foreground
        acquired = at_instant(grabbed.utc_ms, grabbed.zone)
        title = f"{acquired.local[:10]} {acquired.local[11:].replace(':', '')} screen.png"
        return Evidence(
            original=Original(hashlib.sha256(shot.png).hexdigest(), len(shot.png), _PNG),
            file=name,
            name=title,
            safe_name=title,
            acquired=acquired,
            acquired_ms=grabbed.utc_ms,
            method=Method.CAPTURE,
            provenance=Provenance(
                window_title=foreground.title if foreground else "",
                application=foreground.application if foreground else "",
                screens=shot.screens,
                backend=shot.backend,
                program=self._program,
                system=self._system,
                state=state,
                boot_id=grabbed.boot_id,
                boot_ms=grabbed.boot_ms,
                note=_nothing_to_see(shot),
            ),
        )


def of_this_desktop(folder: JournalFolder, environ: Mapping[str, str] = os.environ) -> Catcher:
    """What takes pictures of this desktop into that journal."""
    return Catcher(
        folder,
        find_source=lambda: source_for(environ),
        foreground=ForegroundReader(environ).read,
        clock=SystemClock(),
        randomness=os.urandom,
        program=program(),
        system=system(),
    )


def _nothing_to_see(shot: Shot) -> str:
    if shot.one_colour is None:
        return ""
    return BLACK if shot.one_colour == (0, 0, 0) else ONE_COLOUR
