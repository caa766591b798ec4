"""Changing the passphrase, killed anywhere: the old or the new one opens, and in the end only one of them."""

from pathlib import Path

import pytest

from journal.sealing.credentials import (
    add_slot,
    change_passphrase,
    create_keys,
    keep_only,
    reopen,
)
from journal.sealing.errors import DiskFailed, KeyFileAltered, WrongPassphrase
from journal.sealing.keyfolder import FIRST, SECOND, Unlocked, heal, read_key_files, unlock
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase, WrapKey
from journal.sealing.slots import LEAST_COST, KeyringParameters, passphrase_slot, wrap_root
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
)

STEPS_OF_A_CHANGE = 20  # both copies written with both slots, then both with the new one


@pytest.fixture
def unlocked(tmp_path: Path) -> Unlocked:
    return create_keys(tmp_path, JOURNAL, ROOT, OLD, LEAST_COST, Known(), derive=derive)


def _opening(folder: Path) -> set[Passphrase]:
    found = set()
    for passphrase in (OLD, NEW):
        try:
            assert unlock(folder, passphrase, derive).root == ROOT
        except WrongPassphrase:
            continue
        found.add(passphrase)
    return found


def test_after_a_change_only_the_new_passphrase_opens(tmp_path: Path, unlocked: Unlocked) -> None:
    changed = change_passphrase(tmp_path, unlocked, NEW, LEAST_COST, Known("new"), derive=derive)

    assert _opening(tmp_path) == {NEW}
    assert read_key_files(tmp_path).agree
    assert unlock(tmp_path, NEW, derive) == changed


def test_a_change_to_the_same_passphrase_makes_a_new_slot(tmp_path: Path, unlocked: Unlocked) -> None:
    changed = change_passphrase(tmp_path, unlocked, OLD, LEAST_COST, Known("new"), derive=derive)

    assert changed.keyfile.slots != unlocked.keyfile.slots
    assert unlock(tmp_path, OLD, derive).in_order


def test_a_change_takes_exactly_the_steps_that_are_killed_below(tmp_path: Path, unlocked: Unlocked) -> None:
    disk = DyingDisk(at=1000)

    change_passphrase(tmp_path, unlocked, NEW, LEAST_COST, Known("new"), derive=derive, disk=disk)

    assert disk.steps == STEPS_OF_A_CHANGE


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_CHANGE + 1))
@pytest.mark.parametrize("names", [None, *Names])
def test_R14_a_change_killed_at_any_step_leaves_the_old_or_the_new_passphrase(
    tmp_path: Path, unlocked: Unlocked, at: int, names: Names | None
) -> None:
    disk = ForgetfulDisk(at)

    with pytest.raises(Killed):
        change_passphrase(tmp_path, unlocked, NEW, LEAST_COST, Known("new"), derive=derive, disk=disk)
    if names is not None:
        disk.cut_power(names)

    assert _opening(tmp_path)


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_CHANGE + 1))
@pytest.mark.parametrize("first", [OLD, NEW], ids=["old", "new"])
def test_R14_after_the_next_unlocking_never_both_passphrases_open(
    tmp_path: Path, unlocked: Unlocked, at: int, first: Passphrase
) -> None:
    with pytest.raises(Killed):
        change_passphrase(
            tmp_path, unlocked, NEW, LEAST_COST, Known("new"), derive=derive, disk=DyingDisk(at)
        )
    used = first if first in _opening(tmp_path) else _opening(tmp_path).pop()

    heal(tmp_path, unlock(tmp_path, used, derive))

    assert _opening(tmp_path) == {used}
    assert read_key_files(tmp_path).agree


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_CHANGE + 1))
def test_R14_healing_killed_at_any_step_still_leaves_a_way_in(
    tmp_path: Path, unlocked: Unlocked, at: int
) -> None:
    fresh = passphrase_slot(ROOT, NEW, LEAST_COST, JOURNAL, Known("new"), derive)
    add_slot(tmp_path, unlocked, fresh)
    opened = unlock(tmp_path, NEW, derive)
    disk = ForgetfulDisk(at)

    try:
        heal(tmp_path, opened, disk)
    except Killed:
        disk.cut_power(Names.LOST)

    assert NEW in _opening(tmp_path)


@pytest.mark.parametrize("at", range(1, STEPS_OF_A_CHANGE + 1))
def test_a_change_that_the_disk_refuses_leaves_a_way_in_and_can_be_repeated(
    tmp_path: Path, unlocked: Unlocked, at: int
) -> None:
    with pytest.raises(DiskFailed):
        change_passphrase(
            tmp_path, unlocked, NEW, LEAST_COST, Known("new"), derive=derive, disk=FailingDisk(at)
        )

    used = _opening(tmp_path).pop()
    again = heal(tmp_path, unlock(tmp_path, used, derive))
    change_passphrase(tmp_path, again, NEW, LEAST_COST, Known("again"), derive=derive)

    assert _opening(tmp_path) == {NEW}


def test_the_old_slot_stays_until_the_new_one_has_opened_from_disk(
    tmp_path: Path, unlocked: Unlocked
) -> None:
    fresh = passphrase_slot(ROOT, NEW, LEAST_COST, JOURNAL, Known("new"), derive)
    add_slot(tmp_path, unlocked, fresh)
    for name in (FIRST, SECOND):
        (tmp_path / name).write_bytes(
            unlocked.keyfile.to_bytes()
        )  # somebody put the old files back meanwhile

    with pytest.raises(KeyFileAltered):
        reopen(tmp_path, ROOT, NEW, fresh, derive)

    assert _opening(tmp_path) == {OLD}


def test_a_slot_that_opens_another_root_is_not_taken_over(tmp_path: Path, unlocked: Unlocked) -> None:
    other = RootKey.new(Known("other"))
    fresh = passphrase_slot(other, NEW, LEAST_COST, JOURNAL, Known("new"), derive)
    create_keys(tmp_path, JOURNAL, other, NEW, LEAST_COST, Known("new"), derive=derive)

    with pytest.raises(KeyFileAltered):
        reopen(tmp_path, unlocked.root, NEW, fresh, derive)


def test_the_slot_that_opened_cannot_be_dropped(tmp_path: Path, unlocked: Unlocked) -> None:
    fresh = passphrase_slot(ROOT, NEW, LEAST_COST, JOURNAL, Known("new"), derive)

    with pytest.raises(ValueError, match="the slot that opened"):
        keep_only(tmp_path, unlocked, (fresh,))

    assert _opening(tmp_path) == {OLD}


def test_a_change_takes_the_slots_of_the_password_store_along(tmp_path: Path, unlocked: Unlocked) -> None:
    slot = wrap_root(ROOT, WrapKey(bytes(32)), KeyringParameters("boot", 5), JOURNAL, Known("keyring"))
    with_keyring = add_slot(tmp_path, unlocked, slot)

    changed = change_passphrase(tmp_path, with_keyring, NEW, LEAST_COST, Known("new"), derive=derive)

    assert changed.keyfile.slots_of("keyring") == ()


def test_a_slot_of_the_password_store_is_not_reopened_with_a_passphrase(tmp_path: Path) -> None:
    slot = wrap_root(ROOT, WrapKey(bytes(32)), KeyringParameters("boot", 5), JOURNAL, Known("keyring"))

    with pytest.raises(TypeError):
        reopen(tmp_path, ROOT, NEW, slot, derive)
