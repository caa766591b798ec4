"""A journal that cannot be written, or that a newer program wrote in, is read and changed by nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journal.desktop.place import Place
from journal.domain.actor import Actor, Standing
from journal.domain.canonical import Json, dumps
from journal.domain.casework import Person
from journal.domain.chain import digest, write_header
from journal.domain.errors import UnknownRecord
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import DraftId, EvidenceId, IncidentId
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.sealing.errors import WrongPassphrase
from journal.services import papers
from journal.services.door import Door
from journal.services.errors import PlaceProblem, PlaceRefused, ReadOnly, ReadOnlyBecause
from journal.services.journal import Journal
from journal.services.what_lies_there import Found
from journal.services.wording import Wording
from journal.vault.engine import Access, connect
from journal.vault.errors import JournalNewer
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import kept_bytes, verified
from tests.services.test_journal import headlines, on, png, write

NOWHERE_TO_WRITE = Place(False, None, True, 0)


def everything(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder with its time and content."""
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def there(door: Door, folder: JournalFolder) -> JournalFolder:
    """A journal with an entry, a picture and a draft that was not finished, closed."""
    journal = door.create(PASSPHRASE).result()
    subject = write(journal, headline="Six calls")
    added = journal.add_bytes(png(), "screen.png", Method.PASTE).result()
    draft = journal.start_draft(IncidentId(subject), added.evidence).result()
    journal.settle(draft.id).result()
    waiting = journal.start_draft(None).result()
    journal.keep_draft(waiting).result()
    journal.close()
    return folder


@pytest.fixture
def frozen(there: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    """The same on media that cannot be written."""
    door = Door(there, replace(surroundings(clock), place_of=lambda _path: NOWHERE_TO_WRITE))
    journal = door.open_to_read(PASSPHRASE).result()
    yield journal
    journal.close()
    door.close()


def write_as_newer(folder: JournalFolder, clock: FakeClock, *, tables: bool = False) -> None:
    """Add a record of a type this program does not know, as a later version would."""
    opened = Door(folder, surroundings(clock))
    journal = opened.open(PASSPHRASE).result()
    key = journal._parts.root.database_key()
    journal.close()
    opened.close()
    connection = connect(folder.database, key, Access.WRITE)
    seq, header = connection.execute(
        "SELECT seq, header FROM kept_record ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    rec: dict[str, Json] = {"utc_ms": 1, "off_min": 0, "boot_ms": 1, "session": "S" * 26}
    body = dumps(
        {"data": {"mood": "new"}, "id": "X" * 26, "rec": rec, "salt": "0" * 64, "type": "mood.note", "v": 1}
    )
    connection.execute(
        "INSERT INTO kept_record (seq, header) VALUES (?, ?)",
        (seq + 1, write_header(body, digest(header), seq + 1)),
    )
    connection.execute("INSERT INTO kept_body (seq, text) VALUES (?, ?)", (seq + 1, body))
    connection.execute("UPDATE own_projection SET made_by = 'a later version'")
    if tables:
        connection.execute("PRAGMA user_version=99")
    connection.close()


def test_everything_in_it_can_be_read(frozen: Journal) -> None:
    (key,) = frozen.timeline(Wanted()).result().keys
    entry = frozen.entry(key.id).result()

    assert frozen.read_only is ReadOnlyBecause.MEDIA
    assert entry.incident.headline == "Six calls"
    assert frozen.pictures.picture(entry.pieces[0].id, 32, 32, False).result().width > 0
    assert kept_bytes(frozen, entry.pieces[0].id).startswith(b"\x89PNG")
    assert len(frozen.loose().result()) == 1
    assert len(frozen.history(key.id).result()) == 2
    assert frozen.draft_of(key.id).result() is None
    assert frozen.timeline(Wanted(words="calls")).result().keys == (key,)


def test_a_long_log_is_counted_and_shown_although_nothing_of_it_can_be_kept(
    frozen: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "LONG", 1)

    frozen.paperwork.get_whole_log_ready(Wording()).result()

    first = frozen.paperwork.first_pages(PrintWish(Reader.POLICE), Wording()).result()
    assert first is not None
    assert "Six calls" in first.text(0) + first.text(1)
    first.discard()


def test_nothing_on_the_disk_is_touched(there: JournalFolder, clock: FakeClock) -> None:
    before = everything(there.root)
    door = Door(there, replace(surroundings(clock), place_of=lambda _path: NOWHERE_TO_WRITE))

    journal = door.open_to_read(PASSPHRASE).result()
    headlines(journal)
    verified(journal)
    paper = journal.paperwork.preview_log(PrintWish(Reader.POLICE), Wording(), on).result()
    assert paper.page(0, 100, 140).width > 0
    paper.discard()
    journal.close()
    door.close()

    assert everything(there.root) == before


CHANGES: dict[str, Any] = {
    "writing": lambda journal: journal.start_draft(None),
    "dropping": lambda journal: journal.drop_draft(DraftId("D" * 26)),
    "starring": lambda journal: journal.star(only(journal), True),
    "taking out": lambda journal: journal.void(only(journal)),
    "a person": lambda journal: journal.casework.add_actor(Actor("NightOwl", Standing.KNOWN)),
    "about me": lambda journal: journal.casework.write_person(Person("M.")),
    "a file": lambda journal: journal.add_bytes(b"x", "x.txt", Method.PASTE),
    "putting aside": lambda journal: journal.void_evidence(EvidenceId("E" * 26)),
    "printing": lambda journal: journal.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), on),
    "the passphrase": lambda journal: journal.what_opens.change_passphrase(
        PASSPHRASE, "seven boats below the old stairs"
    ),
    "the window": lambda journal: journal.keep_window_state("window", b"x"),
    "new words": lambda journal: journal.what_opens.prepare_root(
        PASSPHRASE, "seven boats below the old stairs"
    ),
    "the password store": lambda journal: journal.what_opens.keep_key_here(PASSPHRASE),
}


def only(journal: Journal) -> IncidentId:
    (key,) = journal.timeline(Wanted()).result().keys
    return key.id


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_would_change_something_is_refused(
    frozen: Journal, there: JournalFolder, change: str
) -> None:
    before = everything(there.root)

    with pytest.raises(ReadOnly):
        CHANGES[change](frozen).result()

    assert everything(there.root) == before


def test_a_wrong_passphrase_is_told_as_ever(there: JournalFolder, clock: FakeClock) -> None:
    door = Door(there, replace(surroundings(clock), place_of=lambda _path: NOWHERE_TO_WRITE))

    with pytest.raises(WrongPassphrase):
        door.open_to_read("something else entirely").result()
    door.close()


def test_what_was_saved_last_never_seems_lost(there: JournalFolder, clock: FakeClock) -> None:
    there.database.with_name("journal.db-wal").write_bytes(b"not yet in the main file")
    door = Door(there, replace(surroundings(clock), place_of=lambda _path: NOWHERE_TO_WRITE))

    for verb in (door.open_to_read(PASSPHRASE), door.verify(PASSPHRASE, on)):
        with pytest.raises(PlaceRefused) as refused:
            verb.result()
        assert refused.value.problem is PlaceProblem.READ_ONLY
    door.close()


def test_it_can_be_checked_where_it_cannot_be_written(there: JournalFolder, clock: FakeClock) -> None:
    before = everything(there.root)
    door = Door(there, replace(surroundings(clock), place_of=lambda _path: NOWHERE_TO_WRITE))

    findings = door.verify(PASSPHRASE, on).result()

    assert findings.faults == ()
    assert findings.originals == 1
    assert everything(there.root) == before
    door.close()


@pytest.mark.parametrize("tables", [False, True])
def test_what_a_newer_program_wrote_is_passed_over_and_the_rest_is_read(
    there: JournalFolder, clock: FakeClock, tables: bool
) -> None:
    write_as_newer(there, clock, tables=tables)
    before = everything(there.root)
    door = Door(there, surroundings(clock))
    assert door.look() is Found.JOURNAL
    with pytest.raises((JournalNewer, UnknownRecord)):
        door.open(PASSPHRASE).result()

    journal = door.open_to_read(PASSPHRASE).result()

    assert (journal.read_only, journal.unread) == (ReadOnlyBecause.NEWER, 1)
    assert headlines(journal) == ["Six calls"]
    with pytest.raises(ReadOnly):
        journal.star(only(journal), True).result()
    journal.close()
    door.close()
    assert {name: told for name, told in everything(there.root).items() if name in before} == before


def test_a_journal_as_it_should_be_is_not_read_only(door: Door, there: JournalFolder) -> None:
    journal = door.open(PASSPHRASE).result()

    assert journal.read_only is None
    journal.close()
