"""The way that this desktop offers to hear keys while any program is in front."""

import os
import sys
from collections.abc import Callable, Mapping

from journal.desktop.key_ear import KeyEar, NoEar, Told


def is_wayland(environ: Mapping[str, str]) -> bool:
    """Whether the session is Wayland's, where the display that `DISPLAY` names shows and hears only a part."""
    return bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"


def desktop_name(environ: Mapping[str, str]) -> str:
    """`gnome`, `kde`, `sway`, or nothing for any other."""
    names = environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    return next((name for name in ("gnome", "kde", "sway") if name in names), "")


if sys.platform == "linux":
    from journal.desktop.kept_ear import KeptEar
    from journal.desktop.portal_keys import PortalKeyEar

    def listen(told: Told, environ: Mapping[str, str] = os.environ) -> KeyEar:
        """Begin to listen in the way this desktop offers; what is heard is said by `hold`."""
        if is_wayland(environ):
            return PortalKeyEar(told, environ)
        if environ.get("DISPLAY"):
            return KeptEar(told, environ["DISPLAY"])
        return NoEar()

elif sys.platform == "win32":
    from journal.desktop.windows_keys import windows_ear

    def listen(told: Told, _environ: Mapping[str, str] = os.environ) -> KeyEar:
        """Begin to listen in the way this desktop offers; what is heard is said by `hold`."""
        return windows_ear(told)

elif sys.platform == "darwin":
    from journal.desktop.mac_keys import mac_ear, on_main_thread

    def listen(told: Told, _environ: Mapping[str, str] = os.environ) -> KeyEar:
        """Begin to listen in the way this desktop offers; what is heard is said by `hold`."""
        return mac_ear(told)

    def lend_main_thread(work: Callable[[], int]) -> int:
        """Do the work and return what it returns; meanwhile the system has the main thread, if it needs that."""
        return on_main_thread(work)


if sys.platform != "darwin":

    def lend_main_thread(work: Callable[[], int]) -> int:
        """Do the work and return what it returns; meanwhile the system has the main thread, if it needs that."""
        return work()
