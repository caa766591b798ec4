"""What goes on paper: for whom, which entries, on which sheet. Who will read it is never chosen beforehand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.printing import PaperSize, PrintWish, Reader
from journal.domain.reading import ActorLine, Wanted
from journal.gui.kit import Kit
from journal.gui.text.choices import Check, Choice, Pick
from journal.gui.text.dates import DayField
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Kind, Label, Small
from journal.gui.timeline.period import Period, between, month_before, months


class WishForm(QWidget):
    """Emits `wished` whenever another paper is wanted."""

    wished = Signal()

    def __init__(
        self,
        kit: Kit,
        people: Sequence[ActorLine],
        shown: Wanted,
        first_day: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        say = kit.words.say
        self.readers = {
            Reader.POLICE: Choice(say("Police")),
            Reader.LAWYER: Choice(say("My lawyer or support worker")),
            Reader.OTHER: Choice(say("It may be seen by the other person")),
        }
        told = {
            Reader.POLICE: say("Everything chosen, with its files. Never your private notes."),
            Reader.LAWYER: say("The same paper, marked for them."),
            Reader.OTHER: say("Only what is covered and safe to show."),
        }
        self.period = Pick(say("Which time"))
        self.first = DayField(say("First day"))
        self.last = DayField(say("Last day"))
        self._days = Flowing(self.first, Small("–"), self.last)
        self.person = Pick(say("Which person"))
        self.with_files = Check(say("Only entries with files"))
        self.exhibits = Check(say("With the pictures and files"))
        self.paper = Pick(say("Paper"))
        self._offer(people, shown, first_day)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(Label(say("Who will read it?"), Kind.STRONG))
        for reader, choice in self.readers.items():
            choice.toggled.connect(self._changed)
            about = Small(told[reader])
            about.setContentsMargins(30, 0, 0, 4)
            box.addWidget(choice)
            box.addWidget(about)
        box.addSpacing(8)
        box.addWidget(Label(say("What goes in?"), Kind.STRONG))
        for widget in (self.period, self._days, self.person, self.with_files, self.exhibits, self.paper):
            box.addWidget(widget)
        box.addStretch(1)
        self._connect()

    def wish(self) -> PrintWish | None:
        """What is wanted; nothing until it is said who will read it."""
        reader = next((one for one, choice in self.readers.items() if choice.isChecked()), None)
        if reader is None:
            return None
        start = end = None
        period = self._period()
        if period is not None:
            start, end = period.instants(self._kit.clock.zone())
        wanted = Wanted(
            actor=self.person.currentData(),
            with_files=self.with_files.isChecked(),
            from_ms=start,
            until_ms=end,
        )
        paper = PaperSize(self.paper.currentData())
        return PrintWish(reader, wanted, (), paper, self._kit.words.language, self.exhibits.isChecked())

    def _offer(self, people: Sequence[ActorLine], shown: Wanted, first_day: str) -> None:
        say = self._kit.words.say
        today = self._kit.now().local[:10]
        month = today[:7]
        self.period.offer(say("All of the time"), None)
        if shown.from_ms is not None and shown.until_ms is not None:
            seen = between(shown.from_ms, shown.until_ms, self._kit.clock.zone())
            self.period.offer(say("The time in the list now"), seen)
        self.period.offer(say("The last 3 months"), months(month_before(month, 2), month))
        self.period.offer(say("This year"), Period(f"{month[:4]}-01-01", f"{month[:4]}-12-31"))
        self.period.offer(say("From a day to a day"), "days")
        self.first.show_day(first_day or today)
        self.last.show_day(today)
        self._days.hide()
        self.person.offer(say("Every person"), None)
        for one in people:
            self.person.offer(one.label, one.id)
        self.person.choose(shown.actor)
        if self.person.currentIndex() < 0:
            self.person.choose(None)
        self.exhibits.setChecked(True)
        for size, name in ((PaperSize.A4, say("A4 paper")), (PaperSize.LETTER, say("Letter paper"))):
            self.paper.offer(name, size)

    def _connect(self) -> None:
        for pick in (self.period, self.person, self.paper):
            pick.activated.connect(self._changed)
        for check in (self.with_files, self.exhibits):
            check.toggled.connect(self._changed)
        for day in (self.first, self.last):
            day.dateChanged.connect(self._changed)

    def _changed(self, *_what: object) -> None:
        self._days.setVisible(self.period.currentData() == "days")
        if self.wish() is not None:
            self.wished.emit()

    def _period(self) -> Period | None:
        chosen = self.period.currentData()
        if chosen == "days":
            first, last = sorted((self.first.day(), self.last.day()))
            return Period(first, last)
        return chosen if isinstance(chosen, Period) else None
