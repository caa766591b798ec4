"""The words keeper and window say to each other through the window's pipes, one line each."""

from enum import StrEnum


class ToWindow(StrEnum):
    """What the keeper says. `ASIDE`: out of the picture, until `KEPT`, `HELD` or `FAILED` comes. `KEPT` is followed by
    a name and perhaps a note, `FAILED` by a reason, `SOON` by the seconds until a capture is taken. `HELD`: the picture
    waits in memory until there is a journal.

    `LOCK`: keep the draft and end with `LOCKED_CODE` within 0.9 s. `DEAF` answers `READY` and is followed by the kinds
    of `LockReason` that are not noticed on this system: none, or some of `session` and `switch`. `KEY`: the password
    store may open the journal, which can be offered; never do it unasked, for a lock may have been the reason to start.

    `KEYS` follows `READY` and every change, with a `Hearing` as `services/key_words.py` writes it. `PRESSED` stands for
    a key that is heard everywhere and was pressed while one is being chosen, and is followed by its `KeyUse`. `WORDS`:
    the key that opens the line of the last capture. `RESCUE`: the window before asked for the ways back into a journal
    that is not as it was; show them instead of asking for the passphrase.
    """

    SHOW = "show"
    HIDE = "hide"
    ASIDE = "aside"
    LOCK = "lock"
    DEAF = "deaf"
    KEY = "key"
    KEPT = "kept"
    SOON = "soon"
    FAILED = "failed"
    HELD = "held"
    KEYS = "keys"
    PRESSED = "pressed"
    WORDS = "words"
    RESCUE = "rescue"


class ToKeeper(StrEnum):
    """What the window says. `READY`: a passphrase can be typed from now on; `OPENED`: the journal is unlocked from
    now on; `BEGINNING`: there is none yet, and the person is about to make one. `HIDDEN` answers `ASIDE`, as does
    `UNSEEN` where nothing of ours was to be seen. `DRAWING` may follow `HIDDEN`: what lay behind us has to be drawn
    again, and `DRAWN` that it was; both as often as it is so. `CAPTURE` stands for every word of a `CaptureWish`.
    `SIGN`: something was kept, and no window can say so.

    `CHOOSING` on: keys are pressed to choose one. `CHOOSE` is followed by a `KeyUse` and the key, or nothing for none.
    `STAY` and `AUTOSTART` are followed by on or off. `ASK_DESKTOP`: the desktop should ask which keys. `LINE_OVER`: the
    line of a capture is gone. `KEYS` answers all of them.
    """

    BEGINNING = "beginning"
    READY = "ready"
    OPENED = "opened"
    HIDDEN = "hidden"
    DRAWN = "drawn"
    DRAWING = "drawing"
    UNSEEN = "unseen"
    SIGN = "sign"
    CAPTURE = "capture"
    CHOOSING = "choosing"
    CHOOSE = "choose"
    STAY = "stay"
    AUTOSTART = "autostart"
    ASK_DESKTOP = "ask-desktop"
    LINE_OVER = "line-over"


ABOUT_KEYS = (
    ToKeeper.CHOOSING,
    ToKeeper.CHOOSE,
    ToKeeper.STAY,
    ToKeeper.AUTOSTART,
    ToKeeper.ASK_DESKTOP,
    ToKeeper.LINE_OVER,
)
"""What the window says about keys and staying."""

QUIT_CODE = 0
"""The exit code of a window that the person closed: the keeper ends too, unless it was told to stay."""

LOCKED_CODE = 3
"""The exit code of a window that locked: the keeper starts a fresh one and shows it."""

HIDDEN_CODE = 4
"""The exit code of a window that was hidden, and so locked: the fresh one is shown only when somebody asks for it."""

RESCUE_CODE = 6
"""The exit code of a window that locked so that its journal can be saved: the keeper starts a fresh one and says so."""

MOVED_CODE = 5
"""The exit code of a window whose journal lives elsewhere now: the keeper ends, and starts anew from the settings."""
