"""The window process: hardened first, then put together; it has the key while the journal is unlocked."""

import logging
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from journal.desktop.hardening import die_with_parent, harden_window_process, private_files
from journal.desktop.memory import share_one_heap
from journal.domain.errors import JournalError
from journal.domain.folder import JournalFolder
from journal.gui.start import run_window
from journal.services.door import Door
from journal.services.example.build import PASSPHRASE as EXAMPLE_PASSPHRASE
from journal.services.pipe_words import MOVED_CODE, QUIT_CODE
from journal.services.preferences import Preferences
from journal.services.surroundings import of_this_computer, tell_nobody
from journal.services.wording import Wording
from journal.settings import find_paths

_log = logging.getLogger(__name__)


def run(folder: Path, demo: bool = False, environ: Mapping[str, str] = os.environ) -> int:
    """Show the window of the journal in `folder` until it is closed; returns the exit code for the keeper.

    A lock ends the process here, with its own exit code.
    The example journal of a `demo` opens by itself: its passphrase is no secret.
    """
    harden_window_process()
    share_one_heap()
    private_files()
    die_with_parent(os.getppid())
    from_keeper, to_keeper = _claim_pipes()
    paths = find_paths()
    settings = Preferences(paths)
    words = Wording(settings.language or _system_language(environ), paths.resources / "i18n")
    around = of_this_computer(paths)
    if demo:
        # An example never takes the place of the person's journal.
        around = replace(around, point_to=tell_nobody)
    door = Door(JournalFolder(folder), around)
    if _lives_elsewhere(door):
        door.close()
        return MOVED_CODE
    try:
        passphrase = EXAMPLE_PASSPHRASE if demo else None
        code = run_window(door, words, settings, paths.resources, from_keeper, to_keeper, passphrase)
        if code != QUIT_CODE:
            # What was typed is kept. Work that still goes on in threads would keep the key in memory until it is done.
            os._exit(code)
        return code
    finally:
        door.close()


def _lives_elsewhere(door: Door) -> bool:
    """Finish a move that was cut short, and say whether it ended in another folder."""
    try:
        return door.finish_move().result() is not None
    except JournalError as error:
        # It is tried again at the next start; the window says what is there until then.
        _log.warning("a move is not finished: %s", type(error).__name__)
        return False


def _claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes to the keeper for ourselves, so that nothing else that prints can speak on them."""
    from_keeper, to_keeper = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(2, 1)
    os.close(silence)
    return from_keeper, to_keeper


def _system_language(environ: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        language = environ.get(name, "").split(".")[0].split("@")[0]
        if language:
            return "en" if language in ("C", "POSIX") else language.replace("_", "-")
    return "en"
