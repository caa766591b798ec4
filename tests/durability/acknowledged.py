"""What a writing process said it had kept, held against what the journal has after its end."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from journal.domain.chain import digest
from journal.domain.folder import JournalFolder
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey
from journal.services.filing import file_inbox, sweep_media
from journal.vault.checking import check_chain, check_pages
from journal.vault.store import Vault
from tests.durability.writer import ROOT, open_vault
from tests.fakes import FakeClock

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """The lines of a writer that came out whole."""

    incidents: dict[int, str]
    captures: dict[str, str]
    others: tuple[str, ...]


def writer(folder: Path, seed: object, *more: str) -> list[str]:
    """The command that starts a writer."""
    return [sys.executable, "-m", "tests.durability.writer", str(folder), str(seed), *more]


def started(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start it and wait until it writes. Lines can be read one by one: none is read ahead."""
    process = subprocess.Popen(
        command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == b"ready\n", (line, process.communicate()[1].decode())
    return process


def read(output: bytes) -> Said:
    """What was said; a last line without its end was not."""
    incidents: dict[int, str] = {}
    captures: dict[str, str] = {}
    others = []
    for line in output.decode().split("\n")[:-1]:
        match line.split():
            case ["incident", number, seal]:
                incidents[int(number)] = seal
            case ["capture", name, sha]:
                captures[name] = sha
            case _:
                others.append(line)
    return Said(incidents, captures, tuple(others))


def check_kept(folder: JournalFolder, said: Said) -> None:
    """Open the journal as the program does, and find everything that was said, in a chain without a fault."""
    sweep_media(folder)
    vault = open_vault(folder, FakeClock())
    connection = vault._connection
    try:
        assert file_inbox(folder, vault, (ROOT.inbox_key(),), os.urandom).unopened == ()
        for name, expected in said.captures.items():
            _check_capture(folder, vault, name, expected)
        vault.fold_log()
        check_pages(connection)
        assert check_chain(connection, lambda _done, _all: True).faults == ()
        headers = dict(connection.execute("SELECT seq, header FROM kept_record").fetchall())
        for number, seal in said.incidents.items():
            assert digest(headers[number]) == seal, f"record {number} was said to be kept"
    finally:
        vault.close()


def _check_capture(folder: JournalFolder, vault: Vault, name: str, expected: str) -> None:
    key = vault.file_key(name)
    assert key is not None, f"capture {name} was said to be kept"
    with SealedReader(folder.media_file(name), FileKey(key)) as reader:
        assert sha256(b"".join(reader.chunks())).hexdigest() == expected
