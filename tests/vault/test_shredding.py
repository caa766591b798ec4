"""What is removed for good is in no page, no log and no index any more; everything else keeps its number."""

import random

import pytest
from sqlcipher3 import dbapi2

from journal.domain import records as r
from journal.domain.casework import PrivateNote
from journal.domain.evidence import Derivative, Derived, Original
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.reading import Wanted
from journal.vault.checking import check_chain
from journal.vault.engine import snapshot, transaction
from journal.vault.errors import DatabaseFull, ThingMissing
from journal.vault.projecting import rebuild
from tests.plain_pages import hits
from tests.samples import actor, evidence, incident
from tests.vault.conftest import KEY, Opened
from tests.vault.test_store import everything

pytestmark = pytest.mark.slow

CANARY = "zxqvfulmar"


def shred(opened: Opened, *incidents: str, pieces: tuple[str, ...] = ()) -> int:
    vault = opened.vault
    with vault.writing():
        doomed = vault.doomed(
            [IncidentId(subject) for subject in incidents], [EvidenceId(piece) for piece in pieces]
        )
        return vault.shred(doomed, "").seq


def words(chance: random.Random, count: int) -> str:
    return " ".join(f"w{chance.randrange(3000):04d}" for _ in range(count))


def a_full_journal(opened: Opened, seed: int, incidents: int = 60) -> tuple[str, str]:
    """Incidents of many sizes, one of which and one piece of evidence hold the canary in every way there is."""
    chance = random.Random(seed)
    who, _ = opened.keep(r.ActorCreated(actor()))
    piece, _ = opened.keep(r.EvidenceAdded(evidence(f"{CANARY} picture.png")))
    vault = opened.vault
    with vault.writing():
        vault.keep_file_key("ab" * 16, bytes(32))
        vault.keep_thumbnail(piece, f"{CANARY} small".encode() * 50)
    target, latest = "", {}
    for at in range(incidents):
        marked = at == incidents // 2
        text = words(chance, chance.randrange(2, 900))
        made = incident(
            f"{CANARY} head" if marked else f"number {at}",
            description=f"{text} {CANARY} {text}" if marked else text,
            evidence=(piece,) if at % 20 == 0 or marked else (),
            actors=(who,),
            types=("message",),
        )
        subject, link = opened.keep(r.IncidentCreated(made))
        latest[subject] = link.seq
        target = subject if marked else target
        if target and chance.random() < 0.5:
            changed = incident(f"{CANARY} again", description=words(chance, 300), evidence=(piece,))
            latest[target] = opened.keep(r.IncidentAmended(latest[target], changed), target)[1].seq
            note = PrivateNote(IncidentId(target), f"{CANARY} for me {at}")
            opened.keep(r.PrivateWritten(note), target)
    return target, piece


def seen(folder: JournalFolder) -> dict[str, list[str]]:
    """Every projection, but for the places the index gives its documents."""
    return {name: rows for name, rows in everything(folder).items() if name not in ("seen_document", "words")}


@pytest.mark.parametrize("seed", range(4))
def test_e06_no_word_of_it_is_left_in_any_page_log_or_index(opened: Opened, seed: int) -> None:
    target, piece = a_full_journal(opened, seed)
    database = opened.folder.database
    assert hits(database, KEY, CANARY) > 10

    shred(opened, target, pieces=(piece,))
    assert opened.vault.wipe()

    assert hits(database, KEY, CANARY, "zxqv", "vfulmar", "number 1") == hits(database, KEY, "number 1")
    assert opened.reader.timeline(Wanted(words=CANARY)).keys == ()
    assert not opened.vault.is_wiping_pending()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4, 60))
def test_e06_no_word_is_left_whatever_lay_around_it(opened: Opened, seed: int) -> None:
    target, piece = a_full_journal(opened, seed, 40 + seed * 3)

    shred(opened, target, pieces=(piece,))
    assert opened.vault.wipe()

    assert hits(opened.folder.database, KEY, CANARY, "zxqv", "vfulmar") == 0


def test_the_chain_stays_whole_and_says_what_went(opened: Opened) -> None:
    target, piece = a_full_journal(opened, 1, 10)
    expected = opened.vault.doomed([IncidentId(target)], [EvidenceId(piece)])

    seq = shred(opened, target, pieces=(piece,))

    report = check_chain(opened.vault._connection, lambda _done, _all: True)
    assert report.faults == ()
    assert report.shredded == len(expected.bodies)
    said = opened.vault.body(seq).record
    assert said == expected.record("")
    assert [removed.incident for removed in expected.incidents] == [target]
    assert expected.files == ("ab" * 16,)
    assert opened.vault.pending_files() == expected.files
    assert opened.vault.file_key("ab" * 16) is None


def test_the_history_of_what_is_gone_is_gone_and_everything_else_keeps_its_number(opened: Opened) -> None:
    ids = [opened.keep(r.IncidentCreated(incident(f"number {at}")))[0] for at in range(1, 6)]
    numbers = {subject: opened.reader.entry(IncidentId(subject)).number for subject in ids}

    shred(opened, ids[1])
    shred(opened, ids[4])
    later, _ = opened.keep(r.IncidentCreated(incident("number 6")))

    with pytest.raises(ThingMissing):
        opened.reader.entry(IncidentId(ids[1]))
    assert opened.reader.history(IncidentId(ids[1])) == ()
    expected = {**numbers, later: 6}
    for _ in range(2):
        for subject in (ids[0], ids[2], ids[3], later):
            assert opened.reader.entry(IncidentId(subject)).number == expected[subject]
        with transaction(opened.vault._connection):
            rebuild(opened.vault._connection)


def test_after_a_removal_projections_are_the_same_when_made_again(
    opened: Opened, folder: JournalFolder
) -> None:
    target, piece = a_full_journal(opened, 2, 30)
    shred(opened, target)
    other = opened.reader.timeline(Wanted()).keys[0].id
    shred(opened, other, pieces=(piece,))
    opened.keep(r.IncidentCreated(incident("later", evidence=(piece,))))
    before, found = seen(folder), opened.reader.timeline(Wanted(words="w00"))

    with transaction(opened.vault._connection):
        rebuild(opened.vault._connection)

    assert seen(folder) == before
    assert opened.reader.timeline(Wanted(words="w00")) == found
    assert found.keys


def test_evidence_goes_with_everything_made_of_it_and_the_entries_stay(opened: Opened) -> None:
    piece, _ = opened.keep(r.EvidenceAdded(evidence("one.png")))
    kept, _ = opened.keep(r.EvidenceAdded(evidence("two.png", file="cd" * 16)))
    part = Derivative(EvidenceId(piece), Derived.PART, Original("1" * 64, 5, "image/png"), "ef" * 16)
    opened.keep(r.EvidenceDerived(part))
    subject, _ = opened.keep(r.IncidentCreated(incident("with files", evidence=(piece, kept))))
    opened.keep(r.ExhibitsAssigned((r.Exhibit("ML/1", EvidenceId(piece)),)), "print")
    doomed = opened.vault.doomed([], [EvidenceId(piece)])

    assert doomed.files == ("ab" * 16, "ef" * 16)
    assert doomed.shared == (subject,)
    assert doomed.handed_over == ("ML/1",)
    shred(opened, pieces=(piece,))

    entry = opened.reader.entry(IncidentId(subject))
    assert [found.id for found in entry.pieces] == [kept]
    (key,) = opened.reader.timeline(Wanted()).keys
    (row,) = opened.reader.rows([key.id])
    assert row.pictures == (kept,)
    assert opened.reader.timeline(Wanted(words="one.png")).keys == ()
    assert len(opened.reader.timeline(Wanted(words="two.png")).keys) == 1
    assert [found.reference for found in opened.vault.exhibits()] == ["ML/1"]


def test_v16_a_removal_that_no_record_names_is_found(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident()))
    _, link = opened.keep(r.IncidentCreated(incident()))
    connection = opened.vault._connection
    connection.execute("INSERT INTO kept_shredded (seq, by_seq) VALUES (2, ?)", (link.seq,))

    found = check_chain(connection, lambda _done, _all: True).faults
    connection.execute("DELETE FROM kept_body WHERE seq = 2")
    then = check_chain(connection, lambda _done, _all: True).faults

    assert [(fault.seq, fault.check) for fault in found] == [(2, "V16"), (2, "V16")]
    assert [(fault.seq, fault.check) for fault in then] == [(2, "V16")]


def test_e06_a_body_goes_only_with_the_record_that_says_so(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident()))
    connection = opened.vault._connection

    for statement in (
        "DELETE FROM kept_body WHERE seq = 2",
        "UPDATE kept_body SET text = '' WHERE seq = 2",
        "DELETE FROM kept_record WHERE seq = 2",
        "UPDATE kept_record SET header = '' WHERE seq = 2",
        "INSERT INTO kept_shredded (seq, by_seq) VALUES (2, 1)",
    ):
        with pytest.raises(dbapi2.IntegrityError):
            connection.execute(statement)


def test_what_is_not_there_cannot_be_removed_and_nothing_is(opened: Opened) -> None:
    subject, _ = opened.keep(r.IncidentCreated(incident()))
    before = opened.vault.seal()

    with pytest.raises(ThingMissing):
        shred(opened, subject, "0" * 26)
    with pytest.raises(ThingMissing):
        shred(opened, pieces=("0" * 26,))

    assert opened.vault.seal() == before
    assert opened.reader.entry(IncidentId(subject)).number == 1


def test_a_reader_in_the_way_leaves_traces_until_it_is_done_again(opened: Opened) -> None:
    target, piece = a_full_journal(opened, 3, 10)
    opened.vault._connection.set_busy_timeout(0.05)
    with snapshot(opened.reader._connection):
        opened.reader._connection.execute("SELECT count(*) FROM kept_body").fetchone()
        shred(opened, target, pieces=(piece,))
        assert not opened.vault.wipe()
        assert opened.vault.is_wiping_pending()

    assert opened.vault.wipe()
    assert hits(opened.folder.database, KEY, CANARY) == 0


def test_a_disk_too_full_to_wipe_leaves_it_for_later(opened: Opened) -> None:
    target, piece = a_full_journal(opened, 3, 10)
    shred(opened, target, pieces=(piece,))
    connection = opened.vault._connection
    connection.execute("PRAGMA max_page_count=1")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA max_page_count=1")

    try:
        opened.vault.wipe()
    except DatabaseFull:
        assert opened.vault.is_wiping_pending()

    connection.execute("PRAGMA max_page_count=1073741823")
    assert opened.vault.wipe()
    assert hits(opened.folder.database, KEY, CANARY) == 0
