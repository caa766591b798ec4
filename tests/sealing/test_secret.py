"""Secrets do not slip out."""

import copy
import logging
import pickle

import pytest

from journal.domain.errors import TextRefused
from journal.sealing.roots import InboxKey, RootKey
from journal.sealing.secret import FileKey, Passphrase, Secret, WrapKey

CANARY = b"canary-canary-canary-canary-0123"
KEYS = [FileKey, InboxKey, RootKey, WrapKey]


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_is_not_shown_however_it_is_printed(
    kind: type[Secret], caplog: pytest.LogCaptureFixture
) -> None:
    key = kind(CANARY)

    with caplog.at_level(logging.DEBUG):
        logging.getLogger("sealing").debug("opening with %s, %r", key, key)
    shown = [repr(key), str(key), f"{key}", f"{[key]!r}", caplog.text]

    assert not any("canary" in text or CANARY.hex() in text for text in shown)


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_is_neither_pickled_nor_copied(kind: type[Secret]) -> None:
    key = kind(CANARY)

    for way in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            way(key)


def test_keys_are_equal_only_to_the_same_kind_of_key_with_the_same_bytes() -> None:
    assert FileKey(CANARY) == FileKey(bytes(CANARY))
    assert FileKey(CANARY) != FileKey(bytes(32))
    assert FileKey(CANARY) != WrapKey(CANARY)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        FileKey(bytes(size))


def test_a_passphrase_is_not_shown_and_not_pickled() -> None:
    passphrase = Passphrase("canary words")

    assert "canary" not in f"{passphrase} {passphrase!r}"
    with pytest.raises(TypeError):
        pickle.dumps(passphrase)


def test_every_keyboards_way_to_an_accent_is_the_same_passphrase() -> None:
    assert Passphrase("cafe\u0301").reveal() == Passphrase("caf\u00e9").reveal()


def test_spaces_and_capitals_of_a_passphrase_count() -> None:
    assert Passphrase(" Six words ").reveal() == " Six words "


@pytest.mark.parametrize("surrogate", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_a_passphrase_with_a_lone_surrogate_is_refused_without_showing_it(surrogate: int) -> None:
    with pytest.raises(TextRefused) as refusal:
        Passphrase(f"canary {chr(surrogate)}")

    assert "canary" not in repr(refusal.value)
