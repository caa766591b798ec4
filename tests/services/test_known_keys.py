"""What became of the key files behind the database's back is recorded once, as what it was."""

import itertools
from dataclasses import replace

import pytest

from journal.domain.records import KeyAlarm, KeyChanged
from journal.sealing.keyfile import KeyFile
from journal.sealing.keyfolder import CopyState, KeyCopy
from journal.sealing.secret import WrapKey
from journal.sealing.slots import LEAST_COST, KeyringParameters, passphrase_slot, wrap_root
from journal.services.known_keys import KnownKeys, alarms, news, remember, remembered
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
    """Where a vault keeps what it remembers."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def window(self, name: str) -> bytes | None:
        return self.held.get(name)

    def keep_window(self, name: str, value: bytes) -> None:
        self.held[name] = value


@pytest.mark.parametrize("changing", [True, False])
def test_what_is_remembered_comes_back(changing: bool) -> None:
    drawer = Drawer()
    assert remembered(drawer.window) is None

    remember(drawer, replace(HERE, changing=changing))  # type: ignore[arg-type]  # all of a vault that is used

    assert remembered(drawer.window) == replace(HERE, changing=changing)


def test_every_copy_that_is_not_whole_is_told_by_its_name() -> None:
    for first, second in itertools.product(CopyState, CopyState):
        copies = (KeyCopy("keys.json", first), KeyCopy("keys.second.json", second))
        wrong = [copy for copy in copies if copy.state is not CopyState.WHOLE]

        assert alarms(copies) == tuple(KeyAlarm(f"{copy.name}: {copy.state.value}") for copy in wrong)
