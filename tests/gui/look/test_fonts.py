"""Letters of many scripts can be shown also where the system has few fonts."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QTextLayout

from journal.gui.look import fonts


@pytest.mark.parametrize("text", ["收到陌生账号的私信", "Письмо", "🦉", "Ελληνικά"])
def test_a_text_is_drawn_without_empty_boxes(qapp: Any, checkout: Path, text: str) -> None:
    fonts.bring(checkout / "resources" / "fonts")

    assert not _boxes(text)


@pytest.mark.parametrize(
    "text",
    ["မင်းဘယ်မှာနေလဲ", "ខ្ញុំដឹងថា", "ཁྱེད་རང", "ฉันรู้ว่า", "ຂ້ອຍຮູ້", "የት", "ඔයා", "𝓘 𝔀", "ꦗꦮ", "𞤀𞤣", "ᠮᠣᠩᠭᠣᠯ", "ᐃᓄᒃ", "𓀀"],
)
def test_so_is_one_in_a_script_that_few_systems_have_letters_of(qapp: Any, checkout: Path, text: str) -> None:
    fonts.bring(checkout / "resources" / "fonts")
    fonts.bring_rare(checkout / "resources" / "fonts")

    assert not _boxes(text)


def _boxes(text: str) -> int:
    """How many of its letters no font has."""
    laid = QTextLayout(text, QFont())
    laid.beginLayout()
    laid.createLine()
    laid.endLayout()
    glyphs = [glyph for run in laid.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs
    return glyphs.count(0)


def test_a_folder_without_fonts_is_no_trouble(qapp: Any, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    (tmp_path / "broken.ttc").write_bytes(b"no fonts")

    fonts.bring(tmp_path)
    fonts.bring_rare(tmp_path)
