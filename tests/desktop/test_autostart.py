"""Starting with the session: on, off, and nothing said in the name."""

import plistlib
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from journal.desktop.autostart import Autostart, DesktopFile, LaunchAgent, RunKey, autostart_here, in_one_line

COMMAND = ("/opt/a b/journal", "--journal", '/home/x/50% "mine" $HOME `id` \\ it’s')


class FakeRegistry:
    """The values of one key."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self.values.get(name)

    def write(self, name: str, command: str) -> None:
        self.values[name] = command

    def remove(self, name: str) -> None:
        del self.values[name]


@pytest.fixture(params=["freedesktop", "macos", "windows"])
def autostart(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    ways: dict[str, Autostart] = {
        "freedesktop": DesktopFile({"XDG_CONFIG_HOME": str(tmp_path)}),
        "macos": LaunchAgent(tmp_path),
        "windows": RunKey(FakeRegistry()),
    }
    return ways[request.param]


def test_it_is_off_until_it_is_wanted_and_then_off_again(autostart: Autostart) -> None:
    assert not autostart.is_on()
    autostart.turn_off()
    autostart.turn_on(COMMAND)
    autostart.turn_on(COMMAND)
    assert autostart.is_on()
    autostart.turn_off()
    assert not autostart.is_on()


def test_the_desktop_file_is_found_where_desktops_look_and_says_nothing(tmp_path: Path) -> None:
    autostart = DesktopFile({"HOME": str(tmp_path)})
    autostart.turn_on(COMMAND)

    assert autostart.path == tmp_path / ".config" / "autostart" / "journal-desk.desktop"
    text = autostart.path.read_text()
    assert "Name=Journal\n" in text
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(autostart.path)], check=True)


def test_the_desktop_file_starts_exactly_the_command(tmp_path: Path) -> None:
    autostart = DesktopFile({"HOME": str(tmp_path)})
    autostart.turn_on(COMMAND)

    line = next(
        line.removeprefix("Exec=")
        for line in autostart.path.read_text().splitlines()
        if line.startswith("Exec=")
    )
    # As the specification reads it: the escapes of a string first, then the quoting, then the field codes.
    unquoted = shlex.split(line.replace("\\\\", "\\"))
    assert [word.replace("%%", "%").replace("\\$", "$").replace("\\`", "`") for word in unquoted] == [
        *COMMAND
    ]


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_switched_off_is_off(tmp_path: Path, line: str) -> None:
    autostart = DesktopFile({"HOME": str(tmp_path)})
    autostart.turn_on(COMMAND)
    autostart.path.write_text(f"{autostart.path.read_text()}{line}\n")

    assert not autostart.is_on()


def test_the_launch_agent_starts_exactly_the_command(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path)
    agent.turn_on(COMMAND)

    assert plistlib.loads(agent.path.read_bytes())["ProgramArguments"] == [*COMMAND]


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("no folder")

    with pytest.raises(OSError):  # noqa: PT011  # whichever: it could not be kept
        DesktopFile({"XDG_CONFIG_HOME": str(tmp_path)}).turn_on(COMMAND)


def test_a_command_in_one_line_is_read_by_a_shell_as_it_was() -> None:
    assert shlex.split(in_one_line(COMMAND)) == [*COMMAND]


def test_this_system_has_a_way() -> None:
    assert not autostart_here({"HOME": "/nowhere"}).is_on()
