"""How this program is started by somebody else: the desktop's own shortcuts, and the start of a session."""

import shutil
import sys
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]


def own_command(*arguments: str) -> tuple[str, ...]:
    """The command that starts this very program, from anywhere, with these arguments."""
    return (*_itself(), *arguments)


def _itself() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = Path(sys.executable).parent / "journal"
    if script.is_file():
        found = shutil.which("journal")
        return ("journal",) if found and Path(found).samefile(script) else (str(script),)
    from_source = _CHECKOUT / "packaging" / "run.py"
    if from_source.is_file():
        return ("python3", str(from_source))
    return (sys.executable, "-m", "journal")
