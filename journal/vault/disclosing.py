"""Which records travel with a paper: all headers, and the bodies of what is printed; never what is for the writer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal.domain import records as r
from journal.domain.chain import read_body
from journal.domain.evidence import Derived
from journal.domain.ids import ActorId, ContactId, EvidenceId, IncidentId, MilestoneId, PrintId
from journal.vault.engine import Connection

_ALWAYS = (
    *(
        "journal.create",
        "journal.restore",
        "journal.salvage",
        "session.start",
        "clock.step",
        "evidence.shred",
    ),
    *("anchor.request", "anchor.receipt"),
)
"""Without these the chain cannot be judged: beginning, forks, programs, clock, what was removed, times from outside."""

_HANDED_OVER = "SELECT seq FROM seen_derivative WHERE of = ? AND json_extract(data, '$.kind') <> ?"
"""Covered copies are made for a paper that no record travels with; what was covered in them is nobody else's."""


@dataclass(frozen=True)
class Shown:
    """What a paper shows, and whether earlier versions of it travel too."""

    print: PrintId
    incidents: Sequence[IncidentId]
    evidence: Sequence[EvidenceId]
    actors: Sequence[ActorId]
    milestones: Sequence[MilestoneId]
    contacts: Sequence[ContactId]
    history: bool = False


def disclosed(connection: Connection, shown: Shown) -> tuple[int, ...]:
    """The numbers of the records whose bodies travel, in order.

    Notes only for the writer, addresses of witnesses and facts about the writer are never among them; nor is a person
    of whom there are notes.
    """
    found: set[int] = set()
    for kind in _ALWAYS:
        found |= _seqs(connection, "SELECT seq FROM seen_record WHERE type = ?", (kind,))
    kinds: tuple[tuple[str, Sequence[str]], ...] = (
        ("incident", shown.incidents),
        ("actor", shown.actors),
        ("milestone", shown.milestones),
        ("contact", shown.contacts),
    )
    for kind, subjects in kinds:
        for subject in subjects:
            found |= _states(connection, subject, (f"{kind}.create", f"{kind}.amend"), kind, shown.history)
    found -= {seq for seq in found if _has_notes(connection, seq)}
    for actor in shown.actors:
        found |= _of_type(connection, actor, "actor.join") | _of_type(connection, actor, "actor.split")
    for piece in shown.evidence:
        found |= _of_type(connection, piece, "evidence.add")
        found |= _states(connection, piece, ("evidence.amend",), "evidence", shown.history)
        found |= _seqs(connection, _HANDED_OVER, (piece, Derived.COVERED))
        found |= _seqs(connection, "SELECT seq FROM seen_exhibit WHERE evidence = ?", (piece,))
    found |= _of_type(connection, shown.print, "print") | _of_type(connection, shown.print, "print.done")
    return tuple(sorted(found))


def headers(connection: Connection, last: int) -> Iterator[bytes]:
    """The exact bytes of every header up to number `last`."""
    for (header,) in connection.execute(
        "SELECT header FROM kept_record WHERE seq <= ? ORDER BY seq", (last,)
    ):
        yield bytes(header)


def bodies(connection: Connection, seqs: Iterable[int]) -> Iterator[bytes]:
    """The exact bytes of these bodies, one after the other; one that was removed meanwhile is left out."""
    for seq in seqs:
        row = connection.execute("SELECT text FROM kept_body WHERE seq = ?", (seq,)).fetchone()
        if row is not None:
            yield bytes(row[0])


def _states(
    connection: Connection, subject: str, states: tuple[str, ...], kind: str, history: bool
) -> set[int]:
    """The record whose state is the one that is read; with history everything that happened to it."""
    if history:
        statement = "SELECT seq FROM seen_record WHERE subject = ? AND type LIKE ?"
        return _seqs(connection, statement, (subject, f"{kind}.%"))
    newest = [max(found) for state in states if (found := _of_type(connection, subject, state))]
    return {max(newest)} if newest else set()


def _has_notes(connection: Connection, seq: int) -> bool:
    """Whether the record holds notes on a person, which stand on no paper and so must not travel beside it."""
    (text,) = connection.execute("SELECT text FROM kept_body WHERE seq = ?", (seq,)).fetchone() or (None,)
    record = read_body(bytes(text)).record if text is not None else None
    return isinstance(record, r.ActorCreated | r.ActorAmended) and bool(record.actor.notes)


def _of_type(connection: Connection, subject: str, kind: str) -> set[int]:
    return _seqs(connection, "SELECT seq FROM seen_record WHERE subject = ? AND type = ?", (subject, kind))


def _seqs(connection: Connection, statement: str, values: tuple[object, ...]) -> set[int]:
    return {int(seq) for (seq,) in connection.execute(statement, values)}
