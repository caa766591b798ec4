"""Ends what tests started and nobody stopped: every process of a run is known by a mark in its environment."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

MARK = "JOURNAL_TEST_RUN"
_PROCESSES = Path("/proc")
_TELLING_SECONDS = 3.0


def end_all(mark: str) -> list[int]:
    """Kill every process of the run that is still there, whoever its parent is by now; those that were."""
    ended = []
    while found := [process for process in _marked(mark) if process not in ended]:
        for process in found:
            _send(process, signal.SIGKILL)
        ended += found
    return ended


def have_told_where(pytest: int) -> None:
    """Have pytest and its workers write which line each of their threads is in; that ends them."""
    if sys.platform == "linux":
        for process in (*_children(pytest), pytest):
            _send(process, signal.SIGABRT)
        time.sleep(_TELLING_SECONDS)


def _marked(mark: str) -> Iterator[int]:
    wanted = f"{MARK}={mark}".encode()
    for process in _numbers():
        with contextlib.suppress(OSError):
            if process != os.getpid() and wanted in (
                _PROCESSES / str(process) / "environ"
            ).read_bytes().split(b"\0"):
                yield process


def _children(parent: int) -> Iterator[int]:
    for process in _numbers():
        with contextlib.suppress(OSError):
            told = (_PROCESSES / str(process) / "stat").read_text(errors="replace")
            if int(told.rpartition(")")[2].split()[1]) == parent:
                yield process


def _numbers() -> list[int]:
    if not _PROCESSES.is_dir():
        return []
    return [int(entry.name) for entry in _PROCESSES.iterdir() if entry.name.isdigit()]


def _send(process: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, number)
