"""Asking for a first and a last day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.reading import Wanted
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.dates import DayField
from journal.gui.text.label import Small
from journal.gui.timeline.period import Period, between


class DaysSheet(Sheet):
    """Emits `period_chosen` with a Period; days in the wrong order are put right."""

    period_chosen = Signal(object)

    def __init__(self, kit: Kit, host: QWidget, wanted: Wanted) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Choose days"), width=360)
        self.first = DayField(say("First day"))
        self.last = DayField(say("Last day"))
        today = kit.now().local[:10]
        period = Period(today[:8] + "01", today)
        if wanted.from_ms is not None and wanted.until_ms is not None:
            period = between(wanted.from_ms, wanted.until_ms, kit.clock.zone())
        self.first.show_day(period.first)
        self.last.show_day(period.last)
        for label, field in ((say("First day"), self.first), (say("Last day"), self.last)):
            self.body.addWidget(Small(label))
            self.body.addWidget(field)
        self.narrow = Button(say("Show these days"), Role.MAIN)
        self.narrow.clicked.connect(self._narrow)
        self.cancel = self.end_with(self.narrow)

    def _narrow(self) -> None:
        first, last = sorted((self.first.day(), self.last.day()))
        self.period_chosen.emit(Period(first, last))
        self.close_sheet()
