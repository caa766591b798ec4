"""A screen as people have it: a wallpaper, a browser with text and photos, a dark chat, a list of mail, a bar.

`python -m tests.bench.desktop` shows it on DISPLAY as one ordinary window that others may stand before, says "shown",
and ends with its standard input. `picture` gives its pixels without a display. Every run draws the same.
"""

import os
import sys
from random import Random
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPainter

_WORDS = """
the a of to and in is it you that was for on are with as they at be this have from or one had by word but not what all
were we when your can said there use an each which she do how their if will up other about out many then them these so
some her would make like him into time has look two more write go see number no way could people than first water been
call who oil its now find long down day did get come made may part Monday 21:14 Re: https:// 2026 yesterday message
garden painting window question together neighbour photograph Wednesday invitation
"""
_GRAIN = 5
_OCTAVES = ((3, 1.0), (7, 0.4), (19, 0.25), (61, 0.1), (240, 0.05))
"""Patches to a side, and how much they show."""
_LETTER = 15
_LINE = 22


def picture(width: int, height: int) -> bytes:
    """Rows of blue, green, red and an unused byte, as a display hands them over."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(["desktop"])
    drawn = _drawn(width, height)
    pixels = bytes(drawn.constBits())
    del drawn, application
    return pixels


def show() -> int:
    """Show it in a window as large as the screen until standard input ends."""
    from PySide6.QtCore import QPoint, QSocketNotifier, Qt
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication(["desktop"])
    app.setApplicationName("desktop")
    screen = app.primaryScreen().size()
    drawn = _drawn(screen.width(), screen.height())

    class Desktop(QWidget):
        """All of it, pixel by pixel."""

        def paintEvent(self, _event: QPaintEvent) -> None:
            painter = QPainter(self)
            painter.drawImage(QPoint(0, 0), drawn)
            painter.end()

    window = Desktop(None, Qt.WindowType.FramelessWindowHint)
    window.setGeometry(app.primaryScreen().geometry())
    window.show()
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(app.quit)
    print("shown", flush=True)
    return app.exec()


def _drawn(width: int, height: int) -> "QImage":
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    chance = Random(7)
    painter.drawImage(0, 0, photo_of(width, height, chance))
    bar = 40
    painter.fillRect(0, height - bar, width, bar, QColor("#1f2329"))
    _words(painter, QRect(16, height - bar + 8, width - 32, _LINE), "#e8e8e8", chance)
    _browser(painter, QRect(width // 24, height // 20, width * 6 // 10, height * 8 // 10), chance)
    _chat(painter, QRect(width * 66 // 100, height // 14, width * 3 // 10, height * 45 // 100), chance)
    _mail(
        painter, QRect(width * 58 // 100, height * 57 // 100, width * 38 // 100, height * 34 // 100), chance
    )
    painter.end()
    return image


def _browser(painter: "QPainter", box: "QRect", chance: Random) -> None:
    _window(painter, box, "#ffffff", "#dee1e6", chance)
    page = box.adjusted(24, 96, -24, -16)
    photo = photo_of(page.width() // 3, page.height() // 3, chance)
    painter.drawImage(page.left(), page.top(), photo)
    _paragraphs(
        painter, page.adjusted(photo.width() + 20, 0, 0, photo.height() - page.height()), "#202124", chance
    )
    second = photo_of(page.width() // 4, page.height() // 4, chance)
    painter.drawImage(page.right() - second.width(), page.bottom() - second.height(), second)
    _paragraphs(painter, page.adjusted(0, photo.height() + 16, -second.width() - 20, 0), "#202124", chance)


def _chat(painter: "QPainter", box: "QRect", chance: Random) -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter

    _window(painter, box, "#17212b", "#242f3d", chance)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = box.top() + 56
    while top < box.bottom() - 90:
        mine = chance.random() < 0.4
        bubble = QRect(box.left() + (box.width() // 3 if mine else 64), top, box.width() * 6 // 10, 66)
        painter.setBrush(QColor("#2b5278" if mine else "#182533"))
        painter.setPen(QColor("#0e1621"))
        painter.drawRoundedRect(bubble, 12, 12)
        painter.drawImage(box.left() + 12, top, photo_of(40, 40, chance))
        _paragraphs(painter, bubble.adjusted(10, 6, -10, -6), "#f5f5f5", chance)
        top += 78


def _mail(painter: "QPainter", box: "QRect", chance: Random) -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor

    _window(painter, box, "#fafafa", "#e4e4e4", chance)
    for number, top in enumerate(range(box.top() + 50, box.bottom() - 30, 30)):
        row = QRect(box.left() + 1, top, box.width() - 2, 30)
        painter.fillRect(row, QColor("#ffffff" if number % 2 else "#f0f3f7"))
        _words(painter, row.adjusted(12, 4, -12, -4), "#333333", chance)


def _window(painter: "QPainter", box: "QRect", ground: str, head: str, chance: Random) -> None:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor

    painter.fillRect(box.adjusted(6, 6, 6, 6), QColor(0, 0, 0, 60))
    painter.fillRect(box, QColor(ground))
    painter.fillRect(QRect(box.left(), box.top(), box.width(), 44), QColor(head))
    _words(painter, QRect(box.left() + 14, box.top() + 10, box.width() - 28, _LINE), "#8a8f98", chance)


def _paragraphs(painter: "QPainter", box: "QRect", colour: str, chance: Random) -> None:
    from PySide6.QtCore import QRect

    for top in range(box.top(), box.bottom() - _LINE + 2, _LINE):
        if chance.random() > 0.12:
            _words(painter, QRect(box.left(), top, box.width(), _LINE), colour, chance)


def _words(painter: "QPainter", line: "QRect", colour: str, chance: Random) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor

    font = painter.font()
    font.setPixelSize(_LETTER)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    words = _WORDS.split()
    text = " ".join(chance.choice(words) for _ in range(line.width() // 44 + 1))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, text)


def photo_of(width: int, height: int, chance: Random) -> "QImage":
    """Something with the colours, the edges and the grain of a photograph."""
    from PySide6.QtGui import QImage

    channels = []
    for _ in range(3):
        channel = Image.new("L", (width, height))
        for octave, share in _OCTAVES:
            noise = Image.frombytes("L", (octave, octave), chance.randbytes(octave * octave))
            channel = Image.blend(channel, noise.resize((width, height), Image.Resampling.BICUBIC), share)
        grain = Image.frombytes("L", (width, height), chance.randbytes(width * height))
        grain = grain.point([level * _GRAIN // 255 for level in range(256)])
        channels.append(Image.blend(channel, grain, 0.1))
    merged = Image.merge("RGB", channels).convert("RGBX").tobytes("raw", "BGRX")
    return QImage(merged, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


if __name__ == "__main__":
    sys.exit(show())
