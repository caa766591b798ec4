"""Records are appended with what panes read, in one transaction, and never change."""

import pytest
from sqlcipher3 import dbapi2

from journal.domain import records as r
from journal.domain.casework import PrivateNote
from journal.domain.chain import read_body, read_header
from journal.domain.errors import TextRefused
from journal.domain.folder import JournalFolder
from journal.domain.ids import DraftId, IncidentId
from journal.domain.reading import Draft, Wanted
from journal.vault.checking import check_chain, check_pages
from journal.vault.engine import Access, connect, transaction
from journal.vault.errors import ThingMissing
from journal.vault.projecting import rebuild
from tests.fakes import FakeClock
from tests.samples import actor, evidence, incident
from tests.vault.conftest import KEY, Opened, open_journal


def everything(folder: JournalFolder) -> dict[str, list[str]]:
    """Every row of every projection."""
    connection = connect(folder.database, KEY, Access.READ)
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'seen\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'seen\\_words%' ESCAPE '\\'"
    ).fetchall()
    rows = {}
    for (name,) in names:
        found = connection.execute(f"SELECT * FROM {name}")  # noqa: S608  # a name of our own
        rows[name] = sorted(map(repr, found.fetchall()))
    words = connection.execute("SELECT rowid FROM seen_words WHERE seen_words MATCH 'message*'").fetchall()
    rows["words"] = sorted(map(repr, words))
    connection.close()
    return rows


def write_a_bit_of_everything(opened: Opened) -> None:
    owl, _ = opened.keep(r.ActorCreated(actor()))
    marsh, _ = opened.keep(r.ActorCreated(actor("D. Marsh")))
    piece, _ = opened.keep(r.EvidenceAdded(evidence()))
    first, link = opened.keep(
        r.IncidentCreated(incident(actors=(owl,), evidence=(piece,), types=("message",)))
    )
    opened.keep(r.IncidentAmended(link.seq, incident("Another message", actors=(owl, marsh))), first)
    opened.keep(r.PrivateWritten(PrivateNote(IncidentId(first), "for me alone")), first)
    second, link = opened.keep(r.IncidentCreated(incident("To be taken out")))
    opened.keep(r.IncidentVoided(link.seq, "twice"), second)
    opened.keep(r.ActorsJoined((marsh,)), owl)  # type: ignore[arg-type]  # an id is a string at run time
    opened.keep(r.ExhibitsAssigned((r.Exhibit("ML/1", piece),)), "print")  # type: ignore[arg-type]  # the same


def test_the_first_record_of_a_session_says_what_it_was_written_with(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident()))

    counts = opened.reader.record_counts()

    assert counts == {"incident.create": 1, "session.start": 1}


def test_the_chain_is_whole_after_a_bit_of_everything(opened: Opened) -> None:
    write_a_bit_of_everything(opened)

    opened.vault.fold_log()
    connection = connect(opened.folder.database, KEY, Access.READ)
    report = check_chain(connection, lambda _done, _total: True)
    check_pages(connection)
    connection.close()

    assert report.faults == ()
    assert report.records == 11
    assert report.seal == opened.vault.seal()
    assert [found.file for found in report.originals] == ["ab" * 16]


def test_projections_rebuilt_from_the_chain_are_the_same(opened: Opened) -> None:
    write_a_bit_of_everything(opened)
    before = everything(opened.folder)

    connection = connect(opened.folder.database, KEY, Access.WRITE)
    with transaction(connection):
        rebuild(connection)
    connection.close()

    assert everything(opened.folder) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kept_record SET header = x'00' WHERE seq = 1",
        "DELETE FROM kept_record WHERE seq = 1",
        "UPDATE kept_body SET text = x'00' WHERE seq = 1",
        "DELETE FROM kept_body WHERE seq = 1",
        "INSERT INTO kept_shredded (seq, by_seq) VALUES (1, 1)",
    ],
)
def test_e06_the_database_itself_refuses_to_change_a_record(opened: Opened, statement: str) -> None:
    opened.keep(r.IncidentCreated(incident()))
    connection = connect(opened.folder.database, KEY, Access.WRITE)

    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(statement)

    connection.close()


def test_a_record_that_cannot_be_written_takes_the_whole_transaction_back(opened: Opened) -> None:
    before = opened.vault.seal()

    def write_two() -> None:
        with opened.vault.writing():
            opened.vault.append(r.IncidentCreated(incident("kept?")), "A" * 26)
            opened.vault.append(r.IncidentCreated(incident("\ud800")), "B" * 26)

    with pytest.raises(TextRefused):
        write_two()

    assert opened.vault.seal() == before
    assert opened.reader.record_counts() == {}
    opened.keep(r.IncidentCreated(incident()))
    assert opened.reader.record_counts() == {"incident.create": 1, "session.start": 1}


def test_every_stored_body_is_the_one_its_header_names_and_reads_back(opened: Opened) -> None:
    said = incident("Ünïcode 🔪 \u202e", exact_words="I <3 you & <b>")
    _, link = opened.keep(r.IncidentCreated(said))

    connection = connect(opened.folder.database, KEY, Access.READ)
    header, text = connection.execute(
        "SELECT header, text FROM kept_record JOIN kept_body USING (seq) WHERE seq = ?", (link.seq,)
    ).fetchone()
    connection.close()

    body = read_body(text)
    assert read_header(header).seq == link.seq
    assert isinstance(body.record, r.IncidentCreated)
    assert body.record.incident == said


def test_e07_a_clock_set_back_is_recorded_and_a_closed_lid_is_not(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident("one")))
    opened.clock.pass_ms(8 * 3_600_000)
    opened.keep(r.IncidentCreated(incident("after eight hours asleep")))
    assert "clock.step" not in opened.reader.record_counts()

    opened.clock.now -= 180_000
    opened.keep(r.IncidentCreated(incident("after the clock was set back")))

    assert opened.reader.record_counts()["clock.step"] == 1


def test_a_computer_started_again_in_between_is_no_clock_step(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident("one")))
    opened.clock.run = "run-2"
    opened.clock.boot = 5

    opened.keep(r.IncidentCreated(incident("two")))

    assert "clock.step" not in opened.reader.record_counts()


def test_the_latest_state_of_a_thing_is_not_a_note_about_it(opened: Opened) -> None:
    subject, link = opened.keep(r.IncidentCreated(incident()))
    opened.keep(r.PrivateWritten(PrivateNote(IncidentId(subject), "a note")), subject)

    assert opened.vault.latest_state(subject) == link.seq
    with pytest.raises(ThingMissing):
        opened.vault.latest_state("nothing")


def test_a_draft_comes_back_as_it_was_typed_and_is_gone_when_dropped(opened: Opened) -> None:
    draft = Draft(DraftId("D" * 26), None, None, incident(description="half a sen"), "only me", 5)
    with opened.vault.writing():
        opened.vault.keep_draft(draft)

    assert opened.vault.draft(draft.id) == draft
    assert opened.vault.all_drafts() == (draft,)

    with opened.vault.writing():
        opened.vault.drop_draft(draft.id)
    with pytest.raises(ThingMissing):
        opened.vault.draft(draft.id)


def test_what_was_acknowledged_is_there_after_opening_again(opened: Opened) -> None:
    write_a_bit_of_everything(opened)
    seal = opened.vault.seal()
    opened.close()

    again = open_journal(opened.folder, FakeClock())

    assert again.vault.seal() == seal
    assert len(again.reader.timeline(Wanted()).keys) == 1
    again.close()
