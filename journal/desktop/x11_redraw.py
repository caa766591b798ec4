"""Whether what lay behind windows of an X11 display has been drawn again since these went out of sight.

Without a compositing manager a display keeps nothing of what is covered: the programs behind draw it anew, and each
takes its time. Where the display tells of damage, it is known when they did.
"""

import ctypes
import select
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from journal.desktop.x11_answers import ATOM, GEOMETRY, TREE, atom_of
from journal.desktop.x11_damage import Damages
from journal.desktop.xcb import (
    CARD8,
    CARD16,
    CARD32,
    HEAD,
    INT16,
    POINTER,
    Cookie,
    Part,
    X11Unavailable,
    answered,
    free,
    library,
)

QUIET_SECONDS = 0.016
"""Who drew there again is done when nobody did for one frame."""

_INPUT_ONLY = 2
_VIEWABLE = 2
_BOUNDING = 0
_MOST_WINDOWS = 500
_FIXES_VERSION = (2, 0)


class Uncovered:
    """The places of other windows that are covered by windows about to go out of sight."""

    def __init__(self, handle: int, root: int, frames: Iterable[int]) -> None:
        """`handle` is the connection that will send them away; `frames` lie right under the root window.

        Raises:
            X11Unavailable: this display does not tell what is drawn; or somebody composes the screen of what the
                windows hold, and nobody tells when that was done.
        """
        self._handle = handle
        self._root = root
        self._xcb, self._fixes = _xcb(), _fixes()
        if self._is_composed():
            raise X11Unavailable
        self._speak_of_regions()
        self._damages = Damages(handle)
        self._damage: int = self._xcb.xcb_generate_id(handle)
        self._all, self._left, self._drawn, self._here = (self._region() for _ in range(4))
        self._find(frozenset(frames))

    def begin(self) -> None:
        """What is drawn from now on counts: to be called when the windows were asked to go, in the same breath."""
        self._damages.create(self._damage, self._root)
        # It begins with all of the screen, and with what the display filled the places with by itself.
        self._damages.subtract(self._damage, 0)

    def follow(self, seconds: float, given_up: Callable[[], bool]) -> Iterator[bool]:
        """False while there is something to be drawn, True as soon as all of it was drawn over.

        False once more when somebody draws there again, for some fill a place before they write in it, and True when
        that is done.

        Raises:
            X11Unavailable: the display is gone.
        """
        begun = last = time.monotonic()
        left = self._count(self._left)
        is_done = not left
        yield is_done
        while not given_up() and time.monotonic() - begun < seconds:
            if self._hears_of_damage(QUIET_SECONDS):
                drawn, still_left = self._subtract()
                is_first = bool(left) and not still_left
                left = still_left
                if drawn:
                    last = time.monotonic()
                if is_first or (drawn and is_done):
                    is_done = is_first
                    yield is_done
            elif not left and not is_done and time.monotonic() - last >= QUIET_SECONDS:
                is_done = True
                yield True

    def _is_composed(self) -> bool:
        name = b"_NET_WM_CM_S0"
        xcb, handle = self._xcb, self._handle
        asked = xcb.xcb_get_selection_owner(handle, atom_of(xcb, handle, name))
        with answered(xcb.xcb_get_selection_owner_reply(handle, asked, None)) as owner:
            return bool(owner.contents.window)

    def _speak_of_regions(self) -> None:
        spoken = self._fixes.xcb_xfixes_query_version(self._handle, *_FIXES_VERSION)
        with answered(self._fixes.xcb_xfixes_query_version_reply(self._handle, spoken, None)):
            return

    def _region(self) -> int:
        region: int = self._xcb.xcb_generate_id(self._handle)
        self._fixes.xcb_xfixes_create_region(self._handle, region, 0, None)
        return region

    def _find(self, frames: frozenset[int]) -> None:
        """From the lowest window to the highest: what of ours lies over others, and not under one that stays."""
        fixes, handle = self._fixes, self._handle
        below = self._region()
        for window, left, top in self._seen_windows():
            self._look_at(window, left, top)
            if window in frames:
                fixes.xcb_xfixes_intersect_region(handle, self._here, below, self._here)
                fixes.xcb_xfixes_union_region(handle, self._all, self._here, self._all)
            else:
                fixes.xcb_xfixes_subtract_region(handle, self._all, self._here, self._all)
                fixes.xcb_xfixes_union_region(handle, below, self._here, below)
        self._look_at(self._root, 0, 0)
        fixes.xcb_xfixes_intersect_region(handle, self._all, self._here, self._all)
        fixes.xcb_xfixes_union_region(handle, self._all, self._all, self._left)

    def _look_at(self, window: int, left: int, top: int) -> None:
        """Have `_here` be where the window lies."""
        fixes, handle = self._fixes, self._handle
        fixes.xcb_xfixes_destroy_region(handle, self._here)
        fixes.xcb_xfixes_create_region_from_window(handle, self._here, window, _BOUNDING)
        fixes.xcb_xfixes_translate_region(handle, self._here, left, top)

    def _seen_windows(self) -> Iterator[tuple[int, int, int]]:
        """The windows right under the root, from the lowest, and where on the screen what is in them begins."""
        xcb, handle = self._xcb, self._handle
        asked = [
            (window, xcb.xcb_get_window_attributes(handle, window), xcb.xcb_get_geometry(handle, window))
            for window in self._windows()
        ]
        for window, about, placed in asked:
            with (
                answered(xcb.xcb_get_window_attributes_reply(handle, about, None)) as facts,
                answered(xcb.xcb_get_geometry_reply(handle, placed, None)) as answer,
            ):
                place = answer.contents
                if facts.contents.kind != _INPUT_ONLY and facts.contents.map_state == _VIEWABLE:
                    yield window, place.x + place.border, place.y + place.border

    def _windows(self) -> Sequence[int]:
        xcb, handle = self._xcb, self._handle
        asked = xcb.xcb_query_tree(handle, self._root)
        with answered(xcb.xcb_query_tree_reply(handle, asked, None)) as tree:
            number = tree.contents.number
            if number > _MOST_WINDOWS:
                raise X11Unavailable
            return tuple(xcb.xcb_query_tree_children(tree)[:number])

    def _hears_of_damage(self, seconds: float) -> bool:
        if self._heard():
            return True
        waiting = select.poll()
        waiting.register(self._xcb.xcb_get_file_descriptor(self._handle), select.POLLIN)
        waiting.poll(seconds * 1000)
        return self._heard()

    def _heard(self) -> bool:
        """Whether one of the events that have come tells of damage."""
        heard = False
        while event := self._xcb.xcb_poll_for_event(self._handle):
            heard = heard or event.contents.kind & 0x7F == self._damages.event
            free(event)
        if self._xcb.xcb_connection_has_error(self._handle):
            raise X11Unavailable
        return heard

    def _subtract(self) -> tuple[int, int]:
        """Take off what was drawn: in how many places of these that was, and how many are left."""
        fixes, handle = self._fixes, self._handle
        self._damages.subtract(self._damage, self._drawn)
        fixes.xcb_xfixes_subtract_region(handle, self._left, self._drawn, self._left)
        fixes.xcb_xfixes_intersect_region(handle, self._all, self._drawn, self._drawn)
        return self._count(self._drawn), self._count(self._left)

    def _count(self, region: int) -> int:
        """How many rectangles it is made of."""
        fixes, handle = self._fixes, self._handle
        asked = fixes.xcb_xfixes_fetch_region(handle, region)
        with answered(fixes.xcb_xfixes_fetch_region_reply(handle, asked, None)) as reply:
            return int(fixes.xcb_xfixes_fetch_region_rectangles_length(reply))


class Watching:
    """Tells, from a thread of its own, what `follow` says."""

    def __init__(
        self, uncovered: Uncovered, seconds: float, told: Callable[[bool], None], close: Callable[[], None]
    ) -> None:
        """`close` gives back the connection, whatever comes."""
        self._uncovered = uncovered
        self._seconds = seconds
        self._told = told
        self._close = close
        self._over = threading.Event()
        threading.Thread(target=self._watch, name="redraw", daemon=True).start()

    def end(self) -> None:
        """Nobody cares any more."""
        self._over.set()

    def _watch(self) -> None:
        try:
            for is_done in self._uncovered.follow(self._seconds, self._over.is_set):
                self._told(is_done)
        except X11Unavailable:
            return  # whoever waits has a limit of their own
        finally:
            self._close()


class _Attributes(ctypes.Structure):
    _fields_ = (
        HEAD,
        ("visual", CARD32),
        ("kind", CARD16),
        ("gravities", CARD8 * 2),
        ("planes", CARD32),
        ("pixel", CARD32),
        ("save_under", CARD8),
        ("map_is_installed", CARD8),
        ("map_state", CARD8),
    )


class _Owner(ctypes.Structure):
    _fields_ = (HEAD, ("window", CARD32))


class _Event(ctypes.Structure):
    _fields_ = (("kind", CARD8),)


class _Reply(ctypes.Structure):
    """One of which nothing is read here."""

    _fields_ = (HEAD,)


@cache
def _xcb() -> ctypes.CDLL:
    asking = (POINTER, Cookie, POINTER)
    return library(
        (
            ("xcb_generate_id", CARD32, (POINTER,)),
            ("xcb_get_file_descriptor", ctypes.c_int, (POINTER,)),
            ("xcb_poll_for_event", ctypes.POINTER(_Event), (POINTER,)),
            *ATOM,
            *GEOMETRY,
            *TREE,
            ("xcb_get_selection_owner", Cookie, (POINTER, CARD32)),
            ("xcb_get_selection_owner_reply", ctypes.POINTER(_Owner), asking),
            ("xcb_get_window_attributes", Cookie, (POINTER, CARD32)),
            ("xcb_get_window_attributes_reply", ctypes.POINTER(_Attributes), asking),
            ("xcb_query_tree_children", ctypes.POINTER(CARD32), (POINTER,)),
        )
    )


@cache
def _fixes() -> ctypes.CDLL:
    asking = (POINTER, Cookie, POINTER)
    two_into_one = (POINTER, CARD32, CARD32, CARD32)
    return library(
        (
            ("xcb_xfixes_query_version", Cookie, (POINTER, CARD32, CARD32)),
            ("xcb_xfixes_query_version_reply", ctypes.POINTER(_Reply), asking),
            ("xcb_xfixes_create_region", Cookie, (POINTER, CARD32, CARD32, POINTER)),
            ("xcb_xfixes_create_region_from_window", Cookie, (POINTER, CARD32, CARD32, CARD8)),
            ("xcb_xfixes_destroy_region", Cookie, (POINTER, CARD32)),
            ("xcb_xfixes_translate_region", Cookie, (POINTER, CARD32, INT16, INT16)),
            ("xcb_xfixes_union_region", Cookie, two_into_one),
            ("xcb_xfixes_intersect_region", Cookie, two_into_one),
            ("xcb_xfixes_subtract_region", Cookie, two_into_one),
            ("xcb_xfixes_fetch_region", Cookie, (POINTER, CARD32)),
            ("xcb_xfixes_fetch_region_reply", ctypes.POINTER(_Reply), asking),
            ("xcb_xfixes_fetch_region_rectangles_length", ctypes.c_int, (POINTER,)),
        ),
        Part.FIXES,
    )
