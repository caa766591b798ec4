"""E-09: what is captured equals what the screens show, pixel by pixel."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image

from journal.capture.choosing import source_for
from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.screens import Frame, ScreenSource, develop
from journal.domain.capture_wish import CaptureWish, What
from journal.domain.evidence import Box
from journal.domain.folder import JournalFolder
from journal.services.catching import of_this_desktop
from tests.system.displays import Display, display_server, on_display, wait_until
from tests.system.pattern import BEHIND, pattern
from tests.system.person import Person


@contextmanager
def shown_pattern(display: Display, *title: str) -> Iterator[None]:
    with on_display(display, sys.executable, "-m", "tests.system.pattern", *title) as painter:
        assert painter.stdout is not None
        assert painter.stdout.readline() == "shown\n"
        yield


def nobody() -> bytes:
    raise AssertionError("an X11 display is read, not asked")


def grab(display: Display) -> Frame:
    return frame_of(source_for(display.environ(), nobody))


def frame_of(source: ScreenSource) -> Frame:
    taken = source.grab()
    source.rest()
    assert isinstance(taken, Frame)
    return taken


def colours(bgrx: bytes | bytearray) -> bytes:
    """The three meaningful bytes of each pixel, as red, green, blue."""
    rgb = bytearray(len(bgrx) // 4 * 3)
    rgb[0::3], rgb[1::3], rgb[2::3] = bgrx[2::4], bgrx[1::4], bgrx[0::4]
    return bytes(rgb)


def assert_shows_the_pattern(display: Display) -> Frame:
    """Wait until the painter is done, and compare every pixel of one frame and of its PNG."""
    corner = colours(pattern(display.width - 1, display.height - 1, 1, 1))
    first = colours(pattern(0, 0, 1, 1))

    def painted() -> bool:
        pixels = colours(grab(display).pixels)
        return pixels.startswith(first) and pixels.endswith(corner)

    wait_until(painted, "the pattern is on the screen")
    frame = grab(display)
    expected = colours(pattern(0, 0, display.width, display.height))
    assert colours(frame.pixels) == expected
    picture = Image.open(io.BytesIO(develop(frame).png), formats=["PNG"])
    assert (picture.mode, picture.size) == ("RGB", (display.width, display.height))
    assert picture.tobytes() == expected
    return frame


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_one_screen_at_any_scale_is_captured_pixel_by_pixel(xvfb, monkeypatch, scale):
    monkeypatch.setenv("QT_SCALE_FACTOR", scale)

    with shown_pattern(xvfb):
        assert_shows_the_pattern(xvfb)


@pytest.mark.parametrize(("dots", "percent"), [("96", 100), ("120", 125), ("144", 150), ("192", 200)])
@pytest.mark.usefixtures("window_manager")
def test_e09_the_scale_of_the_desktop_is_kept_with_the_picture_and_changes_no_pixel_of_it(
    xvfb, tmp_path, dots, percent
):
    xvfb.run(
        "xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", f"Xft.dpi:\t{dots}\n"
    )
    catcher = of_this_desktop(JournalFolder(tmp_path), xvfb.environ())

    with shown_pattern(xvfb, BEHIND):
        wait_until(lambda: catcher.grab().known.foreground is not None, "a window is active")
        assert_shows_the_pattern(xvfb)
        taken = catcher.grab().taken
    catcher.rest()

    assert isinstance(taken, Frame)
    assert colours(taken.pixels) == colours(pattern(0, 0, xvfb.width, xvfb.height))
    assert [(screen.width, screen.height, screen.scale_percent) for screen in taken.screens] == [
        (1920, 1080, percent)
    ]


@pytest.mark.parametrize("xvfb", ["3840x1440x24"], indirect=True)
@pytest.mark.parametrize("scales", ["LEFT=1;RIGHT=1", "LEFT=1.25;RIGHT=2"])
def test_e09_monitors_beside_and_below_each_other_have_their_place_and_their_pixels(
    xvfb, monkeypatch, scales
):
    monkeypatch.setenv("QT_SCREEN_SCALE_FACTORS", scales)
    # Seen from the first, which counts as the origin for people, the other lies at negative places.
    xvfb.set_monitor("RIGHT", 1600, 360, 1920, 1080, primary=True)
    xvfb.set_monitor("LEFT", 0, 40, 1600, 900)
    source = source_for(xvfb.environ(), nobody)

    def painted(frame: Frame) -> bool:
        parts = [(frame.cut(frame.box_of(screen)), screen) for screen in frame.screens]
        return all(
            colours(part.pixels) == colours(pattern(screen.x, screen.y, screen.width, screen.height))
            for part, screen in parts
        )

    with shown_pattern(xvfb):
        wait_until(lambda: painted(frame_of(source)), "each monitor shows its part of the pattern")
        frame = frame_of(source)

    assert [(one.x, one.y, one.width, one.height) for one in frame.screens] == [
        (1600, 360, 1920, 1080),
        (0, 40, 1600, 900),
    ]
    picture = Image.open(io.BytesIO(develop(frame).png), formats=["PNG"])
    assert picture.crop((1600, 360, 3520, 1440)).tobytes() == colours(pattern(1600, 360, 1920, 1080))
    assert picture.crop((0, 40, 1600, 940)).tobytes() == colours(pattern(0, 40, 1600, 900))


@pytest.mark.parametrize("scales", ["LEFT=1;RIGHT=1", "LEFT=1;RIGHT=2", "LEFT=1.5;RIGHT=1.25"])
def test_two_monitors_are_captured_as_one_picture_in_which_each_has_its_place(
    two_monitors, monkeypatch, scales
):
    monkeypatch.setenv("QT_SCREEN_SCALE_FACTORS", scales)

    with shown_pattern(two_monitors):
        frame = assert_shows_the_pattern(two_monitors)

    assert [frame.box_of(screen) for screen in frame.screens] == [
        Box(0, 0, 1920, 1080),
        Box(1920, 0, 1920, 1080),
    ]


def test_the_primary_monitor_is_named_first_wherever_it_stands(xvfb):
    xvfb.set_monitor("A", 0, 0, 900, 1080)
    xvfb.set_monitor("B", 900, 0, 1020, 1080, primary=True)

    frame = grab(xvfb)

    assert [screen.x for screen in frame.screens] == [900, 0]


def test_monitors_that_change_between_two_pictures_are_noticed(xvfb):
    source = source_for(xvfb.environ(), nobody)
    before = frame_of(source).screens

    xvfb.set_monitor("LEFT", 0, 0, 960, 1080)
    xvfb.set_monitor("RIGHT", 960, 0, 960, 1080)

    assert len(before) == 1
    assert [screen.width for screen in frame_of(source).screens] == [960, 960]


def test_an_empty_screen_is_told_as_of_one_colour(xvfb):
    xvfb.run("xsetroot", "-solid", "#102030")

    assert develop(grab(xvfb)).one_colour == (0x10, 0x20, 0x30)


@pytest.mark.parametrize("xvfb", ["640x480x16", "640x480x8"], indirect=True)
def test_a_display_with_too_few_colours_is_told_and_nothing_is_made_up(xvfb):
    with pytest.raises(CaptureUnavailable) as raised:
        grab(xvfb)

    assert raised.value.reason is Reason.UNSUPPORTED
    assert str(xvfb.depth) in raised.value.detail


def test_a_display_that_went_away_is_told():
    with display_server() as display:
        grab(display)

    with pytest.raises(CaptureUnavailable) as raised:
        grab(display)

    assert raised.value.reason is Reason.UNREACHABLE


def test_the_active_window_is_captured_with_its_frame_and_nothing_else(xvfb, window_manager, tmp_path):
    xvfb.run("xsetroot", "-solid", "#102030")
    catcher = of_this_desktop(JournalFolder(tmp_path), xvfb.environ())
    with on_display(xvfb, sys.executable, "-m", "tests.system.pattern", "a window"):
        person = Person(xvfb)
        inside = person.geometry(person.wait_for_window("a window"))

        whole, part = catcher.grab().taken, catcher.grab(CaptureWish(What.WINDOW)).taken

    assert isinstance(whole, Frame)
    assert isinstance(part, Frame)
    left, top = part.x, part.y
    assert left <= inside[0]
    assert top < inside[1]
    assert left + part.width >= inside[0] + inside[2]
    assert top + part.height >= inside[1] + inside[3]
    assert part.pixels == whole.cut(Box(left, top, part.width, part.height)).pixels
    ground = bytes((0x30, 0x20, 0x10))
    around = whole.cut(Box(left - 1, top - 1, part.width + 2, part.height + 2))
    edge = 4 * around.width
    assert {around.pixels[at : at + 3] for at in range(0, edge, 4)} == {ground}
    assert part.pixels[:3] != ground


def test_the_screen_with_the_active_window_is_captured_alone(two_monitors, tmp_path):
    from journal.desktop.foreground import Foreground
    from journal.services.catching import Catcher
    from tests.fakes import FakeClock, seeded

    catcher = Catcher(
        JournalFolder(tmp_path),
        find_source=lambda: source_for(two_monitors.environ(), nobody),
        foreground=lambda: Foreground("a page", "a browser", Box(2000, 10, 300, 300)),
        clock=FakeClock(),
        randomness=seeded(1),
        program="",
        system="",
    )
    with shown_pattern(two_monitors):
        assert_shows_the_pattern(two_monitors)
        taken = catcher.grab(CaptureWish(What.SCREEN)).taken

    assert isinstance(taken, Frame)
    assert colours(taken.pixels) == colours(pattern(1920, 0, 1920, 1080))
    assert [(screen.x, screen.width) for screen in taken.screens] == [(1920, 1920)]
