"""From the third Escape to no window on the screen; what was typed just before has to be in the journal afterwards."""

import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias

import pytest

from journal.desktop.channel import ask
from journal.domain.folder import JournalFolder
from journal.vault.opening import open_for_reading
from tests.bench.case import Case, Figures, Goal, Line, NotMeasured, Sizes, step
from tests.bench.journals import PASSPHRASE, build, built
from tests.commands import needed
from tests.system.displays import PATIENCE, Display, display_server, wait_until
from tests.system.person import Person
from tests.system.program import running
from tests.system.test_locking import has_lock

_ENTRIES = 200
_HIDES = 10
_BELOW_MS = 200.0
_GONE = re.compile(r"UnmapNotify|DestroyNotify")

Unmapped: TypeAlias = "queue.Queue[float]"
"""When a window of the display went away (seconds of the performance counter)."""


def cases(_sizes: Sizes) -> tuple[Case, ...]:
    """One case; starting the program that presses the keys is part of both figures."""
    return (
        Case(
            f"hide with Escape three times, a journal of {_ENTRIES} entries with one being written",
            "one process with a bare PySide6 window that hides on Escape",
            step(ours),
            step(theirs),
            (Line("keys to no window", "ms", "hide", "hide", Goal(p95_below=_BELOW_MS)),),
            (step(build, incidents=_ENTRIES),),
        ),
    )


def ours(work: Path) -> Figures:
    """Several times: open the journal, begin an entry, type a word, and hide at once."""
    there = built(work, _ENTRIES)
    milliseconds = []
    with _watched_display() as (display, unmapped), running(display, there.folder.root) as program:
        person = Person(display)
        for turn in range(_HIDES):
            if turn:
                wait_until(lambda: ask(there.folder.root, "show", PATIENCE) is not None, "it shows itself")
            window = program.wait_for_window()
            person.wait_for_window("Journal")
            person.type(PASSPHRASE)
            person.press("Return")
            wait_until(lambda: has_lock(there.folder.root), "the journal is open")
            person.rest()
            person.press("ctrl+n")
            word = f"kestrel{turn}"
            milliseconds.append(_hide(display, unmapped, word))
            program.wait_for_window(other_than=window)
            wait_until(lambda word=word: is_kept(there.folder, there.key, word), f"{word} is kept")  # type: ignore[misc]  # bound now
    return {"hide": milliseconds}


def theirs(_work: Path) -> Figures:
    """The same keys before a window that has nothing to keep."""
    milliseconds = []
    with _watched_display() as (display, unmapped):
        for _turn in range(_HIDES):
            with subprocess.Popen(
                [sys.executable, "-m", "tests.bench.bare_window", "--hide"], env=display.environ()
            ) as program:
                Person(display).wait_for_window("Journal")
                milliseconds.append(_hide(display, unmapped, "kestrel"))
                program.terminate()
    return {"hide": milliseconds}


def is_kept(folder: JournalFolder, key: bytes, word: str) -> bool:
    """Whether a draft or an entry holds that word."""
    connection = open_for_reading(folder, key)
    try:
        kept = connection.execute(
            "SELECT data FROM own_draft UNION ALL SELECT data FROM seen_incident"
        ).fetchall()
        return any(word in row[0] for row in kept)
    finally:
        connection.close()


@contextmanager
def _watched_display() -> Iterator[tuple[Display, Unmapped]]:
    """A display with a window manager, and what goes away on it, at once."""
    try:
        with display_server() as display:
            openbox = [needed("openbox"), "--sm-disable"]
            xev = [needed("xev"), "-root", "-event", "substructure"]
            needed("xdotool")
            with (
                subprocess.Popen(openbox, env=display.environ()) as manager,
                subprocess.Popen(xev, env=display.environ(), stdout=subprocess.PIPE, text=True) as watcher,
            ):
                unmapped: Unmapped = queue.Queue()
                if watcher.stdout is None:
                    raise NotMeasured("xev cannot be read")
                threading.Thread(target=_listen, args=(watcher.stdout, unmapped), daemon=True).start()
                wait_until(
                    lambda: bool(display.root_property("_NET_SUPPORTING_WM_CHECK")), "a window manager"
                )
                try:
                    yield display, unmapped
                finally:
                    watcher.terminate()
                    manager.terminate()
    except pytest.skip.Exception as reason:
        raise NotMeasured(str(reason)) from reason


def _listen(lines: IO[str], unmapped: Unmapped) -> None:
    for line in lines:
        if _GONE.match(line):
            unmapped.put(time.perf_counter())


def _hide(display: Display, unmapped: Unmapped, word: str) -> float:
    """Type a word, and press Escape three times, which takes some 50 ms; from the third on it is measured."""
    display.run("xdotool", "type", "--delay", "2", word)
    # Without any time between them Qt takes them for one key that repeats itself.
    display.run("xdotool", "key", "--delay", "20", "Escape", "Escape")
    while not unmapped.empty():
        unmapped.get()
    begun = time.perf_counter()
    display.run("xdotool", "key", "Escape")
    gone = unmapped.get(timeout=PATIENCE)
    wait_until(lambda: not _seen(display), "nothing is on the screen")
    while not unmapped.empty():
        gone = max(gone, unmapped.get())
    return (gone - begun) * 1000


def _seen(display: Display) -> bool:
    asked = ["xdotool", "search", "--onlyvisible", "--name", "^Journal$"]
    return bool(
        subprocess.run(
            asked, env=display.environ(), capture_output=True, text=True, check=False
        ).stdout.strip()
    )
