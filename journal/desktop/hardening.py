"""What keeps other programs, and crash reports, from reading a process: each step says what was achieved."""

import os
import signal
import sys
from dataclasses import dataclass

_PR_SET_PDEATHSIG = 1
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31


@dataclass(frozen=True)
class Hardened:
    """What holds now: other programs of the user cannot read the memory; a crash leaves no copy of it."""

    unreadable: bool
    no_core: bool


def harden_window_process() -> Hardened:
    """Close the memory of this process to other programs; to be called before the passphrase is asked for.

    Linux: not dumpable. macOS: no debugger may attach. Windows: nothing of the kind is offered to an ordinary
    program, and the report service is outside our reach, so both are False. It does not outlive an exec.
    """
    return Hardened(unreadable=_close_memory(), no_core=_limit_core(0))


def harden_keeper() -> Hardened:
    """Forbid core files only: portals find out who asks through /proc, which a closed process denies them."""
    # Linux ignores a limit of 0 where crashes are piped to a report service; 1 is its mark for none at all.
    return Hardened(unreadable=False, no_core=_limit_core(1 if sys.platform == "linux" else 0))


def die_with_parent(parent: int, with_signal: signal.Signals = signal.SIGTERM) -> bool:
    """Ask the system to end this process with the one that started it; `parent` is that one's pid.

    Returns whether that holds; only Linux knows it. The system watches the *thread* that started us: a keeper
    starts its window from a thread that lives as long as itself. A parent that is already gone ends us now.
    """
    achieved = _end_with_parent(with_signal)
    if os.getppid() != parent:
        os.kill(os.getpid(), with_signal)
    return achieved


def private_files() -> None:
    """Let what this process creates from now on be its owner's only: files 0600, folders 0700."""
    os.umask(0o077)


if sys.platform == "win32":

    def _close_memory() -> bool:
        return False

    def _limit_core(_size: int) -> bool:
        return False

    def _end_with_parent(_with_signal: int) -> bool:
        return False

else:
    import resource

    def _limit_core(size: int) -> bool:
        resource.setrlimit(resource.RLIMIT_CORE, (size, size))
        return resource.getrlimit(resource.RLIMIT_CORE) == (size, size)


if sys.platform == "linux":
    import ctypes

    def _close_memory() -> bool:
        # Read back: the answer to the second is 0 as well, for not dumpable.
        return _prctl(_PR_SET_DUMPABLE, 0) and _prctl(_PR_GET_DUMPABLE, 0)

    def _end_with_parent(with_signal: int) -> bool:
        return _prctl(_PR_SET_PDEATHSIG, with_signal)

    def _prctl(option: int, value: int) -> bool:
        """Return whether prctl returned 0."""
        arguments = [ctypes.c_ulong(number) for number in (value, 0, 0, 0)]
        return bool(ctypes.CDLL(None).prctl(option, *arguments) == 0)

elif sys.platform == "darwin":
    import ctypes

    def _close_memory() -> bool:
        return bool(ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0) == 0)

    def _end_with_parent(_with_signal: int) -> bool:
        return False
