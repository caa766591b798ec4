"""People found to be one are read as one everywhere, nothing that was written changes, and it can be taken back."""

from pathlib import Path

import pytest

from journal.domain.actor import Actor, IdentifierKind, Standing, identifier
from journal.domain.ids import ActorId
from journal.domain.incident import Attribution, Basis
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.services.journal import Journal
from journal.services.verifying import Verdict
from journal.services.wording import Wording
from journal.vault.errors import ThingMissing
from tests.samples import at
from tests.services.looking import record_counts, verified
from tests.services.test_journal import on, write
from tests.services.test_printing import text_of


@pytest.fixture
def people(journal: Journal) -> tuple[ActorId, ActorId, ActorId]:
    """Three people, each behind one incident; the last has an address."""
    address = identifier(IdentifierKind.IP, "203.0.113.9")
    made = tuple(
        journal.casework.add_actor(actor).result()
        for actor in (
            Actor("D. Marsh", Standing.KNOWN),
            Actor("NightOwl", names=("N.",)),
            Actor("Unknown 1", identifiers=(address,)),
        )
    )
    for day, actor in enumerate(made, 10):
        write(
            journal,
            occurred=at(f"2026-11-{day}T08:00"),
            headline=f"Day {day}",
            actors=(Attribution(actor, Basis.SAME_ACCOUNT),),
        )
    return made[0], made[1], made[2]


def listed(journal: Journal) -> dict[str, int]:
    """How many incidents each in the list of people has."""
    return {line.label: line.incidents for line in journal.sidebar().result().people}


def test_two_found_to_be_one_are_read_as_one(
    journal: Journal, people: tuple[ActorId, ActorId, ActorId]
) -> None:
    marsh, owl, unknown = people

    journal.casework.join_actors(marsh, unknown, "same way of writing").result()

    assert listed(journal) == {"D. Marsh": 2, "NightOwl": 1}
    assert len(journal.timeline(Wanted(actors=(marsh,))).result().keys) == 2
    (joining,) = journal.casework.joinings().result()
    assert (joining.kept, joining.id, joining.actor.label) == (marsh, unknown, "Unknown 1")
    assert joining.reason == "same way of writing"
    assert verified(journal).verdict is Verdict.NOT_ANCHORED
    assert owl not in (joining.kept, joining.id)


def test_they_stand_for_themselves_again_when_it_is_taken_back_or_they_are_parted(
    journal: Journal, people: tuple[ActorId, ActorId, ActorId]
) -> None:
    marsh, owl, unknown = people
    apart = listed(journal)
    journal.casework.join_actors(owl, unknown, "one account").result()
    two = listed(journal)
    journal.casework.join_actors(marsh, owl, "he said so").result()
    assert listed(journal) == {"D. Marsh": 3}

    assert journal.undo().result() is not None
    assert listed(journal) == two
    (joining,) = journal.casework.joinings().result()
    assert (joining.kept, joining.id, joining.reason) == (owl, unknown, "one account")

    journal.casework.part_actors(owl, unknown).result()
    assert listed(journal) == apart
    journal.undo().result()
    assert listed(journal) == two
    journal.undo().result()
    assert listed(journal) == apart
    counts = record_counts(journal)
    assert (counts["actor.join"], counts["actor.split"]) == (4, 3)
    assert verified(journal).verdict is Verdict.NOT_ANCHORED


def test_nobody_is_joined_to_themselves_or_to_one_who_is_read_as_another(
    journal: Journal, people: tuple[ActorId, ActorId, ActorId]
) -> None:
    marsh, owl, unknown = people
    journal.casework.join_actors(marsh, owl, "").result()

    for kept, joined in ((unknown, unknown), (owl, unknown), (marsh, owl), (marsh, ActorId("0" * 26))):
        with pytest.raises(ThingMissing):
            journal.casework.join_actors(kept, joined, "").result()
    with pytest.raises(ThingMissing):
        journal.casework.part_actors(marsh, unknown).result()

    assert record_counts(journal)["actor.join"] == 1


def test_the_paper_says_who_was_found_to_be_the_same_since_when_and_why(
    journal: Journal, people: tuple[ActorId, ActorId, ActorId], tmp_path: Path
) -> None:
    marsh, _, unknown = people
    journal.casework.join_actors(marsh, unknown, "same way of writing").result()

    paper = journal.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), on).result()

    text = text_of(paper, tmp_path)
    paper.discard()
    assert "also entered as Unknown 1" in text
    assert "same way of writing" in text
    assert "203.0.113.9" in text
