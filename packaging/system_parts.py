"""What a Linux system must bring along: shared libraries, fonts and, for the tests, commands."""

import importlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from refusal import Refusal, say

# A library that Qt or mss loads by name, and the Debian package that brings it.
WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FONT_PACKAGE = "fonts-dejavu-core"
TEST_COMMANDS = {
    "/usr/libexec/xdg-desktop-portal": "xdg-desktop-portal",
    "/usr/libexec/xdg-desktop-portal-wlr": "xdg-desktop-portal-wlr",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "7z": "p7zip-full",
    "Xvfb": "xvfb",
    "busybox": "busybox",
    "chromium": "chromium",
    "dbus-daemon": "dbus",
    "exiftool": "libimage-exiftool-perl",
    "gnome-keyring-daemon": "gnome-keyring",
    "grim": "grim",
    "openbox": "openbox",
    "openssl": "openssl",
    "pdftotext": "poppler-utils",
    "pipewire": "pipewire",
    "qpdf": "qpdf",
    "setpriv": "util-linux",
    "setxkbmap": "x11-xkb-utils",
    "strace": "strace",
    "sway": "sway",
    "unshare": "util-linux",
    "xclip": "xclip",
    "xdotool": "xdotool",
    "xev": "x11-utils",
    "xfwm4": "xfwm4",
    "xprop": "x11-utils",
    "xsetroot": "x11-xserver-utils",
}
PYTHON_PARTS = ("ctypes", "ensurepip", "venv")
PYTHON_PACKAGE = "python3-venv"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".pfb")


def missing_python_parts() -> dict[str, str]:
    """The modules Debian splits off from Python, as module -> package."""
    return {part: PYTHON_PACKAGE for part in PYTHON_PARTS if importlib.util.find_spec(part) is None}


def missing_window_parts() -> dict[str, str]:
    """What Qt needs and this system lacks, as library (or "a font") -> package."""
    fonts = {} if _has_a_font(_FONT_FOLDERS) else {"a font": FONT_PACKAGE}
    return absent(WINDOW_LIBRARIES, _loads) | fonts


def missing_test_commands() -> dict[str, str]:
    """The commands the tests start and this system lacks, as command -> package."""
    return absent(TEST_COMMANDS, lambda command: shutil.which(command) is not None)


def absent(wanted: Mapping[str, str], is_there: Callable[[str], bool]) -> dict[str, str]:
    """The part of `wanted` that is not there."""
    return {name: package for name, package in wanted.items() if not is_there(name)}


def provide(missing: Mapping[str, str]) -> None:
    """Install the packages of what is missing if this account may do so.

    Raises:
        Refusal: it may not, or the installation failed.
    """
    if not missing:
        return
    packages = sorted(set(missing.values()))
    apt = shutil.which("apt-get")
    if apt is None:
        raise Refusal(elsewhere_words(missing))
    if os.geteuid() != 0:
        raise Refusal(sudo_words(packages))
    say(f"Installing {len(packages)} system packages: {' '.join(packages)}")
    _apt(apt, "update")
    _apt(apt, "install", "--yes", "--no-install-recommends", *packages)
    importlib.invalidate_caches()


def sudo_words(packages: Iterable[str]) -> str:
    """What to tell a person who is not root on a Debian-like system."""
    return (
        "Some parts of the system are missing. Install them with this line in a terminal, "
        "then start it again:\n\n"
        f"    sudo apt-get install --no-install-recommends {' '.join(packages)}\n"
    )


def elsewhere_words(missing: Iterable[str]) -> str:
    """What to tell a person on a Linux system without apt."""
    return (
        f"Some parts of the system are missing: {', '.join(sorted(missing))}. "
        "Install them with the package manager of this system, then start it again."
    )


def _apt(apt: str, *arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    done = subprocess.run(
        [apt, "--quiet", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        last = "\n".join(f"    {line}" for line in done.stdout.splitlines()[-5:])
        raise Refusal(
            "The system packages could not be installed. "
            "Check the internet connection and the free space, then start it again. "
            f"apt-get {arguments[0]} said last:\n{last}"
        )


def _loads(library: str) -> bool:
    try:
        import ctypes  # noqa: PLC0415  Debian's smallest Python has none
    except ImportError:
        return False
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_a_font(folders: Iterable[str]) -> bool:
    return any(
        name.lower().endswith(_FONT_ENDINGS)
        for folder in folders
        for _path, _folders, names in os.walk(Path(folder).expanduser())
        for name in names
    )
