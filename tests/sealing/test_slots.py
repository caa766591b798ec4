"""A slot opens for its key, in its journal, unchanged, and for nothing else; its parameters are bounded before use."""

from dataclasses import replace

import pytest

from journal.domain.canonical import Json
from journal.sealing import slots
from journal.sealing.errors import KeyFileDamaged, KeyParametersRefused, NotEnoughMemory
from journal.sealing.fields import Fields
from journal.sealing.secret import Passphrase, WrapKey
from journal.sealing.slots import (
    LEAST_COST,
    Argon2Cost,
    KeyringParameters,
    PassphraseParameters,
    Slot,
    SlotDoesNotOpen,
    derive_wrap_key,
    passphrase_slot,
    unwrap_root,
    wrap_root,
)
from tests.sealing.fakes import JOURNAL, OLD, ROOT, Known, derive, flipped

KEY = WrapKey(bytes(32))
KEYRING = KeyringParameters("3f6b8c1e-boot", 43_200_000)


def _slot() -> Slot:
    return wrap_root(ROOT, KEY, KEYRING, JOURNAL, Known())


def _passphrase_parameters() -> dict[str, Json]:
    return dict(PassphraseParameters(LEAST_COST, bytes(16)).to_json())


def test_stretching_a_known_passphrase_gives_what_another_argon2_gives() -> None:
    """The value was computed with the reference implementation (argon2-cffi)."""
    parameters = PassphraseParameters(LEAST_COST, bytes(range(16)))

    key = derive_wrap_key(Passphrase("six words that nobody would guess"), parameters)

    assert key.expose().hex() == "8bc2eacb567d6ff8cf6ff9c8bc9274ea37f90949146d1db24c9cf21fa83b5673"


def test_the_passphrase_opens_its_slot() -> None:
    slot = passphrase_slot(ROOT, OLD, LEAST_COST, JOURNAL, Known(), derive)
    assert isinstance(slot.parameters, PassphraseParameters)

    assert unwrap_root(slot, derive(OLD, slot.parameters), JOURNAL) == ROOT
    with pytest.raises(SlotDoesNotOpen):
        unwrap_root(slot, derive(Passphrase("another"), slot.parameters), JOURNAL)


def test_two_slots_for_one_passphrase_have_nothing_in_common() -> None:
    randomness = Known()
    one, two = (passphrase_slot(ROOT, OLD, LEAST_COST, JOURNAL, randomness, derive) for _ in range(2))

    assert one.id != two.id
    assert one.nonce != two.nonce
    assert one.wrapped != two.wrapped
    assert one.parameters != two.parameters


@pytest.mark.parametrize(
    "changed",
    [
        replace(_slot(), id="1123456789ABCDEFGHJKMNPQRS"),
        replace(_slot(), parameters=KeyringParameters("another-boot", 43_200_000)),
        replace(_slot(), parameters=KeyringParameters("3f6b8c1e-boot", 43_200_001)),
        replace(_slot(), parameters=PassphraseParameters(LEAST_COST, bytes(16))),
        replace(_slot(), nonce=bytes(12)),
    ],
)
def test_a_changed_slot_does_not_open(changed: Slot) -> None:
    with pytest.raises(SlotDoesNotOpen):
        unwrap_root(changed, KEY, JOURNAL)


def test_C08_a_slot_does_not_open_with_any_bit_of_its_content_flipped() -> None:
    slot = _slot()

    for bit in range(8 * len(slot.wrapped)):
        with pytest.raises(SlotDoesNotOpen):
            unwrap_root(replace(slot, wrapped=flipped(slot.wrapped, bit)), KEY, JOURNAL)


def test_a_slot_does_not_open_in_another_journal() -> None:
    with pytest.raises(SlotDoesNotOpen):
        unwrap_root(_slot(), KEY, "1" * 26)


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes", "what"),
    [
        (64 * 1024 - 1, 3, 4, "memory_kib"),
        (4 * 1024 * 1024 + 1, 3, 4, "memory_kib"),
        (64 * 1024, 2, 4, "passes"),
        (64 * 1024, 65, 4, "passes"),
        (64 * 1024, 3, 0, "lanes"),
        (64 * 1024, 3, 17, "lanes"),
        (-1, 3, 4, "memory_kib"),
    ],
)
def test_C06_a_cost_outside_the_bounds_cannot_exist(
    memory_kib: int, passes: int, lanes: int, what: str
) -> None:
    with pytest.raises(KeyParametersRefused) as refusal:
        Argon2Cost(memory_kib, passes, lanes)

    assert refusal.value.what == what


@pytest.mark.parametrize("cost", [(64 * 1024, 3, 1), (4 * 1024 * 1024, 64, 16)])
def test_C06_a_cost_at_the_bounds_is_allowed(cost: tuple[int, int, int]) -> None:
    assert Argon2Cost(*cost).memory_kib == cost[0]


def test_a_computer_without_the_memory_is_told_apart_from_a_wrong_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class NoMemory:
        def __init__(self, **_: object) -> None:
            """Takes what the real one takes."""

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(slots, "Argon2id", NoMemory)

    with pytest.raises(NotEnoughMemory) as refusal:
        derive_wrap_key(OLD, PassphraseParameters(LEAST_COST, bytes(16)))

    assert refusal.value.memory_kib == LEAST_COST.memory_kib


@pytest.mark.parametrize(
    ("boot", "boot_ms", "holds"),
    [
        ("3f6b8c1e-boot", 0, True),
        ("3f6b8c1e-boot", 43_199_999, True),
        ("3f6b8c1e-boot", 43_200_000, False),
        ("after-a-restart", 1, False),
    ],
)
def test_a_slot_of_the_password_store_holds_in_its_boot_and_until_its_time(
    boot: str, boot_ms: int, holds: bool
) -> None:
    assert KEYRING.holds(boot, boot_ms) is holds


@pytest.mark.parametrize("slot", [_slot(), passphrase_slot(ROOT, OLD, LEAST_COST, JOURNAL, Known(), derive)])
def test_a_slot_is_read_back_as_it_was_written(slot: Slot) -> None:
    assert Slot.parse(Fields(slot.to_json(), "slot")) == slot


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "biometric"},
        {"kind": "passphrase"},
        {"id": "0123"},
        {"id": 5},
        {"nonce": "00"},
        {"nonce": "ZZ" * 12},
        {"nonce": "AB" * 12},
        {"wrapped": None},
        {"params": {}},
        {"params": []},
        {"kind": "passphrase", "params": {**_passphrase_parameters(), "kdf": "argon2i"}},
        {"kind": "passphrase", "params": {**_passphrase_parameters(), "salt": "00" * 15}},
        {"params": {"boot": "", "until_boot_ms": 1}},
        {"params": {"boot": "b", "until_boot_ms": True}},
        {"params": {"boot": "b", "until_boot_ms": 1, "more": 1}},
        {"more": 1},
    ],
)
def test_what_is_not_a_slot_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(KeyFileDamaged):
        Slot.parse(Fields({**_slot().to_json(), **changes}, "slot"))  # type: ignore[dict-item]


def test_a_slot_of_the_password_store_that_never_ends_is_refused() -> None:
    with pytest.raises(KeyParametersRefused):
        Slot.parse(Fields({**_slot().to_json(), "params": {"boot": "b", "until_boot_ms": -1}}, "slot"))
