"""The least that PySide6 needs to show a window: `python -m tests.bench.bare_window`.

With `--hide` it hides when Escape is pressed for the third time.
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """A window with nothing in it."""

    def __init__(self, hides: bool) -> None:
        super().__init__()
        self._left = 3 if hides else 0
        self.resize(1100, 700)
        self.setWindowTitle("Journal")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._left and event.key() == Qt.Key.Key_Escape:
            self._left -= 1
            self.setVisible(self._left > 0)


def main() -> int:
    """Show an empty window until it is ended."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    window = BareWindow("--hide" in sys.argv[1:])
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
