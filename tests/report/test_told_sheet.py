"""What the window says comes onto paper whole, however long it is and in whatever letters."""

import io

import pikepdf

from journal.domain.printing import Told
from journal.report.told_sheet import write_told
from journal.report.verifier import paper_text
from journal.services.wording import Wording
from tests.report.logs import FONTS, a_log


def test_every_line_of_a_long_list_is_on_the_paper() -> None:
    lines = tuple(f"Entry {number}, 密 “a name” 🔪: gone" for number in range(1, 301))
    told = Told("What is missing", (("", ("Saved from a damaged journal.",)), ("Entries", lines)))
    out = io.BytesIO()

    made = write_told(told, a_log(), out, Wording("en"), FONTS)

    text = paper_text(out.getvalue())
    said = " ".join(text.split())
    assert [number for number in range(1, 301) if f"Entry {number}," not in said] == []
    assert "Saved from a damaged journal." in said
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == made.pages > 5
        assert str(pdf.docinfo["/Title"]) == "22 Nov 2026"
