"""A journal is made once, opened with its passphrase, and refused where it would come to harm."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from journal.desktop.errors import AlreadyOpen
from journal.desktop.place import Place
from journal.domain.casework import Person
from journal.domain.folder import JournalFolder
from journal.sealing.errors import KeyFileMissing, WrongPassphrase
from journal.services.copies_found import CopyFound
from journal.services.door import Door
from journal.services.errors import KeysOfAnotherJournal, PassphraseWeak, PlaceRefused, Weakness
from journal.services.passphrases import check_passphrase, propose_passphrase
from journal.services.what_lies_there import Found
from journal.vault.errors import JournalDamaged, JournalUnreadable
from tests.fakes import FakeClock, seeded
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import record_counts


def everything(folder: JournalFolder) -> dict[str, str]:
    """Every file in the folder with the hash of what it holds."""
    files = (path for path in folder.root.rglob("*") if path.is_file() and path.name != "journal.lock")
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_R08_a_new_journal_opens_again_with_its_passphrase_and_with_no_other(
    door: Door, folder: JournalFolder
) -> None:
    assert door.look() is Found.NOTHING
    made = door.create(PASSPHRASE, Person(name="M. Leroux")).result()
    seal = made.seal().result()
    made.close()
    before = everything(folder)

    assert door.look() is Found.JOURNAL
    with pytest.raises(WrongPassphrase):
        door.open("another long passphrase").result()
    after = everything(folder)
    (note,) = after.keys() - before.keys()
    assert Path(note).parent == folder.inbox
    assert {name: after[name] for name in before} == before

    again = door.open(PASSPHRASE).result()
    assert again.seal().result() == seal
    assert again.casework.person().result().name == "M. Leroux"
    again.close()
    assert again.seal is not None


def test_r09_two_doors_do_not_open_one_journal_at_once(door: Door, folder: JournalFolder) -> None:
    made = door.create(PASSPHRASE).result()
    other = Door(folder, surroundings(FakeClock(), seed=2))

    with pytest.raises(AlreadyOpen):
        other.open(PASSPHRASE).result()

    made.close()
    other.open(PASSPHRASE).result().close()
    other.close()


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place(True, None, False, 10**9), Found.NETWORK),
        (Place(False, "Dropbox", False, 10**9), Found.SYNCED),
        (Place(False, None, True, 10**9), Found.READ_ONLY),
    ],
)
def test_a_bad_place_is_refused_and_nothing_is_made_there(
    folder: JournalFolder, place: Place, found: Found
) -> None:
    door = Door(folder, replace(surroundings(FakeClock()), place_of=lambda _path: place))

    with pytest.raises(PlaceRefused) as caught:
        door.create(PASSPHRASE).result()

    assert caught.value.problem.value == found.value
    assert door.look() is found
    assert not folder.root.exists()
    door.close()


def test_what_is_no_journal_is_told_apart(door: Door, folder: JournalFolder) -> None:
    door.create(PASSPHRASE).result().close()
    whole = folder.database.read_bytes()

    folder.database.write_bytes(b"")
    assert door.look() is Found.EMPTY_FILE
    folder.database.write_bytes(b"SQLite format 3\0 and so on")
    assert door.look() is Found.FOREIGN
    folder.database.unlink()
    assert door.look() is Found.DATABASE_MISSING
    folder.database.write_bytes(whole)
    folder.keys.unlink()
    assert door.look() is Found.JOURNAL
    folder.second_keys.unlink()
    assert door.look() is Found.KEYS_MISSING
    with pytest.raises(KeyFileMissing):
        door.open(PASSPHRASE).result()


def test_a_lost_copy_of_the_keys_is_made_again_and_told_in_a_record(
    door: Door, folder: JournalFolder
) -> None:
    door.create(PASSPHRASE).result().close()
    whole = folder.keys.read_bytes()
    folder.keys.unlink()

    journal = door.open(PASSPHRASE).result()

    assert folder.keys.read_bytes() == whole
    assert record_counts(journal)["key.alarm"] == 1
    journal.close()


def test_keys_of_another_journal_do_not_open_this_one(
    door: Door, folder: JournalFolder, tmp_path: Path
) -> None:
    door.create(PASSPHRASE).result().close()
    other_folder = JournalFolder(tmp_path / "Other")
    other = Door(other_folder, surroundings(FakeClock(), seed=9))
    other.create(PASSPHRASE).result().close()
    other.close()
    before = everything(folder)
    folder.keys.write_bytes(other_folder.keys.read_bytes())
    folder.second_keys.write_bytes(other_folder.keys.read_bytes())
    database = hashlib.sha256(folder.database.read_bytes()).hexdigest()

    with pytest.raises(KeysOfAnotherJournal):
        door.open(PASSPHRASE).result()

    assert hashlib.sha256(folder.database.read_bytes()).hexdigest() == database
    assert before.keys() == everything(folder).keys()


@pytest.mark.parametrize("left", [1, 100, 5000, 16_384, 50_000, -100])
def test_R08_a_cut_file_is_refused_before_anything_is_written(
    door: Door, folder: JournalFolder, left: int
) -> None:
    door.create(PASSPHRASE).result().close()
    folder.database.write_bytes(folder.database.read_bytes()[:left])
    before = everything(folder)

    with pytest.raises((JournalDamaged, JournalUnreadable)):
        door.open(PASSPHRASE).result()

    assert everything(folder) == before


def test_a_text_or_a_picture_in_the_place_of_the_journal_is_seen_without_a_passphrase(
    door: Door, folder: JournalFolder
) -> None:
    door.create(PASSPHRASE).result().close()

    folder.database.write_bytes(b"Dear all, this is a letter and not a journal. " * 400)
    assert door.look() is Found.FOREIGN
    folder.database.write_bytes(bytes(40_000))
    assert door.look() is Found.JOURNAL
    with pytest.raises(JournalUnreadable):
        door.open(PASSPHRASE).result()


def test_lost_keys_are_taken_from_a_copy_of_the_same_journal_and_from_no_other(
    door: Door, folder: JournalFolder, tmp_path: Path
) -> None:
    journal = door.create(PASSPHRASE).result()
    journal.backups.make(None, lambda _done, _all: True).result()
    journal.close()
    other = Door(JournalFolder(tmp_path / "Other"), surroundings(FakeClock(), seed=9))
    other.create(PASSPHRASE).result().close()
    foreign = CopyFound(other.folder, other.folder)
    other.close()
    folder.keys.unlink()
    folder.second_keys.unlink()
    before = everything(folder)
    (copy,) = door.rescue.own_copies(folder.root).result()

    with pytest.raises(WrongPassphrase):
        door.open_with_keys_of(copy, "another long passphrase").result()
    with pytest.raises(KeysOfAnotherJournal):
        door.open_with_keys_of(foreign, PASSPHRASE).result()
    assert everything(folder) == before
    door.open_with_keys_of(copy, PASSPHRASE).result().close()

    again = door.open(PASSPHRASE).result()
    assert record_counts(again)["key.alarm"] == 1
    again.close()


def test_where_the_journal_lives_is_kept_by_whoever_keeps_the_settings(
    folder: JournalFolder, tmp_path: Path
) -> None:
    told: list[Path] = []
    door = Door(folder, replace(surroundings(FakeClock()), point_to=told.append))

    door.live_in(tmp_path / "Elsewhere").result()

    assert told == [tmp_path / "Elsewhere"]
    assert door.at(tmp_path / "Elsewhere").folder.root == tmp_path / "Elsewhere"
    door.close()


def test_a_making_cut_short_after_the_keys_can_be_made_again(door: Door, folder: JournalFolder) -> None:
    door.create(PASSPHRASE).result().close()
    for path in (folder.database, folder.first_page):
        path.unlink()

    assert door.look() is Found.NOTHING
    door.create(PASSPHRASE).result().close()


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("too short", Weakness.SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness.REPEATED),
        ("abcdabcdabcdabcdabcd", Weakness.REPEATED),
        ("Password-Password 1", Weakness.COMMON),
        ("m.leroux m.leroux 1", Weakness.NAMED),
        ("My name is MLeroux", Weakness.NAMED),
    ],
)
def test_what_could_be_guessed_is_refused_with_the_reason(passphrase: str, why: Weakness) -> None:
    with pytest.raises(PassphraseWeak) as caught:
        check_passphrase(passphrase, ("M. Leroux",))

    assert caught.value.why is why


def test_a_proposed_passphrase_is_good_enough_and_another_each_time() -> None:
    words = tuple(f"word{number}" for number in range(2048))
    draw = seeded(3)

    proposed = {propose_passphrase(words, draw) for _ in range(50)}

    assert len(proposed) == 50
    for passphrase in proposed:
        check_passphrase(passphrase, ("word",))
        assert len(passphrase.split()) == 6
