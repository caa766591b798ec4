"""The printed log as a whole: what an officer must find on it, and what must never be in it."""

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest

from journal.domain.casework import Contact
from journal.domain.errors import Cancelled
from journal.domain.incident import (
    Basis,
    Effect,
    EffectMark,
    HowMany,
    Incident,
    KnownBy,
    Needed,
    PassedTo,
    Vehicle,
    Willing,
    Witness,
    WrittenFrom,
)
from journal.domain.moments import LocalTime, Precision, TimeSource, When, at_instant, exact, on_or_before
from journal.domain.printing import Layout, PaperSize, Reader
from journal.domain.reading import ClockStep, Wanted
from journal.domain.records import Recorded
from journal.report import pdf_file
from journal.report.flow import Progress
from journal.report.layouts import write_paper
from journal.report.model import Named, Passed, Scope
from journal.sealing.words import spoken
from journal.services.wording import Wording
from tests.report.logs import (
    DAY_MS,
    FIRST_MS,
    FONTS,
    HOUR_MS,
    PARIS,
    SEAL,
    NoDecoder,
    a_capture,
    a_log,
    a_png,
    a_row,
    a_warning,
    after_the_warning,
    an_exhibit,
    an_incident,
    made,
)
from tests.report.reading_back import as_text, faults, operations, page_texts, without_space

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

EVERYTHING = replace(
    an_incident(),
    how_many=HowMany(6, about=True),
    known_by=KnownBy.TOLD,
    told_by="Hana told me that evening",
    message_id="<38e4@example.org>",
    written_from=WrittenFrom.NOTES,
    witnesses=(Witness("Hana K.", "saw the grey car", Willing.YES), Witness("Julien")),
    effect=Effect("Afraid to take the train", (EffectMark.NO_SLEEP,), "a new lock"),
    response="Closed the laptop",
    appearance="dark jacket",
    vehicle=Vehicle("AB-123-CD", "estate", "grey"),
    others_present="two children",
    no_evidence="kept on the phone",
    still_needed=(Needed("camera footage", "the tobacconist", "2024-03-20"),),
    starred=True,
    helper="Ana",
)


def _text(log: object, *options: str) -> str:
    return without_space(as_text(made(log)[0], *options))  # type: ignore[arg-type]  # always a Log


def _opened(log: object) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made(log)[0]))  # type: ignore[arg-type]  # always a Log


# What stands in it


def test_every_word_of_an_incident_is_on_paper() -> None:
    row = a_row(
        incident=EVERYTHING,
        after=(after_the_warning(),),
        passed=(Passed(PassedTo.POLICE, "PC Ito", "26/1187", exact(at_instant(FIRST_MS, PARIS))),),
        notes_then="ML/9",
    )

    text = _text(a_log(row), "-raw")

    for said in (
        *("Comment under the new picture", "A comment appeared under the picture I posted an hour before."),
        *(
            "I know which train you take now",
            "blog comment, Studio notes",
            "https://studionotes.example/river#c-4471",
        ),
        *("nightowl_77, id 88213047", "Message or e-mail", "about 6", "NightOwl (same account or number)"),
        *("someone told me (Hana told me that evening)", "<38e4@example.org>", "notes made then (ML/9)"),
        *(
            "Hana K.: saw the grey car (willing to speak)",
            "Julien",
            "Afraid to take the train",
            "could not sleep",
        ),
        *(
            "paid for: a new lock",
            "Closed the laptop",
            "dark jacket",
            "AB-123-CD, estate, grey",
            "two children",
        ),
        *("kept on the phone", "camera footage, held by the tobacconist, kept until 20 Mar 2024", "Ana"),
        *(
            "marked as one of the most serious",
            "warned by police, 13 Mar 2024",
            "PC Ito, ref. 26/1187, 13 Mar 2024",
        ),
    ):
        assert without_space(said) in text, said


def test_a_record_made_on_the_same_day_says_so_and_a_late_one_says_how_late() -> None:
    text = _text(a_log(a_row(1), a_row(2, late_ms=3 * DAY_MS), a_row(3, late_ms=17 * HOUR_MS)), "-raw")

    assert "recordedthesameday,09:15+01:00" in text
    assert "recorded3dayslater18Mar2024,09:00+01:00" in text
    assert "recorded17hourslater" in text


def test_an_edited_record_says_how_often_and_when_last() -> None:
    later = Recorded(FIRST_MS + 9 * DAY_MS, 60, 0, a_row().first.session)

    text = _text(a_log(a_row(1, edits=1, latest=later), a_row(2, edits=4, latest=later)), "-raw")

    assert "editedonce,22Mar2024" in text
    assert "edited4times,last22Mar2024" in text


def test_a_time_is_printed_no_more_exactly_than_it_is_known() -> None:
    start = at_instant(FIRST_MS, PARIS)
    whens = {
        "about09:00+01:00": When(start, None, Precision.ABOUT, None, TimeSource.SEEN),
        "Wed13Mar2024timefrommemory": When(start, None, Precision.DAY, None, TimeSource.MEMORY),
        "Mar2024timefrommemory": When(start, None, Precision.MONTH, None, TimeSource.MEMORY),
        "onorbeforeWed13Mar2024,09:00+01:00": on_or_before(start),
    }

    text = _text(
        a_log(*(a_row(n, incident=an_incident(occurred=when)) for n, when in enumerate(whens.values(), 1))),
        "-raw",
    )

    for printed in whens:
        assert printed in text


def test_rows_milestones_and_clock_corrections_stand_in_order_of_time_and_unknown_times_last() -> None:
    never = When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY)
    unknown = a_row(1, incident=an_incident(occurred=never, headline="Unknown when"))
    rows = (a_row(9, incident=an_incident(FIRST_MS + 9 * DAY_MS, headline="Ninth")), unknown, a_row(2))
    recorded = Recorded(FIRST_MS + 4 * DAY_MS, 60, 0, a_row().first.session)
    correction = ClockStep(recorded, -180_000, before=2, after=9)

    text = _text(
        a_log(*rows, milestones=(a_warning(FIRST_MS + 5 * DAY_MS),), corrections=(correction,)), "-raw"
    )

    log = text[text.index("Where,who,andwhatfollowed") :]
    order = [
        "Commentunder",
        "setbackby3minutes,afterno.2wasrecordedandbeforeno.9",
        "warnedbypolice·inperson",
        "Ninth",
        "Timenotknown",
        "Unknownwhen",
    ]
    places = [log.index(each) for each in order]
    assert places == sorted(places)


def test_a_text_longer_than_a_page_goes_on_over_the_page_and_nothing_of_it_is_lost() -> None:
    long = " ".join(f"word{number}" for number in range(4_000))

    pages = page_texts(made(a_log(a_row(1), a_row(2, incident=an_incident(description=long))))[0])

    going_on = [page for page in pages if "continued on the next page" in page]
    assert len(going_on) > 3
    assert sum("No. 2, continued" in page for page in pages) == len(going_on)
    assert set(long.split()) <= set(" ".join(pages).split())


def test_a_text_longer_than_a_sheet_in_its_column_stands_below_its_facts_as_wide_as_the_paper() -> None:
    long = "He wrote the same again and again, and I answered nothing. " * 200

    pages = page_texts(made(a_log(a_row(1, incident=an_incident(description=long)), a_row(2)))[0])

    log = "\n".join(page for page in pages if "What happened; exact words" in page)
    lines = [line for line in log.splitlines() if "again and again" in line]
    assert log.index("it stands below") < log.index("He wrote the same again")
    assert re.search(r"Account +nightowl_77", log[: log.index("He wrote the same again")])
    assert max(map(len, lines)) > 90
    assert " ".join(log.split()).count("and I answered nothing") + 5 > 200, "none but those parted by a foot"


def test_a_row_that_fits_a_page_is_never_broken() -> None:
    rows = [
        a_row(n, incident=an_incident(FIRST_MS + n * DAY_MS, headline=f"B{n}b", response=f"E{n}e"))
        for n in range(40)
    ]

    pages = page_texts(made(a_log(*rows))[0])

    log = [page for page in pages if "What happened; exact words" in page]
    assert all(any(f"B{n}b" in page and f"E{n}e" in page for page in log) for n in range(40))
    assert not any("continued" in page for page in pages)


def test_a_turning_point_that_concerns_two_of_those_named_is_told_once() -> None:
    row = a_row(after=(after_the_warning(), after_the_warning("D. Marsh")))

    text = _text(a_log(row))

    assert text.count("warnedbypolice,13Mar2024") == 1


def test_calls_and_letters_are_listed_with_what_was_promised() -> None:
    contact = Contact(
        exact(at_instant(FIRST_MS, PARIS)),
        "PC Ito",
        "Police, 11th district",
        "officer",
        "26/1187",
        "Said that it is the whole that counts.",
        "To call back",
        "2024-03-20",
    )

    text = _text(a_log(a_row(), contacts=(contact,)), "-raw")

    assert "Callsandletters" in text
    for said in (
        "PC Ito",
        "Police, 11th district",
        "Said that it is the whole that counts.",
        "To call back, by 20 Mar 2024",
    ):
        assert without_space(said) in text


def test_calls_and_letters_stand_below_a_log_that_ends_high_on_its_sheet() -> None:
    call = Contact(exact(at_instant(FIRST_MS, PARIS)), "PC Ito")

    pages = page_texts(made(a_log(a_row(), contacts=(call,)))[0])

    assert [number for number, page in enumerate(pages) if "With whom" in page] == [1]
    assert pages[1].index("What happened; exact words") < pages[1].index("Calls and letters")


def test_calls_and_letters_have_a_sheet_of_their_own_where_little_is_left_of_the_logs() -> None:
    call = Contact(exact(at_instant(FIRST_MS, PARIS)), "PC Ito")
    long = an_incident(headline="", description="\n".join(f"line {n}" for n in range(28)))

    pages = page_texts(made(a_log(a_row(incident=long), contacts=(call,)))[0])

    assert [number for number, page in enumerate(pages) if "With whom" in page] == [2]
    assert "What happened; exact words" not in pages[2]


# The first page


def test_the_first_page_says_who_what_period_how_many_and_carries_the_whole_seal() -> None:
    rows = [a_row(n, exhibits=(f"ML/{n}",)) for n in (1, 5, 31)]
    exhibits = [an_exhibit(f"ML/{n}", b"x") for n in (1, 5, 31)]

    first = page_texts(made(a_log(*rows, exhibits=tuple(exhibits)))[0])[0]

    assert "M. Leroux" in first
    assert "police ref. 26/1187" in first
    assert "All 3 incidents in the journal." in first
    assert "The first on Thursday 14 March 2024, the last on Saturday 13 April 2024." in first
    assert re.search(r"^\s*3 +31 +25 +3$", first, re.MULTILINE), "incidents, days, pause, exhibits"
    assert SEAL.hex in without_space(first)
    assert "record no. 1,234" in first


def test_a_choice_says_what_was_chosen_by_and_of_how_many() -> None:
    wanted = Wanted(types=("threat",), from_ms=FIRST_MS, until_ms=FIRST_MS + 7 * DAY_MS, words="train")

    text = _text(a_log(a_row(), scope=Scope(Reader.POLICE, wanted, actors=("NightOwl",), of=214)), "-raw")

    assert "1ofthe214incidentsinthejournal." in text
    assert "Chosenby:who:NightOwl;type:Threat;from13Mar2024;until20Mar2024;words:train." in text


def test_several_people_and_types_are_all_named_as_what_was_chosen_by() -> None:
    wanted = Wanted(types=("threat", "call"))

    text = _text(a_log(a_row(), scope=Scope(Reader.POLICE, wanted, actors=("NightOwl", "D. Marsh"))), "-raw")

    assert "Chosenby:who:NightOwl,D.Marsh;type:Threat," in text


def test_what_may_reach_the_other_person_has_neither_seal_nor_counts_nor_says_of_how_many() -> None:
    log = a_log(a_row(), seal=None, counts=(), scope=Scope(Reader.OTHER))

    text = _text(log)

    assert "seal" not in text.lower()
    assert "incidentsinthejournal" not in text
    assert "onlyincident" not in text
    assert "incident.create" not in text
    assert "Thatitiscompleteisnotshown." in text


def test_the_seal_stands_in_words_too_and_a_preview_has_the_same_sheets() -> None:
    rows = [a_row(n) for n in range(9)]
    sealed, preview = page_texts(made(a_log(*rows))[0]), page_texts(made(a_log(*rows, seal=None))[0])

    said = without_space("".join(sealed))
    assert all(f"{at}{word}" in said for at, word in enumerate(spoken(SEAL.hex), 1))
    assert len(preview) == len(sealed)
    assert "copiesinwhichwhoevermadeit" not in without_space("".join(preview))


def test_a_preview_says_on_every_page_that_it_is_not_yet_printed() -> None:
    pages = page_texts(made(a_log(*(a_row(n) for n in range(9)), seal=None))[0])

    assert all("not yet printed: no seal" in page for page in pages)


def test_an_empty_log_is_still_a_log() -> None:
    pdf, result = made(a_log())

    assert result.pages == len(page_texts(pdf)) == 4
    assert not faults(pdf)


# Exhibits and register


def test_a_row_names_its_exhibits_with_the_page_they_are_on() -> None:
    exhibits = tuple(an_exhibit(f"ML/{n}", bytes(n), name=f"f{n}.mp3") for n in range(1, 30))
    rows = [a_row(n, exhibits=(f"ML/{n}",)) for n in range(1, 30)]

    pdf, result = made(a_log(*rows, exhibits=exhibits))

    pages = page_texts(pdf)
    whole = without_space("".join(pages))
    assert set(result.exhibit_pages) == {f"ML/{n}" for n in range(1, 30)}
    for reference, page in result.exhibit_pages.items():
        assert re.search(rf"^ *{reference}$", pages[page - 1], re.MULTILINE), reference
        assert f"{reference},p.{page}" in whole


def test_the_register_lists_every_exhibit_with_its_full_digest_and_the_seal() -> None:
    exhibits = tuple(an_exhibit(f"ML/{n}", bytes(n), name=f"f{n}.mp3") for n in range(1, 60))

    pages = page_texts(made(a_log(a_row(), exhibits=exhibits, with_exhibits=False))[0])

    register = "".join(pages[next(n for n, page in enumerate(pages) if "Register of exhibits" in page) :])
    assert all(exhibit.evidence.original.sha256 in register for exhibit in exhibits)
    assert SEAL.hex in register


def test_without_exhibits_no_page_number_is_promised() -> None:
    pdf, result = made(
        a_log(a_row(exhibits=("ML/1",)), exhibits=(an_exhibit("ML/1", b"x"),), with_exhibits=False)
    )

    assert result.exhibit_pages == {}
    assert "ML/1, p." not in as_text(pdf, "-layout")


# Every page


def test_every_page_has_its_foot_and_the_right_number() -> None:
    exhibits = (a_capture("ML/1", a_png(400, 100)), a_capture("ML/2", a_png(100, 400)))
    log = a_log(*(a_row(n) for n in range(30)), exhibits=exhibits)

    pdf, result = made(log)

    pages = page_texts(pdf)
    assert result.pages == len(pages)
    for number, page in enumerate(pages, 1):
        foot = "\n".join(page.rstrip().splitlines()[-2:])
        assert "M. Leroux · police ref. 26/1187 · log of 22 Nov 2026" in foot
        assert re.search(rf"page {number} of\s+{len(pages)}$", foot, re.MULTILINE), number
        assert "seal " + " ".join(SEAL.hex[at : at + 4] for at in range(0, 16, 4)) in foot
        assert "initials" in foot


@pytest.mark.parametrize(
    ("paper", "size"), [(PaperSize.A4, (595.28, 841.89)), (PaperSize.LETTER, (612, 792))]
)
def test_both_papers_are_bound_at_28_millimetres(paper: PaperSize, size: tuple[float, float]) -> None:
    log = a_log(*(a_row(n) for n in range(9)), exhibits=(a_capture("ML/1", a_png(900, 300)),), paper=paper)

    with _opened(log) as pdf:
        boxes = {tuple(round(float(edge), 2) for edge in page.MediaBox[2:]) for page in pdf.pages}
        lefts = [_leftmost(page) for page in pdf.pages if page.MediaBox[2] < page.MediaBox[3]]

    assert boxes == {size, size[::-1]}
    assert all(left >= 28 / 25.4 * 72 - 0.01 for left in lefts)


def _leftmost(page: pikepdf.Page) -> float:
    return min(float(operands[4]) for operands, operator in operations(page) if operator == "Tm")


def test_links_lead_to_places_that_exist_and_the_contents_name_every_part() -> None:
    rows = [
        a_row(
            n,
            exhibits=("ML/1",),
            incident=an_incident(FIRST_MS + n * DAY_MS, starred=True, still_needed=(Needed("footage"),)),
            named=(Named(f"Person {n % 2}", Basis.SEEN),),
        )
        for n in range(30)
    ]

    with _opened(a_log(*rows, exhibits=(an_exhibit("ML/1", b"x"),))) as pdf:
        names = {bytes(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        linked = {bytes(link.Dest) for page in pdf.pages for link in page.get("/Annots", ())}
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            inside = [item.title for item in outline.root[1].children]

    assert linked
    assert linked <= names
    assert {b"people", b"serious", b"missing"} <= linked
    assert titles == [
        "Summary",
        "Incident log",
        "Exhibits",
        "Register of exhibits",
        "How to check, and what this shows",
        "Certification sheet",
    ]
    assert inside == ["Mar 2024", "Apr 2024"]


# What is not in it


def test_the_file_says_nothing_of_who_made_it_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "canary-user")
    monkeypatch.setenv("HOME", "/home/canary-home")

    pdf, _ = made(a_log(a_row(), exhibits=(a_capture("ML/1", a_png(40, 30)),)))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        facts = {str(name): str(value) for name, value in opened.docinfo.items()}
    assert facts == {
        "/Title": "22 Nov 2026",
        "/Producer": "Journal 0.1.0",
        "/CreationDate": "D:20261122101200+01'00'",
        "/ModDate": "D:20261122101200+01'00'",
    }
    assert b"canary" not in pdf
    assert str(FONTS).encode() not in pdf
    assert b"resources" not in pdf


def test_the_same_log_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    log = a_log(*(a_row(n) for n in range(12)), exhibits=(a_capture("ML/1", a_png(40, 30)),))

    first, _ = made(log)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    second, _ = made(log)

    assert first == second


def test_all_text_is_black_or_grey() -> None:
    with _opened(a_log(*(a_row(n) for n in range(3)), milestones=(a_warning(),))) as pdf:
        used = {operator for page in pdf.pages for _, operator in operations(page)}

    assert used & {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"} == set()


def test_every_font_is_embedded() -> None:
    with _opened(a_log(a_row(incident=an_incident(description="Грубо 你好 🔪")))) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        embedded = {
            name
            for name, font in fonts.items()
            if {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
        }

    assert embedded == set(fonts) == {
        "/AAAAAA+NotoSans-Regular", "/AAAAAA+NotoSans-Bold", "/AAAAAA+NotoSansCJKsc-Regular",
        "/AAAAAA+NotoEmoji-Regular",
    }  # fmt: skip


def test_it_says_recorded_and_never_proof_nor_alleged() -> None:
    text = as_text(made(a_log(a_row(incident=EVERYTHING), milestones=(a_warning(),)))[0]).lower()

    assert "recorded" in text
    assert not re.search(r"\bproof|\bproves|\balleged|!", text)


def test_what_it_shows_and_does_not_show_is_printed_with_every_log() -> None:
    last = page_texts(made(a_log(a_row()))[0])[-2]

    for said in (
        "What this shows",
        "What it does not show",
        'sha256sum "FILE"',
        "incident.create 1",
        "Signature",
    ):
        assert said in last


# On the way


def test_progress_counts_incidents_and_exhibits() -> None:
    told: list[tuple[int, int]] = []

    made(
        a_log(a_row(1), a_row(2), exhibits=(an_exhibit("ML/1", b"x"),)),
        progress=_noting(told),
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


def _noting(told: list[tuple[int, int]]) -> Progress:
    def note(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    return note


def test_a_log_that_is_no_longer_wanted_stops_at_once() -> None:
    with pytest.raises(Cancelled):
        made(a_log(a_row(1), a_row(2)), progress=lambda done, _all: done < 1)


class _OnlyForward(io.BytesIO):
    """Something like a sealed file: it can be written on, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0
        self.largest = 0

    def write(self, data: "Buffer", /) -> int:
        count = memoryview(data).nbytes
        self.size += count
        self.largest = max(self.largest, count)
        return count

    def seek(self, *_where: int) -> int:
        raise io.UnsupportedOperation

    tell = seek


def test_the_output_is_written_once_forward_and_in_small_pieces() -> None:
    big = a_png(1200, 900)
    out = _OnlyForward()

    result = write_paper(
        Layout.LOG, a_log(a_row(), exhibits=(a_capture("ML/1", big),)), out, Wording("en"), FONTS, NoDecoder()
    )

    assert out.size == result.size > len(big)
    assert out.largest < 2**20


def test_pages_are_written_as_they_are_made() -> None:
    sizes: list[int] = []
    out = _OnlyForward()

    def look(_done: int, _all: int) -> bool:
        sizes.append(out.size)
        return True

    write_paper(
        Layout.LOG, a_log(*(a_row(n) for n in range(60))), out, Wording("en"), FONTS, NoDecoder(), look
    )

    assert len(set(sizes)) >= 8


def test_an_unknown_reportlab_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlab.__version__", "5.2.0")

    with pytest.raises(pdf_file.UnknownReportlab):
        made(a_log(a_row()))


def test_figures_of_a_log_in_another_time_zone_keep_the_writers_days() -> None:
    when = exact(LocalTime("2024-03-13T23:30", "America/New_York", -240))

    first = page_texts(made(a_log(a_row(incident=Incident(when, headline="Late"))))[0])[0]

    assert "On Wednesday 13 March 2024." in first
