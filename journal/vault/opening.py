"""Making a new journal's database, and opening one that is there, of whatever version."""

import os
from pathlib import Path

from journal.domain.folder import FILE_MODE, FOLDER_MODE, JournalFolder
from journal.sealing.database_pages import PageKey
from journal.vault import projecting
from journal.vault.engine import (
    PAGE_BYTES,
    Access,
    Connection,
    connect,
    salt_of,
    telling_apart,
    transaction,
)
from journal.vault.errors import JournalDamaged, JournalForeign, JournalNewer, JournalUnreadable
from journal.vault.facts import version_of
from journal.vault.migrations import FIRST_VERSION, MIGRATIONS, Migration, current_version
from journal.vault.schema import APPLICATION_ID
from journal.vault.store import make_tables
from journal.vault.swap import finish_interrupted, refresh_first_page, remove_database, swap, sync_folder
from journal.vault.write_ahead_log import Log, log_of

_SIZE_AT, _VERSION_AT = 28, 60
"""Where the first page says how many pages there are, and the version of the tables."""


class AlreadyThere(JournalForeign):
    """There is a database already; a new journal is never made over it."""


def make_folders(folder: JournalFolder) -> None:
    """Make the journal's folders, for the person alone whatever the umask."""
    for path in folder.folders:
        path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        path.chmod(FOLDER_MODE)


def create(folder: JournalFolder, key: bytes, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Make an empty database; it has its name only once it is whole and on disk.

    Raises:
        AlreadyThere: a file has the name already; it was left as it is.
        DatabaseFull, DatabaseUnwritable: nothing was made.
    """
    if folder.database.exists():
        raise AlreadyThere
    fresh = folder.work / "new.db"
    remove_database(fresh)
    _touch(fresh)
    connection = connect(fresh, key, Access.CREATE)
    try:
        with transaction(connection):
            make_tables(connection, FIRST_VERSION)
            _migrate(connection, migrations)
        with telling_apart():
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
    fresh.rename(folder.database)
    sync_folder(folder.root)
    refresh_first_page(folder, PAGE_BYTES)


def open_for_writing(
    folder: JournalFolder, key: bytes, migrations: tuple[Migration, ...] = MIGRATIONS
) -> Connection:
    """Open the database to write, after bringing older tables up to date by a swap.

    The caller holds the journal's lock.

    Raises:
        JournalNewer: a newer program made it; nothing was changed.
        JournalMissing, JournalEmpty, JournalForeign, JournalUnreadable, JournalDamaged: as they say.
    """
    finish_interrupted(folder)
    _look_at_first_page(folder.database, key, current_version(migrations))
    _refuse_broken_log(folder.database)
    connection = connect(folder.database, key, Access.WRITE)
    try:
        version = check_version(connection, migrations)
    except BaseException:
        connection.close()
        raise
    if version < current_version(migrations):
        connection.close()
        _upgrade(folder, key, migrations)
        connection = connect(folder.database, key, Access.WRITE)
    _bring_projections_up_to_date(connection)
    refresh_first_page(folder, PAGE_BYTES)
    return connection


def open_for_reading(folder: JournalFolder, key: bytes, frozen: bool = False) -> Connection:
    """Open the database to read; `frozen` for media that cannot be written.

    Raises:
        JournalNewer: a newer program made it.
        JournalMissing, JournalEmpty, JournalForeign, JournalUnreadable, JournalDamaged: as they say.
    """
    connection = connect(folder.database, key, Access.FROZEN if frozen else Access.READ)
    try:
        check_version(connection, MIGRATIONS)
    except BaseException:
        connection.close()
        raise
    return connection


def _look_at_first_page(database: Path, key: bytes, known_version: int) -> None:
    """Refuse what opening to write would change although it must not: the first page tells, without the library.

    What is less than a page would be taken for a new database and written over, what lost its end for whole. Of one
    that a newer program made, not even the journal mode may change. A log that is there may hold the end; then what is
    missing without it is found as it is read.
    """
    size = database.stat().st_size if database.exists() else 0
    if 0 < size < PAGE_BYTES:
        salt_of(database)  # which says of something else what it is
        raise JournalUnreadable
    if size == 0 or log_of(database).exists():
        return
    with database.open("rb") as file:
        first = PageKey(key).open(1, file.read(PAGE_BYTES))
    if first is None:
        return
    if int.from_bytes(first[_VERSION_AT : _VERSION_AT + 4], "big") > known_version:
        raise JournalNewer(int.from_bytes(first[_VERSION_AT : _VERSION_AT + 4], "big"))
    if int.from_bytes(first[_SIZE_AT : _SIZE_AT + 4], "big") > size // PAGE_BYTES:
        raise JournalDamaged("cut short")


def _refuse_broken_log(database: Path) -> None:
    """Opening it would silently forget what had been saved: that is for salvage."""
    if Log.beside(database, PAGE_BYTES).is_broken():
        raise JournalDamaged("log")


def _bring_projections_up_to_date(connection: Connection) -> None:
    if not projecting.is_current(connection):
        with transaction(connection):
            projecting.rebuild(connection)


def check_version(connection: Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """Return the version of the tables.

    Raises:
        JournalDamaged: they are not those of a journal.
        JournalNewer: a newer program made them.
    """
    version = version_of(connection)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or version < FIRST_VERSION:
        raise JournalDamaged("the tables")
    if version > current_version(migrations):
        raise JournalNewer(version)
    return version


def _upgrade(folder: JournalFolder, key: bytes, migrations: tuple[Migration, ...]) -> None:
    def change(connection: Connection) -> None:
        with transaction(connection):
            _migrate(connection, migrations)

    swap(folder, key, key, change)


def _migrate(connection: Connection, migrations: tuple[Migration, ...]) -> None:
    version = version_of(connection)
    for migration in migrations:
        if migration.to > version:
            migration.apply(connection)
            connection.execute(f"PRAGMA user_version={migration.to}")


def _touch(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
