"""Covering a picture in a process of its own that is killed at one of its steps.

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
from journal.sealing.sealed_writer import SealedWriter
from journal.services import covering
from journal.services.door import Door
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


def main(folder: Path, evidence: str, step: int) -> None:
    """Open the journal, arm the step, and cover."""
    door = Door(JournalFolder(folder), surroundings(FakeClock(), seed=step + 2))
    journal = door.open(PASSPHRASE).result()
    STEPS[step]()
    journal.covering.cover(EvidenceId(evidence), (BOX,)).result()
    sys.exit("it was not killed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
