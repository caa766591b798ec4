"""The parent's side of one decoder child: started when needed, asked one thing at a time, killed when late."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from journal.pictures import wire
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.wire import NOTHING, Broken, Frame, Numbers, Verb, Word

PICTURES = "pictures"
PAGES = "pages"

_REFUSED = {
    Word.NOT_A_PICTURE: Refusal.NOT_A_PICTURE,
    Word.TOO_LARGE: Refusal.TOO_LARGE,
    Word.DAMAGED: Refusal.DAMAGED,
    Word.NEEDS_PASSWORD: Refusal.NEEDS_PASSWORD,
}
_REAP_SECONDS = 5.0
_OF_AN_OPEN_PDF = frozenset((Verb.PAGE, Verb.TEXT, Verb.PICTURES_ON))


def default_command() -> tuple[str, ...]:
    """How the decoder child is started from here; its role is added as the last argument."""
    return command_of("journal.pictures", "decoder_child")


def command_of(package: str, module: str) -> tuple[str, ...]:
    """How the `main` of one of our modules is started as a child."""
    if getattr(sys, "frozen", False):
        return (sys.executable, f"--{module.replace('_', '-')}")
    # With an empty environment, and / as its folder, the child would not find a program that is not installed.
    start = f"import sys; sys.path.insert(0, sys.argv[1]); from {package} import {module} as c; c.main()"
    return (sys.executable, "-P", "-c", start, str(Path(__file__).resolve().parents[2]))


class Worker:
    """One child in one role. Threads may share it; they wait for one another."""

    def __init__(self, command: Sequence[str], role: str, timeout: float, lives: int | None = None) -> None:
        """Start nothing yet. `timeout` is in seconds for one request; after `lives` requests the child is renewed."""
        self._command = (*command, role)
        self._timeout = timeout
        self._lives = lives
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._asked = 0
        self.starts = 0

    @property
    def process_id(self) -> int | None:
        """Of the living child, if there is one."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def ask(
        self,
        verb: Verb,
        numbers: Numbers = NOTHING,
        payload: bytes = b"",
        *,
        most: int = 0,
        source: BinaryIO | None = None,
    ) -> Frame:
        """The child's answer, its payload at most `most` bytes; parts of `source` are sent where it wants them.

        What the answer holds is not checked here beyond its length.

        Raises:
            PictureRefused: the child said no, was too slow, or died.
        """
        with self._turn:
            child = self._ready(verb)
            with _Deadline(child, self._timeout) as deadline:
                try:
                    answer = _converse(child, Frame(verb, numbers, payload), most, source)
                except Broken as broken:
                    deadline.over()
                    raise PictureRefused(self._post_mortem(child, deadline.missed)) from broken
                except BaseException:
                    # The source failed, or the person pressed Ctrl+C: the child waits for what will not come.
                    self._end(child)
                    raise
            if deadline.missed:
                # Struck while its answer was already complete.
                self._end(child)
        if answer.kind != Word.DONE:
            raise PictureRefused(self._refusal(answer))
        return answer

    def distrust(self) -> PictureRefused:
        """The child answered what cannot be: end it. The error is returned, to be raised by the caller."""
        with self._turn:
            if self._child is not None:
                self._end(self._child)
        return PictureRefused(Refusal.DECODER_DIED)

    def close(self) -> None:
        """End the child, in the middle of a request if need be; the worker is not used again."""
        self._closed = True
        child = self._child
        if child is not None:
            child.kill()
        with self._turn:
            if self._child is not None:
                self._end(self._child)

    def _ready(self, verb: Verb) -> subprocess.Popen[bytes]:
        child = self._child
        if child is not None and (child.poll() is not None or self._is_worn(verb)):
            self._end(child)
        if self._closed:
            raise PictureRefused(Refusal.DECODER_DIED)
        if self._child is None:
            self._child = _start(self._command)
            self._asked = 0
            self.starts += 1
        self._asked += 1
        return self._child

    def _is_worn(self, verb: Verb) -> bool:
        """Whether it is time for a new child; not between opening a PDF and drawing its pages."""
        return self._lives is not None and self._asked >= self._lives and verb not in _OF_AN_OPEN_PDF

    def _post_mortem(self, child: subprocess.Popen[bytes], late: bool) -> Refusal:
        status = _status_soon(child)
        self._end(child)
        return Refusal.TOO_SLOW if late or _ran_out_of_time(status) else Refusal.DECODER_DIED

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        """Kill the child and forget it. The caller has the turn."""
        self._child = None
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        _status_soon(child, _REAP_SECONDS)

    def _refusal(self, answer: Frame) -> Refusal:
        try:
            return _REFUSED[Word(answer.kind)]
        except (KeyError, ValueError):
            return self.distrust().reason


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    windows = sys.platform == "win32"
    try:
        return subprocess.Popen(
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor,
            # Windows cannot load its own libraries without knowing where it is.
            env={"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")} if windows else {},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as missing:
        raise PictureRefused(Refusal.DECODER_DIED) from missing


def _converse(child: subprocess.Popen[bytes], question: Frame, most: int, source: BinaryIO | None) -> Frame:
    if not (isinstance(child.stdin, FileIO) and isinstance(child.stdout, FileIO)):
        raise Broken
    wire.send(child.stdin, question)
    while True:
        answer = wire.receive(child.stdout, most)
        if answer.kind != Word.WANTS:
            return answer
        if source is None:
            raise Broken
        wire.send(child.stdin, Frame(wire.PART, NOTHING, _part(source, *answer.numbers[:2])))


def _part(source: BinaryIO, untrusted_offset: int, untrusted_length: int) -> bytes:
    if untrusted_length > wire.MAX_PART or untrusted_offset >= 2**63:
        raise Broken
    source.seek(untrusted_offset)
    return source.read(untrusted_length)


def _status_soon(child: subprocess.Popen[bytes], seconds: float = 0.5) -> int | None:
    """The exit status, if it comes: after a broken pipe the child is still on its way out."""
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _ran_out_of_time(status: int | None) -> bool:
    return sys.platform != "win32" and status == -signal.SIGXCPU


class _Deadline:
    """Kills a child that is late, and tells afterwards that it did."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.missed = False
        self._child = child
        self._over = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over()

    def over(self) -> None:
        """From here on the child is not struck any more."""
        with self._lock:
            self._over = True
        self._timer.cancel()

    def _strike(self) -> None:
        with self._lock:
            if not self._over:
                self.missed = True
                self._child.kill()
