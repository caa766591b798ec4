"""A real Wayland desktop without a screen: sway, and the portals of Debian that take pictures of it."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from jeepney import HeaderFields, MessageType, new_error, new_method_return
from PIL import Image

from journal.desktop.bus import session_bus
from journal.desktop.errors import ScreenshotRefused
from journal.desktop.screenshot_portal import ScreenshotPortal
from tests.commands import needed
from tests.system.buses import Speaker, bus_at
from tests.system.displays import PATIENCE, wait_until

WIDTH, HEIGHT = 1280, 800
BACKGROUND = (0x33, 0x55, 0x77)
PORTAL = "/usr/libexec/xdg-desktop-portal"
PORTAL_OF_SWAY = "/usr/libexec/xdg-desktop-portal-wlr"

_CONFIGURATION = f"""
output * mode {WIDTH}x{HEIGHT}
output * bg #{bytes(BACKGROUND).hex()} solid_color
xwayland disable
default_border none
"""
_ASKS = "org.freedesktop.impl.portal.desktop.test"
_TAKES = "org.freedesktop.impl.portal.desktop.wlr"
_WHO_ASKS = f"[portal]\nDBusName={_ASKS}\nInterfaces=org.freedesktop.impl.portal.Access\nUseIn=sway\n"


@dataclass(frozen=True)
class WaylandDesktop:
    """A running desktop; sizes are in pixels."""

    surroundings: dict[str, str]
    width: int = WIDTH
    height: int = HEIGHT

    def environ(self) -> dict[str, str]:
        """The environment of this process as a program on this desktop sees it: Wayland, and nothing of X11."""
        own = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        return {**own, **self.surroundings}

    def run(self, *command: str) -> str:
        """Run a command on this desktop to its end and return what it wrote."""
        done = subprocess.run(command, env=self.environ(), capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    def look(self) -> Image.Image:
        """What is on the screen."""
        done = subprocess.run(
            ["grim", "-t", "ppm", "-"], env=self.environ(), capture_output=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr
        return Image.open(io.BytesIO(done.stdout)).convert("RGB")


@contextmanager
def wayland_desktop(folder: Path) -> Iterator[WaylandDesktop]:
    """Start it, ready to take pictures, and stop all of it; `folder` has to have a short path."""
    for command in ("sway", "grim", PORTAL):
        needed(command)
    with ExitStack() as stack:
        display = stack.enter_context(_sway())
        own = stack.enter_context(tempfile.TemporaryDirectory(prefix="wl"))
        bus = Path(own, "bus")
        bus.mkdir()
        desktop = WaylandDesktop(
            {
                "XDG_RUNTIME_DIR": own,
                "WAYLAND_DISPLAY": str(display),
                "SWAYSOCK": str(next(display.parent.glob("sway-ipc.*"))),
                "XDG_CURRENT_DESKTOP": "sway",
                "XDG_SESSION_TYPE": "wayland",
                "QT_QPA_PLATFORM": "wayland",
                "DBUS_SESSION_BUS_ADDRESS": stack.enter_context(bus_at(bus)).partition(",")[0],
            }
        )
        stack.enter_context(_portals(desktop, folder))
        yield desktop


@contextmanager
def _sway() -> Iterator[Path]:
    """The compositor; it does not run as root, and needs nothing of its own but a folder."""
    with tempfile.TemporaryDirectory(prefix="sway") as home:
        configuration = Path(home, "config")
        configuration.write_text(_CONFIGURATION, encoding="utf-8")
        command = [needed("sway"), "--config", str(configuration)]
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "XDG_RUNTIME_DIR": home,
            "WLR_BACKENDS": "headless",
            "WLR_RENDERER": "pixman",
            "WLR_LIBINPUT_NO_DEVICES": "1",
        }
        if os.geteuid() == 0:
            # It refuses to run as root. What it starts for a key is root's all the same, seen from outside.
            command = [needed("unshare"), "--user", "--map-user=1000", *command]
        with _started(command, environ):
            wait_until(lambda: any(Path(home).glob("sway-ipc.*")), "sway is there")
            wait_until(Path(home, "wayland-1").exists, "sway has a display")
            yield Path(home, "wayland-1")


@contextmanager
def _portals(desktop: WaylandDesktop, folder: Path) -> Iterator[None]:
    described = folder / "portals"
    described.mkdir()
    shutil.copy("/usr/share/xdg-desktop-portal/portals/wlr.portal", described)
    (described / "test.portal").write_text(_WHO_ASKS, encoding="utf-8")
    environ = {**desktop.environ(), "XDG_DESKTOP_PORTAL_DIR": str(described), "HOME": str(folder)}
    address = session_bus(desktop.environ())
    assert address is not None
    yes, asking = _SaysYes(address), Speaker(address)
    runtime = Path(environ["XDG_RUNTIME_DIR"])
    # One after the other: the second ends where the first is not there yet, the third looks for the second only once.
    with contextlib.closing(yes), contextlib.closing(asking), _started([needed("pipewire")], environ):
        wait_until((runtime / "pipewire-0").exists, "pipewire is there")
        with _started([needed(PORTAL_OF_SWAY)], environ):
            wait_until(lambda: asking.knows(_TAKES), "the portal of sway is there")
            with _started([PORTAL], environ):
                wait_until(lambda: _takes_pictures(desktop), "the portal takes pictures")
                yield


def _takes_pictures(desktop: WaylandDesktop) -> bool:
    try:
        return bool(ScreenshotPortal(desktop.environ()).ask())
    except ScreenshotRefused:
        return False


class _SaysYes(Speaker):
    """The person, wherever a portal asks whether a program may."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.own(_ASKS)
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.connection.sock.shutdown(2)
        super().close()

    def _serve(self) -> None:
        while True:
            try:
                message = self.connection.receive()
            except OSError:
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            member = message.header.fields[HeaderFields.member]
            if member == "AccessDialog":
                self.connection.send(new_method_return(message, "ua{sv}", (0, {})))
            elif member == "GetAll":
                self.connection.send(new_method_return(message, "a{sv}", ({},)))
            else:
                self.connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


@contextmanager
def _started(command: list[str], environ: dict[str, str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environ, stdout=quiet, stderr=quiet) as program:
        try:
            yield
        finally:
            program.terminate()
            try:
                program.wait(5)
            except subprocess.TimeoutExpired:
                program.kill()


if __name__ == "__main__":
    # For whoever wants to see it: start it, run a command on it, stop it.
    with tempfile.TemporaryDirectory() as place, wayland_desktop(Path(place)) as there:
        sys.exit(subprocess.run(sys.argv[1:], env=there.environ()).returncode)
