"""After a journal was put back from a copy no exhibit gets a number that another paper may have given already."""

import pytest

from journal.domain import records as r
from journal.domain.errors import FieldRefused
from journal.domain.evidence import Method
from journal.domain.ids import EvidenceId, JournalId
from journal.domain.printing import PrintWish, Reader
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.samples import at
from tests.services.test_journal import on, png, write

pytestmark = pytest.mark.slow


def printed(journal: Journal, name: str, colour: int) -> str:
    """The reference of a new picture on a paper printed now."""
    piece = journal.add_bytes(png((colour, 1, 1)), name, Method.PASTE).result().evidence
    write(journal, occurred=at("2026-11-20T20:58"), headline=name, evidence=piece)
    journal.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), on).result().discard()
    return journal.piece(EvidenceId(piece[0])).result().reference


def put_back(journal: Journal) -> None:
    """Say in the journal that it goes on from a copy."""
    parts = journal._parts

    def say_so() -> None:
        with parts.vault.writing():
            last = parts.vault.seal()
            parts.vault.append(r.JournalRestored(JournalId("0" * 26), "new", last.seq, last.hex, 0), "0" * 26)

    parts.writing.run(say_so).result()


def test_nothing_is_asked_of_a_journal_that_was_never_put_back(journal: Journal) -> None:
    assert printed(journal, "first.png", 1) == "EX/1"

    assert journal.paperwork.numbering.to_ask().result() is None


def test_numbers_go_on_after_the_highest_on_any_paper_and_it_is_asked_once(journal: Journal) -> None:
    printed(journal, "first.png", 1)
    put_back(journal)
    asked = journal.paperwork.numbering.to_ask().result()
    assert asked is not None
    assert asked.highest == "EX/1"

    journal.paperwork.numbering.decide(" ex/14 ").result()

    assert journal.paperwork.numbering.to_ask().result() is None
    assert printed(journal, "second.png", 2) == "EX/15"
    assert printed(journal, "third.png", 3) == "EX/16"
    put_back(journal)
    assert journal.paperwork.numbering.to_ask().result() is not None


def test_a_copy_from_before_the_first_paper_keeps_the_letters_that_were_given(journal: Journal) -> None:
    put_back(journal)
    asked = journal.paperwork.numbering.to_ask().result()
    assert asked is not None
    assert asked.highest == ""

    journal.paperwork.numbering.decide("ML/3").result()

    assert printed(journal, "first.png", 1) == "ML/4"


def test_no_such_paper_and_no_higher_number_change_nothing(journal: Journal) -> None:
    printed(journal, "first.png", 1)
    put_back(journal)
    with pytest.raises(FieldRefused):
        journal.paperwork.numbering.decide("forty").result()
    assert journal.paperwork.numbering.to_ask().result() is not None

    journal.paperwork.numbering.decide("").result()

    assert journal.paperwork.numbering.to_ask().result() is None
    assert printed(journal, "second.png", 2) == "EX/2"
