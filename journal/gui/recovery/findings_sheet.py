"""What a check found, what can be done about it, and the same on paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.moments import exact
from journal.domain.printing import Told
from journal.gui.kit import Kit
from journal.gui.recovery.telling import checked_told
from journal.gui.recovery.told_paper import ToldPaper
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Kind, Label

if TYPE_CHECKING:
    from journal.services.checks import Checked
    from journal.services.journal import Journal


class FindingsSheet(Sheet):
    """Changes nothing. `rescue_wanted` when the journal shall lock, and what can be read be saved."""

    rescue_wanted = Signal()

    def __init__(self, kit: Kit, checked: "Checked", journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("What the check found"), width=560)
        verdict, told = checked_told(kit, checked)
        self.body.addWidget(Label(verdict, Kind.STRONG))
        self.body.addWidget(Label(told, selectable=True))
        self.done = Button(say("Close"))
        self.done.clicked.connect(self.close_sheet)
        self.rescue = Button(say("See what can be done…"), Role.MAIN)
        self.rescue.clicked.connect(self._ask)
        if checked.needs_rescue:
            self.body.addWidget(
                Label(
                    say(
                        "You can go on writing. A copy from before, or a new journal made of all that can be read, "
                        "may have what is wrong here. The journal locks first; nothing is changed by that."
                    )
                )
            )
        self.body.addWidget(Flowing(self.rescue))  # beside Print and Close it has no room in large text
        self.paper = ToldPaper(kit, journal, findings_told(kit, checked), self, host)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
        self.rescue.setVisible(checked.needs_rescue)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.done)

    def _ask(self) -> None:
        self.close_sheet()
        self.rescue_wanted.emit()


def findings_told(kit: Kit, checked: "Checked") -> Told:
    """When everything was read, how that went, and every single thing that is wrong."""
    words = kit.words
    verdict, told = checked_told(kit, checked, most=len(checked.wrongs))
    when = words.when(exact(kit.local(checked.done_ms // 60_000 * 60_000)))
    begins = words.say("Checked {when}.", when=when)
    return Told(words.say("What the check found"), (("", (begins,)), (verdict, tuple(told.splitlines()))))
