"""What was taken and is not on disk yet: encoded and sealed in turn, while the next picture is already taken."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from journal.sealing.errors import KeyFileMissing
from journal.services.catching import Caught, Developed, Grabbed

MOST_BYTES = 256 * 1024 * 1024
"""So much may wait in memory: 30 pictures of 1920 x 1080, or 8 of 3840 x 2160, and the encoded ones behind them."""

CLOSING_SECONDS = 60.0
"""What a disk gets to take what is still in hand when the program ends."""


class Keeping(Protocol):
    """The two halves of keeping a picture, as a `Catcher` has them."""

    def develop(self, grabbed: Grabbed) -> Developed:
        """Encode and hash."""
        ...

    def seal(self, developed: Developed, state: str) -> Caught:
        """Seal and wait for the disk."""
        ...


@dataclass(frozen=True)
class Held:
    """A picture that stays in memory until there is a journal to seal it to."""


Told: TypeAlias = Callable[[Caught | Held | Exception], None]
"""Hears that a picture is on disk, or why it is not; of one that is held twice: that it is, and what became of it."""

Instead: TypeAlias = Callable[[], Grabbed | None]
"""Asked when a picture is encoded: returns another one where that is to be kept instead."""


@dataclass(frozen=True)
class _Frame:
    grabbed: Grabbed
    state: str
    told: Told
    instead: Instead | None


@dataclass(frozen=True)
class _Picture:
    developed: Developed
    state: str
    told: Told


class InHand:
    """Keeps what it is given in the order it came in; nothing is left out, whatever fails.

    One thread encodes (on all processors), another seals and waits for the disk, so that neither waits for the other.
    """

    def __init__(self, keeping: Keeping, moved: Callable[[], None], most_bytes: int = MOST_BYTES) -> None:
        """`moved` is called, in threads of this, whenever something needs less room than before."""
        self._keeping = keeping
        self._moved = moved
        self._most_bytes = most_bytes
        self._frames: queue.SimpleQueue[_Frame | None] = queue.SimpleQueue()
        self._pictures: queue.SimpleQueue[_Picture | None] = queue.SimpleQueue()
        self._turn = threading.Condition()
        self._bytes = 0
        self._holding = False
        self._held: list[_Picture] = []
        self._threads = tuple(
            threading.Thread(target=work, name=name, daemon=True)
            for work, name in ((self._develop_all, "develop"), (self._seal_all, "seal"))
        )
        for thread in self._threads:
            thread.start()

    def has_room(self) -> bool:
        """Whether one more may come: there is always room for one."""
        with self._turn:
            return self._bytes < self._most_bytes

    def wait_for_room(self) -> bool:
        """Wait until one more may come; False where nothing has moved for too long."""
        with self._turn:
            return self._turn.wait_for(lambda: self._bytes < self._most_bytes, CLOSING_SECONDS)

    def add(self, grabbed: Grabbed, state: str, told: Told, instead: Instead | None = None) -> None:
        """Keep it, and tell what became of it, from another thread and at once.

        `state` is what the journal was when it was taken; `instead` is asked in another thread, too.
        """
        self._weigh(grabbed.size)
        self._frames.put(_Frame(grabbed, state, told, instead))

    def hold(self) -> None:
        """From now on what there is no journal for yet is held, instead of being refused."""
        with self._turn:
            self._holding = True

    def keep_held(self) -> int:
        """There is a journal now: keep what was held, and return how many pictures that is.

        Whoever was making it took them, so that nobody has to be asked whether it was them.
        """
        with self._turn:
            self._holding = False
            held, self._held = self._held, []
        for picture in held:
            self._pictures.put(replace(picture, state="open"))
        return len(held)

    def drop_held(self) -> None:
        """There will be no journal: what was held is gone."""
        with self._turn:
            self._holding = False
            held, self._held = self._held, []
            self._bytes -= sum(picture.developed.size for picture in held)
            self._turn.notify_all()

    def close(self) -> bool:
        """Keep what is still there, take nothing more, and say whether all was done in time."""
        self._frames.put(None)
        for thread in self._threads:
            thread.join(CLOSING_SECONDS)
        return not any(thread.is_alive() for thread in self._threads)

    def _develop_all(self) -> None:
        while (frame := self._frames.get()) is not None:
            self._develop(frame)
            del frame  # its pixels are not held while nothing comes
        self._pictures.put(None)

    def _develop(self, frame: _Frame) -> None:
        try:
            developed = self._keeping.develop(frame.grabbed)
            newer = frame.instead() if frame.instead is not None else None
            if newer is not None:
                developed = self._keeping.develop(newer)
        except Exception as error:  # noqa: BLE001 (whatever it is, the next picture has its turn)
            self._weigh(-frame.grabbed.size)
            frame.told(error)
            self._moved()
            return
        self._pictures.put(_Picture(developed, frame.state, frame.told))
        self._weigh(developed.size - frame.grabbed.size)
        self._moved()

    def _seal_all(self) -> None:
        while (picture := self._pictures.get()) is not None:
            self._seal(picture)
            del picture

    def _seal(self, picture: _Picture) -> None:
        try:
            caught = self._keeping.seal(picture.developed, picture.state)
        except KeyFileMissing as error:
            if self._hold_back(picture):
                picture.told(Held())
                self._moved()
                return
            picture.told(error)
        except Exception as error:  # noqa: BLE001 (as above)
            picture.told(error)
        else:
            picture.told(caught)
        self._weigh(-picture.developed.size)
        self._moved()

    def _hold_back(self, picture: _Picture) -> bool:
        with self._turn:
            if self._holding:
                self._held.append(picture)
            return self._holding

    def _weigh(self, more: int) -> None:
        with self._turn:
            self._bytes += more
            self._turn.notify_all()
