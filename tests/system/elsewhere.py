"""Another program with a field to type into: `python -m tests.system.elsewhere` shows it and says what arrives.

A word after it is its title. It says "shown", then `key NAME` for every key that goes down and `text …` for the text
so far; it ends with its standard input.
"""

import sys

TITLE = "Elsewhere"


def show() -> int:
    """Show the window until standard input ends."""
    from PySide6.QtCore import QSocketNotifier, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    app = QApplication(sys.argv[:1])

    class Field(QLineEdit):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            print("key", Qt.Key(event.key()).name.removeprefix("Key_"), flush=True)
            super().keyPressEvent(event)

    field = Field()
    field.setWindowTitle(next(iter(sys.argv[1:]), TITLE))
    field.resize(400, 60)
    field.textChanged.connect(lambda text: print("text", text, flush=True))
    ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ending.activated.connect(app.quit)
    field.show()
    field.activateWindow()
    print("shown", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(show())
