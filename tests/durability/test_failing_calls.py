"""R-06: whatever the disk refuses, no writer crashes, and nothing is said to be kept that is not."""

import subprocess
from pathlib import Path

import pytest

from tests.durability.acknowledged import CHECKOUT, check_kept, read, writer
from tests.durability.machine import needs_tracing
from tests.durability.writer import made

pytestmark = [pytest.mark.slow, needs_tracing]

CALLS = ("pwrite64", "rename", "fsync")
ERRORS = ("EIO", "EACCES", "EROFS")
IN_CI = list(zip(CALLS, ERRORS, (7, 3, 5), strict=True))


def injected(tmp_path: Path, call: str, error: str, when: int) -> bool:
    """Let one call fail in a writer; whether it came so far."""
    folder = made(tmp_path / f"{call} {error} {when}")
    trace = tmp_path / "trace"
    fault = f"inject={call}:error={error}:when={when}"
    command = ["strace", "-f", "-o", str(trace), "-e", f"trace={call}", "-e", fault]

    done = subprocess.run([*command, *writer(folder.root, when, "12")], cwd=CHECKOUT, capture_output=True)

    reached = "(INJECTED)" in trace.read_text(errors="replace")
    assert b"Traceback" not in done.stderr or b"ready" not in done.stdout, done.stderr.decode()
    said = read(done.stdout)
    if reached and "ready" in said.others:
        assert done.returncode == 0, done.stderr.decode()
    check_kept(folder, said)
    return reached


@pytest.mark.parametrize(("call", "error", "when"), IN_CI)
def test_r06_a_refused_call_costs_what_it_was_for_and_nothing_else(
    tmp_path: Path, call: str, error: str, when: int
) -> None:
    assert injected(tmp_path, call, error, when)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error", ERRORS)
def test_r06_at_fifty_places_a_refused_call_costs_nothing_else(tmp_path: Path, call: str, error: str) -> None:
    reached = sum(injected(tmp_path, call, error, when) for when in range(1, 51))

    print(f"{call} {error}: injected at {reached} of 50 places")
    assert reached > 10
