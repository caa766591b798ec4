"""A journal on media that really cannot be written: it is checked, printed and read, and nothing else happens."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.services.door import Door
from journal.services.errors import PlaceRefused, ReadOnly, ReadOnlyBecause
from journal.services.what_lies_there import Found
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_journal import headlines, write


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"this system lets nobody mount anything here: {done.stderr.strip()}")


@pytest.fixture
def media(tmp_path: Path) -> Iterator[JournalFolder]:
    """A disk that was written once, and cannot be written any more."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("needs the right to mount a disk")
    place = tmp_path / "disk"
    place.mkdir()
    _mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place))
    try:
        folder = JournalFolder(place / "Journal")
        door = Door(folder, surroundings(FakeClock()))
        journal = door.create(PASSPHRASE).result()
        write(journal, headline="Six calls")
        journal.close()
        door.close()
        _mount("-o", "remount,ro", str(place))
        yield folder
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "journal", *arguments, "--passphrase-fd", "0"],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_is_read_and_not_written(media: JournalFolder) -> None:
    around = surroundings(FakeClock())
    door = Door(media, around)
    assert door.look() is Found.READ_ONLY
    with pytest.raises(PlaceRefused):
        door.open(PASSPHRASE).result()

    journal = door.open_to_read(PASSPHRASE).result()

    assert journal.read_only is ReadOnlyBecause.MEDIA
    assert headlines(journal) == ["Six calls"]
    with pytest.raises(ReadOnly):
        journal.start_draft(None).result()
    journal.close()
    door.close()


def test_it_is_checked_and_printed_from_the_command_line(media: JournalFolder, tmp_path: Path) -> None:
    target = tmp_path / "2026-11-22.pdf"

    checked = _run("verify", "--journal", str(media.root))
    printed = _run("export", str(target), "--for", "police", "--journal", str(media.root))

    assert (checked.returncode, "Intact" in checked.stdout) == (2, True), checked.stderr
    assert printed.returncode == 0, printed.stderr
    assert target.read_bytes().startswith(b"%PDF")
