import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journal.desktop import clock
from journal.desktop.clock import SystemClock
from journal.domain.clock import Clock


@pytest.fixture
def zone_of_the_computer(monkeypatch):
    """A function that moves the computer to a zone until the test ends."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)

    yield move
    monkeypatch.undo()
    time.tzset()


def test_the_real_clock_is_a_clock():
    real: Clock = SystemClock()

    assert real.boot_id()


def test_utc_is_in_milliseconds_since_1970():
    before = time.time_ns() // 1_000_000

    now = SystemClock().utc_ms()

    assert before <= now <= time.time_ns() // 1_000_000


def test_boot_time_counts_from_the_start_of_the_computer_with_sleep():
    uptime = float(Path("/proc/uptime").read_text().split()[0]) * 1000

    assert SystemClock().boot_ms() == pytest.approx(uptime, abs=1000)


def test_boot_time_never_goes_back():
    real = SystemClock()
    readings = [real.boot_ms() for _ in range(1000)]

    assert readings == sorted(readings)


def test_the_boot_has_the_same_name_in_another_process():
    code = "from journal.desktop.clock import SystemClock; print(SystemClock().boot_id(), end='')"

    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert other == SystemClock().boot_id()


def test_without_a_name_of_the_system_the_boot_is_named_for_this_process_only(monkeypatch):
    def silent() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(clock, "_system_boot_id", silent)
    clock._boot_id.cache_clear()
    try:
        first, second = SystemClock().boot_id(), SystemClock().boot_id()
    finally:
        clock._boot_id.cache_clear()

    assert first == second
    assert f"-{os.getpid()}-" in first


@pytest.mark.parametrize("name", ["Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia"])
def test_the_zone_is_the_one_the_computer_is_set_to(zone_of_the_computer, name):
    zone_of_the_computer(name)

    assert SystemClock().zone() == name


def test_a_zone_changed_while_the_program_runs_is_noticed(zone_of_the_computer):
    real = SystemClock()
    zone_of_the_computer("Europe/Paris")
    before = real.zone()

    zone_of_the_computer("Asia/Tokyo")

    assert (before, real.zone()) == ("Europe/Paris", "Asia/Tokyo")
    assert real.offset_minutes(0) == 9 * 60


@pytest.mark.parametrize(("name", "offset"), [("JST-9", 540), ("PST8", -480), ("UTC0", 0), ("MUC-2", 120)])
def test_a_computer_that_names_only_an_offset_is_in_a_zone_of_that_offset(zone_of_the_computer, name, offset):
    zone_of_the_computer(name)
    real = SystemClock()

    assert ZoneInfo(real.zone()).key == real.zone()
    assert real.offset_minutes(real.utc_ms()) == offset


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        (datetime(2026, 10, 25, 0, 59, 59, 999_000, UTC), 120),
        (datetime(2026, 10, 25, 1, 0, 0, 0, UTC), 60),
        (datetime(2026, 3, 29, 0, 59, 59, 999_000, UTC), 60),
        (datetime(2026, 3, 29, 1, 0, 0, 0, UTC), 120),
    ],
)
def test_the_offset_changes_at_the_very_millisecond_the_clocks_do(zone_of_the_computer, when, minutes):
    zone_of_the_computer("Europe/Paris")

    assert SystemClock().offset_minutes(round(when.timestamp() * 1000)) == minutes


def test_zones_west_of_utc_are_behind_by_whole_minutes(zone_of_the_computer):
    zone_of_the_computer("America/St_Johns")

    assert SystemClock().offset_minutes(round(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)) == -210
