"""The commands of other people that tests start; the set-up of the suite installs every one of them."""

import shutil
import sys
from pathlib import Path

import pytest

_PACKAGING = str(Path(__file__).parents[1] / "packaging")
if _PACKAGING not in sys.path:  # the benchmarks are not started by pytest, which puts it there
    sys.path.append(_PACKAGING)

import system_parts  # noqa: E402


def needed(command: str) -> str:
    """The full path of a command; the test is skipped where it is not installed.

    Fails for a command that the set-up would not install: the test would be left out on a fresh machine.
    """
    package = system_parts.TEST_COMMANDS.get(command)
    if package is None:
        pytest.fail(f"{command} is not among TEST_COMMANDS of packaging/system_parts.py")
    path = shutil.which(command)
    if path is None:
        pytest.skip(f"needs {command} (on Debian: {package})")
    return path
