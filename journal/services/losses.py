"""What is told of the losses when a damaged journal was saved: kept in the new one, to be read there at any time."""

from collections.abc import Mapping, Sequence

from journal.domain import canonical
from journal.domain import records as r
from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.shape import from_json, to_json
from journal.services.salvage_report import Losses, LostRecord, LostThing, Outcome, SalvageReport
from journal.vault.errors import ThingMissing
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

_NAME = "losses"
_WORST = (Outcome.GONE, Outcome.UNKNOWN, Outcome.OLDER_KEPT)


def losses_of(
    report: SalvageReport, reader: VaultReader, numbers: Sequence[r.RemovedIncident], saved_ms: int
) -> Losses:
    """Put the report of a salvage into what is told of it."""
    return Losses(
        saved_ms=saved_ms,
        incidents=report.incidents,
        records=report.records,
        newest=report.newest,
        things=_things(report.lost, reader, {gone.incident: gone.number for gone in numbers}),
        files=report.files,
        history=sum(1 for lost in report.lost if lost.outcome is Outcome.HISTORY_ONLY),
        anew=len(report.anew),
        broken=report.broken,
        from_copies=report.from_copies,
        pages=len(report.damage.pages),
        cut_pages=report.damage.cut_pages,
    )


def keep_losses(vault: Vault, losses: Losses) -> None:
    """Keep them in the journal, inside the caller's transaction."""
    vault.keep_window(_NAME, canonical.dumps(to_json(losses)))


def kept_losses(reader: VaultReader) -> Losses | None:
    """What was lost when this journal was saved; None for one that never had to be."""
    kept = reader.window(_NAME)
    return from_json(Losses, canonical.loads(kept)) if kept is not None else None


def _things(
    lost: Sequence[LostRecord], reader: VaultReader, numbers: Mapping[IncidentId, int]
) -> tuple[LostThing, ...]:
    """One for each thing of which something is lost that nothing else tells."""
    by_subject: dict[str, list[LostRecord]] = {}
    for record in lost:
        if record.outcome in _WORST:
            by_subject.setdefault(record.subject or f"record {record.seq}", []).append(record)
    return tuple(_thing(subject, records, reader, numbers) for subject, records in by_subject.items())


def _thing(
    subject: str, records: Sequence[LostRecord], reader: VaultReader, numbers: Mapping[IncidentId, int]
) -> LostThing:
    newest = records[-1]
    kind = newest.kind.partition(".")[0]
    number, name = _in_lists(kind, subject, reader)
    return LostThing(
        kind=kind,
        number=number or numbers.get(IncidentId(subject), 0),
        name=name,
        utc_ms=newest.utc_ms,
        outcome=min((record.outcome for record in records), key=_WORST.index),
        records=tuple(record.seq for record in records),
    )


def _in_lists(kind: str, subject: str, reader: VaultReader) -> tuple[int, str]:
    """The number and the name under which the thing stands in the new journal's lists, if it does."""
    try:
        if kind in ("incident", "private"):
            entry = reader.entry(IncidentId(subject))
            return entry.number, entry.incident.headline
        if kind == "evidence":
            return 0, reader.piece(EvidenceId(subject)).evidence.name
    except ThingMissing:
        return 0, ""
    return 0, ""
