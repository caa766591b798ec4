"""Covering a picture or a document in a process of its own that is killed at one of its steps.

Run as `python -m tests.services.killed_covering FOLDER EVIDENCE STEP`; exits with 9 where it was killed.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from journal.domain.evidence import Box
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId
from journal.domain.media_types import PDF
from journal.sealing.sealed_writer import SealedWriter
from journal.services import covered_pages, covering
from journal.services.door import Door
from journal.services.journal import Journal
from journal.vault.store import Vault
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings

KILLED = 9
BOX = Box(30, 20, 40, 10)


def die(*_what: Any) -> Any:
    """End at once, as by a kill: nothing is closed or flushed."""
    os._exit(KILLED)


def before(owner: type, name: str) -> None:
    """Die where that is called."""
    setattr(owner, name, die)


def after(owner: type, name: str) -> None:
    """Die when that is done."""
    plain: Callable[..., Any] = getattr(owner, name)

    def do(*args: Any, **named: Any) -> Any:
        plain(*args, **named)
        die()

    setattr(owner, name, do)


STEPS: tuple[Callable[[], None], ...] = (
    lambda: before(SealedWriter, "write"),
    lambda: before(SealedWriter, "commit"),
    lambda: after(SealedWriter, "commit"),
    lambda: before(covering.Covering, "_record"),
    lambda: before(Vault, "append"),
    lambda: after(Vault, "append"),
    lambda: after(Vault, "keep_file_key"),
    lambda: after(covering.Covering, "_keep_left_out"),
    lambda: after(covering.Covering, "_record"),
)
"""What ends the process, in the order it comes to it; only the last one comes after the record is on disk."""


PAGE_STEPS: tuple[Callable[[], None], ...] = (
    lambda: before(covered_pages.CoveredPages, "_keep_within"),
    lambda: after(covered_pages.CoveredPages, "_keep_within"),
    lambda: after(covered_pages.CoveredPages, "_keep_answers"),
    lambda: before(covered_pages.CoveredPages, "_clean"),
    lambda: before(SealedWriter, "write"),
    lambda: before(SealedWriter, "commit"),
    lambda: after(SealedWriter, "commit"),
    lambda: before(Vault, "append"),
    lambda: after(Vault, "append"),
    lambda: after(Vault, "keep_file_key"),
    lambda: _before_answers_are_forgotten(),  # noqa: PLW0108  # it stands below
    lambda: after(covered_pages.CoveredPages, "_finish"),
)
"""The same of a document of two pages: one is answered before the step is armed, the other one after it."""

PAGE_KEPT, PAGES_MADE = 2, len(PAGE_STEPS) - 2
"""From which step on the second answer is on disk, and the copy."""


def _before_answers_are_forgotten() -> None:
    plain = covered_pages.CoveredPages._keep_answers

    def keep(self: Any, subject: Any, answers: Any) -> None:
        if answers is None:
            die()
        plain(self, subject, answers)

    covered_pages.CoveredPages._keep_answers = keep  # type: ignore[method-assign]  # where it is to die


def main(folder: Path, evidence: str, step: int) -> None:
    """Open the journal, arm the step, and cover."""
    door = Door(JournalFolder(folder), surroundings(FakeClock(), seed=step + 2))
    journal = door.open(PASSPHRASE).result()
    subject = EvidenceId(evidence)
    if journal.piece(subject).result().evidence.original.media_type == PDF:
        _cover_pages(journal, subject, step)
    else:
        STEPS[step]()
        journal.covering.cover(subject, (BOX,)).result()
    sys.exit("it was not killed")


def _cover_pages(journal: Journal, subject: EvidenceId, step: int) -> None:
    pages = journal.covering.pages
    for number in (1, 2):
        pages.page(subject, number).result()
    pages.answer(subject, 1, (BOX,)).result()
    PAGE_STEPS[step]()
    pages.answer(subject, 2, (BOX,)).result()
    pages.finish(subject).result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
