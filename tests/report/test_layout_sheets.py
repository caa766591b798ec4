"""The sheets of every layout: bound at 28 mm, in type that can be read, in black and grey, with links that lead on."""

import io

import pikepdf
import pytest

from journal.domain.casework import Person, WitnessContact
from journal.domain.incident import Needed, Witness
from journal.domain.printing import Layout, PaperSize
from journal.report.certification import Certified
from journal.report.contact_sheet import Details
from journal.report.layouts import write_blank_sheet, write_certification, write_contact_sheet
from journal.report.model import Log
from journal.services.wording import Wording
from tests.report.logs import DAY_MS, FIRST_MS, FONTS, a_log, a_row, a_warning, an_exhibit, an_incident, made
from tests.report.reading_back import faults, operations

BOUND = 28 / 25.4 * 72 - 0.01
FOOT = 8.5
REACHED = 12.7 / 25.4 * 72
"""Nearer to the edge of a sheet many inkjet printers cannot print: half an inch at the foot."""
DESCENT = 0.25
TEXT = "Das ist ein Text mit 你好, привет, مرحبا 2026 und 🔪"
WORDS = Wording("en")


def _log(paper: PaperSize) -> Log:
    rows = [
        a_row(
            n,
            exhibits=("ML/1",),
            incident=an_incident(
                FIRST_MS + n * DAY_MS,
                description=TEXT,
                exact_words=TEXT * 3,
                starred=n % 3 == 0,
                witnesses=(Witness(f"Hana {n}"),),
                still_needed=(Needed("a film", "the shop"),),
            ),
        )
        for n in range(1, 25)
    ]
    return a_log(*rows, exhibits=(an_exhibit("ML/1", b"x"),), milestones=(a_warning(),), paper=paper)


def _paper(layout: Layout, paper: PaperSize) -> bytes:
    log, out = _log(paper), io.BytesIO()
    if layout is Layout.BLANK:
        write_blank_sheet(log, out, WORDS, FONTS)
    elif layout is Layout.CONTACT:
        details = Details(Person(name="M. Leroux", safe_contact=TEXT), ((1, WitnessContact("Hana", TEXT)),))
        write_contact_sheet(log, details, out, WORDS, FONTS)
    else:
        return made(log, layout)[0]
    return out.getvalue()


def _certification(paper: PaperSize) -> bytes:
    out = io.BytesIO()
    write_certification(_log(paper), Certified("1 START HERE.pdf", "ab" * 32), out, WORDS, FONTS)
    return out.getvalue()


every_sheet = pytest.mark.parametrize("paper", PaperSize)
every_layout = pytest.mark.parametrize("layout", [*Layout, None])


def _open(layout: Layout | None, paper: PaperSize) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(_certification(paper) if layout is None else _paper(layout, paper)))


@every_layout
@every_sheet
def test_every_sheet_leaves_room_to_be_bound(layout: Layout | None, paper: PaperSize) -> None:
    with _open(layout, paper) as pdf:
        for page in pdf.pages:
            width, height = (float(edge) for edge in page.MediaBox[2:])
            places = [operands[4:6] for operands, operator in operations(page) if operator == "Tm"]
            if width < height:
                assert min(float(x) for x, _ in places) >= BOUND
            else:
                assert max(float(y) for _, y in places) <= height - BOUND
            assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in places)


@every_layout
@every_sheet
def test_the_foot_stands_where_every_printer_reaches(layout: Layout | None, paper: PaperSize) -> None:
    with _open(layout, paper) as pdf:
        for page in pdf.pages:
            places = [operands[4:6] for operands, operator in operations(page) if operator == "Tm"]
            assert min(float(y) for _, y in places) >= REACHED + FOOT * DESCENT
            assert min(float(x) for x, _ in places) >= REACHED


@every_layout
def test_nothing_is_set_smaller_than_the_foot_and_what_was_written_is_set_larger(
    layout: Layout | None,
) -> None:
    with _open(layout, PaperSize.A4) as pdf:
        sizes = {
            round(float(operands[1]), 2)
            for page in pdf.pages
            for operands, operator in operations(page)
            if operator == "Tf"
        }

    boxed = {size for size in sizes if size < FOOT}
    assert not {size for size in boxed if size not in {round(each * 0.6, 2) for each in sizes}}
    if layout not in (None, Layout.BLANK, Layout.REGISTER):
        assert 10.5 in sizes


@every_layout
def test_every_layout_is_black_and_grey_with_every_font_inside_and_links_that_lead_somewhere(
    layout: Layout | None,
) -> None:
    pdf_bytes = _certification(PaperSize.A4) if layout is None else _paper(layout, PaperSize.A4)

    assert not faults(pdf_bytes)
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        used = {operator for page in pdf.pages for _, operator in operations(page)}
        assert used & {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"} == set()
        names = {bytes(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        linked = {bytes(link.Dest) for page in pdf.pages for link in page.get("/Annots", ())}
        assert linked <= names
        for forbidden in (b"/URI", b"/JS", b"/Launch", b"/EmbeddedFile"):
            assert forbidden not in pdf_bytes
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                described = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in described or "/FontFile3" in described
