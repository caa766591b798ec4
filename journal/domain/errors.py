"""The kinds of failure a caller can tell apart; they carry facts, and the words for people live elsewhere."""


class JournalError(Exception):
    """Every failure this program foresees."""


class Fixable(JournalError):
    """Something the person can act on; nothing was lost and nothing was half done."""


class IntegrityFault(JournalError):
    """What is stored contradicts itself; it is reported and never repaired silently."""


class Cancelled(JournalError):
    """The person stopped it; nothing was changed."""


class TextRefused(Fixable):
    """A text holds something that cannot be stored as UTF-8 (a lone surrogate)."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class NotCanonical(IntegrityFault):
    """Bytes that claim to be a record are not in the one canonical form."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ShapeFault(IntegrityFault):
    """A record's data does not have the shape its type and version promise."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason


class UnknownRecord(JournalError):
    """A record of a type or version this program does not know: the journal is of a newer one."""

    def __init__(self, type_name: str, version: int) -> None:
        super().__init__(type_name, version)
        self.type_name = type_name
        self.version = version


class TimeNeverWas(Fixable):
    """A local time that the clocks jumped over in that zone."""

    def __init__(self, local: str, tz: str) -> None:
        super().__init__(local, tz)
        self.local = local
        self.tz = tz


class TimeTwice(Fixable):
    """A local time that happened twice in that zone; the person has to say which one is meant."""

    def __init__(self, local: str, tz: str) -> None:
        super().__init__(local, tz)
        self.local = local
        self.tz = tz


class TimeUnreadable(Fixable):
    """A time that is not a date, or not a date and time, as this program writes them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class FieldRefused(Fixable):
    """A field holds what it cannot hold; `limit` is the rule it broke, as a word the wording module knows."""

    def __init__(self, field: str, limit: str) -> None:
        super().__init__(field, limit)
        self.field = field
        self.limit = limit
