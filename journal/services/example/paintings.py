"""The pictures that M. Leroux paints, as far as a small drawing can show them; each always the same."""

import math
import random
from collections.abc import Callable

from journal.pictures.drawing import Canvas
from journal.services.example.chance import seeded

WIDTH, HEIGHT = 640, 420

_PALETTES = {
    "river": ("#c9c4b4", "#8fa3a8", "#5d7f86", "#3d5a63", "#b58a6a"),
    "stairwell": ("#1f3350", "#2f4d74", "#46699a", "#7d9dc0", "#e0c98e"),
    "frost": ("#dfe6ea", "#b9c8d0", "#8ea4b1", "#6c8391", "#a87d63"),
    "reading": ("#6b4f3f", "#94705a", "#b98f6f", "#d9b894", "#3f5e54"),
    "four-chairs": ("#cbb9a0", "#a88f73", "#7b6b59", "#534a40", "#8c3f34"),
    "roquette": ("#77808a", "#5f6972", "#4a535b", "#363d44", "#d8a24e"),
    "tram": ("#8f9aa1", "#6d7a80", "#535e63", "#3e474b", "#e1b236"),
    "harbour": ("#d8cdbb", "#a9b6b4", "#7e9a9d", "#567479", "#8a4b3c"),
    "kettle": ("#54463e", "#7a6559", "#a38a78", "#c9b29e", "#5a7f84"),
    "night-train": ("#141b2b", "#1f2b40", "#2d3d56", "#435673", "#f0c36a"),
}


def painting(slug: str) -> Canvas:
    """The picture of that short name, 640 x 420 pixels."""
    rng = seeded("painting", slug)
    colours = _PALETTES[slug]
    canvas = Canvas(WIDTH, HEIGHT, colours[0])
    canvas.fade(0, 0, WIDTH, HEIGHT, colours[0], colours[1])
    _MOTIFS.get(slug, _water)(canvas, rng, colours)
    _brush(canvas, rng, colours)
    canvas.soften(1.2)
    return canvas


def _water(canvas: Canvas, rng: random.Random, colours: tuple[str, ...]) -> None:
    for place, colour in enumerate(colours[1:4]):
        level, swing, phase = 150 + place * 85, rng.uniform(8, 22), rng.uniform(0, 6)
        edge = [
            (x, level + swing * math.sin(phase + x / rng.uniform(88, 96))) for x in range(0, WIDTH + 20, 20)
        ]
        canvas.shape([*edge, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
    for _ in range(5):
        left = rng.randint(40, WIDTH - 120)
        canvas.shape([(left, 196), (left + 70, 196), (left + 56, 214), (left + 14, 214)], colours[4])
        canvas.stroke([(left + 34, 196), (left + 34, 196 - rng.randint(30, 70))], colours[3], 3)


def _stairs(canvas: Canvas, rng: random.Random, colours: tuple[str, ...]) -> None:
    for step in range(11):
        left, top = 30 + step * 54, 372 - step * 32
        canvas.shape([(left, top), (WIDTH, top), (WIDTH, HEIGHT), (left, HEIGHT)], colours[step % 3 + 1])
        canvas.stroke([(left, top), (left + 54, top)], colours[3], 4)
    canvas.box(440, 24, 96, 120, colours[4])
    canvas.stroke([(488, 24), (488, 144)], colours[0], 5)
    canvas.stroke([(20, 300), (620, rng.randint(0, 20))], colours[0], 9)


def _room(canvas: Canvas, rng: random.Random, colours: tuple[str, ...]) -> None:
    canvas.box(0, 280, WIDTH, 140, colours[2])
    canvas.box(60, 40, 150, 170, colours[3])
    canvas.stroke([(135, 40), (135, 210)], colours[1], 6)
    chairs = 4 if colours == _PALETTES["four-chairs"] else 1
    for place in range(chairs):
        left = 90 + (place + (4 - chairs) * 0.6) * 128 + rng.randint(-12, 12)
        canvas.box(left, 200, 12, 170, colours[4])
        canvas.box(left, 284, 82, 14, colours[4])
        canvas.box(left + 70, 290, 12, 80, colours[4])
    canvas.oval(470, 90, 74, 74, colours[3])


def _street(canvas: Canvas, rng: random.Random, colours: tuple[str, ...]) -> None:
    left = 0
    while left < WIDTH:
        width, top = rng.randint(60, 120), rng.randint(20, 120)
        canvas.box(left, top, width, 300 - top, colours[rng.choice((1, 2))])
        for window in range(top + 22, 270, 46):
            for pane in range(left + 14, left + width - 18, 30):
                canvas.box(pane, window, 13, 22, colours[4] if rng.random() < 0.28 else colours[3])
        left += width
    canvas.shape([(0, 300), (WIDTH, 292), (WIDTH, HEIGHT), (0, HEIGHT)], colours[3])
    canvas.box(210, 250, 230, 82, colours[4], radius=10)
    for pane in range(224, 420, 48):
        canvas.box(pane, 264, 36, 28, colours[2])


def _brush(canvas: Canvas, rng: random.Random, colours: tuple[str, ...]) -> None:
    for _ in range(160):
        left, top = rng.randint(-20, WIDTH), rng.randint(0, HEIGHT)
        run, rise = rng.randint(14, 60), rng.randint(-5, 5)
        colour = rng.choice(colours[:4])
        if rng.random() < 0.35:
            canvas.stroke([(left, top), (left + run, top + rise)], colour, rng.randint(1, 3))


_MOTIFS: dict[str, Callable[[Canvas, random.Random, tuple[str, ...]], None]] = {
    "stairwell": _stairs,
    "reading": _room,
    "four-chairs": _room,
    "kettle": _room,
    "roquette": _street,
    "tram": _street,
    "night-train": _street,
}
