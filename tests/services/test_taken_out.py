"""What was taken out is known, can be put back, and can be removed for good from there."""

import pytest

from journal.domain.evidence import Method
from journal.domain.ids import IncidentId
from journal.services.journal import Journal
from journal.vault.errors import ThingMissing
from tests.services.test_journal import headlines, write


def test_what_was_taken_out_is_known_the_last_first(journal: Journal) -> None:
    first, second = (IncidentId(write(journal, headline=headline)) for headline in ("first", "second"))
    write(journal, headline="stays")
    assert journal.taken_out().result() == ()

    journal.void(second).result()
    journal.void(first).result()

    assert journal.taken_out().result() == (first, second)
    assert [row.headline for row in journal.rows((first, second)).result()] == ["first", "second"]
    assert headlines(journal) == ["stays"]


def test_it_can_be_put_back_and_that_taken_back_too(journal: Journal) -> None:
    subject = IncidentId(write(journal, headline="back again"))
    journal.void(subject).result()

    journal.put_back(subject).result()

    assert headlines(journal) == ["back again"]
    assert journal.taken_out().result() == ()
    undone = journal.undo().result()
    assert undone is not None
    assert undone.incident == subject
    assert journal.taken_out().result() == (subject,)


def test_it_can_be_removed_for_good_from_there(journal: Journal) -> None:
    subject = IncidentId(write(journal, headline="to go"))
    journal.void(subject).result()

    journal.removal.remove([subject]).result()

    assert journal.taken_out().result() == ()
    with pytest.raises(ThingMissing):
        journal.put_back(subject).result()


def test_files_that_were_put_aside_are_known_and_wait_to_be_sorted_again(journal: Journal) -> None:
    first, second = (
        journal.add_bytes(name.encode(), name, Method.PASTE).result().evidence[0]
        for name in ("a.txt", "b.txt")
    )
    assert journal.put_aside().result() == ()
    journal.void_evidence(first).result()
    journal.void_evidence(second).result()
    assert [thing.name for thing in journal.put_aside().result()] == ["b.txt", "a.txt"]

    journal.put_back_evidence(first).result()

    assert [thing.name for thing in journal.loose().result()] == ["a.txt"]
    assert [thing.name for thing in journal.put_aside().result()] == ["b.txt"]
    journal.undo().result()
    assert journal.loose().result() == ()


def test_a_file_that_was_removed_for_good_is_not_put_back(journal: Journal) -> None:
    (gone,) = journal.add_bytes(b"gone", "gone.txt", Method.PASTE).result().evidence
    journal.void_evidence(gone).result()
    journal.removal.remove((), (gone,)).result()

    assert journal.put_aside().result() == ()
    with pytest.raises(ThingMissing):
        journal.put_back_evidence(gone).result()
