"""Where the keeper of a journal can be met: a private folder, a lock file that says who it is, a socket."""

import hashlib
import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from journal.desktop.errors import NoMeetingPlace

_OURS = "journal-desk"
_CACHES = "Library/Caches" if sys.platform == "darwin" else ".cache"
_SOCKET_PATH_LIMIT = 100
"""Bytes; Linux takes 107, macOS 103."""


@dataclass(frozen=True)
class MeetingPlace:
    """`address` is what a socket is bound to: a path, or the name of a pipe on Windows."""

    lock: Path
    address: str


def meeting_places(journal: Path, environ: Mapping[str, str]) -> tuple[MeetingPlace, ...]:
    """Return where the keeper of a journal folder may be met, the best place first; makes nothing.

    More than one, because a terminal, a timer and the desktop do not have the same environment.

    Raises:
        NoMeetingPlace: every candidate has too long a path.
    """
    name = _name_of(journal)
    folders = tuple(dict.fromkeys(_folders(environ)))
    places = tuple(MeetingPlace(folder / f"{name}.lock", _address(folder, name)) for folder in folders)
    short = tuple(place for place in places if len(os.fsencode(place.address)) <= _SOCKET_PATH_LIMIT)
    if not short:
        raise NoMeetingPlace(folders)
    return short


def make_private(folder: Path) -> bool:
    """Make a folder that only this user can enter; False where another has it, or it cannot be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own_folder(folder.lstat()):
            return False
        folder.chmod(0o700)
    except OSError:
        return False
    return True


def is_private(folder: Path) -> bool:
    """Say whether only this user can have put something there: else a stranger could answer for the keeper."""
    try:
        facts = folder.lstat()
    except OSError:
        return False
    return _is_own_folder(facts) and not _is_open(facts)


def _name_of(journal: Path) -> str:
    resolved = os.path.normcase(journal.resolve())
    return hashlib.sha256(os.fsencode(resolved)).hexdigest()[:20]


if sys.platform == "win32":

    def _folders(environ: Mapping[str, str]) -> list[Path]:
        return [Path(environ.get("LOCALAPPDATA") or Path.home()) / _OURS / "run"]

    def _address(_folder: Path, name: str) -> str:
        return rf"\\.\pipe\{_OURS}-{name}"

    def _is_own_folder(facts: os.stat_result) -> bool:
        return stat.S_ISDIR(facts.st_mode)  # below the user's own profile

    def _is_open(_facts: os.stat_result) -> bool:
        return False

else:

    def _folders(environ: Mapping[str, str]) -> list[Path]:
        user = os.getuid()
        runtime, of_system = environ.get("XDG_RUNTIME_DIR", ""), Path(f"/run/user/{user}")
        caches = environ.get("XDG_CACHE_HOME") or Path(environ.get("HOME") or Path.home()) / _CACHES
        return [
            *([Path(runtime) / _OURS] if runtime.startswith("/") else []),
            *([of_system / _OURS] if of_system.is_dir() else []),
            Path(caches) / _OURS,
            # Last, for a home with a long path. One that another user made first is recognised and left alone.
            Path("/tmp") / f"{_OURS}-{user}",  # noqa: S108
        ]

    def _address(folder: Path, name: str) -> str:
        return str(folder / name)

    def _is_own_folder(facts: os.stat_result) -> bool:
        return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.getuid()

    def _is_open(facts: os.stat_result) -> bool:
        return bool(stat.S_IMODE(facts.st_mode) & 0o077)
