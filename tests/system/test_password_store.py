"""L-08, R-13 with a real password store: gnome-keyring on a bus of its own, killed, emptied and locked."""

from dataclasses import replace
from pathlib import Path

import pytest
from keyring.backends import SecretService

from journal.domain.folder import JournalFolder
from journal.keychain import Keychain, StoreProblem, StoreUnusable, trusted_store
from journal.sealing.errors import WrongKey
from journal.sealing.keyfolder import read_key_files
from journal.services.door import Door
from journal.services.keyring_slot import KeptKey
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.system.keyrings import CONNECTIONS_LEFT, gnome_keyring

pytestmark = [CONNECTIONS_LEFT, pytest.mark.usefixtures("session_bus")]


def a_house(folder: JournalFolder) -> tuple[Door, KeptKey]:
    clock, keychain = FakeClock(), Keychain(seconds=20.0)
    door = Door(folder, replace(surroundings(clock), keychain=keychain))
    return door, KeptKey(folder.root, clock, keychain)


def ask_for_it(door: Door) -> None:
    journal = door.create(PASSPHRASE).result()
    journal.what_opens.keep_key_here(PASSPHRASE).result()
    journal.close()


def test_the_store_keeps_finds_and_removes_and_writes_nothing_to_disk(home: Path) -> None:
    keys = Keychain(seconds=20.0)
    secret = "5e" * 32
    with gnome_keyring("login"):
        keys.keep("0NAME", secret)
        assert keys.find("0NAME") == secret
        assert keys.find("0OTHER") is None
        on_disk = [path for path in home.rglob("*.keyring") if secret.encode() in path.read_bytes()]
        sizes = {path: path.stat().st_size for path in home.rglob("*.keyring")}
        keys.remove("0NAME")
        assert keys.find("0NAME") is None
        keys.remove("0NAME")

    assert on_disk == []
    assert {path: path.stat().st_size for path in home.rglob("*.keyring")} == sizes


def test_L08_kept_after_it_was_asked_for_and_forgotten_at_a_lock(tmp_path: Path) -> None:
    folder = JournalFolder(tmp_path / "Journal")
    door, kept = a_house(folder)
    with gnome_keyring("login"):
        ask_for_it(door)
        door.open_with_kept_key().result().close()

        kept.forget()

        store = trusted_store()
        assert store is not None
        name = read_key_files(folder.root).keyfiles[0].journal
        assert store.get_password("journal-desk", name) is None
        with pytest.raises(WrongKey):
            door.open_with_kept_key().result()
    door.close()


def test_R13_the_passphrase_opens_20_of_20_with_the_daemon_killed_and_started_again(tmp_path: Path) -> None:
    door, _ = a_house(JournalFolder(tmp_path / "Journal"))
    with gnome_keyring("login") as daemon:
        ask_for_it(door)
        daemon.kill()
        daemon.wait()
        for _ in range(10):
            door.open(PASSPHRASE).result().close()
        with pytest.raises(StoreUnusable):
            door.open_with_kept_key().result()

    with gnome_keyring("login"):
        with pytest.raises(WrongKey):
            door.open_with_kept_key().result()
        for _ in range(10):
            door.open(PASSPHRASE).result().close()
    door.close()


def test_a_locked_collection_is_a_fact_and_nobody_is_waited_for() -> None:
    plain = Keychain(SecretService.Keyring, 20.0)
    with gnome_keyring("the right one"):
        plain.keep("0NAME", "5e")
    with gnome_keyring("another one"):
        with pytest.raises(StoreUnusable) as refused:
            plain.find("0NAME")

        assert refused.value.problem is StoreProblem.LOCKED
        # The place that is emptied at logout is never locked.
        keys = Keychain(seconds=20.0)
        keys.keep("0NAME", "5e")
        keys.remove("0NAME")


def test_without_a_store_on_the_bus_there_is_none() -> None:
    with pytest.raises(StoreUnusable) as refused:
        Keychain(seconds=20.0).keep("0NAME", "5e")

    assert refused.value.problem is StoreProblem.ABSENT
