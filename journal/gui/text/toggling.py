"""Buttons that stay down, in the hands of a screen reader."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton


class Toggling(QObject):
    """Presses its button where a screen reader toggles it.

    Qt only makes it look down then, and tells nobody that it was clicked. What the button itself and the program do to
    its state happens within `by_us`.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._by_us = False
        button.toggled.connect(self._toggled)

    @contextmanager
    def by_us(self) -> Iterator[None]:
        """What changes in here was no screen reader."""
        before, self._by_us = self._by_us, True
        try:
            yield
        finally:
            self._by_us = before

    def _toggled(self, down: bool) -> None:
        if self._by_us:
            return
        self._button.setChecked(not down)
        self._button.click()
