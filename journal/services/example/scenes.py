"""Photos: the street outside the studio with a car in it, and things left at the door."""

import random
from collections.abc import Callable, Sequence

from journal.domain.moments import at_instant
from journal.pictures.drawing import Canvas, Point
from journal.services.example.chance import seeded
from journal.services.example.told import Told

_SIZE = (1200, 900)
_PETALS = ("#9d4b52", "#c08a8e", "#b8656b", "#d3b2a8", "#8d3f47", "#c58b6b", "#a9545c")
_CAMERA = "Telephone 5"


def photo(sort: str, told: Told) -> bytes:
    """A JPEG as a telephone would have taken it, with the time it was taken at in its metadata."""
    rng = seeded("scene", told.entry.key)
    canvas = Canvas(*_SIZE, "#8a8f94")
    night = not 7 <= int(at_instant(told.happened_ms, told.zone).local[11:13]) < 18
    if sort == "car":
        _street(canvas, rng, night)
    else:
        headline = told.entry.latest.headline
        _door(canvas, rng, next((draw for word, draw in _THINGS.items() if word in headline), _box))
    canvas.soften(1.6)
    canvas.shade(0.62 if night else 0.4)
    canvas.grain(rng.randbytes(160 * 160), 160, 0.06)
    taken = at_instant(told.captured_ms if sort != "car" else told.happened_ms, told.zone).local
    return canvas.jpeg(taken=taken.replace("-", ":").replace("T", " "), camera=_CAMERA)


def _street(canvas: Canvas, rng: random.Random, night: bool) -> None:
    sky, wall, road = ("#1c2433", "#3a4048", "#2a2d31") if night else ("#aab7c0", "#8d857a", "#63666a")
    canvas.fade(0, 0, _SIZE[0], 560, sky, wall)
    left = -30
    while left < _SIZE[0]:
        width = rng.randint(190, 300)
        tone = rng.choice(("#5a554e", "#4d5258", "#635a50") if night else ("#b3a793", "#a39a8c", "#c0b6a4"))
        canvas.box(left, rng.randint(0, 60), width, 560, tone)
        for top in range(90, 430, 120):
            for pane in range(left + 30, left + width - 50, 84):
                lit = rng.random() < (0.3 if night else 0.05)
                canvas.box(pane, top, 44, 74, "#e3c27a" if lit else "#3c4349" if night else "#70797f")
        canvas.box(left, 470, width, 90, rng.choice(("#41503f", "#523c38", "#3c4658")))
        left += width
    canvas.shape([(0, 560), (1200, 548), (1200, 900), (0, 900)], road)
    canvas.shape([(0, 560), (1200, 548), (1200, 600), (0, 616)], "#85817a" if not night else "#45464a")
    _car(canvas, 260 + rng.randint(-70, 130), 560 + rng.randint(0, 30), night)
    canvas.stroke([(1010, 900), (1040, 120)], "#2b2d30", 16)
    canvas.oval(1006, 60, 72, 72, "#f2d996" if night else "#c9ccca")


def _car(canvas: Canvas, left: int, top: int, night: bool) -> None:
    """A grey estate car from the side."""
    body, dark = ("#6c7177", "#3b3f44") if night else ("#8f959b", "#5d6369")
    canvas.oval(left + 20, top + 186, 620, 46, "#232527" if night else "#4b4d50")
    roof = [(left + 130, top + 66), (left + 200, top), (left + 560, top), (left + 622, top + 66)]
    canvas.shape(roof, body)
    canvas.box(left + 14, top + 62, 622, 112, body, radius=34)
    for pane in (
        [(left + 156, top + 64), (left + 212, top + 14), (left + 318, top + 14), (left + 318, top + 64)],
        [(left + 332, top + 14), (left + 446, top + 14), (left + 446, top + 64), (left + 332, top + 64)],
        [(left + 460, top + 14), (left + 550, top + 14), (left + 590, top + 64), (left + 460, top + 64)],
    ):
        canvas.shape([*pane], "#2c3136")
    canvas.oval(left + 250, top + 22, 38, 44, "#1d2024")
    for wheel in (left + 92, left + 476):
        canvas.oval(wheel, top + 116, 104, 104, "#1f2123")
        canvas.oval(wheel + 28, top + 144, 48, 48, dark)
    canvas.stroke([(left + 326, top + 68), (left + 326, top + 168)], dark, 3)
    canvas.stroke([(left + 26, top + 118), (left + 626, top + 118)], dark, 3)
    canvas.box(left + 14, top + 86, 26, 22, "#f4e6b4" if night else "#d9d6cb", radius=8)
    canvas.box(left + 612, top + 86, 22, 22, "#8e3b34", radius=6)


def _door(canvas: Canvas, rng: random.Random, thing: Callable[[Canvas, int, int], None]) -> None:
    canvas.fade(0, 0, _SIZE[0], 640, "#a59c8f", "#8c8478")
    canvas.box(330, -20, 520, 660, "#34557a")
    for left in (380, 610):
        for top in (40, 350):
            canvas.box(left, top, 190, 250, "#2c4a6b", "#466b94")
    canvas.oval(800, 330, 26, 26, "#c9a95c")
    canvas.shape([(0, 640), (1200, 640), (1200, 900), (0, 900)], "#7b756c")
    for tile in range(-1, 9):
        canvas.stroke([(tile * 150 + 60, 640), (tile * 190 - 60, 900)], "#6b655d", 3)
    canvas.stroke([(0, 740), (1200, 740)], "#6b655d", 3)
    thing(canvas, 470 + rng.randint(-60, 90), 600)


def _box(canvas: Canvas, left: int, top: int) -> None:
    _moved(canvas, left, top, [(-10, 150), (290, 176), (300, 196), (0, 190)], "#4d4943")
    _moved(canvas, left, top, [(0, 30), (190, 46), (190, 184), (0, 164)], "#b08d62")
    _moved(canvas, left, top, [(190, 46), (290, 16), (290, 146), (190, 184)], "#94734c")
    _moved(canvas, left, top, [(0, 30), (96, 0), (290, 16), (190, 46)], "#c5a377")
    _moved(canvas, left, top, [(84, 38), (108, 40), (108, 174), (84, 172)], "#d9cba8")


def _moved(canvas: Canvas, left: int, top: int, points: Sequence[Point], colour: str) -> None:
    canvas.shape([(left + across, top + down) for across, down in points], colour)


def _flowers(canvas: Canvas, left: int, top: int) -> None:
    _moved(canvas, left, top, [(0, 60), (260, 120), (240, 190), (10, 110)], "#d8d3c6")
    for place, colour in enumerate(_PETALS):
        across, down = place % 4 * 34, place // 4 * 38
        canvas.stroke([(left + 120, top + 100), (left + across - 10, top + down + 40)], "#4f6344", 5)
        canvas.oval(left + across - 40, top + down + 4, 52, 48, colour)


def _envelope(canvas: Canvas, left: int, top: int) -> None:
    _moved(canvas, left, top, [(0, 70), (300, 40), (340, 150), (26, 186)], "#e6dfcf")
    canvas.stroke([(left, top + 70), (left + 176, top + 126), (left + 300, top + 40)], "#b5ad9b", 4)
    canvas.stroke([(left + 26, top + 186), (left + 340, top + 150)], "#c9c1af", 3)


_THINGS = {"Flowers": _flowers, "Letter": _envelope, "envelope": _envelope}
"""What lies at the door, by a word of the headline; a box otherwise."""
