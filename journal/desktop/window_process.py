"""The window as a child process of the keeper: its lines are heard, its end is told."""

import contextlib
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True)
class Ended:
    """The window process is gone, with this exit code."""

    code: int
    lived_seconds: float


class WindowProcess:
    """The window as a child: its lines are read in a thread, its end is an event like the others."""

    def __init__(
        self, command: Sequence[str], heard: Callable[[str], None], ended: Callable[[Ended], None]
    ) -> None:
        self._started = time.monotonic()
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._heard = heard
        self._ended = ended
        threading.Thread(target=self._listen, name="window", daemon=True).start()

    def say(self, line: str) -> bool:
        pipe = self._child.stdin
        try:
            if pipe is None:
                return False
            pipe.write(line.encode() + b"\n")
            pipe.flush()
        except (OSError, ValueError):
            # Broken by its end, or closed after it.
            return False
        return True

    def kill(self) -> None:
        self._child.kill()

    def _listen(self) -> None:
        pipe: IO[bytes] | None = self._child.stdout
        for line in pipe or ():
            self._heard(line.decode("utf-8", "replace").strip())
        code = self._child.wait()
        for end in (self._child.stdin, self._child.stdout):
            if end is not None:
                # What it was told too late is still on its way, and nobody is there to take it.
                with contextlib.suppress(OSError):
                    end.close()
        self._ended(Ended(code, time.monotonic() - self._started))
