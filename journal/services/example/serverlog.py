"""The log of the web server: the visits an entry tells of, among those of others."""

from datetime import datetime
from zoneinfo import ZoneInfo

from journal.services.example.chance import seeded
from journal.services.example.times import HOME, MINUTE
from journal.services.example.told import Told

_SUSPECT = "203.0.113.9"
_SUSPECT_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
_AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
    "ExampleBot/1.2",
)
_PAGES = ("/", "/gallery/", "/gallery/river", "/about", "/contact", "/prints")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def server_log(told: Told) -> bytes:
    """Lines in the common combined format, in the order of time, with the server's own offset."""
    rng = seeded("log", told.entry.key)
    number = told.entry.latest.how_many.number
    span = max(told.ended_ms - told.happened_ms, MINUTE)
    inside = sorted(rng.randrange(1000, span) for _ in range(number - 2))
    at = [told.happened_ms, *(told.happened_ms + offset for offset in inside), told.ended_ms][:number]
    sign_in = told.kind.name == "login"
    lines = [
        (when, _visit(when, rng.choice(_watched(told)), sign_in, rng.randint(900, 30_000))) for when in at
    ]
    for _ in range(rng.randint(14, 40)):
        when = told.happened_ms + rng.randrange(-30 * MINUTE, span + 30 * MINUTE)
        visitor = f"198.51.100.{rng.randint(2, 240)}"
        request, agent = f"GET {rng.choice(_PAGES)} HTTP/1.1", rng.choice(_AGENTS)
        lines.append((when, _line(when, visitor, request, 200, rng.randint(900, 30_000), agent)))
    return "".join(line for _, line in sorted(lines)).encode("ascii")


def _watched(told: Told) -> tuple[str, ...]:
    if "/gallery, /contact" in told.entry.latest.description:
        return "/gallery/", "/contact", "/about"
    return "/contact", "/contact", "/about", "/gallery/", "/gallery/river"


def _visit(at_ms: int, page: str, sign_in: bool, size: int) -> str:
    if sign_in:
        return _line(at_ms, _SUSPECT, "POST /sign-in HTTP/1.1", 401, 612, _SUSPECT_AGENT)
    return _line(at_ms, _SUSPECT, f"GET {page} HTTP/1.1", 200, size, _SUSPECT_AGENT)


def _line(at_ms: int, visitor: str, request: str, status: int, size: int, agent: str) -> str:
    at = datetime.fromtimestamp(at_ms // 1000, ZoneInfo(HOME))
    # Spelled out, because strftime's month names follow the computer's language.
    stamp = f"{at:%d}/{_MONTHS[at.month - 1]}/{at:%Y:%H:%M:%S %z}"
    return f'{visitor} - - [{stamp}] "{request}" {status} {size} "-" "{agent}"\n'
