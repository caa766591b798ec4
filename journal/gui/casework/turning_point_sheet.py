"""One turning point: what it was, when, whom it concerns and how they were told."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.actor import Actor
from journal.domain.casework import Milestone, MilestoneKind
from journal.domain.ids import ActorId, MilestoneId
from journal.domain.moments import When
from journal.domain.reading import MilestoneEntry
from journal.gui import terms
from journal.gui.casework.dated_sheet import DatedSheet
from journal.gui.kit import Kit
from journal.gui.sheet.recorded import TakingOut
from journal.gui.text.choices import Check, Pick
from journal.gui.text.dates import DayField
from journal.gui.text.fields import Area, Line
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.casework import Casework


class TurningPointSheet(DatedSheet):
    """A new turning point, or a change to one."""

    def __init__(self, kit: Kit, casework: "Casework", host: QWidget, milestone: str) -> None:
        say = kit.words.say
        heading = say("Change a turning point") if milestone else say("Add a turning point")
        told = say("The entries stay. Ctrl+Z takes it back.")
        taking_out = TakingOut(say("Take this turning point out?"), told)
        super().__init__(kit, host, heading, taking_out, known=bool(milestone))
        self._casework = casework
        self._id = MilestoneId(milestone) if milestone else None
        self._milestone = Milestone(MilestoneKind.ASKED_TO_STOP, self.today)
        self.keep.clicked.connect(self._keep)
        self.keep.setEnabled(self._id is None)
        self.taking_out_agreed.connect(self._take_out)
        self.people: dict[ActorId, Check] = {}
        self._build()
        self._show(self._milestone)

    def begin(self) -> None:
        """Show it, with the people and with what is known of the turning point."""
        self.open_over(self.kind)
        self._kit.jobs.watch(self._casework.actors(), self, self._show_people)

    # Building

    def _build(self) -> None:
        say = self._kit.words.say
        self.kind = Pick(say("What it was"))
        for kind in MilestoneKind:
            self.kind.offer(terms.milestone_kind(self._kit.words, kind), kind)
        self.kind.currentIndexChanged.connect(self._settle_down)
        self._persons = QWidget()
        self._persons_box = QVBoxLayout(self._persons)
        self._persons_box.setContentsMargins(0, 0, 0, 0)
        self._persons_box.setSpacing(0)
        self.told_how = Line(say("How they were told"), hint=say("by letter, by phone, in person"))
        self.court = Line(say("Court"))
        self.order_terms = Area(say("What the order says"), hint=say("What they may not do"))
        self.has_end = Check(say("It ends on a day I know"))
        self.has_end.toggled.connect(self._settle_down)
        self.ends = DayField(say("Last day of the order"))
        self.reference = Line(say("Reference number"))
        self.note = Area(say("Notes"))
        self._order = QWidget()
        order = QVBoxLayout(self._order)
        order.setContentsMargins(0, 0, 0, 0)
        order.setSpacing(6)
        for field in (self.court, self.order_terms):
            order.addWidget(Small(field.accessibleName()))
            order.addWidget(field)
        order.addWidget(self.has_end)
        order.addWidget(self.ends)
        self.body.setSpacing(6)
        self.body.addWidget(Small(say("What it was")))
        self.body.addWidget(self.kind)
        self.body.addWidget(Small(say("When")))
        self.body.addWidget(self.when)
        self.body.addWidget(Small(say("Whom it concerns. Only their later entries come “after” it.")))
        self.body.addWidget(self._persons)
        self.body.addWidget(Small(self.told_how.accessibleName()))
        self.body.addWidget(self.told_how)
        self.body.addWidget(self._order)
        for field in (self.reference, self.note):
            self.body.addWidget(Small(field.accessibleName()))
            self.body.addWidget(field)
        self.body.addWidget(self.refused)

    # What came

    def _show_people(self, actors: tuple[tuple[ActorId, Actor], ...]) -> None:
        before: QWidget = self.when.second_one
        for ident, actor in actors:
            tick = Check(actor.label)
            tick.setChecked(ident in self._milestone.actors)
            self.people[ident] = tick
            self._persons_box.addWidget(tick)
            QWidget.setTabOrder(before, tick)
            before = tick
        if not actors:
            self._persons_box.addWidget(Small(self._kit.words.say("Nobody is in the list of people yet.")))
        if self._id is not None:
            self._kit.jobs.watch(self._casework.milestones(), self, self._find)

    def _find(self, milestones: tuple[MilestoneEntry, ...]) -> None:
        found = next((entry.milestone for entry in milestones if entry.id == self._id), None)
        if found is None:
            self.refuse(self._kit.words.say("This turning point is not there any more."))
            self.remove.setEnabled(False)
            return
        self._show(found)
        self.keep.setEnabled(True)

    def _show(self, milestone: Milestone) -> None:
        self._milestone = milestone
        self.kind.choose(milestone.kind)
        self.show_when(milestone.date)
        for ident, tick in self.people.items():
            tick.setChecked(ident in milestone.actors)
        self.told_how.show_text(milestone.told_how)
        self.court.show_text(milestone.court)
        self.order_terms.show_text(milestone.terms)
        self.has_end.setChecked(bool(milestone.ends))
        self.ends.show_day(milestone.ends or self._kit.now().local[:10])
        self.reference.show_text(milestone.reference)
        self.note.show_text(milestone.note)
        self._settle_down()

    # What the person did

    def _settle_down(self, *_what: object) -> None:
        self._order.setVisible(MilestoneKind(self.kind.currentData()) is MilestoneKind.ORDER)
        self.ends.setVisible(self.has_end.isChecked())

    def _keep(self) -> None:
        when = self.day_given()
        if when is None:
            return
        milestone = self._written(when)
        if self._id is None:
            self.keeping(self._casework.add_milestone(milestone))
        else:
            self.keeping(self._casework.amend_milestone(self._id, milestone))

    def _written(self, when: When) -> Milestone:
        """What stands in the fields. What an order says stays where it was typed, also under another kind."""
        not_listed = tuple(actor for actor in self._milestone.actors if actor not in self.people)
        return replace(
            self._milestone,
            kind=MilestoneKind(self.kind.currentData()),
            date=when,
            actors=tuple(ident for ident, tick in self.people.items() if tick.isChecked()) + not_listed,
            told_how=self.told_how.text().strip(),
            court=self.court.text().strip(),
            terms=self.order_terms.toPlainText(),
            ends=self.ends.day() if self.has_end.isChecked() else "",
            reference=self.reference.text().strip(),
            note=self.note.toPlainText(),
        )

    def _take_out(self) -> None:
        if self._id is not None:
            self.taking_out(self._casework.void_milestone(self._id))
