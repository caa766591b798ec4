"""What can be wrong with a journal's database, told apart without reading the text of an exception."""

from journal.domain.errors import Fixable, IntegrityFault, JournalError


class CipherMissing(JournalError):
    """The SQLite that was loaded does not encrypt, or would spill to disk; nothing was opened."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class JournalMissing(Fixable):
    """There is no database in the folder."""


class JournalEmpty(Fixable):
    """The database file has no content; it was left as it is."""


class JournalForeign(Fixable):
    """The file is something else than a journal; it was left as it is."""


class JournalUnreadable(Fixable):
    """The key does not open the first page: the file is damaged, or belongs to another journal."""


class JournalDamaged(IntegrityFault):
    """Some page or record is not what was written."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class JournalNewer(Fixable):
    """A newer version of the program made it; it can be read with that one."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class DatabaseFull(Fixable):
    """The disk has no room; what was being written was taken back whole.

    `room_made` says that room set aside was given up, so that trying once more will do.
    """

    def __init__(self, room_made: bool = False) -> None:
        super().__init__(room_made)
        self.room_made = room_made


class DatabaseUnwritable(Fixable):
    """The disk refuses to write; what was being written was taken back whole."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ThingMissing(Fixable):
    """There is nothing with that id, or it was taken out."""

    def __init__(self, kind: str, subject: str) -> None:
        super().__init__(kind, subject)
        self.kind = kind
        self.subject = subject
