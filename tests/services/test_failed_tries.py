"""Wrong passphrases are noted without a key, told after the next unlocking, and recorded once."""

import os
from pathlib import Path

import pytest

from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.sealing.errors import DiskFailed, WrongPassphrase
from journal.sealing.inbox_seal import seal_to_inbox
from journal.services import failed_tries
from journal.services.door import Door
from journal.services.failed_tries import MOST_NOTES, note_failed_try
from journal.services.journal import Journal
from journal.services.rescue import Opening
from tests.fakes import NOON, FakeClock, seeded
from tests.services.conftest import PASSPHRASE
from tests.services.looking import record_counts

pytestmark = pytest.mark.slow

MINUTE = 60_000
WRONG = "somebody guesses and guesses"


@pytest.fixture
def closed(door: Door) -> Door:
    """A journal that is there and locked."""
    door.create(PASSPHRASE).result().close()
    return door


def guess(door: Door, clock: FakeClock, times: int) -> tuple[int, ...]:
    """Try wrong passphrases, a minute apart, and return when."""
    tried = []
    for _ in range(times):
        clock.pass_ms(MINUTE)
        tried.append(clock.now)
        with pytest.raises(WrongPassphrase):
            door.open(WRONG).result()
    return tuple(tried)


def inbox(folder: JournalFolder) -> list[Path]:
    return sorted(folder.inbox.iterdir())


def opened(door: Door) -> Journal:
    return door.open(PASSPHRASE).result()


def test_T1_6_three_wrong_tries_are_told_after_unlocking_with_their_times(
    closed: Door, clock: FakeClock, folder: JournalFolder
) -> None:
    tried = guess(closed, clock, 3)
    assert len(inbox(folder)) == 3

    journal = opened(closed)

    assert journal.failed_tries().result() == tried
    assert record_counts(journal)["unlock.failed"] == 1
    assert inbox(folder) == []
    journal.close()


def test_what_was_told_is_not_told_again_after_the_next_unlocking(closed: Door, clock: FakeClock) -> None:
    guess(closed, clock, 2)
    journal = opened(closed)
    journal.failed_tries().result()
    journal.close()

    again = opened(closed)

    assert again.failed_tries().result() == ()
    assert record_counts(again)["unlock.failed"] == 1
    again.close()


def test_it_can_be_asked_twice_and_in_either_order_with_filing(closed: Door, clock: FakeClock) -> None:
    tried = guess(closed, clock, 2)
    journal = opened(closed)

    filed = journal.file_inbox().result()
    assert filed.failed_tries == tried
    assert filed.evidence == ()
    assert filed.unopened == ()
    assert journal.failed_tries().result() == tried
    assert journal.failed_tries().result() == tried
    assert record_counts(journal)["unlock.failed"] == 1
    journal.close()


def test_nobody_tried_and_nothing_is_recorded(closed: Door) -> None:
    journal = opened(closed)

    assert journal.failed_tries().result() == ()
    assert "unlock.failed" not in record_counts(journal)
    journal.close()


def test_a_wrong_passphrase_for_checking_is_noted_as_well(closed: Door, clock: FakeClock) -> None:
    with pytest.raises(WrongPassphrase):
        closed.verify(WRONG, lambda _done, _total: True).result()

    journal = opened(closed)
    assert journal.failed_tries().result() == (clock.now,)
    journal.close()


def test_a_try_beside_the_open_window_is_told_there(closed: Door, clock: FakeClock) -> None:
    journal = opened(closed)
    assert journal.failed_tries().result() == ()

    clock.pass_ms(MINUTE)
    with pytest.raises(WrongPassphrase):
        closed.verify(WRONG, lambda _done, _total: True).result()

    assert journal.failed_tries().result() == (clock.now,)
    journal.close()


def test_a_note_says_nothing_to_whoever_finds_it(
    closed: Door, clock: FakeClock, folder: JournalFolder
) -> None:
    guess(closed, clock, 1)

    (note,) = inbox(folder)

    held = note.read_bytes()
    for word in (b"unlock", b"try", b"failed", WRONG.encode(), str(clock.now).encode()):
        assert word not in held
    assert note.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_whoever_guesses_for_hours_does_not_fill_the_disk(
    closed: Door, clock: FakeClock, folder: JournalFolder
) -> None:
    for number in range(MOST_NOTES + 5):
        clock.pass_ms(1000)
        note_failed_try(folder, clock, seeded(number))

    assert len(inbox(folder)) == MOST_NOTES
    journal = opened(closed)
    assert len(journal.failed_tries().result()) == MOST_NOTES
    assert inbox(folder) == []
    journal.close()


@pytest.mark.parametrize("harm", ["no inbox", "a file for an inbox", "no keys"])
def test_a_note_that_cannot_be_written_never_stands_in_the_way(
    closed: Door, clock: FakeClock, folder: JournalFolder, harm: str
) -> None:
    folder.inbox.rmdir()
    if harm == "a file for an inbox":
        folder.inbox.write_bytes(b"")
    if harm == "no keys":
        folder.inbox.mkdir()
        folder.keys.unlink()
        folder.second_keys.unlink()
        note_failed_try(folder, clock, os.urandom)
        return

    with pytest.raises(WrongPassphrase):
        closed.open(WRONG).result()


def test_a_small_capture_among_the_notes_is_filed_as_ever(
    closed: Door, clock: FakeClock, folder: JournalFolder
) -> None:
    guess(closed, clock, 1)
    journal = opened(closed)
    (kept,) = journal.add_bytes(b"tiny", "note.txt", Method.PASTE).result().evidence
    evidence = journal.piece(kept).result().evidence
    from dataclasses import replace

    from journal.services.capture_note import capture_note

    tiny = replace(evidence, file="b" * 32)
    seal_to_inbox(folder.inbox, tiny.file, b"tiny", capture_note(tiny), journal.inbox_public, seeded(77))
    assert len({path.stat().st_size for path in inbox(folder)}) == 1

    assert len(journal.failed_tries().result()) == 1
    assert len(inbox(folder)) == 1
    filed = journal.file_inbox().result()

    assert len(filed.evidence) == 1
    assert filed.unopened == ()
    journal.close()


def test_notes_that_nobody_can_open_stay_and_are_told_of_by_filing(
    closed: Door, clock: FakeClock, folder: JournalFolder
) -> None:
    guess(closed, clock, 2)
    whole, cut = inbox(folder)
    cut.write_bytes(cut.read_bytes()[:-1] + b"?")
    del whole

    journal = opened(closed)

    assert len(journal.failed_tries().result()) == 1
    filed = journal.file_inbox().result()
    assert [refusal.name for refusal in filed.unopened] == [cut.name]
    assert inbox(folder) == [cut]
    journal.close()


@pytest.mark.slow
@pytest.mark.parametrize("removed", [0, 1, 2])
def test_cut_short_between_record_and_removal_no_try_is_lost_or_recorded_twice(
    closed: Door, clock: FakeClock, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch, removed: int
) -> None:
    tried = guess(closed, clock, 3)
    left = [removed]

    def fails_after(path: Path) -> None:
        if left[0] == 0:
            raise DiskFailed(5, "remove")
        left[0] -= 1
        path.unlink()

    journal = opened(closed)
    with monkeypatch.context() as broken:
        broken.setattr(failed_tries, "remove_sealed", fails_after)
        with pytest.raises(DiskFailed):
            journal.failed_tries().result()
    journal.close()
    assert len(inbox(folder)) == 3 - removed
    more = guess(closed, clock, 1)

    again = opened(closed)
    assert again.failed_tries().result() == more
    assert record_counts(again)["unlock.failed"] == 2
    assert inbox(folder) == []
    again.close()
    assert len(tried) == 3


def test_the_record_holds_every_time_in_order(closed: Door, clock: FakeClock, folder: JournalFolder) -> None:
    times = [NOON + 3000, NOON + 1000, NOON + 2000]
    for number, moment in enumerate(times):
        clock.now = moment
        note_failed_try(folder, clock, seeded(number))

    journal = opened(closed)

    assert journal.failed_tries().result() == tuple(sorted(times))
    journal.close()


def test_tries_on_the_ways_back_are_told_as_well(
    closed: Door, clock: FakeClock, folder: JournalFolder, tmp_path: Path
) -> None:
    journal = opened(closed)
    journal.backups.make(None, lambda _done, _all: True).result()
    journal.close()
    (copy,) = closed.rescue.own_copies(folder.root).result()
    wrong = Opening(passphrase=WRONG)

    clock.pass_ms(MINUTE)
    with pytest.raises(WrongPassphrase):
        closed.rescue.salvage(folder.root, tmp_path / "new", wrong, lambda _done, _all: True).result()
    clock.pass_ms(MINUTE)
    with pytest.raises(WrongPassphrase):
        closed.rescue.restore(copy, tmp_path / "new", wrong, lambda _done, _all: True).result()
    clock.pass_ms(MINUTE)
    with pytest.raises(WrongPassphrase):
        closed.open_with_keys_of(copy, WRONG).result()

    journal = opened(closed)
    assert len(journal.failed_tries().result()) == 3
    journal.close()
