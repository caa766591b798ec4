"""Every layout says what the rows say: figures are counted again from what stands on the paper, and no text is cut."""

import io
import re
import unicodedata
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal.domain.casework import Contact, Person, WitnessContact
from journal.domain.incident import Basis, Effect, HowMany, Needed, PassedTo, Witness
from journal.domain.incident_types import IncidentType
from journal.domain.moments import at_instant, exact
from journal.domain.printing import Layout, PaperSize, Reader
from journal.report import typefaces
from journal.report.certification import Certified
from journal.report.contact_sheet import Details
from journal.report.day_figures import day_figures
from journal.report.layouts import write_blank_sheet, write_certification, write_contact_sheet
from journal.report.model import Log, LogRow, Named, Passed, Scope
from journal.report.tally import figures
from journal.report.witnesses import witness_numbers
from journal.services.wording import Wording
from tests.report.logs import (
    DAY_MS,
    FIRST_MS,
    FONTS,
    HOUR_MS,
    PARIS,
    SEAL,
    a_log,
    a_row,
    a_warning,
    an_exhibit,
    an_incident,
    made,
)  # fmt: skip
from tests.report.reading_back import (
    as_printed,
    as_text,
    comparable,
    exact_text,
    faults,
    page_texts,
    without_space,
)

pytestmark = pytest.mark.slow

TITLES = {
    Layout.LOG: "Incident log",
    Layout.SHORT: "Short log",
    Layout.DAYS: "Day by day",
    Layout.OVERVIEW: "Overview",
    Layout.STATEMENT: "Draft of a statement",
    Layout.REGISTER: "Register of exhibits",
}
WITH_INCIDENTS = [layout for layout in Layout if layout not in (Layout.BLANK, Layout.CONTACT)]
TYPES = (
    IncidentType("message", "Message or e-mail"),
    IncidentType("call", "Call"),
    IncidentType("call-voicemail", "Voicemail", "call"),
    IncidentType("threat", "Threat"),
)


def _rows(count: int, per_day: int = 3) -> list[LogRow]:
    kinds = (("message",), ("call", "call-voicemail"), ("threat", "message"), ("call",), ())
    return [
        a_row(
            n,
            incident=an_incident(
                FIRST_MS + (n // per_day) * DAY_MS + (n % per_day) * HOUR_MS,
                headline=f"Headline {n}",
                types=kinds[n % len(kinds)],
                how_many=HowMany(2 if n % 7 == 0 else 1),
                starred=n % 10 == 0,
            ),
            exhibits=(f"ML/{n}",) if n % 4 == 0 else (),
        )
        for n in range(1, count + 1)
    ]


def _log(rows: list[LogRow], **changed: object) -> Log:
    exhibits = tuple(an_exhibit(each, each.encode()) for row in rows for each in row.exhibits)
    return a_log(*rows, types=TYPES, exhibits=exhibits, milestones=(a_warning(),), **changed)


def _text(log: Log, layout: Layout) -> str:
    return as_text(made(log, layout)[0], "-layout")


@pytest.mark.parametrize("layout", WITH_INCIDENTS)
@pytest.mark.parametrize("paper", PaperSize)
def test_every_layout_has_name_reference_seal_page_and_initials_on_each_sheet(
    layout: Layout, paper: PaperSize
) -> None:
    pdf, result = made(_log(_rows(40), paper=paper), layout)

    pages = page_texts(pdf)
    assert not faults(pdf)
    assert len(pages) == result.pages
    for number, page in enumerate(pages, 1):
        assert "M. Leroux · police ref. 26/1187" in page
        assert "initials" in page
        assert f"page {number} of {len(pages)}" in page
        assert f"seal {SEAL.hex[:4]} {SEAL.hex[4:8]}" in page
    assert TITLES[layout] in pages[0]
    assert SEAL.hex in without_space(pages[0])


@pytest.mark.parametrize("layout", WITH_INCIDENTS)
def test_a_preview_in_any_layout_says_on_every_page_that_it_is_not_yet_printed(layout: Layout) -> None:
    pages = page_texts(made(_log(_rows(20), seal=None), layout)[0])

    assert all("not yet printed: no seal" in page for page in pages)


@pytest.mark.parametrize("layout", [Layout.LOG, Layout.SHORT, Layout.STATEMENT])
@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=200))
@example("0א")
@example("أعرف 2 Way")
def test_no_layout_that_holds_every_incident_drops_a_letter(layout: Layout, text: str) -> None:
    expected, found = as_printed(text, typefaces.load(FONTS)), _shown_with(layout, text)

    if any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in text):
        # Set from left to right, they come out in the order they stand; with nothing there, what the rest is.
        assert not Counter(expected) - (Counter(found) - Counter(_shown_with(layout, "")))
    else:
        assert expected in found


def _shown_with(layout: Layout, text: str) -> str:
    row = a_row(1, incident=an_incident(description=text, exact_words="", headline=""))
    return comparable(exact_text(made(_log([row]), layout)[0]))


@pytest.mark.parametrize("layout", [Layout.SHORT, Layout.STATEMENT, Layout.DAYS])
def test_a_text_longer_than_a_page_goes_on_and_says_so(layout: Layout) -> None:
    words = " ".join(f"word{n}" for n in range(2500))
    row = a_row(1, incident=an_incident(headline="", description=words, exact_words=""))

    text = _text(_log([row]), layout)

    assert re.findall(r"word\d+", text) == words.split()
    assert "continued on the next page" in text
    assert ", continued" in text


# The short table


def test_X09_the_short_table_holds_every_incident_once_and_names_witnesses_by_number() -> None:
    rows = _rows(30)
    rows[3] = replace(
        rows[3],
        incident=replace(rows[3].incident, witnesses=(Witness("Hana K."), Witness("Julien"))),
        passed=(Passed(PassedTo.POLICE, "PC Ito", "26/1187"),),
    )
    rows[8] = replace(rows[8], incident=replace(rows[8].incident, witnesses=(Witness("Julien"),)))

    text = _text(_log(rows), Layout.SHORT)

    assert [int(number) for number in re.findall(r"^ ?No\. (\d+)", text, re.MULTILINE)] == list(range(1, 31))
    assert "All 30 incidents in the journal." in text
    assert re.search(r"W1, W2 +ML/4 +Police: PC Ito", text)
    assert "W1: Hana K. · W2: Julien" in text
    assert text.count("Hana K.") == 1
    assert text.count("ML/") == len([row for row in rows if row.exhibits])


def test_a_witness_who_is_called_by_a_number_keeps_it() -> None:
    seen = (Witness("Anna"), Witness("W1"), Witness("Bea"))
    row = a_row(1, incident=an_incident(witnesses=seen))

    assert witness_numbers(a_log(row)) == {"W1": 1, "Anna": 2, "Bea": 3}


def test_what_the_other_person_may_see_does_not_say_who_the_witnesses_are() -> None:
    row = a_row(1, incident=an_incident(witnesses=(Witness("Hana K."),)))

    text = _text(a_log(row, seal=None, counts=(), scope=Scope(Reader.OTHER)), Layout.SHORT)

    assert "W1" in text
    assert "Hana" not in text


# Day rows


def test_X09_day_rows_add_up_to_the_incidents_and_to_their_types() -> None:
    rows = _rows(50)
    log = _log(rows)

    text = _text(log, Layout.DAYS)

    found = re.findall(r"^ ?((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w+ \d{4}) +(\d+)\b", text, re.MULTILINE)
    by_day = Counter(row.incident.occurred.from_.local[:10] for row in rows if row.incident.occurred.from_)
    assert [int(count) for _, count in found] == [by_day[day] for day in sorted(by_day)]
    assert sum(int(count) for _, count in found) == len(rows)
    assert re.search(rf"All, on {len(by_day)} days? +{len(rows)}$", text, re.MULTILINE)
    shown = Counter(kind for row in rows for kind in row.incident.types)
    assert sum(map(int, re.findall(r"Voicemail (\d+)", text))) == shown["call-voicemail"]
    assert sum(map(int, re.findall(r"Message or e-mail (\d+)", text))) == shown["message"]
    assert f"{figures(log).several_types} incidents are of more than one type" in text
    assert re.search(r"Call \d \(Voicemail \d\)", text), "a more exact type stands within its plain one"


def test_a_day_with_several_incidents_names_the_others_by_number() -> None:
    rows = [a_row(n, incident=an_incident(FIRST_MS + n * 60_000, starred=n == 2)) for n in range(1, 5)]

    text = _text(a_log(*rows), Layout.DAYS)

    assert "also: no. 1, 3, 4" in text


def test_what_the_writer_believes_is_told_in_the_first_person_in_a_statement() -> None:
    row = a_row(1, named=(Named("NightOwl", Basis.BELIEF),))

    text = _text(a_log(row), Layout.STATEMENT)

    assert "NightOwl (my belief)" in text
    assert "the writer's belief" not in text


def test_the_one_told_of_a_day_was_marked_or_is_a_threat_or_the_first() -> None:
    def row(number: int, **changed: object) -> LogRow:
        return a_row(number, incident=an_incident(FIRST_MS + number * 60_000, **changed))

    plain, threat, starred = row(1), row(2, types=("threat",)), row(3, starred=True)

    told = [
        day_figures(a_log(*rows))[0].told.number
        for rows in ((plain, threat, starred), (plain, threat), (plain,))
    ]

    assert told == [3, 2, 1]


def test_months_without_a_day_and_unknown_times_are_days_of_their_own() -> None:
    days = day_figures(_log(_rows(5)))

    assert sum(len(day.rows) for day in days) == 5
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day.day) for day in days)


# The overview


def test_X09_the_overview_counts_what_the_log_counts_on_five_pages_or_fewer() -> None:
    rows = _rows(60)
    contact = Contact(
        exact(at_instant(FIRST_MS, PARIS)), who="PC Ito", promised="Calls back", promised_by="2026-11-20"
    )
    log = _log(rows, contacts=(contact, replace(contact, promised="Sends a form", done=True)))

    pages = page_texts(made(log, Layout.OVERVIEW)[0])

    first, text = page_texts(made(log)[0])[0], "\n".join(pages)
    assert len(pages) <= 5
    counted = re.search(r"^\s*(60 +\d+( +\d+)? +\d+)$", first, re.MULTILINE)
    assert counted
    assert re.sub(" +", " ", counted[1]) in re.sub(" +", " ", pages[0])
    assert "All that the writer has marked" in text
    assert len(re.findall(r"^ ?No\. \d+", text, re.MULTILINE)) == 6
    assert "Calls back" in text
    assert "this day has passed" in text
    assert "Sends a form" not in text


def _of(people: dict[str, int]) -> Log:
    """A log in which each of those people is named so many times, over two years, for several reasons."""
    labels = [label for label, count in people.items() for _ in range(count)]
    rows = [
        replace(row, named=(Named(label, (Basis.SEEN, Basis.SAME_ACCOUNT, Basis.BELIEF)[row.number % 3]),))
        for row, label in zip(_rows(len(labels), per_day=1), labels, strict=True)
    ]
    return _log(rows)


@pytest.mark.parametrize(
    "people",
    [
        {"NightOwl": 120, "D. Marsh": 41, "Unknown 1": 33},
        {"NightOwl": 9, "D. Marsh": 9, "Unknown 1": 9, "Unknown 2": 4, "Unknown 3": 2},
    ],
)
@pytest.mark.parametrize("paper", PaperSize)
def test_an_overview_tells_the_course_of_more_than_two_people_on_five_pages(
    people: dict[str, int], paper: PaperSize
) -> None:
    pages = page_texts(made(replace(_of(people), paper=paper), Layout.OVERVIEW)[0])

    assert len(pages) <= 5
    for label in people:
        assert f"{label}: how often, and since when" in "\n".join(pages)


@pytest.mark.parametrize("paper", PaperSize)
def test_an_overview_that_counts_everyone_together_is_five_pages_too(paper: PaperSize) -> None:
    log = replace(_of({"NightOwl": 120, "D. Marsh": 41, "Unknown 1": 33}), paper=paper, combined=True)

    pages = page_texts(made(log, Layout.OVERVIEW)[0])

    assert len(pages) <= 5
    assert "All of them together" in "\n".join(pages)


@pytest.mark.parametrize("paper", PaperSize)
@pytest.mark.parametrize("combined", [False, True])
def test_an_overview_of_the_longest_texts_is_five_pages_and_says_what_it_shortened(
    paper: PaperSize, combined: bool
) -> None:
    long = " ".join(f"word{n}" for n in range(7_000))
    log = replace(_of({"NightOwl": 120, "D. Marsh": 41, "Unknown 1": 33}), paper=paper, combined=combined)
    told = [
        replace(row, incident=replace(row.incident, description=long, exact_words=long, starred=True))
        for row in log.rows[-6:]
    ]

    pages = page_texts(made(replace(log, rows=(*log.rows[:-6], *told)), Layout.OVERVIEW)[0])

    text = "\n".join(pages)
    assert len(pages) <= 5
    assert text.count("Shortened here. The full log has all of it.") == len(
        re.findall(r"^ ?No\. \d+", text, re.MULTILINE)
    )
    assert "word0 word1" in text


def test_an_overview_for_the_other_person_names_no_log_they_never_get() -> None:
    row = a_row(incident=an_incident(exact_words="word " * 900))

    text = _text(a_log(row, seal=None, counts=(), scope=Scope(Reader.OTHER)), Layout.OVERVIEW)

    assert "Shortened here." in text
    assert "full log" not in text


def test_an_overview_tells_a_text_of_half_a_page_whole() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    row = a_row(incident=an_incident(headline="", description=words, exact_words=""))

    assert "word0 word1" in _text(_log([row]), Layout.OVERVIEW)
    assert "Shortened" not in _text(_log([row]), Layout.OVERVIEW)


@pytest.mark.parametrize("paper", PaperSize)
def test_an_overview_with_much_still_missing_says_how_much_more_the_full_log_has(paper: PaperSize) -> None:
    log = replace(_of({"NightOwl": 120, "D. Marsh": 41, "Unknown 1": 33}), paper=paper)
    needed = Needed("Footage of the camera at the tram stop", "the transport company", "2024-03-20")
    rows = [
        replace(row, incident=replace(row.incident, still_needed=(needed,) if row.number < 10 else ()))
        for row in log.rows
    ]
    contact = Contact(
        exact(at_instant(FIRST_MS, PARIS)), who="PC Ito", promised="Calls back", promised_by="2024-11-20"
    )
    log = replace(
        log, rows=tuple(rows), contacts=(contact,) * 2, worries="That he knows my train.", asks="Peace. " * 30
    )

    pages = page_texts(made(log, Layout.OVERVIEW)[0])

    told = "\n".join(pages).count("Footage of the camera")
    assert len(pages) <= 5
    assert 3 <= told <= 6
    assert f"{9 - told} more in the full log." in "\n".join(pages)
    assert "Agreed today" in pages[-1]


def test_an_overview_for_the_other_person_has_no_lines_for_worries_nor_for_what_was_agreed() -> None:
    log = a_log(a_row(1), a_row(2), seal=None, counts=(), scope=Scope(Reader.OTHER))

    text = _text(log, Layout.OVERVIEW)

    for said in ("worries", "asks for", "Agreed", "promise", "every incident"):
        assert said not in text
    assert "Signature" in text


def test_an_overview_of_forty_people_says_how_many_more_the_full_log_tells_of() -> None:
    pages = page_texts(made(_of({f"Person {n}": 12 for n in range(1, 41)}), Layout.OVERVIEW)[0])

    text = "\n".join(pages)
    told = text.count(": how often, and since when")
    assert len(pages) <= 5
    assert told > 2
    assert f"The figures of {40 - told} more people are in the full log." in text


def test_an_overview_says_how_many_were_marked_when_it_tells_fewer() -> None:
    rows = [replace(row, incident=replace(row.incident, starred=True)) for row in _rows(20)]

    text = _text(_log(rows), Layout.OVERVIEW)

    assert "The writer has marked 20 as most serious. These are the latest 6 of them." in text


def test_open_promises_stand_on_the_first_pages_of_the_log_too() -> None:
    contact = Contact(exact(at_instant(FIRST_MS, PARIS)), who="PC Ito", promised="Calls back")

    text = _text(_log(_rows(2), contacts=(contact,)), Layout.LOG)

    assert re.search(r"no day was said +Calls back +PC Ito", text)


# The statement


def test_a_statement_is_a_draft_on_every_page_with_numbered_paragraphs_and_no_truth_clause() -> None:
    rows = _rows(12)

    pages = page_texts(made(_log(rows), Layout.STATEMENT)[0])
    text = "\n".join(pages)

    assert all("DRAFT – not a statement, not signed" in page for page in pages)
    assert all("DRAFT of 22 Nov 2026" in page for page in pages)
    numbers = [int(number) for number in re.findall(r"^ ?(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 3 + len(rows) + 1  # name, how many, NightOwl; the warning
    assert "I name NightOwl in 12 of them." in text
    assert "I produce “voicemail.mp3”" in text
    assert text.count("as exhibit ML/") == 3
    assert "Left blank: whoever takes the statement" in text
    for promise in ("I believe", "to the best of my knowledge", "true to", "perjury"):
        assert promise not in text


def test_a_statement_in_the_first_person_says_what_it_did_and_what_was_done() -> None:
    incident = an_incident(effect=Effect("I did not sleep"), response="I locked the door.")

    text = _text(_log([a_row(1, incident=incident)]), Layout.STATEMENT)

    assert "What it did to me: I did not sleep" in text
    assert "What I did or said: I locked the door." in text


# The register


def test_the_register_alone_lists_every_exhibit_with_its_full_digest() -> None:
    log = _log(_rows(20))

    text = without_space(_text(log, Layout.REGISTER))

    assert [each.reference in text for each in log.exhibits] == [True] * 5
    assert all(each.evidence.original.sha256 in text for each in log.exhibits)


# Papers without incidents


def test_a_register_says_of_each_exhibit_to_which_incidents_it_belongs() -> None:
    rows = (a_row(1, exhibits=("ML/1",)), a_row(3, exhibits=("ML/1", "ML/2")))
    log = a_log(*rows, exhibits=(an_exhibit("ML/1", b"one"), an_exhibit("ML/2", b"two")))

    for layout in (Layout.REGISTER, Layout.LOG):
        register = _text(log, layout).split("64 digits worked out")[-1]

        assert re.search(
            r"bytes +no\. 1, 3$|captured.* no\. 1, 3$|added.* no\. 1, 3$", register, re.MULTILINE
        )
        assert re.search(r"(?:bytes|added.*) +no\. 3$", register, re.MULTILINE)


@pytest.mark.parametrize("count", range(20, 34))
def test_signatures_below_a_register_never_stand_on_a_sheet_without_an_exhibit(count: int) -> None:
    rows = [a_row(n, exhibits=(f"ML/{n}",)) for n in range(1, count)]

    last = page_texts(made(_log(rows), Layout.REGISTER)[0])[-1]

    assert "Written by" in last
    assert f"ML/{count - 1} " in last


@pytest.mark.parametrize("paper", PaperSize)
def test_a_blank_sheet_needs_no_entry_has_the_columns_of_the_short_table_and_names_nobody(
    paper: PaperSize,
) -> None:

    out = io.BytesIO()
    result = write_blank_sheet(a_log(paper=paper), out, Wording("en"), FONTS)

    pages = page_texts(out.getvalue())
    assert result.pages == len(pages) == 2
    for page in pages:
        for head in ("Date and time", "What happened; exact words", "Witness", "Evidence", "Sheet no."):
            assert head in page
        assert "Leroux" not in page
        assert "26/1187" not in page
        assert "seal" not in page


def test_a_contact_sheet_warns_on_every_page_and_holds_nothing_of_what_happened() -> None:

    writer = Person(name="M. Leroux", safe_contact="the studio, weekdays", accounts=("mleroux",))
    witnesses = tuple(
        (n, WitnessContact(f"Witness {n}", address="1 Quay\nParis", phone="+33 1")) for n in range(1, 30)
    )
    out = io.BytesIO()

    write_contact_sheet(a_log(a_row()), Details(writer, witnesses), out, Wording("en"), FONTS)

    pages = page_texts(out.getvalue())
    assert len(pages) > 1
    assert all("Keep this sheet apart from every other paper" in page for page in pages)
    text = "\n".join(pages)
    assert "the studio, weekdays" in text
    assert "W29 Witness 29" in re.sub(" +", " ", text)
    assert "NightOwl" not in text
    assert "seal" not in text


def test_a_certification_sheet_names_method_algorithm_and_the_logs_own_sha_256() -> None:

    out = io.BytesIO()
    write_certification(a_log(), Certified("1 START HERE.pdf", "ab" * 32), out, Wording("en"), FONTS)

    (page,) = page_texts(out.getvalue())
    for said in ("902(13)", "902(14)", "Journal 0.1.0", "SHA-256", "checksums-sha256.txt", "Signature"):
        assert said in page
    assert "ab" * 32 in without_space(page)
    assert SEAL.hex in without_space(page)


def test_the_last_page_of_a_sealed_log_is_the_certification_sheet() -> None:
    pages = page_texts(made(a_log(a_row()))[0])

    assert pages[-1].lstrip().startswith("Certification sheet")
    assert "SHA-256 of the log as a file" in pages[-1]


# The first pages alone


@pytest.mark.parametrize("layout", WITH_INCIDENTS)
def test_the_first_pages_alone_are_those_of_the_whole_but_say_no_number_of_pages(layout: Layout) -> None:
    log = _log(_rows(80))

    whole = page_texts(made(log, layout)[0])
    some, result = made(log, layout, most_pages=1)

    assert not faults(some)
    assert result.pages == 1
    for part, all_of_it in zip(page_texts(some), whole, strict=False):
        assert _without_pages(part) == _without_pages(all_of_it)
        assert f"page 1 of {len(whole)}" not in part


def _without_pages(page: str) -> str:
    return re.sub(
        r"\s+", " ", re.sub(r"p\. *[\d–]+|[ \d–]+$|page \d+ of [\d–]+", "", page, flags=re.MULTILINE)
    )


def test_named_twice_is_told_in_the_words_of_the_paper() -> None:
    row = a_row(1, named=(Named("NightOwl", Basis.SEEN), Named("D. Marsh", Basis.BELIEF)))

    for layout in (Layout.SHORT, Layout.STATEMENT, Layout.OVERVIEW, Layout.DAYS):
        text = _text(_log([row]), layout)
        assert "NightOwl" in text
        assert "D. Marsh" in text
