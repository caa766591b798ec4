"""L-08 in the real program: nothing is in the password store until it is turned on, and then a button opens."""

import os
import signal

import pytest

from journal.domain.folder import JournalFolder
from journal.sealing.keyfolder import read_key_files
from tests.system.displays import Display, wait_until
from tests.system.keyrings import CONNECTIONS_LEFT, gnome_keyring
from tests.system.person import Person
from tests.system.program import PASSPHRASE, running
from tests.system.test_locking import has_lock, kept_in_store, unlocked
from tests.system.test_words_open import picture


@CONNECTIONS_LEFT
@pytest.mark.timeout(200)
@pytest.mark.usefixtures("window_manager")
def test_L08_the_store_opens_the_journal_only_after_it_was_turned_on_and_a_button_was_pressed(
    xvfb: Display, journal: JournalFolder, session_bus: str
) -> None:
    name = read_key_files(journal.root).keyfiles[0].journal
    person = Person(xvfb)
    with (
        gnome_keyring("login"),
        running(xvfb, journal.root, {"DBUS_SESSION_BUS_ADDRESS": session_bus}) as program,
    ):
        window = unlocked(program, person)
        before = kept_in_store(name)
        person.press("ctrl+comma", "Tab", "Tab", "Tab", "Tab", "Tab")
        person.rest()
        picture(xvfb, "k1 settings")
        person.press("space")
        picture(xvfb, "k2 again")
        person.type(PASSPHRASE)
        person.press("Return")
        wait_until(lambda: kept_in_store(name) is not None, "a key is kept")
        person.rest()
        picture(xvfb, "k3 on")
        os.kill(window, signal.SIGKILL)  # as when it crashes: nobody locked it
        fresh = program.wait_for_window(other_than=window)
        person.wait_for_window("Journal")
        person.rest()
        picture(xvfb, "k4 offered")
        unasked = has_lock(journal.root)
        person.press("Tab", "Tab", "space")
        wait_until(lambda: has_lock(journal.root), "the journal is open")
        person.rest()
        picture(xvfb, "k5 open")
        person.press("ctrl+l")
        program.wait_for_window(other_than=fresh)
        wait_until(lambda: kept_in_store(name) is None, "the key is forgotten")
        person.rest()
        picture(xvfb, "k6 locked")

    assert before is None
    assert not unasked
