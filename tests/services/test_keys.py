"""What opens a journal is shown and changed only for one who knows the passphrase, and every change is recorded."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journal.domain.actor import Actor
from journal.domain.casework import Person
from journal.domain.chain import read_body
from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.printing import PaperSize
from journal.domain.records import KeyAlarm, KeyChanged, Record
from journal.sealing import root_change
from journal.sealing.errors import DiskFailed, DiskFull, KeyFileAltered, KeyFileMissing, WrongPassphrase
from journal.sealing.keyfolder import read_key_files, unlock
from journal.sealing.recipient import open_recipient
from journal.sealing.roots import InboxKey, RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.words import root_of
from journal.services import keys as keys_module
from journal.services import new_root as new_root_module
from journal.services.by_words import fits_here
from journal.services.door import Door
from journal.services.errors import NewKeysHold, PassphraseWeak, Weakness, WordsNotTypedBack
from journal.services.journal import Journal
from journal.services.keys import OpenedCopy
from journal.services.new_root import NewRoot, check_typed_back, is_interrupted, places_to_ask
from journal.services.verifying import Verdict
from journal.services.wording import Wording
from journal.vault.errors import DatabaseFull, JournalDamaged
from journal.vault.opening import open_for_reading
from journal.vault.swap import swap
from tests.fakes import FakeClock, seeded
from tests.sealing.fakes import derive
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import kept_bytes, verified
from tests.services.test_journal import a_capture, headlines, on, png, write

pytestmark = pytest.mark.slow

NEW = "quite other words that nobody guesses"
WRONG = "words that were never its passphrase"


def root_in(folder: JournalFolder, passphrase: str) -> RootKey:
    return unlock(folder.root, Passphrase(passphrase), derive).root


def key_records(folder: JournalFolder, passphrase: str) -> list[Record]:
    """Every record about keys, oldest first."""
    connection = open_for_reading(folder, root_in(folder, passphrase).database_key())
    rows = connection.execute("SELECT text FROM kept_body ORDER BY seq").fetchall()
    connection.close()
    records = [read_body(bytes(text)).record for (text,) in rows]
    return [record for record in records if isinstance(record, KeyChanged | KeyAlarm)]


def fingerprint(folder: JournalFolder) -> dict[str, str]:
    """The key files, and every name in the folder."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() if path.suffix == ".json" else ""
        for path in folder.root.iterdir()
    }


def typed_back(new: NewRoot) -> list[str]:
    return [new.words[place - 1] for place in new.asked]


def replaced(journal: Journal, passphrase: str = PASSPHRASE, new_passphrase: str = NEW) -> NewRoot:
    """Go all the way to a new root."""
    new = journal.what_opens.prepare_root(passphrase, new_passphrase).result()
    journal.what_opens.replace_root(new, typed_back(new), on).result()
    journal.close()
    return new


# Asking again


def test_the_words_are_shown_to_one_who_knows_the_passphrase(journal: Journal, folder: JournalFolder) -> None:
    shown = journal.what_opens.recovery_words(PASSPHRASE).result()

    assert root_of(shown) == root_in(folder, PASSPHRASE)


ASKING: dict[str, Callable[[Journal, str], "Future[Any]"]] = {
    "confirm": lambda journal, passphrase: journal.what_opens.confirm(passphrase),
    "words": lambda journal, passphrase: journal.what_opens.recovery_words(passphrase),
    "passphrase": lambda journal, passphrase: journal.what_opens.change_passphrase(passphrase, NEW),
    "root": lambda journal, passphrase: journal.what_opens.prepare_root(passphrase, NEW),
}


@pytest.mark.parametrize("verb", ASKING)
@pytest.mark.parametrize("passphrase", ["", WRONG, PASSPHRASE.upper()])
def test_l07_without_the_passphrase_nothing_is_shown_and_nothing_changes(
    journal: Journal, folder: JournalFolder, verb: str, passphrase: str
) -> None:
    before, seal = fingerprint(folder), journal.seal().result()

    with pytest.raises(WrongPassphrase):
        ASKING[verb](journal, passphrase).result()

    assert fingerprint(folder) == before
    assert journal.seal().result() == seal
    assert not journal.is_ended


@pytest.mark.parametrize("verb", ASKING)
def test_l07_key_files_of_another_journal_do_not_vouch_for_anybody(
    journal: Journal, folder: JournalFolder, tmp_path: Path, verb: str
) -> None:
    elsewhere = JournalFolder(tmp_path / "Other")
    other = Door(elsewhere, surroundings(FakeClock(), seed=9))
    other.create(WRONG).result().close()
    other.close()
    for name in ("keys.json", "keys.second.json"):
        shutil.copyfile(elsewhere.root / name, folder.root / name)

    with pytest.raises(KeyFileAltered):
        ASKING[verb](journal, WRONG).result()


def test_without_key_files_nobody_is_let_through(journal: Journal, folder: JournalFolder) -> None:
    folder.keys.unlink()
    folder.second_keys.unlink()

    with pytest.raises(KeyFileMissing):
        journal.what_opens.recovery_words(PASSPHRASE).result()


# Another passphrase


def test_after_a_change_only_the_new_passphrase_opens_and_the_words_stay(
    journal: Journal, door: Door, folder: JournalFolder
) -> None:
    words = journal.what_opens.recovery_words(PASSPHRASE).result()

    journal.what_opens.change_passphrase(PASSPHRASE, NEW).result()

    assert journal.what_opens.recovery_words(NEW).result() == words
    journal.close()
    with pytest.raises(WrongPassphrase):
        door.open(PASSPHRASE).result()
    door.open(NEW).result().close()
    assert key_records(folder, NEW) == [KeyChanged("passphrase", "replaced")]


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("too short", Weakness.SHORT),
        ("NightOwl NightOwl 7", Weakness.NAMED),
        ("Daniel Marsh 1984!", Weakness.NAMED),
        ("marsh, owl & leroux", Weakness.NAMED),
        ("helene leroux 2026", Weakness.NAMED),
        ("Née Delacroix 1990", Weakness.NAMED),
    ],
)
def test_a_passphrase_that_rests_on_names_in_the_journal_is_refused(
    journal: Journal, folder: JournalFolder, passphrase: str, why: Weakness
) -> None:
    journal.casework.write_person(Person(name="Hélène Leroux", former_names="Delacroix")).result()
    journal.casework.add_actor(Actor("NightOwl", names=("Daniel Marsh", "the owl"))).result()
    before = fingerprint(folder)

    for refused in (
        journal.what_opens.change_passphrase(PASSPHRASE, passphrase),
        journal.what_opens.prepare_root(PASSPHRASE, passphrase),
    ):
        with pytest.raises(PassphraseWeak) as caught:
            refused.result()
        assert caught.value.why is why

    assert fingerprint(folder) == before


def test_the_name_of_the_computers_account_is_refused_as_well(folder: JournalFolder) -> None:
    door = Door(folder, replace(surroundings(FakeClock()), account_names=("maximiliane",)))
    journal = door.create(PASSPHRASE).result()

    with pytest.raises(PassphraseWeak):
        journal.what_opens.change_passphrase(PASSPHRASE, "maximiliane 12345").result()

    journal.close()
    door.close()


def test_a_change_that_cannot_be_recorded_has_happened_and_is_recorded_at_the_next_opening(
    journal: Journal, door: Door, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseFull

    with monkeypatch.context() as broken:
        broken.setattr(keys_module.Keys, "_record_change", full)
        journal.what_opens.change_passphrase(PASSPHRASE, NEW).result()
    journal.close()
    assert key_records(folder, NEW) == []

    door.open(NEW).result().close()
    door.open(NEW).result().close()

    assert key_records(folder, NEW) == [KeyChanged("passphrase", "replaced")]


def test_an_earlier_key_file_put_back_is_told(journal: Journal, door: Door, folder: JournalFolder) -> None:
    earlier = folder.keys.read_bytes()
    journal.what_opens.change_passphrase(PASSPHRASE, NEW).result()
    journal.close()
    folder.keys.write_bytes(earlier)
    folder.second_keys.write_bytes(earlier)

    door.open(PASSPHRASE).result().close()

    assert key_records(folder, PASSPHRASE)[1:] == [KeyAlarm("an earlier key file was put back")]


def test_opening_and_closing_records_nothing_about_keys(door: Door, folder: JournalFolder) -> None:
    door.create(PASSPHRASE).result().close()
    for _ in range(3):
        door.open(PASSPHRASE).result().close()

    assert key_records(folder, PASSPHRASE) == []


# Another root


def test_a_new_root_is_shown_first_and_changes_nothing_until_it_is_confirmed(
    journal: Journal, folder: JournalFolder
) -> None:
    before, seal = fingerprint(folder), journal.seal().result()

    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()

    assert root_of(new.words) == new.root != root_in(folder, PASSPHRASE)
    assert len(set(new.asked)) == 3
    assert list(new.asked) == sorted(new.asked)
    assert set(new.asked) <= set(range(1, 25))
    assert fingerprint(folder) == before
    assert journal.seal().result() == seal
    assert not any(word in repr(new) for word in new.words)


def test_which_words_are_asked_for_is_drawn_anew(journal: Journal) -> None:
    drawn = {journal.what_opens.prepare_root(PASSPHRASE, NEW).result().asked for _ in range(5)}

    assert len(drawn) > 1


def test_every_place_and_no_other_can_be_asked_for() -> None:
    drawn = [places_to_ask(seeded(seed)) for seed in range(300)]

    assert {place for asked in drawn for place in asked} == set(range(1, 25))
    assert all(len(asked) == 3 for asked in drawn)


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_words_that_were_not_written_down_stop_it_before_anything_happens(
    journal: Journal, folder: JournalFolder, wrong: int
) -> None:
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    typed = typed_back(new)
    typed[wrong] = "zoo" if typed[wrong] != "zoo" else "zone"
    before = fingerprint(folder)

    with pytest.raises(WordsNotTypedBack) as caught:
        journal.what_opens.replace_root(new, typed, on).result()

    assert caught.value.places == (new.asked[wrong],)
    assert fingerprint(folder) == before
    assert not journal.is_ended
    assert journal.what_opens.recovery_words(PASSPHRASE).result()


@pytest.mark.parametrize("typed", [[], ["", "", ""], ["zoo"]])
def test_nothing_typed_back_is_not_enough(journal: Journal, typed: list[str]) -> None:
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    new = replace(new, asked=(1, 2, 24), words=("zoo", *new.words[1:]))

    with pytest.raises(WordsNotTypedBack) as caught:
        journal.what_opens.replace_root(new, typed, on).result()

    assert caught.value.places[-2:] == (2, 24)


def test_words_may_be_typed_back_as_carelessly_as_elsewhere(journal: Journal) -> None:
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()

    new.confirm(
        [f" {place}. {word.upper()[:4]} " for place, word in zip(new.asked, typed_back(new), strict=True)]
    )


def test_under_a_new_root_everything_is_there_and_nothing_old_opens(
    journal: Journal, door: Door, folder: JournalFolder
) -> None:
    kept = journal.add_bytes(png(), "screen.png", Method.PASTE).result().evidence
    write(journal, headline="must not be lost", evidence=kept)
    old_root = root_in(folder, PASSPHRASE)
    seal = journal.seal().result()

    new = replaced(journal)

    with pytest.raises(WrongPassphrase):
        door.open(PASSPHRASE).result()
    assert root_of(new.words, fits_here(folder)) == new.root
    assert not fits_here(folder)(old_root)
    again = door.open(NEW).result()
    assert headlines(again) == ["must not be lost"]
    assert kept_bytes(again, kept[0]) == png()
    findings = verified(again)
    assert findings.verdict is Verdict.NOT_ANCHORED
    assert again.seal().result().seq == seal.seq + 1
    assert again.what_opens.recovery_words(NEW).result() == new.words
    again.close()
    assert key_records(folder, NEW) == [KeyChanged("passphrase", "replaced", new_root=True)]
    assert read_key_files(folder.root).agree
    assert folder.first_page.read_bytes()[:16] == new.root.database_salt


def test_captures_sealed_to_earlier_keys_still_open_after_two_new_roots(
    journal: Journal, door: Door, folder: JournalFolder
) -> None:
    publics = [journal.inbox_public]
    replaced(journal)
    second = door.open(NEW).result()
    publics.append(second.inbox_public)
    replaced(second, NEW, PASSPHRASE)
    third = door.open(PASSPHRASE).result()
    publics.append(third.inbox_public)
    for number, public in enumerate(publics):
        a_capture(folder, public, f"{number:02}" * 16, png((number, number, number)))

    filed = third.file_inbox().result()

    assert len(set(publics)) == 3
    assert filed.unopened == ()
    assert [kept_bytes(third, subject) for subject in filed.evidence] == [
        png((number, number, number)) for number in range(3)
    ]
    third.close()


def test_progress_is_told_and_the_journal_has_ended_afterwards(journal: Journal) -> None:
    told: list[tuple[int, int]] = []
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()

    def tell(done: int, stages: int) -> bool:
        told.append((done, stages))
        return True

    journal.what_opens.replace_root(new, typed_back(new), tell).result()

    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert journal.is_ended
    journal.close()
    journal.close()


@pytest.mark.parametrize("stage", range(4))
def test_stopped_at_any_stage_the_old_ones_stay(
    journal: Journal, door: Door, folder: JournalFolder, stage: int
) -> None:
    write(journal, headline="must not be lost")
    before = fingerprint(folder).keys() - {"journal.db-wal", "journal.db-shm"}
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()

    with pytest.raises(Cancelled):
        journal.what_opens.replace_root(new, typed_back(new), lambda done, _all: done != stage).result()
    journal.close()

    assert fingerprint(folder).keys() == before
    assert list(folder.work.iterdir()) == []
    with pytest.raises(WrongPassphrase):
        door.open(NEW).result()
    again = door.open(PASSPHRASE).result()
    assert headlines(again) == ["must not be lost"]
    again.close()
    assert key_records(folder, PASSPHRASE) == [
        KeyChanged("passphrase", "replaced", new_root=True),
        KeyChanged("passphrase", "taken back", new_root=True),
    ]


def test_a_new_root_that_was_taken_back_can_be_tried_again(journal: Journal, door: Door) -> None:
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    with pytest.raises(Cancelled):
        journal.what_opens.replace_root(new, typed_back(new), lambda *_: False).result()
    journal.close()

    again = door.open(PASSPHRASE).result()
    replaced(again)

    door.open(NEW).result().close()


def test_a_full_disk_leaves_the_old_ones(
    journal: Journal, door: Door, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no room")

    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    with monkeypatch.context() as broken:
        broken.setattr(new_root_module, "swap", full)
        with pytest.raises(DiskFull):
            journal.what_opens.replace_root(new, typed_back(new), on).result()
    journal.close()

    assert not is_interrupted(folder)
    door.open(PASSPHRASE).result().close()


def test_what_goes_wrong_when_the_new_ones_are_in_force_says_that_they_are(
    journal: Journal, door: Door, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:

    def swap_and_fail(*given: object) -> None:
        swap(*given)  # type: ignore[arg-type]  # handed through
        raise JournalDamaged("the journal after the swap")

    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    with monkeypatch.context() as broken:
        broken.setattr(new_root_module, "swap", swap_and_fail)
        with pytest.raises(NewKeysHold) as caught:
            journal.what_opens.replace_root(new, typed_back(new), on).result()
    journal.close()

    assert isinstance(caught.value.trouble, JournalDamaged)
    door.open(NEW).result().close()


def test_key_files_that_cannot_take_over_at_once_do_so_at_the_next_opening(
    journal: Journal, door: Door, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise DiskFailed(5, "rename")

    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    with monkeypatch.context() as broken:
        broken.setattr(root_change, "finish", refused)
        with pytest.raises(NewKeysHold) as caught:
            journal.what_opens.replace_root(new, typed_back(new), on).result()
    journal.close()

    assert isinstance(caught.value.trouble, DiskFailed)
    assert is_interrupted(folder)
    door.open(NEW).result().close()
    assert not is_interrupted(folder)


def test_a_swap_that_did_nothing_is_never_called_done(
    journal: Journal, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    with monkeypatch.context() as broken:
        broken.setattr(new_root_module, "swap", lambda *_: None)
        with pytest.raises(JournalDamaged):
            journal.what_opens.replace_root(new, typed_back(new), on).result()
    journal.close()

    door.open(PASSPHRASE).result().close()


def test_a_database_that_is_not_the_old_roots_is_not_touched(journal: Journal, folder: JournalFolder) -> None:
    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    elsewhere = replace(new, unlocked=replace(new.unlocked, root=RootKey(bytes(32))))

    with pytest.raises(JournalDamaged):
        journal.what_opens.replace_root(elsewhere, typed_back(new), on).result()

    assert folder.database.read_bytes()[:16] == new.unlocked.root.database_salt
    assert not is_interrupted(folder)


def test_nothing_about_the_new_root_is_recorded_where_the_record_cannot_be_kept(
    journal: Journal, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseFull

    new = journal.what_opens.prepare_root(PASSPHRASE, NEW).result()
    with monkeypatch.context() as broken:
        broken.setattr(keys_module.Keys, "_announce", full)
        with pytest.raises(DatabaseFull):
            journal.what_opens.replace_root(new, typed_back(new), on).result()

    assert not journal.is_ended
    assert headlines(journal) == []


def test_the_earlier_inbox_key_is_kept_and_is_the_right_one(
    journal: Journal, door: Door, folder: JournalFolder
) -> None:
    public = journal.inbox_public
    old = root_in(folder, PASSPHRASE).inbox_key()
    replaced(journal)
    a_capture(folder, public, "aa" * 16, png())
    (path,) = folder.inbox.iterdir()

    connection = open_for_reading(folder, root_in(folder, NEW).database_key())
    rows = connection.execute("SELECT public, private, until_seq FROM kept_inbox_key").fetchall()
    connection.close()

    assert [(bytes(row[0]), InboxKey(bytes(row[1])) == old) for row in rows] == [(public, True)]
    assert rows[0][2] > 0
    open_recipient(path, old)


# Copies elsewhere


def test_which_copies_open_with_what_is_told_from_their_key_files(
    journal: Journal, door: Door, folder: JournalFolder, tmp_path: Path
) -> None:
    def copy(name: str, *left_out: str) -> Path:
        ignored = shutil.ignore_patterns(*left_out, "journal.lock")
        return Path(shutil.copytree(folder.root, tmp_path / name, ignore=ignored))

    first = copy("first")
    journal.what_opens.change_passphrase(PASSPHRASE, NEW).result()
    second = copy("second")
    replaced(journal, NEW, PASSPHRASE)
    third, keyless = copy("third"), copy("keyless", "keys*")
    only_keys = copy("only keys", "journal.db*")
    again = door.open(PASSPHRASE).result()

    open_now = again.what_opens._keys.open_by_words(
        [first, second, third, keyless, only_keys, tmp_path / "nothing"]
    )

    assert open_now == {third, keyless, only_keys}
    again.close()


def test_after_another_passphrase_earlier_copies_open_with_the_words_alone(
    journal: Journal, folder: JournalFolder, tmp_path: Path
) -> None:
    shutil.copytree(folder.root, tmp_path / "copy", ignore=shutil.ignore_patterns("journal.lock"))
    journal.what_opens.change_passphrase(PASSPHRASE, NEW).result()

    assert journal.what_opens._keys.open_by_words([tmp_path / "copy"]) == {tmp_path / "copy"}


def test_the_known_copies_that_the_present_words_open_are_named(
    journal: Journal, door: Door, clock: FakeClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    journal.backups.make(None, on).result()
    before = clock.utc_ms()
    replaced(journal)
    clock.pass_ms(60_000)
    again = door.open(NEW).result()
    made = again.backups.make(stick, on).result()

    told = again.what_opens.copies_that_open().result()
    shutil.rmtree(stick)
    gone = again.what_opens.copies_that_open().result()

    (place,) = (place for place in again.backups.known().result().places if place.path)
    assert made.made_ms > before
    assert told == (OpenedCopy(place.path, made.made_ms, at_hand=True),)
    assert gone == (OpenedCopy(place.path, made.made_ms, at_hand=False),)
    again.close()


def test_three_words_can_be_asked_for_at_any_time(journal: Journal) -> None:
    words = journal.what_opens.recovery_words(PASSPHRASE).result()
    asked = journal.what_opens.asked_back()

    check_typed_back(words, asked, [words[place - 1][:4].upper() for place in asked])
    with pytest.raises(WordsNotTypedBack) as refused:
        check_typed_back(words, asked, [words[asked[0] - 1], "", "zoo"])

    assert len(set(asked)) == 3
    assert refused.value.places == asked[1:]


def test_passphrases_are_proposed_and_words_completed_while_it_is_open(journal: Journal) -> None:
    assert len(journal.what_opens.suggest().split()) == 6
    assert journal.what_opens.completions("aban") == ("abandon",)


# The sheet


def test_the_sheet_holds_the_words_leaves_no_record_and_nothing_behind(
    journal: Journal, folder: JournalFolder, tmp_path: Path
) -> None:
    words = journal.what_opens.recovery_words(PASSPHRASE).result()
    seal = journal.seal().result()

    sheet = journal.what_opens.word_sheet(words, PaperSize.A4, Wording()).result()

    sheet.save(tmp_path / "sheet.pdf")
    found = subprocess.run(["pdftotext", tmp_path / "sheet.pdf", "-"], capture_output=True, check=True)
    assert sheet.pages == 1
    assert all(word in found.stdout.decode().split() for word in words)
    sealed = b"".join(path.read_bytes() for path in folder.work.iterdir())
    assert sealed
    assert b"PDF" not in sealed
    sheet.discard()
    assert list(folder.work.iterdir()) == []
    assert journal.seal().result() == seal
