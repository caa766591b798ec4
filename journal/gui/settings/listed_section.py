"""One line of the settings about things that are listed in a sheet, where there are any."""

from collections.abc import Sequence

from journal.gui.kit import Kit
from journal.gui.settings.section import Section
from journal.gui.text.button import Button


class ListedSection(Section):
    """`none` is said where there is nothing to list."""

    def __init__(self, kit: Kit, heading: str, text: str, told: str, none: str) -> None:
        super().__init__(heading)
        self._none = none
        self.show_them = Button(kit.words.say("Show them…"))
        self.show_them.setEnabled(False)
        self._line = self.add_line(text, told, self.show_them)

    def count(self, found: Sequence[object]) -> None:
        """These are there now."""
        self.show_them.setEnabled(bool(found))
        if not found:
            self._line.tell(self._none)
