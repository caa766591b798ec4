"""The password store is asked with care: whatever it is or does, the answer comes in time and is the truth."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import keyring.errors
import pytest
from jeepney import DBusErrorResponse, Header, HeaderFields, Message, MessageFlag, MessageType
from jeepney.low_level import Endianness

from journal.keychain import SERVICE, Keychain, PasswordStore, StoreProblem, StoreUnusable, trusted_store
from tests.stores import FailingStore, HangingStore, MemoryStore, NullStore, StubbornStore

NAME = "0JOURNALID"
SECRET = "ab" * 32
QUICK = 0.2


def keychain(store: PasswordStore | None, seconds: float = 10.0) -> Keychain:
    return Keychain(lambda: store, seconds)


def dbus_error() -> DBusErrorResponse:
    """What KWallet says while it lacks a part of itself."""
    fields = {HeaderFields.error_name: "org.freedesktop.DBus.Error.Failed", HeaderFields.signature: "s"}
    header = Header(Endianness.little, MessageType.error, MessageFlag(0), 1, 0, 1, fields)
    return DBusErrorResponse(Message(header, ("createDLGroup failed",)))


def test_what_is_kept_is_found_and_removed_under_a_neutral_name() -> None:
    store = MemoryStore()
    keys = keychain(store)

    keys.keep(NAME, SECRET)
    assert store.held == {(SERVICE, NAME): SECRET}
    assert SERVICE == "journal-desk"
    assert keys.find(NAME) == SECRET
    keys.remove(NAME)
    assert keys.find(NAME) is None
    keys.remove(NAME)


def test_C10_a_secret_is_removed_without_being_read() -> None:
    store = MemoryStore()
    keys = keychain(store)
    keys.keep(NAME, SECRET)
    store.read.clear()

    keys.remove(NAME)
    keys.remove(NAME)

    assert store.held == {}
    assert set(store.read) == {None}


@pytest.mark.parametrize(
    ("store", "problem"),
    [
        (None, StoreProblem.ABSENT),
        (FailingStore(keyring.errors.NoKeyringError()), StoreProblem.ABSENT),
        (FailingStore(ImportError("no keyring")), StoreProblem.ABSENT),
        (FailingStore(keyring.errors.KeyringLocked("Failed to unlock")), StoreProblem.LOCKED),
        (FailingStore(keyring.errors.InitError("Prompt dismissed")), StoreProblem.LOCKED),
        (FailingStore(dbus_error()), StoreProblem.FAILED),
        (FailingStore(OSError("the daemon was killed")), StoreProblem.FAILED),
        (FailingStore(TimeoutError()), StoreProblem.FAILED),
        (FailingStore(RuntimeError("anything")), StoreProblem.FAILED),
    ],
    ids=lambda value: getattr(getattr(value, "error", value), "name", repr(getattr(value, "error", value))),
)
def test_a_store_that_is_of_no_use_is_a_fact_with_a_reason(
    store: PasswordStore | None, problem: StoreProblem
) -> None:
    keys = keychain(store)

    for ask in (lambda: keys.keep(NAME, SECRET), lambda: keys.find(NAME), lambda: keys.remove(NAME)):
        with pytest.raises(StoreUnusable) as refused:
            ask()
        assert refused.value.problem is problem


def test_whether_there_is_a_store_is_told_without_asking_it_anything() -> None:
    keychain(FailingStore(RuntimeError("asked"))).check()

    with pytest.raises(StoreUnusable) as refused:
        keychain(None).check()
    assert refused.value.problem is StoreProblem.ABSENT


def test_a_store_that_keeps_nothing_is_found_out_by_reading_back() -> None:
    with pytest.raises(StoreUnusable) as refused:
        keychain(NullStore()).keep(NAME, SECRET)

    assert refused.value.problem is StoreProblem.FORGETFUL


def test_a_removal_that_was_none_is_found_out() -> None:
    store = StubbornStore()
    keys = keychain(store)
    keys.keep(NAME, SECRET)

    with pytest.raises(StoreUnusable) as refused:
        keys.remove(NAME)

    assert refused.value.problem is StoreProblem.FAILED


def test_a_store_that_asks_for_a_password_for_ever_is_left_behind() -> None:
    store = HangingStore()
    keys = keychain(store, QUICK)

    begun = time.monotonic()
    with pytest.raises(StoreUnusable) as refused:
        keys.find(NAME)

    assert refused.value.problem is StoreProblem.SILENT
    assert time.monotonic() - begun < 30
    store.let_go.set()


def test_questions_to_a_store_that_hangs_do_not_pile_up_and_it_may_recover() -> None:
    store = HangingStore()
    keys = keychain(store, QUICK)
    before = threading.active_count()

    for _ in range(5):
        with pytest.raises(StoreUnusable):
            keys.find(NAME)

    assert threading.active_count() <= before + 1
    store.let_go.set()
    patient = time.monotonic() + 60
    while True:
        try:
            assert keys.find(NAME) is None
            break
        except StoreUnusable:
            assert time.monotonic() < patient


@pytest.mark.slow
def test_nobody_waits_for_a_hanging_store_when_the_program_ends() -> None:
    code = (
        "import time\n"
        "from journal.keychain import Keychain, StoreUnusable\n"
        "class Hangs:\n"
        "    def get_password(self, *_):\n"
        "        time.sleep(60)\n"
        "try:\n"
        "    Keychain(Hangs, 0.1).find('x')\n"
        "except StoreUnusable as unusable:\n"
        "    print(unusable.problem)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)

    assert done.stdout == "silent\n", done.stderr


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.chainer.ChainerBackend",
        "plain_text_store.Store",
    ],
)
def test_L08_a_store_that_is_only_named_somewhere_is_never_used(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    loaded = tmp_path / "loaded"
    (tmp_path / "plain_text_store.py").write_text(f"open({str(loaded)!r}, 'w')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    settings = home / ".config" / "python_keyring" / "keyringrc.cfg"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[backend]\ndefault-keyring={backend}\nkeyring-path={tmp_path}\n", encoding="utf-8")

    assert trusted_store() is None
    with pytest.raises(StoreUnusable) as refused:
        Keychain().keep(NAME, SECRET)

    assert refused.value.problem is StoreProblem.ABSENT
    assert not loaded.exists()


@pytest.mark.slow
def test_the_library_is_loaded_only_when_a_store_is_asked_for() -> None:
    code = "import sys, journal.keeper, journal.services.door; print('keyring' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_an_error_never_carries_the_secret() -> None:
    class Chatty(MemoryStore):
        def set_password(self, service: str, username: str, password: str, /) -> None:
            raise RuntimeError(password)

    with pytest.raises(StoreUnusable) as refused:
        keychain(Chatty()).keep(NAME, SECRET)

    assert SECRET not in repr(refused.value)
    assert refused.value.__cause__ is None
    assert SECRET not in str(refused.value.__context__ or "")
