"""The key file is read strictly: whole or not at all, and nobody changes it without the root key."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.errors import JournalError
from journal.sealing.errors import KeyFileAltered, KeyFileDamaged, KeyFileNewer, KeyParametersRefused
from journal.sealing.keyfile import MOST_BYTES, MOST_SLOTS, KeyFile
from journal.sealing.secret import WrapKey
from journal.sealing.slots import LEAST_COST, KeyringParameters, passphrase_slot, wrap_root
from tests.sealing.fakes import JOURNAL, OLD, ROOT, Known, derive, flipped, forged

SLOT = passphrase_slot(ROOT, OLD, LEAST_COST, JOURNAL, Known(), derive)
KEYFILE = KeyFile.issue(ROOT, JOURNAL, (SLOT,))
DATA = KEYFILE.to_bytes()
PARAMETERS = dict(SLOT.parameters.to_json())


def _with_parameters(**changes: Any) -> bytes:
    return forged(DATA, slots=[{**SLOT.to_json(), "params": {**PARAMETERS, **changes}}])


def test_a_key_file_is_read_back_as_it_was_written() -> None:
    keyring = wrap_root(ROOT, WrapKey(bytes(32)), KeyringParameters("boot", 5), JOURNAL, Known("2"))
    keyfile = KEYFILE.amended(ROOT, (SLOT, keyring))

    again = KeyFile.parse(keyfile.to_bytes())

    assert again == keyfile
    assert again.edition == 2
    again.check(ROOT)


def test_C08_every_flipped_bit_of_a_key_file_is_damage() -> None:
    for bit in range(8 * len(DATA)):
        with pytest.raises(KeyFileDamaged):
            KeyFile.parse(flipped(DATA, bit))


@pytest.mark.parametrize("size", range(0, len(DATA), 7))
def test_a_cut_key_file_is_damage(size: int) -> None:
    with pytest.raises(KeyFileDamaged):
        KeyFile.parse(DATA[:size])


@given(st.binary(max_size=200))
def test_any_bytes_are_damage_and_nothing_worse(data: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        KeyFile.parse(data)


@pytest.mark.parametrize(
    "data", [b"[" * 60_000, b'{"a":' * 10_000, b" " * (MOST_BYTES + 1), DATA + b"\n", b"null\n"]
)
def test_hostile_json_is_damage_and_nothing_worse(data: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        KeyFile.parse(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 0},
        {"v": "1"},
        {"v": True},
        {"edition": 0},
        {"edition": 2**53 - 1},
        {"journal": "short"},
        {"root_id": "00"},
        {"inbox_public": None},
        {"mac": "0" * 63},
        {"slots": []},
        {"slots": {}},
        {"slots": [1]},
        {"slots": [SLOT.to_json()] * 2},
        {"slots": [SLOT.to_json()] * (MOST_SLOTS + 1)},
        {"more": 1},
    ],
)
def test_a_field_out_of_shape_is_damage_even_with_a_right_sum(changes: dict[str, Any]) -> None:
    with pytest.raises(KeyFileDamaged):
        KeyFile.parse(forged(DATA, **changes))


def test_a_newer_key_file_is_told_apart_from_a_damaged_one() -> None:
    with pytest.raises(KeyFileNewer) as refusal:
        KeyFile.parse(forged(DATA, v=2, shape="unknown today"))

    assert refusal.value.version == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 64 * 1024 - 1),
        ("memory_kib", 4 * 1024 * 1024 + 1),
        ("memory_kib", 0),
        ("passes", 1),
        ("passes", 2**31),
        ("lanes", 0),
        ("lanes", 2**24),
    ],
)
def test_C06_a_downgrade_of_the_parameters_is_refused_before_they_are_used(name: str, value: int) -> None:
    with pytest.raises(KeyParametersRefused) as refusal:
        KeyFile.parse(_with_parameters(**{name: value}))

    assert (refusal.value.what, refusal.value.value) == (name, value)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (forged(DATA, inbox_public="11" * 32), "inbox_public"),
        (forged(DATA, root_id="22" * 8), "root_id"),
        (forged(DATA, mac="33" * 32), "contents"),
        (forged(DATA, edition=7), "contents"),
        (forged(DATA, journal="1" * 26), "contents"),
        (_with_parameters(memory_kib=2 * LEAST_COST.memory_kib), "contents"),
        (_with_parameters(salt="44" * 16), "contents"),
    ],
)
def test_C06_what_was_changed_without_the_root_key_is_named(data: bytes, what: str) -> None:
    keyfile = KeyFile.parse(data)

    with pytest.raises(KeyFileAltered) as refusal:
        keyfile.check(ROOT)

    assert refusal.value.what == what


@pytest.mark.slow
def test_a_key_file_may_be_full() -> None:
    slots = tuple(
        passphrase_slot(ROOT, OLD, LEAST_COST, JOURNAL, Known(str(n)), derive) for n in range(MOST_SLOTS)
    )

    assert KeyFile.parse(KEYFILE.amended(ROOT, slots).to_bytes()).slots == slots


@pytest.mark.parametrize("count", [0, MOST_SLOTS + 1])
def test_a_key_file_without_slots_or_with_too_many_is_never_made(count: int) -> None:
    with pytest.raises(ValueError, match="one to eight"):
        KeyFile.issue(ROOT, JOURNAL, (SLOT,) * count)


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3))
def test_changed_fields_never_give_anything_but_a_known_error(changes: dict[str, Any]) -> None:
    changes.pop("sum", None)
    try:
        data = forged(DATA, **changes)
    except UnicodeEncodeError:
        return

    try:
        assert KeyFile.parse(data) == KEYFILE
    except JournalError:
        assert changes
