"""What was read of a journal for its papers, packed and with its figures: only what changed is read anew."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.moments import sort_utc
from journal.domain.packed import Block, Packed
from journal.domain.packed_runs import Run, Runs
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Entry, Piece, Wanted
from journal.domain.records import Exhibit
from journal.report.figures import Figures
from journal.report.model import Log, LogRow
from journal.report.tally import Rules, Tally, figures, figures_of, tally
from journal.services.composing import Chosen, Contents, exhibits_for, row_of, wanted_ids
from journal.vault.reading import VaultReader

_ALL = PrintWish(Reader.POLICE)


class Stretch(Run[IncidentId, Entry]):
    """Entries that follow one another on paper, without what changes while they stay; and what they come to."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Pack them; nothing is counted yet."""
        super().__init__([entry.id for entry in entries], entries)
        self.pieces = tuple(dict.fromkeys(piece.id for entry in entries for piece in entry.pieces))
        self.actors = tuple(dict.fromkeys(link.actor for entry in entries for link in entry.incident.actors))
        self._until_ms = max(sort_utc(entry.incident.occurred, entry.first.utc_ms) for entry in entries)
        self._counted: tuple[object, Block[Tally] | None] = (None, None)

    def tally(self, rules: Rules, chosen: Chosen) -> Tally:
        """What they come to beside the others of that paper, exhibits by the ids of the evidence."""
        shown = (rules.labels, chosen.others.told(self.actors, self._until_ms))
        counted_with, counted = self._counted
        if counted is None or counted_with != shown:
            counted = Block((tally(rules, self._rows(chosen)),))
            self._counted = (shown, counted)
        return counted.values()[0]

    def _rows(self, chosen: Chosen) -> Iterator[LogRow]:
        for entry in self.block.values():
            own_names = {piece.id: str(piece.id) for piece in entry.pieces}
            yield row_of(chosen.others.whole(entry), own_names, {})


class KeptEntries:
    """What was last read of all incidents. It is asked in the thread of the reader."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._seq = 0
        self._entries: Runs[IncidentId, Stretch] = Runs()
        self._pieces: Runs[EvidenceId, Run[EvidenceId, Piece]] = Runs()

    def missing(self, reader: VaultReader) -> list[Sequence[IncidentId]]:
        """The incidents of a paper of all of them that have to be read, some at a time."""
        with reader.moment():
            self._catch_up(reader)
            ids = wanted_ids(reader, _ALL)
            return [part for part in self._entries.matched(ids) if not isinstance(part, Stretch)]

    def read(self, reader: VaultReader, ids: Sequence[IncidentId]) -> None:
        """Read some of what is missing, before it is asked for."""
        with reader.moment():
            entries = tuple(reader.bare_entries(ids))
        if entries:
            self._entries.add(Stretch(entries))

    def choose(self, reader: VaultReader, wish: PrintWish, given: tuple[Exhibit, ...]) -> Chosen:
        """Find what a wish asks for; evidence without a reference gets the next free ones, in the order it is printed.

        What was read before is not read again, unless it changed.
        """
        with reader.moment(), all_of_it_stays():
            self._catch_up(reader)
            stretches = tuple(self._stretches(reader, wanted_ids(reader, wish)))
            named = dict.fromkeys(piece for stretch in stretches for piece in stretch.pieces)
            used, fresh = exhibits_for(named, reader.person().name, given)
            runs = tuple(self._piece_runs(reader, [exhibit.evidence for exhibit in used]))
            others = reader.others()
        if wish.wanted == Wanted() and not wish.only:
            self._entries.keep(stretches)
            self._pieces.keep(runs)
        actors = dict.fromkeys(actor for stretch in stretches for actor in stretch.actors)
        return Chosen(
            entries=Packed.of_blocks([stretch.block for stretch in stretches]).shown_as(others.whole),
            exhibits=used,
            new=fresh,
            contents=Contents(
                incidents=[subject for stretch in stretches for subject in stretch.keys],
                actors=actors,
                behind=dict.fromkeys(others.named(actor).id for actor in actors),
            ),
            pieces=Packed.of_blocks([run.block for run in runs]),
            others=others,
            stretches=stretches,
        )

    def _catch_up(self, reader: VaultReader) -> None:
        """Forget what does not read any more as it did."""
        since, self._seq = self._seq, reader.last_seq()
        touched = reader.touched_since(since) if since else None
        if touched is None:
            self._entries, self._pieces = Runs(), Runs()
        else:
            self._entries.drop(touched.incidents)
            self._pieces.drop(touched.evidence)

    def _stretches(self, reader: VaultReader, ids: Sequence[IncidentId]) -> Iterator[Stretch]:
        for part in self._entries.matched(ids):
            if isinstance(part, Stretch):
                yield part
            elif entries := tuple(reader.bare_entries(part)):
                yield Stretch(entries)

    def _piece_runs(self, reader: VaultReader, ids: Sequence[EvidenceId]) -> Iterator[Run[EvidenceId, Piece]]:
        for part in self._pieces.matched(ids):
            yield part if isinstance(part, Run) else Run(part, tuple(reader.bare_pieces(part)))


def figures_for(wish: PrintWish, chosen: Chosen, log: Log) -> Figures:
    """The figures of a log that was composed of what a wish chose."""
    if wish.history:  # which of them were changed is counted from rows that tell of it
        return figures(log)
    rules = Rules.of(log)
    references = {str(exhibit.evidence): exhibit.reference for exhibit in chosen.exhibits}
    return figures_of(rules, (stretch.tally(rules, chosen) for stretch in chosen.stretches), references)


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
