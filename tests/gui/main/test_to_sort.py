"""The figure beside To sort is right also while something is being written."""

from typing import Any

from journal.domain.evidence import Method
from journal.domain.reading import Shelf
from tests.gui.places import Guide


def _waiting(guide: Guide) -> str:
    said: str = guide.session.view.people.shelves[Shelf.TO_SORT].said().number
    return said


def test_a_picture_pasted_into_an_entry_waits_nowhere_once_the_draft_has_it(
    guide: Guide, journal: Any, qtbot: Any
) -> None:
    guide.entry()
    before = _waiting(guide)
    added = journal.add_bytes(b"picture", "pasted.png", Method.PASTE).result()

    guide.session.desk.take_evidence(added.evidence, True)

    qtbot.waitUntil(lambda: bool(journal.calls("keep_draft")), timeout=4_000)
    qtbot.waitUntil(lambda: _waiting(guide) == before)
