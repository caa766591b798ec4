"""The ways to capture beside the ordinary one: less of the desktop, later, a part, a long page."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from journal.domain.capture_wish import DELAYS, CaptureWish, What
from journal.domain.words import Words
from journal.gui.text.button import Button
from journal.gui.text.menu import Menu

WAYLAND = "wayland"
"""Where no program is told what lies where; a part can still be chosen on the picture."""


class CaptureWays(QObject):
    """A menu under a button; tells what was chosen in it."""

    wished = Signal(object)
    part_wanted = Signal()
    long_page_wanted = Signal()

    def __init__(self, words: Words, button: Button) -> None:
        super().__init__(button)
        self._words = words
        self._button = button
        button.clicked.connect(self.offer)

    def offer(self) -> Menu:
        """Show the menu."""
        say = self._words.say
        menu = Menu(self._button.accessibleName(), self._button)
        if QGuiApplication.platformName() != WAYLAND:
            if len(QGuiApplication.screens()) > 1:
                menu.offer(say("This screen only"), partial(self._wish, CaptureWish(What.SCREEN)))
            menu.offer(say("The window in front only"), partial(self._wish, CaptureWish(What.WINDOW)))
        menu.offer(say("A part of the screen…"), self.part_wanted.emit)
        menu.offer(say("A long page, piece by piece…"), self.long_page_wanted.emit)
        menu.addSeparator()
        for seconds in DELAYS:
            text = self._words.count("In {number} second", "In {number} seconds", seconds)
            menu.offer(text, partial(self._wish, CaptureWish(delay=seconds)))
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 2)))
        return menu

    def _wish(self, wish: CaptureWish) -> None:
        self.wished.emit(wish)
