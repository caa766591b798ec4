"""What a double-click starts: no window, no key, no database; it takes the pictures and looks after the window."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from journal.desktop.autostart import autostart_here
from journal.desktop.channel import Answer, take_seat_or_ask
from journal.desktop.clock import SystemClock
from journal.desktop.hardening import harden_keeper, private_files
from journal.desktop.hotkeys import desktop_name, lend_main_thread, listen
from journal.desktop.keeper_socket import KeeperSocket
from journal.desktop.session_signals import watch
from journal.desktop.sign import square_here
from journal.desktop.single import Seat, take_seat
from journal.desktop.window_process import Ended, WindowProcess
from journal.domain.folder import JournalFolder
from journal.keychain import Keychain
from journal.services.around_keeper import Window
from journal.services.catching import of_this_desktop
from journal.services.keeping import ASK_SECONDS, Keeper
from journal.services.keyring_slot import KeptKey
from journal.services.listening import Listening
from journal.services.pipe_words import ToWindow
from journal.settings import find_paths, journal_folder


def run(folder: Path, window_command: Sequence[str], *, quietly: bool = False) -> int:
    """Be the keeper of the journal in `folder`, or bring up the window of the one there is; neither when `quietly`.

    Returns the exit code; `MOVED_CODE` asks to be called again, with the folder that the settings name by now.

    Raises:
        KeeperSilent: there is one, and it does not answer.
        NoMeetingPlace: no private folder was found to be met in.
    """
    private_files()
    harden_keeper()
    place = take_seat(folder) if quietly else take_seat_or_ask(folder, ToWindow.SHOW, ASK_SECONDS)
    if not isinstance(place, Seat):
        return 1 if place is Answer.NO else 0
    catcher = of_this_desktop(JournalFolder(folder))

    def start_window(heard: Callable[[str], None], ended: Callable[[Ended], None]) -> Window:
        return WindowProcess(window_command, heard, ended)

    stored_key = KeptKey(folder, SystemClock(), Keychain())
    keeper = Keeper(
        catcher,
        start_window,
        watch,
        stored_key,
        _listening(folder),
        sign=square_here(os.environ),
    )
    with place, KeeperSocket(place) as socket:
        socket.serve(keeper.ask)
        return lend_main_thread(partial(keeper.run, quietly=quietly))


def _listening(folder: Path) -> Listening:
    paths = find_paths()
    journal = () if folder == journal_folder(paths) else ("--journal", str(folder))
    return Listening(paths, listen, autostart_here(), desktop_name(os.environ), journal)


def window_command(arguments: Sequence[str]) -> tuple[str, ...]:
    """How the window process is started from here."""
    program_itself = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "journal")
    return (*program_itself, "--window", *arguments)
