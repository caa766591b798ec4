"""A long log is composed and set with few of its incidents in memory at a time, however many there are."""

import gc
import io
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from journal.domain.casework import Person
from journal.domain.ids import IncidentId
from journal.domain.others import NOBODY, Others
from journal.domain.packed import Packed
from journal.domain.printing import Layout, PrintWish
from journal.domain.printing import Reader as ReadBy
from journal.domain.reading import Entry, Key, Timeline, Wanted
from journal.report.layouts import write_paper
from journal.report.model import LogRow
from journal.report.tally import figures
from journal.services.kept_entries import KeptEntries
from journal.services.wording import Wording
from journal.vault.entries import Touched
from tests.report.logs import FONTS, NoDecoder, a_log, a_row

MANY = 1_200
FEW = MANY * 2 // 3
"""Far more than the blocks that are looked at, far fewer than there are."""


def living(kind: type) -> int:
    """How many values of a kind are in memory."""
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


def entries() -> Iterator[Entry]:
    for number in range(MANY):
        row = a_row(number)
        subject = IncidentId(f"{number:026d}")
        yield Entry(subject, number, number, row.incident, row.first, row.latest, 0, False, (), (), "", ())


class Reader:
    """Reads a journal of as many incidents, none of which names anything."""

    def __init__(self, read: Iterator[Entry]) -> None:
        self._read = read

    def moment(self) -> AbstractContextManager[None]:
        return nullcontext()

    def last_seq(self) -> int:
        return MANY

    def counted(self, _by: str) -> tuple[int, tuple[str, ...]]:
        return 0, ()

    def touched_since(self, _seq: int) -> Touched:
        return Touched(frozenset(), frozenset())

    def timeline(self, _wanted: Wanted) -> Timeline:
        keys = (Key(IncidentId(f"{number:026d}"), number, "2026-11-20") for number in reversed(range(MANY)))
        return Timeline(tuple(keys), ())

    def bare_entries(self, ids: Sequence[IncidentId]) -> Iterator[Entry]:
        return islice(self._read, len(ids))

    def person(self) -> Person:
        return Person()

    def others(self) -> Others:
        return NOBODY


def test_what_is_chosen_for_a_long_log_is_not_held_as_it_was_read() -> None:
    seen: list[int] = []
    before = living(Entry)

    def watched() -> Iterator[Entry]:
        for number, entry in enumerate(entries()):
            if number % 300 == 299:
                seen.append(living(Entry) - before)
            yield entry

    reader: Any = Reader(watched())
    chosen = KeptEntries().choose(reader, PrintWish(ReadBy.POLICE), ())

    assert len(chosen.entries) == MANY
    assert len(seen) == MANY // 300
    assert max(seen) < FEW
    assert living(Entry) - before < FEW


@pytest.mark.slow
@pytest.mark.parametrize("layout", [Layout.LOG, Layout.SHORT, Layout.OVERVIEW])
def test_a_long_log_is_set_with_few_of_its_rows_in_memory(layout: Layout) -> None:
    seen: list[int] = []
    before = living(LogRow)
    rows = Packed(a_row(number) for number in range(MANY))
    log = replace(a_log(), rows=rows)
    counted = figures(log)

    def look(done: int, _total: int) -> bool:
        if done % 300 == 299:
            seen.append(living(LogRow) - before)
        return True

    write_paper(layout, log, io.BytesIO(), Wording("en"), FONTS, NoDecoder(), look, counted=counted)

    assert len(seen) == MANY // 300
    assert max(seen) < FEW
