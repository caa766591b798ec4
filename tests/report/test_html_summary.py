"""The page for a screen reader says what the printed paper says: sums, people, what is missing, calls and letters."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from journal.domain.actor import Actor, Identifier, IdentifierKind
from journal.domain.casework import Contact
from journal.domain.incident import Needed
from journal.domain.moments import at_instant, exact
from journal.domain.printing import Layout
from journal.report.html_log import write_html
from journal.report.model import Log, LogActor
from journal.services.wording import Wording
from tests.report.logs import (
    DAY_MS,
    FIRST_MS,
    PARIS,
    a_log,
    a_row,
    a_warning,
    after_the_warning,
    an_exhibit,
    an_incident,
    made,
)
from tests.report.reading_back import as_text


class _Reading(HTMLParser):
    """Every heading with what stands below it: sentences, and rows of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, list[list[str]]] = {}
        self.ids: dict[str, str] = {}
        self.labels: list[str] = []
        self._title = ""
        self._open: list[str] | None = None
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in ("h1", "h2"):
            self._in_heading, self._title = True, ""
            self.ids[str(known.get("id"))] = ""
        if tag == "table" and "aria-labelledby" in known:
            self.labels.append(str(known["aria-labelledby"]))
        if tag in ("p", "tr"):
            self._open = [""] if tag == "p" else []
            self.sections.setdefault(self._title, []).append(self._open)
        if tag in ("td", "th") and self._open is not None:
            self._open.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "tr"):
            self._open = None
        if tag in ("h1", "h2"):
            self._in_heading = False
            self.sections.setdefault(self._title, [])
            self.ids[next(reversed(self.ids))] = self._title

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self._title += data
        elif self._open:
            self._open[-1] += data


def read(log: Log) -> _Reading:
    reading = _Reading()
    reading.feed(b"".join(write_html(log, Wording("en"))).decode())
    return reading


@pytest.fixture
def log() -> Log:
    address = Identifier(IdentifierKind.IP, "203.0.113.9", "203.0.113.9", port=51734)
    night_owl = Actor("NightOwl", identifiers=(address,))
    rows = [
        a_row(
            1, incident=an_incident(FIRST_MS, starred=True, exact_words="Too\nlate & <b>", types=("threat",))
        ),
        a_row(2, exhibits=("ML/1",), incident=an_incident(FIRST_MS + DAY_MS)),
        a_row(
            3,
            after=(after_the_warning(),),
            incident=an_incident(
                FIRST_MS + 40 * DAY_MS,
                still_needed=(Needed("a film", "the shop", "2024-05-01"),),
                message_id="<a@b.example>",
            ),
        ),
    ]
    contacts = (
        Contact(
            exact(at_instant(FIRST_MS + DAY_MS, PARIS)),
            "PC Ito",
            "Police",
            reference="26/1187",
            said="Noted.",
            promised="Calls back",
            promised_by="2024-03-20",
        ),
    )
    return a_log(
        *rows,
        exhibits=(an_exhibit("ML/1", b"x"),),
        milestones=(a_warning(FIRST_MS + 2 * DAY_MS),),
        people=(LogActor("NightOwl", night_owl),),
        contacts=contacts,
        worries="He knows my train.",
    )  # fmt: skip


def test_everything_a_paper_says_before_the_log_has_a_heading_there(log: Log) -> None:
    told = read(log).sections
    paper = " ".join(as_text(made(log, Layout.LOG)[0]).split())

    for title in (
        *("What worries the writer most", "Who is named", "Promised to the writer, and not yet done"),
        *("NightOwl: how often, and since when", "Turning points", "Marked by the writer as most serious"),
        *("Still missing, and who has it", "What is known of them", "Accounts, numbers and addresses shown"),
        *("To ask providers about", "How the log was written", "Calls and letters", "Register of exhibits"),
    ):
        assert title in told, title
        assert title in paper or title.startswith("NightOwl"), title


def test_the_figures_are_those_of_the_rows(log: Log) -> None:
    told = read(log).sections

    assert told["Who is named"][1][0] == "NightOwl"
    assert told["Who is named"][1][2] == "3"
    months = told["NightOwl: Incidents per month"][1:]
    assert months == [["2024", "", "", "2", "1", *[""] * 8, "3"]]
    assert [row[2] for row in told["Turning points"][1:]] == ["1"]
    assert told["Turning points"][1][3] == "no. 3"
    assert [row[0] for row in told["Marked by the writer as most serious"][1:]] == ["1"]
    assert told["Marked by the writer as most serious"][1][2].endswith("“Too\nlate & <b>”")
    assert told["Still missing, and who has it"][1][1:3] == ["a film", "the shop"]
    assert "this day has passed" in told["Still missing, and who has it"][1][3]
    assert told["To ask providers about"][1][1] == "<a@b.example>"
    assert told["Calls and letters"][1][1:3] == ["PC Ito\nPolice\nref. 26/1187", "Noted."]
    assert "203.0.113.9" in told["What is known of them"][1][2]


def test_every_table_has_a_name_that_is_a_heading_of_this_page(log: Log) -> None:
    reading = read(log)

    assert reading.labels
    assert all(reading.ids[label] for label in reading.labels)
    assert len(set(reading.labels)) == len(reading.labels)
    page = b"".join(write_html(log, Wording("en"))).decode()
    assert len(re.findall("<table", page)) == len(reading.labels) + len(re.findall("<caption>", page))


def test_what_is_not_there_has_no_heading(log: Log) -> None:
    bare = a_log(a_row(1, named=(), incident=an_incident(account=replace(an_incident().account, shown=""))))

    told = read(bare).sections

    for title in (
        "Turning points",
        "Calls and letters",
        "Still missing, and who has it",
        "To ask providers about",
    ):
        assert title not in told
    assert "Summary" in told
