"""Removing for good takes words, files and keys away, says so for good, and knows which copies still hold it."""

import shutil
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId
from journal.services.backup_place import BackupPlaceGone
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.shredding import Removal
from journal.services.verifying import Verdict
from journal.vault.errors import ThingMissing
from tests.fakes import FakeClock
from tests.plain_pages import hits
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import verified
from tests.services.quick import quick_journal, quick_root
from tests.services.test_journal import headlines, on, write

pytestmark = pytest.mark.slow

CANARY = "zxqvfulmar"
KEY = quick_root().database_key


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


def an_entry_with_a_file(journal: Journal) -> tuple[IncidentId, EvidenceId]:
    added = journal.add_bytes(b"original" * 9000, f"{CANARY}.bin", Method.FILE).result()
    subject = write(journal, headline=f"{CANARY} head", evidence=added.evidence)
    write(journal, headline="stays")
    return IncidentId(subject), added.evidence[0]


def test_nothing_is_left_of_it_but_the_record_that_says_so(
    journal: Journal, folder: JournalFolder, clock: FakeClock
) -> None:
    subject, piece = an_entry_with_a_file(journal)
    plan = journal.removal.plan([subject], [piece]).result()
    assert (plan.records, plan.files, plan.shared, plan.copies) == (2, 1, (), ())

    removal = journal.removal.remove([subject], [piece], "asked to").result()

    assert removal.wiped
    assert removal.copies == ()
    assert headlines(journal) == ["stays"]
    assert list(folder.media.glob("*/*")) == []
    assert hits(folder.database, KEY(), CANARY) == 0
    findings = verified(journal)
    assert (findings.verdict, findings.removed) == (Verdict.NOT_ANCHORED, 2)
    with pytest.raises(ThingMissing):
        journal.entry(subject).result()


def test_what_was_removed_cannot_be_brought_back_by_undo(journal: Journal) -> None:
    subject, _ = an_entry_with_a_file(journal)
    write(journal, headline="the last change")

    journal.removal.remove([subject]).result()

    actions = []
    while (undone := journal.undo().result()) is not None:
        actions.append(undone.incident)
    assert subject not in actions
    assert len(actions) == 2


def test_a_file_shared_with_another_entry_is_told_before(journal: Journal) -> None:
    subject, piece = an_entry_with_a_file(journal)
    other = write(journal, headline="names it too", evidence=(piece,))

    plan = journal.removal.plan([subject], [piece]).result()

    assert plan.shared == (other,)
    assert headlines(journal) == ["names it too", "stays", f"{CANARY} head"]


def test_copies_that_hold_it_are_named_and_renewed(
    journal: Journal, folder: JournalFolder, stick: Path, clock: FakeClock
) -> None:
    journal.backups.make(stick, on).result()
    clock.pass_ms(2000)
    subject, piece = an_entry_with_a_file(journal)
    for _ in range(2):
        clock.pass_ms(2000)
        write(journal, headline="one more")
        journal.backups.make(stick, on).result()
        journal.backups.make(None, on).result()
    (place,) = stick.iterdir()
    assert len(list(place.glob("media/*/*"))) == 1
    plan = journal.removal.plan([subject], [piece]).result()

    removal = journal.removal.remove([subject], [piece]).result()
    clock.pass_ms(2000)
    renewed = journal.backups.renew(removal.seq, on).result()

    assert sorted(holding.place for holding in plan.copies) == ["", "", str(place), str(place)]
    assert removal.copies == plan.copies
    assert renewed.left == ()
    assert len(renewed.made) == 2
    assert journal.backups.holding(1, removal.seq).result() == ()
    for copies in (place, folder.backups):
        assert list(copies.glob("media/*/*")) == []
        (database,) = copies.glob("*/journal.db")
        assert hits(database, KEY(), CANARY) == 0


def test_a_stick_that_is_not_plugged_in_is_told_and_stays_named(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    subject, _ = an_entry_with_a_file(journal)
    journal.backups.make(stick, on).result()
    removal = journal.removal.remove([subject]).result()
    shutil.rmtree(stick)

    renewed = journal.backups.renew(removal.seq, on).result()

    assert renewed.made == ()
    ((path, error),) = renewed.left
    assert path.startswith(str(stick))
    assert isinstance(error, BackupPlaceGone)
    assert len(journal.backups.holding(1, removal.seq).result()) == 1


def test_what_could_not_be_wiped_is_wiped_when_the_journal_is_next_opened(
    journal: Journal, folder: JournalFolder, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, piece = an_entry_with_a_file(journal)
    monkeypatch.setattr(journal._parts.vault, "wipe", lambda: False)

    removal = journal.removal.remove([subject], [piece]).result()
    journal.close()
    assert not removal.wiped
    assert hits(folder.database, KEY(), CANARY, CANARY[:5]) > 0
    again = quick_journal(folder, surroundings(clock, seed=3))

    assert hits(folder.database, KEY(), CANARY, CANARY[:5]) == 0
    assert headlines(again) == ["stays"]
    again.close()


def test_a_file_that_was_left_by_a_crash_goes_when_the_journal_is_next_opened(
    journal: Journal, folder: JournalFolder, clock: FakeClock
) -> None:
    subject, piece = an_entry_with_a_file(journal)
    journal._parts.writing.run(journal.removal._take_out, [subject], [piece], "").result()
    assert len(list(folder.media.glob("*/*"))) == 1
    journal.close()

    quick_journal(folder, surroundings(clock, seed=3)).close()

    assert list(folder.media.glob("*/*")) == []
    assert hits(folder.database, KEY(), CANARY) == 0


def test_a_restored_copy_from_before_still_has_it_and_one_from_after_has_not(
    journal: Journal, stick: Path, tmp_path: Path, clock: FakeClock
) -> None:
    from journal.services.copies_found import copies_in
    from journal.services.rescue import Opening, Rescue

    subject, piece = an_entry_with_a_file(journal)
    journal.backups.make(stick, on).result()
    journal.removal.remove([subject], [piece]).result()
    clock.pass_ms(2000)
    journal.backups.make(stick, on).result()
    rescue = Rescue(surroundings(clock, seed=6))

    after, before = copies_in(stick)
    for copy, name in ((after, "after"), (before, "before")):
        restored = rescue.restore(copy, tmp_path / name, Opening(PASSPHRASE), on).result()
        assert restored.findings.faults == ()
    rescue.close()

    assert hits(tmp_path / "after" / "journal.db", KEY(), CANARY) == 0
    assert hits(tmp_path / "before" / "journal.db", KEY(), CANARY) > 0


def test_nothing_happens_while_a_copy_is_being_made(journal: Journal, stick: Path) -> None:
    subject, piece = an_entry_with_a_file(journal)
    removals: list[Future[Removal]] = []

    def progress(done: int, total: int) -> bool:
        if not removals:
            removals.append(journal.removal.remove([subject], [piece]))
        return True

    made = journal.backups.make(stick, progress).result()

    assert removals[0].result().seq > made.seq
    assert made.missing == ()
    assert [holding.name for holding in removals[0].result().copies] == [made.name]


def test_the_door_opens_after_a_removal(journal: Journal, folder: JournalFolder, clock: FakeClock) -> None:
    subject, _ = an_entry_with_a_file(journal)
    journal.removal.remove([subject]).result()
    journal.close()
    door = Door(folder, surroundings(clock, seed=8))

    again = door.open(PASSPHRASE).result()

    assert headlines(again) == ["stays"]
    again.close()
    door.close()
