"""A sheet that lists things under one another, each with what can be done about it, and shows them anew after that."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button


class ListSheet(Sheet):
    """Whatever else it says stands above the list; `look` asks for what is to be listed."""

    def __init__(self, kit: Kit, host: QWidget, heading: str, *above: QWidget) -> None:
        super().__init__(kit.words, host, heading, width=560)
        self._kit = kit
        self._listed: tuple[QWidget, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        for widget in above:
            self.body.addWidget(widget)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.done = Button(kit.words.say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.done)
        self.look()

    def look(self) -> None:
        """Ask for what is to be listed now, and then `list_these`."""
        raise NotImplementedError

    def look_again(self) -> None:
        """What had the focus may go from the list."""
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def list_these(self, rows: Sequence[QWidget]) -> None:
        """List these in place of those that were."""
        for row in self._listed:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._listed = tuple(rows)
        for row in rows:
            self._list.addWidget(row)
            row.show()
