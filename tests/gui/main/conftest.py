"""A guide who leads to every place in the window."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.places import Guide


@pytest.fixture
def guide(qtbot: Any, kit: Any, door: Any, qapp: QApplication) -> Iterator[Guide]:
    guide = Guide(qtbot, kit, door, qapp)
    yield guide
    guide.leave()
