"""Words for somebody who double-clicked and has no terminal: shown in whatever kind of window this computer has.

Any Python 3 can read this file, because even an old one has to be able to say that it is too old.
"""

import importlib.util
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import IO

VARIABLE = "JOURNAL_WITHOUT_TERMINAL"
"""Set by the files that are double-clicked: nobody would read what is printed then."""

TITLE = "Journal"

_TK_SAID = """
import sys, tkinter
top = tkinter.Tk()
top.title(sys.argv[1])
text = tkinter.Text(top, width=68, height=14, wrap="word", padx=16, pady=12, borderwidth=0)
text.insert("1.0", sys.argv[2])
text.configure(state="disabled")
text.pack(fill="both", expand=True)
tkinter.Button(top, text="Close", command=top.destroy).pack(pady=12)
top.mainloop()
"""
_TK_WAIT = """
import sys, tkinter
top = tkinter.Tk()
top.title(sys.argv[1])
tkinter.Label(top, text=sys.argv[2], wraplength=420, padx=32, pady=28, justify="left").pack()
top.mainloop()
"""
_MAC_SAID = (
    'on run words\ndisplay dialog (item 2 of words) with title (item 1 of words) buttons {"Close"}\nend run'
)
_MAC_WAIT = "on run words\ndisplay notification (item 2 of words) with title (item 1 of words)\nend run"


def nobody_reads(stream: "IO[str] | None", environ: "Mapping[str, str]" = os.environ) -> bool:
    """Whether what is printed there is read by nobody: it leads nowhere, or into the system's log."""
    if environ.get(VARIABLE) or stream is None:
        return True
    try:
        there = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    if stat.S_ISSOCK(there.st_mode):
        return True
    return os.name == "posix" and stat.S_ISCHR(there.st_mode) and there.st_rdev == _nowhere()


def _nowhere() -> int:
    return os.stat(os.devnull).st_rdev  # noqa: PTH116  Debian's smallest Python may lack pathlib


def tell(words: str) -> None:
    """Show the words until the person closes them, as text that can be copied where that is possible."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  not every Python has it

        ctypes.windll.user32.MessageBoxW(None, words, TITLE, 0)
        return
    for command, piped in _saying(words):
        if _is_there(command[0]):
            said = words if piped else ""
            subprocess.run(command, input=said, text=True, stderr=subprocess.DEVNULL, check=False)
            return


class Notice:
    """A window that says to wait. It holds nothing up: it goes when it is told to, or with this program."""

    def __init__(self) -> None:
        self._shown: subprocess.Popen[str] | None = None

    def show(self, words: str) -> None:
        """Show these words, instead of those before."""
        self.close()
        command = next((one for one in _waiting(words) if _is_there(one[0])), None)
        if command is not None:
            self._shown = subprocess.Popen(
                command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )

    def close(self) -> None:
        """Take it away."""
        shown, self._shown = self._shown, None
        if shown is None:
            return
        shown.terminate()
        if shown.stdin is not None:
            shown.stdin.close()
        shown.wait()


def _saying(words: str) -> "Iterable[tuple[Sequence[str], bool]]":
    """Ways to say something, the best first; with each, whether the words go into it by a pipe."""
    if sys.platform == "darwin":
        yield ("osascript", "-e", _MAC_SAID, TITLE, words), False
        return
    yield ("zenity", "--text-info", "--title", TITLE, "--width", "640", "--height", "320"), True
    yield ("kdialog", "--title", TITLE, "--msgbox", words), False
    yield ("yad", "--text-info", "--wrap", "--title", TITLE, "--width", "640", "--height", "320"), True
    if _has_tk():
        yield (sys.executable, "-c", _TK_SAID, TITLE, words), False
    yield ("xmessage", "-center", "-title", TITLE, words), False
    yield ("notify-send", TITLE, words), False


def _waiting(words: str) -> "Iterable[Sequence[str]]":
    if sys.platform == "darwin":
        yield "osascript", "-e", _MAC_WAIT, TITLE, words
        return
    marked_up = words.replace("&", "&amp;").replace("<", "&lt;")
    progress = (
        "--progress",
        "--pulsate",
        "--no-cancel",
        "--title",
        TITLE,
        "--width",
        "420",
        "--text",
        marked_up,
    )
    if sys.platform != "win32":
        yield ("zenity", *progress)
        yield ("yad", *progress, "--no-buttons")
    if _has_tk():
        yield sys.executable, "-c", _TK_WAIT, TITLE, words
    yield "kdialog", "--title", TITLE, "--passivepopup", words, "600"
    yield "xmessage", "-center", "-buttons", "", "-title", TITLE, words
    yield "notify-send", TITLE, words


def _has_tk() -> bool:
    return importlib.util.find_spec("_tkinter") is not None


def _is_there(command: str) -> bool:
    if os.sep in command:
        return True
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return any(os.access(f"{folder}{os.sep}{command}", os.X_OK) for folder in folders)
