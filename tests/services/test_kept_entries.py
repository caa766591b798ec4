"""What was kept packed of a journal gives the very log that reading all of it gives, whatever was written meanwhile."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from journal.domain import packed_runs
from journal.domain import records as r
from journal.domain.actor import Standing
from journal.domain.casework import Milestone, MilestoneKind, PrivateNote
from journal.domain.evidence import Box, Derivative, Derived, EvidenceNote, Original
from journal.domain.folder import JournalFolder
from journal.domain.ids import ActorId, EvidenceId, IncidentId, MilestoneId, SessionId, new_id
from journal.domain.incident import Account, Attribution, Basis, Needed
from journal.domain.moments import When, at_instant, on_or_before
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.report.model import Log
from journal.report.tally import figures
from journal.services.composing import Chosen, Imprint, Originals, compose
from journal.services.kept_entries import KeptEntries, ReadsDifferently, figures_for
from journal.services.wording import Wording
from journal.vault.opening import create, make_folders, open_for_reading, open_for_writing
from journal.vault.reading import VaultReader
from journal.vault.store import Session, Vault
from tests import samples
from tests.fakes import NOON, FakeClock, seeded
from tests.services.conftest import TYPES

KEY = bytes(range(48))
WISH = PrintWish(Reader.POLICE)
KINDS = tuple(kind.key for kind in TYPES[:6])
WORDS = Wording()


class Case:
    """A journal that somebody writes in at random."""

    def __init__(self, folder: JournalFolder, chance: random.Random) -> None:
        make_folders(folder)
        create(folder, KEY)
        self.folder = folder
        self.clock = FakeClock()
        session = Session(SessionId(new_id(seeded(99))), "Journal test", "Test OS", ())
        self.vault = Vault(open_for_writing(folder, KEY), session, self.clock, seeded(7))
        self.reader = VaultReader(open_for_reading(folder, KEY))
        self.chance = chance
        self.random = seeded(3)
        self.incidents: list[IncidentId] = []
        self.actors: list[ActorId] = []
        self.evidence: list[EvidenceId] = []
        self.milestones: list[MilestoneId] = []
        self.voided: set[str] = set()
        with self.vault.writing():
            journal = new_id(self.random)
            self.vault.append(r.JournalCreated(journal, new_id(self.random)), journal)  # type: ignore[arg-type]

    def close(self) -> None:
        self.reader.close()
        self.vault.close()

    def keep(self, record: r.Record, subject: str = "") -> str:
        subject = subject or new_id(self.random)
        self.clock.pass_ms(self.chance.choice((1_000, 60_000, 90_000_000)))
        with self.vault.writing():
            self.vault.append(record, subject)
        return subject

    def some(self, among: list[Any], most: int) -> tuple[Any, ...]:
        return tuple(self.chance.sample(among, min(len(among), self.chance.randint(0, most))))

    def day(self) -> When:
        chance = self.chance
        day = f"2026-{chance.randint(1, 11):02}-{chance.randint(1, 28):02}"
        return samples.at(f"{day}T{chance.randint(10, 23)}:15")

    def incident(self) -> Any:
        chance = self.chance
        occurred = self.day()
        if chance.random() < 0.2 and occurred.from_ is not None:
            occurred = chance.choice(
                (on_or_before(occurred.from_), replace(on_or_before(occurred.from_), to=None))
            )
        return replace(
            samples.incident(
                f"No. {chance.random()}",
                evidence=self.some(self.evidence, 2),
                types=self.some(list(KINDS), 2),
            ),
            occurred=occurred,
            actors=tuple(
                Attribution(each, chance.choice(tuple(Basis))) for each in self.some(self.actors, 2)
            ),
            account=Account(shown=chance.choice(("owl", "", "marsh"))),
            starred=chance.random() < 0.2,
            still_needed=chance.choice(((), (Needed("the recording"),))),
        )

    def write_incident(self) -> None:
        self.incidents.append(IncidentId(self.keep(r.IncidentCreated(self.incident()))))

    def amend_incident(self) -> None:
        subject = self.chance.choice(self.incidents)
        self.keep(r.IncidentAmended(self.vault.incident_seq(subject), self.incident()), subject)

    def take_out_or_put_back(self) -> None:
        """An incident, a piece of evidence or a turning point."""
        verbs: list[tuple[list[Any], Any, Any]] = [
            (self.incidents, r.IncidentVoided, r.IncidentRestored),
            (self.evidence, r.EvidenceVoided, r.EvidenceRestored),
            (self.milestones, r.MilestoneVoided, r.MilestoneRestored),
        ]
        among, out, back = self.chance.choice([verb for verb in verbs if verb[0]])
        subject = self.chance.choice(among)
        seq = self.vault.latest_state(subject)
        self.keep(back(seq) if subject in self.voided else out(seq), subject)
        self.voided ^= {subject}

    def write_actor(self) -> None:
        self.actors.append(ActorId(self.keep(r.ActorCreated(samples.actor(f"Owl {len(self.actors)}")))))

    def amend_actor(self) -> None:
        subject = self.chance.choice(self.actors)
        said = replace(
            self.vault.actor(subject),
            label=self.chance.choice(("Owl 0", "Renamed")),
            standing=self.chance.choice(tuple(Standing)),
        )
        self.keep(r.ActorAmended(self.vault.latest_state(subject), said), subject)

    def join_or_split(self) -> None:
        joined = self.vault.joinings()
        if joined and self.chance.random() < 0.5:
            parted = self.chance.choice(joined)
            self.keep(r.ActorsSplit((parted.id,)), parted.kept)
            return
        apart = [each for each in self.actors if each not in {one.id for one in joined}]
        if len(apart) > 1:
            kept, other = self.chance.sample(apart, 2)
            self.keep(r.ActorsJoined((other,), "The same number"), kept)

    def write_milestone(self) -> None:
        said = Milestone(MilestoneKind.WARNED, self.day(), self.some(self.actors, 2))
        self.milestones.append(MilestoneId(self.keep(r.MilestoneCreated(said))))

    def amend_milestone(self) -> None:
        subject = self.chance.choice(self.milestones)
        said = replace(
            self.vault.milestone(subject),
            kind=MilestoneKind.ORDER,
            actors=self.some(self.actors, 2),
            ends=self.chance.choice(("", "2026-06-01", "2026-09-01")),
        )
        self.keep(r.MilestoneAmended(self.vault.latest_state(subject), said), subject)

    def add_evidence(self) -> None:
        self.evidence.append(
            EvidenceId(self.keep(r.EvidenceAdded(samples.evidence(file=new_id(self.random)))))
        )

    def say_of_evidence(self) -> None:
        subject = self.chance.choice(self.evidence)
        note = EvidenceNote(note=f"seen {self.chance.random()}")
        self.keep(r.EvidenceAmended(self.vault.latest_state(subject), note), subject)

    def choose_part(self) -> None:
        subject = self.chance.choice(self.evidence)
        made = Original(f"{self.chance.getrandbits(256):064x}", 9, "image/png")
        self.keep(
            r.EvidenceDerived(Derivative(subject, Derived.PART, made, new_id(self.random), Box(0, 0, 5, 5)))
        )

    def write_private_note(self) -> None:
        note = PrivateNote(self.chance.choice(self.incidents), f"for me {self.chance.random()}")
        self.keep(r.PrivateWritten(note), note.incident)

    def give_references(self) -> None:
        new = KeptEntries().choose(self.reader, WISH, self.vault.exhibits()).new
        if new:
            self.keep(r.ExhibitsAssigned(new[: self.chance.randint(1, len(new))]))

    def remove_for_good(self) -> None:
        if self.chance.random() < 0.7:
            return
        incident = self.chance.choice(self.incidents)
        evidence = self.some(self.evidence, 1)
        with self.vault.writing():
            self.vault.shred(self.vault.doomed((incident,), evidence), "")
        self.incidents.remove(incident)
        self.evidence = [each for each in self.evidence if each not in evidence]

    @property
    def verbs(self) -> list[Callable[[], None]]:
        """What can be done now."""
        verbs = [self.write_incident] * 3 + [self.write_actor, self.write_milestone, self.add_evidence]
        if self.incidents:
            verbs += [
                self.amend_incident,
                self.take_out_or_put_back,
                self.write_private_note,
                self.give_references,
            ]
            verbs += [self.remove_for_good]
        if self.actors:
            verbs += [self.amend_actor, self.join_or_split]
        if self.milestones:
            verbs += [self.amend_milestone]
        if self.evidence:
            verbs += [self.say_of_evidence, self.choose_part]
        return verbs

    def composed(self, kept: KeptEntries, wish: PrintWish, lane: Any = None) -> tuple[Chosen, Log]:
        chosen = kept.choose(self.reader, wish, self.vault.exhibits(), lane)
        imprint = Imprint(at_instant(NOON, "Europe/Paris"), "Journal", TYPES, None)
        originals = Originals(self.folder, self.reader.file_key)
        return chosen, compose(self.reader, wish, chosen, WORDS, originals, imprint)

    def assert_same(self, kept: KeptEntries, wish: PrintWish, lane: Any = None) -> None:
        """What is composed of what was kept is what is composed of what is read anew, in every figure."""
        chosen, log = self.composed(kept, wish, lane)
        anew, log_anew = self.composed(KeptEntries(), wish)

        entries = tuple(self.reader.entries([entry.id for entry in anew.entries]))
        assert [bare(entry) for entry in chosen.entries] == [bare(entry) for entry in entries]
        assert [entry.id for entry in entries] == chosen.contents.incidents
        assert (chosen.exhibits, chosen.new) == (anew.exhibits, anew.new)
        assert list(chosen.pieces) == list(anew.pieces)
        assert chosen.contents == anew.contents
        assert told(log) == told(log_anew)
        assert figures_for(wish, chosen, log) == figures(log_anew)


def bare(entry: Any) -> Any:
    """An entry without references, which a paper gives itself."""
    return replace(entry, pieces=tuple(replace(piece, reference="") for piece in entry.pieces))


def told(log: Log) -> dict[str, Any]:
    """A log in values that can be held against one another."""
    said = {each.name: getattr(log, each.name) for each in fields(log)}
    said["rows"] = list(log.rows)
    said["exhibits"] = [replace(each, open=None, text=None) for each in log.exhibits]  # type: ignore[arg-type]
    return said


@pytest.fixture
def few_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_runs, "TOGETHER", 4)
    monkeypatch.setattr(packed_runs, "_FEWEST", 2)


@pytest.fixture(params=range(6))
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    made = Case(JournalFolder(tmp_path / "Journal"), random.Random(request.param))
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.usefixtures("few_together")
def test_after_any_change_what_was_kept_gives_the_log_that_reading_anew_gives(case: Case) -> None:
    kept = KeptEntries()
    for _ in range(60):
        case.chance.choice(case.verbs)()
        if case.chance.random() < 0.3:
            case.chance.choice(case.verbs)()

        case.assert_same(kept, WISH)


@pytest.mark.slow
@pytest.mark.usefixtures("few_together")
def test_a_choice_of_some_leaves_what_was_kept_of_all_as_true_as_it_was(case: Case) -> None:
    kept = KeptEntries()
    for _ in range(30):
        case.chance.choice(case.verbs)()
        ticked = tuple(case.some(case.incidents, 3))
        some = (
            replace(WISH, only=ticked),
            replace(WISH, wanted=Wanted(starred=True)),
            replace(WISH, history=True),
        )

        case.assert_same(kept, case.chance.choice(some))
        case.assert_same(kept, WISH)


@pytest.mark.slow
@pytest.mark.usefixtures("few_together")
def test_what_is_read_bit_by_bit_while_somebody_writes_is_true_in_the_end(case: Case) -> None:
    kept = KeptEntries()
    for _ in range(8):
        for _ in range(6):
            case.chance.choice(case.verbs)()
        for ids in kept.missing(case.reader):
            kept.read(case.reader, ids)
            case.chance.choice(case.verbs)()

        case.assert_same(kept, WISH)


class Here:
    """The thread of the reader, which is this one."""

    def run(self, verb: Callable[..., Any], *asked: Any) -> Any:
        answer: Future[Any] = Future()
        try:
            answer.set_result(verb(*asked))
        except ReadsDifferently as reason:
            answer.set_exception(reason)
        return answer


@pytest.mark.slow
@pytest.mark.usefixtures("few_together")
def test_what_was_counted_when_the_journal_was_open_before_gives_the_figures_that_counting_gives(
    case: Case,
) -> None:
    for _ in range(40):
        for _ in range(case.chance.randint(1, 3)):
            case.chance.choice(case.verbs)()
        kept = KeptEntries(TYPES, "Journal")

        case.assert_same(kept, WISH, Here())
        if case.chance.random() < 0.7:
            kept.keep(case.vault, kept.fresh(case.reader))
            case.chance.choice(case.verbs)()
            case.assert_same(kept, WISH, Here() if case.chance.random() < 0.5 else None)
            kept.keep(case.vault, kept.fresh(case.reader))


def test_what_was_counted_and_kept_is_not_read_again(tmp_path: Path) -> None:
    case = Case(JournalFolder(tmp_path / "Journal"), random.Random(1))
    for _ in range(300):
        case.write_incident()
    kept = KeptEntries(TYPES, "Journal")
    for ids in kept.missing(case.reader):
        kept.read(case.reader, ids)
    kept.keep(case.vault, kept.fresh(case.reader))
    watching: Any = Watching(case.reader)
    lane: Any = Here()

    opened_again = KeptEntries(TYPES, "Journal")
    chosen = opened_again.choose(watching, WISH, (), lane)

    assert watching.read == []
    assert not opened_again.missing(case.reader)
    assert not opened_again.fresh(case.reader).tallies
    assert len(chosen.entries) == 300
    assert chosen.entries[150].id == chosen.contents.incidents[150]
    assert 0 < len(watching.read) < 30
    case.close()


def test_an_entry_that_changed_since_it_was_chosen_is_not_looked_at(tmp_path: Path) -> None:
    case = Case(JournalFolder(tmp_path / "Journal"), random.Random(1))
    for _ in range(100):
        case.write_incident()
    lane: Any = Here()
    chosen = KeptEntries().choose(case.reader, WISH, (), lane)
    subject = chosen.contents.incidents[50]

    case.keep(r.IncidentAmended(case.vault.incident_seq(subject), case.incident()), subject)

    assert chosen.entries[10].id == chosen.contents.incidents[10]
    with pytest.raises(ReadsDifferently):
        chosen.entries[50]
    case.close()


class Watching:
    """A reader that notes how many incidents are read."""

    def __init__(self, reader: VaultReader) -> None:
        self._reader = reader
        self.read: list[IncidentId] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def bare_entries(self, ids: Any) -> Any:
        self.read += ids
        return self._reader.bare_entries(ids)


def test_only_what_lies_beside_a_new_entry_is_read_again(tmp_path: Path) -> None:
    case = Case(JournalFolder(tmp_path / "Journal"), random.Random(1))
    for _ in range(300):
        case.write_incident()
    watching: Any = Watching(case.reader)
    kept = KeptEntries()
    kept.choose(watching, WISH, ())
    assert len(watching.read) == 300
    watching.read.clear()

    case.write_actor()
    case.write_incident()
    kept.choose(watching, WISH, ())

    assert case.incidents[-1] in watching.read
    assert len(watching.read) < 130
    case.close()
