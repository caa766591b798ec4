"""Taking a journal that is not open to a better place, out of a network disk or a folder that others copy."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.look.rule import Rule
from journal.gui.recovery.key_field import KeyField
from journal.gui.recovery.place_field import PlaceField
from journal.gui.recovery.telling import moved_told
from journal.gui.recovery.way_sheet import WaySheet
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.moving import Moved


class TakeAwaySheet(WaySheet):
    """The old folder goes away once the new one is whole and was read back."""

    def __init__(self, kit: Kit, door: "Door", host: QWidget, wanted: Path) -> None:
        say = kit.words.say
        super().__init__(kit, door, host, say("Move the journal"), say("Move it there"))
        self.asked.addWidget(
            Label(
                say(
                    "Everything in it moves. The old folder goes away once the new one was read back and fits."
                )
            )
        )
        self.place = PlaceField(kit, door.rescue, wanted)
        self.key = KeyField(kit, door)
        self.key.other.hide()  # the words come with a new passphrase, which is for afterwards
        for part in (self.place, Rule(), self.key):
            self.asked.addWidget(part)
        self.key.changed.connect(self.settle_down)
        self.key.entered.connect(self.begin_work)
        self.closed.connect(self.key.forget)
        self.settle_down()

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.key.field.line)

    def is_ready(self) -> bool:
        return self.key.is_ready()

    def wait(self, waiting: bool) -> None:
        self.place.setEnabled(not waiting)
        self.key.wait(waiting)

    def begin_work(self) -> None:
        if not self.go.isEnabled():
            return
        to, opening = self.place.folder, self.key.opening()

        def start(progress: Progress) -> Any:
            return self._door.take_away(to, opening, progress)

        self.run(self._kit.words.say("Moving the journal"), start, self._came, self._did_not)

    def _came(self, moved: "Moved") -> None:
        self.key.forget()
        self.show_result(*moved_told(self._kit, moved), moved.folder.root)

    def _did_not(self, error: BaseException) -> None:
        self.place.propose_again()
        self.key.mark(error)
