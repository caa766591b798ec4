"""A process that writes into a journal and says after each commit what is kept from then on; tests end it.

`python -m tests.durability.writer FOLDER SEED [MOST]` writes entries and captures until it is killed, or MOST.
A line `incident NUMBER SEAL` or `capture NAME SHA256` stands for something that must never be lost again, `full` and
`failed` for something that was refused.
"""

import hashlib
import itertools
import os
import random
import sys
from pathlib import Path

from journal.domain import records as r
from journal.domain.errors import JournalError
from journal.domain.evidence import Evidence, Method, Original
from journal.domain.folder import JournalFolder
from journal.domain.ids import SessionId, new_id
from journal.domain.moments import at_instant
from journal.sealing.ballast import drop_ballast
from journal.sealing.errors import DiskFull
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.roots import RootKey
from journal.services.capture_note import capture_note
from journal.services.filing import file_inbox
from journal.vault.errors import DatabaseFull
from journal.vault.opening import create, make_folders, open_for_writing
from journal.vault.store import Session, Vault
from tests.fakes import NOON, FakeClock
from tests.samples import incident

ROOT = RootKey(bytes(range(32)))
KEY = ROOT.database_key()


def made(root: Path) -> JournalFolder:
    """A new journal with nothing in it."""
    folder = JournalFolder(root)
    make_folders(folder)
    create(folder, KEY)
    return folder


def open_vault(folder: JournalFolder, clock: FakeClock) -> Vault:
    """The journal, open to be written."""
    session = Session(SessionId(new_id(os.urandom)), "Journal test", "Test OS", ())
    return Vault(
        open_for_writing(folder, KEY), session, clock, os.urandom, lambda: drop_ballast(folder.ballast)
    )


def main(root: str, seed: str, most: str = "") -> None:
    """Write until the end."""
    folder, chance, clock = JournalFolder(Path(root)), random.Random(seed), FakeClock()
    vault = open_vault(folder, clock)
    _say("ready")
    for _ in range(int(most)) if most else itertools.count():
        clock.pass_ms(1000)
        try:
            if chance.random() < 0.3:
                _keep_capture(folder, vault, chance)
            else:
                _keep_incident(vault, chance)
        except (DatabaseFull, DiskFull) as error:
            _say(f"full {getattr(error, 'room_made', False)}")
        except JournalError as error:
            _say(f"failed {type(error).__name__}")
    vault.close()
    _say("closed")


def _keep_incident(vault: Vault, chance: random.Random) -> None:
    text = " ".join(f"word{chance.randrange(5000)}" for _ in range(chance.randrange(1, 2000)))
    with vault.writing():
        kept = vault.append(r.IncidentCreated(incident("headline", description=text)), new_id(os.urandom))
    _say(f"incident {kept.seq} {kept.seal}")


def _keep_capture(folder: JournalFolder, vault: Vault, chance: random.Random) -> None:
    data, name = chance.randbytes(chance.randrange(1, 200_000)), os.urandom(16).hex()
    sha256 = hashlib.sha256(data).hexdigest()
    evidence = Evidence(
        original=Original(sha256, len(data), "image/png"),
        file=name,
        name="screen.png",
        safe_name="screen.png",
        acquired=at_instant(NOON, "Europe/Paris"),
        acquired_ms=NOON,
        method=Method.CAPTURE,
    )
    seal_to_inbox(folder.inbox, name, data, capture_note(evidence), ROOT.inbox_public, os.urandom)
    _say(f"capture {name} {sha256}")
    file_inbox(folder, vault, (ROOT.inbox_key(),), os.urandom)


def _say(line: str) -> None:
    # One call of the system each, so that what was said and what was kept can be told apart in a trace.
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
