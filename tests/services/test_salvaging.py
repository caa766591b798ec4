"""Everything readable of a damaged journal comes into a new one; what is lost is named, and nothing is made up."""

import hashlib
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from journal.desktop.errors import AlreadyOpen
from journal.domain.actor import Actor, Standing
from journal.domain.casework import Person
from journal.domain.errors import Cancelled
from journal.domain.evidence import EvidenceNote, Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId
from journal.domain.incident import Attribution, Basis
from journal.domain.reading import Wanted
from journal.domain.records import Gap
from journal.sealing.errors import KeyFileMissing, WrongPassphrase
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.words import words_of
from journal.services.journal import Journal
from journal.services.rescue import Opening, Rescue
from journal.services.restoring import FolderTaken, Reviver
from journal.services.salvage_report import LostRecord, Outcome, SalvageReport, Why
from journal.services.salvaging import NothingReadable, salvage
from journal.vault.checking import NAMED_LOSS
from journal.vault.engine import PAGE_BYTES
from journal.vault.errors import JournalDamaged, JournalNewer, JournalUnreadable
from journal.vault.store import Session
from journal.vault.write_ahead_log import log_of
from tests.fakes import FakeClock
from tests.plain_pages import hits
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import verified
from tests.services.quick import quick_journal, quick_root
from tests.services.test_journal import headlines, on, write

pytestmark = pytest.mark.slow

ENTRIES = 60


@dataclass(frozen=True)
class Original:
    """A journal as it was, and what it said."""

    folder: JournalFolder
    said: dict[int, str]
    files: dict[str, str]
    private: str


def words(chance: random.Random, count: int) -> str:
    return " ".join(f"w{chance.randrange(3000):04d}" for _ in range(count))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """A closed journal with entries, people, files, changes, a private note and references on paper."""
    folder = JournalFolder(tmp_path_factory.mktemp("original") / "Journal")
    clock, chance = FakeClock(), random.Random(7)
    journal = quick_journal(folder, surroundings(clock, seed=2))
    journal.casework.write_person(Person(name="M. Leroux")).result()
    people = [
        journal.casework.add_actor(Actor(f"Person {at}", Standing.SUSPECTED)).result() for at in range(5)
    ]
    for at in range(ENTRIES):
        clock.pass_ms(60_000)
        evidence: tuple[EvidenceId, ...] = ()
        if at % 5 == 0:
            data = chance.randbytes(30_000)
            added = journal.add_bytes(data, f"file {at}.bin", Method.FILE).result()
            evidence = added.evidence
        actors = (Attribution(people[at % 5], Basis.SAME_ACCOUNT),) if at % 3 == 0 else ()
        text = words(chance, chance.randrange(5, 400))
        subject = write(journal, headline=f"entry {at}", description=text, evidence=evidence, actors=actors)
        if at % 7 == 3:
            draft = journal.start_draft(subject).result()  # type: ignore[arg-type]  # an id is a string at run time
            changed = replace(draft.incident, description=f"{text} and more")
            journal.keep_draft(replace(draft, incident=changed, private_note=f"note {at}")).result()
            journal.settle(draft.id).result()
    journal.close()
    again = quick_journal(folder, surroundings(clock, seed=3))
    said = what_it_says(again)
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.media.glob("*/*")}
    again.close()
    return Original(folder, said, files, "note 3")


@pytest.fixture
def damaged(original: Original, tmp_path: Path) -> JournalFolder:
    """A copy of it, to be spoilt."""
    shutil.copytree(original.folder.root, tmp_path / "damaged")
    return JournalFolder(tmp_path / "damaged")


def what_it_says(journal: Journal) -> dict[int, str]:
    """Every entry by its number, with everything in it."""
    keys = journal.timeline(Wanted()).result().keys
    entries = [journal.entry(key.id).result() for key in keys]
    return {
        entry.number: repr((entry.id, entry.incident, entry.private_note, [p.evidence for p in entry.pieces]))
        for entry in entries
    }


def saved(damaged: JournalFolder, into: Path, **named: object) -> SalvageReport:
    before = fingerprint(damaged)
    by = Reviver(Session("S" * 26, "Journal test", "Test OS", ()), FakeClock(), os.urandom)  # type: ignore[arg-type]
    report = salvage(damaged, JournalFolder(into), quick_root(), by, on, **named)  # type: ignore[arg-type]
    assert fingerprint(damaged) == before
    return report


def fingerprint(folder: JournalFolder) -> dict[str, tuple[str, int]]:
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.root.rglob("*")
        if path.is_file()
    }


def opened(place: Path) -> Journal:
    return quick_journal(JournalFolder(place), surroundings(FakeClock(), seed=11))


def spoil(path: Path, *places: int) -> None:
    data = bytearray(path.read_bytes())
    for place in places:
        data[place] ^= 0x10
    path.write_bytes(data)


def check_nothing_made_up(original: Original, report: SalvageReport, place: Path) -> float:
    """Whatever is there says what it said, under its number; return the share of entries that do."""
    journal = opened(place)
    said = what_it_says(journal)
    faults = verified(journal).faults
    journal.close()
    named = {lost.subject for lost in report.lost if lost.outcome in (Outcome.OLDER_KEPT, Outcome.GONE)}
    unknown = [lost for lost in report.lost if lost.outcome is Outcome.UNKNOWN]
    for number, text in said.items():
        subject, was = text[2:28], original.said[number]
        assert subject == was[2:28]
        assert text == was or unknown or any(lost in was for lost in named)
    gone = {lost.subject for lost in lost_entries(report)}
    missing = set(original.said) - set(said)
    assert len(missing) <= len(gone) + len(unknown)
    expected = {NAMED_LOSS, *({"V7"} if report.files else ())}
    assert {fault.check for fault in faults} <= expected
    return len(said) / len(original.said)


def is_whole(report: SalvageReport) -> bool:
    return report.losses is not None and report.losses.is_complete


def lost_entries(report: SalvageReport) -> list[LostRecord]:
    outcomes = (Outcome.GONE, Outcome.OLDER_KEPT)
    return [lost for lost in report.lost if lost.kind.startswith("incident.") and lost.outcome in outcomes]


def test_a_whole_journal_is_saved_whole(original: Original, damaged: JournalFolder, tmp_path: Path) -> None:
    report = saved(damaged, tmp_path / "new")

    assert is_whole(report)
    assert (report.lost, report.files, report.anew, report.broken, report.derived) == ((), (), (), (), ())
    assert report.findings.faults == ()
    assert check_nothing_made_up(original, report, tmp_path / "new") == 1
    new = JournalFolder(tmp_path / "new")
    assert {path.name for path in new.media.glob("*/*")} == set(original.files)


@pytest.mark.parametrize("rescue_page", [True, False])
def test_without_its_first_page_everything_is_saved(
    original: Original, damaged: JournalFolder, tmp_path: Path, rescue_page: bool
) -> None:
    data = bytearray(damaged.database.read_bytes())
    data[:PAGE_BYTES] = os.urandom(PAGE_BYTES)
    damaged.database.write_bytes(data)
    if not rescue_page:
        damaged.first_page.unlink()

    report = saved(damaged, tmp_path / "new")

    assert report.damage.pages == [1]
    assert is_whole(report)
    assert check_nothing_made_up(original, report, tmp_path / "new") == 1


def test_every_single_page_can_go_and_what_is_lost_is_named(
    original: Original, damaged: JournalFolder, tmp_path: Path, thorough: bool
) -> None:
    whole = damaged.database.read_bytes()
    pages = range(0, len(whole) // PAGE_BYTES, 1 if thorough else 12)
    complete = 0

    for page in pages:
        data = bytearray(whole)
        data[page * PAGE_BYTES + 333] ^= 1
        damaged.database.write_bytes(data)
        report = saved(damaged, tmp_path / f"new {page}")
        assert report.damage.pages == [page + 1]
        assert check_nothing_made_up(original, report, tmp_path / f"new {page}") == 1
        complete += is_whole(report)
        assert not report.files

    # What a page of records said, a page of the lists still shows.
    assert complete > 0.9 * len(pages)


@pytest.mark.parametrize("share", [0.9, 0.75, 0.5, 0.2, 0.03])
def test_of_a_cut_file_everything_before_the_cut_is_saved(
    original: Original, damaged: JournalFolder, tmp_path: Path, share: float
) -> None:
    whole = damaged.database.read_bytes()
    damaged.database.write_bytes(whole[: int(len(whole) * share)])

    try:
        report = saved(damaged, tmp_path / "new")
    except NothingReadable:
        assert share <= 0.5
        assert not (tmp_path / "new").exists()
        return

    assert report.damage.cut_pages > 0
    assert not is_whole(report)
    check_nothing_made_up(original, report, tmp_path / "new")


def random_damage(chance: random.Random, data: bytes) -> bytes:
    """One to twelve flipped bits, sometimes a page of nothing, sometimes a cut."""
    spoilt = bytearray(data)
    for _ in range(chance.randrange(1, 13)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    if chance.random() < 0.3:
        at = chance.randrange(len(spoilt) // PAGE_BYTES) * PAGE_BYTES
        spoilt[at : at + PAGE_BYTES] = bytes(PAGE_BYTES)
    if chance.random() < 0.2:
        del spoilt[chance.randrange(len(spoilt) * 3 // 4, len(spoilt)) :]
    return bytes(spoilt)


def rounds(original: Original, damaged: JournalFolder, tmp_path: Path, seeds: range) -> float:
    whole = damaged.database.read_bytes()
    kept = []
    for seed in seeds:
        damaged.database.write_bytes(random_damage(random.Random(seed), whole))
        report = saved(damaged, tmp_path / "new")
        kept.append(check_nothing_made_up(original, report, tmp_path / "new"))
        shutil.rmtree(tmp_path / "new")
    return sum(kept) / len(kept)


def test_r03_whatever_is_damaged_nothing_wrong_is_ever_shown(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    assert rounds(original, damaged, tmp_path, range(4)) > 0.9


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_r03_two_hundred_times_nothing_wrong_is_ever_shown(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    share = rounds(original, damaged, tmp_path, range(100, 300))

    print(f"entries saved of 200 damaged journals: {share:.4f}")
    assert share > 0.9


def page_with(database: Path, word: str) -> int:
    """The page of records that holds a word, from 0: the one with a body in it."""
    from journal.sealing.database_pages import PageKey

    key, data = PageKey(quick_root().database_key()), database.read_bytes()
    for at in range(0, len(data), PAGE_BYTES):
        page = key.open(at // PAGE_BYTES + 1, data[at : at + PAGE_BYTES]) or b""
        if word.encode() in page and b'"type":"incident.' in page:
            return at // PAGE_BYTES
    raise LookupError(word)


def pages_with(database: Path, word: str) -> list[int]:
    from journal.sealing.database_pages import PageKey

    key, data = PageKey(quick_root().database_key()), database.read_bytes()
    pages = range(0, len(data), PAGE_BYTES)
    return [
        at // PAGE_BYTES
        for at in pages
        if word.encode() in (key.open(at // PAGE_BYTES + 1, data[at : at + PAGE_BYTES]) or b"")
    ]


def test_words_whose_record_is_lost_are_recorded_anew_from_the_lists(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    spoil(damaged.database, page_with(damaged.database, '"headline":"entry 31"') * PAGE_BYTES + 5000)

    report = saved(damaged, tmp_path / "new")

    assert is_whole(report)
    assert report.anew
    assert {lost.outcome for lost in report.lost} <= {Outcome.HISTORY_ONLY, Outcome.BOOKKEEPING}
    assert all(lost.has_header for lost in report.lost)
    assert check_nothing_made_up(original, report, tmp_path / "new") == 1
    assert [fault.check for fault in report.findings.faults] == [NAMED_LOSS] * len(report.lost)


def test_what_is_on_no_page_any_more_is_named_and_all_else_keeps_its_number(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    places = [page * PAGE_BYTES + 5000 for page in pages_with(damaged.database, '"headline":"entry 31"')]
    spoil(damaged.database, *places)

    report = saved(damaged, tmp_path / "new")

    gone = lost_entries(report)
    share = check_nothing_made_up(original, report, tmp_path / "new")
    assert share < 1
    assert gone
    assert all(lost.utc_ms is not None for lost in gone)
    journal = opened(tmp_path / "new")
    assert 32 not in what_it_says(journal)
    losses = journal.losses().result()
    assert losses == report.losses
    assert losses is not None
    assert not losses.is_complete
    (thing,) = (thing for thing in losses.things if thing.number == 32)
    assert (thing.kind, thing.outcome, thing.name) == ("incident", Outcome.GONE, "")
    assert thing.utc_ms is not None
    clock_time = journal.timeline(Wanted()).result().keys[0].sort_ms
    assert clock_time > 0
    later = write(journal, headline="written afterwards")
    assert journal.entry(later).result().number == ENTRIES + 1  # type: ignore[arg-type]
    journal.close()


def test_a_lost_header_between_two_that_are_there_can_only_have_been_one(
    damaged: JournalFolder, tmp_path: Path
) -> None:
    from journal.sealing.database_pages import PageKey
    from journal.vault.mending import mend
    from journal.vault.salvaging import Found, search

    found = Found()
    search(damaged.database, None, PageKey(quick_root().database_key()), found, on)
    whole = mend(found)
    for seq in (1, 5, 6, 7, 30):
        del found.headers[seq]

    mended = mend(found)

    assert mended.headers == whole.headers
    assert mended.derived == (1, 5, 6, 7, 30)
    del found.headers[9]
    found.bodies[9] = [found.bodies[10][0]]
    assert 9 not in mend(found).headers
    assert mend(found).gaps == (Gap(9, 9),)


def test_files_that_are_missing_damaged_or_without_a_key_are_named_one_by_one(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    gone, spoilt, *_ = sorted(damaged.media.glob("*/*"))
    gone.unlink()
    spoil(spoilt, 5000)

    report = saved(damaged, tmp_path / "new")

    assert {(lost.file, lost.why) for lost in report.files} == {
        (gone.name, Why.FILE_MISSING),
        (spoilt.name, Why.FILE_DAMAGED),
    }
    assert all(lost.name.startswith("file ") and lost.bytes_lost > 0 for lost in report.files)
    assert not is_whole(report)
    new = JournalFolder(tmp_path / "new")
    assert new.media_file(spoilt.name).read_bytes() == spoilt.read_bytes()
    assert check_nothing_made_up(original, report, tmp_path / "new") == 1


def test_holes_are_filled_from_a_copy_where_it_fits(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    from journal.services.salvaging import own_copies

    journal = quick_journal(damaged, surroundings(FakeClock(), seed=4))
    journal.backups.make(None, on).result()
    write(journal, headline="after the copy")
    journal.close()
    damaged.database.write_bytes(damaged.database.read_bytes()[: 20 * PAGE_BYTES])
    for path in list(damaged.media.glob("*/*"))[:3]:
        path.unlink()

    report = saved(damaged, tmp_path / "new", also=own_copies(damaged))

    assert report.files == ()
    assert report.from_copies > 10
    assert check_nothing_made_up(original, report, tmp_path / "new") >= 1


def test_what_was_removed_for_good_does_not_come_back(damaged: JournalFolder, tmp_path: Path) -> None:
    journal = quick_journal(damaged, surroundings(FakeClock(), seed=4))
    keys = journal.timeline(Wanted()).result().keys
    (target,) = [key.id for key in keys if journal.entry(key.id).result().incident.headline == "entry 31"]
    journal.backups.make(None, on).result()
    journal.removal.remove([target]).result()
    journal.close()
    spoil(damaged.database, 3 * PAGE_BYTES + 7)
    from journal.services.salvaging import own_copies

    report = saved(damaged, tmp_path / "new", also=own_copies(damaged))

    assert hits(tmp_path / "new" / "journal.db", quick_root().database_key(), "entry 31") == 0
    assert target not in {lost.subject for lost in report.lost}
    again = opened(tmp_path / "new")
    assert "entry 31" not in headlines(again)
    again.close()


def test_r03_a_damaged_log_is_saved_with_what_a_reader_would_forget(
    original: Original, tmp_path: Path
) -> None:
    folder = JournalFolder(tmp_path / "crashed")
    shutil.copytree(original.folder.root, folder.root)
    journal = quick_journal(folder, surroundings(FakeClock(), seed=4))
    for at in range(6):
        write(journal, headline=f"in the log {at}")
    shutil.copytree(folder.root, tmp_path / "damaged", ignore=shutil.ignore_patterns("journal.lock"))
    journal.close()
    damaged = JournalFolder(tmp_path / "damaged")
    spoil(log_of(damaged.database), log_of(damaged.database).stat().st_size // 3)
    with pytest.raises(JournalDamaged):
        quick_journal(damaged, surroundings(FakeClock(), seed=5))

    report = saved(damaged, tmp_path / "new")

    assert report.damage.frames <= 1
    again = opened(tmp_path / "new")
    assert {f"in the log {at}" for at in range(6)} <= set(headlines(again))
    again.close()


def test_captures_that_were_not_filed_and_drafts_come_along(damaged: JournalFolder, tmp_path: Path) -> None:
    journal = quick_journal(damaged, surroundings(FakeClock(), seed=4))
    draft = journal.start_draft(None).result()
    journal.keep_draft(replace(draft, private_note="half a word")).result()
    seal_to_inbox(damaged.inbox, "ab" * 16, b"caught", {"a": 1}, journal.inbox_public, os.urandom)
    journal.close()
    spoil(damaged.database, 5)

    saved(damaged, tmp_path / "new")

    again = opened(tmp_path / "new")
    assert again.draft(draft.id).result().private_note == "half a word"
    assert (again._parts.folder.inbox / ("ab" * 16)).exists()
    again.close()


def test_notes_on_files_and_private_notes_are_recorded_anew(damaged: JournalFolder, tmp_path: Path) -> None:
    journal = quick_journal(damaged, surroundings(FakeClock(), seed=4))
    keys = journal.timeline(Wanted()).result().keys
    entry = next(found for key in keys if (found := journal.entry(key.id).result()).pieces)
    piece = entry.pieces[0].id
    note = EvidenceNote(note="the phone is in my drawer")
    journal.amend_evidence(piece, note).result()
    draft = journal.start_draft(entry.id).result()
    journal.keep_draft(replace(draft, private_note="only for me, really")).result()
    journal.settle(draft.id).result()
    journal.close()
    for word in ("the phone is in my drawer", "only for me, really"):
        for page in pages_with(damaged.database, word):
            data = damaged.database.read_bytes()
            from journal.sealing.database_pages import PageKey

            plain = PageKey(quick_root().database_key()).open(
                page + 1, data[page * PAGE_BYTES : (page + 1) * PAGE_BYTES]
            )
            if plain and b'"salt":"' in plain:
                spoil(damaged.database, page * PAGE_BYTES + 99)

    report = saved(damaged, tmp_path / "new")

    again = opened(tmp_path / "new")
    assert again.piece(piece).result().note.note == "the phone is in my drawer"
    assert again.entry(entry.id).result().private_note == "only for me, really"
    assert piece in report.anew
    again.close()


def test_another_journals_folder_and_a_newer_program_are_refused(
    damaged: JournalFolder, tmp_path: Path
) -> None:
    damaged.database.write_bytes(os.urandom(10 * PAGE_BYTES))
    with pytest.raises(NothingReadable):
        saved(damaged, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_newer_programs_journal_is_left_to_it(damaged: JournalFolder, tmp_path: Path) -> None:
    from journal.vault.engine import Access, connect

    connection = connect(damaged.database, quick_root().database_key(), Access.WRITE)
    connection.execute("PRAGMA user_version=99")
    connection.close()

    with pytest.raises(JournalNewer):
        saved(damaged, tmp_path / "new")


def test_nothing_is_saved_over_what_is_there_and_stopping_leaves_nothing(
    damaged: JournalFolder, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("mine")
    by = Reviver(Session("S" * 26, "Journal test", "Test OS", ()), FakeClock(), os.urandom)  # type: ignore[arg-type]

    with pytest.raises(FolderTaken):
        saved(damaged, tmp_path / "taken")
    for stop in (0, 300, 700):
        with pytest.raises(Cancelled):
            salvage(
                damaged,
                JournalFolder(tmp_path / "new"),
                quick_root(),
                by,
                lambda done, _all, most=stop: done < most,  # type: ignore[misc]  # its default is the number
            )

    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged", "taken"]


@pytest.fixture
def rescue(clock: FakeClock) -> Iterator[Rescue]:
    made = Rescue(surroundings(clock, seed=6))
    yield made
    made.close()


def test_it_opens_with_the_passphrase_and_without_key_files_with_the_words(
    rescue: Rescue, damaged: JournalFolder, tmp_path: Path
) -> None:
    spoil(damaged.database, 5)
    with pytest.raises(WrongPassphrase):
        rescue.salvage(damaged.root, tmp_path / "new", Opening("some other words"), on).result()
    report = rescue.salvage(damaged.root, tmp_path / "new", Opening(PASSPHRASE), on).result()
    assert is_whole(report)

    # Nothing is left that says whose journal it is but its pages.
    damaged.keys.unlink()
    damaged.second_keys.unlink()
    spoil(damaged.first_page, 3)
    with pytest.raises(KeyFileMissing):
        rescue.salvage(damaged.root, tmp_path / "other", Opening(PASSPHRASE), on).result()
    said = Opening(words=" ".join(words_of(quick_root())))
    assert is_whole(rescue.salvage(damaged.root, tmp_path / "other", said, on).result())


def test_a_journal_that_is_open_is_not_read_from_under_its_writer(
    rescue: Rescue, damaged: JournalFolder, tmp_path: Path
) -> None:
    journal = quick_journal(damaged, surroundings(FakeClock(), seed=4))

    with pytest.raises(AlreadyOpen):
        rescue.salvage(damaged.root, tmp_path / "new", Opening(PASSPHRASE), on).result()

    journal.close()


Spoiling = Callable[[JournalFolder], None]


@pytest.mark.parametrize("size", [0, 1, 100, PAGE_BYTES - 1])
def test_a_stump_of_a_database_is_not_readable_and_not_touched(
    damaged: JournalFolder, tmp_path: Path, size: int
) -> None:
    damaged.database.write_bytes(damaged.database.read_bytes()[:size])

    with pytest.raises(NothingReadable):
        saved(damaged, tmp_path / "new")


def test_what_does_not_open_any_more_is_saved(
    original: Original, damaged: JournalFolder, tmp_path: Path
) -> None:
    spoil(damaged.database, 40, 5 * PAGE_BYTES + 40)
    with pytest.raises((JournalUnreadable, JournalDamaged)):
        opened(damaged.root)

    report = saved(damaged, tmp_path / "new")

    assert check_nothing_made_up(original, report, tmp_path / "new") == 1
