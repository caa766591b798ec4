"""Which keys the keeper hears, how long it stays, and how the person changes that: kept in the settings."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from journal.desktop.autostart import Autostart, in_one_line
from journal.desktop.key_ear import KeyEar, Keys, NoEar, Told
from journal.domain.hotkeys import Chord, HeardKey, Hearing, KeyState, KeyUse
from journal.services.key_words import ON
from journal.services.own_command import own_command
from journal.services.pipe_words import ToKeeper
from journal.settings import Paths, Settings, load, save

QUIETLY = "--quietly"
"""The option of the command line that starts the keeper without its window."""

_FIELDS = {KeyUse.CAPTURE: "capture_key", KeyUse.WINDOW: "window_key"}
_WELL = {KeyState.HELD, KeyState.ASKED}

_log = logging.getLogger(__name__)


class Listening:
    """For one thread, the keeper's; `during` begins and ends it."""

    def __init__(
        self,
        paths: Paths,
        listen: Callable[[Told], KeyEar],
        autostart: Autostart,
        desktop: str,
        journal: tuple[str, ...] = (),
    ) -> None:
        """`journal` are the arguments that name the journal, where it is not the one the settings name."""
        self._paths = paths
        self._listen = listen
        self._autostart = autostart
        self._desktop = desktop
        self._journal = journal
        self._ear: KeyEar = NoEar()
        self._keys: Keys = ()
        self._refused: HeardKey | None = None
        self._unkept = False
        self._choosing = False
        self._line_is_there = False

    @contextmanager
    def during(self, told: Told) -> Iterator[None]:
        """Hear the keys that the settings name."""
        self._ear = self._listen(told)
        try:
            self._keys = self._ear.hold(self._wanted(load(self._paths)))
            yield
        finally:
            self._ear.close()

    def hearing(self) -> Hearing:
        """What a window has to know."""
        return Hearing(
            keys=tuple(key for key in self._keys if key.use is not KeyUse.WORDS or self._line_is_there),
            refused=self._refused,
            unkept=self._unkept,
            by_desktop=self._ear.by_desktop,
            stay=self.stays(),
            autostart=self._autostart.is_on(),
            command=in_one_line(own_command("capture", *self._journal)),
            desktop=self._desktop,
        )

    def stays(self) -> bool:
        """Whether the keeper goes on when its window was closed."""
        return load(self._paths).stay

    def is_choosing(self) -> bool:
        """Whether the person presses keys to choose one, so that nothing should come of it."""
        return self._choosing

    def know(self, keys: Keys) -> None:
        """Something else became of the keys."""
        self._keys = keys

    def try_again(self) -> bool:
        """Try for keys that somebody else had, who may have gone; True where that made a difference."""
        before = self._keys
        if any(key.state is KeyState.TAKEN for key in before):
            self._keys = self._ear.hold(self._wanted(load(self._paths)))
        return self._keys != before

    def show_line(self, there: bool) -> None:
        """The line of a capture is there, or no longer: only then is the key heard that opens it."""
        self._choosing = False
        self._refused, self._unkept = None, False
        if there != self._line_is_there:
            self._line_is_there = there
            self._keys = self._ear.hold(self._wanted(load(self._paths)))

    def obey(self, line: str) -> None:
        """Do what the window asks; what came of it, `hearing` tells."""
        verb, _, rest = line.partition(" ")
        self._refused, self._unkept = None, False
        if verb == ToKeeper.CHOOSING:
            self._choosing = rest == ON
        elif verb == ToKeeper.CHOOSE:
            self._choosing = False
            self._choose(*rest.partition(" ")[::2])
        elif verb == ToKeeper.STAY:
            self._keep({"stay": rest == ON})
        elif verb == ToKeeper.AUTOSTART:
            self._start_with_session(rest == ON)
        elif verb == ToKeeper.ASK_DESKTOP:
            self._ear.ask_desktop()
        elif verb == ToKeeper.LINE_OVER:
            self.show_line(False)

    def _choose(self, use: str, name: str) -> None:
        """Try the key at once; where it cannot be had, everything stays as it was."""
        try:
            chosen = KeyUse(use)
            name = name and str(Chord.parse(name))
            field = _FIELDS[chosen]
        except (ValueError, KeyError):
            _log.warning("this key cannot be chosen")
            return
        before = load(self._paths)
        changed: dict[str, Any] = {field: name}
        wished = replace(before, **changed)
        if _collide(wished):
            self._refused = HeardKey(chosen, name, KeyState.OURS)
            return
        self._keys = self._ear.hold(self._wanted(wished))
        came = next((key for key in self._keys if key.use is chosen), None)
        if came is not None and came.state not in _WELL:
            self._refused = came
        if self._refused is not None or not self._keep(changed):
            self._keys = self._ear.hold(self._wanted(before))

    def _start_with_session(self, wanted: bool) -> None:
        try:
            if wanted:
                self._autostart.turn_on(own_command(QUIETLY, *self._journal))
            else:
                self._autostart.turn_off()
        except OSError:
            self._unkept = True

    def _keep(self, changed: dict[str, Any]) -> bool:
        try:
            # Read anew: the window changes its own settings in the same file.
            save(self._paths, replace(load(self._paths), **changed))
        except OSError:
            self._unkept = True
        return not self._unkept

    def _wanted(self, settings: Settings) -> dict[KeyUse, Chord]:
        wanted = _chords(settings)
        # A desktop that decides is asked once for all three.
        if not self._line_is_there and not self._ear.by_desktop:
            wanted.pop(KeyUse.WORDS, None)
        return wanted


def _chords(settings: Settings) -> dict[KeyUse, Chord]:
    named = {use: getattr(settings, field) for use, field in _FIELDS.items()}
    chords = {use: Chord.parse(name) for use, name in named.items() if name}
    capture = chords.get(KeyUse.CAPTURE)
    opens_line = capture.with_shift() if capture is not None else None
    if opens_line is not None:
        chords[KeyUse.WORDS] = opens_line
    return chords


def _collide(settings: Settings) -> bool:
    chords = _chords(settings)
    return len(set(chords.values())) < len(chords)
