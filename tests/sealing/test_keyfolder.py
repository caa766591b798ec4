"""Two copies of the key file: one is enough, the right one counts, and nothing is chosen in silence."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from journal.sealing import keyfolder
from journal.sealing.credentials import add_slot, create_keys
from journal.sealing.errors import (
    DiskFailed,
    DiskFull,
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileNewer,
    KeyFileUnreadable,
    KeyParametersRefused,
    NotEnoughMemory,
    WrongKey,
    WrongPassphrase,
)
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import (
    FIRST,
    SECOND,
    CopyState,
    Unlocked,
    heal,
    read_key_files,
    unlock,
    unlock_with_key,
    write_key_files,
)
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase, WrapKey
from journal.sealing.slots import (
    LEAST_COST,
    KeyringParameters,
    PassphraseParameters,
    passphrase_slot,
    wrap_root,
)
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
    forged,
)

STEPS_OF_A_WRITE = 10  # two copies: create, write, sync, rename, sync folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_keys(tmp_path, JOURNAL, ROOT, OLD, LEAST_COST, Known(), derive=derive)
    return tmp_path


@pytest.fixture
def _any_umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def _states(unlocked: Unlocked) -> tuple[CopyState, CopyState]:
    return unlocked.copies[0].state, unlocked.copies[1].state


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_right_passphrase_gives_the_root_key(folder: Path) -> None:
    unlocked = unlock(folder, OLD)

    assert unlocked.root == ROOT
    assert unlocked.in_order


def test_a_wrong_passphrase_is_refused_and_changes_nothing(folder: Path) -> None:
    before = _content(folder)

    with pytest.raises(WrongPassphrase):
        unlock(folder, NEW, derive)

    assert _content(folder) == before


@pytest.mark.parametrize("_any_umask", [0o000, 0o077, 0o777], indirect=True)
@pytest.mark.usefixtures("_any_umask")
def test_C03_key_files_are_the_persons_alone_whatever_the_umask(tmp_path: Path) -> None:
    create_keys(tmp_path, JOURNAL, ROOT, OLD, LEAST_COST, Known(), derive=derive)

    assert {path.name for path in tmp_path.iterdir()} == {FIRST, SECOND}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in tmp_path.iterdir())


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_one_missing_copy_is_told_and_healed(folder: Path, name: str) -> None:
    before = _content(folder)
    (folder / name).unlink()

    unlocked = unlock(folder, OLD, derive)
    healed = heal(folder, unlocked)

    assert {copy.name: copy.state for copy in unlocked.copies}[name] is CopyState.MISSING
    assert not unlocked.in_order
    assert healed.in_order
    assert _content(folder) == before


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_C08_a_flipped_bit_in_one_copy_is_told_and_the_other_copy_opens(folder: Path, name: str) -> None:
    path = folder / name
    whole = path.read_bytes()

    for bit in range(0, 8 * len(whole), 29):  # some 200 of them
        path.write_bytes(flipped(whole, bit))
        unlocked = unlock(folder, OLD, derive)

        assert unlocked.root == ROOT
        assert {copy.name: copy.state for copy in unlocked.copies}[name] is CopyState.DAMAGED

    assert heal(folder, unlock(folder, OLD, derive)).in_order
    assert path.read_bytes() == whole


def test_C08_flipped_bits_in_both_copies_are_damage_and_never_a_wrong_passphrase(folder: Path) -> None:
    whole = (folder / FIRST).read_bytes()

    for bit in range(0, 8 * len(whole), 29):
        for name in (FIRST, SECOND):
            (folder / name).write_bytes(flipped(whole, bit))

        with pytest.raises(KeyFileDamaged):
            unlock(folder, OLD, derive)


def test_an_empty_folder_has_no_key_file(tmp_path: Path) -> None:
    with pytest.raises(KeyFileMissing):
        read_key_files(tmp_path)


def test_a_missing_and_a_damaged_copy_are_damage(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / SECOND).write_bytes(b"")

    with pytest.raises(KeyFileDamaged):
        read_key_files(folder)


def test_what_is_no_ordinary_file_is_unreadable_and_nobody_waits_for_it(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / SECOND).unlink()
    os.mkfifo(folder / FIRST)
    (folder / SECOND).mkdir()

    with pytest.raises(KeyFileUnreadable) as refusal:
        read_key_files(folder)

    assert refusal.value.errno == errno.EINVAL


def test_an_unreadable_copy_does_not_keep_the_other_from_opening(folder: Path) -> None:
    (folder / FIRST).unlink()
    (folder / FIRST).mkdir()

    assert _states(unlock(folder, OLD, derive)) == (CopyState.UNREADABLE, CopyState.WHOLE)


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_one_copy_of_a_newer_program_stops_everything(folder: Path, name: str) -> None:
    (folder / name).write_bytes(forged((folder / name).read_bytes(), v=2))
    before = _content(folder)

    with pytest.raises(KeyFileNewer):
        unlock(folder, OLD, derive)

    assert _content(folder) == before


def test_C06_parameters_below_the_bound_are_refused_before_any_stretching(folder: Path) -> None:
    slot = dict(read_key_files(folder).keyfiles[0].slots[0].to_json())
    slot["params"] = {**slot["params"], "memory_kib": 8}  # type: ignore[dict-item]
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(forged((folder / name).read_bytes(), slots=[slot]))

    def never(passphrase: Passphrase, parameters: PassphraseParameters) -> WrapKey:
        raise AssertionError("stretched with refused parameters")

    with pytest.raises(KeyParametersRefused) as refusal:
        unlock(folder, OLD, never)

    assert refusal.value.what == "memory_kib"


def test_a_copy_with_refused_parameters_is_told_and_the_other_one_opens(folder: Path) -> None:
    slot = dict(read_key_files(folder).keyfiles[0].slots[0].to_json())
    slot["params"] = {**slot["params"], "passes": 1}  # type: ignore[dict-item]
    (folder / FIRST).write_bytes(forged((folder / FIRST).read_bytes(), slots=[slot]))

    unlocked = unlock(folder, OLD, derive)

    assert (unlocked.copies[0].state, unlocked.copies[0].what) == (CopyState.ALTERED, "passes")


@pytest.mark.parametrize("altered", [FIRST, SECOND])
def test_a_swapped_inbox_key_in_one_copy_is_told_and_healed(folder: Path, altered: str) -> None:
    path = folder / altered
    path.write_bytes(forged(path.read_bytes(), inbox_public="11" * 32, edition=99))

    unlocked = unlock(folder, OLD, derive)

    told = {copy.name: copy for copy in unlocked.copies}[altered]
    assert (told.state, told.what) == (CopyState.ALTERED, "inbox_public")
    assert unlocked.keyfile.inbox_public == ROOT.inbox_public
    assert heal(folder, unlocked).in_order
    assert read_key_files(folder).inbox_public == ROOT.inbox_public


def test_a_swapped_inbox_key_in_both_copies_is_named(folder: Path) -> None:
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(forged((folder / name).read_bytes(), inbox_public="11" * 32))

    with pytest.raises(KeyFileAltered) as refusal:
        unlock(folder, OLD, derive)

    assert refusal.value.what == "inbox_public"


def test_an_altered_slot_in_one_copy_does_not_keep_the_other_from_opening(folder: Path) -> None:
    slot = {**read_key_files(folder).keyfiles[0].slots[0].to_json(), "nonce": "00" * 12}
    (folder / FIRST).write_bytes(forged((folder / FIRST).read_bytes(), slots=[slot]))

    unlocked = unlock(folder, OLD, derive)

    assert _states(unlocked) == (CopyState.ALTERED, CopyState.WHOLE)


def test_the_key_file_of_another_journal_does_not_pass_for_this_one(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    create_keys(other, "1" * 26, RootKey.new(Known("x")), NEW, LEAST_COST, Known("x"), derive=derive)
    (folder / FIRST).write_bytes((other / FIRST).read_bytes())

    unlocked = unlock(folder, OLD, derive)

    assert unlocked.keyfile.journal == JOURNAL
    assert (unlocked.copies[0].state, unlocked.copies[0].what) == (CopyState.ALTERED, "root_id")


def test_copies_that_agree_and_copies_that_do_not_are_told_apart_without_a_key(folder: Path) -> None:
    assert read_key_files(folder).agree

    (folder / SECOND).unlink()

    assert not read_key_files(folder).agree


def test_an_earlier_copy_is_told_and_its_passphrase_no_longer_opens(folder: Path) -> None:
    """The second copy was not yet rewritten when a change was interrupted, or somebody put an old one back."""
    before = unlock(folder, OLD, derive)
    fresh = passphrase_slot(ROOT, NEW, LEAST_COST, JOURNAL, Known("new"), derive)
    after = before.keyfile.amended(ROOT, (fresh,))
    (folder / FIRST).write_bytes(after.to_bytes())

    unlocked = unlock(folder, NEW, derive)

    assert _states(unlocked) == (CopyState.WHOLE, CopyState.EARLIER)
    with pytest.raises(WrongPassphrase):
        unlock(folder, OLD, derive)


def test_healing_leaves_what_is_in_order_alone(folder: Path) -> None:
    unlocked = unlock(folder, OLD, derive)

    assert heal(folder, unlocked, DyingDisk(at=1)) is unlocked


def test_healing_ends_an_interrupted_change_with_the_passphrase_that_opened(folder: Path) -> None:
    fresh = passphrase_slot(ROOT, NEW, LEAST_COST, JOURNAL, Known("new"), derive)
    add_slot(folder, unlock(folder, OLD, derive), fresh)

    healed = heal(folder, unlock(folder, NEW, derive))

    assert healed.keyfile.slots == (fresh,)
    assert unlock(folder, NEW, derive).in_order
    with pytest.raises(WrongPassphrase):
        unlock(folder, OLD, derive)


def test_a_slot_of_the_password_store_opens_while_it_holds(folder: Path) -> None:
    key = WrapKey.new(Known("keyring"))
    slot = wrap_root(ROOT, key, KeyringParameters("boot", 1000), JOURNAL, Known("keyring"))
    add_slot(folder, unlock(folder, OLD, derive), slot)

    assert unlock_with_key(folder, key, "boot", 999).root == ROOT
    assert heal(folder, unlock_with_key(folder, key, "boot", 999)).keyfile.slots_of("keyring") == (slot,)
    for boot, boot_ms in (("boot", 1000), ("another", 1)):
        with pytest.raises(WrongKey):
            unlock_with_key(folder, key, boot, boot_ms)
    with pytest.raises(WrongKey):
        unlock_with_key(folder, WrapKey(bytes(32)), "boot", 1)


def test_the_password_store_never_decides_which_passphrase_stays(folder: Path) -> None:
    key = WrapKey.new(Known("keyring"))
    slot = wrap_root(ROOT, key, KeyringParameters("boot", 1000), JOURNAL, Known("keyring"))
    fresh = passphrase_slot(ROOT, NEW, LEAST_COST, JOURNAL, Known("new"), derive)
    add_slot(folder, add_slot(folder, unlock(folder, OLD, derive), slot), fresh)

    heal(folder, unlock_with_key(folder, key, "boot", 1))

    assert unlock(folder, OLD, derive).root == unlock(folder, NEW, derive).root == ROOT


def test_the_passphrase_stays_in_order_beside_a_slot_of_the_password_store(folder: Path) -> None:
    slot = wrap_root(ROOT, WrapKey(bytes(32)), KeyringParameters("boot", 1), JOURNAL, Known("keyring"))
    add_slot(folder, unlock(folder, OLD, derive), slot)

    assert unlock(folder, OLD, derive).in_order


def test_a_computer_without_the_memory_says_so(folder: Path) -> None:
    def no_memory(passphrase: Passphrase, parameters: PassphraseParameters) -> WrapKey:
        raise NotEnoughMemory(parameters.cost.memory_kib)

    with pytest.raises(NotEnoughMemory):
        unlock(folder, OLD, no_memory)


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_WRITE + 1))
@pytest.mark.parametrize("names", Names)
def test_writing_killed_at_any_step_leaves_a_whole_copy_even_without_power(
    folder: Path, at: int, names: Names
) -> None:
    before = read_key_files(folder).keyfiles[0]
    after = before.amended(ROOT, before.slots)
    disk = ForgetfulDisk(at)

    with pytest.raises(Killed):
        write_key_files(folder, after, disk)
    disk.cut_power(names)

    found = read_key_files(folder)
    assert all(copy.keyfile in {before, after} for copy in found.copies)


def test_what_was_written_is_still_there_after_a_power_cut(folder: Path) -> None:
    before = read_key_files(folder).keyfiles[0]
    after = before.amended(ROOT, before.slots)
    disk = ForgetfulDisk()

    write_key_files(folder, after, disk)
    disk.cut_power(Names.LOST)

    assert all(copy.keyfile == after for copy in read_key_files(folder).copies)


def test_writing_takes_exactly_the_steps_that_are_killed_above(folder: Path) -> None:
    disk = DyingDisk(at=1000)

    write_key_files(folder, read_key_files(folder).keyfiles[0], disk)

    assert disk.steps == STEPS_OF_A_WRITE


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_WRITE + 1))
@pytest.mark.parametrize(
    ("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, DiskFailed)]
)
def test_a_disk_that_fails_at_any_step_leaves_both_copies_whole(
    folder: Path, at: int, code: int, error: type[DiskFull | DiskFailed]
) -> None:
    before = read_key_files(folder).keyfiles[0]
    after = before.amended(ROOT, before.slots)

    with pytest.raises(error):
        write_key_files(folder, after, FailingDisk(at, code))

    assert set(_content(folder)) == {FIRST, SECOND}
    assert all(copy.keyfile in {before, after} for copy in read_key_files(folder).copies)


def test_a_disk_that_fails_for_good_is_told_with_its_errno_and_its_step(folder: Path) -> None:
    with pytest.raises(DiskFailed) as refusal:
        write_key_files(
            folder, read_key_files(folder).keyfiles[0], FailingDisk(2, errno.EROFS, for_good=True)
        )

    assert (refusal.value.errno, refusal.value.step) == (errno.EROFS, "write")


def test_a_left_over_of_an_interrupted_writing_is_in_nobodys_way(folder: Path) -> None:
    (folder / f".{FIRST}.part").symlink_to("/nonexistent")

    write_key_files(folder, read_key_files(folder).keyfiles[0])

    assert set(_content(folder)) == {FIRST, SECOND}


def test_an_unlocked_journal_does_not_show_its_root(folder: Path) -> None:
    unlocked = unlock(folder, OLD, derive)

    assert ROOT.expose().hex() not in repr(unlocked)
    assert "hidden" in repr(unlocked)


def test_a_key_file_edited_by_hand_without_its_sum_is_damage(folder: Path) -> None:
    keyfile = read_key_files(folder).keyfiles[0]
    edited = replace(keyfile, edition=5).to_bytes().replace(b'"edition":5', b'"edition":6')
    (folder / FIRST).write_bytes(edited)

    assert read_key_files(folder).copies[0].state is CopyState.DAMAGED
    assert isinstance(read_key_files(folder).keyfiles[0], KeyFile)
    assert keyfolder.both_whole(keyfile)[0].keyfile == keyfile
