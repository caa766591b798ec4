"""An exact copy of a folder, damaged as it may be, for whoever wants to be careful."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.recovery.place_field import PlaceField
from journal.gui.recovery.telling import folder_copied_told
from journal.gui.recovery.way_sheet import WaySheet
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.folder_copy import FolderCopied


class FolderCopySheet(WaySheet):
    """The folder is only read; the copy is as locked as the journal."""

    def __init__(self, kit: Kit, door: "Door", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit, door, host, say("Copy the folder"), say("Copy it"))
        self.asked.addWidget(
            Label(
                say(
                    "Every file is copied as it is. Without your passphrase nobody can read the copy. Keep it until "
                    "everything is well again."
                )
            )
        )
        root = door.folder.root
        day = kit.now().local[:10]
        self.place = PlaceField(kit, door.rescue, root.with_name(f"{root.name} {day}"))
        self.asked.addWidget(self.place)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.go)

    def begin_work(self) -> None:
        folder, to = self._door.folder.root, self.place.folder

        def start(progress: Progress) -> Any:
            return self._door.rescue.copy_folder(folder, to, progress)

        self.run(self._kit.words.say("Copying the folder"), start, self._came, self._did_not)

    def _came(self, copied: "FolderCopied") -> None:
        self.show_result(*folder_copied_told(self._kit, copied))

    def _did_not(self, _error: BaseException) -> None:
        self.place.propose_again()
