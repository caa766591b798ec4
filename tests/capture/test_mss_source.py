from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from mss.exception import ScreenShotError

from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.mss_source import MssSource, of_x11
from journal.domain.evidence import Box


@dataclass
class Picture:
    raw: bytearray
    width: int
    height: int


class Desk:
    """A display of numbered pixels; `scale` is how many pixels it has per point, like a Retina screen."""

    def __init__(self, *monitors: dict[str, Any], scale: int = 1, refusal: Exception | None = None) -> None:
        self.monitors = list(monitors)
        self.scale = scale
        self.refusal = refusal
        self.opened = self.closed = 0
        self.broken: set[int] = set()
        self.gone = False
        self.grabbed_by: list[int] = []

    @contextmanager
    def connect(self):
        self.opened += 1
        try:
            yield Connection(self, self.opened, list(self.monitors))
        finally:
            self.closed += 1
            if self.gone:
                raise ScreenShotError("connection lost")


@dataclass
class Connection:
    """Knows the screens as they were when it was opened."""

    desk: Desk
    number: int
    monitors: list[dict[str, Any]]

    def grab(self, monitor):
        if self.desk.refusal:
            raise self.desk.refusal
        if self.number in self.desk.broken:
            raise ScreenShotError("connection lost")
        self.desk.grabbed_by.append(self.number)
        width, height = monitor["width"] * self.desk.scale, monitor["height"] * self.desk.scale
        return Picture(bytearray(range(256)) * (width * height // 64), width, height)


def monitor(left, top, width, height, **more):
    return {"left": left, "top": top, "width": width, "height": height, **more}


def test_screens_left_of_and_above_the_origin_are_in_the_image():
    desk = Desk(
        monitor(-64, -16, 160, 64),
        monitor(-64, -16, 64, 64, output="HDMI-1"),
        monitor(0, 0, 96, 48, output="DP-1", is_primary=True),
    )

    frame = MssSource(desk.connect).grab()

    assert (frame.x, frame.y, frame.width, frame.height) == (-64, -16, 160, 64)
    assert len(frame.pixels) == 160 * 64 * 4
    assert [screen.name for screen in frame.screens] == ["DP-1", "HDMI-1"]
    assert frame.box_of(frame.screens[0]) == Box(64, 16, 96, 48)
    assert frame.box_of(frame.screens[1]) == Box(0, 0, 64, 64)


def test_a_screen_with_two_pixels_per_point_is_told_in_pixels():
    desk = Desk(monitor(-32, 0, 96, 16), monitor(-32, 0, 32, 16), monitor(0, 0, 64, 16), scale=2)

    frame = MssSource(desk.connect).grab()

    assert (frame.x, frame.width, frame.height) == (-64, 192, 32)
    assert [(screen.x, screen.width, screen.scale_percent) for screen in frame.screens] == [
        (-64, 64, 200),
        (0, 128, 200),
    ]


def test_a_display_that_names_no_screens_is_one_screen():
    frame = MssSource(Desk(monitor(0, 0, 64, 16)).connect).grab()

    assert [(screen.name, screen.width, screen.height) for screen in frame.screens] == [("screen 1", 64, 16)]


def test_a_screen_that_reaches_beyond_the_display_is_cut_to_it():
    desk = Desk(monitor(0, 0, 64, 16), monitor(48, 8, 64, 16), monitor(200, 0, 64, 16))

    frame = MssSource(desk.connect).grab()

    assert [(s.x, s.y, s.width, s.height) for s in frame.screens] == [(48, 8, 16, 8)]


def test_the_name_of_a_screen_is_short_and_without_hidden_characters():
    desk = Desk(monitor(0, 0, 64, 16), monitor(0, 0, 64, 16, name="A\x1b[2J\u202eB\n" + "x" * 500))

    (screen,) = MssSource(desk.connect).grab().screens

    assert screen.name == ("A[2JB" + "x" * 500)[:64]


def test_pictures_go_through_one_connection_until_rest():
    desk = Desk(monitor(0, 0, 64, 16))
    source = MssSource(desk.connect)

    source.grab()
    source.grab()
    assert desk.grabbed_by == [1, 1]
    source.rest()
    source.rest()
    source.grab()
    source.rest()

    assert desk.grabbed_by == [1, 1, 3]
    assert (desk.opened, desk.closed) == (3, 3)


def test_a_connection_that_knows_other_screens_is_not_used_again():
    desk = Desk(monitor(0, 0, 64, 16))
    source = MssSource(desk.connect)
    source.grab()
    desk.monitors = [monitor(0, 0, 128, 16)]

    frame = source.grab()

    assert (frame.width, desk.grabbed_by) == (128, [1, 2])
    source.rest()
    assert (desk.opened, desk.closed) == (2, 2)


def test_a_connection_that_fails_later_costs_no_picture():
    desk = Desk(monitor(0, 0, 64, 16))
    source = MssSource(desk.connect)
    source.grab()
    desk.broken.add(1)

    source.grab()

    assert desk.grabbed_by == [1, 3]
    source.rest()
    assert (desk.opened, desk.closed) == (3, 3)


def test_a_display_that_is_gone_can_be_let_go_of():
    desk = Desk(monitor(0, 0, 64, 16))
    source = MssSource(desk.connect)
    source.grab()
    desk.gone = True

    source.rest()

    assert (desk.opened, desk.closed) == (1, 1)


@pytest.mark.parametrize("refusal", [ScreenShotError("no permission"), ScreenShotError("screens changed")])
def test_a_display_that_refuses_is_told_with_its_reason_and_closed(refusal):
    desk = Desk(monitor(0, 0, 64, 16), refusal=refusal)

    with pytest.raises(CaptureUnavailable) as raised:
        MssSource(desk.connect).grab()

    assert (raised.value.reason, raised.value.detail) == (Reason.REFUSED, str(refusal))
    assert desk.closed == 1


def test_a_display_without_any_screens_is_told():
    with pytest.raises(CaptureUnavailable) as raised:
        MssSource(Desk().connect).grab()

    assert raised.value.reason is Reason.REFUSED


def test_a_display_that_cannot_be_used_is_told_each_time_and_tried_once():
    tried = []

    def connect():
        tried.append(1)
        raise ScreenShotError("Only screens of color depth 24 or 32 are supported, not 16")

    source = MssSource(connect)
    for _ in range(3):
        with pytest.raises(CaptureUnavailable) as raised:
            source.grab()
        assert raised.value.reason is Reason.UNSUPPORTED
        assert "16" in raised.value.detail

    assert tried == [1]


def test_a_display_that_does_not_exist_is_told_as_unreachable():
    with pytest.raises(CaptureUnavailable) as raised:
        of_x11(":64123").grab()

    assert raised.value.reason is Reason.UNREACHABLE
