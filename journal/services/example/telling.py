"""Composing the table of an entry that is not told by hand, from decks of sentences and a seeded chance."""

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from journal.domain.moments import LocalTime, at_instant
from journal.services.example.chance import Deck, seeded
from journal.services.example.material import Kind, Material, Phrase, Table
from journal.services.example.more import More
from journal.services.example.schedule import Slot
from journal.services.example.times import BEGUN, DAY, ENDS, FIRST_DAY, HOME, HOUR, MINUTE, moment

_LAST_FREE_DAY = {"2026-11": 10}
"""The days after it belong to the entries told by hand."""
_SLOW = ("log",)


class Teller:
    """Tells one slot after the other; what was told before decides which sentences are still fresh."""

    def __init__(self, material: Material, seed: str, known: Mapping[str, int], copies: bool = False) -> None:
        """`known` says when each actor was first written down (UTC ms); nothing names them earlier.

        `copies` tells the further incidents of a larger case, with sentences mixed anew.
        """
        self._material = material
        self._seed = seed
        self._copies = copies
        self._known = known
        rng = seeded(seed, "decks")
        kinds = material.kinds.values()
        self._headlines = {kind.name: Deck(kind.headlines, rng) for kind in kinds}
        self._descriptions = {kind.name: Deck(kind.descriptions, rng) for kind in kinds}
        self._words = {deck: Deck(said, rng, shuffled=copies) for deck, said in material.words.items()}
        self._more = More(material.pools, rng)

    def tell(self, slot: Slot, index: int) -> Table:
        """The table of the slot with that index; to be asked for in the order of the slots."""
        rng = seeded(self._seed, index)
        kind = slot.kind
        start, town = self._start(rng, slot)
        number = rng.randint(*kind.several) if kind.several else 1
        end = start.utc_ms + rng.randint(20, 58) * MINUTE if kind.span or number > 1 else start.utc_ms
        filled = self._filled(rng, start, town, number)
        telling = self._descriptions[kind.name].draw(_true_in(slot.month))
        headline = telling.headline or self._headlines[kind.name].draw(_true_in(slot.month)).text
        if "{count}" in headline:
            number = int(filled["count"])
        table: dict[str, Any] = {
            "zone": start.tz,
            "headline": headline.format_map(filled),
            "description": self._at_length(rng, telling.text).format_map(filled),
            "number": number,
            "painting": filled["slug"],
            "subject": filled["subject"],
            "id": rng.randint(100, 4400),
            "seconds": int(filled["seconds"]),
        }
        if kind.words:
            table |= self._said(slot, rng)
        _date(table, kind, start, end)
        _record(table, rng, kind, start, end, self._known.get(kind.actor, BEGUN))
        table["files"] = [kind.original] if rng.randrange(100) < kind.share else []
        self._more.add(table, rng, slot)
        return table

    def _start(self, rng: random.Random, slot: Slot) -> tuple[LocalTime, str]:
        first = date.fromisoformat(slot.month + "-01")
        days = ((first + timedelta(days=32)).replace(day=1) - first).days
        last = days if slot.month not in _LAST_FREE_DAY else _LAST_FREE_DAY[slot.month] + 10 * self._copies
        earliest = int(FIRST_DAY[8:]) + 1 if FIRST_DAY.startswith(slot.month) else 1
        while True:
            day = first.replace(day=rng.randint(earliest, last)).isoformat()
            journey = self._journey(day)
            if not (journey and slot.kind.place):
                break
        at = rng.randrange(slot.kind.hours[0] * 60, slot.kind.hours[1] * 60) % (24 * 60)
        if slot.kind.precision == "about":
            at -= at % 10
        seconds = f":{rng.randrange(60):02}" if slot.kind.source == "from the file" else ""
        zone = journey["zone"] if journey and slot.kind.original != "log" else HOME
        return moment(f"{day}T{at // 60:02}:{at % 60:02}{seconds}", zone), journey["town"] if journey else ""

    def _journey(self, day: str) -> Table | None:
        journeys = self._material.pools["journey"]
        return next((one for one in journeys if one["from"] <= day <= one["to"]), None)

    def _filled(self, rng: random.Random, start: LocalTime, town: str, number: int) -> dict[str, str]:
        pools = self._material.pools
        _newest, *known = pools["paintings"]
        slug = rng.choice(known)
        said = pools["numbers"][number] if number < len(pools["numbers"]) else str(number)
        return {
            "slug": slug,
            "painting": pools["paintings"][slug],
            "town": town or rng.choice(pools["towns"]),
            "street": rng.choice(pools["streets"]),
            "subject": rng.choice(pools["subjects"]),
            "minutes": str(rng.randrange(4, 45)),
            "count": str(rng.randint(3, 9)),
            "days": str(rng.randint(2, 9)),
            "reads": str(rng.randint(120, 940)),
            "seconds": str(rng.randint(12, 58)),
            "hour": start.local[11:16],
            "number": said,
            "Number": said.capitalize(),
            "year_before": str(int(start.local[:4]) - 1),
        }

    def _at_length(self, rng: random.Random, text: str) -> str:
        tails = self._material.pools["tails"]
        return " ".join([text, *rng.sample(tails, rng.randint(1, 3))]) if self._copies else text

    def _said(self, slot: Slot, rng: random.Random) -> dict[str, str]:
        deck = slot.kind.words if slot.kind.words != "talk" else _mood(slot.month)
        said = [self._words[deck].draw() for _ in range(1 + (self._copies and rng.random() < 0.4))]
        return {
            "words": "\n".join(words.text for words in said),
            "means": "\n".join(words.means or words.text for words in said)
            if any(w.means for w in said)
            else "",
        }


def _date(table: dict[str, Any], kind: Kind, start: LocalTime, end: int) -> None:
    if kind.precision == "unknown":
        return
    table["occurred"] = start.local
    if end > start.utc_ms:
        table["until"] = at_instant(end, start.tz).local[: len(start.local)]


def _record(
    table: dict[str, Any], rng: random.Random, kind: Kind, start: LocalTime, end: int, not_before: int
) -> None:
    """When it was noticed and when it was written down."""
    noticed = _noticed(rng, kind, end)
    if noticed != end:
        table["noticed"] = at_instant(noticed, start.tz).local
    table["recorded"] = at_instant(_recorded(rng, noticed, not_before), HOME).local


def _noticed(rng: random.Random, kind: Kind, end: int) -> int:
    """Logs are looked at later, pages within the day; what is seen or heard is noticed as it happens."""
    noticed = end
    if kind.original in _SLOW:
        noticed += rng.randint(6 * HOUR, 4 * DAY)
    elif kind.words or kind.precision == "unknown":
        noticed += rng.choice((rng.randint(3, 50) * MINUTE, rng.randint(1, 11) * HOUR))
    elif kind.source == "told":
        noticed += rng.randint(1, 30) * HOUR
    return noticed if noticed < ENDS - DAY else end + 9 * MINUTE


def _recorded(rng: random.Random, noticed: int, not_before: int) -> int:
    """Most within hours, some much later; nothing in the small hours."""
    soon, same_day = rng.randint(4, 90) * MINUTE, rng.randint(2, 15) * HOUR
    days, weeks = rng.randint(1, 4) * DAY, rng.randint(8, 24) * DAY
    later = rng.choices((soon, same_day, days, weeks), (70, 17, 9, 4))[0]
    recorded = noticed + (later if noticed + later < ENDS - 2 * DAY else 5 * MINUTE)
    hour = int(at_instant(recorded, HOME).local[11:13])
    if hour < 7:
        recorded += (7 - hour) * HOUR + rng.randint(0, 80) * MINUTE
    return recorded if recorded > not_before + 12 * MINUTE else not_before + rng.randint(16, 60) * MINUTE


def _true_in(month: str) -> Callable[[Phrase], bool]:
    return lambda phrase: phrase.since <= month


def _mood(month: str) -> str:
    return {"2024": "early", "2025": "middle"}.get(month[:4], "late")
