"""What the figures were measured on: kind of computer and versions; no names of hosts, people or folders."""

import os
import platform
import shutil
import sqlite3
from importlib import metadata
from pathlib import Path

from cryptography.hazmat.backends.openssl import backend
from sqlcipher3 import dbapi2

_LIBRARIES = ("PySide6-Essentials", "cryptography", "sqlcipher3", "reportlab", "Pillow", "isal", "pypdfium2")
_GIB = 1 << 30


def facts(work: Path) -> str:
    """A few lines about this computer."""
    free = shutil.disk_usage(work).free / _GIB
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return "\n".join(
        (
            f"{platform.system()} {platform.release()}, {platform.machine()}, {cores} cores{_processor()}{load}",
            f"{_memory()}{free:,.0f} GiB free on the disk that is measured",
            f"Python {platform.python_version()}, {', '.join(map(_version, _LIBRARIES))}",
            f"SQLCipher {_cipher_version()}, SQLite {dbapi2.sqlite_version} (baseline {sqlite3.sqlite_version}), "
            f"{backend.openssl_version_text()}",
        )
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return ""
    names = {line.partition(":")[2].strip() for line in lines if line.startswith("model name")}
    return f" ({', '.join(sorted(names))})" if names else ""


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / _GIB:,.0f} GiB of memory, "
    except (AttributeError, ValueError, OSError):
        return ""


def _version(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return f"no {name}"


def _cipher_version() -> str:
    connection = dbapi2.connect(":memory:")
    try:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0]).split()[0]
    finally:
        connection.close()
