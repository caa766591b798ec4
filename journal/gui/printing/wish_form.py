"""What goes on paper: for whom, in which layout, which entries. Who will read it is never chosen beforehand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.ids import ActorId, IncidentId
from journal.domain.incident_types import IncidentType
from journal.domain.printing import Layout, PaperSize, PrintWish, Reader
from journal.domain.reading import ActorLine, Wanted
from journal.gui.kit import Kit
from journal.gui.printing.layouts import layout_name, layout_use
from journal.gui.printing.sheet_size import usual_size
from journal.gui.text.button import Button
from journal.gui.text.choices import Check, Choice, Pick, words_begin
from journal.gui.text.dates import DayField
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.several import Several
from journal.gui.timeline.period import Period, between, month_before, months

if TYPE_CHECKING:
    from journal.services.languages import Language


class WishForm(QWidget):
    """Emits `wished` whenever another paper is wanted, or none yet, and `ticking` to have entries ticked one by one.

    `language_chosen` carries the tag of the language the person chose.
    """

    wished = Signal()
    ticking = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        kit: Kit,
        people: Sequence[ActorLine],
        shown: Wanted,
        first_day: str,
        languages: Sequence["Language"],
        types: Sequence[IncidentType] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        say = kit.words.say
        self._only: tuple[IncidentId, ...] = ()
        self.readers = {
            Reader.POLICE: Choice(say("Police")),
            Reader.LAWYER: Choice(say("My lawyer or support worker")),
            Reader.OTHER: Choice(say("It may be seen by the other person")),
        }
        self.layouts = Pick(say("Which paper"))
        self.use = Small("")
        self.sure = Check(say("I will keep it apart from all other papers"))
        self.period = Pick(say("Which time"))
        self.first = DayField(say("First day"))
        self.last = DayField(say("Last day"))
        self._days = Flowing(self.first, Small("–"), self.last)
        self.people = Several(kit.words, say("Which people"), say("Every person"))
        self.kinds = Several(kit.words, say("Which kinds"), say("Every kind"))
        self.starred = Check(say("Only the most serious"))
        self.with_files = Check(say("Only entries with files"))
        self.tick = Button(say("Tick entries one by one…"), small=True)
        self.exhibits = Check(say("With the pictures and files"))
        self.history = Check(say("With what changed entries said before"))
        self.combined = Check(say("Also count everyone together"))
        self.paper = Pick(say("Paper"))
        self.language = Pick(say("Language of the paper"))
        self._own_words = Small(say("What you wrote stays in your own words."))
        for each in languages:
            self.language.offer(say("Paper in {language}", language=each.name), each.tag)
        self._offer(people, types, shown, first_day)
        self._what = QWidget()
        self._build()
        self._connect()
        self._settle_down()

    def wish(self) -> PrintWish | None:
        """What is wanted; nothing until it is said who will read it. An empty sheet may be read by anyone."""
        layout = self.layout_wanted()
        reader = Reader.POLICE if layout is Layout.BLANK else self._reader()
        if reader is None or (layout is Layout.CONTACT and not self.sure.isChecked()):
            return None
        return PrintWish(
            reader,
            self.wanted(),
            self._only,
            PaperSize(self.paper.currentData()),
            str(self.language.currentData()),
            self.exhibits.isChecked(),
            layout,
            self.history.isVisibleTo(self) and self.history.isChecked(),
            self.combined.isVisibleTo(self) and self.combined.isChecked(),
        )

    def wanted(self) -> Wanted:
        """Which entries are wanted, before any is ticked."""
        start = end = None
        period = self._period()
        if period is not None:
            start, end = period.instants(self._kit.clock.zone())
        return Wanted(
            actors=tuple(ActorId(each) for each in self.people.chosen()),
            types=self.kinds.chosen(),
            with_files=self.with_files.isChecked(),
            from_ms=start,
            until_ms=end,
            starred=self.starred.isChecked(),
        )

    def layout_wanted(self) -> Layout:
        """Which layout; the other person gets no other than the full log."""
        layout = Layout(self.layouts.currentData())
        return Layout.LOG if self._reader() is Reader.OTHER and layout is not Layout.BLANK else layout

    def speak(self, tag: str) -> None:
        """Want the paper in that language; what is wanted already is set anew if it was in another."""
        if tag != self.language.currentData():
            self.language.choose(tag)
            self._changed()

    def take(self, layout: Layout) -> None:
        """Want that layout instead."""
        self.layouts.choose(layout)
        self._changed()

    def only(self) -> tuple[IncidentId, ...]:
        """The entries that were ticked; none where all that are wanted go in."""
        return self._only

    def tick_only(self, entries: tuple[IncidentId, ...]) -> None:
        """Want only these of them; all where there are none."""
        self._only = entries
        self._changed()

    def _reader(self) -> Reader | None:
        return next((one for one, choice in self.readers.items() if choice.isChecked()), None)

    def _build(self) -> None:
        say = self._kit.words.say
        told = {
            Reader.POLICE: say(
                "Later perhaps a court and the other side, too. Not your private notes, nor calls with a lawyer."
            ),
            Reader.LAWYER: say(
                "Only they, unless they pass it on. With your calls to them; not your private notes."
            ),
            Reader.OTHER: say(
                "They, and anyone they show it to. Not what you cover or keep private, who saw it, or when you"
                " wrote."
            ),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(Label(say("Who will read it?"), Kind.STRONG))
        for reader, choice in self.readers.items():
            about = Small(told[reader])
            about.setContentsMargins(words_begin(), 0, 0, 4)
            box.addWidget(choice)
            box.addWidget(about)
        box.addSpacing(8)
        box.addWidget(Label(say("Which paper?"), Kind.STRONG))
        for widget in (self.layouts, self.use, self.sure):
            box.addWidget(widget)
        box.addSpacing(8)
        inside = QVBoxLayout(self._what)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(Label(say("What goes in?"), Kind.STRONG))
        for part in (self.period, self._days, self.people, self.kinds, self.starred, self.with_files):
            inside.addWidget(part)
        inside.addWidget(Flowing(self.tick))
        inside.addWidget(self.exhibits)
        inside.addWidget(self.history)
        inside.addWidget(self.combined)
        box.addWidget(self._what)
        for widget in (self.paper, self.language, self._own_words):
            box.addWidget(widget)
        box.addStretch(1)

    def _offer(
        self, people: Sequence[ActorLine], types: Sequence[IncidentType], shown: Wanted, first_day: str
    ) -> None:
        say = self._kit.words.say
        for layout in Layout:
            self.layouts.offer(layout_name(self._kit.words, layout), layout)
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
        for one in people:
            self.people.offer(one.label, one.id)
        self.people.choose_all_of(shown.actors)
        if not people:
            self.people.hide()
        for kind in types:
            if not kind.parent:
                self.kinds.offer(say(kind.label), kind.key)
        self.kinds.choose_all_of(shown.types)
        self.starred.setChecked(shown.starred)
        self.exhibits.setChecked(True)
        for size, name in ((PaperSize.A4, say("A4 paper")), (PaperSize.LETTER, say("Letter paper"))):
            self.paper.offer(name, size)
        self.paper.choose(usual_size())

    def _connect(self) -> None:
        for pick in (self.layouts, self.period, self.paper):
            pick.activated.connect(self._changed)
        for several in (self.people, self.kinds):
            several.changed.connect(self._changed)
        for check in (
            *self.readers.values(),
            self.sure,
            self.starred,
            self.with_files,
            self.exhibits,
            self.history,
            self.combined,
        ):
            check.toggled.connect(self._changed)
        for day in (self.first, self.last):
            day.dateChanged.connect(self._changed)
        self.tick.clicked.connect(self.ticking)
        self.language.activated.connect(self._choose_language)

    def _choose_language(self, _at: int) -> None:
        self.language_chosen.emit(self.language.currentData())
        self._changed()

    def _changed(self, *_what: object) -> None:
        self._settle_down()
        self.wished.emit()

    def _settle_down(self) -> None:
        """Show what the layout and the reader leave to be chosen."""
        words, layout = self._kit.words, self.layout_wanted()
        self.use.setText(layout_use(words, layout))
        if self._reader() is Reader.OTHER and layout is Layout.LOG:
            self.layouts.choose(Layout.LOG)
            self.use.setText(words.say("For them there is only this one."))
        self.sure.setVisible(layout is Layout.CONTACT)
        self._what.setVisible(layout is not Layout.BLANK)
        self.exhibits.setVisible(layout is Layout.LOG)
        self.history.setVisible(layout is Layout.LOG and self._reader() is not Reader.OTHER)
        several = len(self.people.chosen() or self.people.offered()) > 1
        self.combined.setVisible(several and layout in (Layout.LOG, Layout.OVERVIEW))
        self._days.setVisible(self.period.currentData() == "days")
        self.language.setVisible(self.language.count() > 1)
        self._own_words.setVisible(self.language.currentData() != words.language)
        self.tick.show_text(
            words.count("One entry ticked…", "{number} entries ticked…", len(self._only))
            if self._only
            else words.say("Tick entries one by one…")
        )

    def _period(self) -> Period | None:
        chosen = self.period.currentData()
        if chosen == "days":
            first, last = sorted((self.first.day(), self.last.day()))
            return Period(first, last)
        return chosen if isinstance(chosen, Period) else None
