"""A real password store of a test's own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from keyring.backends import SecretService

from tests.commands import needed
from tests.system.displays import wait_until

CONNECTIONS_LEFT = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*socket:pytest.PytestUnraisableExceptionWarning"
)
"""keyring leaves its connection to the garbage collector wherever the store says no."""


@contextmanager
def gnome_keyring(password: str) -> Iterator["subprocess.Popen[bytes]"]:
    """The daemon, told that password at its start, as at login."""
    program = needed("gnome-keyring-daemon")
    command = [program, "--foreground", "--unlock", "--components=secrets"]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere) as daemon:
        try:
            assert daemon.stdin is not None
            daemon.stdin.write(password.encode())
            daemon.stdin.close()
            wait_until(lambda: SecretService.Keyring.viable, "the password store is there")
            yield daemon
        finally:
            daemon.kill()
