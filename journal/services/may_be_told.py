"""What of a journal may be told to the other person, field by field; what is not named here stays at home.

Everything is a value of the report. Texts in it can be gone through and changed wherever they stand, so that a field
that is added one day is searched for private words without anybody thinking of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from itertools import count
from typing import Any, TypeVar

from journal.domain import media_types
from journal.domain.actor import Standing
from journal.domain.casework import Milestone
from journal.domain.evidence import Evidence, Method, Original, Provenance
from journal.domain.ids import SessionId
from journal.domain.incident import Incident
from journal.domain.moments import LocalTime, When
from journal.domain.reading import ActorLine, Entry
from journal.domain.records import Recorded
from journal.report.model import Log, LogMilestone, LogRow, Named

WHO = "who"
"""The field of everybody's label, wherever it stands."""

_NUMBERED = re.compile(r"(.*\D) \d+")
"""What somebody of whom nothing is known is called by the program."""

_BARE = Recorded(0, 0, 0, SessionId(""))
_IDS = frozenset(("id", "milestone", "evidence"))
_WHO = frozenset(("label", "actor", "actors"))

Value = TypeVar("Value")
Change = Callable[[str, str], str]


def bare_row(entry: Entry) -> LogRow:
    """What of an incident may be told at all. Not: who saw it, what it did to the writer, whom they told, what is
    missing, what it was written from, when it was noticed and recorded, and how serious it is to them."""
    whole = entry.incident
    told = Incident(
        occurred=_by_day(whole.occurred),
        headline=whole.headline,
        description=whole.description,
        exact_words=whole.exact_words,
        where=whole.where,
        link=whole.link,
        account=whole.account,
        message_id=whole.message_id,
        how_many=whole.how_many,
        types=whole.types,
        response=whole.response,
        appearance=whole.appearance,
        vehicle=whole.vehicle,
    )
    named = tuple(
        Named(line.label, link.basis) for line, link in zip(entry.actors, whole.actors, strict=True)
    )
    return LogRow(0, told, _BARE, _BARE, named=named, after=entry.after, times_told=False)


def _by_day(when: When) -> When:
    """A bound is mostly the very second at which the writer found or recorded it; by the end of that day it is true,
    too."""
    if not when.is_bound or when.to is None:
        return when
    return replace(when, to=replace(when.to, local=f"{when.to.local[:10]}T23:59"))


def bare_milestone(each: LogMilestone, named: set[str]) -> LogMilestone:
    """What of a turning point may be told: whom of those on the paper it concerns, and what they know themselves."""
    whole = each.milestone
    told = Milestone(
        whole.kind,
        _by_day(whole.date),
        (),
        told_how=whole.told_how,
        court=whole.court,
        terms=whole.terms,
        ends=whole.ends,
    )
    return LogMilestone(each.id, told, tuple(label for label in each.actors if label in named))


def without_words(log: Log) -> Log:
    """The same paper without anything that somebody typed: what is left are the program's own words, and times."""

    def say_nothing(_field: str, _text: str) -> str:
        return ""

    rows = tuple(replace(mapped(row, say_nothing), exhibits=row.exhibits) for row in log.rows)
    milestones = tuple(mapped(each, say_nothing) for each in log.milestones)
    exhibits = tuple(
        replace(exhibit, text=lambda: "") if exhibit.text else exhibit for exhibit in log.exhibits
    )
    return replace(log, writer="", rows=rows, milestones=milestones, exhibits=exhibits)


def texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value made of dataclasses and tuples, with the name of the field it stands in."""
    if isinstance(value, StrEnum | When | Recorded):
        return
    if isinstance(value, str):
        if value and field not in _IDS:
            yield _name(field), value
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner, field)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name), each.name)


def mapped(value: Value, change: Change, field: str = "") -> Value:
    """The same value with every text changed that `texts` tells of."""
    whole: Any = value
    if isinstance(whole, StrEnum | When | Recorded):
        return value
    if isinstance(whole, str):
        return change(_name(field), whole) if whole and field not in _IDS else whole  # type: ignore[return-value]  # a str for a str
    if isinstance(whole, tuple):
        return tuple(mapped(inner, change, field) for inner in whole)  # type: ignore[return-value]  # of the same kinds
    if is_dataclass(whole):
        inner = {each.name: mapped(getattr(whole, each.name), change, each.name) for each in fields(whole)}
        kind: Any = type(value)
        again: Value = kind(**inner)
        return again
    return value


def _name(field: str) -> str:
    return WHO if field in _WHO else field


def as_printed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The incidents in the order of the log."""
    return tuple(
        sorted(
            entries, key=lambda entry: replace(bare_row(entry), number=entry.number, first=entry.first).place
        )
    )


def numbered_anew(people: Iterable[ActorLine]) -> dict[str, str]:
    """New numbers for those whose label is one: "Unknown 3" alone tells that there are two more."""
    lines = tuple(people)
    found = [
        line.label
        for line in lines
        if _NUMBERED.fullmatch(line.label)
        and (line.standing is Standing.UNKNOWN or line.label.casefold().startswith("unknown "))
    ]
    taken = {line.label for line in lines} - set(found)
    renamed: dict[str, str] = {}
    for label in found:
        if label not in renamed:
            word = label.rpartition(" ")[0]
            free = (f"{word} {number}" for number in count(1))
            renamed[label] = next(name for name in free if name not in taken)
            taken.add(renamed[label])
    return renamed


def bare_evidence(reference: str, copy: Evidence | None) -> Evidence:
    """A copy under its reference and nothing else; of a text no file goes along."""
    made = copy.original if copy is not None else Original("", 0, media_types.PLAIN_TEXT)
    name = f"{reference}.pdf" if made.media_type == media_types.PDF else f"{reference}.png"
    return Evidence(
        original=made,
        file=copy.file if copy is not None else "",
        name=name,
        safe_name=name,
        acquired=LocalTime("1970-01-01T00:00", "", 0),
        acquired_ms=0,
        method=Method.CAPTURE,  # this program wrote it, so it can be copied as it is
        provenance=Provenance(state=""),
    )
