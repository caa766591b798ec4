"""The bar that asks about the copy a file was added from; leaving it is what happens if nobody answers."""

import stat
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button
from journal.gui.text.label import Label
from journal.gui.text.marks import one_line


class CopiesBar(QWidget):
    """Emits `removed` with how many copies went and how many could not be removed."""

    removed = Signal(int, int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._copies: tuple[tuple[Path, tuple[int, ...]], ...] = ()
        self._said = Label("")
        self.leave = Button(words.say("Leave it"), small=True)
        self.remove = Button(words.say("Remove that copy"), small=True)
        self.leave.clicked.connect(self.hide)
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._said, 1)
        row.addWidget(self.leave)
        row.addWidget(self.remove)
        self.hide()

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask about these."""
        self._copies = tuple((path, _facts(path)) for path in paths)
        folders = {path.parent.name for path in paths}
        place = one_line(next(iter(folders))) if len(folders) == 1 else ""
        say, count = self._words.say, self._words.count
        number = len(paths)
        if place:
            self._said.setText(
                count(
                    "Kept and checked. The copy in {place} is still readable there.",
                    "Kept and checked. The {number} copies in {place} are still readable there.",
                    number,
                    place=place,
                )
            )
        else:
            self._said.setText(
                say("Kept and checked. The copies you took them from are still readable there.")
            )
        self.leave.show_text(say("Leave it") if number == 1 else say("Leave them"))
        self.remove.show_text(say("Remove that copy") if number == 1 else say("Remove those copies"))
        self.show()

    def said(self) -> str:
        """What it asks, while it asks."""
        return self._said.text() if self.isVisible() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.ACCENT_SOFT))
        painter.fillRect(0, 0, self.width(), 1, colour(Token.LINE))

    def _remove(self) -> None:
        self.hide()
        failed = 0
        for path, facts in self._copies:
            try:
                # What was written to since holds more than was kept, and a link is not the copy.
                if not facts or _facts(path) != facts:
                    failed += 1
                    continue
                path.unlink()
            except OSError:
                failed += 1
        self.removed.emit(len(self._copies) - failed, failed)


def _facts(path: Path) -> tuple[int, ...]:
    """What tells whether a file is still the same; nothing for a link or one that is gone."""
    try:
        facts = path.lstat()
    except (OSError, ValueError):
        return ()
    if stat.S_ISLNK(facts.st_mode):
        return ()
    return (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)
