"""The pipe to the keeper: its lines arrive as signals on the window's thread, ours go out as they are said."""

import threading
from typing import BinaryIO

from PySide6.QtCore import QObject, Qt, Signal, Slot

from journal.domain.capture_wish import CaptureWish
from journal.services.pipe_words import ToKeeper, ToWindow

_LONGEST_NUMBER = 5


class KeeperLink(QObject):
    """`kept` carries the capture's name and its mark, `soon` seconds, `failed` a reason; `ended`: the keeper is gone.

    `held`: what was captured waits until there is a journal. `key_offered`: the password store may open the journal,
    where the person asks for it. `keys_told` and `key_pressed` are about keys heard everywhere (`listening/keys.py`);
    `words_wanted`: one of them is for the line of a capture.
    """

    show_wanted = Signal()
    hide_wanted = Signal()
    lock_wanted = Signal()
    aside_wanted = Signal()
    rescue_wanted = Signal()
    kept = Signal(str, str)
    held = Signal()
    soon = Signal(int)
    failed = Signal(str)
    key_offered = Signal()
    keys_told = Signal(str)
    key_pressed = Signal(str)
    words_wanted = Signal()
    ended = Signal()
    _heard = Signal(str)

    def __init__(self, from_keeper: BinaryIO, to_keeper: BinaryIO, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._from_keeper = from_keeper
        self._to_keeper = to_keeper
        self._heard.connect(self._obey, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Begin to hear what the keeper says, and tell it that the window is there."""
        threading.Thread(target=self._read, name="keeper link", daemon=True).start()
        self._say(ToKeeper.READY)

    def beginning(self) -> None:
        """There is no journal yet: what is captured waits until the person has made one."""
        self._say(ToKeeper.BEGINNING)

    def opened(self) -> None:
        """The journal is unlocked from now on."""
        self._say(ToKeeper.OPENED)

    def hidden(self, *, was_seen: bool = True) -> None:
        """Nothing of ours is in the picture, and perhaps nothing was."""
        self._say(ToKeeper.HIDDEN if was_seen else ToKeeper.UNSEEN)

    def drawn(self, is_done: bool, /) -> None:
        """What lay behind us was drawn again, or is about to be. From any thread."""
        self._say(ToKeeper.DRAWN if is_done else ToKeeper.DRAWING)

    def sign(self) -> None:
        """Ask for the sign that something was kept, where the window cannot say so itself."""
        self._say(ToKeeper.SIGN)

    def capture(self, wish: CaptureWish = CaptureWish()) -> None:  # noqa: B008  # it is frozen
        """Ask for what is on the screen to be kept."""
        self._say(wish.word())

    def about_keys(self, word: ToKeeper, rest: str = "") -> None:
        """Ask for something that has to do with keys heard everywhere."""
        self._say(f"{word} {rest}".rstrip())

    def _say(self, word: str) -> None:
        try:
            self._to_keeper.write(word.encode() + b"\n")
            self._to_keeper.flush()
        except (OSError, ValueError):
            self._heard.emit("")

    def _read(self) -> None:
        try:
            for line in self._from_keeper:
                self._heard.emit(line.decode("utf-8", "replace").strip())
            self._heard.emit("")
        except (OSError, ValueError, RuntimeError):
            # The pipe was closed, or the window is gone: nobody is left to be told.
            return

    @Slot(str)
    def _obey(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        if not verb:
            self.ended.emit()
        elif verb == ToWindow.SHOW:
            self.show_wanted.emit()
        elif verb == ToWindow.HIDE:
            self.hide_wanted.emit()
        elif verb == ToWindow.LOCK:
            self.lock_wanted.emit()
        elif verb == ToWindow.ASIDE:
            self.aside_wanted.emit()
        elif verb == ToWindow.RESCUE:
            self.rescue_wanted.emit()
        elif verb == ToWindow.KEPT:
            name, _, note = rest.partition(" ")
            self.kept.emit(name, note)
        elif verb == ToWindow.HELD:
            self.held.emit()
        elif verb == ToWindow.KEY:
            self.key_offered.emit()
        elif verb == ToWindow.SOON:
            self.soon.emit(int(rest) if rest.isdecimal() and len(rest) < _LONGEST_NUMBER else 0)
        elif verb == ToWindow.KEYS:
            self.keys_told.emit(rest)
        elif verb == ToWindow.PRESSED:
            self.key_pressed.emit(rest)
        elif verb == ToWindow.WORDS:
            self.words_wanted.emit()
        elif verb == ToWindow.FAILED:
            self.failed.emit(rest)
