"""What else is said about a composed entry: effect, answer, witnesses, what is missing, and what was added later."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from journal.domain.moments import at_instant, read_local
from journal.services.example.chance import Deck
from journal.services.example.material import Kind, Table
from journal.services.example.schedule import Slot
from journal.services.example.times import DAY, ENDS, HOME, MINUTE, instant

_EFFECT_BY_YEAR = {"2024": 0.12, "2025": 0.3, "2026": 0.45}
_MAY_MISS = ("place", "calls", "visits")
_STARRED_SINCE = "2025-10"


class More:
    """Adds the optional fields of an entry to its table."""

    def __init__(self, pools: Table, rng: random.Random) -> None:
        """The pools hold what can be said."""
        self._effects = Deck(pools["effects"], rng)
        self._responses = Deck(pools["responses"], rng)
        self._missing = Deck(pools["missing"], rng)
        self._pools = pools

    def add(self, table: dict[str, Any], rng: random.Random, slot: Slot) -> None:
        """Say more of what happened in that slot, by chance."""
        if rng.random() < _EFFECT_BY_YEAR[slot.month[:4]]:
            effect = self._effects.draw(_fits(slot.kind))
            table |= {
                "effect": effect["words"],
                "marks": effect["marks"],
                "paid_for": effect.get("paid_for", ""),
            }
        if rng.random() < 0.55:
            table["response"] = self._responses.draw(_fits(slot.kind))["words"]
        self._seen_by(table, rng, slot.kind)
        if not table["files"] and rng.random() < 0.6:
            table["no_evidence"] = rng.choice(self._pools["unkept"])
        if slot.kind.nature in _MAY_MISS and rng.random() < 0.1:
            self._miss(table, slot.kind)
        if slot.month >= _STARRED_SINCE and rng.random() < 0.04:
            table["starred"] = True
        if rng.random() < 0.02:
            table["helper"] = self._pools["helpers"][0]
        table["basis"] = _basis(rng, slot.kind)
        _add_later(table, rng)

    def _seen_by(self, table: dict[str, Any], rng: random.Random, kind: Kind) -> None:
        if kind.source == "told":
            table["told_by"] = rng.choice(self._pools["witnesses"][:4])
        if kind.place and kind.basis == "seen or heard" and rng.random() < 0.6:
            table["appearance"] = rng.choice(self._pools["looks"])
        chance = 0.45 if kind.place else 0.08
        if rng.random() < chance:
            name = rng.choice(self._pools["witnesses"])
            seen = (
                "saw it too"
                if kind.place
                else rng.choice(("was with me and read it too", "heard me read it out"))
            )
            table["witnesses"] = [
                {"name": name, "saw": seen, "willing": rng.choice(("yes", "no", "not asked"))}
            ]
        elif rng.random() < 0.2:
            table["nobody_saw"] = True

    def _miss(self, table: dict[str, Any], kind: Kind) -> None:
        missing = self._missing.draw(_fits(kind))
        until = read_local(table["recorded"]) + timedelta(days=missing["days"])
        table["needed"] = {
            "what": missing["what"],
            "who_has_it": missing["who_has_it"],
            "until": until.date().isoformat(),
        }


def _fits(kind: Kind) -> Callable[[Table], bool]:
    return lambda said: said.get("only", kind.nature) == kind.nature


def _basis(rng: random.Random, kind: Kind) -> str:
    if kind.name == "blog" and rng.random() < 0.25:
        return "the writer's belief"
    if kind.name == "mail" and rng.random() < 0.12:
        return "they said so"
    return kind.basis


def _add_later(table: dict[str, Any], rng: random.Random) -> None:
    """Some of it was not in the first version: the entry was amended once, a few twice."""
    there = [
        field for field in ("response", "witnesses", "effect", "needed", "appearance") if table.get(field)
    ]
    wanted = rng.choices((0, 1, 2), (80, 17, 3))[0]
    later = there[:wanted]
    at = instant(table["recorded"])
    times: list[str] = []
    for _ in later:
        at += rng.choice((rng.randint(15, 300) * MINUTE, rng.randint(1, 12) * DAY))
        times.append(at_instant(at, HOME).local)
    if at < ENDS - DAY:
        table |= {"later": later, "amended": times}
