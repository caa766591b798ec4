"""The tables beside the log say of each line what it is, and of a turning point each fact by its name."""

import csv
import io
import re
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from journal.domain.moments import Precision, TimeSource, When
from journal.report.csv_log import as_written, harmless, write_csv
from journal.report.html_log import write_html
from journal.services.wording import Wording
from tests.report.logs import FIRST_MS, HOUR_MS, a_log, a_row, a_warning, an_incident

POINT = a_warning(FIRST_MS + HOUR_MS)
ORDER = replace(
    POINT, milestone=replace(POINT.milestone, court="Lyon; 2nd", ends="2027-01-31", note="a note")
)


def _lines() -> list[dict[str, str]]:
    log = a_log(a_row(1, incident=an_incident(FIRST_MS)), milestones=(ORDER,))
    text = b"".join(write_csv(log, Wording("en"))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_turning_point_is_named_as_one_and_its_facts_have_columns_of_their_own() -> None:
    incident, point = _lines()

    assert (incident["Line"], incident["No."], incident["Day"]) == ("incident", "1", "2024-03-13")
    assert (point["Line"], point["No."], point["Day"]) == ("turning point", "", "2024-03-13")
    assert point["What happened"] == "warned by police"
    assert point["In full"] == "a note"
    assert (point["Who"], point["Told how"]) == ("NightOwl", "in person")
    assert (point["Court"], point["Ends"], point["Reference"]) == ("Lyon; 2nd", "31 Jan 2027", "26/1187")


def test_in_the_page_for_a_browser_no_line_is_without_a_head() -> None:
    log = a_log(a_row(1), milestones=(ORDER,))

    page = b"".join(write_html(log, Wording("en"))).decode()

    assert '<th scope="row" role="rowheader" dir="auto">turning point</th>' in page
    assert "></th>" not in page


def test_the_page_for_a_browser_marks_what_could_not_be_seen_and_turns_no_line_around() -> None:
    typed = an_incident(exact_words="safe \u202egnp.exe\x00\r\nnext\u200b line")

    page = b"".join(write_html(a_log(a_row(1, incident=typed)), Wording("en"))).decode()

    marks = [f'<span class="hidden">U+{code}</span>' for code in ("202E", "0000", "200B")]
    assert "safe {}gnp.exe{}\nnext{} line".format(*marks) in page


def test_in_the_page_for_a_browser_each_month_has_a_heading_and_what_has_no_time_one_of_its_own() -> None:
    unknown = an_incident(occurred=When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY))
    log = a_log(a_row(1), a_row(30), a_row(2, incident=unknown))

    page = b"".join(write_html(log, Wording("en"))).decode()

    assert re.findall("<h3>(.*?)</h3>", page) == [
        "Mar 2024",
        "Apr 2024",
        "Time not known; in the order they were recorded",
    ]


BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example("=HYPERLINK(1)")
@example(" \u00a0=1+1")
@example("'=1")
@example("''")
@example("\n+49 170")
def test_H08_no_cell_begins_a_formula_and_each_gives_back_what_was_typed(text: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([harmless(text)])

    ((cell,),) = csv.reader(io.StringIO(written.getvalue(), newline=""))

    assert not cell.lstrip(" \u00a0").startswith(BEGIN_A_FORMULA)
    assert as_written(cell) == text
