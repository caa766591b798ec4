"""The words for people: sentences from one gettext catalogue, dates and numbers by the rules of the language."""

import gettext
import io
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from journal.domain.errors import JournalError
from journal.domain.moments import DayPart, LocalTime, Precision, When
from journal.services.trouble_words.saying import Trouble
from journal.services.troubles import trouble_of

_ENGLISH = Locale("en", "GB")
_FORMATS = ("full", "medium")
_MOST_KNOWN = 5_000
_UNITS = (("day", 86_400_000), ("hour", 3_600_000), ("minute", 60_000), ("second", 1000))


class Wording:
    """The `Words` of one language; sentences a catalogue lacks stay English."""

    def __init__(self, language: str = "en", catalogues: Path | None = None) -> None:
        """`language` is a BCP 47 tag such as `en`, `fr` or `pt-BR`; `catalogues` holds `<language>.po` files."""
        locale = _locale(language)
        found = _catalogue(locale, catalogues)
        # Dates that run from right to left would tear English sentences apart.
        torn = found is None and locale.text_direction == "rtl"
        self._locale = _ENGLISH if torn else locale
        self._catalogue = found or gettext.NullTranslations()

    @property
    def language(self) -> str:
        return str(self._locale).replace("_", "-")

    def say(self, message: str, /, **named: object) -> str:
        return self._catalogue.gettext(message).format(**named)

    def count(self, one: str, many: str, number: int, /, **named: object) -> str:
        return self._catalogue.ngettext(one, many, number).format(number=self.number(number), **named)

    def number(self, value: int) -> str:
        return _number(value, self._locale)

    def day(self, day: str) -> str:
        return self._date(day, "EEEE d MMMM y", "full")

    def short_day(self, day: str) -> str:
        return self._date(day, "d MMM y", "medium")

    def weekday_day(self, day: str) -> str:
        return self._date(day, "EEE d MMM y", "yMMMEd")

    def month(self, month: str) -> str:
        return self._date(f"{month}-01", "MMM y", "yMMM")

    def clock(self, moment: LocalTime) -> str:
        return moment.local[11:16] if moment.local.endswith(":00") else moment.local[11:]

    def when(self, when: When) -> str:
        if when.from_ is None:
            return self._unknown(when)
        first = when.from_.local[:10]
        if when.precision is Precision.MONTH:
            return self.month(first[:7])
        hour = self._time(when, self.say("about {time}", time=self.clock(when.from_)))
        start = f"{self.weekday_day(first)}, {hour}" if hour else self.weekday_day(first)
        return self.say("{start} to {end}", start=start, end=self._end(when.to, first)) if when.to else start

    def time_of_day(self, when: When) -> str:
        if when.from_ is None:
            # Of a bound the seconds say nothing, and where they count the whole of it is said.
            return self.say("by {time}", time=when.to.local[11:16]) if when.to is not None else ""
        return self._time(when, f"~{self.clock(when.from_)}")

    def span(self, milliseconds: int) -> str:
        for unit, size in _UNITS:
            if milliseconds >= size:
                return _span(milliseconds // size, unit, self._locale)
        return self.say("a moment")

    def wrong(self, error: JournalError) -> Trouble:
        """What went wrong and what to do next, in plain words."""
        return trouble_of(error, self)

    def _unknown(self, when: When) -> str:
        if when.to is None:
            return self.say("time not known")
        day = self.weekday_day(when.to.local[:10])
        return self.say("on or before {day}, {time}", day=day, time=self.clock(when.to))

    def _time(self, when: When, about: str) -> str:
        if when.precision is Precision.PART and when.part is not None:
            return self._part(when.part)
        if when.from_ is None or when.precision in (Precision.DAY, Precision.MONTH, Precision.UNKNOWN):
            return ""
        return about if when.precision is Precision.ABOUT else self.clock(when.from_)

    def _part(self, part: DayPart) -> str:
        return {
            DayPart.NIGHT: self.say("night"),
            DayPart.MORNING: self.say("morning"),
            DayPart.AFTERNOON: self.say("afternoon"),
            DayPart.EVENING: self.say("evening"),
        }[part]

    def _end(self, end: LocalTime, first_day: str) -> str:
        hour = self.clock(end)
        return hour if end.local[:10] == first_day else f"{self.weekday_day(end.local[:10])}, {hour}"

    def _date(self, day: str, english: str, elsewhere: str) -> str:
        return _day(day, english if self._locale.language == "en" else elsewhere, self._locale)


# A long paper says the same days and numbers over and over, and their rules are slow.


@lru_cache(_MOST_KNOWN)
def _number(value: int, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(_MOST_KNOWN)
def _span(count: int, unit: str, locale: Locale) -> str:
    return str(format_unit(count, unit, length="long", locale=locale))


@lru_cache(_MOST_KNOWN)
def _day(day: str, form: str, locale: Locale) -> str:
    """By our own pattern in English, elsewhere by the language's own format or skeleton of that name."""
    parsed = date.fromisoformat(day)
    if locale.language == "en" or form in _FORMATS:
        return format_date(parsed, form, locale=locale)
    return str(format_skeleton(form, datetime.combine(parsed, time()), locale=locale))


def _locale(language: str) -> Locale:
    try:
        found = Locale.parse(language.replace("_", "-"), sep="-") if language else _ENGLISH
    except (ValueError, UnknownLocaleError):
        return _ENGLISH
    return _ENGLISH if found is None or (found.language == "en" and found.territory is None) else found


def _catalogue(locale: Locale, catalogues: Path | None) -> gettext.NullTranslations | None:
    names = (str(locale), locale.language)
    found = next(
        (path for name in names if catalogues and (path := catalogues / f"{name}.po").is_file()), None
    )
    if found is None:
        return None
    with found.open("rb") as file:
        catalogue = read_po(file, locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
