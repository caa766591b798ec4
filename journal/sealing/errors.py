"""What can go wrong with keys and sealed files; every class carries facts, never a key, a passphrase or a sentence."""

import errno as codes
from dataclasses import dataclass, field
from enum import Enum

from journal.domain.errors import Fixable, IntegrityFault

_NO_ROOM = frozenset({codes.ENOSPC, codes.EDQUOT})


class DiskFull(Fixable):
    """There was no room left; nothing with the final name was left behind."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class DiskFailed(Fixable):
    """The disk refused a step (`create`, `write`, `rename` …) with that errno; nothing half-written remains."""

    def __init__(self, errno: int, step: str) -> None:
        super().__init__(errno, step)
        self.errno = errno
        self.step = step


class SourceUnreadable(Fixable):
    """The file that was to be kept could not be read to its end; nothing of it was kept."""

    def __init__(self, errno: int) -> None:
        super().__init__(errno)
        self.errno = errno


class WrongPassphrase(Fixable):
    """No slot opens with this passphrase."""


class WrongKey(Fixable):
    """No slot opens with this key from the password store."""


class NotEnoughMemory(Fixable):
    """This computer cannot spare the memory the passphrase slot asks for."""

    def __init__(self, memory_kib: int) -> None:
        super().__init__(memory_kib)
        self.memory_kib = memory_kib


class KeyFileMissing(Fixable):
    """Neither copy of the key file is there; the recovery words still open the journal."""


class KeyFileUnreadable(Fixable):
    """The key file is there and the computer refuses to read it."""

    def __init__(self, errno: int) -> None:
        super().__init__(errno)
        self.errno = errno


class KeyFileNewer(Fixable):
    """The key file was written by a newer version of this program."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class KeyFileDamaged(IntegrityFault):
    """No copy of the key file is whole; `what` names the first thing that is wrong with it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class KeyFileAltered(IntegrityFault):
    """The key file is well-formed and not what this program wrote; `what` names the part that was changed."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class KeyParametersRefused(KeyFileAltered):
    """A parameter of the passphrase slot is outside what this program ever writes; it was not used."""

    def __init__(self, what: str, value: int) -> None:
        super().__init__(what)
        self.value = value


class SealedFileMissing(Fixable):
    """There is no sealed file of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SealedFileUnreadable(Fixable):
    """The sealed file is there and the computer refuses to read it."""

    def __init__(self, name: str, errno: int) -> None:
        super().__init__(name, errno)
        self.name = name
        self.errno = errno


class SealedFileNewer(Fixable):
    """The sealed file was written by a newer version of this program."""

    def __init__(self, name: str, version: int) -> None:
        super().__init__(name, version)
        self.name = name
        self.version = version


class SealedFileForeign(IntegrityFault):
    """The file is not a sealed file at all."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SealedFileDamaged(IntegrityFault):
    """The sealed file is cut, changed, mixed up, or not of this key; `frame` counts from 0 where one is at fault."""

    def __init__(self, name: str, what: str, frame: int | None = None) -> None:
        super().__init__(name, what, frame)
        self.name = name
        self.what = what
        self.frame = frame


class RecipientRefused(IntegrityFault):
    """The file key in a sealed file's header does not open: damaged there, or sealed for another key."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SealedNameTaken(Fixable):
    """A sealed file of that name is there already; it was not touched."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class WordCount(Fixable):
    """There are more or fewer than 24 words; `found` says how many."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


class WordUnknown(Fixable):
    """A word is not on the list; `position` counts from 1, `likely` holds the words it may be meant for, best first.

    The words themselves stand in no text of the error, so that no report of it gives any away.
    """

    def __init__(self, position: int, word: str, likely: tuple[str, ...]) -> None:
        super().__init__(position)
        self.position = position
        self.word = word
        self.likely = likely


class Slip(Enum):
    """What went wrong in writing words down or typing them."""

    REPLACED = "another word"
    SWAPPED = "two changed places"


@dataclass(frozen=True, slots=True)
class Correction:
    """What would make the words right: which words belong at which places, counted from 1."""

    slip: Slip
    positions: tuple[int, ...]
    words: tuple[str, ...] = field(repr=False)


class WordsWrong(Fixable):
    """All words are on the list and do not belong together; `likely` says what is wrong where that could be found."""

    def __init__(self, likely: Correction | None = None) -> None:
        super().__init__(likely)
        self.likely = likely


class WordsOfAnotherJournal(Fixable):
    """The words are right in themselves, and not those of this journal."""


def disk_error(reason: OSError, step: str) -> DiskFull | DiskFailed:
    """Return the error that says what the operating system said."""
    if reason.errno in _NO_ROOM:
        return DiskFull(step)
    return DiskFailed(reason.errno or 0, step)
