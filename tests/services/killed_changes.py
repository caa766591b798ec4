"""Changes of what opens a journal, in processes of their own that are killed at one step after the other.

Run as `python -m tests.services.killed_changes CHANGE TEMPLATE RESULTS`: for each step of the change a copy of the
journal in TEMPLATE is made in RESULTS, changed, and its process killed there. The names of the steps are printed.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from journal.domain.folder import JournalFolder
from journal.domain.ids import SessionId
from journal.sealing.credentials import change_passphrase
from journal.sealing.durable import Octets, OsDisk
from journal.sealing.keyfolder import unlock
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import LEAST_COST
from journal.sealing.words import words_of
from journal.services.by_words import ask_database, renew_keys
from journal.services.keys import Keys
from journal.services.lanes import Lane
from journal.services.new_root import NewRoot, replace_root
from journal.vault.opening import open_for_reading, open_for_writing
from journal.vault.reading import VaultReader
from journal.vault.store import Session, Vault
from tests.fakes import FakeClock, seeded
from tests.sealing.fakes import Known, derive

OLD = "six plain words nobody ever guesses"
NEW = "another six words that nobody guesses"
NEW_ROOT = RootKey(bytes(range(100, 132)))

Step = Callable[[str], None]


class SteppingDisk(OsDisk):
    """Tells each step before it is done."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def create(self, path: Path) -> int:
        self._step(f"create {path.name}")
        return super().create(path)

    def write(self, file: int, data: Octets) -> None:
        self._step("write")
        super().write(file, data)

    def sync(self, file: int) -> None:
        self._step("sync")
        super().sync(file)

    def rename(self, source: Path, target: Path) -> None:
        self._step(f"rename to {target.name}")
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._step(f"remove {path.name}")
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._step("sync the folder")
        super().sync_folder(folder)


def new_root_of(folder: JournalFolder) -> NewRoot:
    """What `prepare_root` would have returned."""
    unlocked = unlock(folder.root, Passphrase(OLD), derive)
    return NewRoot(words_of(NEW_ROOT), (1, 2, 3), NEW_ROOT, Passphrase(NEW), LEAST_COST, unlocked)


def announce(folder: JournalFolder, new: NewRoot, step: Step) -> None:
    """Do what the open journal does before it is ended."""
    root = new.unlocked.root
    writing = Lane("vault")
    session = Session(SessionId("0" * 26), "Journal test", "Test OS", ())

    def open_vault() -> Vault:
        connection = open_for_writing(folder, root.database_key())
        return Vault(connection, session, FakeClock(), seeded(5))

    vault = writing.run(open_vault).result()
    reader = VaultReader(open_for_reading(folder, root.database_key()))
    keys = Keys(folder, root, vault, reader, writing, writing, lambda: LEAST_COST, derive, (), Known("keys"))
    step("announce")
    keys.announce(new)
    step("end")
    reader.close()
    writing.run(vault.close).result()
    writing.close()


def change_root(folder: JournalFolder, step: Step) -> None:
    """Replace the root."""
    new = new_root_of(folder)
    announce(folder, new, step)
    disk = SteppingDisk(step)
    replace_root(folder, new, Known("new root"), lambda *_: True, step=step, disk=disk, derive=derive)
    step("done")


def change_only_passphrase(folder: JournalFolder, step: Step) -> None:
    """Change the passphrase."""
    unlocked = unlock(folder.root, Passphrase(OLD), derive)
    disk = SteppingDisk(step)
    change_passphrase(
        folder.root, unlocked, Passphrase(NEW), LEAST_COST, Known("new"), derive=derive, disk=disk
    )
    step("done")


def change_by_words(folder: JournalFolder, step: Step) -> None:
    """Write new key files for one who has the words."""
    root = unlock(folder.root, Passphrase(OLD), derive).root
    told = ask_database(folder, root)
    disk = SteppingDisk(step)
    renew_keys(folder, told, root, Passphrase(NEW), LEAST_COST, Known("new"), derive=derive, disk=disk)
    step("done")


CHANGES = {"root": change_root, "passphrase": change_only_passphrase, "words": change_by_words}


def main(change: str, template: Path, results: Path) -> None:
    """Kill the change at each of its steps."""
    make = CHANGES[change]
    steps: list[str] = []
    # Once to its end, in this process: that counts the steps, and stretches each passphrase for all who follow.
    make(_copied(template, results / "whole"), steps.append)
    for at in range(len(steps)):
        folder = _copied(template, results / str(at))
        child = os.fork()
        if child == 0:
            make(folder, _killing(at))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise SystemExit(f"step {at} was never reached")
    print("\n".join(steps))


def _copied(template: Path, target: Path) -> JournalFolder:
    shutil.copytree(template, target)
    return JournalFolder(target)


def _killing(at: int) -> Step:
    waiting = [at]

    def step(_name: str) -> None:
        if waiting[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        waiting[0] -= 1

    return step


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
