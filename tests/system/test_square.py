"""The grey square is seen on the monitor that somebody works on, never where no monitor is."""

import mss
import pytest

from journal.desktop.sign import square_here
from journal.desktop.square import EDGE, GREY, SIDE
from tests.system.displays import Display, wait_until


@pytest.mark.parametrize("xvfb", ["3840x1080x24"], indirect=True)
@pytest.mark.parametrize(
    ("pointer", "right", "bottom"),
    [((100, 100), 1920, 1080), ((3000, 100), 3840, 600)],
    ids=["left", "right"],
)
def test_it_lies_in_the_corner_of_the_monitor_with_the_pointer(
    xvfb: Display, pointer: tuple[int, int], right: int, bottom: int
) -> None:
    xvfb.set_monitor("LEFT", 0, 0, 1920, 1080, primary=True)
    xvfb.set_monitor("RIGHT", 1920, 0, 1920, 600)
    xvfb.run("xdotool", "mousemove", *map(str, pointer))
    place = {"left": right - EDGE - SIDE, "top": bottom - EDGE - SIDE, "width": SIDE, "height": SIDE}
    square = square_here(xvfb.environ())
    assert square is not None

    def is_grey() -> bool:
        with mss.MSS(display=xvfb.name) as eyes:
            return set(eyes.grab(place).rgb) <= set(GREY.to_bytes(3, "big"))

    square.show()

    wait_until(is_grey, "it is there")
    wait_until(lambda: not is_grey(), "it is gone")
