"""Copies of a journal that can be put back: generations in a place of copies, and whole folders somebody copied."""

from dataclasses import dataclass
from pathlib import Path

from journal.domain.folder import JournalFolder
from journal.services.backup_place import INBOX, BackupMissing, BackupPlace, Generation, places_below


@dataclass(frozen=True)
class CopyFound:
    """One copy: where its database and keys lie, and where its sealed files do. Times and numbers where it says so."""

    files: JournalFolder
    pool: JournalFolder
    made_ms: int | None = None
    seq: int | None = None
    generation: Generation | None = None

    @property
    def inbox(self) -> Path:
        """Captures that were not filed when the copy was made."""
        return self.files.root / INBOX


def copies_in(chosen: Path) -> tuple[CopyFound, ...]:
    """Find every copy in a folder that a person chose, the newest first.

    Raises:
        BackupMissing: there is none.
    """
    found = [_of(place, made) for place in places_below(chosen) for made in place.generations()]
    if any(copy.files.root == chosen for copy in found):
        found = [copy for copy in found if copy.files.root == chosen]
    elif JournalFolder(chosen).database.exists():
        found.append(CopyFound(JournalFolder(chosen), JournalFolder(chosen)))
    if not found:
        raise BackupMissing
    return tuple(sorted(found, key=lambda copy: copy.made_ms or 0, reverse=True))


def _of(place: BackupPlace, made: Generation) -> CopyFound:
    return CopyFound(
        files=made.files,
        pool=JournalFolder(place.root),
        made_ms=made.manifest.made_ms,
        seq=made.manifest.seq,
        generation=made,
    )
