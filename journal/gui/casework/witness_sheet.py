"""How somebody who saw it can be reached: kept apart from every entry, and printed on a sheet of its own."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.domain.casework import WitnessContact
from journal.domain.printing import Layout
from journal.gui.kit import Kit
from journal.gui.printing.layouts import layout_name
from journal.gui.sheet.recorded import RecordedSheet
from journal.gui.text.fields import Area, Line
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.casework import Casework


class WitnessSheet(RecordedSheet):
    """Changes what is known of one who is named in entries."""

    def __init__(self, kit: Kit, casework: "Casework", host: QWidget, known: WitnessContact) -> None:
        say = kit.words.say
        super().__init__(kit, host, say("How to reach {name}", name=known.name), None, known=False)
        self._casework = casework
        self._known = known
        self.phone = Line(say("Telephone"))
        self.email = Line(say("E-mail"))
        self.address = Area(say("Address"))
        self.note = Area(say("Notes"), hint=say("When they can be called, what language they speak"))
        self.body.setSpacing(6)
        told = say(
            "This is only kept here. “{paper}” alone prints it, and no entry carries it.",
            paper=layout_name(kit.words, Layout.CONTACT),
        )
        self.body.addWidget(Small(told))
        for field, text in (
            (self.phone, known.phone),
            (self.email, known.email),
            (self.address, known.address),
            (self.note, known.note),
        ):
            field.show_text(text)
            self.body.addWidget(Small(field.accessibleName()))
            self.body.addWidget(field)
        self.body.addWidget(self.refused)
        self.keep.clicked.connect(self._keep)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.phone)

    def _keep(self) -> None:
        contact = replace(
            self._known,
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            address=self.address.toPlainText().strip(),
            note=self.note.toPlainText(),
        )
        if contact == self._known:
            self.close_sheet()
        else:
            self.keeping(self._casework.write_witness(contact))
