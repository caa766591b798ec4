"""The wire of a Wayland compositor: one that lacks what is asked for, is silent or talks nonsense does no harm."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal.desktop.sign import square_here
from journal.desktop.wayland import WaylandUnavailable, connected_to, numbers, text
from journal.desktop.wayland_square import draw_on_wayland

DONE = struct.pack("=III", 3, 12 << 16, 0)
"""What answers the first thing that is waited for."""


def global_named(name: str) -> bytes:
    body = struct.pack("=I", 7) + text(name) + struct.pack("=I", 1)
    return struct.pack("=II", 2, (8 + len(body)) << 16) + body


@contextmanager
def compositor(folder: Path, answer: bytes) -> Iterator[dict[str, str]]:
    """One that says this to whatever is asked first, and nothing more; how a program finds it."""
    place = folder / "wayland-9"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(place))
        listener.listen()

        def serve() -> None:
            with listener.accept()[0] as line:
                line.recv(1024)
                line.sendall(answer)
                while line.recv(1024):
                    continue

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-9"}
        finally:
            thread.join()


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a short path, as sockets need it."""
    return tmp_path_factory.mktemp("w")


def test_what_a_compositor_has_can_be_bound_and_what_it_lacks_is_told(folder: Path) -> None:
    with (
        compositor(folder, global_named("wl_shm") + DONE) as environ,
        connected_to(environ, 5) as wayland,
    ):
        assert wayland.bind("wl_shm") == 4
        with pytest.raises(WaylandUnavailable):
            wayland.bind("wl_seat")


def test_events_may_come_in_pieces_and_about_things_nobody_asked_for(folder: Path) -> None:
    stray = struct.pack("=II", 99, 8 << 16 | 5)
    said = stray + global_named("wl_shm") + stray + DONE
    with compositor(folder, said) as environ, connected_to(environ, 5) as wayland:
        assert wayland.bind("wl_shm")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0" * 3,
        struct.pack("=III", 1, 20 << 16, 2) + b"\0" * 8,
        struct.pack("=II", 3, 0xFFFF << 16),
    ],
    ids=["silence", "a piece", "an error", "a promise"],
)
def test_one_that_refuses_or_says_nothing_whole_is_not_waited_for(folder: Path, answer: bytes) -> None:
    with compositor(folder, answer) as environ, pytest.raises(WaylandUnavailable), connected_to(environ, 0.3):
        pytest.fail("it was never there")


def test_where_there_is_none_that_is_told(folder: Path) -> None:
    for environ in ({}, {"XDG_RUNTIME_DIR": str(folder)}, {"WAYLAND_DISPLAY": "wayland-0"}):
        with pytest.raises(WaylandUnavailable), connected_to(environ, 1):
            pytest.fail("it was never there")


def test_without_layers_there_is_no_square_and_nothing_is_made(folder: Path) -> None:
    with (
        compositor(folder, global_named("wl_compositor") + DONE) as environ,
        pytest.raises(WaylandUnavailable),
    ):
        draw_on_wayland(environ, threading.Event())


def test_a_desktop_without_layers_and_without_x11_shows_no_square_and_goes_on(folder: Path) -> None:
    with compositor(folder, global_named("wl_compositor") + DONE) as environ:
        square = square_here(environ)
        assert square is not None
        square.show()


def test_numbers_and_texts_are_written_as_the_wire_wants_them() -> None:
    assert numbers(1, -1) == struct.pack("=Ii", 1, -1)
    assert text("abc") == struct.pack("=I", 4) + b"abc\0"
    assert text("abcd") == struct.pack("=I", 5) + b"abcd\0\0\0\0"
