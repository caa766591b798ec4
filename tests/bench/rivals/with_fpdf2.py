"""fpdf2 with its own tables and pictures."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.case import Figures
from tests.bench.memory import watched
from tests.bench.rivals import content as c

if TYPE_CHECKING:
    from fpdf import FPDF


def print_all(work: Path, place: str) -> Figures:
    """The log and its pictures."""
    content = c.read(work / place)
    target = work / "fpdf2.pdf"
    with watched() as memory:
        begun = time.perf_counter()
        pdf = _document()
        pdf.set_margins(c.LEFT, c.TOP, c.RIGHT)
        pdf.set_auto_page_break(True, c.BOTTOM)
        pdf.add_font("Plain", fname=content.fonts / "NotoSans-Regular.ttf")
        pdf.add_font("Plain", style="B", fname=content.fonts / "NotoSans-Bold.ttf")
        _log(pdf, content)
        for exhibit in content.exhibits:
            _exhibit(pdf, content, exhibit)
        _register(pdf, content)
        pages = pdf.page_no()
        pdf.output(str(target))
        seconds = time.perf_counter() - begun
    return {**c.figures(pages, target, seconds), **memory}


def _document() -> "FPDF":
    from fpdf import FPDF

    class Log(FPDF):  # type: ignore[misc]  # it brings no types
        def footer(self) -> None:
            self.set_y(-c.BOTTOM + 12)
            self.set_font("Plain", size=8.5)
            self.cell(0, 12, f"page {self.page_no()} of {{nb}}", align="R")

    return Log(unit="pt", format="A4")


def _log(pdf: "FPDF", content: c.Content) -> None:
    pdf.add_page()
    pdf.set_font("Plain", size=c.LARGE)
    pdf.cell(text="Incident log", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Plain", size=c.BODY)
    rows = [c.HEADS]
    for row in content.rows:
        what = "\n".join(text for text in (row.headline, row.description, row.exact_words) if text)
        rows.append((f"{row.number}\n{row.when}", what, _lines(row.facts)))
    _table(pdf, rows)


def _table(pdf: "FPDF", rows: list[tuple[str, str, str]]) -> None:
    from fpdf.enums import TableBordersLayout

    half = (pdf.epw - c.WHEN) / 2
    with pdf.table(
        col_widths=(c.WHEN, half, half),
        line_height=14.4,
        text_align="LEFT",
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
    ) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)


def _exhibit(pdf: "FPDF", content: c.Content, exhibit: c.Exhibit) -> None:
    pdf.add_page()
    pdf.set_font("Plain", size=c.LARGE)
    pdf.cell(text=exhibit.reference, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Plain", size=c.FACT)
    pdf.multi_cell(0, 12.3, _lines(exhibit.facts), new_x="LMARGIN", new_y="NEXT")
    if exhibit.picture:
        room = pdf.h - c.BOTTOM - pdf.get_y() - 6
        pdf.image(content.picture(exhibit), w=pdf.epw, h=room, keep_aspect_ratio=True)


def _register(pdf: "FPDF", content: c.Content) -> None:
    pdf.add_page()
    pdf.set_font("Plain", size=c.FACT)
    rows = [("Exhibit", "File", "SHA-256")]
    for exhibit in content.exhibits:
        said = dict(exhibit.facts)
        rows.append((exhibit.reference, said["File"], said["SHA-256"]))
    _table(pdf, rows)


def _lines(facts: c.Facts) -> str:
    return "\n".join(f"{label}: {said}" for label, said in facts)
