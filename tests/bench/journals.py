"""Journals to measure with: the example in any size, written fast, and its texts in plain SQLite beside it."""

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from journal.domain import records as r
from journal.domain.evidence import Evidence, Method, Original
from journal.domain.folder import JournalFolder
from journal.domain.ids import ActorId, ContactId, EvidenceId, IncidentId, JournalId, SessionId, new_id
from journal.domain.incident import Incident
from journal.domain.moments import at_instant, sort_utc
from journal.domain.shape import to_json
from journal.intake.files import BytesReader
from journal.sealing.credentials import create_keys
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import LEAST_COST
from journal.services.door import Door
from journal.services.example.case import ExampleCase, example_case
from journal.services.example.replaying import ReplayedClock
from journal.services.example.told import ExampleEntry, ExampleOriginal, placed
from journal.services.filing import Sealer, make_media_folder
from journal.services.journal import Journal
from journal.services.program import program, system
from journal.services.surroundings import Surroundings, of_this_computer
from journal.settings import find_paths
from journal.vault.opening import create, make_folders, open_for_writing
from journal.vault.searching import typed_words
from journal.vault.store import Session, Vault
from tests.bench.case import Figures
from tests.bench.screens import Screens
from tests.bench.vocabulary import chosen_words

PASSPHRASE = "six plain words nobody ever guesses"

_IN_ONE_TRANSACTION = 1000
_ENTRIES_OF_THE_CASE = 214
_CAPTURE_EVERY = 5
_PLAIN = (
    "CREATE TABLE incident (number INTEGER PRIMARY KEY, id TEXT UNIQUE, sort_ms INTEGER, known INTEGER, day TEXT,"
    " data TEXT, text TEXT)"
)


@dataclass(frozen=True)
class Built:
    """A journal made for measuring, closed; `plain` holds the same texts in plain SQLite."""

    place: Path

    @property
    def folder(self) -> JournalFolder:
        return JournalFolder(self.place / "Journal")

    @property
    def plain(self) -> Path:
        return self.place / "plain.db"

    @property
    def key(self) -> bytes:
        """The key of its database; it guards nothing."""
        return bytes.fromhex((self.place / "key.txt").read_text())

    @property
    def words(self) -> dict[str, list[str]]:
        """What to search for, by kind."""
        found: dict[str, list[str]] = json.loads((self.place / "words.json").read_text())
        return found


def built(work: Path, incidents: int, pictures: int = 0) -> Built:
    """Where the journal of that size is, once it was built."""
    return Built(work / f"journal-{incidents}-{pictures}")


def surroundings() -> Surroundings:
    """This computer, but a new passphrase is stretched as little as the format allows."""
    return replace(of_this_computer(find_paths()), cost=lambda: LEAST_COST)


def opened(folder: JournalFolder) -> Journal:
    """The journal, open."""
    door = Door(folder, surroundings())
    try:
        return door.open(PASSPHRASE).result()
    finally:
        door.close()


def build(work: Path, incidents: int, pictures: int = 0) -> Figures:
    """Write a journal of so many incidents; the first so many pictures of the case are sealed into it.

    Captures are of a whole screen, full HD, with the page of the case on it: no two of them are alike. Without any,
    every fifth incident has a capture that is recorded, with a file on disk that holds next to nothing.
    """
    there = built(work, incidents, pictures)
    there.place.mkdir()
    root = RootKey.new(os.urandom)
    make_folders(there.folder)
    journal = JournalId(new_id(os.urandom))
    create_keys(there.folder.root, journal, root, Passphrase(PASSPHRASE), LEAST_COST, os.urandom)
    create(there.folder, root.database_key())
    case = example_case(-(-incidents // _ENTRIES_OF_THE_CASE), originals=pictures > 0)
    _Build(there, root, journal, case, incidents, pictures).run()
    (there.place / "key.txt").write_text(root.database_key().hex())
    return {}


class _Build:
    """Writes records straight into the vault, a thousand incidents per transaction."""

    def __init__(
        self,
        there: Built,
        root: RootKey,
        journal: JournalId,
        case: ExampleCase,
        incidents: int,
        pictures: int,
    ) -> None:
        self._there = there
        self._journal = journal
        self._case = case
        self._incidents = incidents
        self._pictures_left = pictures
        self._with_bytes = pictures > 0
        self._screens = Screens()
        self._clock = ReplayedClock(case.begun_ms, case.zone)
        self._sealer = Sealer(there.folder, self._clock, os.urandom, program(), system())
        session = Session(SessionId(new_id(os.urandom)), program(), system(), ())
        connection = open_for_writing(there.folder, root.database_key())
        self._vault = Vault(connection, session, self._clock, os.urandom)
        self._plain = sqlite3.connect(there.plain)
        self._actors: dict[ActorId, ActorId] = {}
        self._contacts: dict[ContactId, ContactId] = {}
        self._named: dict[ActorId, str] = {}
        self._texts: list[str] = []

    def run(self) -> None:
        self._plain.execute(_PLAIN)
        self._plain.execute("CREATE INDEX incident_order ON incident (known, sort_ms, number, day, id)")
        self._write_first()
        entries = islice(self._case.entries, self._incidents)
        while batch := list(islice(entries, _IN_ONE_TRANSACTION)):
            with self._vault.writing():
                for entry in batch:
                    self._write(entry)
        self._plain.commit()
        self._plain.close()
        self._vault.close()
        (self._there.place / "words.json").write_text(json.dumps(chosen_words(self._texts)))
        (self._there.place / "texts.json").write_text(json.dumps(self._texts))

    def _write_first(self) -> None:
        with self._vault.writing():
            self._vault.append(r.JournalCreated(self._journal, new_id(os.urandom)), self._journal)
            for kept in self._case.actors:
                actor = self._actors[ActorId(kept.key)] = ActorId(new_id(os.urandom))
                self._named[actor] = typed_words(to_json(kept.value))
                self._vault.append(r.ActorCreated(kept.value), actor)  # type: ignore[arg-type]  # actors are Actors
            for kept in self._case.contacts:
                contact = self._contacts[ContactId(kept.key)] = ContactId(new_id(os.urandom))
                self._vault.append(r.ContactCreated(kept.value), contact)  # type: ignore[arg-type]  # and contacts

    def _write(self, entry: ExampleEntry) -> None:
        self._clock.go_on_to(entry.recorded_ms, self._case.zone)
        evidence = self._evidence(entry)
        wanted = replace(entry.incident, evidence=tuple(evidence))
        incident = placed(wanted, self._actors, {key: key for key in evidence}, self._contacts)
        subject = IncidentId(new_id(os.urandom))
        self._vault.append(r.IncidentCreated(incident), subject)
        words = [typed_words(to_json(incident)), *(self._named[link.actor] for link in incident.actors)]
        words += [kept.name for kept in evidence.values()]
        self._write_plain(subject, incident, "\n".join(words))

    def _write_plain(self, subject: IncidentId, incident: Incident, text: str) -> None:
        self._texts.append(text)
        when = incident.occurred
        self._plain.execute(
            "INSERT INTO incident (id, sort_ms, known, day, data, text) VALUES (?, ?, ?, ?, ?, ?)",
            (
                subject,
                sort_utc(when, self._clock.utc_ms()),
                int(when.from_ is not None),
                when.from_.local[:10] if when.from_ else "",
                json.dumps(to_json(incident), ensure_ascii=False),
                text,
            ),
        )

    def _evidence(self, entry: ExampleEntry) -> dict[EvidenceId, Evidence]:
        if not self._with_bytes:
            bare = len(self._texts) % _CAPTURE_EVERY == 0
            return dict([self._record(self._hollow(), b"\0" * 32)]) if bare else {}
        kept: dict[EvidenceId, Evidence] = {}
        for original in entry.originals:
            if self._pictures_left and original.name.endswith(".png"):
                self._pictures_left -= 1
                kept.update([self._sealed(original)])
        return kept

    def _sealed(self, original: ExampleOriginal) -> tuple[EvidenceId, Evidence]:
        data = original.data()
        if original.method is Method.CAPTURE:
            data = self._screens.with_page(data)
        reader = BytesReader(original.name, data)
        (sealed,) = self._sealer.seal(reader, original.method, lambda _done: True)
        return self._record(sealed.evidence, sealed.key.expose())

    def _hollow(self) -> Evidence:
        """A capture whose file is there and cannot be opened."""
        now, name = self._clock.utc_ms(), os.urandom(16).hex()
        make_media_folder(self._there.folder, name)
        self._there.folder.media_file(name).write_bytes(b"hollow")
        return Evidence(
            Original(os.urandom(32).hex(), 500_000, "image/png"),
            file=name,
            name="screen.png",
            safe_name="screen.png",
            acquired=at_instant(now, self._case.zone),
            acquired_ms=now,
            method=Method.CAPTURE,
        )

    def _record(self, evidence: Evidence, key: bytes) -> tuple[EvidenceId, Evidence]:
        subject = EvidenceId(new_id(os.urandom))
        self._vault.append(r.EvidenceAdded(evidence), subject)
        self._vault.keep_file_key(evidence.file, key)
        return subject, evidence


def texts(there: Built) -> Iterator[str]:
    """The words of each incident, in the order they were recorded."""
    yield from json.loads((there.place / "texts.json").read_text())
