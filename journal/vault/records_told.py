"""What the records themselves tell, beside what panes show: how many, what was removed, joined, and set right."""

import json
from collections.abc import Iterable
from typing import Any

from journal.domain import records as r
from journal.domain.actor import Actor
from journal.domain.chain import Body, read_body
from journal.domain.ids import ActorId
from journal.domain.reading import ClockStep, Joining, Removal
from journal.domain.shape import from_json
from journal.vault.engine import Connection, telling_apart


class RecordReader:
    """Reads the records of some types whole; there are few of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record_counts(self) -> dict[str, int]:
        """How many records of which type the chain holds."""
        return dict(self._all("SELECT type, count(*) FROM seen_record GROUP BY type ORDER BY type"))

    def clock_steps(self) -> tuple[ClockStep, ...]:
        """When the computer's clock was set, by how much, and between which incidents' first records, oldest first."""
        return tuple(
            ClockStep(body.rec, body.record.by_ms, *self._around(seq))
            for seq, body in self._of_type("clock.step")
            if isinstance(body.record, r.ClockStepped)
        )

    def removals(self) -> tuple[Removal, ...]:
        """What was removed for good, oldest first."""
        return tuple(
            Removal(
                body.rec,
                tuple(sorted(gone.number for gone in body.record.incidents)),
                len(body.record.evidence),
            )
            for _, body in self._of_type("evidence.shred")
            if isinstance(body.record, r.Shredded)
        )

    def numbers_taken_out(self) -> tuple[int, ...]:
        """The numbers of incidents that were taken out and not put back."""
        rows = self._all("SELECT number FROM seen_incident WHERE voided = 1 ORDER BY number")
        return tuple(number for (number,) in rows)

    def joinings(self) -> tuple[Joining, ...]:
        """Actors that are read as another one now, by label: as whom, since when, and why."""
        said: dict[str, tuple[r.Recorded, str]] = {}
        for _, body in self._of_type("actor.join"):
            if isinstance(body.record, r.ActorsJoined):
                said |= dict.fromkeys(body.record.joined, (body.rec, body.record.reason))
        rows = self._all(
            "SELECT id, stands_for, data FROM seen_actor WHERE stands_for <> id ORDER BY label COLLATE NOCASE"
        )
        return tuple(
            Joining(ActorId(kept), ActorId(subject), from_json(Actor, json.loads(data)), *said[subject])
            for subject, kept, data in rows
            if subject in said
        )

    def private_terms(self) -> tuple[str, ...] | None:
        """What the other person must not read; None where nothing was ever said about it."""
        row = self._one(
            "SELECT text FROM seen_record JOIN kept_body USING (seq) WHERE type = 'terms.write'"
            " ORDER BY seq DESC LIMIT 1"
        )
        record = read_body(row[0]).record if row else None
        return record.terms if isinstance(record, r.PrivateTermsWritten) else None

    def _of_type(self, kind: str) -> list[tuple[int, Body]]:
        """Every record of a type that can be read, oldest first, with its number."""
        rows = self._all(
            "SELECT seq, text FROM seen_record JOIN kept_body USING (seq) WHERE type = ? ORDER BY seq",
            (kind,),
        )
        return [(seq, read_body(text)) for seq, text in rows]

    def _around(self, seq: int) -> tuple[int, int]:
        """The numbers of the incidents first recorded before and after that record; 0 where there is none."""
        before = self._one("SELECT max(number) FROM seen_incident WHERE first_seq < ?", seq)
        after = self._one("SELECT min(number) FROM seen_incident WHERE first_seq > ?", seq)
        return before[0] or 0, after[0] or 0

    def _one(self, statement: str, *parameters: object) -> Any:
        with telling_apart():
            return self._connection.execute(statement, parameters).fetchone()

    def _all(self, statement: str, parameters: Iterable[object] = ()) -> list[Any]:
        with telling_apart():
            found: list[Any] = self._connection.execute(statement, tuple(parameters)).fetchall()
        return found

    def _text(self, statement: str, *parameters: object) -> str:
        row = self._one(statement, *parameters)
        return str(row[0]) if row else ""
