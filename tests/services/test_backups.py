"""A copy counts once it was opened again; what is cut short leaves nothing with the name of a copy."""

import contextlib
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.sealing.errors import DiskFailed, DiskFull
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.whole_files import copy_whole
from journal.services.backing_up import BackedUp, BackupNotTrue, Living, NoRoomForBackup, back_up
from journal.services.backup_place import (
    KEPT_NEWEST,
    BackupPlace,
    BackupPlaceGone,
    BackupPlaceRefused,
    FileMark,
    Generation,
    Manifest,
    superseded,
)
from journal.services.checking_backups import check_backup
from journal.services.copies_found import CopyFound, copies_in
from journal.services.journal import Journal
from journal.vault.errors import JournalDamaged
from tests.fakes import NOON, FakeClock
from tests.sealing.fakes import QUICK, DyingDisk, FailingDisk, Killed
from tests.services.conftest import surroundings
from tests.services.looking import record_counts
from tests.services.quick import quick_journal
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow

DAY = 24 * 3600 * 1000
WEEK = 7 * DAY
PLENTY = 1 << 40


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


def add(journal: Journal, size: int = 5000) -> None:
    journal.add_bytes(os.urandom(size), "file.bin", Method.FILE).result()


def backed_up(journal: Journal, chosen: Path | None) -> BackedUp:
    return journal.backups.make(chosen, on).result()


def living(journal: Journal, clock: FakeClock, **named: object) -> Living:
    parts = journal._parts
    return Living(parts.folder, parts.root, clock, **named)  # type: ignore[arg-type]  # as the test names them


def sealed_in(place: Path) -> set[str]:
    return {path.name for path in (place / "media").glob("*/*")}


def names(place: Path) -> set[str]:
    return {found.name for found in BackupPlace(place).generations()}


def test_a_copy_holds_everything_and_is_found_in_order(journal: Journal, stick: Path) -> None:
    add(journal)
    write(journal, headline="something")

    made = backed_up(journal, stick)

    assert made.facts is not None
    assert (made.added, made.facts.files, made.missing, made.faults) == (1, made.facts.files, (), ())
    assert len(made.facts.files) == 1
    (copy,) = copies_in(stick)
    findings = check_backup(copy, journal._parts.root, on)
    assert findings.in_order
    assert findings.findings.originals == 1
    assert findings.findings.seal == made.facts.seal
    assert record_counts(journal)["backup.made"] == 1


def test_a_copy_tells_no_more_than_the_folder_of_the_journal_does(
    journal: Journal, folder: JournalFolder, stick: Path
) -> None:
    add(journal)
    write(journal, headline="canary")

    backed_up(journal, stick)

    live = {path.name for path in folder.root.rglob("*")}
    for path in stick.rglob("*"):
        if path.is_file():
            assert b"canary" not in path.read_bytes()
            assert path.name in {*live, "manifest.json"}
    assert str(stick).encode() not in b"".join(
        path.read_bytes() for path in folder.root.rglob("*") if path.is_file()
    )


def test_c03_copies_are_the_persons_alone_whatever_the_umask(journal: Journal, stick: Path) -> None:
    add(journal)
    before = os.umask(0)
    try:
        backed_up(journal, stick)
    finally:
        os.umask(before)

    modes = {oct(path.stat().st_mode & 0o777) for path in stick.rglob("*") if path.is_file()}
    folders = {oct(path.stat().st_mode & 0o777) for path in stick.rglob("*") if path.is_dir()}
    assert (modes, folders) == ({"0o600"}, {"0o700"})


def test_only_what_is_new_is_copied(journal: Journal, stick: Path, clock: FakeClock) -> None:
    add(journal)
    first = backed_up(journal, stick)
    (pooled,) = (first.place / "media").glob("*/*")
    before = pooled.stat().st_mtime_ns
    add(journal)
    clock.pass_ms(5000)

    second = backed_up(journal, stick)

    assert (first.added, second.added) == (1, 1)
    assert len(sealed_in(second.place)) == 2
    assert pooled.stat().st_mtime_ns == before
    assert names(second.place) == {first.name, second.name}


def test_with_nothing_new_the_copy_there_is_confirmed_and_nothing_written(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    add(journal)
    first = backed_up(journal, stick)
    seal = journal.seal().result()
    clock.pass_ms(DAY)

    again = backed_up(journal, stick)

    assert again.facts is None
    assert (again.name, again.made_ms, again.confirmed_ms) == (first.name, NOON, NOON + DAY)
    assert journal.seal().result() == seal
    assert journal.backups.known().result().last_ms == NOON + DAY


@pytest.mark.parametrize("loss", ["manifest", "database", "pool", "cut", "draft", "capture"])
def test_a_copy_that_no_longer_is_what_it_was_is_made_again(
    journal: Journal, folder: JournalFolder, stick: Path, clock: FakeClock, loss: str
) -> None:
    add(journal)
    first = backed_up(journal, stick)
    made = BackupPlace(first.place).generations()[0]
    (pooled,) = (first.place / "media").glob("*/*")
    if loss == "manifest":
        (made.folder / "manifest.json").write_bytes(b"{}")
    elif loss == "database":
        made.files.database.unlink()
    elif loss == "pool":
        pooled.unlink()
    elif loss == "cut":
        pooled.write_bytes(pooled.read_bytes()[:-1])
    elif loss == "draft":
        draft = journal.start_draft(None).result()
        journal.keep_draft(replace(draft, private_note="half a word")).result()
    else:
        seal_to_inbox(folder.inbox, "ab" * 16, b"png", {"a": 1}, journal.inbox_public, os.urandom)
    clock.pass_ms(5000)

    again = backed_up(journal, stick)

    assert again.facts is not None
    assert pooled.exists()
    newest = copies_in(stick)[0]
    assert newest.generation is not None
    assert newest.generation.name == again.name
    assert check_backup(newest, journal._parts.root, on).in_order
    if loss == "capture":
        assert (newest.inbox / ("ab" * 16)).exists()


def test_the_journals_own_copies_take_no_second_room_for_files(
    journal: Journal, folder: JournalFolder
) -> None:
    add(journal, 200_000)

    made = backed_up(journal, None)

    (pooled,) = (folder.backups / "media").glob("*/*")
    assert made.place == folder.backups
    assert pooled.stat().st_ino == folder.media_file(pooled.name).stat().st_ino
    known = journal.backups.known().result()
    assert known.last_ms == NOON
    assert known.last_off_disk_ms is None


def test_what_is_known_of_copies_survives_and_can_be_forgotten(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    made = backed_up(journal, stick)
    clock.pass_ms(1000)
    backed_up(journal, None)

    known = journal.backups.known().result()
    assert [place.path for place in known.places] == ["", str(made.place)]
    journal.backups.forget(str(made.place)).result()

    assert [place.path for place in journal.backups.known().result().places] == [""]


def test_a_journal_on_the_same_stick_keeps_to_a_folder_of_its_own(journal: Journal, stick: Path) -> None:
    (stick / "Journal copy OTHERS" / "media" / "ab").mkdir(parents=True)
    (stick / "Journal copy OTHERS" / "media" / "ab" / ("ab" * 16)).write_bytes(b"somebody else's")
    add(journal)

    made = backed_up(journal, stick)

    assert made.place.parent == stick
    assert made.place.name.startswith("Journal copy ")
    assert (stick / "Journal copy OTHERS" / "media" / "ab" / ("ab" * 16)).exists()


def test_a_place_that_is_gone_or_inside_the_journal_is_refused(
    journal: Journal, folder: JournalFolder, stick: Path
) -> None:
    stick.rmdir()

    with pytest.raises(BackupPlaceGone):
        backed_up(journal, stick)
    with pytest.raises(BackupPlaceRefused):
        backed_up(journal, folder.media)

    assert not stick.exists()


def test_a_copy_that_was_stopped_leaves_nothing_with_a_name(journal: Journal, stick: Path) -> None:
    add(journal, 3_000_000)

    with pytest.raises(Cancelled):
        journal.backups.make(stick, lambda done, _total: done < 2_000_000).result()

    (place,) = stick.iterdir()
    assert names(place) == set()
    assert [path.name for path in place.iterdir()] == ["media"]
    assert record_counts(journal).get("backup.made") is None
    assert backed_up(journal, stick).facts is not None


def test_closing_the_journal_stops_a_copy(journal: Journal, stick: Path) -> None:
    add(journal, 3_000_000)
    began, closing = threading.Event(), threading.Event()

    def slow(_done: int, _total: int) -> bool:
        began.set()
        assert closing.wait(20)
        return True

    copying = journal.backups.make(stick, slow)
    assert began.wait(20)
    journal.backups._ending.set()
    closing.set()
    journal.close()

    assert isinstance(copying.exception(), Cancelled)


def test_r11_killed_at_any_step_nothing_half_made_has_a_name_and_the_next_copy_is_whole(
    journal: Journal, folder: JournalFolder, stick: Path, clock: FakeClock
) -> None:
    add(journal)
    root = journal._parts.root
    place = BackupPlace(stick / "place")
    step = 0
    while True:
        step += 1
        disk = DyingDisk(step)
        add(journal, 100)
        clock.pass_ms(2000)
        with contextlib.suppress(Killed):
            back_up(living(journal, clock, disk=disk), BackupPlace(place.root, disk), None, on)
        for found in place.generations():
            assert check_backup(_found(place, found), root, on).in_order
        assert {path.name for path in place.root.glob("[0-9]*")} == {
            found.name for found in place.generations()
        }
        if not disk.dead:
            break

    assert step >= 20
    back_up(living(journal, clock), place, None, on)
    assert not list(place.root.rglob(".*"))
    assert not (folder.work / "copy.db").exists()


def _found(place: BackupPlace, found: Generation) -> CopyFound:
    return CopyFound(found.files, JournalFolder(place.root), found.manifest.made_ms, 0, found)


def test_a_disk_that_fails_at_any_step_is_told_and_leaves_the_earlier_copy(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    add(journal)
    place = BackupPlace(stick / "place")
    first = back_up(living(journal, clock), place, None, on)
    add(journal)
    clock.pass_ms(2000)

    for step in range(1, 60, 3):
        disk = FailingDisk(step)
        try:
            back_up(living(journal, clock, disk=disk), BackupPlace(place.root, disk), None, on)
            break
        except DiskFailed:
            whole = [_found(place, found) for found in place.generations()]
            assert all(check_backup(copy, journal._parts.root, on).in_order for copy in whole)
        clock.pass_ms(2000)

    assert first.name in names(place.root)


def test_a_file_that_cannot_be_read_costs_one_file(
    journal: Journal, folder: JournalFolder, stick: Path, clock: FakeClock
) -> None:
    add(journal)
    add(journal)
    gone, kept = sorted(path for path in folder.media.glob("*/*"))
    content = gone.read_bytes()
    gone.unlink()

    made = backed_up(journal, stick)

    assert made.missing == (gone.name,)
    assert sealed_in(made.place) == {kept.name}
    (copy,) = copies_in(stick)
    findings = check_backup(copy, journal._parts.root, on)
    assert findings.in_order
    assert findings.never_there == (gone.name,)

    clock.pass_ms(2000)
    assert backed_up(journal, stick).facts is None
    gone.write_bytes(content)
    again = backed_up(journal, stick)
    assert (again.missing, again.added) == ((), 1)


def test_a_copy_is_not_believed_unless_it_reads_back_as_it_was(
    journal: Journal, stick: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal.services import backing_up

    real = copy_whole

    def lies(source: Path, target: Path, *args: object) -> str:
        sha256 = real(source, target, *args)  # type: ignore[arg-type]  # handed on as they came
        if target.name == "journal.db":
            data = bytearray(target.read_bytes())
            data[len(data) // 2] ^= 1
            target.write_bytes(data)
        return sha256

    monkeypatch.setattr(backing_up, "copy_whole", lies)

    with pytest.raises((BackupNotTrue, JournalDamaged)):
        back_up(living(journal, clock), BackupPlace(stick / "place"), None, on)

    assert names(stick / "place") == set()


def test_older_copies_go_before_the_disk_is_full_and_the_newest_never(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    place = BackupPlace(stick / "place")
    made = []
    for _ in range(4):
        write(journal, headline="one more")
        clock.pass_ms(2000)
        made.append(back_up(living(journal, clock), place, None, on).name)
    write(journal, headline="one more")
    room = [0, 0, PLENTY]

    crowded = living(journal, clock, free=lambda _: room.pop(0))
    last = back_up(crowded, place, None, on)

    assert last.given_up == (made[0], made[1])
    assert names(place.root) == {made[2], made[3], last.name}
    clock.pass_ms(2000)
    with pytest.raises(NoRoomForBackup):
        back_up(living(journal, clock, free=lambda _: 0), place, None, on)
    assert names(place.root) == {last.name}


def test_files_that_no_copy_needs_any_more_leave_the_pool(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    add(journal)
    place = BackupPlace(stick / "place")
    made = back_up(living(journal, clock), place, None, on)
    stray = place.pooled("cd" * 16)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"needed by nobody")
    part = stray.with_name(stray.name + ".2")
    part.write_bytes(b"nor this")

    write(journal, headline="more")
    clock.pass_ms(2000)
    second = back_up(living(journal, clock), place, None, on)
    place.give_up([found for found in place.generations() if found.name == made.name])

    assert not stray.exists()
    assert not part.exists()
    assert len(sealed_in(place.root)) == 1
    assert names(place.root) == {second.name}


def test_nothing_leaves_the_pool_while_one_copy_cannot_say_what_it_needs(
    journal: Journal, stick: Path, clock: FakeClock
) -> None:
    add(journal)
    place = BackupPlace(stick / "place")
    for _ in range(2):
        write(journal, headline="more")
        clock.pass_ms(2000)
        back_up(living(journal, clock), place, None, on)
    newest, oldest = place.generations()
    (newest.folder / "manifest.json").write_bytes(b"torn")

    place.give_up([oldest])

    assert len(sealed_in(place.root)) == 1
    assert newest.folder.exists()


def _made(at_ms: int) -> Generation:
    when = datetime.fromtimestamp(at_ms / 1000, UTC)
    mark = FileMark("", 0)
    return Generation(Path(f"{when:%Y-%m-%d %H%M%S} 000001"), Manifest(at_ms, 1, mark, mark, (), (), ()))


def test_five_newest_and_one_for_each_of_eight_weeks_are_kept() -> None:
    daily = [_made(NOON - day * DAY) for day in range(100)]

    left = [found for found in daily if found not in superseded(daily)]

    weeks = [datetime.fromtimestamp(found.manifest.made_ms / 1000, UTC).isocalendar() for found in left]
    assert left[:KEPT_NEWEST] == daily[:KEPT_NEWEST]
    assert len({(when.year, when.week) for when in weeks}) == 8
    assert len(left) <= KEPT_NEWEST + 8
    again = [found for found in left if found not in superseded(left)]
    assert again == left


def test_rotation_happens_as_copies_are_made(journal: Journal, stick: Path, clock: FakeClock) -> None:
    place = BackupPlace(stick / "place", QUICK)
    for _ in range(18):
        write(journal, headline="one more")
        clock.pass_ms(4 * DAY)
        back_up(living(journal, clock, disk=QUICK), place, None, on)

    assert KEPT_NEWEST + 3 <= len(place.generations()) <= KEPT_NEWEST + 8


def test_a_full_disk_is_told_as_one(journal: Journal, stick: Path, clock: FakeClock) -> None:
    import errno

    disk = FailingDisk(3, errno.ENOSPC, for_good=True)

    with pytest.raises(DiskFull):
        back_up(living(journal, clock, disk=disk), BackupPlace(stick / "place", disk), None, on)

    assert names(stick / "place") == set()
