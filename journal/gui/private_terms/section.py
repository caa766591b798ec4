"""The lines of the settings about what the other person must not learn."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.private_terms.list_sheet import PrivateListSheet
from journal.gui.settings.section import Section
from journal.gui.text.button import Button

if TYPE_CHECKING:
    from journal.services.journal import Journal


class PrivateTermsSection(Section):
    """Over `host` its sheet is shown."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(say("What others may see"))
        self._kit = kit
        self._journal = journal
        self._host = host
        self.change = Button(say("Change…"))
        self.change.setAccessibleName(say("Change what must stay private"))
        self.change.clicked.connect(self._ask)
        self._line = self.add_line(say("What must stay private"), "", self.change)
        self._look()

    def _look(self) -> None:
        self._kit.jobs.watch(self._journal.private_terms.terms(), self, self._show)

    def _show(self, terms: tuple[str, ...] | None) -> None:
        words = self._kit.words
        if terms is None:
            said = words.say("Nothing yet. You are asked before a paper that the other person may see.")
        elif not terms:
            said = words.say("Nothing.")
        else:
            said = words.count(
                "{number} thing that the other person must not learn.",
                "{number} things that the other person must not learn.",
                len(terms),
            )
        self._line.tell(said)

    def _ask(self) -> None:
        sheet = PrivateListSheet(self._kit, self._journal, self._host)
        sheet.closed.connect(self._look)
        sheet.begin()
