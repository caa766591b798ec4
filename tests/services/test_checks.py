"""A journal is looked at whenever it opens and read through every week, without anybody having to wait."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.services.checks import WEEK_MS, Checked, Checks
from journal.services.journal import Journal
from journal.services.verifying import original_fault
from journal.vault.engine import PAGE_BYTES
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.quick import quick_journal
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow

FILES = 45


@pytest.fixture
def full(folder: JournalFolder, clock: FakeClock) -> JournalFolder:
    """A closed journal with entries and files."""
    journal = quick_journal(folder, surroundings(clock, seed=4))
    for at in range(FILES):
        journal.add_bytes(random.Random(at).randbytes(5000), f"file {at}.bin", Method.FILE).result()
    for at in range(30):
        write(journal, headline=f"entry {at}", description="some words " * 300)
    journal.close()
    return folder


@pytest.fixture
def open_again(full: JournalFolder, clock: FakeClock) -> Callable[[], Journal]:
    return lambda: quick_journal(full, surroundings(clock, seed=5))


def checks_of(journal: Journal, breath: float = 0.0) -> Checks:
    parts = journal._parts
    return Checks(parts.folder, parts.root, parts.vault, parts.writing, parts.around.clock, breath)


def spoil_page(folder: JournalFolder, page: int) -> None:
    data = bytearray(folder.database.read_bytes())
    data[(page - 1) * PAGE_BYTES + 100] ^= 1
    folder.database.write_bytes(data)


def media(folder: JournalFolder) -> list[Path]:
    return sorted(folder.media.glob("*/*"))


def test_a_whole_journal_is_clear_at_a_glance_and_after_a_full_check(
    open_again: Callable[[], Journal], clock: FakeClock
) -> None:
    journal = open_again()

    assert journal.checks.glance().result().is_clear
    assert journal.checks.last().result() is None
    checked = journal.checks.full(on).result()

    assert (checked.wrongs, checked.originals, checked.seen) == ((), FILES, True)
    assert checked.records > FILES
    assert journal.checks.last().result() == checked
    journal.close()


@pytest.mark.parametrize("place", ["middle", "last"])
def test_a_glance_finds_a_spoilt_page_and_nothing_stops_working(
    full: JournalFolder, open_again: Callable[[], Journal], place: str
) -> None:
    pages = full.database.stat().st_size // PAGE_BYTES
    spoil_page(full, pages if place == "last" else pages // 2)
    journal = open_again()

    glance = journal.checks.glance().result()

    assert glance.pages
    assert not glance.is_clear
    journal.close()


def test_a_glance_finds_missing_files_and_missing_keys(
    full: JournalFolder, open_again: Callable[[], Journal]
) -> None:
    gone = media(full)[3]
    journal = open_again()
    gone.unlink()
    full.keys.write_bytes(b"{}")
    full.second_keys.write_bytes(b"{}")

    glance = journal.checks.glance().result()

    assert glance.missing == (gone.name,)
    assert glance.keys
    assert not glance.pages
    journal.close()


def test_a_glance_finds_what_was_changed_in_the_newest_records(open_again: Callable[[], Journal]) -> None:
    journal = open_again()
    connection = journal._parts.vault._connection

    def change() -> int:
        connection.execute("DROP TRIGGER kept_body_is")
        newest = connection.execute("SELECT max(seq) FROM kept_body").fetchone()[0]
        connection.execute(
            "UPDATE kept_body SET text = CAST(CAST(text AS TEXT) || ' ' AS BLOB) WHERE seq = ?", (newest - 2,)
        )
        return int(newest)

    newest = journal._parts.writing.run(change).result()

    (fault,) = journal.checks.glance().result().chain
    assert (fault.seq, fault.check) == (newest - 2, "V6")
    journal.close()


def test_a_full_check_names_the_files_that_are_changed_or_missing(
    full: JournalFolder, open_again: Callable[[], Journal]
) -> None:
    changed, gone = media(full)[0], media(full)[1]
    data = bytearray(changed.read_bytes())
    data[-200] ^= 1
    changed.write_bytes(data)
    gone.unlink()
    journal = open_again()

    checked = journal.checks.full(on).result()

    assert len(checked.wrongs) == 2
    assert all(wrong.check == "V7" and wrong.name.startswith("file ") for wrong in checked.wrongs)
    assert not checked.seen
    assert journal.checks.last().result() == checked
    journal.checks.see().result()
    last = journal.checks.last().result()
    assert last is not None
    assert last.seen
    journal.close()


def test_a_full_check_that_is_stopped_remembers_nothing(open_again: Callable[[], Journal]) -> None:
    journal = open_again()

    with pytest.raises(Cancelled):
        journal.checks.full(lambda done, _all: done < 3).result()

    assert journal.checks.last().result() is None
    journal.close()


def test_the_weekly_check_is_made_once_a_week(open_again: Callable[[], Journal], clock: FakeClock) -> None:
    journal = open_again()
    checks = checks_of(journal)

    first = checks.weekly().result()
    assert first is not None
    assert (first.wrongs, first.originals) == ((), FILES)
    assert checks.weekly().result() is None
    clock.pass_ms(WEEK_MS - 1)
    assert checks.weekly().result() is None
    clock.pass_ms(1)
    again = checks.weekly().result()
    assert again is not None
    assert again.done_ms == clock.utc_ms()
    checks.close()
    journal.close()


def test_a_weekly_check_goes_on_where_it_was_left(
    full: JournalFolder, open_again: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def noting(folder: JournalFolder, sealed: object, key: bytes | None) -> object:
        read.append(sealed.seq)  # type: ignore[attr-defined]
        if len(read) == 30:
            first._ending.set()
        return original_fault(folder, sealed, key)  # type: ignore[arg-type]

    monkeypatch.setattr("journal.services.checks.original_fault", noting)
    journal = open_again()
    first = checks_of(journal)
    assert first.weekly().result() is None
    first.close()
    journal.close()
    assert len(read) == 30
    media(full)[7].unlink()

    journal = open_again()
    second = checks_of(journal)
    checked = second.weekly().result()

    assert isinstance(checked, Checked)
    assert checked.originals == FILES
    # What was read since the place was last kept is read once more, and nothing before it.
    assert len(read) == 30 + FILES - 20
    assert len(set(read)) == FILES
    second.close()
    journal.close()


def test_the_weekly_check_finds_a_spoilt_page_and_goes_on_to_the_files(
    full: JournalFolder, open_again: Callable[[], Journal]
) -> None:
    pages = full.database.stat().st_size // PAGE_BYTES
    spoil_page(full, pages)
    media(full)[2].unlink()
    journal = open_again()
    checks = checks_of(journal)

    checked = checks.weekly().result()

    assert checked is not None
    assert {wrong.check for wrong in checked.wrongs} >= {"pages", "V7"}
    checks.close()
    journal.close()


def test_closing_does_not_wait_for_a_weekly_check(open_again: Callable[[], Journal]) -> None:
    journal = open_again()
    checks = checks_of(journal, breath=60.0)
    under_way = checks.weekly()

    checks.close()

    assert under_way.result() is None
    journal.close()


def test_writing_goes_on_while_it_is_checked(open_again: Callable[[], Journal]) -> None:
    journal = open_again()
    checks = checks_of(journal, breath=0.001)
    under_way = checks.weekly()

    for at in range(20):
        write(journal, headline=f"meanwhile {at}", description=os.urandom(4000).hex())

    checked = under_way.result()
    assert checked is not None
    assert checked.wrongs == ()
    checks.close()
    journal.close()
