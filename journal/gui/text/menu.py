"""Menus whose lines show exactly what they are given."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from journal.gui.text.marks import literal, one_line


class Menu(QMenu):
    """A menu made when it is wanted and gone when it is closed."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.aboutToHide.connect(self.deleteLater)

    def offer(
        self, text: str, chosen: Callable[[], None], *, ticked: bool | None = None, enabled: bool = True
    ) -> QAction:
        """Add a line; `ticked` puts a mark before it or leaves room for one."""
        action = self.addAction(literal(one_line(text)))
        action.setEnabled(enabled)
        if ticked is not None:
            action.setCheckable(True)
            action.setChecked(ticked)
        action.triggered.connect(_without_state(chosen))
        return action


def _without_state(chosen: Callable[[], None]) -> Callable[[bool], None]:
    def act(_checked: bool) -> None:
        chosen()

    return act
