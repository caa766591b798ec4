"""Whether the Python that was called will do; it is told so in words that any Python 3 can read."""

import importlib.util
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OLDEST = (3, 11)


def objection(
    version: "Sequence[int]" = sys.version_info[:3],
    has: "Callable[[str], object]" = importlib.util.find_spec,
) -> str:
    """Return what to tell the person about this Python, or nothing if it will do."""
    if tuple(version[:2]) < OLDEST:
        return f"Python 3.11 or newer is needed, and this is Python {version[0]}.{version[1]}."
    if not has("shutil"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return (
            "This Python comes without parts of its own library. "
            "Install them with this line in a terminal, then start it again:\n\n"
            f"    {sudo}apt-get install --no-install-recommends python3-venv\n"
        )
    return ""
