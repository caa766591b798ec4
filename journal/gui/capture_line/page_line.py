"""The line while a long page is kept piece by piece: each capture is the next piece of the same entry, until Done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.gui.capture_line.looked import found, to_try
from journal.gui.capture_line.panel import Panel
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Kind, Label, Small


class PageLine(Panel):
    """`next_wanted` asks for the next piece, `finished` says that there are no more."""

    next_wanted = Signal()
    finished = Signal()

    def __init__(self, kit: Kit, home: QWidget | None = None) -> None:
        super().__init__(home)
        self._kit = kit
        say = kit.words.say
        self.kept = Label("", Kind.STRONG)
        self._said = Small(
            say("Scroll on in the page, then keep the next piece. The focus stays where it is.")
        )
        self._try = Small("")
        self.next = Button(say("Next piece"), Role.MAIN)
        self.done = Button(say("Done"))
        self.next.clicked.connect(self.next_wanted)
        self.done.clicked.connect(self.finished)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(self.done)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 12, 18, 14)
        box.setSpacing(8)
        for one in (self.kept, self._try, self._said):
            box.addWidget(one)
        box.addLayout(row)

    def say_piece(self, number: int, mark: str) -> None:
        """Say that this piece is kept, and show the line again."""
        words = self._kit.words
        time = words.clock(self._kit.now())
        said = words.say("Piece {number} kept {time}", number=words.number(number), time=time)
        wrong = found(words, mark)
        self.kept.setText(f"{said}, {wrong}" if wrong else said)
        self._try.setText(to_try(words, mark))
        self._try.setVisible(bool(wrong))
        self.setAccessibleName(self.kept.text())
        self.come(self.kept.text())
