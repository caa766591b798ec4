"""What saving a damaged journal found: exactly which records, incidents and files are lost, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from journal.domain.folder import JournalFolder
from journal.domain.reading import Seal
from journal.services.recording_anew import Anew
from journal.services.verifying import Findings
from journal.vault.engine import Connection
from journal.vault.mending import Mended
from journal.vault.reviving import is_as_shown, newest_state
from journal.vault.salvaging import Damage, Found

_BOOKKEEPING = ("session.", "clock.", "backup.", "verify", "unlock.", "key.", "print", "journal.", "export")


class Why(StrEnum):
    """Why a file is lost."""

    KEY_LOST = "key lost"
    FILE_MISSING = "file missing"
    FILE_DAMAGED = "file damaged"


class Outcome(StrEnum):
    """What the loss of a record means for what it was about."""

    GONE = "gone"
    OLDER_KEPT = "an earlier state is kept"
    HISTORY_ONLY = "only its history is lost"
    BOOKKEEPING = "nothing the person wrote"
    UNKNOWN = "nobody can tell"


@dataclass(frozen=True)
class LostRecord:
    """A record that could not be read. `kind`, `subject` and `utc_ms` say what it was, where that is still known.

    `has_header` is whether at least its place in the chain is certain.
    """

    seq: int
    kind: str
    subject: str
    utc_ms: int | None
    has_header: bool
    outcome: Outcome


@dataclass(frozen=True)
class LostFile:
    """A piece of evidence whose bytes are lost, wholly or for so many bytes."""

    evidence: str
    name: str
    file: str
    why: Why
    bytes_lost: int


@dataclass(frozen=True)
class LostThing:
    """Something of which not everything is there. `kind` is the record type's first word, empty where nobody can tell.

    `number` and `name` say what it was in the lists, where that is known; `utc_ms` when the newest lost record of it
    was written; `records` are the numbers of the lost ones.
    """

    kind: str
    number: int
    name: str
    utc_ms: int | None
    outcome: Outcome
    records: tuple[int, ...]


@dataclass(frozen=True)
class Losses:
    """What was saved, what was not, and why.

    `history` counts lost records of things that are there as they were last; `anew` things recorded anew from the
    lists; `broken` are records whose link does not fit the one before; `pages` could not be read, and `cut_pages` were
    not there.
    """

    saved_ms: int
    incidents: int
    records: int
    newest: int
    things: tuple[LostThing, ...]
    files: tuple[LostFile, ...]
    history: int
    anew: int
    broken: tuple[int, ...]
    from_copies: int
    pages: int
    cut_pages: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing that the person wrote or kept is lost, as far as anyone can tell."""
        return not self.things and not self.files


@dataclass(frozen=True)
class SalvageReport:
    """What was saved and what was not.

    `newest` is the highest record number anything speaks of: what may have been recorded after it left no trace.
    `records` and `incidents` are there to be read; `anew` names what was recorded anew from the lists. `derived` are
    records whose header was computed and confirmed, `broken` those whose link does not fit the record before,
    `from_copies` counts records that only a copy still had. `losses` is what the new journal keeps of all this.
    """

    folder: JournalFolder
    continues: Seal
    newest: int
    records: int
    incidents: int
    damage: Damage
    lost: tuple[LostRecord, ...]
    files: tuple[LostFile, ...]
    anew: tuple[str, ...]
    derived: tuple[int, ...]
    broken: tuple[int, ...]
    from_copies: int
    findings: Findings
    losses: Losses | None = None


def lost_records(connection: Connection, found: Found, mended: Mended, anew: Anew) -> tuple[LostRecord, ...]:
    """Name every record that is not there, and what that means for the thing it was about."""
    return tuple(_lost(connection, found, mended, anew))


def _lost(connection: Connection, found: Found, mended: Mended, anew: Anew) -> Iterator[LostRecord]:
    without_header = {seq for gap in mended.gaps for seq in range(gap.first, gap.last + 1)}
    for seq in sorted(without_header | set(mended.lost_bodies)):
        kind, subject, utc_ms = found.told.get(seq, ("", "", None))
        outcome = _outcome(connection, found, mended, seq, anew)
        yield LostRecord(seq, kind, subject, utc_ms, seq not in without_header, outcome)


def _outcome(connection: Connection, found: Found, mended: Mended, seq: int, anew: Anew) -> Outcome:
    kind, subject, _ = found.told.get(seq, ("", "", None))
    if not kind:
        return Outcome.UNKNOWN
    if kind.startswith(_BOOKKEEPING):
        return Outcome.BOOKKEEPING
    is_note = kind.startswith("private.")
    is_anew = subject in anew.notes if is_note else anew.things.get(subject, 0) >= seq
    if is_anew or is_as_shown(connection, found, kind, subject, seq):
        return Outcome.HISTORY_ONLY
    newest = newest_state(connection, kind, subject, before=newest_number(mended) + 1)
    if newest > seq:
        return Outcome.HISTORY_ONLY
    return Outcome.OLDER_KEPT if newest or subject in anew.things else Outcome.GONE


def newest_number(mended: Mended) -> int:
    """The highest record number that anything speaks of."""
    return max([mended.last, *(gap.last for gap in mended.gaps)])
