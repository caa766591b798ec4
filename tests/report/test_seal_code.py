"""The square that holds the seal."""

from journal.domain.ids import JournalId
from journal.domain.printing import Reader
from journal.report import seal_code
from journal.report.model import Scope
from tests.report.logs import (
    SEAL,
    a_log,
    a_row,
    made,
)


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
