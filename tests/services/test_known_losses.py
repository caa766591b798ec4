"""What a saved journal names as lost is no news: neither a copy of it nor a check counts it again."""

from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.services.journal import Journal
from journal.vault.checking import NAMED_LOSS
from journal.vault.engine import PAGE_BYTES
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.quick import quick_journal
from tests.services.test_journal import on
from tests.services.test_salvaging import (
    Original,
    damaged,
    opened,
    original,
    pages_with,
    saved,
    spoil,
)

pytestmark = pytest.mark.slow

__all__ = ["damaged", "original"]


def rescued(damaged: JournalFolder, into: Path) -> Journal:
    """A journal saved from one that had lost pages and a file."""
    places = [page * PAGE_BYTES + 5000 for page in pages_with(damaged.database, '"headline":"entry 31"')]
    spoil(damaged.database, *places)
    min(damaged.media.glob("*/*")).unlink()
    report = saved(damaged, into)
    assert any(lost.has_header for lost in report.lost)
    assert report.files
    return opened(into)


def test_a_copy_of_a_saved_journal_tells_nothing_new(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    journal = rescued(damaged, tmp_path / "new")

    (made,) = journal.backups.keep_up(on).result().made

    assert made.faults
    assert {fault.check for fault in made.faults} == {NAMED_LOSS}
    assert made.missing
    assert (made.damage, made.known_losses) == (0, len(made.faults) + len(made.missing))
    journal.close()


def test_a_copy_counts_what_was_lost_after_the_journal_was_saved(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    journal = rescued(damaged, tmp_path / "new")
    min(JournalFolder(tmp_path / "new").media.glob("*/*")).unlink()

    (made,) = journal.backups.keep_up(on).result().made

    assert made.damage == 1
    journal.close()


def test_both_checks_of_a_saved_journal_tell_nothing_new(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    journal = rescued(damaged, tmp_path / "new")

    checked = journal.checks.full(on).result()
    bit_by_bit = journal.checks.weekly().result()

    assert checked.wrongs
    assert checked.news == ()
    assert bit_by_bit is None or bit_by_bit.news == ()
    assert journal.checks.glance().result().is_clear
    journal.close()


def test_a_removal_whose_own_record_was_lost_is_no_news(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    before = quick_journal(damaged, surroundings(FakeClock(), seed=4))
    keys = before.timeline(Wanted()).result().keys
    (target,) = [key.id for key in keys if before.entry(key.id).result().incident.headline == "entry 31"]
    before.removal.remove([target]).result()
    before.close()
    places = [page * PAGE_BYTES + 5000 for page in pages_with(damaged.database, '"type":"evidence.shred"')]
    assert places
    spoil(damaged.database, *places)
    saved(damaged, tmp_path / "new")
    journal = opened(tmp_path / "new")

    assert journal.checks.full(on).result().news == ()
    (made,) = journal.backups.keep_up(on).result().made
    assert made.damage == 0
    journal.close()
