"""One subject of the settings: a heading, and lines that each say what they are about and end in a verb."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal.gui.look.rule import Rule
from journal.gui.text.label import Kind, Label, Small


class Section(QWidget):
    """Its lines stand under one another, the verbs in a column of their own."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.setSpacing(8)
        box.addWidget(Label(heading, Kind.STRONG))
        box.addWidget(Rule())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        box.addLayout(self._grid)

    def add_line(self, text: str, told: str, control: QWidget | None = None) -> "Line":
        """Say what this line is about, in a few words and then a sentence, beside what is pressed or chosen for it."""
        line = Line(text, told)
        row = self._grid.rowCount()
        self._grid.addWidget(line, row, 0)
        if control is not None:
            side = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(control, row, 1, side)
        return line

    def add_wide(self, widget: QWidget) -> None:
        """Put this under the lines so far, over the whole width."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)


class Line(QWidget):
    """What one line of a section says; the second sentence may change."""

    def __init__(self, text: str, told: str) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._told = Small(told)
        box.addWidget(Label(text))
        box.addWidget(self._told)
        self._told.setVisible(bool(told))

    def tell(self, told: str) -> None:
        """Say this in the second sentence from now on."""
        self._told.setText(told)
        self._told.setVisible(bool(told))
