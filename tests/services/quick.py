"""A journal that is made once and opened without stretching its passphrase again, for tests that open many."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from journal.desktop.folder_lock import FolderLock
from journal.domain.folder import JournalFolder
from journal.sealing.keyfolder import judged, read_key_files
from journal.sealing.roots import RootKey
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.known_keys import KnownKeys
from journal.services.surroundings import Surroundings
from journal.services.ways_in import WaysIn
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings


@cache
def _made() -> tuple[Path, RootKey]:
    """One journal with nothing in it, for this process; its folder goes when the process ends."""
    place = Path(mkdtemp(prefix="journal-quick-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    folder = JournalFolder(place / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    root = journal._parts.root
    journal.close()
    door.close()
    return folder.root, root


def quick_root() -> RootKey:
    """The root of every quick journal."""
    return _made()[1]


def quick_journal(folder: JournalFolder, around: Surroundings) -> Journal:
    """A journal of its own in the folder, which is made if it is not there, open."""
    source, root = _made()
    if not folder.root.exists():
        shutil.copytree(source, folder.root)
    keyfile, _ = judged(read_key_files(folder.root), root)
    return WaysIn(folder, around).opened(root, FolderLock.take(folder.root), KnownKeys.of(keyfile), ())
