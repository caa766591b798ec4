"""R-14: whatever changes what opens a journal, killed at any step, leaves old or new opening everything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from journal.desktop.errors import AlreadyOpen
from journal.desktop.folder_lock import FolderLock
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import SessionId
from journal.domain.reading import Seal, Wanted
from journal.domain.records import KeyChanged
from journal.sealing.errors import WrongPassphrase
from journal.sealing.keyfolder import heal, read_key_files, unlock
from journal.sealing.roots import InboxKey, RootKey
from journal.sealing.secret import Passphrase
from journal.sealing.words import root_of, words_of
from journal.services.by_words import fits_here
from journal.services.door import Door
from journal.services.filing import file_inbox
from journal.services.new_root import finish_interrupted, is_interrupted
from journal.services.verifying import verify
from journal.vault.errors import JournalUnreadable
from journal.vault.opening import open_for_reading, open_for_writing
from journal.vault.reading import VaultReader
from journal.vault.store import Session, Vault
from tests.fakes import FakeClock, seeded
from tests.sealing.fakes import derive
from tests.services.conftest import surroundings
from tests.services.killed_changes import NEW, NEW_ROOT, OLD
from tests.services.test_journal import a_capture, on, png, write
from tests.services.test_keys import key_records

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="each kill is a fork")]

STEPS = {"root": 34, "passphrase": 21, "words": 11}
SWAPPED = "remove the marker"
"""The step of a new root before which the database has its new name."""


ANNOUNCED = KeyChanged("passphrase", "replaced", new_root=True)
TAKEN_BACK = KeyChanged("passphrase", "taken back", new_root=True)


@dataclass(frozen=True)
class Killings:
    """The journal before, and a copy of it for each step at which a change of it was killed."""

    template: JournalFolder
    seal: Seal
    old_root: RootKey
    results: Path
    steps: tuple[str, ...]

    def killed_at(self, step: int | str, place: Path) -> JournalFolder:
        """A copy of the copy, for one test to put right."""
        at = self.steps.index(step) if isinstance(step, str) else step
        return JournalFolder(shutil.copytree(self.results / str(at), place / "Journal"))


Killing: TypeAlias = Callable[[str], Killings]
"""Kills a change at each of its steps; once, whoever asks."""


@pytest.fixture(scope="module")
def killings(tmp_path_factory: pytest.TempPathFactory) -> Killing:
    place = tmp_path_factory.mktemp("killed")
    template = JournalFolder(place / "Journal")
    door = Door(template, surroundings(FakeClock()))
    journal = door.create(OLD).result()
    picture = journal.add_bytes(png(), "screen.png", Method.PASTE).result().evidence
    write(journal, headline="must not be lost", evidence=picture)
    a_capture(template, journal.inbox_public, "aa" * 16, png((1, 2, 3)))
    seal = journal.seal().result()
    journal.close()
    door.close()
    old_root = unlock(template.root, Passphrase(OLD), derive).root

    @cache
    def kill(change: str) -> Killings:
        results = place / change
        results.mkdir()
        run = subprocess.run(
            [sys.executable, "-m", "tests.services.killed_changes", change, template.root, results],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        return Killings(template, seal, old_root, results, tuple(run.stdout.splitlines()))

    return kill


def opening(folder: JournalFolder) -> dict[str, RootKey]:
    """Which passphrases open the key files."""
    found = {}
    for passphrase in (OLD, NEW):
        try:
            found[passphrase] = unlock(folder.root, Passphrase(passphrase), derive).root
        except WrongPassphrase:
            continue
    return found


def assert_whole(killings: Killings, folder: JournalFolder, root: RootKey) -> None:
    """Everything that was there before is there, and opens with this root."""
    session = Session(SessionId("1" * 26), "Journal test", "Test OS", ())
    vault = Vault(open_for_writing(folder, root.database_key()), session, FakeClock(), seeded(6))
    keys = (root.inbox_key(), *map(InboxKey, vault.inbox_keys()))
    filed = file_inbox(folder, vault, keys, seeded(8))
    connection = open_for_reading(folder, root.database_key())
    reader = VaultReader(connection)
    findings = verify(folder, connection, reader.find_file_key, on)
    header = connection.execute(
        "SELECT header FROM kept_record WHERE seq = ?", (killings.seal.seq + 1,)
    ).fetchone()
    (key,) = reader.timeline(Wanted()).keys
    row = reader.rows([key.id])[0]
    connection.close()
    vault.close()

    assert len(filed.evidence) == 1
    assert filed.unopened == ()
    assert findings.faults == ()
    assert findings.originals == 2
    assert row.headline == "must not be lost"
    assert killings.seal.hex.encode() in header[0]


def file_names(folder: JournalFolder) -> set[str]:
    return {path.name for path in folder.root.iterdir()} - {"journal.lock"}


@pytest.mark.parametrize("change", STEPS)
def test_each_change_takes_exactly_the_steps_that_are_killed_below(killings: Killing, change: str) -> None:
    assert len(killings(change).steps) == STEPS[change]


@pytest.mark.parametrize("at", range(STEPS["root"]))
def test_R14_a_new_root_killed_at_any_step_leaves_the_old_or_the_new_opening_everything(
    killings: Killing, tmp_path: Path, at: int
) -> None:
    killed = killings("root")
    folder = killed.killed_at(at, tmp_path)
    replaced = at >= killed.steps.index(SWAPPED)

    if is_interrupted(folder):
        finish_interrupted(folder)

    expected = {NEW: NEW_ROOT} if replaced else {OLD: killed.old_root}
    in_force = NEW_ROOT if replaced else killed.old_root
    left_behind = killed.old_root if replaced else NEW_ROOT
    assert opening(folder) == expected
    assert read_key_files(folder.root).agree
    assert root_of(words_of(in_force), fits_here(folder)) == in_force
    assert_whole(killed, folder, in_force)
    with pytest.raises(JournalUnreadable):
        open_for_reading(folder, left_behind.database_key())
    assert file_names(folder) == file_names(killed.template)


@pytest.mark.parametrize("at", range(STEPS["root"]))
def test_R14_the_words_of_the_root_in_force_open_even_before_anything_is_put_right(
    killings: Killing, tmp_path: Path, at: int
) -> None:
    killed = killings("root")
    folder = killed.killed_at(at, tmp_path)
    in_force = NEW_ROOT if at >= killed.steps.index(SWAPPED) else killed.old_root

    assert root_of(words_of(in_force), fits_here(folder)) == in_force
    open_for_reading(folder, in_force.database_key()).close()


@pytest.mark.parametrize(
    ("step", "passphrase", "recorded"),
    [
        ("end", OLD, [ANNOUNCED, TAKEN_BACK]),
        ("copy", OLD, [ANNOUNCED, TAKEN_BACK]),
        ("rename", OLD, [ANNOUNCED, TAKEN_BACK]),
        (SWAPPED, NEW, [ANNOUNCED]),
        ("finish", NEW, [ANNOUNCED]),
        ("rename to keys.second.json", NEW, [ANNOUNCED]),
        ("done", NEW, [ANNOUNCED]),
    ],
)
def test_R14_the_door_puts_an_interrupted_new_root_right_and_records_what_came_of_it(
    killings: Killing, tmp_path: Path, step: str, passphrase: str, recorded: list[KeyChanged]
) -> None:
    killed = killings("root")
    folder = killed.killed_at(step, tmp_path)
    door = Door(folder, surroundings(FakeClock(), seed=4))
    by_words = {OLD: killed.old_root, NEW: NEW_ROOT}[passphrase]

    door.check_words(" ".join(words_of(by_words))).result()
    findings = door.verify(passphrase, on).result()
    for _ in range(2):
        door.open(passphrase).result().close()
    with pytest.raises(WrongPassphrase):
        door.open(NEW if passphrase == OLD else OLD).result()
    door.close()

    assert findings.faults == ()
    assert [
        record for record in key_records(folder, passphrase) if record in (ANNOUNCED, TAKEN_BACK)
    ] == recorded
    assert len(key_records(folder, passphrase)) == len(recorded)


def test_an_interrupted_new_root_is_left_alone_while_another_process_is_at_it(
    killings: Killing, tmp_path: Path
) -> None:
    killed = killings("root")
    folder = killed.killed_at("finish", tmp_path)
    before = file_names(folder)
    door = Door(folder, surroundings(FakeClock(), seed=4))

    with FolderLock.take(folder.root):
        for verb in (
            door.open(NEW),
            door.verify(NEW, on),
            door.open_with_words(" ".join(words_of(NEW_ROOT)), OLD),
        ):
            with pytest.raises(AlreadyOpen):
                verb.result()

    assert file_names(folder) == before
    door.close()


@pytest.mark.parametrize("at", range(STEPS["passphrase"]))
def test_R14_a_new_passphrase_killed_at_any_step_leaves_the_old_or_the_new_and_soon_one_alone(
    killings: Killing, tmp_path: Path, at: int
) -> None:
    killed = killings("passphrase")
    folder = killed.killed_at(at, tmp_path)

    found = opening(folder)
    used = next(iter(found))
    heal(folder.root, unlock(folder.root, Passphrase(used), derive))

    assert all(root == killed.old_root for root in found.values())
    assert opening(folder) == {used: killed.old_root}
    assert_whole(killed, folder, killed.old_root)


@pytest.mark.parametrize("at", range(STEPS["words"]))
def test_R14_new_key_files_by_words_killed_at_any_step_leave_a_passphrase_and_the_words(
    killings: Killing, tmp_path: Path, at: int
) -> None:
    killed = killings("words")
    folder = killed.killed_at(at, tmp_path)

    assert len(opening(folder)) == 1
    assert root_of(words_of(killed.old_root), fits_here(folder)) == killed.old_root
    assert_whole(killed, folder, killed.old_root)
