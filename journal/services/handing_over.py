"""Handing a log over with everything it takes to check it: the paper, its exhibits, and the records behind them.

The folder is written beside its place, checked with the verifier that goes into it, and only then given its name.
"""

import base64
import hashlib
import inspect
import os
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from journal.domain import records as r
from journal.domain.errors import Cancelled, IntegrityFault
from journal.domain.evidence import Evidence
from journal.domain.file_names import safe_file_name
from journal.domain.folder import FILE_MODE, FOLDER_MODE, JournalFolder
from journal.domain.ids import ActorId
from journal.domain.printing import Along, PrintWish
from journal.domain.reading import Entry, Seal
from journal.domain.words import Words
from journal.report import checking, verifier
from journal.report.csv_log import write_csv
from journal.report.html_log import write_html
from journal.report.verifier import ANCHORS, BODIES, CHECKING, CHECKSUMS, EXHIBITS, LOG, PAPER, SEAL
from journal.sealing.durable import OS_DISK
from journal.sealing.errors import disk_error
from journal.sealing.roots import RootKey
from journal.services.composing import Originals, contacts_for, incidents_of
from journal.services.lanes import Lane
from journal.services.printing import Press, Printed
from journal.services.restoring import FolderTaken
from journal.vault.disclosing import Shown, bodies, headers
from journal.vault.engine import Connection, snapshot
from journal.vault.opening import open_for_reading
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

FORM = "folder"
IN_A_FOLDER = 1_000
"""Exhibits that lie in one folder; with more there is a folder for each thousand."""

_OF = 1_000
"""Progress is told in parts of this; setting the paper is the first half."""

_CHUNK = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows changes line ends in files that were not opened with it."""

Progress = Callable[[int, int], bool]


class HandedOverNotTrue(IntegrityFault):
    """What was written does not pass its own check; nothing of it was left. `faults` say where."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(*faults)
        self.faults = tuple(faults)


@dataclass(frozen=True)
class HandedOver:
    """What was written: where, how many files and bytes, the paper's pages and seal; `last` is the seal of all."""

    folder: Path
    files: int
    size: int
    pages: int
    seal: Seal
    last: Seal


@dataclass(frozen=True)
class Piece:
    """One file that goes along: its name with slashes, its bytes, and how many they are and their hash where known."""

    name: str
    chunks: Callable[[], Iterable[bytes]]
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class HandingOver:
    """What handing over works with."""

    folder: JournalFolder
    root: RootKey
    vault: Vault
    reader: VaultReader
    writing: Lane
    reading: Lane
    press: Press
    resources: Path

    def run(
        self, wish: PrintWish, along: Along, target: Path, words: Words, progress: Progress
    ) -> HandedOver:
        """Print the log and write it, its exhibits and its records into the new folder `target`.

        Raises:
            FolderTaken: there is something already.
            NothingToPrint, CoveredCopiesNeeded, Cancelled, DiskFull, DiskFailed: nothing was left there.
            HandedOverNotTrue: it did not pass its own check; nothing was left there.
        """
        if os.path.lexists(target):
            raise FolderTaken
        printed = self.press.print(wish, words, _first_half(progress))
        try:
            return self._write(printed, wish, along, target, words, progress)
        finally:
            printed.paper.discard()

    def _write(
        self, printed: Printed, wish: PrintWish, along: Along, target: Path, words: Words, progress: Progress
    ) -> HandedOver:
        pieces = [
            self._paper(printed),
            *self._exhibits(printed, along),
            *self._tables(printed, words),
            *self._how(words, printed),
            *self._anchors(),
        ]
        known = {piece.name: piece.sha256 or _digest(piece.chunks()) for piece in pieces}
        last, seqs = self.writing.run(self._announce, printed, wish, along, known).result()
        building = target.with_name(f".{target.name}.part")
        try:
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir(mode=FOLDER_MODE)
            connection = open_for_reading(self.folder, self.root.database_key())
            with closing(connection), snapshot(connection):
                pieces += self._records(connection, printed, last, seqs)
                written = _Writing(building, pieces, progress).run()
            self._check(building, written)
            building.replace(target)
        except BaseException as error:
            shutil.rmtree(building, ignore_errors=True)
            if isinstance(error, OSError):
                raise disk_error(error, "hand over") from error
            raise
        size = sum(size for _, size in written.values())
        return HandedOver(target, len(written), size, printed.paper.pages, printed.seal, last)

    def _announce(
        self, printed: Printed, wish: PrintWish, along: Along, known: Mapping[str, str]
    ) -> tuple[Seal, tuple[int, ...]]:
        with self.vault.writing():
            seqs = self.vault.disclosed(self._shown(printed, wish, along))
            files, listing = len(known) + len((LOG, BODIES, SEAL)), verifier.listing(known)
            said = r.Exported(
                printed.id, wish.reader.value, FORM, along.history, len(seqs) + 1, files, listing
            )
            appended = self.vault.append(said, printed.id)
        return Seal(appended.seq, appended.seal), (*seqs, appended.seq)

    def _shown(self, printed: Printed, wish: PrintWish, along: Along) -> Shown:
        contacts = self.reading.run(self.reader.contacts).result()
        return Shown(
            print=printed.id,
            incidents=incidents_of(printed.chosen),
            evidence=[exhibit.evidence for exhibit in printed.chosen.exhibits],
            actors=_actors(printed.chosen.entries),
            milestones=[point.id for point in printed.log.milestones],
            contacts=[entry.id for entry in contacts_for(wish.reader, contacts)],
            history=along.history,
        )

    # What goes along

    def _paper(self, printed: Printed) -> Piece:
        return Piece(PAPER, printed.paper.chunks, printed.paper.size, printed.paper.sha256)

    def _exhibits(self, printed: Printed, along: Along) -> Iterator[Piece]:
        """A file for each exhibit: the part where one was chosen, and the whole too if that is wished."""
        originals = Originals(self.folder, lambda name: self.reading.run(self.reader.file_key, name).result())
        exhibits = printed.log.exhibits
        for at, exhibit in enumerate(exhibits):
            first = at // IN_A_FOLDER * IN_A_FOLDER + 1
            within = f"{first:05}-{first + IN_A_FOLDER - 1:05}/" if len(exhibits) > IN_A_FOLDER else ""
            evidence, part = exhibit.evidence, exhibit.part
            if part is not None:
                name = exhibit_name(exhibit.reference, evidence, "part")
                yield Piece(
                    f"{EXHIBITS}/{within}{name}", _reading(exhibit.open), part.made.size, part.made.sha256
                )
            if part is None or along.whole_pictures:
                name = exhibit_name(exhibit.reference, evidence)
                whole = partial(originals.open, evidence)
                original = evidence.original
                yield Piece(f"{EXHIBITS}/{within}{name}", _reading(whole), original.size, original.sha256)

    def _tables(self, printed: Printed, words: Words) -> Iterator[Piece]:
        yield Piece(f"{CHECKING}/incident-log.csv", lambda: write_csv(printed.log, words))
        yield Piece(f"{CHECKING}/incident-log.html", lambda: write_html(printed.log, words))

    def _how(self, words: Words, printed: Printed) -> Iterator[Piece]:
        shell = self.resources / "checking" / "verify.sh"
        texts = {
            "verify.py.txt": inspect.getsource(verifier),
            "verify.sh.txt": shell.read_text("utf-8"),
            "how-to-check.txt": "\n\n".join(checking.folder(words, printed.seal)) + "\n",
            "limits.txt": _limits(words),
        }
        for name, text in texts.items():
            yield Piece(f"{CHECKING}/{name}", _once(text))

    def _records(
        self, connection: Connection, printed: Printed, last: Seal, seqs: Sequence[int]
    ) -> Iterator[Piece]:
        journal = printed.log.journal
        seals = "".join(f"JOURNAL:1:{journal}:{seal.seq}:{seal.hex}\n" for seal in (printed.seal, last))
        yield Piece(f"{CHECKING}/{LOG}", lambda: headers(connection, last.seq))
        yield Piece(f"{CHECKING}/{BODIES}", lambda: bodies(connection, seqs))
        yield Piece(f"{CHECKING}/{SEAL}", _once(seals))

    def _anchors(self) -> Iterator[Piece]:
        """The questions that were answered, the answers, and the certificates they were checked with."""
        for anchor in self.writing.run(self.vault.anchors).result():
            if not anchor.answered:
                continue
            seq, (*between, root) = anchor.checkpoint.seq, map(_certificate, anchor.chain)
            files = {
                f"checkpoint-{seq}.json": anchor.checkpoint.form(),
                f"answer-{seq}.tsr": base64.b64decode(anchor.answer),
                f"chain-{seq}.pem": "".join(between).encode(),
                f"root-{seq}.pem": root.encode(),
            }
            for name, data in files.items():
                yield Piece(f"{CHECKING}/{ANCHORS}/{name}", partial(_these, data))

    def _check(self, building: Path, written: Mapping[str, tuple[str, int]]) -> None:
        try:
            result = verifier.check(building, written)
        except verifier.Uncheckable as reason:
            raise HandedOverNotTrue([str(reason)]) from reason
        if result.faults:
            raise HandedOverNotTrue([f"{fault.check} {fault.place}" for fault in result.faults])


class _Writing:
    """Writing every file of a folder, and at last the list of their hashes."""

    def __init__(self, building: Path, pieces: Sequence[Piece], progress: Progress) -> None:
        self._building = building
        self._pieces = pieces
        self._progress = progress
        self._done = 0
        self._of = max(1, sum(piece.size for piece in pieces))

    def run(self) -> dict[str, tuple[str, int]]:
        """Hash and size of every file that is listed, by its name."""
        written = {piece.name: self._write(piece) for piece in self._pieces}
        lines = "".join(f"{digest}  {name}\n" for name, (digest, _) in sorted(written.items()))
        self._write(Piece(f"{CHECKING}/{CHECKSUMS}", _once(lines)))
        for folder in {self._building, *(path.parent for path in self._paths(written))}:
            OS_DISK.sync_folder(folder)
        return written

    def _paths(self, names: Iterable[str]) -> Iterator[Path]:
        return (self._building / name for name in names)

    def _write(self, piece: Piece) -> tuple[str, int]:
        path = self._building / piece.name
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        hasher, size = hashlib.sha256(), 0
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, FILE_MODE)
        with os.fdopen(handle, "wb") as file:
            for chunk in piece.chunks():
                file.write(chunk)
                hasher.update(chunk)
                size += len(chunk)
                self._tell(len(chunk) if piece.size else 0)
            file.flush()
            os.fsync(handle)
        return hasher.hexdigest(), size

    def _tell(self, more: int) -> None:
        self._done += more
        if not self._progress(_OF // 2 + min(self._done, self._of) * (_OF // 2) // self._of, _OF):
            raise Cancelled


def exhibit_name(reference: str, evidence: Evidence, what: str = "") -> str:
    """What an exhibit's file is called: its reference as on the paper, when it was kept, and its own name."""
    prefix, _, number = reference.partition("/")
    kept = evidence.acquired.local
    when = f"{kept[:10]} {kept[11:13]}{kept[14:16]}"
    name = f"{what} {evidence.safe_name}".strip()
    return safe_file_name(f"{prefix}-{int(number):03} {when} {name}")


def _actors(entries: Iterable[Entry]) -> tuple[ActorId, ...]:
    """Everyone named in an incident, and whoever they were found to be since."""
    named = [link.actor for entry in entries for link in entry.incident.actors]
    return tuple(dict.fromkeys((*named, *(line.id for entry in entries for line in entry.actors))))


def _reading(open_it: Callable[[], BinaryIO]) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        with open_it() as stream:
            yield from _chunks(stream)

    return read


def _digest(chunks: Iterable[bytes]) -> str:
    hasher = hashlib.sha256()
    for chunk in chunks:
        hasher.update(chunk)
    return hasher.hexdigest()


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _certificate(encoded: str) -> str:
    lines = textwrap.wrap(encoded, 64)
    return "\n".join(("-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""))


def _these(data: bytes) -> tuple[bytes]:
    return (data,)


def _once(text: str) -> Callable[[], tuple[bytes]]:
    return lambda: (text.encode(),)


def _limits(words: Words) -> str:
    shows, does_not = words.say("What this shows"), words.say("What it does not show")
    pairs = checking.limits(words)
    parts = (
        (shows, *(f"- {shown}" for shown, _ in pairs)),
        (does_not, *(f"- {not_shown}" for _, not_shown in pairs)),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _first_half(progress: Progress) -> Progress:
    return lambda done, total: progress(done * (_OF // 2) // max(1, total), _OF)
