"""What is wrong with a journal that does not open, and the ways back into it that make sense then, best first."""

from enum import StrEnum

from journal.domain.errors import IntegrityFault, JournalError, UnknownRecord
from journal.sealing.errors import (
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    KeyFileUnreadable,
)
from journal.services.errors import KeysOfAnotherJournal, PlaceProblem, PlaceRefused
from journal.services.what_lies_there import Found
from journal.vault.errors import JournalEmpty, JournalForeign, JournalMissing, JournalNewer, JournalUnreadable


class Wrong(StrEnum):
    """Why it does not open. `ASKED`: perhaps nothing is wrong, but the person wants another way in. `SPOILT`: it opens,
    and a check found that not everything in it is as it was written.
    """

    ASKED = "asked"
    SPOILT = "spoilt"
    DAMAGED = "damaged"
    EMPTY = "empty"
    FOREIGN = "foreign"
    MISSING = "missing"
    NEWER = "newer"
    KEYS_MISSING = "keys missing"
    KEYS_DAMAGED = "keys damaged"
    KEYS_UNREADABLE = "keys unreadable"
    KEYS_OF_ANOTHER = "keys of another"
    NETWORK = "network"
    SYNCED = "synced"
    READ_ONLY = "read only"
    AWAY = "away"


class Way(StrEnum):
    """One way back. All but `WORDS` and `KEYS_OF_A_COPY` leave the folder as it is, and `MOVE` ends it."""

    WORDS = "words"
    KEYS_OF_A_COPY = "keys of a copy"
    RESTORE = "restore"
    SALVAGE = "salvage"
    FOLDER_COPY = "folder copy"
    MOVE = "move"
    BRING_HERE = "bring here"
    READ = "read"


def wrong_with(found: Found) -> Wrong:
    """What to say of a place where something else than a journal that may open was found."""
    return _OF_FOUND.get(found, Wrong.DAMAGED)


def wrong_after(error: BaseException) -> Wrong | None:
    """What an error at opening says of the journal; None where it says nothing of it, as a wrong passphrase does."""
    if isinstance(error, PlaceRefused):
        return _OF_PLACE[error.problem]
    for kind, wrong in _OF_ERRORS.items():
        if isinstance(error, kind):
            return wrong
    return None


def ways_back(wrong: Wrong, *, has_copies: bool) -> tuple[Way, ...]:
    """The ways that make sense; `has_copies` says that copies of the journal lie in its own folder."""
    keys = (Way.KEYS_OF_A_COPY, Way.WORDS) if has_copies else (Way.WORDS, Way.KEYS_OF_A_COPY)
    return {
        Wrong.ASKED: (Way.WORDS, Way.RESTORE, Way.SALVAGE, Way.FOLDER_COPY),
        Wrong.SPOILT: (Way.SALVAGE, Way.RESTORE, Way.FOLDER_COPY),
        Wrong.DAMAGED: (Way.SALVAGE, Way.RESTORE, Way.FOLDER_COPY),
        Wrong.EMPTY: (Way.RESTORE, Way.FOLDER_COPY),
        Wrong.FOREIGN: (Way.RESTORE, Way.FOLDER_COPY),
        Wrong.MISSING: (Way.RESTORE, Way.FOLDER_COPY),
        Wrong.NEWER: (Way.READ, Way.FOLDER_COPY),
        Wrong.KEYS_MISSING: (*keys, Way.FOLDER_COPY),
        Wrong.KEYS_DAMAGED: (*keys, Way.FOLDER_COPY),
        Wrong.KEYS_UNREADABLE: (Way.FOLDER_COPY,),
        Wrong.KEYS_OF_ANOTHER: (*keys, Way.SALVAGE, Way.RESTORE, Way.FOLDER_COPY),
        Wrong.NETWORK: (Way.MOVE,),
        Wrong.SYNCED: (Way.MOVE,),
        Wrong.READ_ONLY: (Way.BRING_HERE, Way.READ),
        Wrong.AWAY: (Way.RESTORE,),
    }[wrong]


_OF_FOUND = {
    Found.EMPTY_FILE: Wrong.EMPTY,
    Found.FOREIGN: Wrong.FOREIGN,
    Found.DATABASE_MISSING: Wrong.MISSING,
    Found.KEYS_MISSING: Wrong.KEYS_MISSING,
    Found.NETWORK: Wrong.NETWORK,
    Found.SYNCED: Wrong.SYNCED,
    Found.READ_ONLY: Wrong.READ_ONLY,
    Found.AWAY: Wrong.AWAY,
}

_OF_PLACE = {
    PlaceProblem.NETWORK: Wrong.NETWORK,
    PlaceProblem.SYNCED: Wrong.SYNCED,
    PlaceProblem.READ_ONLY: Wrong.READ_ONLY,
}

_OF_ERRORS: dict[type[JournalError], Wrong] = {
    JournalMissing: Wrong.MISSING,
    JournalEmpty: Wrong.EMPTY,
    JournalForeign: Wrong.FOREIGN,
    JournalNewer: Wrong.NEWER,
    KeyFileNewer: Wrong.NEWER,
    UnknownRecord: Wrong.NEWER,
    KeysOfAnotherJournal: Wrong.KEYS_OF_ANOTHER,
    JournalUnreadable: Wrong.DAMAGED,
    KeyFileMissing: Wrong.KEYS_MISSING,
    KeyFileUnreadable: Wrong.KEYS_UNREADABLE,
    KeyFileDamaged: Wrong.KEYS_DAMAGED,
    KeyFileAltered: Wrong.KEYS_DAMAGED,
    IntegrityFault: Wrong.DAMAGED,
}
