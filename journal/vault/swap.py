"""Putting one database file in the place of another; a crash at any moment leaves the old or the new one whole."""

import contextlib
import logging
import os
from collections.abc import Callable
from pathlib import Path

from journal.domain.folder import FILE_MODE, JournalFolder
from journal.domain.reading import Seal
from journal.vault.engine import Access, Connection, connect, telling_apart
from journal.vault.errors import JournalDamaged
from journal.vault.facts import newest_seal, record_count

Step = Callable[[str], None]

_log = logging.getLogger(__name__)
"""Told before each step; tests stop the process there."""


def _go_on(_step: str) -> None:
    """Nothing stops the real program between two steps."""


def swap(
    folder: JournalFolder,
    old_key: bytes,
    new_key: bytes,
    change: Callable[[Connection], None],
    step: Step = _go_on,
) -> None:
    """Copy the database under `new_key`, change the copy, check it, and let it take the place of the old one.

    No other connection to the database may be open. Nothing is ever written into the old file but the end of its
    own write-ahead log: a stale one beside a renamed file would silently bring the old content back.

    Raises:
        JournalDamaged: the copy does not hold what the old one held; the old one stays.
        DatabaseFull, DatabaseUnwritable: the old one stays.
    """
    finish_interrupted(folder)
    fresh = folder.work / "swap.db"
    old = connect(folder.database, old_key, Access.WRITE)
    try:
        expected = _copy(old, fresh, new_key, change, step)
        step("settle the old file")
        settle(old)
    except BaseException:
        remove_database(fresh)
        raise
    finally:
        old.close()
    _refuse_log(folder.database)
    step("write the marker")
    write_durably(folder.swap_marker, b"swap\n")
    step("rename")
    fresh.replace(folder.database)
    sync_folder(folder.root)
    sync_folder(folder.work)
    step("remove the marker")
    folder.swap_marker.unlink()
    sync_folder(folder.root)
    step("compare")
    _compare(folder, new_key, expected)


def finish_interrupted(folder: JournalFolder) -> None:
    """Clean up after a swap that was cut short; whichever database has the name is the whole one."""
    remove_database(folder.work / "swap.db")
    if folder.swap_marker.is_file() or folder.swap_marker.is_symlink():
        folder.swap_marker.unlink()
        sync_folder(folder.root)


def refresh_first_page(folder: JournalFolder, page_bytes: int) -> None:
    """Keep a copy of the first page, still encrypted, when it differs from the one that was kept.

    Where that cannot be written the earlier one stays: a full disk must keep nobody out of the journal.
    """
    with folder.database.open("rb") as file:
        page = file.read(page_bytes)
    fresh = folder.first_page.with_suffix(".new")
    try:
        # A pipe of that name would be waited for without end.
        if folder.first_page.is_file() and folder.first_page.read_bytes() == page:
            return
        write_durably(fresh, page)
        fresh.replace(folder.first_page)
        sync_folder(folder.root)
    except OSError as error:
        _log.warning("the first page was not copied: %s", type(error).__name__)
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable, where the system lets folders be synced."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_database(path: Path) -> None:
    """Remove a database file that nobody needs, with its logs."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def settle(connection: Connection) -> None:
    """Bring everything into the main file and leave it without a write-ahead log.

    Raises:
        JournalDamaged: another connection is in the way.
    """
    with telling_apart():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if mode != "delete":
        raise JournalDamaged(f"journal mode {mode}")


def write_durably(path: Path, data: bytes) -> None:
    """Write a small new file and wait until it has reached the disk; a link of that name goes and is not followed."""
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, FILE_MODE)
    try:
        rest = memoryview(data)
        while rest:  # where room runs out, a part is written first
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Return when what is in the file has reached the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(
    old: Connection, fresh: Path, key: bytes, change: Callable[[Connection], None], step: Step
) -> tuple[Seal, int]:
    remove_database(fresh)
    write_durably(fresh, b"")
    expected = (newest_seal(old), record_count(old))
    step("copy")
    new = connect(fresh, key, Access.CREATE)
    try:
        with telling_apart():
            old.backup(new, pages=-1)
        step("change")
        change(new)
        step("check the copy")
        if (
            new.execute("PRAGMA cipher_integrity_check").fetchall()
            or (newest_seal(new), record_count(new)) != expected
        ):
            raise JournalDamaged("the copy")
        settle(new)
    finally:
        new.close()
    _refuse_log(fresh)
    sync_file(fresh)
    return expected


def _refuse_log(database: Path) -> None:
    if database.with_name(database.name + "-wal").exists():
        raise JournalDamaged("a log was left")


def _compare(folder: JournalFolder, key: bytes, expected: tuple[Seal, int]) -> None:
    connection = connect(folder.database, key, Access.WRITE)
    try:
        if (newest_seal(connection), record_count(connection)) != expected:
            raise JournalDamaged("the journal after the swap")
    finally:
        connection.close()
