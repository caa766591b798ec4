"""What became of the key files behind the database's back is recorded once, as what it was."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

import pytest

from journal.domain.records import KeyAlarm, KeyChanged, Record
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import CopyState, KeyCopy
from journal.sealing.secret import WrapKey
from journal.sealing.slots import LEAST_COST, KeyringParameters, passphrase_slot, wrap_root
from journal.services.known_keys import (
    BY_WORDS,
    KnownKeys,
    alarms,
    news,
    record_opening,
    remember,
    remembered,
)
from journal.vault.store import Vault
from tests.sealing.fakes import JOURNAL, NEW, OLD, ROOT, Known, derive

HERE = KnownKeys(JOURNAL, ROOT.root_id, 3, ("A",))
REPLACED = KeyChanged("passphrase", "replaced")
NEW_ROOT = KeyChanged("passphrase", "replaced", new_root=True)
TAKEN_BACK = KeyChanged("passphrase", "taken back", new_root=True)
PUT_BACK = KeyAlarm("an earlier key file was put back")


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (None, HERE, ()),
        (HERE, HERE, ()),
        (HERE, replace(HERE, edition=4), ()),
        (HERE, replace(HERE, edition=2), ()),
        (HERE, replace(HERE, edition=4, slots=("B",)), (REPLACED,)),
        (HERE, replace(HERE, edition=3, slots=("B",)), (REPLACED,)),
        (HERE, replace(HERE, edition=2, slots=("B",)), (PUT_BACK,)),
        (HERE, replace(HERE, root_id="other", edition=4, slots=("B",)), (NEW_ROOT,)),
        (replace(HERE, changing=True), replace(HERE, root_id="other", edition=4, slots=("B",)), ()),
        (replace(HERE, changing=True), HERE, (TAKEN_BACK,)),
        (replace(HERE, changing=True), replace(HERE, edition=4, slots=("B",)), (TAKEN_BACK, REPLACED)),
        (replace(HERE, changing=True), replace(HERE, edition=2, slots=("B",)), (TAKEN_BACK, PUT_BACK)),
    ],
)
def test_what_became_of_the_key_files_is_said(
    before: KnownKeys | None, now: KnownKeys, said: tuple[KeyChanged | KeyAlarm, ...]
) -> None:
    assert news(before, now) == said


def test_only_passphrase_slots_that_may_stay_are_remembered() -> None:
    old, new = (
        passphrase_slot(ROOT, word, LEAST_COST, JOURNAL, Known(str(word)), derive) for word in (OLD, NEW)
    )
    keyring = wrap_root(ROOT, WrapKey(bytes(32)), KeyringParameters("boot", 5), JOURNAL, Known("keyring"))
    keyfile = KeyFile.issue(ROOT, JOURNAL, (old, new, keyring), edition=7)

    assert KnownKeys.of(keyfile) == KnownKeys(JOURNAL, ROOT.root_id, 7, (old.id, new.id))
    assert KnownKeys.of(keyfile, (new, keyring)).slots == (new.id,)


class Drawer:
    """As much of a vault as is needed to remember and to record."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.records: list[tuple[Record, str]] = []
        self.transactions = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        self.transactions += 1
        yield

    def append(self, record: Record, subject: str) -> None:
        self.records.append((record, subject))

    def window(self, name: str) -> bytes | None:
        return self.held.get(name)

    def keep_window(self, name: str, value: bytes) -> None:
        self.held[name] = value


@pytest.mark.parametrize("changing", [True, False])
def test_what_is_remembered_comes_back(changing: bool) -> None:
    drawer = Drawer()
    assert remembered(drawer.window) is None

    remember(cast(Vault, drawer), replace(HERE, changing=changing))

    assert remembered(drawer.window) == replace(HERE, changing=changing)
    assert list(drawer.held) == ["key files"]  # databases out there have it under this name


def test_an_opening_with_nothing_new_writes_nothing_and_one_with_a_later_edition_remembers_it() -> None:
    drawer = Drawer()
    vault = cast(Vault, drawer)
    later = replace(HERE, edition=9)

    record_opening(vault, HERE, ())
    record_opening(vault, HERE, ())
    assert drawer.transactions == 1
    record_opening(vault, later, ())

    assert drawer.transactions == 2
    assert remembered(drawer.window) == later
    assert drawer.records == []


def test_what_the_caller_says_of_a_change_is_not_said_a_second_time() -> None:
    drawer = Drawer()
    vault = cast(Vault, drawer)
    said = KeyChanged("passphrase", BY_WORDS)
    alarm = KeyAlarm("key files: missing")
    remember(vault, HERE)

    record_opening(vault, replace(HERE, edition=4, slots=("B",)), ((alarm, "X"), (said, "X")))
    record_opening(vault, replace(HERE, edition=5, slots=("C",)), ((alarm, "X"),))

    assert drawer.records == [(alarm, "X"), (said, "X"), (alarm, "X"), (REPLACED, JOURNAL)]
    assert drawer.transactions == 2
    assert said.change == "replaced with the words"


def test_every_copy_that_is_not_whole_is_told_by_its_name() -> None:
    for first, second in itertools.product(CopyState, CopyState):
        copies = (KeyCopy("keys.json", first), KeyCopy("keys.second.json", second))
        wrong = [copy for copy in copies if copy.state is not CopyState.WHOLE]

        assert alarms(copies) == tuple(KeyAlarm(f"{copy.name}: {copy.state.value}") for copy in wrong)
