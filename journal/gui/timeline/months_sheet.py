"""What the bars over the timeline say, as a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from journal.gui.kit import Wording
from journal.gui.look import sizes
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button


class MonthsSheet(Sheet):
    """A month and its number of entries in each row, newest first."""

    def __init__(self, words: Wording, host: QWidget, months: Sequence[tuple[str, int]]) -> None:
        super().__init__(words, host, words.say("Entries by month"), width=420, tall=True)
        self.table = QTableWidget(len(months), 2)
        self.table.setAccessibleName(words.say("Entries by month"))
        self.table.setHorizontalHeaderLabels([words.say("Month"), words.say("Entries")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(sizes.scaled(30))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setProperty("ring", True)
        for row, (month, number) in enumerate(reversed(months)):
            count = QTableWidgetItem(words.number(number))
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, 0, QTableWidgetItem(words.month(month)))
            self.table.setItem(row, 1, count)
        self.body.addWidget(self.table)
        self.done = Button(words.say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
