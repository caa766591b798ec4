"""Opening SQLCipher connections the one right way, and telling its failures apart by code."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, TypeAlias

from sqlcipher3 import dbapi2

from journal.vault.errors import (
    CipherMissing,
    DatabaseFull,
    DatabaseUnwritable,
    JournalDamaged,
    JournalEmpty,
    JournalForeign,
    JournalMissing,
    JournalUnreadable,
)

Connection: TypeAlias = Any
"""A `sqlcipher3.dbapi2.Connection`; the library has no type stubs."""

PAGE_BYTES = 16384
CACHE_KIB = 65536
BUSY_MS = 5000
SALT_BYTES = 16

PLAIN_HEADER = b"SQLite format 3\0"
"""How a database begins that was never encrypted."""
_FULL = {"SQLITE_FULL"}
_UNWRITABLE = {
    "SQLITE_IOERR",
    "SQLITE_READONLY",
    "SQLITE_PERM",
    "SQLITE_CANTOPEN",
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


class Access(Enum):
    """What a connection may do. `FROZEN` opens a journal on media that cannot be written, without any lock."""

    CREATE = "rwc"
    WRITE = "rw"
    READ = "ro"
    FROZEN = "ro&immutable=1"


def connect(path: Path, key: bytes, access: Access) -> Connection:
    """Open the database with its raw key (32 bytes key, 16 bytes salt); the caller's thread owns the connection.

    Raises:
        JournalMissing, JournalEmpty, JournalForeign: there is no journal; the file was left as it is.
        JournalUnreadable: the key does not open it.
        CipherMissing: the library does not encrypt.
    """
    if access is not Access.CREATE:
        _look_at_file(path)
    with telling_apart():
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={access.value}", uri=True, isolation_level=None
        )
    try:
        _unlock(connection, key)
        _set_up(connection, access)
    except BaseException:
        connection.close()
        raise
    return connection


def salt_of(path: Path) -> bytes:
    """Return the 16 bytes at the head of a database, the salt of its key: they tell without a key whose it is.

    Raises:
        JournalMissing, JournalEmpty, JournalForeign: there is no journal.
    """
    _look_at_file(path)
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


@contextmanager
def telling_apart() -> Iterator[None]:
    """Turn the library's errors into ours, by their code.

    Raises:
        DatabaseFull, DatabaseUnwritable, JournalDamaged: as the code says.
    """
    try:
        yield
    except dbapi2.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        primary = "_".join(name.split("_")[:2])
        if primary in _FULL:
            raise DatabaseFull from error
        if primary in _UNWRITABLE:
            raise DatabaseUnwritable(name) from error
        if primary in _DAMAGED:
            raise JournalDamaged("database") from error
        raise


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Everything inside is committed together, or none of it; when this returns, it is on disk.

    Raises:
        DatabaseFull, DatabaseUnwritable: nothing was kept.
    """
    with telling_apart():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Everything read inside is of one moment; inside another one, of that one's."""
    if connection.in_transaction:
        yield
        return
    with telling_apart():
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


def _look_at_file(path: Path) -> None:
    if not path.exists():
        raise JournalMissing
    if not path.is_file():  # a pipe would be waited for without end
        raise JournalForeign
    if path.stat().st_size == 0:
        raise JournalEmpty
    with path.open("rb") as file:
        head = file.read(16)
    if head == PLAIN_HEADER:
        raise JournalForeign


def _unlock(connection: Connection, key: bytes) -> None:
    connection.execute(f"PRAGMA cipher_default_page_size={PAGE_BYTES}")
    connection.execute("PRAGMA cipher_log_level=NONE")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        raise CipherMissing("no cipher_version")
    connection.set_key(f"x'{key.hex()}'")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except dbapi2.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise JournalUnreadable from error
        with telling_apart():
            raise


def _set_up(connection: Connection, access: Access) -> None:
    connection.set_busy_timeout(BUSY_MS / 1000)
    for statement in (
        f"PRAGMA cache_size=-{CACHE_KIB}",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA trusted_schema=OFF",
        "PRAGMA cell_size_check=ON",
        "PRAGMA secure_delete=ON",
    ):
        connection.execute(statement)
    if connection.execute("PRAGMA temp_store").fetchone()[0] != 2:
        raise CipherMissing("temp_store is not memory")
    if access in (Access.CREATE, Access.WRITE):
        with telling_apart():
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
