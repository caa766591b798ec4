"""One call or letter: with whom it was, what was said, and what was promised."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.domain.casework import Contact
from journal.domain.ids import ContactId
from journal.domain.moments import When
from journal.domain.reading import ContactEntry
from journal.gui.casework.dated_sheet import DatedSheet
from journal.gui.kit import Kit
from journal.gui.sheet.recorded import TakingOut
from journal.gui.text.choices import Check
from journal.gui.text.dates import DayField
from journal.gui.text.fields import Area, Line
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.casework import Casework


class ContactSheet(DatedSheet):
    """A new call or letter, or a change to one."""

    def __init__(self, kit: Kit, casework: "Casework", host: QWidget, contact: str) -> None:
        say = kit.words.say
        heading = say("Change a call or letter") if contact else say("Add a call or letter")
        taking_out = TakingOut(say("Take this call or letter out?"), say("Ctrl+Z takes it back."))
        super().__init__(kit, host, heading, taking_out, known=bool(contact))
        self._casework = casework
        self._id = ContactId(contact) if contact else None
        self._contact = Contact(self.today)
        self.keep.clicked.connect(self._keep)
        self.taking_out_agreed.connect(self._take_out)
        self._build()
        self._show(self._contact)
        self._let_write(self._id is None)

    def begin(self) -> None:
        """Show it; writing in one that is known begins when it has come, so that nothing is written over."""
        self.open_over(self.cancel if self._id else self.who)
        if self._id is not None:
            self._kit.jobs.watch(self._casework.contacts(), self, self._find)

    # Building

    def _build(self) -> None:
        say = self._kit.words.say
        self.who = Line(say("With whom"), hint=say("the name, as you heard or read it"))
        self.organisation = Line(
            say("Where they work"), hint=say("a station, a platform, a law firm, a help line")
        )
        self.role = Line(say("What they are there"), hint=say("officer, moderator, lawyer, adviser"))
        self.reference = Line(say("Reference number"), hint=say("the number they gave it"))
        self.what_was_said = Area(say("What was said"))
        self.promised = Area(say("What was promised"), hint=say("who will do what"))
        self.has_day = Check(say("By a day I know"))
        self.has_day.toggled.connect(self._settle_down)
        self.promised_by = DayField(say("Promised by"))
        self.done = Check(say("That has been done"))
        self.body.setSpacing(6)
        self.body.addWidget(Small(say("When")))
        self.body.addWidget(self.when)
        for field in (
            self.who,
            self.organisation,
            self.role,
            self.reference,
            self.what_was_said,
            self.promised,
        ):
            self.body.addWidget(Small(field.accessibleName()))
            self.body.addWidget(field)
        self.body.addWidget(self.has_day)
        self.body.addWidget(self.promised_by)
        self.body.addWidget(self.done)
        self.body.addWidget(Small(say("It stands in the printed log, in a list of its own.")))
        self.body.addWidget(self.refused)

    def _let_write(self, on: bool) -> None:
        for part in (
            *(self.when, self.who, self.organisation, self.role, self.reference, self.what_was_said),
            *(self.promised, self.has_day, self.promised_by, self.done, self.remove, self.keep),
        ):
            part.setEnabled(on)

    # What came

    def _find(self, contacts: tuple[ContactEntry, ...]) -> None:
        found = next((entry.contact for entry in contacts if entry.id == self._id), None)
        if found is None:
            self.refuse(self._kit.words.say("This call or letter is not there any more."))
            return
        self._show(found)
        self._let_write(True)
        self.who.setFocus()

    def _show(self, contact: Contact) -> None:
        self._contact = contact
        self.show_when(contact.when)
        self.who.show_text(contact.who)
        self.organisation.show_text(contact.organisation)
        self.role.show_text(contact.role)
        self.reference.show_text(contact.reference)
        self.what_was_said.show_text(contact.said)
        self.promised.show_text(contact.promised)
        self.has_day.setChecked(bool(contact.promised_by))
        self.promised_by.show_day(contact.promised_by or self._kit.now().local[:10])
        self.done.setChecked(contact.done)
        self._settle_down()

    # What the person did

    def _settle_down(self, *_what: object) -> None:
        self.promised_by.setVisible(self.has_day.isChecked())

    def _keep(self) -> None:
        when = self.day_given()
        if when is None:
            return
        contact = self._written(when)
        if not (contact.who or contact.organisation or contact.said):
            self.refuse(self._kit.words.say("Say with whom it was, or what was said."))
            self.who.setFocus()
        elif self._id is None:
            self.keeping(self._casework.add_contact(contact))
        elif contact == self._contact:
            self.close_sheet()
        else:
            self.keeping(self._casework.amend_contact(self._id, contact))

    def _written(self, when: When) -> Contact:
        return replace(
            self._contact,
            when=when,
            who=self.who.text().strip(),
            organisation=self.organisation.text().strip(),
            role=self.role.text().strip(),
            reference=self.reference.text().strip(),
            said=self.what_was_said.toPlainText(),
            promised=self.promised.toPlainText(),
            promised_by=self.promised_by.day() if self.has_day.isChecked() else "",
            done=self.done.isChecked(),
        )

    def _take_out(self) -> None:
        if self._id is not None:
            self.taking_out(self._casework.void_contact(self._id))
