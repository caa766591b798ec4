"""A screen whose picture tells when it was taken: in its middle stands a number that goes up all the time.

Run as `python -m tests.system.ticking` it shows the test pattern as an ordinary window as large as the screen, says
"shown", and changes the number every 20 ms until its standard input ends. Then it writes a line for each number: the
number, and when the display had it (seconds of the monotonic clock).
"""

import io
import sys
import time

from PIL import Image

BLOCK = 16
BITS = 16
EVERY_MS = 20


def number_in(png: bytes) -> int | None:
    """The number a picture shows, or None where something lies over it."""
    picture = Image.open(io.BytesIO(png), formats=["PNG"])
    left, top = _corner(*picture.size)
    across = (left + BLOCK * at + BLOCK // 2 for at in range(2 * BITS))
    seen = [picture.getpixel((x, top + BLOCK // 2)) for x in across]
    if not set(seen) <= {(0, 0, 0), (255, 255, 255)}:
        return None
    bits = [int(colour == (255, 255, 255)) for colour in seen]
    number, check = (int("".join(map(str, half)), 2) for half in (bits[:BITS], bits[BITS:]))
    return number if number ^ check == 2**BITS - 1 else None


def _corner(width: int, height: int) -> tuple[int, int]:
    return width // 2 - BITS * BLOCK, height // 2


def show() -> int:
    """Show it until standard input ends."""
    from PySide6.QtCore import QPoint, QRect, QSocketNotifier, Qt, QTimer
    from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.system.pattern import pattern

    app = QApplication(sys.argv[:1])
    app.setApplicationName("ticking")
    screen = app.primaryScreen().geometry()
    pixels = pattern(0, 0, screen.width(), screen.height())
    ground = QImage(pixels, screen.width(), screen.height(), 4 * screen.width(), QImage.Format.Format_RGB32)
    strip = QRect(*_corner(screen.width(), screen.height()), 2 * BITS * BLOCK, BLOCK)
    shown: list[tuple[int, float]] = []

    class Ticking(QWidget):
        """The pattern, and the number over it."""

        number = 0

        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            if not strip.contains(event.rect()):
                painter.drawImage(QPoint(0, 0), ground)
            bits = f"{self.number:0{BITS}b}{self.number ^ (2**BITS - 1):0{BITS}b}"
            for at, bit in enumerate(bits):
                colour = QColor("white" if bit == "1" else "black")
                painter.fillRect(strip.left() + at * BLOCK, strip.top(), BLOCK, BLOCK, colour)
            painter.end()

        def tick(self) -> None:
            self.number += 1
            self.repaint(strip)
            QApplication.sync()
            shown.append((self.number, time.monotonic()))

    window = Ticking(None, Qt.WindowType.FramelessWindowHint)
    window.setGeometry(screen)
    window.show()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(window.tick)
    timer.start(EVERY_MS)
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(app.quit)
    print("shown", flush=True)
    code = app.exec()
    for number, at in shown:
        print(number, at)
    return code


if __name__ == "__main__":
    sys.exit(show())
