"""What this machine lets a test do to a process: trace it, and give it a small disk of its own."""

import shutil
import subprocess
import sys
from functools import cache

import pytest


@cache
def can_trace() -> bool:
    """Whether a process can be followed and its calls of the system be made to fail."""
    if shutil.which("strace") is None:
        return False
    # Enough injecting for an old strace to say that it cannot.
    command = ["strace", "-f", "-o", "/dev/null", "-e", "inject=pwrite64:error=EIO:when=9999", "true"]
    return subprocess.run(command, capture_output=True).returncode == 0


@cache
def can_mount() -> bool:
    """Whether a process can have a disk of its own in memory."""
    if shutil.which("unshare") is None:
        return False
    command = ["unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]
    return subprocess.run(command, capture_output=True).returncode == 0


needs_tracing = pytest.mark.skipif(
    sys.platform != "linux" or not can_trace(), reason="this machine lets nobody trace"
)
needs_mounting = pytest.mark.skipif(
    sys.platform != "linux" or not can_mount(), reason="this machine lets nobody mount"
)
