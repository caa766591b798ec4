"""What was read of a journal for its papers, packed; and what it comes to, which is kept: only what changed is read."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple, TypeVar

from journal.domain import summed
from journal.domain.ids import ActorId, EvidenceId, IncidentId
from journal.domain.incident_types import IncidentType
from journal.domain.moments import sort_utc
from journal.domain.others import Others
from journal.domain.packed import Block, Later, Packed
from journal.domain.packed_runs import Run, Runs
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Entry, Piece, Wanted
from journal.domain.records import Exhibit
from journal.report.figures import Figures
from journal.report.model import Log, LogRow
from journal.report.tally import Rules, Tally, figures, figures_of, tally
from journal.services.composing import Chosen, Contents, exhibits_for, row_of, wanted_ids
from journal.services.lanes import Lane
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

COUNTING = 2
"""Raised when something is counted differently than before: what was kept is counted anew then."""

_ALL = PrintWish(Reader.POLICE)

_LOOKED_AT = 8
"""Values that are read together where only some of many are looked at."""

_Subject = TypeVar("_Subject")
_Thing = TypeVar("_Thing")


class ReadsDifferently(Exception):
    """What is looked at changed since it was chosen: it has to be chosen once more."""


class Stretch(Run[IncidentId, Entry]):
    """Entries that follow one another on paper, without what changes while they stay; and what they come to.

    They are counted by the ids of evidence and the keys of people, beside which they show no others but those `told`.
    """

    def __init__(
        self,
        keys: Sequence[IncidentId],
        entries: Sequence[Entry] | None,
        pieces: tuple[EvidenceId, ...],
        actors: tuple[ActorId, ...],
        until_ms: int,
    ) -> None:
        super().__init__(keys, entries)
        self.pieces = pieces
        self.actors = actors
        self.counted = ""
        self.kept_counted: str | None = None
        self._until_ms = until_ms
        self._told = ""

    @classmethod
    def of(cls, entries: Sequence[Entry], rules: Rules, keyed: Others, *, packed: bool) -> "Stretch":
        """Count them, and pack them if they are to be read again soon."""
        made = cls(
            [entry.id for entry in entries],
            entries if packed else None,
            tuple(dict.fromkeys(piece.id for entry in entries for piece in entry.pieces)),
            tuple(dict.fromkeys(link.actor for entry in entries for link in entry.incident.actors)),
            max(sort_utc(entry.incident.occurred, entry.first.utc_ms) for entry in entries),
        )
        made._count(entries, rules, keyed)
        return made

    @classmethod
    def kept(cls, written: str) -> "Stretch":
        """What was written of one."""
        keys, pieces, actors, until_ms, told, counted = json.loads(written)
        made = cls(keys, None, tuple(pieces), tuple(actors), until_ms)
        made.counted = made.kept_counted = counted
        made._told = told
        return made

    def written(self) -> str:
        """What can be kept of it: no entries."""
        return json.dumps([self.keys, self.pieces, self.actors, self._until_ms, self._told, self.counted])

    def tally(self) -> tuple[Tally]:
        """What they come to, made anew."""
        return (summed.read(Tally, json.loads(self.counted)),)

    def is_counted(self, keyed: Others) -> bool:
        """Whether it was counted beside these."""
        return self._told == self._beside(keyed)

    @property
    def is_fresh(self) -> bool:
        """Whether it was counted since it was last kept."""
        return self.counted is not self.kept_counted

    def count_anew(self, rules: Rules, keyed: Others) -> None:
        """Count the packed entries beside these, if they were not."""
        if self.block is not None and not self.is_counted(keyed):
            self._count(self.block.values(), rules, keyed)

    def _count(self, entries: Sequence[Entry], rules: Rules, keyed: Others) -> None:
        self._told = self._beside(keyed)
        counted = tally(rules, (_row(keyed.whole(entry)) for entry in entries))
        self.counted = json.dumps(summed.written(counted))

    def _beside(self, keyed: Others) -> str:
        return json.dumps(keyed.told(self.actors, self._until_ms))


class Fresh(NamedTuple):
    """Stretches that were counted after a record, with what they came to then and as they are written; and all that are
    `known` by their first incidents."""

    seq: int
    tallies: tuple[tuple[Stretch, str, str], ...]
    known: tuple[IncidentId, ...]


def _row(entry: Entry) -> LogRow:
    return row_of(entry, {piece.id: str(piece.id) for piece in entry.pieces}, {})


class KeptEntries:
    """What was last read of all incidents, or is known of them without. It is asked in the thread of the reader."""

    def __init__(self, types: Sequence[IncidentType] = (), program: str = "") -> None:
        """Nothing was read yet. Of what was kept in the journal only what that very `program` counted is of use."""
        self._rules = Rules(types)
        self._by = json.dumps([COUNTING, program, summed.form(Tally), self._rules.parents])
        self._seq = 0
        self._entries: Runs[IncidentId, Stretch] = Runs()
        self._pieces: Runs[EvidenceId, Run[EvidenceId, Piece]] = Runs()

    def missing(self, reader: VaultReader) -> list[Sequence[IncidentId]]:
        """The incidents of a paper of all of them that have to be read to know what they come to, some at a time."""
        with reader.moment():
            self._catch_up(reader)
            parts = list(self._entries.matched(wanted_ids(reader, _ALL)))
            keyed = reader.others().by_key()
        return [
            part.keys if isinstance(part, Stretch) else part
            for part in parts
            if not (isinstance(part, Stretch) and part.is_counted(keyed))
        ]

    def read(self, reader: VaultReader, ids: Sequence[IncidentId]) -> None:
        """Read some of what is missing, before it is asked for."""
        with reader.moment():
            entries = tuple(reader.bare_entries(ids))
            keyed = reader.others().by_key()
        if entries:
            self._entries.add(Stretch.of(entries, self._rules, keyed, packed=False))

    def fresh(self, reader: VaultReader) -> "Fresh":
        """What was counted since it was last kept."""
        with reader.moment():
            self._catch_up(reader)
        there = tuple(self._entries)
        tallies = tuple((each, each.counted, each.written()) for each in there if each.is_fresh)
        return Fresh(self._seq, tallies, tuple(each.keys[0] for each in there))

    def keep(self, vault: Vault, fresh: "Fresh") -> None:
        """Keep that in the journal, in the thread of the writer.

        Raises:
            DatabaseFull, DatabaseUnwritable: what was kept before is as it was.
        """
        rows = {each.keys[0]: written for each, _, written in fresh.tallies}
        with vault.writing():
            done = vault.keep_counted(fresh.seq, self._by, rows, fresh.known)
        for each, counted, _ in fresh.tallies if done else ():
            each.kept_counted = counted

    def choose(
        self, reader: VaultReader, wish: PrintWish, given: tuple[Exhibit, ...], lane: Lane | None = None
    ) -> Chosen:
        """Find what a wish asks for; evidence without a reference gets the next free ones, in the order it is printed.

        What was read before is not read again, unless it changed. With the `lane` of the reader entries of which it is
        known what they come to are read when they are looked at, which raises `ReadsDifferently` if they changed.
        """
        with reader.moment(), all_of_it_stays():
            self._catch_up(reader)
            others = reader.others()
            stretches = tuple(self._stretches(reader, wanted_ids(reader, wish), others, lane is not None))
            named = dict.fromkeys(piece for stretch in stretches for piece in stretch.pieces)
            used, fresh = exhibits_for(named, reader.person().name, given)
            printed = [exhibit.evidence for exhibit in used]
            runs = tuple(self._piece_runs(reader, printed)) if lane is None else ()
        if wish.wanted == Wanted() and not wish.only:
            self._entries.keep(stretches)
            if lane is None:
                self._pieces.keep(runs)
        keys = [subject for stretch in stretches for subject in stretch.keys]
        look = _Look(reader, lane, self._seq) if lane is not None else None
        blocks = [each.block for each in stretches if each.block is not None]
        actors = dict.fromkeys(actor for stretch in stretches for actor in stretch.actors)
        return Chosen(
            entries=Packed.of_blocks(look.entries(keys) if look else blocks).shown_as(others.whole),
            exhibits=used,
            new=fresh,
            contents=Contents(
                incidents=keys,
                actors=actors,
                behind=dict.fromkeys(others.named(actor).id for actor in actors),
            ),
            pieces=Packed.of_blocks(
                look.pieces(printed) if look else [run.block for run in runs if run.block is not None]
            ),
            others=others,
            tallies=tuple(Later(1, stretch.tally) for stretch in stretches),
        )

    def _catch_up(self, reader: VaultReader) -> None:
        """Forget what does not read any more as it did."""
        since, self._seq = self._seq, reader.last_seq()
        if not since:
            since, kept = reader.counted(self._by)
            self._entries.keep(map(Stretch.kept, kept))
        touched = reader.touched_since(since) if since else None
        if touched is None:
            self._entries, self._pieces = Runs(), Runs()
        else:
            self._entries.drop(touched.incidents)
            self._pieces.drop(touched.evidence)

    def _stretches(
        self, reader: VaultReader, ids: Sequence[IncidentId], others: Others, unread: bool
    ) -> Iterator[Stretch]:
        """All of them counted, and packed; only where they may stay `unread` not those that were not read."""
        keyed = others.by_key()
        for part in self._entries.matched(ids):
            if isinstance(part, Stretch):
                part.count_anew(self._rules, keyed)
                if part.block is not None or (unread and part.is_counted(keyed)):
                    yield part
                    continue
            if entries := tuple(reader.bare_entries(part.keys if isinstance(part, Stretch) else part)):
                yield Stretch.of(entries, self._rules, keyed, packed=not unread)

    def _piece_runs(self, reader: VaultReader, ids: Sequence[EvidenceId]) -> Iterator[Run[EvidenceId, Piece]]:
        for part in self._pieces.matched(ids):
            yield part if isinstance(part, Run) else Run(part, tuple(reader.bare_pieces(part)))


class _Look:
    """Reads a few of many things when somebody looks at them, if they read as they did after a record."""

    def __init__(self, reader: VaultReader, lane: Lane, seq: int) -> None:
        self._reader = reader
        self._lane = lane
        self._seq = seq

    def entries(self, ids: Sequence[IncidentId]) -> list[Block[Entry]]:
        """Those incidents, a few at a time."""
        return [Later(len(some), partial(self._read, self._entries, some)) for some in _few(ids)]

    def pieces(self, ids: Sequence[EvidenceId]) -> list[Block[Piece]]:
        """Those pieces of evidence, a few at a time."""
        return [Later(len(some), partial(self._read, self._pieces, some)) for some in _few(ids)]

    def _read(
        self, what: Callable[[Sequence[_Subject]], Sequence[_Thing]], ids: Sequence[_Subject]
    ) -> Sequence[_Thing]:
        return self._lane.run(what, ids).result()

    def _entries(self, ids: Sequence[IncidentId]) -> Sequence[Entry]:
        with self._reader.moment():
            touched = self._reader.touched_since(self._seq)
            if touched is None or not touched.incidents.isdisjoint(ids):
                raise ReadsDifferently
            return tuple(self._reader.bare_entries(ids))

    def _pieces(self, ids: Sequence[EvidenceId]) -> Sequence[Piece]:
        with self._reader.moment():
            touched = self._reader.touched_since(self._seq)
            if touched is None or not touched.evidence.isdisjoint(ids):
                raise ReadsDifferently
            return tuple(self._reader.bare_pieces(ids))


def _few(ids: Sequence[_Subject]) -> Iterator[Sequence[_Subject]]:
    for start in range(0, len(ids), _LOOKED_AT):
        yield ids[start : start + _LOOKED_AT]


def figures_for(wish: PrintWish, chosen: Chosen, log: Log) -> Figures:
    """The figures of a log that was composed of what a wish chose."""
    if wish.history:  # which of them were changed is counted from rows that tell of it
        return figures(log)
    names = {str(exhibit.evidence): exhibit.reference for exhibit in chosen.exhibits}
    names |= {str(key): label for label, key in chosen.others.keys.items()}
    tallies = (each for some in chosen.tallies for each in some.values())
    return figures_of(Rules.of(log), tallies, names)


@contextmanager
def all_of_it_stays() -> Iterator[None]:
    """Nothing is thrown away while ten thousand values are made: looking for it would take half of the time."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
