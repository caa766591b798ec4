"""How people write a day: in digits of any order, or with the name of its month."""

import re
from collections.abc import Callable, Iterator

_DAY = re.compile(r"(\d{1,2})[./ -]\s?(\d{1,2})[./ -]\s?(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED_DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+)?([^\W\d_]+)\.?,?\s+(\d{4})"
    r"|([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_MONTHS = (
    ("january", "januar", "jänner", "janvier", "jan"),
    ("february", "februar", "février", "feb"),
    ("march", "märz", "mars", "mar"),
    ("april", "avril", "apr"),
    ("may", "mai"),
    ("june", "juni", "juin", "jun"),
    ("july", "juli", "juillet", "jul"),
    ("august", "août", "aug"),
    ("september", "septembre", "sept", "sep"),
    ("october", "oktober", "octobre", "okt", "oct"),
    ("november", "novembre", "nov"),
    ("december", "dezember", "décembre", "dez", "dec"),
)
"""In English, German and French, written out and cut short."""

_ORDINAL = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def ways_to_write(term: str, folded: Callable[[str], str]) -> Iterator[str]:
    """Every way to write the day a term is, if it is one; `folded` leaves of a word only what counts."""
    for one, other, year in _meant(term.strip(), folded):
        if not (1 <= one <= 31 and 1 <= other <= 12):
            continue
        for first in {f"{one}", f"{one:02}"}:
            for second in {f"{other}", f"{other:02}"}:
                yield from (
                    f"{first}.{second}.{year}",
                    f"{second}/{first}/{year}",
                    f"{year}-{second}-{first}",
                )
        for name in _MONTHS[other - 1]:
            for said in (f"{one}", f"{one:02}", f"{one}{_ORDINAL.get(one, 'th')}", f"{one}er"):
                yield from (f"{said} {name} {year}", f"{name} {said} {year}")


def _meant(term: str, folded: Callable[[str], str]) -> Iterator[tuple[int, int, int]]:
    """Day, month and year of a term that is a day; of 3/4/1990 it is not known which is which."""
    if found := _DAY.fullmatch(term):
        parts = [int(part) for part in found.groups() if part]
        year, month, day = parts if found.group(4) else reversed(parts)
        yield day, month, year
        if not found.group(4) and day != month:
            yield month, day, year
    elif found := _NAMED_DAY.fullmatch(term):
        said, name, in_year = (found.group(1, 2, 3)) if found.group(1) else (found.group(5, 4, 6))
        for number, names in enumerate(_MONTHS, 1):
            if folded(name) in map(folded, names):
                yield int(said), number, int(in_year)
