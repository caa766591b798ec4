"""The icons: our own line drawings, tinted with a token and drawn sharply at any scale."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QFile, QIODevice, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from journal.gui.look.sizes import ICON, scaled

FOLDER = "icons"
"""The name of Qt's search path that leads to the drawings; set once when the program starts."""


def paint_icon(painter: QPainter, at: QPoint, name: str, tint: QColor, size: int | None = None) -> None:
    """Draw an icon with its upper left corner at that point."""
    side = size or scaled(ICON)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, pixmap(name, tint.name(), side, ratio))


def icon(name: str, tint: QColor, size: int | None = None) -> QIcon:
    """An icon for a control that wants one."""
    side = size or scaled(ICON)
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(pixmap(name, tint.name(), side, ratio))
    return made


@lru_cache(maxsize=512)
def pixmap(name: str, tint: str, side: int, ratio: float) -> QPixmap:
    """The drawing in one colour, `side` logical pixels wide and high."""
    made = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", tint.encode()))).render(
        painter, QRectF(0, 0, made.width(), made.height())
    )
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache
def _drawing(name: str) -> bytes:
    file = QFile(f"{FOLDER}:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(name)
    try:
        return bytes(file.readAll().data())
    finally:
        file.close()
