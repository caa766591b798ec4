"""The line of the settings about papers that left the journal and can still be read."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.outputs.sheet import OutputsSheet
from journal.gui.settings.section import Section
from journal.gui.text.button import Button

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.outputs import Lying


class OutputsSection(Section):
    """Says whether there are any, and lists them."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(say("Saved papers"))
        self._kit = kit
        self._journal = journal
        self._host = host
        self.show_them = Button(say("Show them…"))
        self.show_them.setEnabled(False)
        self.show_them.clicked.connect(self._show)
        self._line = self.add_line(
            say("Papers and folders you saved"),
            say("Anyone who finds them can read them. What you no longer need can be removed."),
            self.show_them,
        )
        self._ask()

    def _ask(self) -> None:
        self._kit.jobs.watch(self._journal.outputs.lying(), self, self._count, self._ignore)

    def _count(self, found: "tuple[Lying, ...]") -> None:
        self.show_them.setEnabled(bool(found))
        if not found:
            self._line.tell(self._kit.words.say("None that anyone could read lies where it was saved."))

    def _show(self) -> None:
        sheet = OutputsSheet(self._kit, self._journal, self._host)
        sheet.closed.connect(self._ask)
        sheet.begin()

    def _ignore(self, _error: BaseException) -> None:
        """Then nothing can be listed."""
