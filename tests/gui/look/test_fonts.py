"""Letters of many scripts can be shown also where the system has few fonts."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QTextLayout

from journal.gui.look import fonts


@pytest.mark.parametrize("text", ["收到陌生账号的私信", "Письмо", "🦉", "Ελληνικά"])
def test_a_text_is_drawn_without_empty_boxes(qapp: Any, checkout: Path, text: str) -> None:
    fonts.bring(checkout / "resources" / "fonts")
    laid = QTextLayout(text, QFont())
    laid.beginLayout()
    laid.createLine()
    laid.endLayout()

    runs = laid.glyphRuns()

    assert runs
    assert all(0 not in run.glyphIndexes() for run in runs)


def test_a_folder_without_fonts_is_no_trouble(qapp: Any, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")

    fonts.bring(tmp_path)
