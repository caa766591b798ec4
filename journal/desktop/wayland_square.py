"""The grey square on a Wayland desktop that has layers for such things (`wlr-layer-shell`): it takes no focus there."""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from journal.desktop.square import EDGE, GREY, SHOWN_SECONDS, SIDE
from journal.desktop.wayland import Wayland, connected_to, numbers, text

_LAYERS = "zwlr_layer_shell_v1"
_SECONDS = 2.0

_CREATE_SURFACE, _CREATE_REGION = 0, 1
_CREATE_POOL, _CREATE_BUFFER = 0, 0
_OPAQUE = 1
_BYTES = 4
_DESTROY, _ATTACH, _DAMAGE, _INPUT, _COMMIT = 0, 1, 2, 5, 6
_GET_LAYER, _OVER_ALL = 0, 3
_SIZE, _ANCHOR, _MARGIN, _KEYS, _ACKNOWLEDGE, _END = 0, 1, 3, 4, 6, 7
_BOTTOM_RIGHT, _NO_KEYS = 2 | 8, 0
_CONFIGURE = 0


def draw_on_wayland(environ: Mapping[str, str], away: threading.Event) -> None:
    """Show it until `away`, at most for a moment; the compositor chooses the screen, the one that is in use.

    Raises:
        WaylandUnavailable: this desktop has no such layers (GNOME), or there is none.
    """
    with connected_to(environ, _SECONDS) as wayland, _layer(wayland) as surface, _buffer(wayland) as buffer:
        wayland.ask(surface, _ATTACH, numbers(buffer, 0, 0))
        wayland.ask(surface, _DAMAGE, numbers(0, 0, SIDE, SIDE))
        wayland.ask(surface, _COMMIT)
        wayland.wait()
        away.wait(SHOWN_SECONDS)


@contextmanager
def _layer(wayland: Wayland) -> Iterator[int]:
    """A surface in the corner, over everything, that no key and no click ever reaches."""
    layers, compositor = wayland.bind(_LAYERS), wayland.bind("wl_compositor")
    surface, nowhere, layer = wayland.new(), wayland.new(), wayland.new()
    wayland.ask(compositor, _CREATE_SURFACE, numbers(surface))
    wayland.ask(compositor, _CREATE_REGION, numbers(nowhere))
    wayland.ask(surface, _INPUT, numbers(nowhere))
    wayland.ask(layers, _GET_LAYER, numbers(layer, surface, 0, _OVER_ALL) + text("sign"))
    wayland.ask(layer, _SIZE, numbers(SIDE, SIDE))
    wayland.ask(layer, _ANCHOR, numbers(_BOTTOM_RIGHT))
    wayland.ask(layer, _MARGIN, numbers(0, EDGE, EDGE, 0))
    wayland.ask(layer, _KEYS, numbers(_NO_KEYS))
    wayland.ask(surface, _COMMIT)
    configured = wayland.wait_for(layer, _CONFIGURE)
    wayland.ask(layer, _ACKNOWLEDGE, numbers(configured.number()))
    yield surface
    wayland.ask(layer, _END)
    wayland.ask(surface, _DESTROY)
    wayland.wait()


@contextmanager
def _buffer(wayland: Wayland) -> Iterator[int]:
    """Grey pixels, in memory that the compositor shares."""
    memory = os.memfd_create("sign", os.MFD_CLOEXEC)
    try:
        pixels = GREY.to_bytes(3, "little") + b"\xff"
        os.write(memory, pixels * SIDE * SIDE)
        size = _BYTES * SIDE * SIDE
        shared, pool, buffer = wayland.bind("wl_shm"), wayland.new(), wayland.new()
        wayland.ask(shared, _CREATE_POOL, numbers(pool, size), memory)
        wayland.ask(pool, _CREATE_BUFFER, numbers(buffer, 0, SIDE, SIDE, _BYTES * SIDE, _OPAQUE))
        yield buffer
    finally:
        os.close(memory)
