"""E-09: what is framed is what is cut out, on screens of every scale."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FRAMED = """
import json
import sys

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journal.gui.capture_line.part_chooser import PartChooser
from tests.gui.fakes import FakeWords

app = QApplication(["framed"])
chooser = PartChooser(FakeWords())
chooser.resize(800, 500)
image = QImage(*json.loads(sys.argv[1]), QImage.Format.Format_RGB888)
image.fill(QColor("white"))
chooser.show_picture(image, None)
chooser.show()
left = Qt.MouseButton.LeftButton
for start, end in json.loads(sys.argv[2]):
    QTest.mousePress(chooser, left, pos=QPoint(*start))
    QTest.mouseMove(chooser, QPoint(*end))
    QTest.mouseRelease(chooser, left, pos=QPoint(*end))
box = chooser.box()
seen = chooser.grab().toImage()
ratio = seen.devicePixelRatio()
scale = chooser.scale() * ratio
middle_x = round((seen.width() - image.width() * scale) / 2 + (box.x + box.width / 2) * scale)
middle_y = round((seen.height() - image.height() * scale) / 2 + (box.y + box.height / 2) * scale)
bright = lambda x, y: min(seen.pixelColor(x, y).getRgb()[:3]) > 250


def reach(x, y, by_x, by_y):
    # The frame's own line is bright and dark; the shade begins behind it. The magnifier may lie elsewhere.
    while 0 <= x < seen.width() and 0 <= y < seen.height() and bright(x, y):
        x, y = x + by_x, y + by_y
    return x if by_x else y


print(json.dumps({
    "ratio": ratio,
    "box": [box.x, box.y, box.width, box.height],
    "scale": scale,
    "size": [seen.width(), seen.height()],
    "framed": [
        reach(middle_x, middle_y, -1, 0) + 1,
        reach(middle_x, middle_y, 0, -1) + 1,
        reach(middle_x, middle_y, 1, 0),
        reach(middle_x, middle_y, 0, 1),
    ],
}))
"""
PEN = 3


@pytest.mark.parametrize("picture", [(3840, 2160), (640, 400)])
@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_e09_what_is_framed_is_what_is_cut_out_at_any_scale(
    checkout: Path, scale: str, picture: tuple[int, int]
) -> None:
    # Carried away from the middle, then taken hold of outside and drawn anew.
    drags = [[[420, 260], [380, 250]], [[100, 100], [333, 277]]]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    command = [sys.executable, "-c", FRAMED, json.dumps(picture), json.dumps(drags)]
    done = subprocess.run(command, cwd=checkout, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])

    assert told["ratio"] == float(scale)
    x, y, width, height = told["box"]
    # The picture stands in the middle of the widget, and everything that is bright lies within the frame.
    left = (told["size"][0] - picture[0] * told["scale"]) / 2
    top = (told["size"][1] - picture[1] * told["scale"]) / 2
    edges = [
        left + x * told["scale"],
        top + y * told["scale"],
        left + (x + width) * told["scale"],
        top + (y + height) * told["scale"],
    ]
    off = [abs(seen - meant) for seen, meant in zip(told["framed"], edges, strict=True)]
    assert max(off) <= PEN * float(scale), (told, edges)
