"""What every layer may ask of the words for people; the catalogue behind it lives with the services."""

from typing import Protocol

from journal.domain.moments import LocalTime, When


class Words(Protocol):
    """Sentences, dates and numbers in the reader's language. Message ids are the English sentences."""

    @property
    def language(self) -> str:
        """The BCP 47 tag the words are in."""
        ...

    def say(self, message: str, /, **named: object) -> str:
        """The sentence in the reader's language, its {named} places filled."""
        ...

    def count(self, one: str, many: str, number: int, /, **named: object) -> str:
        """The sentence for that number, which stands in it as {number}."""
        ...

    def number(self, value: int) -> str:
        """A whole number as the language writes it."""
        ...

    def day(self, day: str) -> str:
        """`2026-11-21` as "Saturday 21 November 2026"."""
        ...

    def short_day(self, day: str) -> str:
        """`2026-11-21` as "21 Nov 2026"."""
        ...

    def weekday_day(self, day: str) -> str:
        """`2026-11-21` as "Sat 21 Nov 2026"."""
        ...

    def month(self, month: str) -> str:
        """`2026-11` as "Nov 2026"."""
        ...

    def clock(self, moment: LocalTime) -> str:
        """The time of day, as exactly as the moment says it: "20:58" or "20:58:03"."""
        ...

    def when(self, when: When) -> str:
        """Day and time as exactly as they are known: "Sat 21 Nov 2026, about 18:00"."""
        ...

    def time_of_day(self, when: When) -> str:
        """Only the time of day: "20:58", "~18:00", "evening", or nothing."""
        ...

    def span(self, milliseconds: int) -> str:
        """A length of time in its largest fitting unit: "3 days", "2 hours"."""
        ...
