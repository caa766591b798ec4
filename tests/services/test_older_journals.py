"""A journal that an earlier version wrote opens with everything in it, and is written on."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.domain.incident import HowMany
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.verifying import Verdict
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.older.__main__ import make
from tests.services.test_journal import headlines, on, write

pytestmark = pytest.mark.slow

OLDER = sorted((Path(__file__).parent / "older").glob("*.zip"))
NOW = "as it is now"


@pytest.fixture(params=[*(path.stem for path in OLDER), NOW])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> JournalFolder:
    """The folder of an older journal; or of one made now, so that what is looked for is what is made."""
    kept = next((path for path in OLDER if path.stem == request.param), tmp_path / "now.zip")
    if request.param == NOW:
        make(kept)
    with zipfile.ZipFile(kept) as packed:
        packed.extractall(tmp_path)
    for path in (tmp_path / "Journal").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    (tmp_path / "Journal").chmod(0o700)
    return JournalFolder(tmp_path / "Journal")


@pytest.fixture
def opened(older: JournalFolder) -> Iterator[Journal]:
    door = Door(older, surroundings(FakeClock(), seed=77))
    journal = door.open(PASSPHRASE).result()
    yield journal
    journal.close()
    assert door.verify(PASSPHRASE, on).result().verdict is Verdict.NOT_ANCHORED
    door.close()


def test_there_is_a_journal_of_an_earlier_version() -> None:
    assert OLDER


def test_everything_in_it_is_there(opened: Journal) -> None:
    keys = opened.timeline(Wanted()).result().keys
    calls, message = (opened.entry(key.id).result() for key in keys)

    assert (calls.incident.headline, calls.incident.how_many, calls.edits) == ("Seven calls", HowMany(7), 1)
    assert message.incident.exact_words == "I know which train you take now"
    assert message.incident.starred
    assert [line.label for line in message.actors] == ["NightOwl"]
    assert [line.name for line in message.incident.witnesses] == ["Hana K."]
    assert [piece.evidence.name for piece in message.pieces] == ["screen.png"]
    assert [after.actor for after in calls.after] == ["NightOwl"]
    assert [
        version.incident.headline for version in opened.history(calls.id).result() if version.incident
    ] == [
        "Six calls",
        "Seven calls",
    ]
    assert [each.name for each in opened.loose().result()] == ["notes.txt"]
    assert opened.casework.person().result().name == "Marie Leroux"


def test_it_is_written_on_and_printed(opened: Journal) -> None:
    write(opened, headline="Written now")

    assert sorted(headlines(opened)) == ["First message", "Seven calls", "Written now"]
    paper = opened.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), on).result()
    assert paper.pages > 1
    paper.discard()


def test_a_change_and_a_removal_of_what_an_earlier_version_wrote_hold(opened: Journal) -> None:
    newest, _oldest = (key.id for key in opened.timeline(Wanted()).result().keys)
    draft = opened.start_draft(newest).result()
    changed = replace(draft.incident, headline="Eight calls")
    opened.keep_draft(replace(draft, incident=changed)).result()
    opened.settle(draft.id).result()
    opened.void(newest).result()

    assert headlines(opened) == ["First message"]
    opened.undo().result()
    assert "Eight calls" in headlines(opened)
