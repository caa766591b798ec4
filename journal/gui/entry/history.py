"""The history of an entry: every version that was recorded, and what changed from one to the next."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.reading import Version
from journal.gui.entry.differences import Change, steps
from journal.gui.entry.shown import Shown
from journal.gui.kit import Kit
from journal.gui.look.rule import Rule
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.marks import visible


class HistorySheet(Sheet):
    """Newest first; nothing in it can be changed."""

    def __init__(self, kit: Kit, host: QWidget, versions: Sequence[Version], shown: Shown) -> None:
        super().__init__(kit.words, host, kit.words.say("History"), width=560)
        words = kit.words
        self.body.addWidget(
            Small(words.say("Nothing that was recorded is ever overwritten. Earlier versions stay here."))
        )
        for at, step in enumerate(steps(kit, versions, shown)):
            if at:
                self.body.addWidget(Rule())
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(Label(step.heading, Kind.STRONG))
            part.addWidget(Small(step.when))
            for change in step.changes:
                part.addWidget(_ChangeBox(kit, change))
            self.body.addLayout(part)
        self.body.addStretch(1)
        self.done = Button(words.say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)


class _ChangeBox(QWidget):
    """One field, before and after."""

    def __init__(self, kit: Kit, change: Change) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(1)
        box.addWidget(Small(change.label))
        if change.before:
            before = Label(visible(change.before), quiet=True, selectable=True)
            font = before.font()
            font.setStrikeOut(True)
            before.setFont(font)
            before.setAccessibleName(kit.words.say("Before: {text}", text=visible(change.before)))
            box.addWidget(before)
        now = Label(visible(change.after) or kit.words.say("nothing"), selectable=True)
        now.setAccessibleName(kit.words.say("Then: {text}", text=now.text()))
        box.addWidget(now)
