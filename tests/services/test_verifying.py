"""Checking a journal finds whatever was changed in it, by pages, files or older copies of either, and says no more."""

import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from journal.domain.chain import ChainFault
from journal.domain.errors import JournalError
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_writer import SealedWriter
from journal.services.checks import Checked, Wrong
from journal.services.journal import Journal
from journal.services.verifying import Findings, Verdict, verify
from journal.vault.engine import PAGE_BYTES
from journal.vault.errors import JournalDamaged
from journal.vault.opening import open_for_reading
from journal.vault.reading import VaultReader
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import verified
from tests.services.quick import quick_journal, quick_root
from tests.services.shown import add_incident, everything_shown, fill

pytestmark = pytest.mark.slow

FLIPS = 12
LONG_FLIPS = 500


def on(_done: int, _total: int) -> bool:
    return True


@contextmanager
def opened(folder: JournalFolder) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(FakeClock()))
    try:
        yield journal
    finally:
        journal.close()


@dataclass(frozen=True)
class Filled:
    """A journal, the same some records earlier, and what the panes of the later one show."""

    before: JournalFolder
    folder: JournalFolder
    shown: dict[str, object]

    def another(self, place: Path) -> JournalFolder:
        shutil.copytree(self.folder.root, place)
        return JournalFolder(place)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    place = tmp_path_factory.mktemp("filled")
    folder, before = JournalFolder(place / "Journal"), JournalFolder(place / "Earlier")
    with opened(folder) as journal:
        fill(journal)
    shutil.copytree(folder.root, before.root)
    with opened(folder) as journal:
        owl = journal.casework.actors().result()[0][0]
        add_incident(journal, "A later secret", owl)
        journal.add_bytes(b"a later file", "later.txt", Method.PASTE).result()
        shown = everything_shown(journal)
        assert verified(journal).faults == ()
    return Filled(before, folder, shown)


def faults_of(folder: JournalFolder) -> tuple[ChainFault, ...]:
    with opened(folder) as journal:
        return verified(journal).faults


def check(
    folder: JournalFolder,
    key_of: Callable[[str], bytes | None] | None = None,
    going_on: Callable[[int, int], bool] = on,
) -> Findings:
    connection = open_for_reading(folder, quick_root().database_key())
    try:
        return verify(folder, connection, key_of or VaultReader(connection).find_file_key, going_on)
    finally:
        connection.close()


# What a page says


def test_c08_a_page_of_an_earlier_state_shows_nothing_else_or_is_found(
    filled: Filled, tmp_path: Path
) -> None:
    """Such a page is authentic: it was written under the same key, for the same place."""
    earlier, later = filled.before.database.read_bytes(), filled.folder.database.read_bytes()
    places = range(0, min(len(earlier), len(later)), PAGE_BYTES)
    changed = [at for at in places if earlier[at : at + PAGE_BYTES] != later[at : at + PAGE_BYTES]]
    assert len(changed) > 10

    for at in changed:
        folder = filled.another(tmp_path / str(at))
        folder.database.write_bytes(later[:at] + earlier[at : at + PAGE_BYTES] + later[at + PAGE_BYTES :])
        try:
            with opened(folder) as journal:
                shown, found = everything_shown(journal), verified(journal).faults
        except JournalError:
            continue  # it did not open
        assert found or shown == filled.shown, f"page {at // PAGE_BYTES}"
        shutil.rmtree(folder.root)


NOTHING = Checked(0, 0, 0, 0, ())
CHECKS: dict[str, Callable[[Journal], Sequence[ChainFault | Wrong]]] = {
    "full": lambda journal: journal.checks.full(on).result().wrongs,
    "weekly": lambda journal: (journal.checks.weekly().result() or NOTHING).wrongs,
}


@pytest.mark.parametrize("way", CHECKS)
def test_what_is_shown_wrongly_is_found_and_right_again_at_the_next_opening(
    filled: Filled, tmp_path: Path, way: str
) -> None:
    folder = filled.another(tmp_path / "Journal")
    tell_another_headline(folder)
    with opened(folder) as journal:
        wrong = everything_shown(journal)
        found = CHECKS[way](journal)

    with opened(folder) as journal:
        right = everything_shown(journal)

    assert wrong != filled.shown
    assert [(fault.check, fault.detail) for fault in found] == [
        ("shown", "seen_incident does not say what the records say")
    ]
    assert right == filled.shown
    assert faults_of(folder) == ()


def tell_another_headline(folder: JournalFolder) -> None:
    from journal.vault.engine import Access, connect

    connection = connect(folder.database, quick_root().database_key(), Access.WRITE)
    connection.execute("UPDATE seen_incident SET data = replace(data, 'secret', 'nothing')")
    connection.close()


def flipped_everywhere(filled: Filled, place: Path, flips: int) -> Iterator[JournalFolder]:
    """The journal with one bit flipped, each time in another page until every one had its turn."""
    whole = filled.folder.database.read_bytes()
    chance = random.Random(8)
    pages = list(range(len(whole) // PAGE_BYTES))
    for number in range(flips):
        if number % len(pages) == 0:
            chance.shuffle(pages)
        at = pages[number % len(pages)] * PAGE_BYTES + chance.randrange(PAGE_BYTES)
        folder = filled.another(place / str(number))
        folder.database.write_bytes(
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        )
        yield folder
        shutil.rmtree(folder.root)


def shows_nothing_wrong(filled: Filled, folder: JournalFolder) -> bool:
    try:
        with opened(folder) as journal:
            shown, found = everything_shown(journal), verified(journal).faults
    except JournalError:
        return True
    wrong = {
        name
        for name, value in shown.items()
        if not isinstance(value, type) and value != filled.shown.get(name)
    }
    return not wrong and (bool(found) or shown == filled.shown)


def test_c08_a_flipped_bit_is_an_error_or_changes_nothing(filled: Filled, tmp_path: Path) -> None:
    assert all(shows_nothing_wrong(filled, each) for each in flipped_everywhere(filled, tmp_path, FLIPS))


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_c08_five_hundred_flipped_bits_are_errors_or_change_nothing(filled: Filled, tmp_path: Path) -> None:
    assert all(shows_nothing_wrong(filled, each) for each in flipped_everywhere(filled, tmp_path, LONG_FLIPS))


def test_a_damaged_page_is_named_beside_what_the_chain_says(filled: Filled, tmp_path: Path) -> None:
    folder = filled.another(tmp_path / "Journal")
    whole = filled.folder.database.read_bytes()
    seal = check(filled.folder).seal
    found: list[Findings] = []

    for at in range(PAGE_BYTES, len(whole), PAGE_BYTES):
        folder.database.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with suppress(JournalDamaged):  # where the page holds records, nothing can be said of the chain
            found.append(check(folder))

    faults = [fault for findings in found for fault in findings.faults]
    assert len(found) > 10
    assert {findings.verdict for findings in found} == {Verdict.ALTERED}
    assert {findings.seal for findings in found} == {seal}
    assert {(fault.seq, fault.check) for fault in faults if fault.check != "shown"} == {(0, "pages")}


# What a file holds


def test_a_file_whose_key_is_gone_is_named(filled: Filled) -> None:
    findings = check(filled.folder, key_of=lambda _name: None)

    assert [(fault.check, fault.detail) for fault in findings.faults] == [
        ("V7", "the key of the file is missing"),
        ("V7", "the key of the file is missing"),
    ]
    assert [fault.seq for fault in findings.faults] == sorted({fault.seq for fault in findings.faults})


@pytest.mark.parametrize("other", [b"a later lie!", b"a later file and more"])
def test_a_file_that_opens_and_holds_something_else_is_named(
    filled: Filled, tmp_path: Path, other: bytes
) -> None:
    folder = filled.another(tmp_path / "Journal")
    (name,) = names_of_media(folder) - names_of_media(filled.before)
    folder.media_file(name).unlink()
    with SealedWriter(folder.media_file(name).parent, name, Kind.MEDIA, os.urandom) as writer:
        writer.write(other)
        writer.commit()
    connection = open_for_reading(folder, quick_root().database_key())
    keys = VaultReader(connection)

    findings = verify(
        folder,
        connection,
        lambda asked: writer.key.expose() if asked == name else keys.find_file_key(asked),
        on,
    )

    connection.close()
    assert [(fault.check, fault.detail) for fault in findings.faults] == [
        ("V7", "the file is not the one that was recorded")
    ]


def test_files_that_changed_places_are_both_named(filled: Filled, tmp_path: Path) -> None:
    folder = filled.another(tmp_path / "Journal")
    one, other = (folder.media_file(name) for name in sorted(names_of_media(folder)))
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)

    assert [fault.check for fault in faults_of(folder)] == ["V7", "V7"]


def test_an_earlier_database_leaves_files_that_no_record_names(filled: Filled, tmp_path: Path) -> None:
    folder = filled.another(tmp_path / "Journal")
    shutil.copy(filled.before.database, folder.database)

    findings = check(folder)

    assert (findings.faults, findings.unnamed) == ((), 1)
    assert check(filled.folder).unnamed == 0


def names_of_media(folder: JournalFolder) -> set[str]:
    return {path.name for path in folder.media.rglob("*") if path.is_file()}


# What is said of it


def test_progress_is_told_for_each_file_and_can_end_it(filled: Filled) -> None:
    told: list[tuple[int, int]] = []

    def once(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    stopped = check(filled.folder, going_on=once)
    whole = check(filled.folder)

    assert told == [(1, 2)]
    assert (stopped.originals, whole.originals) == (1, 2)
    assert stopped.faults == ()


def test_a_journal_without_files_has_none_checked(folder: JournalFolder) -> None:
    with opened(folder) as journal:
        add_incident(journal, "A message")

    findings = check(folder)

    assert (findings.originals, findings.unnamed, findings.faults) == (0, 0, ())


def test_verdicts_are_the_exit_codes_that_were_promised(filled: Filled) -> None:
    assert {verdict.name: int(verdict) for verdict in Verdict} == {
        "ANCHORED": 0,
        "ALTERED": 1,
        "NOT_ANCHORED": 2,
        "UNCHECKED": 3,
    }
    assert check(filled.folder).verdict is Verdict.NOT_ANCHORED
