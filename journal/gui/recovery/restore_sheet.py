"""Putting a copy back into a new folder: which one, where, what opens it, and what came of it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.look.rule import Rule
from journal.gui.recovery.copies_field import CopiesField
from journal.gui.recovery.key_field import KeyField
from journal.gui.recovery.place_field import PlaceField
from journal.gui.recovery.telling import restored_told
from journal.gui.recovery.way_sheet import WaySheet
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.copies_found import CopyFound
    from journal.services.door import Door
    from journal.services.restoring import Restored


class RestoreSheet(WaySheet):
    """The copy is only read, and nothing is written over. `wanted` is where it should go, if that is free.

    With `only` there is nothing to choose: that copy is brought there.
    """

    def __init__(
        self,
        kit: Kit,
        door: "Door",
        host: QWidget,
        wanted: Path,
        *,
        only: "CopyFound | None" = None,
    ) -> None:
        say = kit.words.say
        heading = say("Put a copy back") if only is None else say("Bring the journal to this computer")
        super().__init__(
            kit, door, host, heading, say("Put it back") if only is None else say("Bring it here")
        )
        self._only = only
        told = (
            say("You get the journal as it was on that day. What is in the old folder stays as it is.")
            if only is None
            else say("You get a journal you can write in. What is in the old folder stays as it is.")
        )
        self.asked.addWidget(Label(told))
        self.copies = CopiesField(kit, door.rescue, door.folder.root)
        self.place = PlaceField(kit, door.rescue, wanted)
        hint = say("A copy opens with the passphrase of the day it was made.") if only is None else ""
        self.key = KeyField(kit, door, hint)
        for part in (self.copies, Rule(), self.place, Rule(), self.key):
            self.asked.addWidget(part)
        if only is not None:
            self.copies.hide()
        self.copies.changed.connect(self._copy_chosen)
        self.key.changed.connect(self.settle_down)
        self.key.entered.connect(self.begin_work)
        self.closed.connect(self.key.forget)
        self._restored: Restored | None = None
        self.settle_down()

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.copies.choose if self._only is None else self.key.field.line)

    def is_ready(self) -> bool:
        return self._copy() is not None and self.key.is_ready()

    def wait(self, waiting: bool) -> None:
        for part in (self.copies, self.place):
            part.setEnabled(not waiting)
        self.key.wait(waiting)

    def begin_work(self) -> None:
        copy = self._copy()
        if copy is None or not self.go.isEnabled():
            return
        if self._restored is not None:
            self._came(self._restored)
            return
        into, opening = self.place.folder, self.key.opening()

        def start(progress: Progress) -> Any:
            return self._door.rescue.restore(copy, into, opening, progress)

        self.run(self._kit.words.say("Putting the copy back"), start, self._came, self._did_not)

    def _copy_chosen(self) -> None:
        self.settle_down()
        if self.copies.choose.hasFocus():
            self.go_to(self.key.field.line)

    def _copy(self) -> "CopyFound | None":
        return self._only or self.copies.copy()

    def _came(self, restored: "Restored") -> None:
        if self.key.by_words:
            self._set_passphrase(restored)
        else:
            self._tell(restored)

    def _set_passphrase(self, restored: "Restored") -> None:
        """Whoever has only the words needs a passphrase that opens it from now on."""
        self._restored = restored
        folder, words, new = restored.folder.root, self.key.opening().words, self.key.new_passphrase()
        self.run(
            self._kit.words.say("Setting the new passphrase"),
            lambda _progress: self._door.set_passphrase_at(folder, words, new),
            partial(self._tell_after, restored),
            self._did_not,
        )

    def _tell_after(self, restored: "Restored", _nothing: None) -> None:
        self._tell(restored)

    def _tell(self, restored: "Restored") -> None:
        self.key.forget()
        self.show_result(*restored_told(self._kit, restored), restored.folder.root)

    def _did_not(self, error: BaseException) -> None:
        if self._restored is None:
            self.place.propose_again()
        self.key.mark(error)
