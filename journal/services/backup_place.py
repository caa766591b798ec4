"""A place that holds copies of one journal: generations by date and number, and one pool of sealed files for them all.

    2026-11-22 211403 000217/   journal.db  keys.json  manifest.json  inbox/
    media/xx/<random>           every sealed file that one of the generations needs, once

The manifest tells nothing that the folder of a living journal does not show: names, sizes and times of files.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from journal.domain import canonical
from journal.domain.errors import Fixable, NotCanonical, ShapeFault
from journal.domain.folder import FOLDER_MODE, JournalFolder
from journal.domain.shape import from_json, to_json
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import disk_error
from journal.sealing.sealed_layout import name_of_part
from journal.sealing.whole_files import chunks_of, write_whole

MANIFEST = "manifest.json"
INBOX = "inbox"
MEDIA = "media"
FOLDER_NAME = "Journal copy"
"""What the folder on a stick is called, followed by a few letters that tell journals apart."""

KEPT_NEWEST = 5
KEPT_WEEKS = 8
VERSION = 1

_NAME = re.compile(r"\d{4}-\d\d-\d\d \d{6} \d{6,}\Z")
_LETTERS = 6


class BackupMissing(Fixable):
    """There is no copy of a journal in that folder."""


class BackupPlaceGone(Fixable):
    """The folder is not there: a stick that is not plugged in, a disk that is off."""


class BackupPlaceRefused(Fixable):
    """Copies cannot lie there: it is the folder of the journal itself."""


@dataclass(frozen=True)
class FileMark:
    """By which a file is known again."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Pooled:
    """A sealed file that a generation needs, with the size of each of its parts."""

    name: str
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Manifest:
    """What belongs to one generation. `missing` are sealed files that were nowhere to be found when it was made."""

    made_ms: int
    seq: int
    database: FileMark
    keys: FileMark
    inbox: tuple[str, ...]
    media: tuple[Pooled, ...]
    missing: tuple[str, ...]
    v: int = VERSION


@dataclass(frozen=True)
class Generation:
    """One whole copy, named by date and number."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def files(self) -> JournalFolder:
        """Its database and keys, under the names they have in a living journal."""
        return JournalFolder(self.folder)


class BackupPlace:
    """The folder of one journal's copies. Everything in it is there whole or not at all."""

    def __init__(self, root: Path, disk: Disk = OS_DISK) -> None:
        self.root = root
        self._disk = disk

    @property
    def media(self) -> Path:
        """The pool."""
        return self.root / MEDIA

    def pooled(self, name: str) -> Path:
        """Where the sealed file of that name lies."""
        return self.media / name[:2] / name

    def generations(self) -> tuple[Generation, ...]:
        """Every generation whose manifest can be read, newest first."""
        return tuple(found for _, found in self._folders() if found is not None)

    def is_inhabited(self) -> bool:
        """Whether copies lie there, judged without reading any."""
        if not self.root.is_dir():
            return False
        return any(_NAME.match(path.name) and (path / MANIFEST).is_file() for path in self.root.iterdir())

    def is_sound(self) -> bool:
        """Whether every generation can be read, so that what the pool has to hold is known."""
        return all(found is not None for _, found in self._folders())

    def holds(self, pool: "FileSizes", wanted: Pooled) -> bool:
        """Whether the pool has a file with all its parts, each of the right size."""
        return pool.of(wanted.name) == wanted.sizes

    def make_ready(self) -> None:
        """Make the folder, and remove what an interrupted copy left in it.

        Raises:
            BackupPlaceGone: the folder it would lie in is not there.
            DiskFull, DiskFailed: it cannot be made.
        """
        if not self.root.parent.is_dir():
            raise BackupPlaceGone
        try:
            make_folder(self.root)
            make_folder(self.media)
            for left in self.root.iterdir():
                if left.name.startswith(".") and left.is_dir():
                    shutil.rmtree(left)
            for left in self.media.glob("*/.*.part"):
                left.unlink(missing_ok=True)
        except OSError as reason:
            raise disk_error(reason, "make folder") from reason

    def begin(self, name: str) -> Path:
        """Make the folder of a generation under a passing name.

        Raises:
            DiskFull, DiskFailed: it cannot be made.
        """
        passing = self.root / f".{name}.part"
        try:
            make_folder(passing)
            make_folder(passing / INBOX)
        except OSError as reason:
            raise disk_error(reason, "make folder") from reason
        return passing

    def finish(self, passing: Path, name: str) -> Path:
        """Give a generation its name, now that all of it is on disk.

        Raises:
            DiskFull, DiskFailed: it has no name.
        """
        final = self.root / name
        try:
            self._disk.sync_folder(passing / INBOX)
            self._disk.sync_folder(passing)
            self._disk.rename(passing, final)
            self._disk.sync_folder(self.root)
        except OSError as reason:
            raise disk_error(reason, "rename") from reason
        return final

    def abandon(self, passing: Path) -> None:
        """Remove a generation that did not come to be; what cannot be removed now goes at the next copy."""
        shutil.rmtree(passing, ignore_errors=True)

    def give_up(self, generations: Iterable[Generation]) -> tuple[str, ...]:
        """Remove whole generations, then the sealed files that none of the others needs, and return their names.

        Raises:
            DiskFailed: call it again; what is still named is whole.
        """
        gone: list[str] = []
        try:
            for generation in generations:
                passing = self.root / f".{generation.name}.gone"
                self._disk.rename(generation.folder, passing)
                self._disk.sync_folder(self.root)
                shutil.rmtree(passing)
                gone.append(generation.name)
            if gone:
                self._prune()
        except OSError as reason:
            raise disk_error(reason, "remove") from reason
        return tuple(gone)

    def _prune(self) -> None:
        # Where one manifest cannot be read, nobody knows what it needs.
        if not self.is_sound():
            return
        needed = {pooled.name for found in self.generations() for pooled in found.manifest.media}
        for path in self.media.glob("*/*"):
            if (name_of_part(path.name) or path.name) not in needed:
                self._disk.remove(path)

    def _folders(self) -> Iterator[tuple[Path, Generation | None]]:
        if not self.root.is_dir():
            return
        named = [path for path in self.root.iterdir() if _NAME.match(path.name) and path.is_dir()]
        for path in sorted(named, key=_age, reverse=True):
            yield path, _read(path)


class FileSizes:
    """How large every file in the subfolders of a folder of sealed files is, read in one go."""

    def __init__(self, folder: Path, *, flat: bool = False) -> None:
        """`flat` for a folder without subfolders, such as an inbox."""
        self._sizes: dict[str, int] = {}
        for place in [folder] if flat else _subfolders(folder):
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.is_file(follow_symlinks=False):
                        self._sizes[entry.name] = entry.stat(follow_symlinks=False).st_size

    def of(self, name: str) -> tuple[int, ...] | None:
        """The sizes of all parts of a sealed file, or None where it is not."""
        if name not in self._sizes:
            return None
        sizes = [self._sizes[name]]
        while (following := self._sizes.get(f"{name}.{len(sizes) + 1}")) is not None:
            sizes.append(following)
        return tuple(sizes)

    def names(self) -> tuple[str, ...]:
        """Every sealed file by name."""
        return tuple(sorted(name for name in self._sizes if name_of_part(name) is None))


def place_in(chosen: Path, instance: str) -> Path:
    """Return where the copies of one living journal lie in a folder that the person chose."""
    return chosen / f"{FOLDER_NAME} {instance[:_LETTERS]}"


def places_below(chosen: Path) -> tuple[BackupPlace, ...]:
    """Find copies: in the folder itself, in the folders of copies in it, or it is a generation or a journal itself."""
    if _NAME.match(chosen.name):
        return (BackupPlace(chosen.parent),)
    inside = sorted(chosen.glob(f"{FOLDER_NAME} *")) if chosen.is_dir() else []
    candidates = (chosen, JournalFolder(chosen).backups, *inside)
    return tuple(place for root in candidates if (place := BackupPlace(root)).generations())


def generation_name(local: str, seq: int) -> str:
    """Name a generation: `local` is `YYYY-MM-DDTHH:MM:SS`."""
    return f"{local[:10]} {local[11:].replace(':', '')} {seq:06d}"


def superseded(generations: Sequence[Generation]) -> tuple[Generation, ...]:
    """Of generations, newest first, those that nobody needs: not among the newest five nor a week's newest of eight."""
    kept = {found.name for found in generations[:KEPT_NEWEST]}
    weeks: dict[tuple[int, int], str] = {}
    for found in generations:
        made = datetime.fromtimestamp(found.manifest.made_ms / 1000, UTC).isocalendar()
        weeks.setdefault((made.year, made.week), found.name)
    kept |= set(list(weeks.values())[:KEPT_WEEKS])
    return tuple(found for found in generations if found.name not in kept)


def write_manifest(folder: Path, manifest: Manifest, disk: Disk = OS_DISK) -> None:
    """Write down what belongs to a generation.

    Raises:
        DiskFull, DiskFailed: it was not written.
    """
    write_whole(folder / MANIFEST, [canonical.dumps(to_json(manifest))], disk)


def make_folder(path: Path) -> None:
    """Make a folder for the person alone, as far as the disk knows of persons.

    Raises:
        OSError: it cannot be made.
    """
    path.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o777 != FOLDER_MODE:
        _close_to_others(path)


def _close_to_others(path: Path) -> None:
    try:
        path.chmod(FOLDER_MODE)
    except PermissionError:
        return  # sticks formatted for every system know no persons


def _age(folder: Path) -> tuple[int, str]:
    """By number first: clocks are put back."""
    return int(folder.name.split()[-1]), folder.name


def _read(folder: Path) -> Generation | None:
    try:
        untrusted = b"".join(chunks_of(folder / MANIFEST))
        manifest = from_json(Manifest, canonical.loads(untrusted))
    except (Fixable, NotCanonical, ShapeFault):
        return None
    return Generation(folder, manifest) if manifest.v == VERSION else None


def _subfolders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_dir()]
