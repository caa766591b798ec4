"""What the person wants to see: one value that the sidebar, the search field, the strip and the chips all narrow."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from journal.domain.reading import Wanted


class Narrowing(QObject):
    """`narrowed` tells the new wish whenever it is another one."""

    narrowed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wanted = Wanted()

    def narrow(self, **conditions: Any) -> None:
        """Change these conditions and leave the others."""
        self.want(replace(self.wanted, **conditions))

    def widen(self) -> None:
        """Drop every condition but the shelf."""
        self.want(Wanted(shelf=self.wanted.shelf))

    def want(self, wanted: Wanted) -> None:
        """Want exactly this."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.narrowed.emit(wanted)

    def is_narrowed(self) -> bool:
        """Whether anything but the shelf is asked for."""
        return self.wanted != Wanted(shelf=self.wanted.shelf)
