"""C-04: what is logged says what kind of thing happened, never a word of the person's, a name or a key."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.domain.errors import JournalError
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.services.door import Door
from journal.services.journal import Journal
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import verified
from tests.services.shown import everything_shown, fill
from tests.services.test_journal import a_capture

CANARY = "canary7bird"


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line that is logged, as a file would hold it."""
    lines: list[str] = []

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    root, handler = logging.getLogger(), Lines()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(before)
    root.removeHandler(handler)


def use(journal: Journal, place: Path) -> None:
    """Do a bit of everything, some of which goes wrong."""
    fill(journal)
    journal.add_files(
        (place / f"{CANARY}.txt", place / "not there" / CANARY), Method.FILE, lambda *_: True
    ).result()
    a_capture(journal._parts.folder, journal.inbox_public, "aa" * 16, CANARY.encode())
    (journal._parts.folder.inbox / f"{CANARY}").write_bytes(CANARY.encode() * 500)
    journal.file_inbox().result()
    everything_shown(journal)
    verified(journal)


def test_c04_no_line_of_the_log_holds_a_word_of_the_persons(
    folder: JournalFolder, clock: FakeClock, tmp_path: Path, logged: list[str]
) -> None:
    (tmp_path / f"{CANARY}.txt").write_text(CANARY)
    door = Door(folder, surroundings(clock))
    journal = door.create(PASSPHRASE).result()
    use(journal, tmp_path)
    words = journal.what_opens.recovery_words(PASSPHRASE).result()
    journal.close()
    with pytest.raises(JournalError):
        door.open(CANARY + PASSPHRASE).result()
    folder.keys.write_bytes(b"{}")
    folder.first_page.unlink()
    folder.first_page.mkdir()
    journal = door.open(PASSPHRASE).result()
    journal.close()
    door.close()

    assert logged
    told = "\n".join(logged)
    for word in (CANARY, PASSPHRASE, " ".join(words[:3]), "painting", "NightOwl", "Leroux", str(tmp_path)):
        assert word not in told
