"""Asking when: as exactly as the person knows it and no more, in the zone they saw it in."""

from dataclasses import replace
from enum import StrEnum
from functools import partial
from zoneinfo import available_timezones

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.errors import TimeNeverWas, TimeTwice
from journal.domain.moments import DayPart, LocalTime, Precision, TimeSource, When, local_time
from journal.gui import terms
from journal.gui.entry.editor import Editor
from journal.gui.kit import Kit
from journal.gui.text.button import Button, Link
from journal.gui.text.choices import Pick
from journal.gui.text.dates import ClockField, DayField
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label, Small
from journal.gui.text.marks import visible


class Known(StrEnum):
    """How exactly the time is known, as it is asked."""

    EXACT = "exact"
    ABOUT = "about"
    PART = "part"
    DAY = "day"
    MONTH = "month"
    BEFORE = "before"
    UNKNOWN = "unknown"


_CLOCKED = {Known.EXACT, Known.ABOUT, Known.BEFORE}


class TimeEditor(Editor):
    """The value is a When or None. A time that was twice is asked about, one that never was is refused in words."""

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        words = kit.words
        self._value: When | None = None
        self._zone = kit.clock.zone()
        self._fold: int | None = None
        self.how = Pick(words.say("How exactly do you know it"))
        for known in Known:
            self.how.offer(_known(kit, known), known)
        self.day = DayField(words.say("{name}: day", name=name))
        self.clock = ClockField(words.say("{name}: time", name=name))
        self.part = Pick(words.say("{name}: part of the day", name=name))
        for part in DayPart:
            self.part.offer(terms.day_part(words, part), part)
        self.source = Pick(words.say("How do you know the time"))
        for source in TimeSource:
            self.source.offer(terms.source(words, source), source)
        self.to_day = DayField(words.say("{name}: last day", name=name))
        self.to_clock = ClockField(words.say("{name}: end", name=name))
        self.zone = Pick(words.say("Time zone"))
        self.trouble = Label("")
        self.trouble.hide()
        self._build()
        for pick in (self.how, self.part, self.source):
            pick.activated.connect(self._changed)
        for day in (self.day, self.to_day):
            day.dateChanged.connect(self._changed)
            day.not_read.connect(self._day_not_read)
        for clock in (self.clock, self.to_clock):
            clock.timeChanged.connect(self._changed)
            clock.unread_changed.connect(self._not_read)

    def show_value(self, value: When | None) -> None:
        self._value = value
        moment = (value.from_ or value.to) if value is not None else None
        moment = moment or self._kit.now()
        self._zone = moment.tz
        self._fold = moment.fold if value is not None else None
        self.how.choose(_how(value))
        self.day.show_day(moment.local[:10])
        self.clock.show_clock(moment.local[11:16])
        self.part.choose(value.part if value is not None and value.part else DayPart.EVENING)
        # Of what was only begun to be told nobody has said yet how its time is known.
        unsaid = value is None or (value.is_bound and value.source is TimeSource.SEEN)
        self.source.choose(value.source if value is not None and not unsaid else TimeSource.MEMORY)
        self.zone.setVisible(False)
        self._other_zone.show_text(
            self._kit.words.say("{place}, change", place=terms.place_of(self._kit.words, self._zone))
        )
        ends = value is not None and value.to is not None and value.from_ is not None
        if ends and value is not None and value.to is not None:
            self.to_day.show_day(value.to.local[:10])
            self.to_clock.show_clock(value.to.local[11:16])
        self._until.setVisible(ends)
        self._settle_down()

    def first_field(self) -> QWidget:
        return self.how

    # Building

    def _build(self) -> None:
        words = self._kit.words
        self._today = Link(words.say("today"))
        self._yesterday = Link(words.say("yesterday"))
        self._today.clicked.connect(partial(self._set_day, 0))
        self._yesterday.clicked.connect(partial(self._set_day, 1))
        self._span = Link(words.say("It went on until…"))
        self._span.clicked.connect(self._add_end)
        self._no_span = Link(words.say("No end"))
        self._no_span.clicked.connect(self._drop_end)
        self._other_zone = Link("")
        self._other_zone.clicked.connect(self._offer_zones)
        self.zone.activated.connect(self._zone_chosen)
        self.first_one = Button(words.say("The first"), small=True)
        self.second_one = Button(words.say("The second"), small=True)
        self.first_one.clicked.connect(partial(self._choose_fold, 0))
        self.second_one.clicked.connect(partial(self._choose_fold, 1))
        self._at = Flowing(self.day, self.clock, self.part, self._today, self._yesterday)
        self._until = Flowing(Small(words.say("until")), self.to_day, self.to_clock, self._no_span)
        self._which = QWidget()
        which = QHBoxLayout(self._which)
        which.setContentsMargins(0, 0, 0, 0)
        which.addWidget(self.first_one)
        which.addWidget(self.second_one)
        which.addStretch(1)
        self._links = Flowing(self._span, self._other_zone, gap=12)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 0, 8)
        box.setSpacing(6)
        for part in (
            self.how,
            self._at,
            self._until,
            self.trouble,
            self._which,
            self.source,
            self._links,
            self.zone,
        ):
            box.addWidget(part)

    # What the person did

    def _changed(self, *_what: object) -> None:
        self._fold = None
        self._take()

    def _set_day(self, days_ago: int) -> None:
        now = self._kit.clock.utc_ms() - days_ago * 86_400_000
        self.day.show_day(self._kit.local(now).local[:10])
        self._changed()

    def _add_end(self) -> None:
        self.to_day.show_day(self.day.day())
        self.to_clock.show_clock(self.clock.clock())
        self._until.show()
        self._take()
        self.to_clock.setFocus(Qt.FocusReason.TabFocusReason)

    def _drop_end(self) -> None:
        self._until.hide()
        self._take()

    def _choose_fold(self, fold: int) -> None:
        self._fold = fold
        self._take()

    def _offer_zones(self) -> None:
        if not self.zone.count():
            for name in sorted(
                name for name in available_timezones() if "/" in name and not name.startswith("Etc")
            ):
                self.zone.offer(name.replace("_", " "), name)
            if self.zone.findData(self._zone) < 0:
                self.zone.offer(self._zone, self._zone)
        self.zone.choose(self._zone)
        self.zone.show()
        self.zone.setFocus(Qt.FocusReason.TabFocusReason)

    def _zone_chosen(self, _at: int) -> None:
        self._zone = str(self.zone.currentData())
        self._other_zone.show_text(
            self._kit.words.say("{place}, change", place=terms.place_of(self._kit.words, self._zone))
        )
        self._changed()

    # What follows

    def _take(self) -> None:
        self._settle_down()
        try:
            value = self._when()
        except TimeTwice:
            self._ask_which()
        except TimeNeverWas:
            self._refuse(
                self._kit.words.say(
                    "{time} was skipped that day, because the clocks were put forward. Please choose another time.",
                    time=self.clock.clock(),
                )
            )
        else:
            if value is not None and value.from_ and value.to and value.to.utc_ms < value.from_.utc_ms:
                self._refuse(self._kit.words.say("The end lies before the beginning."))
                return
            self._value = value
            self.edited.emit(value)
            self._say_unread()

    def _not_read(self) -> None:
        self._settle_down()
        self._say_unread()

    def _day_not_read(self, typed: str) -> None:
        said = self._kit.words.say(
            "“{typed}” cannot be read as a day, so it stays as it was. Type it like 2026-11-21.",
            typed=visible(typed),
        )
        self._settle_down()
        self._refuse(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _say_unread(self) -> None:
        for clock in (self.to_clock, self.clock):
            said = ""
            typed = clock.unread()
            if typed is not None and clock.isVisibleTo(self):
                said = self._kit.words.say(
                    "“{typed}” cannot be read as a time, so it stays at {time}. Type it like 20:00 or 8 pm.",
                    typed=visible(typed),
                    time=clock.clock(),
                )
                self._refuse(said)
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            clock.setAccessibleDescription(said)

    def _when(self) -> When | None:
        known = Known(self.how.currentData())
        source = TimeSource(self.source.currentData())
        if known is Known.UNKNOWN:
            return When(None, None, Precision.UNKNOWN, None, source)
        begin = self._moment(self.day.day(), self.clock.clock() if known in _CLOCKED else "12:00")
        if known is Known.BEFORE:
            return When(None, begin, Precision.UNKNOWN, None, source)
        end = None
        if self._until.isVisibleTo(self):
            end = self._moment(self.to_day.day(), self.to_clock.clock() if known in _CLOCKED else "12:00")
        part = DayPart(self.part.currentData()) if known is Known.PART else None
        return When(begin, end, Precision(known.value), part, source)

    def _moment(self, day: str, clock: str) -> LocalTime:
        local = f"{day}T{clock}"
        for typed in (self._value.from_, self._value.to) if self._value is not None else ():
            if (
                typed is not None
                and typed.local.startswith(local)
                and typed.tz == self._zone
                and self._fold is None
            ):
                return replace(typed)
        return local_time(local, self._zone, self._fold)

    def _settle_down(self) -> None:
        known = Known(self.how.currentData() or Known.UNKNOWN)
        dated = known is not Known.UNKNOWN
        self._at.setVisible(dated)
        self.clock.setVisible(known in _CLOCKED)
        self.part.setVisible(known is Known.PART)
        self._today.setVisible(known is not Known.MONTH)
        self._yesterday.setVisible(known is not Known.MONTH)
        self.day.write_as("MMMM yyyy" if known is Known.MONTH else "d MMM yyyy")
        self.to_clock.setVisible(known in _CLOCKED)
        spans = known in {Known.EXACT, Known.ABOUT, Known.DAY}
        self._until.setVisible(spans and self._until.isVisibleTo(self))
        self._span.setVisible(spans and not self._until.isVisibleTo(self))
        self._other_zone.setVisible(known in _CLOCKED)
        self._links.setVisible(spans or known in _CLOCKED)
        self.source.setVisible(dated and known is not Known.BEFORE)
        self.trouble.hide()
        self._which.hide()

    def _ask_which(self) -> None:
        self._refuse(
            self._kit.words.say(
                "The clocks were put back that night, so {time} was there twice. Which one was it?",
                time=self.clock.clock(),
            )
        )
        self._which.show()

    def _refuse(self, why: str) -> None:
        self.trouble.setText(why)
        self.trouble.show()


def _how(value: When | None) -> Known:
    if value is None or (value.from_ is None and value.to is None):
        return Known.UNKNOWN if value is not None else Known.EXACT
    if value.from_ is None:
        return Known.BEFORE
    return Known(value.precision.value)


def _known(kit: Kit, known: Known) -> str:
    if known is Known.BEFORE:
        return kit.words.say("Then or some time before")
    return terms.precision(kit.words, Precision(known.value))
