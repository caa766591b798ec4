"""A process that adds, types and files for ever, and says what is kept; made to be killed.

Run as `python -m tests.system.killed_writer JOURNAL SEED`. A line is printed only when what it names is on disk.
"""

import hashlib
import itertools
import random
import sys
from dataclasses import replace
from pathlib import Path

from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.sealing.inbox_seal import seal_to_inbox
from journal.services.capture_note import capture_note
from tests.fakes import NOON, FakeClock
from tests.samples import evidence
from tests.services.conftest import surroundings
from tests.services.quick import quick_journal


def main(folder: JournalFolder, seed: int) -> None:
    """Go on until killed."""
    chance = random.Random(f"chance {seed}")
    journal = quick_journal(folder, surroundings(FakeClock(NOON + seed), seed))
    say("open")
    for turn in itertools.count():
        name = f"{seed}-{turn}"
        data = chance.randbytes(chance.choice((0, 100, 70_000, 2_500_000)))
        added = journal.add_bytes(data, name, Method.PASTE).result()
        say("added", added.evidence[0], hashlib.sha256(data).hexdigest())
        draft = journal.start_draft(None, added.evidence).result()
        typed = replace(draft.incident, headline=f"typed {name}")
        journal.keep_draft(replace(draft, incident=typed, private_note="n" * 5000)).result()
        say("typed", draft.id, typed.headline)
        if turn % 2:
            settled = journal.settle(draft.id).result()
            say("settled", str(settled.incident), typed.headline)
        file = chance.randbytes(16).hex()
        original = replace(
            evidence(file=file),
            original=replace(evidence().original, sha256=hashlib.sha256(data).hexdigest(), size=len(data)),
        )
        seal_to_inbox(
            folder.inbox, file, data, capture_note(original), journal.inbox_public, chance.randbytes
        )
        say("captured", file, original.original.sha256)
        journal.file_inbox().result()
        say("filed", file, original.original.sha256)


def say(*words: str) -> None:
    """Acknowledge."""
    print(*words, flush=True)


if __name__ == "__main__":
    main(JournalFolder(Path(sys.argv[1])), int(sys.argv[2]))
