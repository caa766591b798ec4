"""The screens read directly from the display: X11, Windows and macOS."""

import sys
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import replace
from typing import Any, Protocol

import mss
from mss.exception import ScreenShotError

from journal.capture.errors import CaptureUnavailable, Reason
from journal.capture.screens import Frame
from journal.domain.evidence import Screen

_NAME_LIMIT = 64


class _Picture(Protocol):
    raw: bytearray

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


class Display(Protocol):
    """What is used of an open mss connection; the first monitor is the rectangle around all others."""

    @property
    def monitors(self) -> list[dict[str, Any]]:
        """Rectangles in the desktop's own units."""
        ...

    def grab(self, monitor: dict[str, Any], /) -> _Picture:
        """Return the pixels of a rectangle."""
        ...


Connect = Callable[[], AbstractContextManager[Display]]


def of_x11(display: str) -> "MssSource":
    """Return the source for an X11 display, named as in DISPLAY."""
    return MssSource(lambda: mss.MSS(display=display))


def of_this_desktop() -> "MssSource":
    """Return the source for the only desktop there is on Windows and macOS."""
    return MssSource(_connect)


class MssSource:
    """Takes pictures with mss. Whether the screens are still the same is asked through a new connection each time,
    because an old one does not notice; but pictures go through the first one until `rest`: its memory is there already.

    To be made once and kept: what a display does not support is not tried again, because mss leaves a connection
    open each time, and a display has few.
    """

    def __init__(self, connect: Connect) -> None:
        """`connect` opens the display anew at each call."""
        self._connect = connect
        self._unsupported: str | None = None
        self._kept: Display | None = None
        self._end = ExitStack()

    def grab(self) -> Frame:
        """Return what all screens show now.

        Raises:
            CaptureUnavailable: the display was not reached, gives no exact pixels, or refused.
        """
        was_kept = self._kept is not None
        try:
            return self._grab()
        except CaptureUnavailable:
            self.rest()
            if not was_kept:
                raise
        return self._grab()

    def rest(self) -> None:
        """Let go of the display, and of the pixels of the last picture."""
        self._kept = None
        with suppress(ScreenShotError):  # a display that is gone has let go already
            self._end.close()

    def _grab(self) -> Frame:
        display = self._present()
        try:
            around, *each = display.monitors
            picture = display.grab(around)
        except (ScreenShotError, ValueError) as error:
            raise CaptureUnavailable(Reason.REFUSED, str(error)) from error
        return _frame(around, each, picture)

    def _present(self) -> Display:
        """A connection that knows the screens as they are now."""
        with ExitStack() as fresh:
            display = fresh.enter_context(self._open())
            try:
                if self._kept is None or self._kept.monitors != display.monitors:
                    self.rest()
                    self._kept, self._end = display, fresh.pop_all()
            except ScreenShotError as error:
                raise CaptureUnavailable(Reason.REFUSED, str(error)) from error
            return self._kept

    def _open(self) -> AbstractContextManager[Display]:
        if self._unsupported is not None:
            raise CaptureUnavailable(Reason.UNSUPPORTED, self._unsupported)
        try:
            return self._connect()
        except ScreenShotError as error:
            if _is_unreachable(error):
                raise CaptureUnavailable(Reason.UNREACHABLE, str(error)) from error
            self._unsupported = str(error)
            raise CaptureUnavailable(Reason.UNSUPPORTED, str(error)) from error


def _connect() -> AbstractContextManager[Display]:
    if sys.platform == "darwin":
        import mss.darwin  # noqa: PLC0415

        # Without this the picture has the points of a Retina screen, not its pixels.
        mss.darwin.IMAGE_OPTIONS = 0
    return mss.MSS()


def _frame(around: Mapping[str, Any], each: list[dict[str, Any]], picture: _Picture) -> Frame:
    # A Retina display counts in points and gives more pixels than it has points; elsewhere this is 100.
    scale = round(100 * picture.width / around["width"])
    whole = _screen(around, 1, scale)
    numbered = sorted(enumerate(each, start=1), key=_primary_first)
    screens = [_within(whole, _screen(monitor, number, scale)) for number, monitor in numbered]
    return Frame(
        width=picture.width,
        height=picture.height,
        pixels=picture.raw,  # ours alone: a copy would cost as much time as the picture itself
        x=whole.x,
        y=whole.y,
        screens=tuple(screen for screen in screens if screen.width > 0 and screen.height > 0) or (whole,),
        backend=f"mss {mss.__version__}",
    )


def _primary_first(numbered: tuple[int, Mapping[str, Any]]) -> bool:
    return not numbered[1].get("is_primary", False)


def _screen(monitor: Mapping[str, Any], number: int, scale: int) -> Screen:
    untrusted_name = str(monitor.get("output") or monitor.get("name") or "")
    name = "".join(letter for letter in untrusted_name if not unicodedata.category(letter).startswith("C"))
    return Screen(
        name=name[:_NAME_LIMIT] or f"screen {number}",
        x=monitor["left"] * scale // 100,
        y=monitor["top"] * scale // 100,
        width=monitor["width"] * scale // 100,
        height=monitor["height"] * scale // 100,
        scale_percent=scale,
    )


def _within(whole: Screen, screen: Screen) -> Screen:
    """Cut a screen to the picture: a display may name one that reaches beyond what it shows."""
    left, top = max(screen.x, whole.x), max(screen.y, whole.y)
    right = min(screen.x + screen.width, whole.x + whole.width)
    bottom = min(screen.y + screen.height, whole.y + whole.height)
    return replace(screen, x=left, y=top, width=max(0, right - left), height=max(0, bottom - top))


if sys.platform == "linux":
    from mss.linux.xcbhelpers import XError

    def _is_unreachable(error: ScreenShotError) -> bool:
        return isinstance(error, XError)

else:

    def _is_unreachable(_error: ScreenShotError) -> bool:
        return False
