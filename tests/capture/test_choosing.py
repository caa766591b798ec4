import pytest

from journal.capture.asked_source import AskedSource
from journal.capture.choosing import source_for
from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.mss_source import MssSource
from journal.capture.screens import HandedOver


def nobody() -> bytes:
    raise AssertionError("nobody is to be asked here")


@pytest.mark.parametrize(
    "environ",
    [
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"},
        {"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"},
        {"WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"},
    ],
)
def test_wayland_is_noticed_before_the_display_that_would_give_black_pictures(environ):
    source = source_for(environ, lambda: b"what the desktop gave", "linux")

    assert isinstance(source, AskedSource)
    assert source.grab() == HandedOver(b"what the desktop gave", "xdg-desktop-portal")


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"XDG_SESSION_TYPE": "tty"}])
def test_without_a_display_that_is_said_before_anything_is_tried(environ):
    with pytest.raises(CaptureUnavailable) as raised:
        source_for(environ, nobody, "linux")

    assert raised.value.reason is Reason.NO_DISPLAY


def test_an_x11_display_is_read_directly():
    assert isinstance(source_for({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, nobody, "linux"), MssSource)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_display_variable(platform):
    assert isinstance(source_for({}, nobody, platform), MssSource)
