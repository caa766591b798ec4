"""What the person says of themselves: kept apart from every entry."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.domain.casework import Person
from journal.gui.kit import Kit
from journal.gui.sheet.recorded import RecordedSheet
from journal.gui.text.fields import Area, Line
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.casework import Casework


class AboutMeSheet(RecordedSheet):
    """Changes what is known of the writer. What is not asked here stays."""

    def __init__(self, kit: Kit, casework: "Casework", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit, host, say("About me"), None, known=False)
        self._casework = casework
        self._person: Person | None = None
        self.name = Line(say("Your name"))
        self.reference = Line(
            say("Reference number"), hint=say("the number your case was given, if it has one")
        )
        self.worries = Area(say("What worries you most now"))
        self.asks = Area(say("What you ask for"), hint=say("What should happen, in your own words"))
        self.safe_contact = Line(
            say("A safe way to reach you"), hint=say("a number or address nobody else can see")
        )
        self.safe_time = Line(say("A safe time for that"), hint=say("weekdays before noon"))
        self.fields = (
            *(self.name, self.reference, self.safe_contact),
            *(self.safe_time, self.worries, self.asks),
        )
        self.body.setSpacing(6)
        self._head(say("This stands on the first page of a printed log, in your words."))
        self._ask(self.name, self.reference, self.worries, self.asks)
        self.body.addSpacing(12)
        self._head(say("The rest is only kept here. It is not printed with a log, and no entry carries it."))
        self._ask(self.safe_contact, self.safe_time)
        self.body.addWidget(self.refused)
        self.keep.clicked.connect(self._keep)
        self._let_write(False)

    def begin(self) -> None:
        """Show it; writing begins when what was said before has come, so that nothing is written over."""
        self.open_over(self.cancel)
        self._kit.jobs.watch(self._casework.person(), self, self._show)

    def _head(self, text: str) -> None:
        self.body.addWidget(Small(text))

    def _ask(self, *fields: Line | Area) -> None:
        for field in fields:
            self.body.addWidget(Small(field.accessibleName()))
            self.body.addWidget(field)

    def _let_write(self, on: bool) -> None:
        for part in (*self.fields, self.keep):
            part.setEnabled(on)

    def _show(self, person: Person) -> None:
        self._person = person
        self.name.show_text(person.name)
        self.reference.show_text(person.police_reference)
        self.safe_contact.show_text(person.safe_contact)
        self.safe_time.show_text(person.safe_time)
        self.worries.show_text(person.worries_most)
        self.asks.show_text(person.asks_for)
        self._let_write(True)
        self.name.setFocus()

    def _keep(self) -> None:
        if self._person is None:
            return
        person = replace(
            self._person,
            name=self.name.text().strip(),
            police_reference=self.reference.text().strip(),
            safe_contact=self.safe_contact.text().strip(),
            safe_time=self.safe_time.text().strip(),
            worries_most=self.worries.toPlainText(),
            asks_for=self.asks.toPlainText(),
        )
        if person == self._person:
            self.close_sheet()
        else:
            self.keeping(self._casework.write_person(person))
