"""The 24 words open a journal whatever became of its key files, say what is wrong with them, and write new keys."""

import errno
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.desktop.errors import AlreadyOpen
from journal.domain.actor import Actor
from journal.domain.errors import JournalError
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import JournalId
from journal.domain.records import KeyAlarm, KeyChanged
from journal.sealing.errors import (
    Correction,
    DiskFull,
    KeyFileMissing,
    KeyFileNewer,
    Slip,
    WordCount,
    WordsOfAnotherJournal,
    WordsWrong,
    WordUnknown,
    WrongPassphrase,
)
from journal.sealing.keyfolder import FIRST, SECOND, read_key_files, unlock
from journal.sealing.root_change import MARKER, lay_beside
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.slots import LEAST_COST
from journal.sealing.words import root_of, words_of
from journal.services import by_words
from journal.services.by_words import Told, renew_keys
from journal.services.door import Door
from journal.services.errors import PassphraseWeak, WordsNotTypedBack
from journal.services.journal import Journal
from journal.services.verifying import Verdict
from journal.services.what_lies_there import Found
from journal.vault.errors import JournalEmpty, JournalForeign, JournalMissing, JournalUnreadable
from tests.fakes import FakeClock
from tests.sealing.fakes import FailingDisk, Known, derive, flipped, forged
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.looking import verified
from tests.services.test_journal import headlines, png, write
from tests.services.test_keys import key_records, root_in

pytestmark = pytest.mark.slow

NEW = "quite other words that nobody guesses"
BY_WORDS = KeyChanged("passphrase", "replaced with the words")


@pytest.fixture
def words(journal: Journal, folder: JournalFolder) -> str:
    """The words of a closed journal with something in it."""
    picture = journal.add_bytes(png(), "screen.png", Method.PASTE).result().evidence
    write(journal, headline="must not be lost", evidence=picture)
    shown = " ".join(journal.what_opens.recovery_words(PASSPHRASE).result())
    journal.close()
    return shown


@pytest.fixture
def journal(door: Door) -> Journal:
    return door.create(PASSPHRASE).result()


def contents(folder: JournalFolder) -> dict[str, str]:
    files = (path for path in folder.root.rglob("*") if path.is_file() and path.name != "journal.lock")
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def lose(folder: JournalFolder) -> None:
    folder.keys.unlink()
    folder.second_keys.unlink()


def damage(folder: JournalFolder) -> None:
    for path in (folder.keys, folder.second_keys):
        path.write_bytes(flipped(path.read_bytes(), 100))


def empty(folder: JournalFolder) -> None:
    for path in (folder.keys, folder.second_keys):
        path.write_bytes(b"")


def alter(folder: JournalFolder) -> None:
    for path in (folder.keys, folder.second_keys):
        path.write_bytes(forged(path.read_bytes(), inbox_public="09" + "00" * 31))


def weaken(folder: JournalFolder) -> None:
    for path in (folder.keys, folder.second_keys):
        path.write_bytes(path.read_bytes().replace(b'"passes":3', b'"passes":1'))
        path.write_bytes(forged(path.read_bytes()))


def lose_the_second(folder: JournalFolder) -> None:
    folder.second_keys.unlink()


def nothing(_folder: JournalFolder) -> None:
    """Only the passphrase was forgotten."""


HARM: dict[str, tuple[Callable[[JournalFolder], None], list[KeyAlarm]]] = {
    "lost": (lose, [KeyAlarm("key files: missing")]),
    "damaged": (damage, [KeyAlarm("key files: damaged")]),
    "empty": (empty, [KeyAlarm("key files: damaged")]),
    "altered": (alter, [KeyAlarm("key files: altered")]),
    "weakened": (weaken, [KeyAlarm("key files: altered")]),
    "the second lost": (lose_the_second, [KeyAlarm("keys.second.json: missing")]),
    "forgotten": (nothing, []),
}


@pytest.mark.parametrize("harm", HARM)
def test_the_words_open_whatever_became_of_the_key_files_and_write_new_ones(
    words: str, door: Door, folder: JournalFolder, harm: str
) -> None:
    do, alarms = HARM[harm]
    do(folder)

    opened = door.open_with_words(words, NEW).result()

    assert headlines(opened) == ["must not be lost"]
    assert verified(opened).verdict is Verdict.NOT_ANCHORED
    opened.close()
    assert read_key_files(folder.root).agree
    with pytest.raises(WrongPassphrase):
        door.open(PASSPHRASE).result()
    again = door.open(NEW).result()
    assert " ".join(again.what_opens.recovery_words(NEW).result()) == words
    again.close()
    assert key_records(folder, NEW) == [*alarms, BY_WORDS]


def test_r12_on_another_computer_the_words_alone_bring_back_the_same_chain(
    words: str, folder: JournalFolder, tmp_path: Path
) -> None:
    elsewhere = JournalFolder(tmp_path / "elsewhere" / "Journal")
    shutil.copytree(folder.root, elsewhere.root, ignore=shutil.ignore_patterns("keys*", "page1*", "*.lock"))
    before = contents(folder)
    door = Door(elsewhere, surroundings(FakeClock(), seed=5))

    assert door.look() is Found.KEYS_MISSING
    with pytest.raises(KeyFileMissing):
        door.open(PASSPHRASE).result()
    opened = door.open_with_words(words, NEW).result()

    assert headlines(opened) == ["must not be lost"]
    findings = verified(opened)
    assert (findings.faults, findings.originals) == ((), 1)
    opened.close()
    door.close()
    assert contents(folder) == before


def test_c08_a_flipped_bit_anywhere_in_the_key_files_never_keeps_the_words_from_opening(
    words: str, folder: JournalFolder
) -> None:
    whole = folder.keys.read_bytes()
    root = root_in(folder, PASSPHRASE)
    told = Told(JournalId(read_key_files(folder.root).keyfiles[0].journal), 1, ())

    for bit in range(0, len(whole) * 8, 37):
        for path in (folder.keys, folder.second_keys):
            path.write_bytes(flipped(whole, bit))
        assert root_of(words, by_words.fits_here(folder)) == root
        renew_keys(folder, told, root, Passphrase(NEW), LEAST_COST, Known("new"), derive=derive)
        assert unlock(folder.root, Passphrase(NEW), derive).root == root


# What is refused


def test_wrong_words_are_told_and_nothing_is_touched(words: str, door: Door, folder: JournalFolder) -> None:
    lose(folder)
    listed = words.split()
    before = contents(folder)
    swapped = [*listed[:3], listed[4], listed[3], *listed[5:]]
    cases = {
        " ".join(listed[:-1]): WordCount,
        " ".join([*listed[:-1], "xylophon"]): WordUnknown,
        " ".join(swapped): WordsWrong,
        " ".join(words_of(RootKey(bytes(32)))): WordsOfAnotherJournal,
    }

    for typed, error in cases.items():
        with pytest.raises(error):
            door.check_words(typed).result()
        with pytest.raises(error):
            door.open_with_words(typed, NEW).result()

    assert contents(folder) == before
    door.check_words(words).result()
    assert contents(folder) == before


@pytest.mark.parametrize("harm", ["lost", "damaged", "forgotten"])
def test_a_slip_is_named_even_where_no_key_file_tells_the_root(
    words: str, door: Door, folder: JournalFolder, harm: str
) -> None:
    HARM[harm][0](folder)
    listed = words.split()
    other = "zoo" if listed[6] != "zoo" else "zone"

    with pytest.raises(WordsWrong) as caught:
        door.check_words(" ".join([*listed[:6], other, *listed[7:]])).result()

    assert caught.value.likely is not None
    assert caught.value.likely.slip is Slip.REPLACED
    assert (caught.value.likely.positions, caught.value.likely.words) == ((7,), (listed[6],))


def test_where_the_head_of_the_database_is_damaged_its_rescued_page_still_knows_the_words(
    words: str, door: Door, folder: JournalFolder
) -> None:
    lose(folder)
    with folder.database.open("r+b") as file:
        file.write(bytes(64))
    before = contents(folder)

    door.check_words(words).result()
    with pytest.raises(JournalUnreadable):
        door.open_with_words(words, NEW).result()

    assert contents(folder) == before


def test_where_nothing_else_is_left_the_key_files_know_the_words(
    words: str, door: Door, folder: JournalFolder
) -> None:
    folder.first_page.unlink()
    with folder.database.open("r+b") as file:
        file.write(bytes(64))

    door.check_words(words).result()


@pytest.mark.parametrize(
    ("content", "error"),
    [(None, JournalMissing), (b"", JournalEmpty), (b"SQLite format 3\0" + bytes(500), JournalForeign)],
)
def test_without_a_journal_no_words_are_judged(
    words: str, door: Door, folder: JournalFolder, content: bytes | None, error: type[Exception]
) -> None:
    folder.database.unlink()
    if content is not None:
        folder.database.write_bytes(content)
    before = contents(folder)

    with pytest.raises(error):
        door.check_words(words).result()
    with pytest.raises(error):
        door.open_with_words(words, NEW).result()

    assert contents(folder) == before


def test_key_files_of_a_newer_program_are_left_as_they_are(
    words: str, door: Door, folder: JournalFolder
) -> None:
    for path in (folder.keys, folder.second_keys):
        path.write_bytes(forged(path.read_bytes(), v=2))
    before = contents(folder)[str(folder.keys)]

    with pytest.raises(KeyFileNewer):
        door.open_with_words(words, NEW).result()

    assert contents(folder)[str(folder.keys)] == before


@pytest.mark.parametrize("passphrase", ["too short", "NightOwl NightOwl 7"])
def test_a_weak_passphrase_is_refused_for_the_words_as_well(
    journal: Journal, door: Door, folder: JournalFolder, passphrase: str
) -> None:
    journal.casework.add_actor(Actor("NightOwl")).result()
    words = " ".join(journal.what_opens.recovery_words(PASSPHRASE).result())
    journal.close()
    before = contents(folder)[str(folder.keys)]

    with pytest.raises(PassphraseWeak):
        door.open_with_words(words, passphrase).result()

    assert contents(folder)[str(folder.keys)] == before
    door.open(PASSPHRASE).result().close()


def test_an_open_journal_is_not_opened_a_second_time_by_words(
    journal: Journal, folder: JournalFolder
) -> None:
    words = " ".join(journal.what_opens.recovery_words(PASSPHRASE).result())
    other = Door(folder, surroundings(FakeClock(), seed=2))
    before = folder.keys.read_bytes()

    with pytest.raises(AlreadyOpen):
        other.open_with_words(words, NEW).result()

    assert folder.keys.read_bytes() == before
    other.close()
    journal.close()


@pytest.mark.parametrize("at", range(1, 11))
def test_a_disk_that_refuses_the_new_key_files_leaves_the_words(
    words: str, folder: JournalFolder, at: int
) -> None:
    root = root_in(folder, PASSPHRASE)
    told = by_words.ask_database(folder, root)

    with pytest.raises(DiskFull):
        renew_keys(
            folder,
            told,
            root,
            Passphrase(NEW),
            LEAST_COST,
            Known("new"),
            derive=derive,
            disk=FailingDisk(at, errno.ENOSPC),
        )

    assert by_words.fits_here(folder)(root)
    read_key_files(folder.root)


# After an interrupted change of root


@pytest.mark.parametrize("marker", [b"", b"{}\n"])
def test_an_unclear_change_of_root_is_cleared_away_once_the_journal_is_open(
    words: str, door: Door, folder: JournalFolder, marker: bytes
) -> None:
    unlocked = unlock(folder.root, Passphrase(PASSPHRASE), derive)
    other = RootKey(bytes(range(32)))
    lay_beside(
        folder.root,
        unlocked.keyfile,
        unlocked.root,
        other,
        Passphrase(NEW),
        LEAST_COST,
        Known("x"),
        derive=derive,
    )
    (folder.root / MARKER).write_bytes(marker)
    shutil.copytree(folder.root, folder.root.with_name("by words"))

    door.open(PASSPHRASE).result().close()
    by_words_door = Door(JournalFolder(folder.root.with_name("by words")), surroundings(FakeClock(), seed=3))
    by_words_door.open_with_words(words, NEW).result().close()
    by_words_door.close()

    for place in (folder.root, folder.root.with_name("by words")):
        assert {path.name for path in place.glob("keys*")} == {FIRST, SECOND}
    door.open(PASSPHRASE).result().close()


def test_an_edition_the_database_remembers_is_never_given_again(
    words: str, door: Door, folder: JournalFolder
) -> None:
    door.open_with_words(words, NEW).result().close()
    edition = read_key_files(folder.root).keyfiles[0].edition
    lose(folder)

    door.open_with_words(words, NEW).result().close()

    assert read_key_files(folder.root).keyfiles[0].edition == edition + 1


# What a window asks


def test_words_are_completed_at_the_door(door: Door) -> None:
    assert door.completions("aban") == ("abandon",)
    assert door.completions("") == ()


@pytest.mark.parametrize(
    ("error", "places"),
    [
        (WordUnknown(7, "appel", ()), (7,)),
        (WordsWrong(Correction(Slip.SWAPPED, (3, 9), ("apple", "zoo"))), (3, 9)),
        (WordsNotTypedBack((4, 5)), (4, 5)),
        (WordsWrong(), ()),
        (WordsOfAnotherJournal(), ()),
        (WordCount(3), ()),
    ],
)
def test_the_words_at_fault_can_be_marked(error: JournalError, places: tuple[int, ...]) -> None:
    assert by_words.places_at_fault(error) == places
