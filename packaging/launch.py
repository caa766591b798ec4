"""Start Journal out of a checkout, in its private environment."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import system_parts
from private_environment import PrivateEnvironment, environment_for, set_up
from refusal import Refusal, say, say_also_to
from seen import Notice, nobody_reads, tell

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "packaging" / "lock" / "run.txt"
NO_DISPLAY = (
    "Journal opens a window and there is no display here to open it on; "
    "`python3 packaging/run.py demo FOLDER` needs none and shows what Journal makes."
)
_WITHOUT_WINDOW = {"demo", "export", "verify", "--help", "-h", "--version"}
_WITHOUT_DISPLAY_CHECK = _WITHOUT_WINDOW | {"capture"}  # it says itself what it cannot see
_LIBRARIES = "system-libraries"


def launch(arguments: Sequence[str]) -> int:
    """Set up what is missing and become Journal; returns only if that is not possible or on Windows.

    Where nobody reads what is printed, it is shown in a window.
    """
    unread, notice = nobody_reads(sys.stderr), Notice()
    if unread:
        say_also_to(notice.show)
    try:
        environment = _prepared(arguments)
    except Refusal as refusal:
        say(str(refusal))
        notice.close()
        if unread:
            tell(str(refusal))
        return refusal.exit_code
    except KeyboardInterrupt:
        say("\nStopped. The next start begins again.")
        return 130
    finally:
        notice.close()
    return _become([str(environment.python), "-m", "journal", *arguments])


def first_word(arguments: Sequence[str]) -> str:
    """The sub-command or option that decides what is started; `--journal FOLDER` may stand before it."""
    rest = list(arguments)
    while rest and (rest[0] == "--journal" or rest[0].startswith("--journal=")):
        rest = rest[1:] if "=" in rest[0] else rest[2:]
    return rest[0] if rest else ""


def lacks_display(arguments: Sequence[str], environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether these arguments ask for a window that cannot be shown here."""
    if platform != "linux" or first_word(arguments) in _WITHOUT_DISPLAY_CHECK:
        return False
    return not any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _prepared(arguments: Sequence[str]) -> PrivateEnvironment:
    if lacks_display(arguments, os.environ):
        raise Refusal(NO_DISPLAY)
    environment = environment_for(LOCK)
    if sys.platform != "linux":
        set_up(environment)
        return environment
    opens_window = first_word(arguments) not in _WITHOUT_WINDOW
    look_at_libraries = opens_window and not environment.remembers(_LIBRARIES)
    missing = {} if environment.is_ready else system_parts.missing_python_parts()
    if look_at_libraries:
        missing |= system_parts.missing_window_parts()
    system_parts.provide(missing)
    set_up(environment)
    if look_at_libraries:
        environment.remember(_LIBRARIES)
    return environment


def _become(command: list[str]) -> int:
    # PYTHONSAFEPATH: a file in the folder the person stands in must not pass for one of our modules.
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONSAFEPATH": "1"}
    if os.name != "nt":
        os.execve(command[0], command, environ)  # noqa: S606  that there is no shell is the point
    # Without a console of its own this start must not open one for the program.
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.stderr is None else 0
    return subprocess.run(command, env=environ, check=False, creationflags=hidden).returncode
