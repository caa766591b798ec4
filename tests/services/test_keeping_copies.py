"""What an open journal does about its copies by itself, what it knows of places, and how it checks a copy."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from journal.desktop.place import Place
from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.sealing.errors import WrongPassphrase
from journal.services.backing_up import BackedUp
from journal.services.backup_place import BackupMissing, BackupPlace, BackupPlaceGone, BackupPlaceRefused
from journal.services.backups import ChosenFolder
from journal.services.journal import Journal
from journal.services.known_backups import OWN
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import record_counts
from tests.services.quick import quick_journal
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow


def judged(_folder: Path) -> Place:
    """A place on a network that a program copies elsewhere."""
    return Place(network=True, synced="Dropbox", read_only=False, free_bytes=1 << 40)


@pytest.fixture
def journal(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    opened = quick_journal(folder, surroundings(clock, seed=2))
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    path.mkdir()
    return path


def names(place: Path) -> set[str]:
    return {found.name for found in BackupPlace(place).generations()}


def test_keeping_up_copies_into_the_own_folder_and_to_every_place_that_is_there(
    journal: Journal, folder: JournalFolder, stick: Path, clock: FakeClock
) -> None:
    journal.backups.make(stick, on).result()
    clock.pass_ms(2000)
    write(journal, headline="something")

    kept = journal.backups.keep_up(on).result()

    (place,) = stick.iterdir()
    assert kept.left == ()
    assert [made.place for made in kept.made] == [folder.backups, place]
    assert len(names(folder.backups)) == 1
    assert len(names(place)) == 2


def test_keeping_up_with_nothing_new_makes_nothing(journal: Journal, folder: JournalFolder) -> None:
    write(journal, headline="something")
    journal.backups.keep_up(on).result()
    before = names(folder.backups)

    (made,) = journal.backups.keep_up(on).result().made

    assert made.facts is None
    assert names(folder.backups) == before


def test_a_place_that_is_not_there_is_passed_over_and_an_empty_one_is_not_filled(
    journal: Journal, stick: Path
) -> None:
    journal.backups.make(stick, on).result()
    (place,) = stick.iterdir()
    shutil.rmtree(place)
    place.mkdir()

    kept = journal.backups.keep_up(on).result()

    assert kept.left == ()
    assert len(kept.made) == 1
    assert list(place.iterdir()) == []


def test_the_copies_of_one_sitting_take_each_others_place(
    journal: Journal, folder: JournalFolder, clock: FakeClock
) -> None:
    journal.backups.make(None, on).result()
    (by_hand,) = names(folder.backups)
    made: list[BackedUp] = []
    for _ in range(4):
        clock.pass_ms(2000)
        write(journal, headline="one more")
        made += journal.backups.keep_up(on).result().made

    assert names(folder.backups) == {by_hand, made[-1].name}
    assert record_counts(journal)["backup.made"] == 2


def test_a_copy_made_by_hand_stays_beside_those_that_follow(
    journal: Journal, folder: JournalFolder, clock: FakeClock
) -> None:
    def passing() -> str:
        clock.pass_ms(2000)
        write(journal, headline="one more")
        (made,) = journal.backups.keep_up(on).result().made
        return made.name

    first = passing()
    clock.pass_ms(2000)
    write(journal, headline="by hand")
    by_hand = journal.backups.make(None, on).result().name
    passing()
    last = passing()

    assert names(folder.backups) == {first, by_hand, last}


def test_the_first_copy_of_the_next_sitting_leaves_those_of_the_one_before(
    journal: Journal, folder: JournalFolder, clock: FakeClock
) -> None:
    write(journal, headline="first")
    (first,) = journal.backups.keep_up(on).result().made
    journal.close()
    clock.pass_ms(2000)
    again = quick_journal(folder, surroundings(clock, seed=3))
    write(again, headline="second")

    (second,) = again.backups.keep_up(on).result().made

    assert names(folder.backups) == {first.name, second.name}
    again.close()


def test_one_place_that_fails_does_not_keep_the_others_from_their_copy(
    journal: Journal, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.backups.make(stick, on).result()
    write(journal, headline="something")
    backups = journal.backups
    monkeypatch.setattr(
        backups,
        "_living",
        replace(backups._living, free=lambda place: 0 if place == journal._parts.folder.backups else 1 << 40),
    )

    kept = backups.keep_up(on).result()

    assert [(path, type(error).__name__) for path, error in kept.left] == [(OWN, "NoRoomForBackup")]
    assert len(kept.made) == 1


def test_keeping_up_stops_when_it_is_told_to(journal: Journal, folder: JournalFolder) -> None:
    write(journal, headline="something")

    with pytest.raises(Cancelled):
        journal.backups.keep_up(lambda _done, _total: False).result()

    assert names(folder.backups) == set()


def test_a_place_knows_whether_it_is_there(journal: Journal, stick: Path) -> None:
    journal.backups.make(stick, on).result()
    (place,) = stick.iterdir()
    assert journal.backups.there().result() == {str(place)}

    shutil.rmtree(stick)

    assert journal.backups.there().result() == frozenset()


def test_another_copy_is_made_where_copies_lie(journal: Journal, stick: Path, clock: FakeClock) -> None:
    journal.backups.make(stick, on).result()
    (place,) = stick.iterdir()
    clock.pass_ms(2000)
    write(journal, headline="something")

    journal.backups.make_at(str(place), on).result()

    assert len(names(place)) == 2
    shutil.rmtree(stick)
    with pytest.raises(BackupPlaceGone):
        journal.backups.make_at(str(place), on).result()


def test_a_chosen_folder_is_judged_before_anything_is_copied_there(
    folder: JournalFolder, clock: FakeClock, stick: Path
) -> None:
    quick_journal(folder, surroundings(clock)).close()
    journal = quick_journal(folder, replace(surroundings(clock, seed=4), place_of=judged))

    told = journal.backups.judge(stick).result()

    assert told == ChosenFolder(stick, network=True, synced="Dropbox", same_disk=True)
    assert list(stick.iterdir()) == []
    with pytest.raises(BackupPlaceRefused):
        journal.backups.judge(folder.backups).result()
    with pytest.raises(BackupPlaceGone):
        journal.backups.judge(stick / "not there").result()
    journal.close()


def test_the_copies_of_a_place_are_found_and_the_newest_is_in_order(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    journal.add_bytes(b"original" * 900, "file.bin", Method.FILE).result()
    write(journal, headline="something")
    journal.backups.make(stick, on).result()
    clock.pass_ms(2000)
    write(journal, headline="something else")
    made = journal.backups.make(stick, on).result()

    newest, older = journal.backups.copies_at(str(stick)).result()
    findings = journal.backups.check(newest, PASSPHRASE, on).result()

    assert newest.files.root.name == made.name
    assert (newest.made_ms or 0) > (older.made_ms or 0)
    assert findings.in_order
    assert findings.findings.originals == 1
    with pytest.raises(BackupMissing):
        journal.backups.copies_at(OWN).result()


def test_a_copy_that_lost_a_file_is_not_in_order_and_a_wrong_passphrase_is_told(
    journal: Journal, stick: Path
) -> None:
    journal.add_bytes(b"original" * 900, "file.bin", Method.FILE).result()
    journal.backups.make(stick, on).result()
    (sealed,) = stick.glob("*/media/*/*")
    sealed.unlink()
    (copy,) = journal.backups.copies_at(str(stick)).result()

    findings = journal.backups.check(copy, PASSPHRASE, on).result()

    assert not findings.in_order
    assert findings.missing == (sealed.name,)
    with pytest.raises(WrongPassphrase):
        journal.backups.check(copy, "not the one", on).result()


def test_a_check_that_was_stopped_says_nothing_of_the_copy(journal: Journal) -> None:
    journal.add_bytes(b"original" * 900, "file.bin", Method.FILE).result()
    journal.backups.make(None, on).result()
    (copy,) = journal.backups.copies_at(OWN).result()

    with pytest.raises(Cancelled):
        journal.backups.check(copy, PASSPHRASE, lambda _done, _total: False).result()


def test_places_that_hold_what_was_removed_are_known_until_they_are_renewed(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    from journal.domain.ids import IncidentId

    subject = IncidentId(write(journal, headline="to go"))
    journal.backups.make(stick, on).result()
    journal.backups.make(None, on).result()
    assert journal.backups.outdated().result() == {}
    (place,) = stick.iterdir()
    clock.pass_ms(2000)

    removed = journal.removal.remove([subject]).result().seq

    assert journal.backups.outdated().result() == {OWN: removed, str(place): removed}
    journal.backups.renew_at(str(place), removed, on).result()
    assert journal.backups.outdated().result() == {OWN: removed}
    assert len(names(place)) == 1
