"""The grey square on Windows: a plain system control that takes no focus and lets every click through."""

import ctypes
import sys
import threading
import time

from journal.desktop.square import EDGE, SHOWN_SECONDS, SIDE

_TOPMOST, _THROUGH, _NO_BUTTON, _NEVER_ACTIVE = 0x8, 0x20, 0x80, 0x08000000
_POPUP, _GREY_RECTANGLE = 0x80000000, 0x5
_SHOW_INACTIVE = 4
_WORK_AREA = 0x30
_REMOVE = 1
_BREATH = 0.02

if sys.platform == "win32":
    from ctypes import wintypes

    def draw_on_windows(away: threading.Event) -> None:
        """Show it until `away`, at most for a moment; nothing where Windows makes no window."""
        user32 = ctypes.WinDLL("user32", use_last_error=True)
        user32.CreateWindowExW.restype = wintypes.HWND
        user32.CreateWindowExW.argtypes = (
            *(wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD),
            *(ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int),
            *(wintypes.HWND, wintypes.HMENU, wintypes.HINSTANCE, wintypes.LPVOID),
        )
        for name in ("DestroyWindow", "UpdateWindow"):
            getattr(user32, name).argtypes = (wintypes.HWND,)
        user32.ShowWindow.argtypes = (wintypes.HWND, ctypes.c_int)
        area = wintypes.RECT()
        user32.SystemParametersInfoW(_WORK_AREA, 0, ctypes.byref(area), 0)
        how = _TOPMOST | _THROUGH | _NO_BUTTON | _NEVER_ACTIVE
        place = (area.right - SIDE - EDGE, area.bottom - SIDE - EDGE, SIDE, SIDE)
        window = user32.CreateWindowExW(
            how, "STATIC", "", _POPUP | _GREY_RECTANGLE, *place, None, None, None, None
        )
        if not window:
            return
        user32.ShowWindow(window, _SHOW_INACTIVE)
        user32.UpdateWindow(window)
        _let_it_draw(user32, away)
        user32.DestroyWindow(window)

    def _let_it_draw(user32: ctypes.WinDLL, away: threading.Event) -> None:
        message, until = wintypes.MSG(), time.monotonic() + SHOWN_SECONDS
        while time.monotonic() < until and not away.wait(_BREATH):
            while user32.PeekMessageW(ctypes.byref(message), None, 0, 0, _REMOVE):
                user32.DispatchMessageW(ctypes.byref(message))
