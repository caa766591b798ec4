"""L-01: each of the seven signals is heard on real buses, sleep waits for the lock, and lost buses disturb nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from journal.desktop.session_signals import Watch, watch
from journal.domain.locking import LockReason
from tests.system.buses import SESSION_PATH, Logind, Speaker, bus_at
from tests.system.displays import PATIENCE, wait_until


@dataclass
class Locks:
    """What was asked to be locked, and why; may be told to take its time."""

    reasons: list[LockReason] = field(default_factory=list)
    may_finish: threading.Event = field(default_factory=threading.Event)
    called: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __call__(self, reason: LockReason) -> None:
        self.reasons.append(reason)
        self.called.release()
        assert self.may_finish.wait(PATIENCE)

    def next(self) -> LockReason:
        assert self.called.acquire(timeout=PATIENCE)
        return self.reasons[-1]


@dataclass
class Desk:
    """Two buses with a logind and a desktop on them, and our watch."""

    environ: dict[str, str]
    logind: Logind
    desktop: Speaker
    locks: Locks
    watch: Watch


@contextmanager
def desk_at(tmp_path: Path, **logind: bool) -> Iterator[Desk]:
    with ExitStack() as stack:
        for name in ("system", "session"):
            (tmp_path / name).mkdir()
        system = stack.enter_context(bus_at(tmp_path / "system"))
        session = stack.enter_context(bus_at(tmp_path / "session"))
        environ = {"DBUS_SYSTEM_BUS_ADDRESS": system, "DBUS_SESSION_BUS_ADDRESS": session}
        manager, desktop = Logind(system, **logind), Speaker(session)
        stack.callback(manager.close)
        stack.callback(desktop.close)
        locks = Locks()
        locks.may_finish.set()
        watching = stack.enter_context(watch(locks, environ, asleep=lambda: 0))
        wait_until(lambda: all(ear.hears() for ear in watching._ears), "both buses are heard")
        yield Desk(environ, manager, desktop, locks, watching)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path) as made:
        yield made


def _screen_saver(interface: str) -> Callable[[Desk], None]:
    def cover(desk: Desk) -> None:
        desk.desktop.emit("/ScreenSaver", interface, "ActiveChanged", "b", (False,))
        desk.desktop.emit("/ScreenSaver", interface, "ActiveChanged", "b", (True,))

    return cover


SIGNALS: dict[str, tuple[Callable[[Desk], None], LockReason]] = {
    "login1.Session.Lock": (lambda desk: desk.logind.session_lock(), LockReason.SESSION),
    "login1.Session.LockedHint": (
        lambda desk: desk.logind.session_changed({"LockedHint": ("b", True)}),
        LockReason.SESSION,
    ),
    "login1.Session.Active": (
        lambda desk: desk.logind.session_changed({"Active": ("b", False)}),
        LockReason.SWITCH,
    ),
    "login1.Manager.PrepareForSleep": (
        lambda desk: desk.logind.prepare_for_sleep(True),
        LockReason.SUSPEND,
    ),
    "org.freedesktop.ScreenSaver": (_screen_saver("org.freedesktop.ScreenSaver"), LockReason.SESSION),
    "org.gnome.ScreenSaver": (_screen_saver("org.gnome.ScreenSaver"), LockReason.SESSION),
    "org.cinnamon.ScreenSaver": (_screen_saver("org.cinnamon.ScreenSaver"), LockReason.SESSION),
    "org.mate.ScreenSaver": (_screen_saver("org.mate.ScreenSaver"), LockReason.SESSION),
    "org.xfce.ScreenSaver": (_screen_saver("org.xfce.ScreenSaver"), LockReason.SESSION),
}


@pytest.mark.parametrize("name", SIGNALS)
def test_L01_a_signal_locks(desk: Desk, name: str) -> None:
    send, reason = SIGNALS[name]

    send(desk)

    assert desk.locks.next() is reason
    assert len(desk.locks.reasons) == 1


def test_what_means_no_lock_is_passed_over(desk: Desk) -> None:
    desk.logind.session_lock("/org/freedesktop/login1/session/_37")
    desk.logind.session_changed({"Active": ("b", False)}, "/org/freedesktop/login1/session/_37")
    desk.logind.session_changed({"Active": ("b", True), "LockedHint": ("b", False), "IdleHint": ("b", True)})
    desk.logind.session_changed({"LockedHint": ("s", "yes")})
    desk.logind.prepare_for_sleep(False)
    desk.logind.session_lock()
    desk.desktop.emit("/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "s", ("on",))
    desk.desktop.emit("/ScreenSaver", "org.gnome.ScreenSaver", "WakeUpScreen")
    desk.desktop.emit("/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", (False,))
    desk.desktop.emit("/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", (True,))

    desk.locks.next()
    desk.locks.next()

    assert desk.locks.reasons == [LockReason.SESSION] * 2


def test_sleep_waits_until_the_lock_is_done_and_is_held_up_again_after_it(desk: Desk) -> None:
    desk.locks.may_finish.clear()
    assert ("Inhibit", ("sleep", "Journal", "Closing files", "delay")) in desk.logind.asked
    assert desk.logind.held_up

    desk.logind.prepare_for_sleep(True)
    assert desk.locks.next() is LockReason.SUSPEND
    assert desk.logind.held_up
    desk.locks.may_finish.set()
    wait_until(lambda: not desk.logind.held_up, "sleep goes on after the lock")
    desk.logind.prepare_for_sleep(False)

    wait_until(lambda: desk.logind.held_up, "the next sleep is held up as well")


def test_where_sleep_cannot_be_held_up_it_still_locks(tmp_path: Path) -> None:
    with desk_at(tmp_path, delays=False) as desk:
        desk.logind.prepare_for_sleep(True)

        assert desk.locks.next() is LockReason.SUSPEND


def test_a_program_that_systemd_started_finds_the_session_in_front(tmp_path: Path) -> None:
    with desk_at(tmp_path, knows_processes=False) as desk:
        assert "GetUser" in [member for member, _ in desk.logind.asked]
        desk.logind.session_lock("/org/freedesktop/login1/session/_37")
        desk.logind.session_changed({"Active": ("b", False)}, SESSION_PATH)

        assert desk.locks.next() is LockReason.SWITCH


def test_nothing_is_held_up_once_nobody_listens(desk: Desk) -> None:
    desk.watch.close()

    wait_until(lambda: not desk.logind.held_up, "sleep is let go")


def test_a_bus_that_goes_away_disturbs_nothing_and_is_found_again(tmp_path: Path) -> None:
    locks = Locks()
    locks.may_finish.set()
    environ = {
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path / 'bus'}",
        "XDG_RUNTIME_DIR": str(tmp_path / "nowhere"),
    }
    with watch(locks, environ, asleep=lambda: 0) as watching:
        everything = watching.deaf_to()
        for _ in range(2):
            with bus_at(tmp_path) as address:
                manager = Logind(address)
                wait_until(lambda: watching.deaf_to() == frozenset(), "the bus is heard")
                manager.session_lock()
                assert locks.next() is LockReason.SESSION
                manager.close()
            wait_until(lambda: watching.deaf_to() == everything, "the bus is gone")

    assert everything == {LockReason.SESSION, LockReason.SWITCH}
