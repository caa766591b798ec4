"""C-10: who has the rights of the person, but not those of the system, gets nothing out of an open window."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from tests.commands import needed
from tests.system.displays import Display
from tests.system.person import Person
from tests.system.program import PASSPHRASE, found_in_memory, is_running, running, seconds_until_gone
from tests.system.test_locking import NEEDLE, secrets, unlocked

__all__ = ["secrets"]

READER = """
import os, sys
for place in ("mem", "environ", "maps", "fd/0", "auxv"):
    try:
        with open(f"/proc/{sys.argv[1]}/{place}", "rb") as file:
            held = file.read(1000) if place != "mem" else b"opened"
    except OSError as error:
        print(place, error.errno)
    else:
        print(place, "read", len(held))
"""


def without_rights() -> tuple[str, ...]:
    """The same user, without what the system lets root do."""
    return (needed("setpriv"), "--bounding-set=-all", "--inh-caps=-all")


@pytest.mark.timeout(120)
@pytest.mark.usefixtures("window_manager")
def test_C10_no_other_program_of_the_person_can_attach_to_an_open_window_or_read_it(
    xvfb: Display, journal: JournalFolder, secrets: dict[str, bytes], tmp_path: Path
) -> None:
    strace = needed("strace")
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        window = unlocked(program, person)
        read = subprocess.run(
            [*without_rights(), sys.executable, "-c", READER, str(window)],
            capture_output=True,
            text=True,
            timeout=30,
        )
        attached = subprocess.run(
            [*without_rights(), strace, "-p", str(window), "-o", str(tmp_path / "trace")],
            capture_output=True,
            text=True,
            timeout=30,
        )
        alive = is_running(window)

    assert read.returncode == 0, read.stderr
    assert [line for line in read.stdout.splitlines() if "read" in line] == []
    assert attached.returncode != 0
    assert "Operation not permitted" in attached.stderr
    assert alive


@pytest.mark.timeout(120)
@pytest.mark.usefixtures("window_manager")
@pytest.mark.parametrize("ending", [signal.SIGABRT, signal.SIGSEGV, signal.SIGQUIT])
def test_C10_a_crash_leaves_no_core_and_the_next_window_is_locked(
    xvfb: Display, journal: JournalFolder, secrets: dict[str, bytes], tmp_path: Path, ending: signal.Signals
) -> None:
    person = Person(xvfb)
    before = set(everywhere(tmp_path))
    with running(xvfb, journal.root) as program:
        window = unlocked(program, person)
        os.kill(window, ending)
        seconds_until_gone(window)
        fresh = program.wait_for_window(other_than=window)
        left = found_in_memory(fresh, secrets)

    assert left == dict.fromkeys(secrets, 0)
    written = [path for path in set(everywhere(tmp_path)) - before if path.name.startswith("core")]
    assert written == []
    for path in set(everywhere(tmp_path)) - before:
        held = path.read_bytes()
        assert NEEDLE.encode() not in held
        assert PASSPHRASE.encode() not in held


def everywhere(place: Path) -> list[Path]:
    """Where a core could be left: below the test's folder, the checkout, and where the program works."""
    places = (place, Path.cwd(), Path.home(), Path("/var/crash"), Path("/var/lib/systemd/coredump"))
    return [
        path
        for each in places
        if each.is_dir()
        for path in (each.rglob("*") if each == place else each.glob("*"))
        if path.is_file()
    ]
