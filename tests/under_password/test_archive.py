"""An archive under a password: names and words are in nobody's sight, and 7-Zip opens it."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from pyzipper import AESZipFile, BadZipFile

from journal.under_password.archive import LockedArchive
from tests.commands import needed

PASSWORD = "lantern orbit 密碼 velvet"
FILES = {"1 START HERE.pdf": b"words " * 5_000, "2 Exhibits/ünï 密.txt": b"CANARY-8842", "empty": b""}


def made(password: str = PASSWORD) -> bytes:
    out = io.BytesIO()
    with LockedArchive(out, "2026-11-22.zip", password) as archive:
        for name, data in FILES.items():
            archive.add(name, (data[:7], data[7:]))
    return out.getvalue()


def opened(data: bytes, password: str) -> dict[str, bytes]:
    with AESZipFile(io.BytesIO(data)) as outer:
        outer.setpassword(password.encode())
        inside = outer.read("2026-11-22.zip")
    with zipfile.ZipFile(io.BytesIO(inside)) as inner:
        return {name: inner.read(name) for name in inner.namelist()}


def test_everything_comes_out_again_with_the_password_and_nothing_shows_without() -> None:
    data = made()

    assert opened(data, PASSWORD) == FILES
    for hidden in (b"CANARY", b"Exhibits", "ünï".encode(), b"START HERE"):
        assert hidden not in data
    with pytest.raises((RuntimeError, BadZipFile)):
        opened(data, "another")


def test_a_changed_byte_is_found() -> None:
    data = bytearray(made())
    data[len(data) // 2] ^= 1

    with pytest.raises(BadZipFile):
        opened(bytes(data), PASSWORD)


def test_another_program_opens_it(tmp_path: Path) -> None:
    (tmp_path / "it.zip").write_bytes(made())

    for archive, password in (("it.zip", PASSWORD), ("2026-11-22.zip", "")):
        told = subprocess.run(
            [needed("7z"), "x", "-y", f"-p{password}", archive], cwd=tmp_path, capture_output=True, text=True
        )
        assert told.returncode == 0, told.stdout + told.stderr

    for name, data in FILES.items():
        assert (tmp_path / name).read_bytes() == data
