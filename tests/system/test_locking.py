"""The whole program locks: in time, whatever it does, and nothing of what was open is left in any memory."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from journal.desktop.clock import SystemClock
from journal.desktop.errors import AlreadyOpen
from journal.desktop.folder_lock import FolderLock
from journal.desktop.screen_saver import INTERFACES
from journal.domain.folder import JournalFolder
from journal.keychain import SERVICE, trusted_store
from journal.sealing.keyfolder import read_key_files, unlock
from journal.sealing.secret import Passphrase
from journal.services.door import Door
from journal.vault.opening import open_for_reading
from tests.commands import needed
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.system.buses import Logind, Speaker, bus_at
from tests.system.displays import PATIENCE, Display, wait_until
from tests.system.keyrings import CONNECTIONS_LEFT, gnome_keyring
from tests.system.person import Person
from tests.system.program import PASSPHRASE, Program, found_in_memory, running, seconds_until_gone

CANARY = "kestrelwing came to the door"
NEEDLE = "kestrelwing"
SLACK = 2.0
"""Seconds that a busy machine may need to notice what has happened: another program and its display run beside it."""

AGAIN_SECONDS = 20.0
"""Seconds after which a passphrase was not heard, however busy the machine is."""

UNLOCKING = 2.5
"""Seconds over which the moments are spread: pressing Return, stretching the passphrase, opening, drawing."""


@pytest.fixture
def secrets(journal: JournalFolder) -> dict[str, bytes]:
    """What must not be found after a lock, in every form it takes while the journal is open."""
    if os.geteuid() != 0:
        pytest.skip("only root can look into the memory of the window, which is the point of closing it")
    root = unlock(journal.root, Passphrase(PASSPHRASE)).root
    key = root.database_key()
    return {
        "the note": NEEDLE.encode(),
        "the note in Qt": NEEDLE.encode("utf-16-le"),
        "the passphrase": PASSPHRASE.encode(),
        "the passphrase in Qt": PASSPHRASE.encode("utf-16-le"),
        "the root key": root.expose(),
        "the database key": key[:32],
        "the database key as text": key.hex().encode(),
        "the inbox key": root.inbox_key().expose(),
    }


def unlocked(program: Program, person: Person, passphrase: str = PASSPHRASE) -> int:
    """Open the journal as a person does, and return the window's process id."""
    window = program.wait_for_window()
    person.wait_for_window("Journal")
    until = time.monotonic() + AGAIN_SECONDS
    person.type(passphrase)
    person.press("Return")
    while not has_lock(program.journal) and time.monotonic() < until:
        time.sleep(0.02)
    if not has_lock(program.journal):
        # A window that stands still on a busy machine may not hear yet; a person looks, and types it again.
        person.press("ctrl+a")
        person.type(passphrase)
        person.press("Return")
        wait_until(lambda: has_lock(program.journal), "the journal is open")
    person.rest()
    return window


def has_lock(journal: Path) -> bool:
    """Whether somebody has the journal open."""
    try:
        with FolderLock.take(journal):
            return False
    except AlreadyOpen:
        return True


def drafts(journal: JournalFolder) -> list[str]:
    """What is kept of entries that are being written."""
    root = unlock(journal.root, Passphrase(PASSPHRASE)).root
    connection = open_for_reading(journal, root.database_key())
    try:
        return [row[0] for row in connection.execute("SELECT data FROM own_draft").fetchall()]
    finally:
        connection.close()


def write(person: Person, journal: JournalFolder) -> None:
    """Begin an entry, and wait until what was typed is kept."""
    person.press("ctrl+n")
    person.type(CANARY)
    wait_until(lambda: any(NEEDLE in draft for draft in drafts(journal)), "the draft is kept")


def left(program: Program, secrets: dict[str, bytes]) -> dict[str, int]:
    """What lies in the memory of all processes of the program together."""
    counts = [found_in_memory(process, secrets) for process in program.processes()]
    return {name: sum(count[name] for count in counts) for name in secrets}


def nothing(secrets: dict[str, bytes]) -> dict[str, int]:
    return dict.fromkeys(secrets, 0)


@pytest.mark.usefixtures("window_manager")
def test_C09_after_a_lock_nothing_is_left_in_the_memory_of_any_process(
    xvfb: Display, journal: JournalFolder, secrets: dict[str, bytes]
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        window = unlocked(program, person)
        write(person, journal)
        in_window = found_in_memory(window, secrets)
        in_keeper = found_in_memory(program.keeper.pid, {**secrets, "its own": b"keeper socket"})

        person.press("ctrl+l")
        program.wait_for_window(other_than=window)
        person.rest()
        after = left(program, {**secrets, "its own": b"unlock"})

    # That the scan sees anything at all is shown by what it finds before.
    assert in_window["the note in Qt"] > 0
    assert in_window["the root key"] > 0
    assert in_keeper.pop("its own") > 0
    assert in_keeper == nothing(secrets)
    assert after.pop("its own") > 0
    assert after == nothing(secrets)


@CONNECTIONS_LEFT
@pytest.mark.usefixtures("window_manager")
def test_L08_C10_a_lock_has_the_kept_key_forgotten_and_the_keeper_never_sees_it(
    xvfb: Display, journal: JournalFolder, secrets: dict[str, bytes], session_bus: str
) -> None:
    with_real_clock = replace(surroundings(FakeClock()), clock=SystemClock(), randomness=os.urandom)
    name = read_key_files(journal.root).keyfiles[0].journal
    person = Person(xvfb)
    with gnome_keyring("login"):
        door = Door(journal, with_real_clock)
        opened = door.open(PASSPHRASE).result()
        opened.what_opens.keep_key_here(PASSPHRASE).result()
        opened.close()
        door.close()
        first = kept_in_store(name)
        with running(xvfb, journal.root, {"DBUS_SESSION_BUS_ADDRESS": session_bus}) as program:
            window = unlocked(program, person)
            wait_until(lambda: kept_in_store(name) not in (None, first), "a fresh key is kept")
            key = kept_in_store(name) or ""
            needles = {**secrets, "the kept key": bytes.fromhex(key), "the kept key as text": key.encode()}

            person.press("ctrl+l")
            program.wait_for_window(other_than=window)
            wait_until(lambda: kept_in_store(name) is None, "the key is forgotten")
            person.rest()
            after = left(program, needles)

    assert after == nothing(needles)


def kept_in_store(name: str) -> str | None:
    """What the password store holds for a journal."""
    store = trusted_store()
    return None if store is None else store.get_password(SERVICE, name)


@pytest.mark.usefixtures("window_manager")
def test_L01_C09_a_window_that_hangs_is_gone_within_a_second_and_its_memory_with_it(
    xvfb: Display, journal: JournalFolder, secrets: dict[str, bytes]
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        window = unlocked(program, person)
        write(person, journal)
        os.kill(window, signal.SIGSTOP)

        locking = threading.Thread(target=program.lock)
        locking.start()
        took = seconds_until_gone(window)
        locking.join(PATIENCE)
        program.wait_for_window(other_than=window)
        after = left(program, secrets)
        kept = drafts(journal)

    assert took < 1.0 + SLACK
    assert after == nothing(secrets)
    assert any(NEEDLE in draft for draft in kept)


@pytest.mark.timeout(400)
@pytest.mark.usefixtures("window_manager")
def test_L01_an_open_window_is_gone_within_a_second_whatever_says_so(
    xvfb: Display, journal: JournalFolder, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    person = Person(xvfb)
    took: dict[str, float] = {}
    with two_buses(tmp_path) as (environ, logind, desktop), running(xvfb, journal.root, environ) as program:
        wait_until(lambda: logind.held_up, "the keeper listens to logind")
        ways: dict[str, Callable[[], None]] = {
            "Ctrl+L": lambda: xvfb.press("ctrl+l"),
            "Lock": logind.session_lock,
            "LockedHint": lambda: logind.session_changed({"LockedHint": ("b", True)}),
            "Active": lambda: logind.session_changed({"Active": ("b", False)}),
            "PrepareForSleep": lambda: logind.prepare_for_sleep(True),
            **{
                interface: partial(desktop.emit, "/", interface, "ActiveChanged", "b", (True,))
                for interface in INTERFACES
            },
        }
        chosen = ways if request.config.getoption("--long") else ("Ctrl+L", "PrepareForSleep", INTERFACES[1])
        for way in chosen:
            window = unlocked(program, person)
            ways[way]()
            took[way] = seconds_until_gone(window)
            if way == "PrepareForSleep":
                wait_until(lambda: not logind.held_up, "the computer may sleep")
                logind.prepare_for_sleep(False)
                wait_until(lambda: logind.held_up, "the next sleep is held up")
            program.wait_for_window(other_than=window)
            person.rest()

    print({way: round(seconds, 3) for way, seconds in took.items()})
    assert {way: seconds for way, seconds in took.items() if seconds > 1.0 + SLACK} == {}


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("window_manager")
def test_L02_a_lock_beats_unlocking_at_every_moment_of_it(
    xvfb: Display, journal: JournalFolder, request: pytest.FixtureRequest
) -> None:
    person = Person(xvfb)
    moments = 20 if request.config.getoption("--long") else 3
    took = []
    with running(xvfb, journal.root) as program:
        for moment in range(moments):
            window = program.wait_for_window()
            person.wait_for_window("Journal")
            person.type(PASSPHRASE)
            xvfb.press("Return")
            time.sleep(moment * UNLOCKING / moments)
            locking = threading.Thread(target=program.lock)
            locking.start()
            took.append(seconds_until_gone(window))
            locking.join(PATIENCE)
            program.wait_for_window(other_than=window)
            person.rest()
            assert not has_lock(journal.root)

    print([round(seconds, 3) for seconds in took])
    assert max(took) < 1.0 + SLACK


@pytest.mark.usefixtures("window_manager")
@pytest.mark.parametrize("ended", [signal.SIGTERM, pytest.param(signal.SIGKILL, marks=pytest.mark.long)])
def test_R07_what_was_typed_two_seconds_before_the_end_is_back(
    xvfb: Display, journal: JournalFolder, ended: signal.Signals
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        window = unlocked(program, person)
        person.press("ctrl+n")
        xvfb.run("xdotool", "type", "--delay", "12", CANARY)
        time.sleep(2.0)
        program.keeper.send_signal(ended)
        seconds_until_gone(window)
        program.keeper.wait(PATIENCE)

    assert any(CANARY in draft for draft in drafts(journal))


@pytest.mark.usefixtures("window_manager")
def test_C10_the_window_closes_its_memory_before_it_looks_for_keys_and_the_keeper_does_not(
    xvfb: Display, journal: JournalFolder, tmp_path: Path
) -> None:
    traced = tmp_path / "calls"
    strace = needed("strace")
    command = (strace, "-f", "-qq", "-e", "trace=prctl,prlimit64,openat", "-o", str(traced))
    person = Person(xvfb)
    with running(xvfb, journal.root, before=command) as program:
        keeper, window = program.keeper_itself(), program.wait_for_window()
        person.wait_for_window("Journal")
        limits = {
            process: Path(f"/proc/{process}/limits").read_text().split("Max core file size")[1].split()[:2]
            for process in (keeper, window)
        }

    closed = "prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE) = 0"
    calls = {process: calls_of(traced, process) for process in (keeper, window)}
    first_look = next(at for at, call in enumerate(calls[window]) if f'"{journal.root}' in call)
    assert any(closed in call for call in calls[window][:first_look])
    assert not any("PR_SET_DUMPABLE" in call for call in calls[keeper])
    assert limits[window] == ["0", "0"]
    assert limits[keeper] == ["1", "1"]


def calls_of(traced: Path, process: int) -> list[str]:
    """The calls of one process, all its threads together in the order they were made."""
    lines = traced.read_text(encoding="utf-8", errors="replace").splitlines()
    return [call for thread, _, call in (line.partition(" ") for line in lines) if int(thread) == process]


@contextmanager
def two_buses(tmp_path: Path) -> Iterator[tuple[dict[str, str], Logind, Speaker]]:
    """The buses of a computer and of a session, and who speaks on them."""
    with ExitStack() as stack:
        for name in ("system", "session"):
            (tmp_path / name).mkdir()
        system = stack.enter_context(bus_at(tmp_path / "system"))
        session = stack.enter_context(bus_at(tmp_path / "session"))
        logind, desktop = Logind(system), Speaker(session)
        stack.callback(logind.close)
        stack.callback(desktop.close)
        yield {"DBUS_SYSTEM_BUS_ADDRESS": system, "DBUS_SESSION_BUS_ADDRESS": session}, logind, desktop
