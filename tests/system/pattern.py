"""A picture whose every pixel tells where it is, and a program that shows it on all screens, pixel by pixel.

Run as `python -m tests.system.pattern [TITLE]` it covers each screen with its part of the pattern, whatever scale
Qt was told to use there; with a title it shows one ordinary window of that name instead, 200 x 100. It says
"shown" when its windows are, and ends with its standard input.
"""

import sys

HIGHEST = 4096
"""Pixels to a side up to which no two pixels are alike."""


BEHIND = "behind"


def pattern(x: int, y: int, width: int, height: int) -> bytes:
    """The pixels of a part of the pattern as rows of blue, green, red and 255: red and green are the low eight
    bits of x and y, blue holds the high four of both."""
    return b"".join(_row(x, line, width) for line in range(y, y + height))


def _row(x: int, y: int, width: int) -> bytes:
    columns = range(x, x + width)
    row = bytearray(b"\xff") * (4 * width)
    row[0::4] = bytes((column >> 8) << 4 | y >> 8 for column in columns)
    row[1::4] = bytes([y & 255]) * width
    row[2::4] = bytes(column & 255 for column in columns)
    return bytes(row)


def show(title: str | None) -> int:
    """Show the windows until standard input ends; `BEHIND` as a title lets other windows stand before them."""
    from PySide6.QtCore import QPoint, QSocketNotifier, Qt
    from PySide6.QtGui import QImage, QPainter, QPaintEvent, QScreen
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication(sys.argv[:1])
    app.setApplicationName("pattern")

    class Part(QWidget):
        """One screen's part, drawn without smoothing at one pixel of the image to one of the screen."""

        def __init__(self, screen: QScreen) -> None:
            super().__init__(None, flags | Qt.WindowType.FramelessWindowHint)
            there, scale = screen.geometry(), screen.devicePixelRatio()
            width, height = round(there.width() * scale), round(there.height() * scale)
            # Qt keeps the origin of a screen in pixels and divides only its size.
            self._pixels = pattern(there.x(), there.y(), width, height)
            self._image = QImage(self._pixels, width, height, 4 * width, QImage.Format.Format_RGB32)
            self._image.setDevicePixelRatio(scale)
            self.setGeometry(there)

        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.drawImage(QPoint(0, 0), self._image)
            painter.end()

    flags = Qt.WindowType.Widget if title == BEHIND else Qt.WindowType.BypassWindowManagerHint
    windows: list[QWidget] = []
    if title in (None, BEHIND):
        windows += [Part(screen) for screen in app.screens()]
    else:
        windows += [QWidget()]
        windows[0].setWindowTitle(title)
        windows[0].resize(200, 100)
    for window in windows:
        window.show()
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(app.quit)
    print("shown", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(show(sys.argv[1] if len(sys.argv) > 1 else None))
