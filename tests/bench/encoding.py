"""The picture file of a screen: how long it takes, how large it is, and how long others stand still meanwhile."""

import io
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from journal.pictures import png
from tests.bench.case import Case, Figures, Line, Sizes, step
from tests.bench.desktop import picture

_SCREENS = ("1920x1080", "3840x2160")
_TIMES = 8
_BREATH = 0.0005
_MIB = 1 << 20
_LINES = (
    Line("wall", "ms", "wall", "wall"),
    Line("processor", "ms", "processor", "processor"),
    Line("size", "MiB", "size", "size"),
    Line("longest stall of another thread", "ms", "stall", "stall"),
)


def cases(_sizes: Sizes) -> tuple[Case, ...]:
    """Each size of screen against the ways that were not chosen; all are lossless.

    Of ISA-L's levels 0 is as fast and larger, 2 and 3 are slower for next to nothing; the filter Up is as fast as Sub
    and 4 % larger, none is 40 % larger.
    """
    return tuple(
        Case(f"encode a desktop, {screen}", against, step(ours, screen=screen), theirs, _LINES, rounds=3)
        for screen in _SCREENS
        for against, theirs in (
            ("zlib, level 1, in the same strips and threads", step(by_zlib, screen=screen, level=1)),
            ("zlib, level 3, in the same strips and threads", step(by_zlib, screen=screen, level=3)),
            ("Pillow, level 1", step(by_pillow, screen=screen)),
        )
    )


def ours(_work: Path, screen: str) -> Figures:
    """As captures are encoded."""
    return _measured(screen, png.encode_screen)


def by_zlib(_work: Path, screen: str, level: int) -> Figures:
    """The same filter and strips, compressed by the library Python brings along."""

    def encode(raw: bytes, width: int, height: int) -> bytes:
        rows = max(1, _MIB // (width * 4))

        def strip(top: int) -> bytes:
            filtered = png._filtered(memoryview(raw), width, top, min(height, top + rows))
            deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
            zlib.adler32(filtered)
            return deflate.compress(filtered) + deflate.flush(zlib.Z_FULL_FLUSH)

        with ThreadPoolExecutor(4) as pool:
            return b"".join(pool.map(strip, range(0, height, rows)))

    return _measured(screen, encode)


def by_pillow(_work: Path, screen: str) -> Figures:
    """What most programs would do."""

    def encode(raw: bytes, width: int, height: int) -> bytes:
        file = io.BytesIO()
        image = Image.frombuffer("RGB", (width, height), raw, "raw", "BGRX", 0, 1)
        image.save(file, "PNG", compress_level=1)
        return file.getvalue()

    return _measured(screen, encode)


def _measured(screen: str, encode: Callable[[bytes, int, int], bytes]) -> Figures:
    width, height = (int(side) for side in screen.split("x"))
    raw = picture(width, height)
    figures: Figures = {"wall": [], "processor": [], "size": [], "stall": []}
    encode(raw, width, height)
    for _ in range(_TIMES):
        with _Ticking() as ticking:
            begun, used = time.perf_counter(), time.process_time()
            made = encode(raw, width, height)
            figures["wall"].append((time.perf_counter() - begun) * 1000)
            figures["processor"].append((time.process_time() - used) * 1000)
        figures["size"].append(len(made) / _MIB)
        figures["stall"].append(ticking.longest * 1000)
    return figures


class _Ticking:
    """A thread that wants its turn all the time, and the longest it had to wait for it."""

    longest = 0.0

    def __enter__(self) -> "_Ticking":
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tick)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _tick(self) -> None:
        before = time.perf_counter()
        while not self._over.is_set():
            time.sleep(_BREATH)
            now = time.perf_counter()
            self.longest = max(self.longest, now - before)
            before = now
