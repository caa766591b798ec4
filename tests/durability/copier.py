"""A process that writes into a journal and makes copies of it, one after the other, until it is killed.

`python -m tests.durability.copier FOLDER PLACE SEED` says `made NAME` after each copy that counts.
"""

import os
import random
import sys
from pathlib import Path

from journal.domain import records as r
from journal.domain.folder import JournalFolder
from journal.domain.ids import new_id
from journal.services.backing_up import Living, back_up
from journal.services.backup_place import BackupPlace
from tests.durability.writer import ROOT, open_vault
from tests.fakes import FakeClock
from tests.samples import incident


def main(root: str, place: str, seed: str) -> None:
    """Write and copy until the end."""
    folder, chance, clock = JournalFolder(Path(root)), random.Random(seed), FakeClock()
    clock.pass_ms(int(seed) * 1_000_000)
    vault, living = open_vault(folder, clock), Living(folder, ROOT, clock)
    os.write(1, b"ready\n")
    while True:
        clock.pass_ms(2000)
        with vault.writing():
            words = " ".join(str(chance.random()) for _ in range(200))
            vault.append(r.IncidentCreated(incident("headline", description=words)), new_id(os.urandom))
        made = back_up(living, BackupPlace(Path(place)), None, lambda _done, _total: True)
        os.write(1, f"made {made.name}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
