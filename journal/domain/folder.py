"""Where everything of one journal lies on disk; names only, nothing is touched."""

from dataclasses import dataclass
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


@dataclass(frozen=True)
class JournalFolder:
    """One person's encrypted journal as a folder."""

    root: Path

    @property
    def database(self) -> Path:
        """Records, projections, index, thumbnails and file keys."""
        return self.root / "journal.db"

    @property
    def keys(self) -> Path:
        """The slots that open the journal; `second_keys` holds the same."""
        return self.root / "keys.json"

    @property
    def second_keys(self) -> Path:
        return self.root / "keys.second.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that has the journal open."""
        return self.root / "journal.lock"

    @property
    def media(self) -> Path:
        """Originals and derivatives, one sealed file each."""
        return self.root / "media"

    @property
    def inbox(self) -> Path:
        """Sealed files that are not filed yet."""
        return self.root / "inbox"

    @property
    def work(self) -> Path:
        """Sealed spill and files in the making; emptied at start."""
        return self.root / "work"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def first_page(self) -> Path:
        """The first page of the database, still encrypted; salvage needs it."""
        return self.root / "page1.rescue"

    @property
    def swap_marker(self) -> Path:
        """Present while one database file takes the place of another."""
        return self.root / "swap.json"

    @property
    def ballast(self) -> Path:
        """Room set aside for when the disk is full."""
        return self.root / "ballast"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder a journal has, the outermost first."""
        return (self.root, self.media, self.inbox, self.backups, self.work)

    def media_file(self, name: str) -> Path:
        """Where the sealed file of that name lies."""
        return self.media / name[:2] / name
