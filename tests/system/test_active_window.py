"""The title and program of the active window, asked of a real window manager."""

import ctypes
import sys
import time

import pytest

from journal.desktop.foreground import Foreground, ForegroundReader
from tests.system.displays import on_display, wait_until

HOLD_SERVER = """
import ctypes, os, sys
xcb = ctypes.CDLL("libxcb.so.1")
xcb.xcb_connect.restype = ctypes.c_void_p
connection = ctypes.c_void_p(xcb.xcb_connect(os.environ["DISPLAY"].encode(), None))
xcb.xcb_grab_server(connection)
xcb.xcb_get_input_focus.restype = ctypes.c_uint
xcb.xcb_get_input_focus_reply(connection, xcb.xcb_get_input_focus(connection), None)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    "title", ["Messages – Mozilla Firefox", "消息 🙂 \u202eabc", "<img src='file:///x'> & <b>", "x" * 2000]
)
def test_the_active_window_is_named_by_title_and_program(xvfb, window_manager, title):
    reader = ForegroundReader(xvfb.environ(), seconds=20)

    with on_display(xvfb, sys.executable, "-m", "tests.system.pattern", title):
        wait_until(lambda: reader.read() is not None, "a window is active")

        assert reader.read() == Foreground(title[:512], "pattern")


def test_without_any_window_there_is_none(xvfb, window_manager):
    assert ForegroundReader(xvfb.environ(), seconds=20).read() is None


def test_without_a_window_manager_there_is_none(xvfb):
    assert ForegroundReader(xvfb.environ(), seconds=20).read() is None


def test_a_program_that_holds_the_display_delays_nobody(xvfb, window_manager):
    ctypes.CDLL("libxcb.so.1")
    reader = ForegroundReader(xvfb.environ(), seconds=0.2)
    with on_display(xvfb, sys.executable, "-c", HOLD_SERVER) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        before = time.monotonic()

        told = [reader.read(), reader.read()]

        assert told == [None, None]
        assert time.monotonic() - before < 10
