"""A change of root, killed or cut from power anywhere: the key files that stay are those of the root in force."""

import errno
from pathlib import Path

import pytest

from journal.sealing.credentials import create_keys
from journal.sealing.durable import OS_DISK, Disk
from journal.sealing.errors import DiskFailed, DiskFull, KeyFileAltered, WrongPassphrase
from journal.sealing.keyfolder import FIRST, SECOND, Unlocked, read_key_files, unlock
from journal.sealing.root_change import (
    MARKER,
    NEXT_FIRST,
    NEXT_SECOND,
    Outcome,
    finish,
    forget,
    is_under_way,
    lay_beside,
)
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase, WrapKey
from journal.sealing.slots import LEAST_COST
from tests.sealing.fakes import (
    JOURNAL,
    NEW,
    OLD,
    ROOT,
    DyingDisk,
    FailingDisk,
    ForgetfulDisk,
    Killed,
    Known,
    Names,
    derive,
    flipped,
)

pytestmark = pytest.mark.slow

LATER = RootKey(bytes(range(32, 64)))
STEPS_OF_LAYING = 15  # three files: create, write, sync, rename, sync the folder
STEPS_OF_TAKING_OVER = 6  # sync, two renames, sync, the marker goes, sync
BEFORE, AFTER = ROOT.database_salt, LATER.database_salt
FINAL_NAMES = {FIRST, SECOND}


@pytest.fixture
def unlocked(tmp_path: Path) -> Unlocked:
    return create_keys(tmp_path, JOURNAL, ROOT, OLD, LEAST_COST, Known(), derive=derive)


def lay(folder: Path, unlocked: Unlocked, disk: Disk = OS_DISK) -> None:
    lay_beside(
        folder,
        unlocked.keyfile,
        ROOT,
        LATER,
        NEW,
        LEAST_COST,
        Known("later"),
        derive=derive,
        disk=disk,
    )


def opening(folder: Path) -> dict[Passphrase, RootKey]:
    found = {}
    for passphrase in (OLD, NEW):
        try:
            found[passphrase] = unlock(folder, passphrase, derive).root
        except WrongPassphrase:
            continue
    return found


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_lies_beside_changes_nothing_until_the_database_is_the_new_roots(
    tmp_path: Path, unlocked: Unlocked
) -> None:
    before = {name: (tmp_path / name).read_bytes() for name in FINAL_NAMES}

    lay(tmp_path, unlocked)

    assert {name: (tmp_path / name).read_bytes() for name in FINAL_NAMES} == before
    assert names(tmp_path) == FINAL_NAMES | {NEXT_FIRST, NEXT_SECOND, MARKER}
    assert is_under_way(tmp_path)
    assert opening(tmp_path) == {OLD: ROOT}


def test_an_earlier_version_can_have_begun_what_a_later_one_finishes(
    tmp_path: Path, unlocked: Unlocked
) -> None:
    lay(tmp_path, unlocked)

    # Names and form are frozen: the program may have been renewed between a crash and the next start.
    assert names(tmp_path) - FINAL_NAMES == {"keys.next.json", "keys.second.next.json", "keys.change.json"}
    assert (tmp_path / "keys.change.json").read_text() == (
        '{"new":"' + AFTER.hex() + '","old":"' + BEFORE.hex() + '"}\n'
    )


def test_the_key_files_of_the_new_root_take_over_whole(tmp_path: Path, unlocked: Unlocked) -> None:
    lay(tmp_path, unlocked)

    assert finish(tmp_path, AFTER) is Outcome.NEW

    found = read_key_files(tmp_path)
    assert opening(tmp_path) == {NEW: LATER}
    assert found.agree
    assert found.keyfiles[0].journal == JOURNAL
    assert found.keyfiles[0].edition == unlocked.keyfile.edition + 1
    assert unlock(tmp_path, NEW, derive).in_order
    assert names(tmp_path) == FINAL_NAMES
    assert finish(tmp_path, AFTER) is Outcome.NOTHING


def test_a_change_is_taken_back_where_the_database_is_still_the_old_roots(
    tmp_path: Path, unlocked: Unlocked
) -> None:
    lay(tmp_path, unlocked)

    assert finish(tmp_path, BEFORE) is Outcome.OLD

    assert opening(tmp_path) == {OLD: ROOT}
    assert unlock(tmp_path, OLD, derive) == unlocked
    assert names(tmp_path) == FINAL_NAMES


def test_where_there_was_no_change_nothing_is_touched(tmp_path: Path, unlocked: Unlocked) -> None:
    assert not is_under_way(tmp_path)
    assert finish(tmp_path, AFTER, DyingDisk(at=1)) is Outcome.NOTHING
    forget(tmp_path, DyingDisk(at=1))

    assert opening(tmp_path) == {OLD: ROOT}


@pytest.mark.parametrize("database_salt", [bytes(16), b"", AFTER[:15]])
def test_a_database_of_neither_root_leaves_everything_where_it_is(
    tmp_path: Path, unlocked: Unlocked, database_salt: bytes
) -> None:
    lay(tmp_path, unlocked)
    before = names(tmp_path)

    assert finish(tmp_path, database_salt) is Outcome.UNCLEAR

    assert names(tmp_path) == before
    forget(tmp_path)
    assert names(tmp_path) == FINAL_NAMES
    assert opening(tmp_path) == {OLD: ROOT}


def test_c08_no_flipped_bit_in_the_marker_leads_to_the_wrong_key_files(
    tmp_path: Path, unlocked: Unlocked
) -> None:
    lay(tmp_path, unlocked)
    whole = (tmp_path / MARKER).read_bytes()
    before = names(tmp_path)

    for bit in range(len(whole) * 8):
        (tmp_path / MARKER).write_bytes(flipped(whole, bit))
        for database_salt, right in ((BEFORE, Outcome.OLD), (AFTER, Outcome.NEW)):
            if finish(tmp_path, database_salt) is Outcome.UNCLEAR:
                assert names(tmp_path) == before
            else:
                # The flipped bit was in the other salt.
                assert opening(tmp_path) == ({OLD: ROOT} if right is Outcome.OLD else {NEW: LATER})
                for path in tmp_path.iterdir():
                    path.unlink()
                create_keys(tmp_path, JOURNAL, ROOT, OLD, LEAST_COST, Known(), derive=derive)
                lay(tmp_path, unlocked)
                (tmp_path / MARKER).write_bytes(flipped(whole, bit))


SURPLUS = f'{{"new":"{AFTER.hex()}","old":"{BEFORE.hex()}","v":2}}\n'.encode()


@pytest.mark.parametrize(
    "content",
    [b"", b"{}\n", b"[]", b"\xff" * 200, b'{"new":1,"old":2}\n', SURPLUS, SURPLUS.replace(b"{", b"{ ")],
)
def test_a_marker_nobody_can_read_leaves_everything_where_it_is(
    tmp_path: Path, unlocked: Unlocked, content: bytes
) -> None:
    lay(tmp_path, unlocked)
    (tmp_path / MARKER).write_bytes(content)

    assert finish(tmp_path, AFTER) is Outcome.UNCLEAR
    assert {NEXT_FIRST, NEXT_SECOND, MARKER} < names(tmp_path)


# Killed, and without power


def test_laying_and_taking_over_take_exactly_the_steps_that_are_killed_below(
    tmp_path: Path, unlocked: Unlocked
) -> None:
    laying, taking = DyingDisk(at=1000), DyingDisk(at=1000)

    lay(tmp_path, unlocked, laying)
    finish(tmp_path, AFTER, taking)

    assert laying.steps == STEPS_OF_LAYING
    assert taking.steps == STEPS_OF_TAKING_OVER


@pytest.mark.parametrize("at", range(1, STEPS_OF_LAYING + 1))
@pytest.mark.parametrize("cut", [None, *Names])
def test_R14_laying_cut_short_anywhere_leaves_the_old_passphrase(
    tmp_path: Path, unlocked: Unlocked, at: int, cut: Names | None
) -> None:
    disk = ForgetfulDisk(at)

    with pytest.raises(Killed):
        lay(tmp_path, unlocked, disk)
    if cut is not None:
        disk.cut_power(cut)

    assert finish(tmp_path, BEFORE) in (Outcome.OLD, Outcome.NOTHING)
    assert opening(tmp_path) == {OLD: ROOT}
    assert names(tmp_path) == FINAL_NAMES


@pytest.mark.parametrize("at", range(1, STEPS_OF_TAKING_OVER + 1))
@pytest.mark.parametrize("cut", [None, *Names])
@pytest.mark.parametrize("outcome", [Outcome.NEW, Outcome.OLD])
def test_R14_finishing_cut_short_anywhere_is_finished_the_next_time(
    tmp_path: Path, unlocked: Unlocked, at: int, cut: Names | None, outcome: Outcome
) -> None:
    salt = AFTER if outcome is Outcome.NEW else BEFORE
    lay(tmp_path, unlocked)
    disk = ForgetfulDisk(at)

    try:
        finish(tmp_path, salt, disk)
    except Killed:
        if cut is not None:
            disk.cut_power(cut)

    assert finish(tmp_path, salt) in (outcome, Outcome.NOTHING)
    assert opening(tmp_path) == ({NEW: LATER} if outcome is Outcome.NEW else {OLD: ROOT})
    assert names(tmp_path) == FINAL_NAMES


@pytest.mark.parametrize("at", range(1, STEPS_OF_LAYING + 1))
@pytest.mark.parametrize(("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_a_disk_that_refuses_is_told_and_the_old_passphrase_stays(
    tmp_path: Path, unlocked: Unlocked, at: int, code: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        lay(tmp_path, unlocked, FailingDisk(at, code))

    finish(tmp_path, BEFORE)
    assert opening(tmp_path) == {OLD: ROOT}
    assert names(tmp_path) == FINAL_NAMES


@pytest.mark.parametrize("salt", [BEFORE, AFTER])
def test_a_disk_that_refuses_to_finish_is_told_and_asked_again(
    tmp_path: Path, unlocked: Unlocked, salt: bytes
) -> None:
    lay(tmp_path, unlocked)

    with pytest.raises(DiskFailed):
        finish(tmp_path, salt, FailingDisk(1, errno.EIO, for_good=True))

    finish(tmp_path, salt)
    assert opening(tmp_path) == ({OLD: ROOT} if salt == BEFORE else {NEW: LATER})


def test_a_disk_that_refuses_to_forget_is_told(tmp_path: Path, unlocked: Unlocked) -> None:
    lay(tmp_path, unlocked)

    with pytest.raises(DiskFailed):
        forget(tmp_path, FailingDisk(1, errno.EIO))


def test_finishing_needs_no_room_on_the_disk(tmp_path: Path, unlocked: Unlocked) -> None:
    class Full(DyingDisk):
        def create(self, path: Path) -> int:
            raise OSError(errno.ENOSPC, "full")

    lay(tmp_path, unlocked)

    assert finish(tmp_path, AFTER, Full(at=1000)) is Outcome.NEW


def test_what_does_not_read_back_as_written_never_counts(tmp_path: Path, unlocked: Unlocked) -> None:
    class Lying(DyingDisk):
        def rename(self, source: Path, target: Path) -> None:
            super().rename(source, target)
            if target.name == NEXT_SECOND:
                target.write_bytes(unlocked.keyfile.to_bytes())

    with pytest.raises(KeyFileAltered):
        lay(tmp_path, unlocked, Lying(at=1000))

    assert MARKER not in names(tmp_path)


def test_what_cannot_be_read_back_never_counts(tmp_path: Path, unlocked: Unlocked) -> None:
    class Losing(DyingDisk):
        def rename(self, source: Path, target: Path) -> None:
            super().rename(source, target)
            if target.name == NEXT_FIRST:
                target.unlink()

    with pytest.raises(DiskFailed) as caught:
        lay(tmp_path, unlocked, Losing(at=1000))

    assert caught.value.step == "read back"
    assert MARKER not in names(tmp_path)


def test_a_passphrase_that_does_not_open_what_was_written_never_counts(
    tmp_path: Path, unlocked: Unlocked
) -> None:
    stretched = iter((bytes(32), bytes(31) + b"x"))

    with pytest.raises(KeyFileAltered):
        lay_beside(
            tmp_path,
            unlocked.keyfile,
            ROOT,
            LATER,
            NEW,
            LEAST_COST,
            Known("later"),
            derive=lambda _passphrase, _parameters: WrapKey(next(stretched)),
        )

    assert MARKER not in names(tmp_path)
