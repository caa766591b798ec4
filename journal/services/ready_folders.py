"""A journal's own folders made ready for a session: there, closed to others, the work folder empty."""

import contextlib
import shutil
from pathlib import Path

from journal.domain.folder import FOLDER_MODE, JournalFolder
from journal.services.errors import FolderBlocked


def make_ready(folder: JournalFolder) -> None:
    """Make what is missing, close everything to others whatever became of it, and empty the work folder.

    What lies in the work folder is nobody's. A link in its place leads to what is somebody's, so only the link goes.

    Raises:
        FolderBlocked: something else lies where a folder should be; it was left as it is.
    """
    if folder.work.is_symlink():
        folder.work.unlink()
    for path in folder.folders:
        _make_ready(path)
    empty_folder(folder.work)


def empty_folder(folder: Path) -> None:
    """Remove what an earlier run left in its work folder; what links there lead to stays."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _make_ready(path: Path) -> None:
    try:
        path.mkdir(FOLDER_MODE, exist_ok=True)
    except FileExistsError as reason:
        raise FolderBlocked(path.name) from reason
    if not path.is_symlink():
        # Sticks formatted for every system know no persons.
        with contextlib.suppress(PermissionError):
            path.chmod(FOLDER_MODE)
