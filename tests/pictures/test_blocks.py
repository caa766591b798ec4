"""What lies below a block is gone, and everything beside it is as it was."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.evidence import COVER, Box
from journal.domain.pixels import Pixels
from journal.pictures.blocks import filled

WIDTH, HEIGHT = 40, 30
NOISE = random.Random(7).randbytes(WIDTH * HEIGHT * 3)
PICTURE = Pixels(WIDTH, HEIGHT, NOISE, 80, 60)


def pixel(pixels: Pixels, x: int, y: int) -> tuple[int, ...]:
    at = (y * pixels.width + x) * 3
    return tuple(pixels.rgb[at : at + 3])


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x, y = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    return Box(x, y, draw(st.integers(1, WIDTH - x)), draw(st.integers(1, HEIGHT - y)))


def inside(box: Box, x: int, y: int) -> bool:
    return box.x <= x < box.x + box.width and box.y <= y < box.y + box.height


@given(st.lists(boxes(), max_size=4))
def test_x02_every_pixel_inside_is_one_colour_and_no_other_was_touched(covers: list[Box]) -> None:
    made = filled(PICTURE, covers)

    for y in range(HEIGHT):
        for x in range(WIDTH):
            covered = any(inside(box, x, y) for box in covers)
            assert pixel(made, x, y) == (COVER if covered else pixel(PICTURE, x, y))


@given(st.lists(boxes(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_x02_what_lay_below_makes_no_difference(covers: list[Box], chance: random.Random) -> None:
    """The strongest way to say that nothing of it survives: two pictures that differ only there become one."""
    other = bytearray(NOISE)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            if any(inside(box, x, y) for box in covers):
                at = (y * WIDTH + x) * 3
                other[at : at + 3] = chance.randbytes(3)

    assert filled(Pixels(WIDTH, HEIGHT, bytes(other), 80, 60), covers) == filled(PICTURE, covers)


@pytest.mark.parametrize(
    "box", [Box(0, 0, 0, 5), Box(0, 0, 5, 0), Box(-1, 0, 5, 5), Box(36, 0, 5, 5), Box(0, 26, 5, 5)]
)
def test_a_block_that_is_empty_or_reaches_beyond_is_refused(box: Box) -> None:
    with pytest.raises(ValueError, match="inside"):
        filled(PICTURE, [box])


def test_a_picture_keeps_its_size_and_nothing_is_covered_where_nothing_is_said() -> None:
    assert filled(PICTURE, []) == PICTURE
