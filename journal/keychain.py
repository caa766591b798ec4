"""The operating system's password store, and the only importer of keyring: one item per journal, or the reason why not.

Only stores that are known to keep a secret encrypted are used, whatever the environment or a settings file of keyring
names. Where the store has a place that is emptied when the person logs out, the item lies there.
"""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from enum import StrEnum
from typing import Protocol, TypeVar

from journal.domain.errors import Fixable

SERVICE = "journal-desk"
SECONDS = 30.0
"""How long a store may take; one that asks the person for a password waits for them without end."""

_SESSION_COLLECTION = "/org/freedesktop/secrets/collection/session"

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


class StoreProblem(StrEnum):
    """Why the password store is of no use."""

    ABSENT = "absent"
    LOCKED = "locked"
    SILENT = "silent"
    FORGETFUL = "forgetful"
    FAILED = "failed"


class StoreUnusable(Fixable):
    """The password store did not do what was asked; the passphrase opens the journal as ever."""

    def __init__(self, problem: StoreProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class PasswordStore(Protocol):
    """The part of keyring's back-ends that is used; any call may raise anything, or never return."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """The secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep a secret in place of an earlier one."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Remove a secret."""
        ...


class Keychain:
    """Asks the store in a thread that can be left behind; several threads may use it, one at a time is served."""

    def __init__(
        self, find: "Callable[[], PasswordStore | None] | None" = None, seconds: float = SECONDS
    ) -> None:
        """`find` looks for the store, each time anew: it may come and go; None is for the one of this computer."""
        self._find_store = find or trusted_store
        self._seconds = seconds
        self._asking = threading.Lock()

    def check(self) -> None:
        """Assure that there is a store that could be used; nothing is asked of it.

        Raises:
            StoreUnusable: there is none.
        """
        self._ask(_asking_nothing)

    def keep(self, name: str, secret: str) -> None:
        """Keep a secret under that name and read it back.

        Raises:
            StoreUnusable: it was not kept.
        """

        def keep(store: PasswordStore) -> None:
            store.set_password(SERVICE, name, secret)
            if store.get_password(SERVICE, name) != secret:
                raise StoreUnusable(StoreProblem.FORGETFUL)

        self._ask(keep)

    def find(self, name: str) -> str | None:
        """The secret of that name, or None where there is none.

        Raises:
            StoreUnusable: nobody can say.
        """
        return self._ask(lambda store: store.get_password(SERVICE, name))

    def remove(self, name: str) -> None:
        """Remove the secret of that name without looking at it; it is no error if there is none.

        Raises:
            StoreUnusable: it may still be there.
        """

        def remove(store: PasswordStore) -> None:
            try:
                store.delete_password(SERVICE, name)
            except Exception as error:
                if "PasswordDeleteError" not in _kinds(error):
                    raise
                # Most often there was none, which is seen now; the keyless process must not read one to find out.
                _log.debug("nothing was removed from the password store")
            if store.get_password(SERVICE, name) is not None:
                raise StoreUnusable(StoreProblem.FAILED)

        self._ask(remove)

    def _ask(self, question: Callable[[PasswordStore], Answer]) -> Answer:
        if not self._asking.acquire(timeout=self._seconds):
            # An earlier question still hangs; more threads would hang beside it.
            raise StoreUnusable(StoreProblem.SILENT)
        answer: Future[Answer] = Future()
        threading.Thread(
            target=self._put, args=(question, answer), name="password store", daemon=True
        ).start()
        try:
            return answer.result(self._seconds)
        except NotInTime:
            raise StoreUnusable(StoreProblem.SILENT) from None

    def _put(self, question: Callable[[PasswordStore], Answer], answer: "Future[Answer]") -> None:
        try:
            store = self._find_store()
            if store is None:
                raise StoreUnusable(StoreProblem.ABSENT)
            found = question(store)
        except StoreUnusable as unusable:
            answer.set_exception(unusable)
        except Exception as error:  # noqa: BLE001 (back-ends raise anything, DBusErrorResponse among it)
            _log.warning("the password store: %s", type(error).__name__)
            answer.set_exception(StoreUnusable(_problem(error)))
        else:
            answer.set_result(found)
        finally:
            self._asking.release()


def _asking_nothing(_store: PasswordStore) -> None:
    """That there is a store is all there is to know."""


def trusted_store() -> PasswordStore | None:
    """The store of this computer, if it is of a kind that is trusted and there now."""
    return next(_trusted_stores(), None)


_PROBLEMS = {
    "ImportError": StoreProblem.ABSENT,
    "NoKeyringError": StoreProblem.ABSENT,
    "KeyringLocked": StoreProblem.LOCKED,
    # There was no collection, and the person did not want to make one, or could not be asked.
    "InitError": StoreProblem.LOCKED,
}
"""By the names of classes: the library that defines them may be what is missing."""


def _problem(error: Exception) -> StoreProblem:
    problems = (_PROBLEMS.get(kind) for kind in _kinds(error))
    return next((problem for problem in problems if problem is not None), StoreProblem.FAILED)


def _kinds(error: Exception) -> tuple[str, ...]:
    return tuple(kind.__name__ for kind in type(error).__mro__)


# The imports below take 170 ms, and most people never turn this on.
if sys.platform == "win32":

    def _trusted_stores() -> Iterator[PasswordStore]:
        from keyring.backends import Windows  # noqa: PLC0415

        if Windows.WinVaultKeyring.viable:
            store = Windows.WinVaultKeyring()  # type: ignore[no-untyped-call]  # keyring leaves it unannotated
            store.persist = "session"  # gone when the person logs off, and never on another computer
            yield store

elif sys.platform == "darwin":

    def _trusted_stores() -> Iterator[PasswordStore]:
        from keyring.backends import macOS  # noqa: PLC0415

        if macOS.Keyring.viable:
            yield macOS.Keyring()  # type: ignore[no-untyped-call]  # keyring leaves it unannotated

else:

    def _trusted_stores() -> Iterator[PasswordStore]:
        from keyring.backends import SecretService, kwallet  # noqa: PLC0415

        if SecretService.Keyring.viable:
            store = SecretService.Keyring()  # type: ignore[no-untyped-call]  # keyring leaves it unannotated
            # Kept in memory until logout, and never locked, so that nobody is asked anything.
            fleeting = store.with_properties(preferred_collection=_SESSION_COLLECTION)
            yield fleeting if _answers(fleeting) else store
        if kwallet.DBusKeyring.viable:
            yield kwallet.DBusKeyring()  # type: ignore[no-untyped-call]  # keyring leaves it unannotated

    def _answers(store: PasswordStore) -> bool:
        try:
            store.get_password(SERVICE, "-")
        except Exception as error:  # noqa: BLE001 (each service has its own way to say that it has no such place)
            _log.debug("no place that is emptied at logout: %s", type(error).__name__)
            return False
        return True
