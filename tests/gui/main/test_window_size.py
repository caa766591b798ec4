"""The window is whole on the screen it comes up on: what locks it lies at the lower edge."""

import pytest
from PySide6.QtCore import QSize

from journal.gui.main.window import first_size, least_size


@pytest.mark.parametrize(
    ("room", "least", "first"),
    [
        (QSize(1904, 1032), QSize(800, 560), QSize(1280, 820)),
        (QSize(1350, 720), QSize(800, 560), QSize(1280, 720)),
        # 1366 x 768 where everything is drawn one and a half times as large, and twice.
        (QSize(894, 464), QSize(800, 464), QSize(894, 464)),
        (QSize(667, 336), QSize(667, 336), QSize(667, 336)),
        # A screen that is not known yet.
        (QSize(-16, -48), QSize(480, 320), QSize(480, 320)),
    ],
)
def test_U07_the_window_is_never_larger_than_the_screen(room: QSize, least: QSize, first: QSize) -> None:
    assert least_size(room) == least
    assert first_size(room) == first
