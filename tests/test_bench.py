"""The benchmarks run; how fast anything is, they tell, and no test asserts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

WITHOUT_DISPLAY = ("unlock", "adding", "captures", "search", "paper")


@pytest.mark.first
def test_the_benchmarks_print_a_table_that_names_no_place_and_leave_nothing_behind(
    checkout: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.bench", "--quick", "--work", str(tmp_path), *WITHOUT_DISPLAY]

    done = subprocess.run(command, cwd=checkout, env=dict(os.environ), capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    figures = {line.split(",")[0].strip() for line in done.stdout.splitlines() if line.startswith("  ")}
    assert {"open", "speed", "seal and file all", "rare word", "peak memory"} <= figures
    assert "not measured" not in done.stdout
    assert str(tmp_path) not in done.stdout + done.stderr
    assert str(checkout) not in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []
