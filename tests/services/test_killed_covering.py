"""E-10: a covered copy is wholly there or not at all, whenever the program is killed."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from journal.domain.evidence import COVER
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId
from journal.services.door import Door
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.killed_covering import BOX, KILLED, PAGE_KEPT, PAGE_STEPS, PAGES_MADE, STEPS
from tests.services.looking import covered_copy, record_counts, verified
from tests.services.test_covered_pages import a_document, letter, pictures_in
from tests.services.test_covering import a_picture

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill is one of a process"),
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[JournalFolder, EvidenceId]:
    """A journal with one picture in it, closed."""
    folder = JournalFolder(tmp_path_factory.mktemp("before") / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    evidence = a_picture(journal)
    journal.close()
    door.close()
    return folder, evidence


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_e10_a_covered_copy_is_wholly_there_or_not_at_all(
    template: tuple[JournalFolder, EvidenceId], tmp_path: Path, clock: FakeClock, step: int
) -> None:
    before, evidence = template
    folder = JournalFolder(tmp_path / "killed" / "Journal")
    shutil.copytree(before.root, folder.root)

    command = [sys.executable, "-m", "tests.services.killed_covering", str(folder.root), evidence, str(step)]
    killed = subprocess.run(command, capture_output=True, timeout=120, cwd=Path(__file__).parents[2])
    assert killed.returncode == KILLED, killed.stderr.decode()

    door = Door(folder, surroundings(clock, seed=99))
    journal = door.open(PASSPHRASE).result()
    try:
        piece = journal.piece(evidence).result()
        whole = step == len(STEPS) - 1
        assert (piece.covered is not None) is whole
        assert verified(journal).faults == ()
        if not whole:
            assert record_counts(journal).get("evidence.derive", 0) == 0
            journal.covering.cover(evidence, (BOX,)).result()
        copy = Image.open(io.BytesIO(covered_copy(journal, evidence)), formats=["PNG"])
        inside = copy.crop((BOX.x, BOX.y, BOX.x + BOX.width, BOX.y + BOX.height))
        assert inside.getcolors() == [(BOX.width * BOX.height, COVER)]
        assert verified(journal).faults == ()
    finally:
        journal.close()
        door.close()


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> tuple[JournalFolder, EvidenceId]:
    """A journal with a document of two pages in it, closed."""
    folder = JournalFolder(tmp_path_factory.mktemp("before") / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    evidence = a_document(journal, letter("One", "Two"))
    journal.close()
    door.close()
    return folder, evidence


@pytest.mark.parametrize("step", range(len(PAGE_STEPS)))
def test_e10_a_covered_document_is_wholly_there_or_not_at_all_and_no_answer_is_lost(
    document: tuple[JournalFolder, EvidenceId], tmp_path: Path, clock: FakeClock, step: int
) -> None:
    before, evidence = document
    folder = JournalFolder(tmp_path / "killed" / "Journal")
    shutil.copytree(before.root, folder.root)

    command = [sys.executable, "-m", "tests.services.killed_covering", str(folder.root), evidence, str(step)]
    killed = subprocess.run(command, capture_output=True, timeout=120, cwd=Path(__file__).parents[2])
    assert killed.returncode == KILLED, killed.stderr.decode()

    door = Door(folder, surroundings(clock, seed=99))
    journal = door.open(PASSPHRASE).result()
    try:
        pages = journal.covering.pages
        answers = pages.document(evidence).result().answers
        assert [said is not None for said in answers] == [True, step >= PAGE_KEPT]
        assert (journal.piece(evidence).result().covered is not None) is (step >= PAGES_MADE)
        assert verified(journal).faults == ()
        if answers[1] is None:
            pages.page(evidence, 2).result()
            pages.answer(evidence, 2, (BOX,)).result()
        pages.finish(evidence).result()
        shown = pictures_in(covered_copy(journal, evidence))
        inside = [
            page.crop((BOX.x, BOX.y, BOX.x + BOX.width, BOX.y + BOX.height)).getcolors() for page in shown
        ]
        assert inside == [[(BOX.width * BOX.height, COVER)]] * 2
        assert verified(journal).faults == ()
        assert not [
            path for path in folder.root.rglob("*") if path.suffix in {".tmp", ".part", ".pdf", ".png"}
        ]
        assert not list(folder.work.glob("*"))
    finally:
        journal.close()
        door.close()
