"""What was put into the store comes back as it was, newest state first; what is not there is said to be missing."""

from collections.abc import Callable
from typing import Any

import pytest

from journal.domain import records as r
from journal.domain.casework import Contact, Milestone, MilestoneKind, PrivateNote
from journal.domain.evidence import EvidenceNote
from journal.domain.folder import JournalFolder
from journal.domain.ids import DraftId, EvidenceId, IncidentId
from journal.domain.reading import Draft
from journal.vault.engine import Access, connect
from journal.vault.errors import ThingMissing
from journal.vault.store import Vault
from tests.samples import actor, at, evidence, incident
from tests.vault.conftest import KEY, Opened

NOBODY = "N" * 26


def test_each_thing_comes_back_in_its_newest_state(opened: Opened) -> None:
    point = Milestone(MilestoneKind.WARNED, at("2026-11-17T10:00"), note="by letter")
    call = Contact(at("2026-11-18T09:00"), who="PC Lane", said="come in")
    first, added = opened.keep(r.IncidentCreated(incident("First")))
    _, amended = opened.keep(r.IncidentAmended(added.seq, incident("Second")), first)
    person, _ = opened.keep(r.ActorCreated(actor("NightOwl")))
    turn, _ = opened.keep(r.MilestoneCreated(point))
    letter, _ = opened.keep(r.ContactCreated(call))
    piece, kept = opened.keep(r.EvidenceAdded(evidence()))
    opened.keep(r.EvidenceAmended(kept.seq, EvidenceNote(note="seen at work")), piece)
    opened.keep(r.PrivateWritten(PrivateNote(IncidentId(first), "for me alone")), first)
    given: Any = opened.vault

    assert given.incident(first) == incident("Second")
    assert given.incident_seq(first) == amended.seq
    assert given.actor(person) == actor("NightOwl")
    assert given.milestone(turn) == point
    assert given.contact(letter) == call
    assert given.evidence_note(piece) == EvidenceNote(note="seen at work")
    assert given.private_note(first) == "for me alone"
    assert isinstance(given.body(added.seq).record, r.IncidentCreated)


@pytest.mark.parametrize(
    "ask",
    [
        lambda vault: vault.incident(NOBODY),
        lambda vault: vault.incident_seq(NOBODY),
        lambda vault: vault.actor(NOBODY),
        lambda vault: vault.milestone(NOBODY),
        lambda vault: vault.contact(NOBODY),
        lambda vault: vault.evidence_note(NOBODY),
        lambda vault: vault.draft(NOBODY),
        lambda vault: vault.body(4711),
    ],
)
def test_what_is_not_there_is_missing_and_not_empty(opened: Opened, ask: Callable[[Vault], object]) -> None:
    with pytest.raises(ThingMissing):
        ask(opened.vault)


def test_the_record_of_a_person_is_no_incident(opened: Opened) -> None:
    person, _ = opened.keep(r.ActorCreated(actor()))

    with pytest.raises(ThingMissing):
        opened.vault.incident_seq(IncidentId(person))


def test_a_note_that_was_never_written_is_empty(opened: Opened) -> None:
    first, _ = opened.keep(r.IncidentCreated(incident()))

    assert opened.vault.private_note(IncidentId(first)) == ""


def test_the_keys_of_sealed_files_are_kept_and_those_of_others_unknown(opened: Opened) -> None:
    with opened.vault.writing():
        opened.vault.keep_file_key("ab" * 16, b"k" * 32)

    assert opened.vault.file_key("ab" * 16) == b"k" * 32
    assert opened.vault.file_key("cd" * 16) is None


def test_earlier_keys_of_the_inbox_are_kept_the_latest_first(opened: Opened) -> None:
    for number in (1, 2):
        opened.keep(r.IncidentCreated(incident(f"No. {number}")))
        with opened.vault.writing():
            opened.vault.keep_inbox_key(bytes([number]) * 32, bytes([number + 100]) * 32)

    assert opened.vault.inbox_keys() == (bytes([102]) * 32, bytes([101]) * 32)


def test_what_the_window_remembers_is_replaced_by_what_it_remembers_next(opened: Opened) -> None:
    for value in (b"left", b"right"):
        with opened.vault.writing():
            opened.vault.keep_window("panes", value)

    assert opened.vault.window("panes") == b"right"
    assert opened.vault.window("nothing of that name") is None


def test_a_draft_is_found_by_what_it_changes(opened: Opened) -> None:
    first, _ = opened.keep(r.IncidentCreated(incident()))
    draft = Draft(DraftId("D" * 26), IncidentId(first), 2, incident("Changed"), "note", 1)
    with opened.vault.writing():
        opened.vault.keep_draft(draft)

    assert opened.vault.draft_of(IncidentId(first)) == draft
    assert opened.vault.draft_of(IncidentId(NOBODY)) is None


def test_a_piece_is_used_by_an_incident_or_a_draft_and_by_nothing_that_was_taken_out(opened: Opened) -> None:
    piece, _ = opened.keep(r.EvidenceAdded(evidence()))
    unused = opened.vault.is_used(EvidenceId(piece))
    first, link = opened.keep(r.IncidentCreated(incident(evidence=(piece,))))
    used = opened.vault.is_used(EvidenceId(piece))
    opened.keep(r.IncidentVoided(link.seq, "twice"), first)
    taken_out = opened.vault.is_used(EvidenceId(piece))

    assert (unused, used, taken_out) == (False, True, False)


def test_a_small_picture_is_kept_until_the_next_one_of_the_same(
    opened: Opened, folder: JournalFolder
) -> None:
    for data in (b"small", b"smaller"):
        with opened.vault.writing():
            opened.vault.keep_thumbnail("E" * 26, data)

    connection = connect(folder.database, KEY, Access.READ)
    rows = connection.execute("SELECT evidence, data FROM seen_thumbnail").fetchall()
    connection.close()
    assert [(name, bytes(data)) for name, data in rows] == [("E" * 26, b"smaller")]


def test_after_folding_the_main_file_holds_what_the_log_held(opened: Opened, folder: JournalFolder) -> None:
    opened.reader.close()
    before = folder.database.stat().st_mtime_ns
    for number in range(5):
        opened.keep(r.IncidentCreated(incident(f"No. {number}")))
    unfolded = folder.database.stat().st_mtime_ns

    opened.vault.fold_log()

    assert unfolded == before
    assert folder.database.stat().st_mtime_ns > before


def test_panes_are_told_to_be_made_again(opened: Opened, folder: JournalFolder) -> None:
    with opened.vault.writing():
        opened.vault.have_projections_made_again()

    connection = connect(folder.database, KEY, Access.READ)
    (made_by,) = connection.execute("SELECT made_by FROM own_projection").fetchone()
    connection.close()
    assert made_by == ""
