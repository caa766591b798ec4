"""A copy becomes a living journal again, on another computer, with the passphrase or with the words alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from journal.desktop.place import Place
from journal.domain import records as r
from journal.domain.chain import read_body
from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.reading import Seal
from journal.sealing.errors import WrongPassphrase
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.words import words_of
from journal.services.backup_place import BackupMissing, BackupPlace
from journal.services.checking_backups import check_backup
from journal.services.copies_found import CopyFound, copies_in
from journal.services.door import Door
from journal.services.errors import PlaceRefused
from journal.services.journal import Journal
from journal.services.known_backups import KnownBackups
from journal.services.rescue import Opening, Rescue
from journal.services.restoring import FolderTaken
from journal.vault.errors import JournalDamaged, JournalUnreadable
from tests.fakes import NOON, FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import verified
from tests.services.quick import quick_journal, quick_root
from tests.services.test_journal import headlines, on, write

pytestmark = pytest.mark.slow

OPENING = Opening(passphrase=PASSPHRASE)


@pytest.fixture
def rescue(clock: FakeClock) -> Iterator[Rescue]:
    made = Rescue(surroundings(clock, seed=5))
    yield made
    made.close()


@pytest.fixture
def stick(folder: JournalFolder, clock: FakeClock, tmp_path: Path) -> Path:
    """A stick with a copy; the computer it was made on is gone."""
    stick = tmp_path / "stick"
    stick.mkdir()
    journal = quick_journal(folder, surroundings(clock, seed=2))
    journal.add_bytes(b"the original" * 1000, "file.bin", Method.FILE).result()
    write(journal, headline="must come back")
    draft = journal.start_draft(None).result()
    journal.keep_draft(replace(draft, private_note="half a word")).result()
    seal_to_inbox(folder.inbox, "ab" * 16, b"caught", {"a": 1}, journal.inbox_public, os.urandom)
    journal.backups.make(stick, on).result()
    journal.close()
    shutil.rmtree(folder.root)
    return stick


def only_copy(stick: Path) -> CopyFound:
    (copy,) = copies_in(stick)
    return copy


def last_seal(copy: CopyFound) -> Seal:
    from journal.vault.copying import check_copy

    return check_copy(copy.files.database, quick_root().database_key())[0].seal


def opened(place: Path) -> Journal:
    return quick_journal(JournalFolder(place), surroundings(FakeClock(), seed=9))


def bodies(journal: Journal) -> list[r.Record]:
    connection = journal._parts.vault._connection
    run = journal._parts.writing.run
    rows = run(lambda: connection.execute("SELECT text FROM kept_body ORDER BY seq").fetchall()).result()
    return [read_body(text).record for (text,) in rows]


def test_r12_with_the_passphrase_everything_is_back_and_the_chain_goes_on(
    rescue: Rescue, stick: Path, tmp_path: Path, clock: FakeClock
) -> None:
    copy = only_copy(stick)
    head = last_seal(copy)
    clock.pass_ms(5000)

    restored = rescue.restore(copy, tmp_path / "new" / "Journal", OPENING, on).result()

    assert restored.continues == head
    assert restored.findings.faults == ()
    assert (restored.findings.originals, restored.missing) == (1, ())
    journal = opened(tmp_path / "new" / "Journal")
    assert headlines(journal) == ["must come back"]
    waiting = journal.loose().result()
    assert len(waiting) == 2
    assert any(found.draft is not None for found in waiting)
    said = [record for record in bodies(journal) if isinstance(record, r.JournalRestored)]
    (first,) = [record for record in bodies(journal) if isinstance(record, r.JournalCreated)]
    assert [(record.continues_seq, record.continues_seal, record.copy_made_ms) for record in said] == [
        (head.seq, head.hex, NOON)
    ]
    assert said[0].journal == first.journal
    assert said[0].instance != first.instance
    assert (journal._parts.folder.inbox / ("ab" * 16)).exists()
    assert journal.backups.known().result() == KnownBackups((), put_back_ms=NOON)
    assert verified(journal).faults == ()
    journal.close()


def test_r12_a_copy_is_put_back_through_the_door_with_the_words_alone(
    rescue: Rescue, stick: Path, tmp_path: Path
) -> None:
    copy = only_copy(stick)
    head = last_seal(copy)
    copy.files.keys.unlink()
    words = " ".join(words_of(quick_root()))

    restored = rescue.restore(copy, tmp_path / "Journal", Opening(words=words), on).result()

    assert restored.continues == head
    door = Door(JournalFolder(tmp_path / "Journal"), surroundings(FakeClock()))
    journal = door.open_with_words(words, "another seven plain words nobody knows").result()
    assert headlines(journal) == ["must come back"]
    journal.close()
    door.close()


def test_a_restored_journal_makes_copies_of_its_own(rescue: Rescue, stick: Path, tmp_path: Path) -> None:
    rescue.restore(only_copy(stick), tmp_path / "Journal", OPENING, on).result()
    journal = opened(tmp_path / "Journal")

    journal.backups.make(stick, on).result()

    assert len(list(stick.iterdir())) == 2
    assert len(copies_in(stick)) == 2
    journal.close()


def test_a_wrong_passphrase_puts_nothing_back(rescue: Rescue, stick: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        rescue.restore(only_copy(stick), tmp_path / "Journal", Opening("not this one at all"), on).result()

    assert not (tmp_path / "Journal").exists()


def test_nothing_is_put_back_over_what_is_there(rescue: Rescue, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("mine")
    (tmp_path / "empty").mkdir()

    with pytest.raises(FolderTaken):
        rescue.restore(only_copy(stick), tmp_path / "taken", OPENING, on).result()
    rescue.restore(only_copy(stick), tmp_path / "empty", OPENING, on).result()

    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["letter.txt"]
    assert JournalFolder(tmp_path / "empty").database.exists()


def test_a_bad_place_is_refused(clock: FakeClock, stick: Path, tmp_path: Path) -> None:
    around = replace(surroundings(clock), place_of=lambda _: Place(True, None, False, 1))
    rescue = Rescue(around)

    with pytest.raises(PlaceRefused):
        rescue.restore(only_copy(stick), tmp_path / "Journal", OPENING, on).result()

    rescue.close()


def test_what_was_stopped_or_cannot_be_opened_leaves_nothing(
    rescue: Rescue, stick: Path, tmp_path: Path
) -> None:
    copy = only_copy(stick)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(Cancelled):
        rescue.restore(copy, tmp_path / "Journal", OPENING, lambda _done, _total: False).result()
    data = bytearray(copy.files.database.read_bytes())
    data[16384 * 3 + 77] ^= 4
    copy.files.database.write_bytes(data)
    with pytest.raises((JournalDamaged, JournalUnreadable)):
        rescue.restore(copy, tmp_path / "Journal", OPENING, on).result()

    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_is_missing_or_damaged_is_named_and_all_else_is_back(
    rescue: Rescue, stick: Path, tmp_path: Path
) -> None:
    copy = only_copy(stick)
    (pooled,) = copy.pool.media.glob("*/*")
    pooled.unlink()

    restored = rescue.restore(copy, tmp_path / "Journal", OPENING, on).result()

    assert restored.missing == (pooled.name,)
    assert [fault.check for fault in restored.findings.faults] == ["V7"]
    journal = opened(tmp_path / "Journal")
    assert headlines(journal) == ["must come back"]
    journal.close()


def test_a_folder_that_somebody_copied_can_be_put_back_with_what_was_not_folded_in(
    rescue: Rescue, folder: JournalFolder, clock: FakeClock, tmp_path: Path
) -> None:
    journal = quick_journal(folder, surroundings(clock, seed=2))
    journal.add_bytes(b"bytes", "file.bin", Method.FILE).result()
    write(journal, headline="in the log only")
    shutil.copytree(folder.root, tmp_path / "by hand", ignore=shutil.ignore_patterns("journal.lock"))
    journal.close()
    assert (tmp_path / "by hand" / "journal.db-wal").stat().st_size > 0

    (copy,) = copies_in(tmp_path / "by hand")
    restored = rescue.restore(copy, tmp_path / "new", OPENING, on).result()

    assert restored.findings.faults == ()
    again = opened(tmp_path / "new")
    assert headlines(again) == ["in the log only"]
    again.close()


def test_a_copy_is_found_from_the_stick_its_folder_or_itself(stick: Path, tmp_path: Path) -> None:
    (place,) = stick.iterdir()
    (made,) = BackupPlace(place).generations()

    found = [copies_in(chosen) for chosen in (stick, place, made.folder)]

    assert {tuple(copy.files.root for copy in copies) for copies in found} == {(made.folder,)}
    with pytest.raises(BackupMissing):
        copies_in(tmp_path / "nowhere")


@pytest.mark.parametrize("damage", ["page", "key file", "pool flip", "pool gone", "nothing"])
def test_checking_a_copy_finds_what_would_be_missing(stick: Path, damage: str) -> None:
    copy = only_copy(stick)
    path = {
        "page": copy.files.database,
        "key file": copy.files.keys,
        "pool flip": next(copy.pool.media.glob("*/*")),
        "pool gone": next(copy.pool.media.glob("*/*")),
        "nothing": copy.files.database,
    }[damage]
    data = bytearray(path.read_bytes())
    if damage == "page":
        data[16384 * 5 + 1000] ^= 1
    elif damage == "key file":
        data[-3] ^= 1
    elif damage == "pool flip":
        data[200] ^= 1
    words = Opening(words=" ".join(words_of(quick_root())))
    path.write_bytes(data)
    if damage == "pool gone":
        path.unlink()

    if damage == "page":
        try:
            findings = check_backup(copy, words.root_of(copy.files.root), on)
        except JournalDamaged:
            return
    else:
        findings = check_backup(copy, words.root_of(copy.files.root), on)

    assert findings.in_order is (damage == "nothing")
    assert findings.altered == {"page": ("journal.db",), "key file": ("keys.json",)}.get(damage, ())
    assert findings.missing == ((path.name,) if damage == "pool gone" else ())


KILLED = """
import os, sys, signal
from pathlib import Path
from journal.sealing.durable import OsDisk
from journal.domain.folder import JournalFolder
from journal.services.copies_found import copies_in
from journal.services.restoring import Reviver, restore
from journal.vault.store import Session
from tests.fakes import FakeClock
from tests.services.quick import RootKey

class Deadly(OsDisk):
    left = int(sys.argv[3])
    def sync(self, file):
        Deadly.left -= 1
        if Deadly.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
    sync_folder = sync

root = RootKey(bytes.fromhex(sys.argv[4]))
by = Reviver(Session("S", "p", "s", ()), FakeClock(), os.urandom, Deadly())
restore(copies_in(Path(sys.argv[1]))[0], JournalFolder(Path(sys.argv[2])), root, by, lambda a, b: True)
"""


def test_killed_while_putting_back_nothing_has_the_name_of_a_journal(stick: Path, tmp_path: Path) -> None:
    target = tmp_path / "Journal"
    ends = []
    for step in (1, 4, 7, 9, 1000):
        root = quick_root().expose().hex()
        command = [sys.executable, "-c", KILLED, str(stick), str(target), str(step), root]
        ends.append(subprocess.run(command, cwd=Path(__file__).parents[2]).returncode)
        if target.exists():
            journal = opened(target)
            assert headlines(journal) == ["must come back"]
            assert verified(journal).faults == ()
            journal.close()
            shutil.rmtree(target)

    assert ends[-1] == 0
    assert ends.count(-9) >= 3
