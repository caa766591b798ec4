"""What can be told of a folder without a key: whether a journal lived in it, and whether its file is something else."""

from pathlib import Path

from journal.domain.folder import JournalFolder
from journal.vault.engine import PLAIN_HEADER

_LOOKED_AT = 4096
_LEAST_OCTETS = 128
"""What is encrypted has nearly all of the 256 octets in so many; a text, a picture or another database has not."""


def is_foreign(database: Path) -> bool:
    """Whether it is something that was never encrypted; one that is only zeros lost what was in it."""
    with database.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if head.startswith(PLAIN_HEADER):
        return True
    return len(head) == _LOOKED_AT and any(head) and len(set(head)) < _LEAST_OCTETS


def was_lived_in(folder: JournalFolder) -> bool:
    """Whether more is there than keys of a journal whose making was cut short."""
    kept = (folder.media, folder.inbox, folder.backups)
    return folder.first_page.exists() or any(place.is_dir() and any(place.iterdir()) for place in kept)
