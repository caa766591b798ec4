"""R-03: a log that was cut gives whole commits from the beginning, a flipped bit is found or changes nothing."""

import random
import shutil
from pathlib import Path

import pytest

from journal.domain.chain import digest
from journal.domain.folder import JournalFolder
from journal.vault.checking import check_chain, check_pages
from journal.vault.engine import telling_apart
from journal.vault.errors import JournalDamaged, JournalUnreadable
from journal.vault.opening import open_for_writing
from journal.vault.write_ahead_log import log_of
from tests.durability.acknowledged import Said, read, started, writer
from tests.durability.writer import KEY, made

pytestmark = pytest.mark.slow

IN_CI, IN_FULL = 20, 200


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    """A journal whose writer was killed with a log that holds many commits, and what it had said."""
    folder = made(tmp_path_factory.mktemp("torn") / "Journal")
    process = started(writer(folder.root, 5))
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(40)]
    process.kill()
    rest, _ = process.communicate()
    assert log_of(folder.database).stat().st_size > 500_000
    return folder.root, read(b"".join(lines) + rest)


def copy_of(crashed: tuple[Path, Said], tmp_path: Path) -> JournalFolder:
    shutil.rmtree(tmp_path / "copy", ignore_errors=True)
    shutil.copytree(crashed[0], tmp_path / "copy")
    return JournalFolder(tmp_path / "copy")


def headers_of(folder: JournalFolder) -> dict[int, str]:
    """Open it and read everything; the seals by number.

    Raises:
        JournalDamaged, JournalUnreadable: something was found to be wrong.
    """
    connection = open_for_writing(folder, KEY)
    try:
        with telling_apart():
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        check_pages(connection)
        if check_chain(connection, lambda _done, _all: True).faults:
            raise JournalDamaged("chain")
        rows = connection.execute("SELECT seq, header FROM kept_record ORDER BY seq").fetchall()
        return {seq: digest(header) for seq, header in rows}
    finally:
        with telling_apart():
            connection.close()


def cut_logs(crashed: tuple[Path, Said], tmp_path: Path, seeds: range) -> None:
    whole = headers_of(copy_of(crashed, tmp_path))
    for seed in seeds:
        folder = copy_of(crashed, tmp_path)
        log = log_of(folder.database)
        data = log.read_bytes()
        log.write_bytes(data[: random.Random(seed).randrange(len(data))])

        found = headers_of(folder)

        assert found == {seq: seal for seq, seal in whole.items() if seq <= len(found)}


def flip_bits(crashed: tuple[Path, Said], tmp_path: Path, seeds: range) -> tuple[int, int]:
    """Flip one bit of the database or of its log; how often that was found, and how often nothing had changed."""
    whole = headers_of(copy_of(crashed, tmp_path))
    told, same = 0, 0
    for seed in seeds:
        chance, folder = random.Random(seed), copy_of(crashed, tmp_path)
        path = chance.choice((folder.database, log_of(folder.database)))
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)

        try:
            found = headers_of(folder)
        except (JournalDamaged, JournalUnreadable):
            told += 1
            continue

        # Behind the last commit there is nothing to tell damage from a write that was cut short.
        lost = set(whole) - set(found)
        assert found == {seq: seal for seq, seal in whole.items() if seq not in lost}
        assert lost <= set(sorted(whole)[-2:])
        same += 1
    return told, same


def test_r03_a_log_that_was_cut_gives_a_consistent_beginning(
    crashed: tuple[Path, Said], tmp_path: Path
) -> None:
    cut_logs(crashed, tmp_path, range(IN_CI))


def test_r03_a_flipped_bit_is_found_or_changes_nothing(crashed: tuple[Path, Said], tmp_path: Path) -> None:
    told, _ = flip_bits(crashed, tmp_path, range(IN_CI))

    assert told > 0


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_r03_two_hundred_cuts_and_two_hundred_flips(crashed: tuple[Path, Said], tmp_path: Path) -> None:
    cut_logs(crashed, tmp_path, range(1000, 1000 + IN_FULL))
    told, same = flip_bits(crashed, tmp_path, range(2000, 2000 + IN_FULL))

    print(f"{IN_FULL} cuts consistent; {IN_FULL} flips: {told} found, {same} without effect")
    assert told + same == IN_FULL
