"""The look changes while windows come and go."""

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import gc
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from journal.gui.look.theme import LookWish, Shade, Theme

class LeftBehind(QWidget):
    def __init__(self):
        super().__init__()
        self.myself = self

class Busy(QObject):
    def eventFilter(self, watched, event):
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            if gc.isenabled():  # the collector comes when it likes
                gc.collect()
        return False

app = QApplication([])
theme = Theme(app, LookWish(Shade.LIGHT, 100))
busy = Busy()
app.installEventFilter(busy)
kept = [QWidget() for _ in range(20)]
for percent in range(100, 130):
    gc.disable()
    for _ in range(30):
        left = LeftBehind()
        QLabel("x", left), QLineEdit(left)
    del left
    gc.enable()
    theme.wear(LookWish(Shade.DARK if percent % 2 else Shade.LIGHT, percent))
print("looks well", flush=True)
"""


def test_windows_that_python_lets_go_of_meanwhile_end_nothing(checkout: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, cwd=checkout, timeout=100
    )

    assert (told.returncode, told.stdout.strip()) == (0, "looks well"), told.stderr[-500:]
