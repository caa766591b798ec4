"""Which kind of thing happens in which month: exactly the figures of pools.toml, denser towards the end."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from journal.services.example.chance import seeded
from journal.services.example.material import Kind, Material, Table

ACTORS = ("nightowl", "marsh", "unknown1", "")
"""Who stands behind incidents, by key, in the order of the monthly figures; the last is nobody named."""


@dataclass(frozen=True)
class Slot:
    """A place for one incident. `landmark` is how it is told where it is told by hand."""

    month: str
    kind: Kind
    landmark: Table | None = None


def schedule(material: Material, seed: str) -> tuple[Slot, ...]:
    """Every slot of the case, month by month; the same for the same material and seed."""
    rng = seeded(seed, "schedule")
    left = Counter({kind.name: kind.number for kind in material.kinds.values()})
    by_hand = [Slot(month_of(told), material.kinds[told["kind"]], told) for told in material.landmarks]
    for slot in by_hand:
        left[slot.kind.name] -= 1
    slots: list[Slot] = []
    for month, figures in material.pools["months"].items():
        told = [slot for slot in by_hand if slot.month == month]
        slots += told
        for actor, wanted in zip(ACTORS, figures, strict=True):
            free = wanted - sum(slot.kind.actor == actor for slot in told)
            slots += _chosen(material, rng, left, month, actor, free)
    return tuple(slots)


def month_of(told: Table) -> str:
    """The month (YYYY-MM) a landmark happened in, or was noticed in where that is not known."""
    return str(told.get("occurred", told.get("noticed")))[:7]


def _chosen(
    material: Material, rng: random.Random, left: Counter[str], month: str, actor: str, free: int
) -> Iterator[Slot]:
    for _ in range(free):
        open_ = [kind for kind in material.kinds.values() if kind.actor == actor and kind.since <= month]
        weights = [left[kind.name] for kind in open_]
        kind = rng.choices(open_, weights)[0]
        left[kind.name] -= 1
        yield Slot(month, kind)
