"""The section of the settings over a host of its own."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.gui.opening.section import OpeningSection


@pytest.fixture
def host(qtbot: Any) -> Any:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 560)
    host.show()
    return host


@pytest.fixture
def section(kit: Any, journal: Any, host: Any) -> Any:
    section = OpeningSection(kit, journal, host)
    section.setParent(host)
    section.resize(600, 400)
    section.show()
    return section
