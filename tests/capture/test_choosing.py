import pytest

from journal.capture.choosing import source_for
from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.mss_source import MssSource


@pytest.mark.parametrize(
    "environ",
    [
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"},
        {"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"},
        {"WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"},
    ],
)
def test_wayland_is_noticed_before_the_display_that_would_give_black_pictures(environ):
    with pytest.raises(CaptureUnavailable) as raised:
        source_for(environ, "linux")

    assert raised.value.reason is Reason.WAYLAND


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"XDG_SESSION_TYPE": "tty"}])
def test_without_a_display_that_is_said_before_anything_is_tried(environ):
    with pytest.raises(CaptureUnavailable) as raised:
        source_for(environ, "linux")

    assert raised.value.reason is Reason.NO_DISPLAY


def test_an_x11_display_is_read_directly():
    assert isinstance(source_for({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, "linux"), MssSource)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_display_variable(platform):
    assert isinstance(source_for({}, platform), MssSource)
