"""The fictional case: 214 incidents of M. Leroux between 13 March 2024 and 21 November 2026, or a multiple of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from journal.services.example import people
from journal.services.example.incidents import told_from
from journal.services.example.material import Material, Table, read_material
from journal.services.example.order import Acquired, Happening, Said, in_order, things_done
from journal.services.example.originals import originals_of
from journal.services.example.pages import Letters, letters_of
from journal.services.example.schedule import schedule
from journal.services.example.telling import Teller
from journal.services.example.times import BEGUN, DAY, ENDS, HOME, instant
from journal.services.example.told import Amendment, ExampleEntry, ExampleOriginal, Kept, Told
from journal.settings import find_paths

_SEED = "Leroux"


@dataclass(frozen=True)
class ExampleCase:
    """The case. Instants are UTC milliseconds; actors, contacts and evidence are named by symbolic keys.

    `loose` is what is kept and not yet part of an entry.
    """

    factor: int
    zone: str
    begun_ms: int
    ends_ms: int
    person: Kept
    actors: tuple[Kept, ...]
    witnesses: tuple[Kept, ...]
    milestones: tuple[Kept, ...]
    contacts: tuple[Kept, ...]
    loose: tuple[ExampleOriginal, ...]
    _material: Material = field(repr=False)
    _letters: Letters | None = field(repr=False)

    @property
    def count(self) -> int:
        """How many incidents there are, without the voided one."""
        return self.factor * sum(kind.number for kind in self._material.kinds.values())

    @property
    def entries(self) -> Iterator[ExampleEntry]:
        """Every entry by the time it was first recorded, made when it is asked for; the voided one is among them."""
        made = ((floor, ((entry.recorded_ms, entry),)) for floor, entry in self._made())
        return (entry for _, entry in in_order(made))

    @property
    def happenings(self) -> Iterator[tuple[int, Happening]]:
        """Everything that was ever done with the journal, by its instant."""
        return in_order(self._done())

    def _done(self) -> Iterator[tuple[int, Sequence[tuple[int, Happening]]]]:
        said = (self.person, *self.actors, *self.milestones, *self.contacts)
        beside: list[tuple[int, Happening]] = [(kept.recorded_ms, Said(kept)) for kept in said]
        beside += [(original.acquired_ms, Acquired(original)) for original in self.loose]
        yield 0, beside
        for floor, entry in self._made():
            yield floor, things_done(entry)

    def _made(self) -> Iterator[tuple[int, ExampleEntry]]:
        """Each entry with an instant that it and all later ones are not before."""
        contacts = {kept.key: kept.recorded_ms for kept in self.contacts}
        known = {kept.key: kept.recorded_ms for kept in self.actors}
        first = Teller(self._material, _SEED, known)
        copies = Teller(self._material, f"{_SEED} copies", known, copies=True)
        floor = 0
        for index, slot in enumerate(schedule(self._material, _SEED)):
            floor = instant(f"{slot.month}-01T00:00") - DAY
            tables = [slot.landmark or first.tell(slot, index)]
            tables += [copies.tell(slot, index * self.factor + copy) for copy in range(1, self.factor)]
            for copy, table in enumerate(tables):
                key = f"e{index + 1}" if copy == 0 else f"e{index + 1}-{copy}"
                yield floor, self._complete(told_from(key, table, slot.kind, contacts))
        for number, table in enumerate(self._material.voided, 1):
            kind = self._material.kinds[table["kind"]]
            yield floor, self._complete(told_from(f"v{number}", table, kind, contacts))

    def _complete(self, told: Told) -> ExampleEntry:
        if self._letters is None:
            return told.entry
        originals = originals_of(told, self._material, self._letters)
        keys = tuple(original.key for original in originals)
        return replace(
            told.entry,
            incident=replace(told.entry.incident, evidence=keys),
            originals=originals,
            amended=tuple(
                Amendment(later.recorded_ms, replace(later.incident, evidence=keys))
                for later in told.entry.amended
            ),
        )


def example_case(factor: int = 1, originals: bool = True, resources: Path | None = None) -> ExampleCase:
    """The case, `factor` times as large; without `originals` no entry names or makes any.

    The first of the `factor` incidents in each slot is always that of the case itself. Two calls give equal cases.
    `resources` is the folder of what the program brings along, the usual one unless given.
    """
    told = read_material(resources or find_paths().resources)
    letters = letters_of(told)
    return ExampleCase(
        factor,
        HOME,
        BEGUN,
        ENDS,
        people.person(told.people),
        people.actors(told.people),
        people.witnesses(told.people),
        people.milestones(told.people),
        people.contacts(told.people),
        _loose(told, letters) if originals else (),
        told,
        letters if originals else None,
    )


def _loose(material: Material, letters: Letters) -> tuple[ExampleOriginal, ...]:
    found: list[ExampleOriginal] = []
    for number, table in enumerate(material.people["loose"], 1):
        nameless: Table = {"headline": "", "description": "", **table}
        told = told_from(f"loose{number}", nameless, material.kinds[table["kind"]], {})
        found += originals_of(told, material, letters)
    return tuple(found)
