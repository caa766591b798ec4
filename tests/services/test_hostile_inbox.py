"""H-01, R-02: what somebody puts into the inbox is told and left there; the captures are filed all the same."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.services.journal import Journal
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import verified
from tests.services.quick import quick_journal
from tests.services.test_journal import a_capture


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


def _again(place: Path, source: Path) -> None:
    shutil.copy(source, place.with_name(source.name))


def _cut(place: Path, source: Path) -> None:
    place.write_bytes(source.read_bytes()[:5000])


def _renamed(place: Path, source: Path) -> None:
    shutil.copy(source, place)


INTRUDERS: dict[str, Callable[[Path, Path], object]] = {
    "garbage": lambda place, _source: place.write_bytes(os.urandom(9000)),
    "nothing": lambda place, _source: place.write_bytes(b""),
    "a cut capture": _cut,
    "a pipe": lambda place, _source: os.mkfifo(place),
    "a folder": lambda place, _source: place.mkdir(),
    "a link to itself": lambda place, _source: place.symlink_to(place),
    "a link to nothing": lambda place, _source: place.symlink_to(place.with_name("not there")),
    "a link to a device": lambda place, _source: place.symlink_to("/dev/zero"),
    "a filed capture": _again,
    "a filed capture under another name": _renamed,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("intruder", INTRUDERS)
@pytest.mark.parametrize("name", ["00" * 16, "zz", "-rf", "a\nb", "." + "0" * 31])
def test_h01_an_intruder_in_the_inbox_does_not_keep_captures_from_being_filed(
    quick: Journal, folder: JournalFolder, intruder: str, name: str
) -> None:
    a_capture(folder, quick.inbox_public, "aa" * 16, b"the first")
    quick.file_inbox().result()
    INTRUDERS[intruder](folder.inbox / name, folder.media_file("aa" * 16))
    a_capture(folder, quick.inbox_public, "bb" * 16, b"the second")

    first = quick.file_inbox().result(20)
    second = quick.file_inbox().result(20)

    assert len(first.evidence) == 1
    assert second.evidence == ()
    assert verified(quick).faults == ()
