"""What is heard without any bus, and what broken buses cannot do."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal.desktop.bus import session_bus, system_bus
from journal.desktop.session_signals import watch
from journal.desktop.sleep_gap import SleepGap, apart, asleep_ms
from journal.domain.locking import LockReason, ends_keyring

SOON = 60.0


class Sleeper:
    """A computer that sleeps when it is told to."""

    def __init__(self) -> None:
        self.slept_ms = 1_000
        self.noticed = threading.Semaphore(0)
        self.count = 0

    def asleep_ms(self) -> int:
        return self.slept_ms

    def notice(self) -> None:
        self.count += 1
        self.noticed.release()


@contextmanager
def looking(sleeper: Sleeper) -> Iterator[SleepGap]:
    gap = SleepGap(sleeper.notice, sleeper.asleep_ms, seconds=0.01).start()
    yield gap
    gap.close()


def test_L01_a_sleep_that_nobody_announced_is_noticed_once() -> None:
    sleeper = Sleeper()
    with looking(sleeper):
        sleeper.slept_ms += 60_000
        assert sleeper.noticed.acquire(timeout=SOON)
        sleeper.slept_ms += 60_000
        assert sleeper.noticed.acquire(timeout=SOON)

    assert sleeper.count == 2


def test_a_sleep_that_was_announced_is_no_news_but_the_next_one_is() -> None:
    sleeper = Sleeper()
    with looking(sleeper) as gap:
        gap.announce(True)
        sleeper.slept_ms += 60_000
        gap.announce(False)
        sleeper.slept_ms += 60_000
        assert sleeper.noticed.acquire(timeout=SOON)

    assert sleeper.count == 1


def test_clocks_that_are_read_one_after_the_other_are_no_sleep() -> None:
    sleeper = Sleeper()
    with looking(sleeper):
        for _ in range(20):
            sleeper.slept_ms += 20
            time.sleep(0.01)

    assert sleeper.count == 0


@pytest.mark.parametrize("waits", range(14))
def test_who_is_kept_waiting_while_it_reads_the_clocks_has_not_slept(waits: int) -> None:
    now, readings = [0], [0]

    def awake() -> int:
        readings[0] += 1
        now[0] += 60_000 if readings[0] == waits + 1 else 1
        return now[0]

    assert apart(lambda: awake() + 7_000, awake) in {7_001, 7_002}


def test_this_computer_says_how_long_it_slept() -> None:
    first = asleep_ms()

    assert abs(asleep_ms() - first) < 500
    assert first > -500


def test_without_any_bus_only_sleep_is_heard() -> None:
    sleeper = Sleeper()
    reasons: list[LockReason] = []

    def lock(reason: LockReason) -> None:
        reasons.append(reason)
        sleeper.notice()

    environ = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/bus"}
    with watch(lock, environ, asleep=sleeper.asleep_ms) as watching:
        assert watching.deaf_to() == {LockReason.SESSION, LockReason.SWITCH}
        sleeper.slept_ms += 60_000
        assert sleeper.noticed.acquire(timeout=SOON)

    assert reasons == [LockReason.SUSPEND]


@pytest.mark.parametrize("said", [b"", b"REJECTED\r\n", b"OK 1\r\nAGREE_UNIX_FD\r\nl\1\0\1 nonsense" * 99])
def test_what_is_no_bus_is_left_alone(tmp_path: Path, said: bytes) -> None:
    met = threading.Event()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "bus"))
        door.listen()

        def answer() -> None:
            caller, _ = door.accept()
            with caller:
                caller.sendall(said)
                met.set()
                caller.recv(4096)

        stranger = threading.Thread(target=answer)
        stranger.start()
        environ = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path / 'bus'}"}
        with watch(_never, environ, asleep=lambda: 0) as watching:
            assert met.wait(SOON)
            assert LockReason.SWITCH in watching.deaf_to()
        stranger.join(SOON)


@pytest.mark.parametrize(
    "address", ["", "nonsense", "tcp:host=localhost,port=1", "unix:tmpdir=/tmp", ";;", "unix:"]
)
def test_an_address_that_makes_no_sense_disturbs_nothing(address: str) -> None:
    environ = {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address or ";"}

    with watch(_never, environ, asleep=lambda: 0) as watching:
        assert LockReason.SESSION in watching.deaf_to()


def test_where_the_buses_are_met(tmp_path: Path) -> None:
    assert system_bus({}) == "unix:path=/run/dbus/system_bus_socket"
    assert system_bus({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/a"}) == "unix:path=/a"
    assert session_bus({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/b"}) == "unix:path=/b"
    assert session_bus({"XDG_RUNTIME_DIR": str(tmp_path)}) is None
    assert session_bus({}) is None
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "bus"))
        assert session_bus({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix:path={tmp_path / 'bus'}"


def test_L08_only_a_locked_screen_leaves_the_key_in_the_password_store() -> None:
    assert [reason for reason in LockReason if not ends_keyring(reason)] == [LockReason.SESSION]


def _never(reason: LockReason) -> None:
    pytest.fail(f"locked for {reason}")
