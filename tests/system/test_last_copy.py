"""Quitting finishes the copy that is owed; one that is cut short there leaves nothing with the name of a copy."""

import os
import signal
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.sealing.keyfolder import unlock
from journal.sealing.secret import Passphrase
from journal.services.checking_backups import BackupFindings, check_backup
from journal.services.copies_found import copies_in
from tests.system.displays import Display, wait_until
from tests.system.person import Person
from tests.system.program import PASSPHRASE, Program, is_running, running
from tests.system.test_locking import unlocked

pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("window_manager")]


def write(person: Person) -> None:
    """Begin an entry; it has not settled when the person goes on."""
    person.press("ctrl+n")
    person.type("kestrelwing came to the door")


def begun_copies(journal: JournalFolder) -> list[Path]:
    """What lies where copies are made, under a passing name."""
    return [path for path in journal.backups.glob(".*") if path.is_dir()]


def found(journal: JournalFolder) -> list[BackupFindings]:
    """What a check of every copy comes to."""
    root = unlock(journal.root, Passphrase(PASSPHRASE)).root
    named = [path for path in journal.backups.iterdir() if path.name[0].isdigit()]
    copies = copies_in(journal.backups) if named else ()
    assert len(copies) == len(named)
    return [check_backup(copy, root, lambda _done, _total: True) for copy in copies]


def ended(program: Program) -> int:
    """Wait for the program to end, and return its exit code."""
    return program.keeper.wait(60)


def test_what_was_typed_last_is_in_the_copy_when_the_program_has_ended(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        unlocked(program, person)
        write(person)

        person.press("ctrl+q")

        assert ended(program) == 0
    (findings,) = found(journal)
    assert findings.in_order
    assert findings.incidents == 1


def test_r11_a_last_copy_that_is_cut_short_leaves_none_with_a_name_and_the_next_end_makes_it(
    xvfb: Display, journal: JournalFolder
) -> None:
    person = Person(xvfb)
    with running(xvfb, journal.root) as program:
        window = unlocked(program, person)
        write(person)
        xvfb.press("ctrl+q")
        wait_until(lambda: bool(begun_copies(journal)) or not is_running(window), "the last copy is begun")
        if is_running(window):
            os.kill(window, signal.SIGTERM)
            wait_until(lambda: not is_running(window), "the window ended")
    assert all(one.in_order for one in found(journal))

    with running(xvfb, journal.root) as program:
        unlocked(program, person)
        person.press("ctrl+q")
        assert ended(program) == 0

    after = found(journal)
    assert [one.in_order for one in after] == [True] * len(after)
    assert after
    assert begun_copies(journal) == []
