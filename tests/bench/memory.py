"""How much memory the measured part of a process needed, with the children that live while it is measured."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.case import Figures

_PROC = Path("/proc")
_FORGET_PEAK = "5"


@contextmanager
def watched() -> Iterator[Figures]:
    """Hand out figures that are filled at the end: `peak`, and `growth` since the beginning, in MiB.

    And `work`, the seconds that all threads of this process together were at work: on a shared computer it says
    more than the clock.

    What was needed before does not count where the system can forget it (Linux); Windows does not tell.
    """
    figures: Figures = {}
    if _can_forget():
        (_PROC / "self" / "clear_refs").write_text(_FORGET_PEAK)
    before, begun = _own("VmRSS"), time.process_time()
    yield figures
    figures["work"] = [time.process_time() - begun]
    if sys.platform == "win32":
        return
    peak = _own("VmHWM")
    figures["growth"] = [peak - before]
    figures["peak"] = [peak + sum(_of(child, "VmHWM") for child in _descendants("self"))]


def tree_peak(process: int) -> float:
    """The peak of a process and of each of its living descendants, added up, in MiB."""
    return _of(str(process), "VmHWM") + sum(_of(child, "VmHWM") for child in _descendants(str(process)))


def _can_forget() -> bool:
    return (_PROC / "self" / "clear_refs").exists()


def _own(what: str) -> float:
    if _can_forget():
        return _of("self", what)
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def _of(process: str, what: str) -> float:
    try:
        lines = (_PROC / process / "status").read_text().splitlines()
    except OSError:
        return 0.0  # it has just ended
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(what)), 0.0)


def _descendants(process: str) -> Iterator[str]:
    for thread in (_PROC / process / "task").glob("*"):
        try:
            children = (thread / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield child
            yield from _descendants(child)
