import os
import threading
from pathlib import Path

import pytest

from journal.desktop import foreground
from journal.desktop.foreground import Foreground, ForegroundReader
from journal.desktop.x11 import ActiveWindow

X11 = {"DISPLAY": ":0"}


@pytest.fixture
def window(monkeypatch):
    """A function that puts a window in front."""

    def show(title: bytes = b"", program: bytes = b"", pid: int = 0) -> None:
        monkeypatch.setattr(foreground, "active_window", lambda display: ActiveWindow(title, program, pid))

    return show


def test_the_window_in_front_is_told_by_title_and_program(window):
    window("Messages – Mozilla Firefox".encode(), b"firefox")

    assert ForegroundReader(X11).read() == Foreground("Messages – Mozilla Firefox", "firefox")


def test_control_characters_and_broken_bytes_are_replaced(window):
    window(b"a\x00b\x1b[31mc\nd\xff\xe2\x80\xa8e", b"pro\tgram")

    assert ForegroundReader(X11).read() == Foreground("a b [31mc d\ufffd e", "pro gram")


def test_a_title_of_any_length_is_cut(window):
    window(b"x" * 4096, b"y" * 4096)

    told = ForegroundReader(X11).read()

    assert told == Foreground("x" * 512, "y" * 512)


def test_a_window_without_a_class_is_named_for_its_process(window):
    window(b"t", b"", os.getpid())

    told = ForegroundReader(X11).read()

    assert told is not None
    assert told.application == Path("/proc/self/comm").read_text().strip()


@pytest.mark.parametrize("pid", [0, 4_000_000_000])
def test_a_process_that_is_not_there_is_no_fault(window, pid):
    window(b"t", b"", pid)

    assert ForegroundReader(X11).read() == Foreground("t", "")


@pytest.mark.parametrize(
    "environ",
    [{}, {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}],
)
def test_where_the_desktop_does_not_say_nothing_is_told(window, environ):
    window(b"left over from another desktop", b"x")

    assert ForegroundReader(environ).read() is None


def test_a_display_that_is_not_there_is_no_fault():
    assert ForegroundReader({"DISPLAY": ":64123"}, seconds=10).read() is None


def test_no_window_in_front_is_none(monkeypatch):
    monkeypatch.setattr(foreground, "active_window", lambda display: None)

    assert ForegroundReader(X11).read() is None


def test_a_system_without_a_thread_to_spare_costs_only_the_title(monkeypatch, window):
    window(b"t", b"p")
    reader = ForegroundReader(X11, seconds=20)

    def none_left(thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as scarce:
        scarce.setattr(threading.Thread, "start", none_left)
        assert reader.read() is None

    assert reader.read() == Foreground("t", "p")


def test_a_display_that_hangs_is_asked_once_and_asked_again_after_it_answered(monkeypatch):
    asked, answer, answered = [], threading.Event(), threading.Event()

    def hang(display):
        asked.append(display)
        answer.wait(30)
        answered.set()

    monkeypatch.setattr(foreground, "active_window", hang)
    reader = ForegroundReader(X11, seconds=0.01)

    told = [reader.read() for _ in range(5)]

    assert told == [None] * 5
    assert len(asked) == 1
    answer.set()
    assert answered.wait(30)
    while len(asked) == 1:
        reader.read()
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("resources", "percent"),
    [
        (b"", 100),
        (b"Xft.dpi:\t96\n", 100),
        (b"*foreground: red\nXft.dpi: 120\nXft.rgba: none\n", 125),
        (b"Xft.dpi:\t144.0", 150),
        (b"Xft.dpi:\t192\n", 200),
        (b"Xft.dpi:\t0\n", 100),
        (b"Xft.dpi:\t9999\n", 100),
        (b"Xft.dpi:\t1e9\n", 100),
        (b"my.Xft.dpi:\t192\n", 100),
        (b"\xff\x00Xft.dpi", 100),
    ],
)
def test_the_scale_is_what_the_display_has_programs_go_by(monkeypatch, resources, percent):
    window = ActiveWindow(b"t", b"p", 0, None, resources)
    monkeypatch.setattr(foreground, "active_window", lambda display: window)

    told = ForegroundReader(X11).read()

    assert told is not None
    assert told.scale_percent == percent
