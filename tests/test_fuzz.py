"""Whatever bytes come from outside, reading and checking them ends with an answer: no crash, and no exception."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.folder import JournalFolder
from journal.intake.files import FileReader
from journal.intake.mail import readable
from journal.intake.reader import Unreadable
from journal.report import verifier
from journal.services.door import Door
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_handing_over import fill, hand_over

MAIL = (
    b"From: =?utf-8?q?Night_Owl?= <owl@example.net>\r\nTo: me@example.org\r\nSubject: =?utf-8?b?w4Ag?=\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=edge\r\n\r\n--edge\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nI know=20you\r\n"
    b"--edge\r\nContent-Type: text/html; charset=latin-1\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+SGk8L3A+\r\n"
    b"--edge--\r\n"
)

# Each step takes away some bytes somewhere and puts others there.
steps = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.binary(max_size=40) | st.sampled_from([b"\0", b"[" * 3000, b"--edge", b'{"v":1}\n', b"1" * 5000]),
    ),
    min_size=1,
    max_size=8,
)


def spoil(data: bytes, wounds: list[tuple[float, int, bytes]]) -> bytes:
    for where, gone, instead in wounds:
        at = int(where * len(data))
        data = data[:at] + instead + data[at + gone :]
    return data


@pytest.fixture
def fuzz(thorough: bool) -> Callable[[int], settings]:
    """How often: with --long ten times what is done otherwise, and more."""

    def often(times: int) -> settings:
        return settings(
            max_examples=times * (100 if thorough else 1),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )

    return often


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_H10_no_mail_is_too_broken_to_be_shown(fuzz: Callable[[int], settings]) -> None:
    @fuzz(300)
    @given(st.binary(max_size=400) | steps.map(lambda wounds: spoil(MAIL, wounds)))
    def read(untrusted: bytes) -> None:
        assert isinstance(readable(untrusted), str)

    read()


@pytest.mark.timeout(3600)
def test_H10_no_file_is_too_strange_to_be_taken_byte_for_byte_or_declined(
    fuzz: Callable[[int], settings], tmp_path: Path
) -> None:
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="/\0")
    names = st.text(letters, min_size=1, max_size=60).filter(lambda name: name not in (".", ".."))

    @fuzz(150)
    @given(names, st.binary(max_size=2000))
    def take(name: str, untrusted: bytes) -> None:
        path = tmp_path / name
        with contextlib.suppress(OSError):  # a name this file system does not allow
            path.write_bytes(untrusted)
            for item in FileReader(path).items():
                with item.open() as taken, contextlib.suppress(Unreadable):
                    assert taken.read() == untrusted
            path.unlink()

    take()


class _Spoiled(verifier.Files):
    """A folder of which one file reads otherwise than it was written."""

    def __init__(self, top: Path, spoiled: str, wounds: list[tuple[float, int, bytes]]) -> None:
        super().__init__(top)
        self._spoiled = spoiled
        self._data = spoil((top / spoiled).read_bytes(), wounds)

    def size(self, name: str) -> int:
        return len(self._data) if name == self._spoiled else super().size(name)

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._data) if name == self._spoiled else super().open(name)


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was handed over."""
    folder = tmp_path_factory.mktemp("handed")
    door = Door(JournalFolder(folder / "Journal"), surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    try:
        fill(journal)
        return hand_over(journal, folder / "2026-11-22")
    finally:
        journal.close()
        door.close()


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_H10_no_folder_is_too_broken_to_be_judged(fuzz: Callable[[int], settings], handed: Path) -> None:
    names = sorted(path.relative_to(handed).as_posix() for path in handed.rglob("*") if path.is_file())

    @fuzz(150)
    @given(st.sampled_from(names), steps)
    def judge(name: str, wounds: list[tuple[float, int, bytes]]) -> None:
        folder = _Spoiled(handed, name, wounds)
        unchanged = folder.read(name) == (handed / name).read_bytes()
        with contextlib.suppress(verifier.Uncheckable):
            assert (verifier.check(folder).code == verifier.ALTERED) is not unchanged

    judge()
