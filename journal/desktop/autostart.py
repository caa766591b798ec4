"""Starting with the computer's session: one small file, or one value, with a name that says nothing."""

import os
import plistlib
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

NAME = "journal-desk"

_QUOTED = str.maketrans({"\\": "\\\\\\\\", '"': '\\\\"', "`": "\\\\`", "$": "\\\\$", "%": "%%"})
"""What an Exec line wants before these, inside quotation marks; each backslash is read twice."""


class Autostart(Protocol):
    """Whether the program starts with the session."""

    def is_on(self) -> bool:
        """Whether it does."""
        ...

    def turn_on(self, command: Sequence[str]) -> None:
        """Have this command started with the session.

        Raises:
            OSError: it could not be kept.
        """
        ...

    def turn_off(self) -> None:
        """Have it started no longer.

        Raises:
            OSError: it could not be kept.
        """
        ...


class DesktopFile:
    """A file in the autostart folder of freedesktop.org's desktops."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        config = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "/nowhere")) / ".config")
        self.path = Path(config) / "autostart" / f"{NAME}.desktop"

    def is_on(self) -> bool:
        """As `Autostart.is_on`; desktops switch it off with a line in the file."""
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except (OSError, ValueError):
            return False
        return not {"Hidden=true", "X-GNOME-Autostart-enabled=false"} & set(lines)

    def turn_on(self, command: Sequence[str]) -> None:
        """As `Autostart.turn_on`."""
        line = " ".join(f'"{word.translate(_QUOTED)}"' for word in command)
        _write(
            self.path,
            f"[Desktop Entry]\nType=Application\nName=Journal\nExec={line}\nIcon={NAME}\nNoDisplay=true\n".encode(),
        )

    def turn_off(self) -> None:
        """As `Autostart.turn_off`."""
        self.path.unlink(missing_ok=True)


class LaunchAgent:
    """A file in the person's folder of launch agents on macOS. Never run so far."""

    def __init__(self, home: Path) -> None:
        self.path = home / "Library" / "LaunchAgents" / f"{NAME}.plist"

    def is_on(self) -> bool:
        """As `Autostart.is_on`."""
        return self.path.is_file()

    def turn_on(self, command: Sequence[str]) -> None:
        """As `Autostart.turn_on`."""
        agent = {"Label": NAME, "ProgramArguments": list(command), "RunAtLoad": True}
        _write(self.path, plistlib.dumps(agent))

    def turn_off(self) -> None:
        """As `Autostart.turn_off`."""
        self.path.unlink(missing_ok=True)


class Registry(Protocol):
    """The person's own part of what Windows runs at the start of a session; its calls raise OSError."""

    def read(self, name: str) -> str | None:
        """The command under a name, or None."""
        ...

    def write(self, name: str, command: str) -> None:
        """Keep a command under a name."""
        ...

    def remove(self, name: str) -> None:
        """Keep nothing under a name."""
        ...


class RunKey:
    """A value of the Run key on Windows. Never run so far."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def is_on(self) -> bool:
        """As `Autostart.is_on`."""
        return self._registry.read(NAME) is not None

    def turn_on(self, command: Sequence[str]) -> None:
        """As `Autostart.turn_on`."""
        self._registry.write(NAME, subprocess.list2cmdline(command))

    def turn_off(self) -> None:
        """As `Autostart.turn_off`."""
        if self.is_on():
            self._registry.remove(NAME)


def in_one_line(command: Sequence[str]) -> str:
    """The command as a person types it, or pastes it into the desktop's settings."""
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(content)


if sys.platform == "win32":
    import winreg

    _RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"

    class _RunValues:
        def read(self, name: str) -> str | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                    return str(winreg.QueryValueEx(key, name)[0])
            except FileNotFoundError:
                return None

        def write(self, name: str, command: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, command)

        def remove(self, name: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                winreg.DeleteValue(key, name)

    def autostart_here(_environ: Mapping[str, str] = os.environ) -> Autostart:
        """The way of this system."""
        return RunKey(_RunValues())

elif sys.platform == "darwin":

    def autostart_here(_environ: Mapping[str, str] = os.environ) -> Autostart:
        """The way of this system."""
        return LaunchAgent(Path.home())

else:

    def autostart_here(environ: Mapping[str, str] = os.environ) -> Autostart:
        """The way of this system."""
        return DesktopFile(environ)
