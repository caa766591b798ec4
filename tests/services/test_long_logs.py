"""A long log is composed and set with few of its incidents in memory at a time, however many there are."""

import gc
import io
from collections.abc import Iterator
from dataclasses import replace

import pytest

from journal.domain.ids import IncidentId
from journal.domain.packed import Packed
from journal.domain.printing import Layout
from journal.domain.reading import Entry
from journal.report.figures import figures
from journal.report.layouts import write_paper
from journal.report.model import LogRow
from journal.services.composing import choose_of
from journal.services.wording import Wording
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


def test_what_is_chosen_for_a_long_log_is_not_held_as_it_was_read() -> None:
    seen: list[int] = []
    before = living(Entry)

    def watched() -> Iterator[Entry]:
        for number, entry in enumerate(entries()):
            if number % 300 == 299:
                seen.append(living(Entry) - before)
            yield entry

    chosen = choose_of(watched(), "Marie Leroux", ())

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
