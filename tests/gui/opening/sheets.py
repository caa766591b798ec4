"""Finding the sheet that is in sight, and typing the passphrase into the one that asks for it again."""

from typing import Any

from PySide6.QtWidgets import QWidget

from journal.gui.opening.again import AgainSheet
from journal.gui.sheet.sheet import Sheet


def over(host: QWidget, kind: type[Sheet]) -> Any:
    """The sheet of that kind that is in sight."""
    return next(sheet for sheet in host.findChildren(kind) if sheet.isVisible())


def confirm(qtbot: Any, host: QWidget, journal: Any) -> None:
    again = over(host, AgainSheet)
    again.field.line.setText(journal.what_opens.passphrase)
    with qtbot.waitSignal(again.confirmed):
        again.yes.click()
