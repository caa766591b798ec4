"""Several sentences under one another, with a little room between them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.text.label import Label
from journal.gui.text.marks import visible


class Paragraphs(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[Label] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these from now on, each a paragraph of its own."""
        for label in self._labels:
            self._box.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [Label(visible(line), selectable=True) for line in lines]
        for label in self._labels:
            self._box.addWidget(label)
            label.show()
        self.setVisible(bool(lines))

    def text(self) -> str:
        """All of it."""
        return "\n".join(label.text() for label in self._labels)
