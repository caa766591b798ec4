"""The least that PySide6 needs to show a window: `python -m tests.bench.bare_window`."""

import sys

from PySide6.QtWidgets import QApplication, QWidget


def main() -> int:
    """Show an empty window until it is ended."""
    application = QApplication([])
    window = QWidget()
    window.resize(1100, 700)
    window.setWindowTitle("Journal")
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
