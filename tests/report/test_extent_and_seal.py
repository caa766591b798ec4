"""What is said before printing, and the square that holds the seal."""

import pytest

from journal.domain.ids import JournalId
from journal.domain.printing import Reader
from journal.report import seal_code
from journal.report.extent import Extent, estimated_pages
from journal.report.model import ExhibitKind, Scope
from tests.report.logs import (
    DAY_MS,
    FIRST_MS,
    SEAL,
    a_capture,
    a_log,
    a_png,
    a_row,
    an_exhibit,
    an_incident,
    made,
)


@pytest.mark.parametrize(("incidents", "letters"), [(1, 40), (40, 100), (150, 600), (30, 4_000)])
def test_the_estimate_is_near_what_it_becomes(incidents: int, letters: int) -> None:
    words = ("word " * letters)[:letters]
    png = a_png(400, 300)
    exhibits = [a_capture(f"ML/{n}", png) for n in range(incidents // 5)]
    exhibits += [
        an_exhibit(
            f"ML/{n}t",
            b"A line of a text that is about as long as lines mostly are.\n" * 90,
            ExhibitKind.TEXT,
            "text/plain",
        )
        for n in range(3)
    ]
    rows = [
        a_row(n, incident=an_incident(FIRST_MS + n * DAY_MS, description=words, exact_words=""))
        for n in range(incidents)
    ]
    extent = Extent(incidents, incidents * letters, incidents // 5, 3, 3 * 5_400, registered=len(exhibits))

    pages = made(a_log(*rows, exhibits=tuple(exhibits)))[1].pages

    assert abs(estimated_pages(extent) - pages) <= max(4, pages * 0.3)


def test_the_square_says_whose_journal_which_record_and_which_seal() -> None:
    journal = JournalId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")

    assert seal_code.seal_text(journal, SEAL) == f"JOURNAL:1:{journal}:{SEAL.seq}:{SEAL.hex}"


def test_the_square_has_the_three_corners_a_reader_looks_for() -> None:
    rows = seal_code.modules("JOURNAL:1:x:1:" + "0" * 64)

    corner = [row[:7] for row in rows[:7]]
    assert corner[0] == corner[6] == (True,) * 7
    assert [row[3] for row in corner] == [True, False, True, True, True, False, True]
    assert [row[-7:] for row in rows[:7]] == corner
    assert [row[:7] for row in rows[-7:]] == corner


def test_without_a_seal_there_is_no_square() -> None:
    with_seal, _ = made(a_log(a_row()))
    without, _ = made(a_log(a_row(), seal=None, scope=Scope(Reader.OTHER)))

    assert len(without) < len(with_seal) - 500
