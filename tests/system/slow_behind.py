"""A program behind ours that takes its time: `python -m tests.system.slow_behind MILLISECONDS [in-steps]`.

It shows the pattern of `tests.system.pattern` over the whole screen. Whenever a part of it that was covered is to be
seen again, it begins to draw only after so many milliseconds; `in-steps` fills the whole window with one colour at
once, and draws what is to be seen there after that. It says "shown", and ends with its standard input.
"""

import ctypes
import sys
import time

from tests.system.pattern import pattern

_EXPOSE = 12
_EVENT_BYTES = 32
_MORE_TO_COME = slice(16, 18)


def show(seconds: float, *, in_steps: bool) -> int:
    """Show it until standard input ends."""
    from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QPoint, QSocketNotifier, Qt
    from PySide6.QtGui import QImage, QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication(sys.argv[:1])
    app.setApplicationName("slow")
    there = app.primaryScreen().geometry()
    pixels = pattern(0, 0, there.width(), there.height())
    image = QImage(pixels, there.width(), there.height(), 4 * there.width(), QImage.Format.Format_RGB32)

    class Slow(QWidget):
        is_filled = False

        def paintEvent(self, _event: QPaintEvent) -> None:
            painter = QPainter(self)
            if self.is_filled:
                painter.fillRect(self.rect(), Qt.GlobalColor.gray)
            else:
                painter.drawImage(QPoint(0, 0), image)
            painter.end()

    class Delay(QAbstractNativeEventFilter):
        """Qt keeps what it drew, and would have it on the screen at once."""

        def nativeEventFilter(
            self, _kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> object:
            event = ctypes.string_at(int(message), _EVENT_BYTES)
            if event[0] & 0x7F == _EXPOSE and not any(event[_MORE_TO_COME]):
                if in_steps:
                    window.is_filled = True
                    window.repaint()
                time.sleep(seconds)
                if in_steps:
                    window.is_filled = False
                    window.repaint()
            return False, 0

    window = Slow(None, Qt.WindowType.FramelessWindowHint)
    window.setGeometry(there)
    window.show()
    delay = Delay()
    app.installNativeEventFilter(delay)
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(app.quit)
    print("shown", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(show(int(sys.argv[1]) / 1000, in_steps="in-steps" in sys.argv[2:]))
