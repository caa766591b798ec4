"""Taking originals in: sealed under a random name first, a record with their hash last."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from journal.domain import records as r
from journal.domain.clock import Clock
from journal.domain.errors import Cancelled, JournalError
from journal.domain.evidence import Evidence, Method, Original, Provenance
from journal.domain.file_names import safe_file_name
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, Randomness, new_id
from journal.domain.media_types import HEAD_BYTES, sniff
from journal.domain.moments import at_instant
from journal.domain.reading import Loose
from journal.intake.reader import Item, Reader
from journal.sealing.durable import private_folder
from journal.sealing.errors import RecipientRefused, SealedNameTaken
from journal.sealing.recipient import blank_recipient, is_blank, open_recipient
from journal.sealing.roots import InboxKey
from journal.sealing.sealed_folder import leftovers, move_sealed, remove_sealed, sealed_files
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_stream import seal_stream
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import FileKey
from journal.services.capture_note import evidence_in
from journal.services.errors import CaptureContradicts
from journal.services.failed_tries import record_failed_tries
from journal.vault.store import Vault

Progress = Callable[[int, int], bool]
"""Told the bytes done and the bytes there are; False stops."""

_NAME_BYTES = 16
_SHARD = 2
"""So many letters of its name give a file its folder."""


@dataclass(frozen=True)
class Refusal:
    """A source that was not taken in, and why."""

    name: str
    error: JournalError


@dataclass(frozen=True)
class Added:
    """What was kept, and what could not be."""

    evidence: tuple[EvidenceId, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True)
class SealedEvidence:
    """An original that lies sealed and whole on disk, not yet recorded."""

    evidence: Evidence
    key: FileKey


class Sealer:
    """Seals originals into the media folder; needs no database, so that a long file holds nobody up."""

    def __init__(
        self, folder: JournalFolder, clock: Clock, randomness: Randomness, program: str, system: str
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._randomness = randomness
        self._program = program
        self._system = system

    def seal(
        self, reader: Reader, method: Method, going_on: Callable[[int], bool]
    ) -> Iterator[SealedEvidence]:
        """Seal every item of a reader; each is hashed before anything looks at it.

        `going_on` is told the bytes of the present item so far and says whether to go on.

        Raises:
            Unreadable, SourceUnreadable, DiskFull, DiskFailed, Cancelled: nothing of that item remains.
        """
        for item in reader.items():
            yield self._seal_item(item, method, going_on)

    def _seal_item(self, item: Item, method: Method, going_on: Callable[[int], bool]) -> SealedEvidence:
        name = self._randomness(_NAME_BYTES).hex()
        place = make_media_folder(self._folder, name)
        going = True

        def progress(done: int) -> None:
            nonlocal going
            going = going_on(done)

        with item.open() as source, SealedWriter(place, name, Kind.MEDIA, self._randomness) as writer:
            watched = _Head(source)
            hashed = seal_stream(watched, writer, progress=progress, cancelled=lambda: not going)
            writer.commit()
        original = Original(hashed.sha256, hashed.size, sniff(bytes(watched.head)))
        return SealedEvidence(self._described(item, method, name, original), writer.key)

    def _described(self, item: Item, method: Method, name: str, original: Original) -> Evidence:
        now = self._clock.utc_ms()
        return Evidence(
            original=original,
            file=name,
            name=item.untrusted_name,
            safe_name=safe_file_name(item.untrusted_name),
            acquired=at_instant(now, self._clock.zone()),
            acquired_ms=now,
            method=method,
            provenance=Provenance(
                program=self._program,
                system=self._system,
                boot_id=self._clock.boot_id(),
                boot_ms=self._clock.boot_ms(),
                modified=item.modified,
            ),
        )


def record(vault: Vault, sealed: SealedEvidence, randomness: Randomness) -> EvidenceId:
    """Append the record of a sealed original and keep its key, in one transaction."""
    subject = EvidenceId(new_id(randomness))
    with vault.writing():
        vault.append(r.EvidenceAdded(sealed.evidence), subject)
        vault.keep_file_key(sealed.evidence.file, sealed.key.expose())
    return subject


def forget(folder: JournalFolder, sealed: SealedEvidence) -> None:
    """Remove a sealed original that was not recorded after all."""
    remove_sealed(folder.media_file(sealed.evidence.file))


@dataclass(frozen=True)
class Filed:
    """What became of the inbox: evidence by id, and files that could not be opened and were left where they are.

    `failed_tries` are the times (UTC ms) of wrong passphrases that were noted in it.
    """

    evidence: tuple[EvidenceId, ...]
    unopened: tuple[Refusal, ...]
    failed_tries: tuple[int, ...] = ()


def file_inbox(
    folder: JournalFolder, vault: Vault, keys: Sequence[InboxKey], randomness: Randomness
) -> Filed:
    """Record every sealed capture in the inbox, in the order they were taken in, and move the very file to the media.

    May be cut short and run again.

    `keys` are the one the inbox is sealed to now, and those it was sealed to before. What none of them opens stays
    where it is and is told. Notes of failed tries become one record and are removed.

    Raises:
        DatabaseFull, DatabaseUnwritable, DiskFull, DiskFailed: what is left stays in the inbox.
    """
    tries = record_failed_tries(folder, vault, keys)
    evidence: list[EvidenceId] = []
    unopened: list[Refusal] = []
    for path in sorted(sealed_files(folder.inbox), key=lambda path: (_taken_ms(path, keys), path.name)):
        if vault.file_key(path.name) is not None:
            try:
                _move_to_media(folder, path)
            except SealedNameTaken as error:
                # It was filed before, and somebody put a copy back: the others must not wait behind it.
                unopened.append(Refusal(path.name, error))
            continue
        try:
            sealed = _open_capture(path, keys)
        except JournalError as error:
            unopened.append(Refusal(path.name, error))
            continue
        evidence.append(record(vault, sealed, randomness))
        _move_to_media(folder, path)
    return Filed(tuple(evidence), tuple(unopened), tries)


def unopened_things(folder: JournalFolder, refused: Sequence[Refusal]) -> tuple[Loose, ...]:
    """What cannot be opened, as something that waits to be sorted, dated by the disk."""
    found = []
    for one in refused:
        try:
            came_ms = (folder.inbox / one.name).lstat().st_mtime_ns // 1_000_000
        except FileNotFoundError:
            continue
        found.append(Loose(None, None, one.name, came_ms, False, unopened=True))
    return tuple(found)


def _taken_ms(path: Path, keys: Sequence[InboxKey]) -> int:
    """When it was taken (UTC ms); 0 for what cannot be opened, which is told when its turn comes."""
    try:
        with SealedReader(path, _open_recipient(path, keys)) as reader:
            return evidence_in(reader.note).acquired_ms
    except JournalError:
        return 0


def _open_capture(path: Path, keys: Sequence[InboxKey]) -> SealedEvidence:
    file_key = _open_recipient(path, keys)
    with SealedReader(path, file_key) as reader:
        evidence = evidence_in(reader.note)
        hasher = sha256()
        for chunk in reader.chunks():
            hasher.update(chunk)
        held = replace(evidence.original, sha256=hasher.hexdigest(), size=reader.size)
    if held != evidence.original or evidence.file != path.name:
        raise CaptureContradicts(path.name)
    return SealedEvidence(evidence, file_key)


def _open_recipient(path: Path, keys: Sequence[InboxKey]) -> FileKey:
    for earlier in keys[:-1]:
        try:
            return open_recipient(path, earlier)
        except RecipientRefused:
            continue
    return open_recipient(path, keys[-1])


def _move_to_media(folder: JournalFolder, path: Path) -> None:
    if not is_blank(path):
        blank_recipient(path)
    move_sealed(path, make_media_folder(folder, path.name))


def make_media_folder(folder: JournalFolder, name: str) -> Path:
    """The folder a media file of that name lies in, made and made durable where it is missing."""
    place = folder.media_file(name).parent
    if not place.is_dir():
        private_folder(place)
    return place


def sweep_media(folder: JournalFolder) -> None:
    """Remove what an interrupted step left among the originals; never a whole file, nor what is not ours."""
    for place in folder.media.iterdir():
        is_ours = len(place.name) == _SHARD and place.is_dir() and not place.is_symlink()
        for path in leftovers(place, moving_from=folder.inbox) if is_ours else ():
            if path.name.lstrip(".").startswith(place.name):
                path.unlink(missing_ok=True)


class _Head:
    """A source whose first bytes are remembered as they go by."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.head = bytearray()

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:
        filled: int | None = self._source.readinto(buffer)  # type: ignore[attr-defined]  # every binary file has it
        if filled and len(self.head) < HEAD_BYTES:
            self.head += memoryview(buffer)[: min(filled, HEAD_BYTES - len(self.head))]
        return filled


def add_all(
    sealer: Sealer,
    readers: tuple[Reader, ...],
    method: Method,
    keep: Callable[[SealedEvidence], EvidenceId],
    progress: Progress,
) -> Added:
    """Seal and record everything the readers hold; one that fails does not stop the others.

    Raises:
        Cancelled: `progress` said so; what was recorded before stays.
    """
    total = sum(_size(reader) for reader in readers)
    done = 0
    kept: list[EvidenceId] = []
    refused: list[Refusal] = []
    for reader in readers:

        def going_on(so_far: int, before: int = done) -> bool:
            return progress(before + so_far, total)

        try:
            kept += [keep(sealed) for sealed in sealer.seal(reader, method, going_on)]
        except Cancelled:
            raise
        except JournalError as error:
            refused.append(Refusal(reader.name, error))
        done += _size(reader)
    return Added(tuple(kept), tuple(refused))


def _size(reader: Reader) -> int:
    try:
        return sum(item.size for item in reader.items())
    except JournalError:
        return 0


def open_original(
    folder: JournalFolder, evidence: Evidence, key: bytes
) -> AbstractContextManager[SealedReader]:
    """The sealed original of a piece of evidence, ready to be read."""
    return SealedReader(folder.media_file(evidence.file), FileKey(key))
