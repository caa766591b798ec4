"""L-08, R-13: the key in the password store is there only after it was asked for, only for hours, and never needed."""

from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path

import keyring.errors
import pytest

from journal.domain.folder import JournalFolder
from journal.keychain import SERVICE, Keychain, PasswordStore, StoreProblem, StoreUnusable
from journal.sealing.errors import DiskFull, WrongKey, WrongPassphrase
from journal.sealing.keyfolder import read_key_files
from journal.services import keyring_slot
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.keyring_slot import HOLDS_MS, KeptKey
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import record_counts
from tests.stores import FailingStore, HangingStore, MemoryStore, NullStore

HOUR = 3_600_000


class House:
    """A journal that is there, with a password store that can be swapped for another."""

    def __init__(self, folder: JournalFolder, clock: FakeClock) -> None:
        self.folder = folder
        self.clock = clock
        self.memory = MemoryStore()
        self.store: PasswordStore | None = self.memory
        self.keychain = Keychain(lambda: self.store, 0.3)
        self.kept = KeptKey(folder.root, clock, self.keychain)
        self.door = Door(folder, replace(surroundings(clock), keychain=self.keychain))

    def open(self) -> Journal:
        """Open with the passphrase, and wait until all that follows is done."""
        journal = self.door.open(PASSPHRASE).result()
        journal.what_opens.renew_key_here().result()
        return journal

    def slots(self) -> int:
        """How many slots the key files have for the store."""
        return len(read_key_files(self.folder.root).keyfiles[0].slots_of("keyring"))

    def ask_for_it(self) -> None:
        """Have the key kept here, and close the journal as a person who quits."""
        journal = self.open()
        journal.what_opens.keep_key_here(PASSPHRASE).result()
        journal.close()


@pytest.fixture
def house(folder: JournalFolder, clock: FakeClock) -> Iterator[House]:
    made = House(folder, clock)
    made.door.create(PASSPHRASE).result().close()
    yield made
    if isinstance(made.store, HangingStore):
        made.store.let_go.set()
    made.door.close()


def test_L08_nothing_is_in_the_store_unless_it_was_asked_for(house: House) -> None:
    for _ in range(3):
        journal = house.open()
        assert not journal.what_opens.key_is_kept_here().result()
        journal.close()

    assert house.memory.asked == []
    assert house.slots() == 0
    assert not house.kept.is_there()
    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()
    assert house.memory.asked == []


def test_L08_once_it_was_asked_for_the_store_opens_the_journal(house: House) -> None:
    house.ask_for_it()
    assert list(house.memory.held) == [(SERVICE, read_key_files(house.folder.root).keyfiles[0].journal)]
    assert house.slots() == 1
    assert house.kept.is_there()

    journal = house.door.open_with_kept_key().result()

    assert journal.what_opens.key_is_kept_here().result()
    assert record_counts(journal)["key.change"] == 1
    journal.close()


def test_T2_1_it_cannot_be_asked_for_without_the_passphrase(house: House) -> None:
    journal = house.open()

    with pytest.raises(WrongPassphrase):
        journal.what_opens.keep_key_here("somebody who sits down here").result()

    assert house.memory.asked == []
    assert house.slots() == 0
    assert not journal.what_opens.key_is_kept_here().result()
    journal.close()


def test_what_the_store_holds_is_no_key_of_the_journal_itself(house: House) -> None:
    journal = house.open()
    root = journal._parts.root
    journal.what_opens.keep_key_here(PASSPHRASE).result()
    journal.close()

    (held,) = house.memory.held.values()
    assert held not in {root.expose().hex(), root.database_key().hex(), root.inbox_key().expose().hex()}
    assert len(held) == 64


def test_L08_after_twelve_hours_or_another_start_of_the_computer_it_opens_nothing(house: House) -> None:
    house.ask_for_it()
    house.clock.pass_ms(HOLDS_MS - 1)
    house.door.open_with_kept_key().result().close()
    house.memory.asked.clear()

    house.clock.pass_ms(1)
    assert not house.kept.is_there()
    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()
    house.clock.boot, house.clock.run = 1000, "run-2"
    assert not house.kept.is_there()
    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()

    assert house.memory.asked == []


def test_L08_opening_with_the_store_does_not_lengthen_its_time(house: House) -> None:
    house.ask_for_it()
    house.clock.pass_ms(HOLDS_MS - HOUR)
    journal = house.door.open_with_kept_key().result()
    journal.close()

    house.clock.pass_ms(HOUR)

    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()


def test_the_passphrase_begins_another_twelve_hours_with_another_key(house: House) -> None:
    house.ask_for_it()
    (first,) = house.memory.held.values()
    house.clock.pass_ms(HOLDS_MS + HOUR)

    house.open().close()

    (second,) = house.memory.held.values()
    assert second != first
    assert house.slots() == 1
    house.clock.pass_ms(HOLDS_MS - 1)
    journal = house.door.open_with_kept_key().result()
    assert record_counts(journal)["key.change"] == 1
    journal.close()


def test_L08_a_lock_has_the_store_forget_and_the_passphrase_brings_it_back(house: House) -> None:
    house.ask_for_it()

    house.kept.forget()

    assert house.memory.held == {}
    assert not house.kept.is_there()
    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()
    house.open().close()
    assert len(house.memory.held) == 1
    assert house.kept.is_there()


def test_L08_forgetting_asks_the_store_once_and_only_where_there_is_a_slot(house: House) -> None:
    house.kept.forget()
    assert house.memory.asked == []
    house.ask_for_it()
    house.memory.asked.clear()

    for _ in range(3):
        house.kept.forget()

    assert house.memory.asked == ["delete", "get"]
    assert house.memory.read[-1] is None


def test_L08_a_key_whose_time_is_over_is_forgotten_and_one_that_holds_is_left(house: House) -> None:
    house.ask_for_it()

    house.kept.forget_expired()
    assert len(house.memory.held) == 1
    house.clock.pass_ms(HOLDS_MS)
    house.kept.forget_expired()

    assert house.memory.held == {}


def test_forgetting_that_failed_is_tried_again(house: House) -> None:
    house.ask_for_it()
    house.store = FailingStore(OSError("gone"))
    house.kept.forget()
    assert house.kept.is_there()
    house.store = house.memory

    house.kept.forget()

    assert house.memory.held == {}


def test_a_person_who_changes_their_mind_leaves_nothing_behind(house: House) -> None:
    house.ask_for_it()
    journal = house.open()

    journal.what_opens.forget_key_here().result()

    assert house.memory.held == {}
    assert house.slots() == 0
    assert not journal.what_opens.key_is_kept_here().result()
    assert record_counts(journal)["key.change"] == 2
    journal.close()
    house.open().close()
    assert house.memory.held == {}


def test_what_the_store_will_not_give_up_opens_nothing_any_more(house: House) -> None:
    house.ask_for_it()
    journal = house.open()
    house.store = FailingStore(OSError("gone"))

    journal.what_opens.forget_key_here().result()
    journal.close()

    house.store = house.memory
    assert house.memory.held
    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()


def test_what_lies_in_the_store_and_its_slot_fit_however_often_it_is_renewed_at_once(house: House) -> None:
    house.ask_for_it()
    journal = house.open()
    for _ in range(5):
        renewed = [journal.what_opens.renew_key_here() for _ in range(4)]
        for one in renewed:
            one.result()
    journal.close()

    house.door.open_with_kept_key().result().close()
    assert house.slots() == 1


def test_a_person_who_forgets_while_it_is_renewed_has_the_last_word(house: House) -> None:
    house.ask_for_it()
    journal = house.open()
    renewed = [journal.what_opens.renew_key_here() for _ in range(3)]
    journal.what_opens.forget_key_here().result()
    for one in renewed:
        one.result()

    assert house.memory.held == {}
    assert house.slots() == 0
    journal.close()


def test_asking_twice_is_recorded_once(house: House) -> None:
    journal = house.open()
    journal.what_opens.keep_key_here(PASSPHRASE).result()
    journal.what_opens.keep_key_here(PASSPHRASE).result()

    assert record_counts(journal)["key.change"] == 1
    assert house.slots() == 1
    journal.close()


BROKEN: dict[str, tuple[PasswordStore | None, StoreProblem]] = {
    "absent": (None, StoreProblem.ABSENT),
    "no keyring": (FailingStore(keyring.errors.NoKeyringError()), StoreProblem.ABSENT),
    "locked": (FailingStore(keyring.errors.KeyringLocked()), StoreProblem.LOCKED),
    "dismissed": (FailingStore(keyring.errors.InitError()), StoreProblem.LOCKED),
    "killed": (FailingStore(ConnectionResetError()), StoreProblem.FAILED),
    "odd": (FailingStore(RuntimeError()), StoreProblem.FAILED),
    "forgetful": (NullStore(), StoreProblem.FORGETFUL),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_store_of_no_use_is_said_and_changes_nothing(house: House, name: str) -> None:
    house.store, problem = BROKEN[name]
    journal = house.open()

    with pytest.raises(StoreUnusable) as refused:
        journal.what_opens.keep_key_here(PASSPHRASE).result()

    assert refused.value.problem is problem
    assert house.slots() == 0
    assert not journal.what_opens.key_is_kept_here().result()
    assert "key.change" not in record_counts(journal)
    journal.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_R13_whatever_becomes_of_the_store_the_passphrase_opens_20_of_20(house: House, name: str) -> None:
    house.ask_for_it()
    house.store, _ = BROKEN[name]

    for _ in range(20):
        house.open().close()

    with pytest.raises((StoreUnusable, WrongKey)):
        house.door.open_with_kept_key().result()


def test_R13_a_store_that_hangs_neither_delays_the_passphrase_nor_the_end(house: House) -> None:
    house.ask_for_it()
    house.store = HangingStore()

    for _ in range(3):
        journal = house.door.open(PASSPHRASE).result()
        journal.close()

    with pytest.raises(StoreUnusable) as refused:
        house.door.open_with_kept_key().result()
    assert refused.value.problem is StoreProblem.SILENT


@pytest.mark.parametrize("corrupt", ["", "not hex", "ab" * 31, "cd" * 32, "ü" * 64])
def test_T2_4_another_item_in_the_place_of_ours_opens_nothing_and_harms_nothing(
    house: House, corrupt: str
) -> None:
    house.ask_for_it()
    (name,) = house.memory.held
    house.memory.held[name] = corrupt

    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()

    house.open().close()


def test_a_key_that_cannot_be_written_down_is_taken_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = house.open()

    def full(*_: object) -> None:
        raise DiskFull("write")

    with monkeypatch.context() as broken:
        broken.setattr(keyring_slot, "write_key_files", full)
        with pytest.raises(DiskFull):
            journal.what_opens.keep_key_here(PASSPHRASE).result()

    assert house.memory.held == {}
    assert not journal.what_opens.key_is_kept_here().result()
    journal.close()


def test_the_passphrase_slot_is_never_touched(house: House) -> None:
    before = read_key_files(house.folder.root).keyfiles[0].slots_of("passphrase")
    house.ask_for_it()
    journal = house.open()
    journal.what_opens.forget_key_here().result()
    journal.close()

    found = read_key_files(house.folder.root)
    assert found.agree
    assert found.keyfiles[0].slots_of("passphrase") == before


def test_a_changed_passphrase_ends_what_the_store_holds_until_the_next_opening(house: House) -> None:
    house.ask_for_it()
    journal = house.open()
    journal.what_opens.change_passphrase(PASSPHRASE, "quite another set of words").result()
    journal.close()

    assert house.slots() == 0
    with pytest.raises(WrongKey):
        house.door.open_with_kept_key().result()
    again = house.door.open("quite another set of words").result()
    again.what_opens.renew_key_here().result()
    assert house.slots() == 1
    again.close()


def test_without_key_files_there_is_nothing_to_forget_or_to_offer(house: House, tmp_path: Path) -> None:
    nowhere = KeptKey(tmp_path / "nowhere", house.clock, house.keychain)

    nowhere.forget()
    nowhere.forget_expired()

    assert not nowhere.is_there()
    assert house.memory.asked == []


def test_a_journal_that_closes_meanwhile_leaves_nothing_in_the_store(house: House) -> None:
    house.keychain._seconds = 60.0
    journal = house.open()
    hanging = HangingStore()
    house.store = hanging
    asked = journal.what_opens.keep_key_here(PASSPHRASE)
    assert hanging.hangs.wait(20)

    journal.close()
    hanging.let_go.set()

    with pytest.raises(CancelledError):
        asked.result(20)
    assert hanging.asked.count("set") == 1
    assert hanging.held == {}
    assert house.slots() == 0
