"""The screen savers of the Linux desktops: each says on the session's bus that it covers the screen."""

from collections.abc import Callable, Mapping

from jeepney import HeaderFields, MatchRule, Message
from jeepney.bus_messages import message_bus

from journal.desktop.bus import Bus, BusListener, session_bus
from journal.domain.locking import LockReason

INTERFACES = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_MEMBER = "ActiveChanged"


class ScreenSaverEar:
    """Locks when any of them comes on."""

    def __init__(self, lock: Callable[[LockReason], object], environ: Mapping[str, str]) -> None:
        """Begin to listen."""
        self._lock = lock
        self._attending = False
        self._listener = BusListener(
            "screen saver", lambda: session_bus(environ), self._greet, self._hear, self._parted
        ).start()

    def hears(self) -> frozenset[LockReason]:
        """A locked screen, while there is a bus."""
        return frozenset({LockReason.SESSION}) if self._attending else frozenset()

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()

    def _greet(self, bus: Bus) -> None:
        for interface in INTERFACES:
            rule = MatchRule(type="signal", interface=interface, member=_MEMBER)
            bus.ask(message_bus.AddMatch(rule))
        self._attending = True

    def _parted(self) -> None:
        self._attending = False

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        ours = fields.get(HeaderFields.interface) in INTERFACES and fields.get(HeaderFields.member) == _MEMBER
        if ours and message.body[:1] == (True,):
            self._lock(LockReason.SESSION)
