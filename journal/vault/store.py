"""The one writing connection: records appended with their projections, drafts, and keys of sealed files."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from journal.domain import records as r
from journal.domain.actor import Actor
from journal.domain.anchor import Anchor, Checkpoint
from journal.domain.canonical import Json
from journal.domain.casework import Contact, Milestone
from journal.domain.chain import Body, digest, read_body, write_body, write_header
from journal.domain.clock import Clock
from journal.domain.evidence import EvidenceNote
from journal.domain.ids import (
    ActorId,
    ContactId,
    DraftId,
    EvidenceId,
    IncidentId,
    MilestoneId,
    Randomness,
    SessionId,
)
from journal.domain.incident import Incident
from journal.domain.reading import Draft, Joining, Seal
from journal.domain.shape import from_json, to_json
from journal.vault import exhibits, projecting, shredding
from journal.vault.anchors import anchors, checkpoint
from journal.vault.disclosing import Shown, disclosed
from journal.vault.engine import Connection, telling_apart, transaction
from journal.vault.errors import DatabaseFull, ThingMissing
from journal.vault.facts import newest_seal, record_sealed_by
from journal.vault.records_told import RecordReader
from journal.vault.schema import APPLICATION_ID, KEPT, OWN, THUMBNAILS
from journal.vault.shredding import Doomed

STEP_TOLERANCE_MS = 2000
DRIFT_PER_MILLION = 100
SHRED = "shred"
"""What records of removals are filed under: what they are about is gone."""


@dataclass(frozen=True)
class Session:
    """What `session.start` will say, if this session writes anything."""

    id: SessionId
    program: str
    system: str
    libraries: tuple[r.Library, ...]


@dataclass(frozen=True)
class Appended:
    """Where a record went."""

    seq: int
    seal: str


class Vault:
    """Writes to an open journal. It never commits by itself: `with vault.writing():` is the caller's to open."""

    def __init__(
        self,
        connection: Connection,
        session: Session,
        clock: Clock,
        randomness: Randomness,
        make_room: Callable[[], bool] = lambda: False,
        after: int = 0,
    ) -> None:
        """`make_room` is asked on a full disk, and says whether it could give some up.

        Records get numbers beyond `after`, where some that were lost had the next ones.
        """
        self._connection = connection
        self._session = session
        self._clock = clock
        self._randomness = randomness
        self._make_room = make_room
        self._after = after
        self._started = False
        self._clocks: tuple[int, int, str] | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; when it returns, everything in it is on disk.

        Raises:
            DatabaseFull, DatabaseUnwritable: nothing of it was kept.
        """
        started, clocks = self._started, self._clocks
        try:
            with transaction(self._connection):
                yield
        except BaseException as reason:
            self._started, self._clocks = started, clocks
            if isinstance(reason, DatabaseFull):
                reason.room_made = self._make_room()
            raise

    def append(self, record: r.Record, subject: str) -> Appended:
        """Append a record and bring the projections up to date, inside `writing`.

        The first record of a session is preceded by its `session.start`, a jump of the clock by a `clock.step`; so is a
        session that begins before the newest record.

        Raises:
            TextRefused: a text cannot be stored; the transaction must be given up.
        """
        if not self._started:
            self._started = True
            set_back = self._set_back_meanwhile()
            self._append(self._session_start(), self._session.id)
            if set_back is not None:
                self._append(set_back, self._session.id)
        stepped = self._clock_step()
        if stepped is not None:
            self._append(stepped, self._session.id)
        return self._append(record, subject)

    def _append(self, record: r.Record, subject: str) -> Appended:
        last = self.seal()
        seq = max(last.seq, self._after) + 1
        now = self._clock.utc_ms()
        rec = r.Recorded(now, self._clock.offset_minutes(now), self._clock.boot_ms(), self._session.id)
        body = write_body(record, subject, rec, self._randomness)
        header = write_header(body, last.hex, seq)
        self._connection.execute("INSERT INTO kept_record (seq, header) VALUES (?, ?)", (seq, header))
        self._connection.execute("INSERT INTO kept_body (seq, text) VALUES (?, ?)", (seq, body))
        projecting.project(self._connection, seq, read_body(body))
        return Appended(seq, digest(header))

    def seal(self) -> Seal:
        """The hash and number of the newest record; 64 zeros and 0 for an empty chain."""
        return newest_seal(self._connection)

    def record_sealed_by(self, seal: str) -> int | None:
        """The number of the record with that hash, all links up to it as they were written; None if there is none."""
        return record_sealed_by(self._connection, seal)

    def _session_start(self) -> r.SessionStarted:
        session = self._session
        return r.SessionStarted(
            session.program, session.system, session.libraries, self._clock.zone(), self._clock.boot_id()
        )

    def _set_back_meanwhile(self) -> r.ClockStepped | None:
        """The clock shows a time before that of the newest record: by how much at least it was set back since.

        Nothing else is known of the time between two sessions: how long it was, or whether the clock was set forward.
        """
        row = self._connection.execute("SELECT utc_ms FROM seen_record ORDER BY seq DESC LIMIT 1").fetchone()
        by_ms = self._clock.utc_ms() - int(row[0]) if row else 0
        return r.ClockStepped(by_ms) if by_ms < -STEP_TOLERANCE_MS else None

    def _clock_step(self) -> r.ClockStepped | None:
        now = (self._clock.utc_ms(), self._clock.boot_ms(), self._clock.boot_id())
        before, self._clocks = self._clocks, now
        if before is None or before[2] != now[2]:
            return None
        passed = now[1] - before[1]
        step = now[0] - before[0] - passed
        if abs(step) <= STEP_TOLERANCE_MS + passed * DRIFT_PER_MILLION // 1_000_000:
            return None
        return r.ClockStepped(step)

    # Removing for good

    def doomed(self, incidents: Sequence[IncidentId], evidence: Sequence[EvidenceId]) -> Doomed:
        """What would go with these, for good.

        Raises:
            ThingMissing: one of them is not there.
        """
        return shredding.doomed(self._connection, incidents, evidence)

    def shred(self, doomed: Doomed, reason: str) -> Appended:
        """Append what says so and take everything out of the tables, inside `writing`; `wipe` comes after."""
        appended = self.append(doomed.record(reason), SHRED)
        shredding.take_out(self._connection, doomed, appended.seq)
        return appended

    def removals(self) -> tuple[tuple[int, int], ...]:
        """For every removal the oldest record that went, and the record that says so."""
        return shredding.removals(self._connection)

    def checkpoint(self) -> Checkpoint:
        """The newest seal, and when its record was written."""
        return checkpoint(self._connection)

    def anchors(self) -> tuple[Anchor, ...]:
        """Every question to an authority, oldest first, with its answer where there is one."""
        return anchors(self._connection)

    def disclosed(self, shown: Shown) -> tuple[int, ...]:
        """The numbers of the records whose bodies travel with a paper."""
        return disclosed(self._connection, shown)

    def pending_files(self) -> tuple[str, ...]:
        """The sealed files of what was taken out that may still be on the disk."""
        return shredding.pending_files(self._connection)

    def is_wiping_pending(self) -> bool:
        """Whether pages or files may still hold something that was taken out."""
        return shredding.is_pending(self._connection)

    def wipe(self) -> bool:
        """Write every page anew and empty the log; False while a reader is in the way.

        Raises:
            DatabaseFull, DatabaseUnwritable: call it again.
        """
        return shredding.wipe(self._connection)

    # What a writer has to know before it writes

    def body(self, seq: int) -> Body:
        """The body of one record.

        Raises:
            ThingMissing: there is no such record, or its body was removed for good.
        """
        row = self._connection.execute("SELECT text FROM kept_body WHERE seq = ?", (seq,)).fetchone()
        if row is None:
            raise ThingMissing("record", str(seq))
        return read_body(row[0])

    def latest_state(self, subject: str) -> int:
        """The number of the newest record that says what a thing is; notes about it do not count.

        Raises:
            ThingMissing: there is none.
        """
        row = self._connection.execute(
            "SELECT max(seq) FROM seen_record WHERE subject = ? AND type <> 'private.write'", (subject,)
        ).fetchone()
        if row[0] is None:
            raise ThingMissing("thing", subject)
        return int(row[0])

    def incident_seq(self, subject: IncidentId) -> int:
        """The number of the newest record of an incident.

        Raises:
            ThingMissing: there is none of that id.
        """
        self.incident(subject)
        return self.latest_state(subject)

    def incident(self, subject: IncidentId) -> Incident:
        """The newest state of an incident.

        Raises:
            ThingMissing: there is none of that id.
        """
        return from_json(Incident, self._state("seen_incident", subject))

    def actor(self, subject: ActorId) -> Actor:
        """The newest state of an actor.

        Raises:
            ThingMissing: there is none of that id.
        """
        return from_json(Actor, self._state("seen_actor", subject))

    def joinings(self) -> tuple[Joining, ...]:
        """Actors that are read as another one now."""
        return RecordReader(self._connection).joinings()

    def milestone(self, subject: MilestoneId) -> Milestone:
        """The newest state of a turning point.

        Raises:
            ThingMissing: there is none of that id.
        """
        return from_json(Milestone, self._state("seen_milestone", subject))

    def contact(self, subject: ContactId) -> Contact:
        """The newest state of a call or letter.

        Raises:
            ThingMissing: there is none of that id.
        """
        return from_json(Contact, self._state("seen_contact", subject))

    def evidence_note(self, subject: EvidenceId) -> EvidenceNote:
        """What is said of a piece of evidence now.

        Raises:
            ThingMissing: there is none of that id.
        """
        return from_json(EvidenceNote, self._state("seen_evidence", subject, "note"))

    def is_used(self, subject: EvidenceId) -> bool:
        """Whether a draft, or an incident that was not taken out, has this piece of evidence."""
        (used,) = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM seen_link JOIN seen_incident ON seen_incident.id = seen_link.incident"
            " WHERE seen_link.evidence = ?1 AND seen_incident.voided = 0)"
            " OR EXISTS (SELECT 1 FROM own_draft, json_each(own_draft.data, '$.evidence') AS wanted"
            " WHERE wanted.value = ?1)",
            (subject,),
        ).fetchone()
        return bool(used)

    def _state(self, table: str, subject: str, column: str = "data") -> Json:
        row = self._connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (subject,)).fetchone()
        if row is None:
            raise ThingMissing(table.removeprefix("seen_"), subject)
        found: Json = json.loads(row[0])
        return found

    def private_note(self, subject: IncidentId) -> str:
        """The note only for the writer, or nothing."""
        row = self._connection.execute(
            "SELECT text FROM seen_private WHERE incident = ?", (subject,)
        ).fetchone()
        return row[0] if row else ""

    def exhibits(self) -> tuple[r.Exhibit, ...]:
        """Every reference ever given, in the order they were given; the last may have been given by another copy."""
        return exhibits.given(self._connection)

    def forked_at(self) -> int | None:
        """The record with which the journal went on from a copy, while it is not known what was numbered since."""
        return exhibits.forked_at(self._connection)

    # Keys of sealed files

    def keep_file_key(self, name: str, key: bytes) -> None:
        """Remember the key of a sealed media file, in the transaction that appends its record."""
        self._connection.execute(
            "INSERT INTO kept_file (name, key, seq) VALUES (?, ?, ?)", (name, key, self.seal().seq)
        )

    def file_key(self, name: str) -> bytes | None:
        """The key of a sealed media file, or None if it was never filed."""
        row = self._connection.execute("SELECT key FROM kept_file WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def keep_inbox_key(self, public: bytes, private: bytes) -> None:
        """Remember a key the inbox was sealed to, before another takes its place."""
        self._connection.execute(
            "INSERT OR REPLACE INTO kept_inbox_key (public, private, until_seq) VALUES (?, ?, ?)",
            (public, private, self.seal().seq),
        )

    def inbox_keys(self) -> tuple[bytes, ...]:
        """The private halves of the keys the inbox was sealed to earlier, the latest first."""
        rows = self._connection.execute("SELECT private FROM kept_inbox_key ORDER BY until_seq DESC")
        return tuple(bytes(private) for (private,) in rows)

    # Drafts and what the window remembers

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed, in place of what was kept of it before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO own_draft (id, incident, seq, data, private_note, saved_ms)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                draft.id,
                draft.incident_id,
                draft.seq,
                _json(to_json(draft.incident)),
                draft.private_note,
                draft.saved_ms,
            ),
        )

    def draft(self, subject: DraftId) -> Draft:
        """A draft.

        Raises:
            ThingMissing: it was settled or dropped.
        """
        for draft in drafts(self._connection, "WHERE id = ?", (subject,)):
            return draft
        raise ThingMissing("draft", subject)

    def draft_of(self, incident: IncidentId) -> Draft | None:
        """The draft that changes an incident, if there is one."""
        return next(drafts(self._connection, "WHERE incident = ?", (incident,)), None)

    def all_drafts(self) -> tuple[Draft, ...]:
        """Every draft, oldest first."""
        return tuple(drafts(self._connection, "ORDER BY saved_ms", ()))

    def drop_draft(self, subject: DraftId) -> None:
        """Forget a draft."""
        self._connection.execute("DELETE FROM own_draft WHERE id = ?", (subject,))

    def keep_window(self, name: str, value: bytes) -> None:
        """Remember something of the window, such as where its panes meet."""
        self._connection.execute(
            "INSERT OR REPLACE INTO own_window (name, value) VALUES (?, ?)", (name, value)
        )

    def window(self, name: str) -> bytes | None:
        """What was remembered under that name."""
        row = self._connection.execute("SELECT value FROM own_window WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def keep_thumbnail(self, evidence: str, data: bytes) -> None:
        """Keep a small picture of an original."""
        self._connection.execute(
            "INSERT OR REPLACE INTO seen_thumbnail (evidence, data) VALUES (?, ?)", (evidence, data)
        )

    def keep_read_words(self, sha256: str, page: int, by: str, data: bytes) -> None:
        """Keep what that machine read in the file with that hash, or on that page of it."""
        self._connection.execute(
            "INSERT OR REPLACE INTO seen_reading (file, page, read_by, data) VALUES (?, ?, ?, ?)",
            (sha256, page, by, data),
        )

    def keep_counted(
        self, seq: int, by: str, fresh: Mapping[IncidentId, str], known: Collection[IncidentId]
    ) -> bool:
        """Keep what incidents come to after that record: what was counted anew, by its first incident; and drop all
        that is not `known` any more. What was counted by something else goes.

        Where that is not the newest record nothing is done, and it says no: what was counted may hold words that were
        removed for good.
        """
        newest = self._connection.execute("SELECT max(seq) FROM kept_record").fetchone()[0]
        if newest != seq:
            return False
        one = "SELECT 1 FROM seen_counting WHERE by = ?"
        if self._connection.execute(one, (by,)).fetchone() is None:
            self._connection.execute("DELETE FROM seen_counted")
        there = {first for (first,) in self._connection.execute("SELECT first FROM seen_counted").fetchall()}
        for first in there.difference(known):
            self._connection.execute("DELETE FROM seen_counted WHERE first = ?", (first,))
        for row in fresh.items():
            self._connection.execute("INSERT OR REPLACE INTO seen_counted (first, data) VALUES (?, ?)", row)
        self._connection.execute(
            "INSERT OR REPLACE INTO seen_counting (one, seq, by) VALUES (1, ?, ?)", (seq, by)
        )
        return True

    def have_projections_made_again(self) -> None:
        """Have what panes read made from the records again when the journal is next opened, inside `writing`."""
        self._connection.execute("UPDATE own_projection SET made_by = ''")

    def fold_log(self) -> None:
        """Bring what was committed into the main file, as far as no reader is in the way."""
        with telling_apart():
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close the connection; everything committed stays."""
        with telling_apart():
            self._connection.close()


def drafts(connection: Connection, condition: str, parameters: tuple[str, ...]) -> Iterator[Draft]:
    """Drafts by a condition of ours."""
    rows = connection.execute(
        f"SELECT id, incident, seq, data, private_note, saved_ms FROM own_draft {condition}",
        parameters,
    )
    for subject, incident, seq, data, private_note, saved_ms in rows.fetchall():
        yield Draft(subject, incident, seq, from_json(Incident, json.loads(data)), private_note, saved_ms)


def make_tables(connection: Connection, version: int) -> None:
    """Make the tables of a new journal, in the caller's transaction."""
    for statement in (*KEPT, *OWN, THUMBNAILS):
        connection.execute(statement)
    projecting.create(connection)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={version}")


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
