"""Putting records that were found one by one into a chain again: what fits by its hash, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journal.domain.chain import GENESIS, Header, digest, read_body, read_header, write_header
from journal.domain.errors import JournalError
from journal.domain.records import Gap, Shredded
from journal.vault.salvaging import Found, numbers


@dataclass(frozen=True)
class Mended:
    """A chain with its holes.

    `headers` and `bodies` by number. `derived` are headers that were lost and can only have been these: their body is
    there, and the header before. `gaps` are numbers of which there is no header, `lost_bodies`
    those with a header and no body, `unplaced` bodies that no header names, `broken` headers whose link does not fit
    the record before although both are there. `shredded` says which record removed a body and says so, `unsaid` are
    those whose removal was in a record that is lost. `removed` holds the ids and file names of everything that was
    removed for good.
    """

    headers: Mapping[int, bytes]
    bodies: Mapping[int, bytes]
    derived: tuple[int, ...]
    gaps: tuple[Gap, ...]
    lost_bodies: tuple[int, ...]
    unplaced: Mapping[int, bytes]
    broken: tuple[int, ...]
    shredded: Mapping[int, int]
    unsaid: tuple[int, ...]
    removed: frozenset[str]

    @property
    def last(self) -> int:
        """The newest record there is a header of."""
        return max(self.headers, default=0)


def mend(found: Found) -> Mended:
    """Choose for every number the header that the rest of the chain confirms, and the body that the header names."""
    versions = {
        seq: [_Link(text) for text in texts if _is_header(text, seq)] for seq, texts in found.headers.items()
    }
    chosen = _downwards({seq: links for seq, links in versions.items() if links})
    _upwards(chosen, versions)
    derived = _fill(chosen, found)
    bodies = _bodies(chosen, found)
    removals = dict(_removals(bodies))
    said = {gone: seq for seq, record in removals.items() for gone in record.bodies}
    shredded = {**found.shredded, **said}
    known = [seq for seq in numbers(found) if seq > 0]
    there = {seq: by for seq, by in sorted(shredded.items()) if seq in chosen}
    kept = {seq: by for seq, by in there.items() if by in removals and seq in removals[by].bodies}
    return Mended(
        headers={seq: link.text for seq, link in sorted(chosen.items())},
        bodies={seq: text for seq, text in sorted(bodies.items()) if seq not in shredded},
        derived=tuple(sorted(derived)),
        gaps=tuple(_gaps(chosen, max(known, default=0))),
        lost_bodies=tuple(sorted(seq for seq in chosen if seq not in bodies and seq not in shredded)),
        unplaced={seq: texts[0] for seq, texts in found.bodies.items() if texts and seq not in chosen},
        broken=tuple(_broken(chosen)),
        shredded=kept,
        unsaid=tuple(seq for seq in there if seq not in kept),
        removed=frozenset(name for record in removals.values() for name in _names(record)),
    )


class _Link:
    """A header with what it says, read once."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.header: Header = read_header(text)
        self.seal = digest(text)


def _is_header(text: bytes, seq: int) -> bool:
    try:
        return read_header(text).seq == seq
    except JournalError:
        return False


def _downwards(versions: Mapping[int, list[_Link]]) -> dict[int, _Link]:
    """From the newest header down: the version that the header behind it names, or else the one in force."""
    chosen: dict[int, _Link] = {}
    for seq in sorted(versions, reverse=True):
        links, behind = versions[seq], chosen.get(seq + 1)
        fitting = [link for link in links if behind is not None and link.seal == behind.header.prev]
        chosen[seq] = (fitting or links)[0]
    return chosen


def _upwards(chosen: dict[int, _Link], versions: Mapping[int, list[_Link]]) -> None:
    """Where two versions of the newest records were found, the ones that go on from what is below them."""
    for seq in sorted(chosen):
        below = chosen.get(seq - 1)
        if below is None or chosen[seq].header.prev == below.seal or seq + 1 in chosen:
            continue
        fitting = [link for link in versions[seq] if link.header.prev == below.seal]
        if fitting:
            chosen[seq] = fitting[0]


def _fill(chosen: dict[int, _Link], found: Found) -> set[int]:
    """Compute lost headers from their bodies and the header before: they can only have been these.

    Where the whole hole is filled, the header behind it has to confirm that.
    """
    derived: set[int] = set()
    for first, last in _holes(chosen):
        run: dict[int, _Link] = {}
        before = chosen[first - 1].seal if first > 1 else GENESIS
        for seq in range(first, last + 1):
            texts = found.bodies.get(seq)
            if not texts:
                break
            run[seq] = _Link(write_header(texts[0], before, seq))
            before = run[seq].seal
        if len(run) <= last - first or chosen[last + 1].header.prev == before:
            chosen.update(run)
            derived |= run.keys()
    return derived


def _holes(chosen: Mapping[int, _Link]) -> list[tuple[int, int]]:
    """Runs of numbers without a header that have one above them."""
    holes, before = [], 0
    for seq in sorted(chosen):
        if seq > before + 1:
            holes.append((before + 1, seq - 1))
        before = seq
    return holes


def _bodies(chosen: Mapping[int, _Link], found: Found) -> dict[int, bytes]:
    bodies = {}
    for seq, link in chosen.items():
        for text in found.bodies.get(seq, ()):
            if digest(text) == link.header.body:
                bodies[seq] = text
    return bodies


def _removals(bodies: Mapping[int, bytes]) -> Iterator[tuple[int, Shredded]]:
    for seq, text in bodies.items():
        if b'"type":"' + Shredded.name.encode() in text:
            record = read_body(text).record
            if isinstance(record, Shredded):
                yield seq, record


def _names(record: Shredded) -> Iterator[str]:
    yield from record.files
    yield from record.evidence
    yield from (removed.incident for removed in record.incidents)


def _gaps(chosen: Mapping[int, _Link], newest: int) -> Iterator[Gap]:
    for first, last in _holes(chosen):
        yield Gap(first, last)
    last = max(chosen, default=0)
    if newest > last:
        yield Gap(last + 1, newest)


def _broken(chosen: Mapping[int, _Link]) -> Iterable[int]:
    for seq in sorted(chosen):
        below = chosen.get(seq - 1)
        if below is not None and chosen[seq].header.prev != below.seal:
            yield seq
