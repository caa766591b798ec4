"""What left the journal and where it went: remembered inside it alone, so that it can be found and removed again.

What is being written lies under a name that only the journal knows until it is whole; where it was cut short, it is
removed when the journal is opened next.
"""

import errno
import os
import shutil
import stat
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from journal.domain import canonical
from journal.domain import records as r
from journal.domain.clock import Clock
from journal.domain.errors import Fixable, NotCanonical, ShapeFault
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form
from journal.domain.ids import PrintId, Randomness
from journal.domain.shape import from_json, to_json
from journal.report.verifier import CHECKSUMS, IN_FOLDERS, SIDE_BY_SIDE, Files
from journal.sealing.durable import OS_DISK
from journal.sealing.errors import disk_error
from journal.services.errors import ReadOnly
from journal.services.lanes import Lane
from journal.services.removing_outputs import Left, digest_of, remove_listed, remove_same, same_place
from journal.vault.store import Vault

Progress = Callable[[int, int], bool]

_NAME = "outputs"
_NAME_BYTES = 8
_LISTS = tuple(shape.of(CHECKSUMS) for shape in (IN_FOLDERS, SIDE_BY_SIDE))


class InsideJournal(Fixable):
    """What leaves the journal cannot lie in its folder; nothing was written."""


class State(StrEnum):
    """What has become of something that was written."""

    THERE = "there"
    CHANGED = "changed"
    NOT_HERE = "not here"


@dataclass(frozen=True)
class Output:
    """One thing that was written. `sha256` is that of a file, or of the list of files of a folder.

    `readable` by anyone who finds it; `elsewhere`: on another disk than the journal, which may not be plugged in.
    `begun` is its name while it is being written. Both places are the bytes of their paths in hexadecimal digits.
    """

    form: Form
    at: str
    begun: str
    made_ms: int
    readable: bool
    elsewhere: bool
    sha256: str = ""
    size: int = 0
    files: int = 0

    @property
    def path(self) -> Path:
        """Where it was put."""
        return _path(self.at)


@dataclass(frozen=True)
class Known:
    """Everything that is remembered, the newest last."""

    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True)
class Lying:
    """One thing that anyone who finds it can read, and what has become of it."""

    output: Output
    state: State


@dataclass(frozen=True)
class Removed:
    """How many files were removed, and what was left because it is not what was written."""

    files: int
    left: tuple[Left, ...] = ()


class Outputs:
    """What an open journal remembers of what left it."""

    def __init__(
        self, folder: JournalFolder, vault: Vault, writing: Lane, clock: Clock, randomness: Randomness
    ) -> None:
        self._folder = folder
        self._vault = vault
        self._writing = writing
        self._clock = clock
        self._randomness = randomness
        self._looking = Lane("outputs")
        self._stop = threading.Event()
        self.naming = threading.Lock()
        """Of two that are to lie in the same place, one has its name before the other looks whether it is free."""

    def lying(self) -> "Future[tuple[Lying, ...]]":
        """What anyone can read who finds it, the newest first; what was cut short is removed first."""
        return self._looking.run(self._lying)

    def remove(self, output: Output, progress: Progress) -> "Future[Removed]":
        """Remove what is still what was written, and nothing else; it is not listed any more unless that failed.

        Raises, through the future:
            Cancelled: some of its files may be gone.
            DiskFailed: the disk refused.
        """
        return self._looking.run(self._remove, output, progress)

    def leave(self, outputs: Iterable[Output]) -> "Future[None]":
        """They lie safe: they are not listed any more."""
        return self._writing.run(self._forget, tuple(outputs))

    def close(self) -> None:
        """Stop what is being written, or removed; it ends within moments."""
        self._stop.set()
        self._looking.close()

    def going_on(self, progress: Progress) -> Progress:
        """The same progress, which also ends when the journal is closed."""
        return lambda done, of: not self._stop.is_set() and progress(done, of)

    def begin(self, target: Path, form: Form, *, readable: bool) -> "Pending":
        """Remember that something is to be written there, before any of it is.

        Raises:
            InsideJournal: that is in the journal's own folder.
            DiskFailed: there is no such place.
        """
        try:
            place = target.parent.resolve(strict=True)
            elsewhere = place.stat().st_dev != self._folder.root.stat().st_dev
        except OSError as error:
            raise disk_error(error, "hand over") from error
        if same_place(place, self._folder.root):
            raise InsideJournal
        begun = place / f".{self._randomness(_NAME_BYTES).hex()}.part"
        at = place / target.name
        output = Output(form, _hex(at), _hex(begun), self._clock.utc_ms(), readable, elsewhere)
        self._writing.run(self._keep, output).result()
        return Pending(self, output, begun)

    def record_locked(self, printed: PrintId, sha256: str, size: int) -> None:
        """Record which bytes a print became under a password."""
        self._writing.run(self._record, r.PrintLocked(printed, sha256, size), printed).result()

    def remember(self, output: Output) -> None:
        """What is known of it by now takes the place of what was known; another at the same place is forgotten."""
        self._writing.run(self._keep, output).result()

    def forget(self, output: Output) -> None:
        """It is not there."""
        self._writing.run(self._forget, (output,)).result()

    # On the writing lane

    def _known(self) -> Known:
        value = self._vault.window(_NAME)
        if value is None:
            return Known()
        try:
            return from_json(Known, canonical.loads(value))
        except (NotCanonical, ShapeFault):  # a newer program remembers more; nothing hangs on it
            return Known()

    def _record(self, record: r.Record, subject: str) -> None:
        with self._vault.writing():
            self._vault.append(record, subject)

    def _keep(self, output: Output) -> None:
        others = [
            each
            for each in self._known().outputs
            if each.begun != output.begun and not (output.sha256 and each.at == output.at)
        ]
        self._write((*others, output))

    def _forget(self, outputs: Sequence[Output]) -> None:
        gone = {output.begun for output in outputs}
        self._write(tuple(each for each in self._known().outputs if each.begun not in gone))

    def _write(self, outputs: tuple[Output, ...]) -> None:
        with suppress(ReadOnly), self._vault.writing():
            self._vault.keep_window(_NAME, canonical.dumps(to_json(Known(outputs))))

    # On a lane of its own, because a disk may be slow

    def _lying(self) -> tuple[Lying, ...]:
        found: list[Lying] = []
        gone: list[Output] = []
        for output in reversed(self._writing.run(self._known).result().outputs):
            state = self._state(output)
            if state is None:
                gone.append(output)
            elif output.readable and output.sha256 and state is not State.NOT_HERE:
                found.append(Lying(output, state))
        if gone:
            self._writing.run(self._forget, gone).result()
        return tuple(found)

    def _state(self, output: Output) -> State | None:
        """None where it is certain that nothing of it is left."""
        begun = _path(output.begun)
        with suppress(OSError):
            _remove_begun(begun)
        try:
            facts = output.path.lstat()
        except OSError:
            facts = None
        if os.path.lexists(begun):
            return State.NOT_HERE  # it could not be removed now, and is tried again
        if not output.sha256:
            return State.NOT_HERE if output.elsewhere and not begun.parent.is_dir() else None
        if facts is None:
            return State.NOT_HERE if output.elsewhere else None
        return _judge(output, facts)

    def _remove(self, output: Output, progress: Progress) -> Removed:
        going_on = self.going_on(progress)
        path = output.path
        try:
            if output.form in (Form.FOLDER, Form.FLAT) and path.is_dir():
                removed, left = remove_listed(path, _LISTS, output.sha256, going_on)
            else:
                removed, left = remove_same(path, output.sha256, going_on)
        except OSError as error:
            raise disk_error(error, "remove") from error
        if not os.path.lexists(path) or removed:
            self.forget(output)
        return Removed(removed, left)


class Pending:
    """Something that is being written: under `part` until it is whole."""

    def __init__(self, outputs: Outputs, output: Output, part: Path) -> None:
        self._outputs = outputs
        self._output = output
        self.part = part

    @property
    def target(self) -> Path:
        """Where it is going to lie."""
        return self._output.path

    def finish(self, sha256: str, size: int, files: int = 1, *, fresh: bool = False) -> Path:
        """Give it its name; returns where it lies. What is `fresh` takes nothing's place.

        Raises:
            OSError: as the system says; it is still under its first name.
        """
        target = self._output.path
        with self._outputs.naming:
            if fresh and os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            self._outputs.remember(replace(self._output, sha256=sha256, size=size, files=files))
            self.part.replace(target)
        OS_DISK.sync_folder(target.parent)
        return target

    def give_up(self) -> None:
        """Leave nothing of it; what cannot be removed now is removed when the journal is opened next."""
        with suppress(OSError):
            _remove_begun(self.part)
        if not os.path.lexists(self.part):
            self._outputs.forget(self._output)


def _judge(output: Output, facts: os.stat_result) -> State:
    if stat.S_ISDIR(facts.st_mode):
        names = [name for name in _LISTS if Files(output.path).has(name)]
        same = any(digest_of(output.path / name) == output.sha256 for name in names)
        return State.THERE if same else State.CHANGED
    same = stat.S_ISREG(facts.st_mode) and facts.st_size == output.size
    return State.THERE if same else State.CHANGED


def _remove_begun(path: Path) -> None:
    """Remove what is under a name that only this journal knows; a link there is removed, and what it names is not."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _hex(path: Path) -> str:
    return os.fsencode(path).hex()


def _path(text: str) -> Path:
    return Path(os.fsdecode(bytes.fromhex(text)))
