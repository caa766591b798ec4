"""Those who saw it are found through the entries that name them; how they can be reached is kept apart."""

import pytest

from journal.domain.casework import WitnessContact
from journal.domain.ids import IncidentId
from journal.domain.incident import Witness
from journal.services.journal import Journal
from tests.services.test_journal import write

pytestmark = pytest.mark.slow


def test_everyone_an_entry_names_is_there_once_with_what_is_known(journal: Journal) -> None:
    write(journal, headline="One", witnesses=(Witness("Hana K.", "the car"), Witness("", "somebody else")))
    write(journal, headline="Two", witnesses=(Witness("Amir"), Witness("Hana K.")))
    journal.casework.write_witness(WitnessContact("Hana K.", phone="555 0102")).result()
    journal.casework.write_witness(WitnessContact("Named nowhere", phone="555 0103")).result()

    found = journal.casework.witnesses().result()

    assert found == (WitnessContact("Amir"), WitnessContact("Hana K.", phone="555 0102"))


def test_who_is_named_only_in_what_was_taken_out_is_not_listed(journal: Journal) -> None:
    gone = write(journal, headline="One", witnesses=(Witness("Hana K."),))
    journal.void(IncidentId(gone)).result()

    assert journal.casework.witnesses().result() == ()
