"""The line of the settings about papers that left the journal and can still be read."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.outputs.sheet import OutputsSheet
from journal.gui.settings.listed_section import ListedSection

if TYPE_CHECKING:
    from journal.services.outputs import Outputs


class OutputsSection(ListedSection):
    """Says whether there are any, and lists them."""

    def __init__(self, kit: Kit, outputs: "Outputs", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(
            kit,
            say("Saved papers"),
            say("Papers and folders you saved"),
            say("Anyone who finds them can read them. What you no longer need can be removed."),
            say("None that anyone could read lies where it was saved."),
        )
        self._kit = kit
        self._outputs = outputs
        self._host = host
        self.show_them.clicked.connect(self._show)
        self._ask()

    def _ask(self) -> None:
        self._kit.jobs.watch(self._outputs.lying(), self, self.count, self._ignore)

    def _show(self) -> None:
        sheet = OutputsSheet(self._kit, self._outputs, self._host)
        sheet.closed.connect(self._ask)
        sheet.begin()

    def _ignore(self, _error: BaseException) -> None:
        """Then nothing can be listed."""
