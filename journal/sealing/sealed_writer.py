"""Writing a sealed file: streamed, private, and there under its name only when it is whole and has reached the disk."""

import contextlib
import errno
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.domain import canonical
from journal.domain.canonical import Json
from journal.domain.ids import Randomness
from journal.sealing.durable import OS_DISK, Disk, Octets
from journal.sealing.errors import SealedNameTaken, disk_error
from journal.sealing.recipient import seal_file_key
from journal.sealing.sealed_layout import (
    BLANK_RECIPIENT,
    FILE_ID_SIZE,
    MOST_NOTE,
    NOTE_SIZE_FIELD,
    PAYLOAD_SIZE_FIELD,
    PREFIX_SIZE,
    V1,
    Header,
    Kind,
    Layout,
    is_sealed_name,
    part_path,
    temporary_path,
)
from journal.sealing.secret import FileKey


class SealedWriter:
    """One sealed file being written; leave its `with` block without `commit`, and nothing of it remains.

    Needs three frames of memory (3 MiB), whatever the size. Every file gets a key of its own, `key`, which the caller
    keeps, or which is sealed to `recipient_public` when the file goes into the inbox.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        kind: Kind,
        randomness: Randomness,
        *,
        note: Mapping[str, Json] | None = None,
        recipient_public: bytes | None = None,
        layout: Layout = V1,
        disk: Disk = OS_DISK,
    ) -> None:
        """Begin the file; the folder is there already. `note` is kept with the payload, sealed like it.

        Raises:
            SealedNameTaken: a sealed file of that name exists.
            ValueError: the name, the note or the recipient is not what this format allows.
        """
        if not is_sealed_name(name):
            raise ValueError("a sealed file cannot have that name")
        if (kind is Kind.INBOX) != (recipient_public is not None):
            raise ValueError("files for the inbox have a recipient, others have none")
        self.key = FileKey.new(randomness)
        self.size = 0
        self._header = Header(kind, 1, randomness(FILE_ID_SIZE), randomness(PREFIX_SIZE))
        self._recipient = BLANK_RECIPIENT
        if recipient_public is not None:
            self._recipient = seal_file_key(self.key, recipient_public, self._header.to_bytes(), randomness)
        self._cipher = AESGCM(self.key.expose())
        self._layout = layout
        self._parts = _Parts(folder / name, disk)
        self._frame = memoryview(bytearray(layout.frame))
        self._filled = 0
        self._frames = 0
        self._plain_size = 0
        self._append_note(note)

    @property
    def path(self) -> Path:
        """Where the file lies once it is committed."""
        return self._parts.path

    def write(self, data: Octets) -> None:
        """Append to the payload.

        Raises:
            DiskFull, DiskFailed: nothing of the file remains.
        """
        octets = memoryview(data).cast("B")
        self._append(octets)
        self.size += len(octets)

    def commit(self) -> Path:
        """Finish the file, wait until it has reached the disk, give it its name, and return its path.

        Raises:
            DiskFull, DiskFailed: nothing of the file remains.
            SealedNameTaken: a file of that name has appeared meanwhile; nothing of this one remains.
        """
        used = self._plain_size + PAYLOAD_SIZE_FIELD.size
        self._append(memoryview(bytes(self._layout.padded(used) - used) + PAYLOAD_SIZE_FIELD.pack(self.size)))
        self._seal_frame(last=True)
        return self._parts.commit()

    def discard(self) -> None:
        """Leave nothing of the file behind; does nothing after `commit`, or a second time."""
        self._parts.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def _append_note(self, note: Mapping[str, Json] | None) -> None:
        written = canonical.dumps(note) if note else b""
        if len(written) > MOST_NOTE:
            raise ValueError("the note is too long")
        self._append(memoryview(NOTE_SIZE_FIELD.pack(len(written)) + written))

    def _append(self, octets: memoryview) -> None:
        self._parts.refuse_if_finished()
        self._plain_size += len(octets)
        while octets:
            if self._filled == len(self._frame):
                # Only now is it known that this full frame is not the last one.
                self._seal_frame(last=False)
            taken = octets[: len(self._frame) - self._filled]
            self._frame[self._filled : self._filled + len(taken)] = taken
            self._filled += len(taken)
            octets = octets[len(taken) :]

    def _seal_frame(self, *, last: bool) -> None:
        part, place = divmod(self._frames, self._layout.frames_per_part)
        header = self._header.of_part(part + 1).to_bytes()
        if place == 0:
            self._parts.begin(header + (self._recipient if part == 0 else BLANK_RECIPIENT))
        nonce = self._header.nonce(self._frames, last=last)
        self._parts.write(self._cipher.encrypt(nonce, self._frame[: self._filled], header))
        self._frames += 1
        self._filled = 0


class _Parts:
    """The files on disk that one sealed file is made of; whichever step fails, all of them are removed."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self._disk = disk
        self._begun: dict[Path, int] = {}
        self._named: list[Path] = []
        self._writing = path
        self._file: int | None = None
        self._finished = False
        self._refuse_if_taken()

    def refuse_if_finished(self) -> None:
        """Raise ValueError after `commit` and `discard`."""
        if self._finished:
            raise ValueError("this sealed file is finished")

    def begin(self, header: bytes) -> None:
        """Go on in a new part."""
        self._end()
        path = part_path(self.path, len(self._begun) + 1)
        self._begun[path] = 0
        self._writing = path
        try:
            self._file = self._disk.create(temporary_path(path))
        except OSError as reason:
            self._give_up(reason, "create")
        self.write(header)

    def write(self, data: Octets) -> None:
        """Append to the part."""
        if self._file is None:
            raise ValueError("no part was begun")
        self._begun[self._writing] += len(data)
        try:
            self._disk.write(self._file, data)
        except OSError as reason:
            self._give_up(reason, "write")

    def commit(self) -> Path:
        """Name the parts, the first one last: where it is, all are.

        From then on it may be taken at any moment by who looks for whole files, so nothing is asked of it after that.
        """
        self._end()
        step = "check"
        try:
            self._check_sizes()
            step = "rename"
            self._refuse_if_taken()
            for path in reversed(self._begun):
                if path == self.path and self._named:
                    self._disk.sync_folder(path.parent)
                self._name(path)
            step = "sync folder"
            self._disk.sync_folder(self.path.parent)
        except OSError as reason:
            self._give_up(reason, step)
        except SealedNameTaken:
            self.discard()
            raise
        self._finished = True
        return self.path

    def discard(self) -> None:
        """Remove all of it, the first part first."""
        if self._finished:
            return
        self._finished = True
        self._close_if_open()
        for path in sorted(self._named, key=lambda named: named != self.path):
            self._remove_if_possible(path)
        for path in self._begun:
            self._remove_if_possible(temporary_path(path))

    def _end(self) -> None:
        if self._file is None:
            return
        try:
            self._disk.sync(self._file)
        except OSError as reason:
            self._give_up(reason, "sync")
        self._close_if_open()

    def _name(self, path: Path) -> None:
        self._disk.rename(temporary_path(path), path)
        self._named.append(path)

    def _check_sizes(self) -> None:
        for path, size in self._begun.items():
            if self._disk.size(temporary_path(path)) != size:
                raise OSError(errno.EIO, "the disk kept another size than was written")

    def _refuse_if_taken(self) -> None:
        if self.path.exists():
            raise SealedNameTaken(self.path.name)

    def _give_up(self, reason: OSError, step: str) -> NoReturn:
        self.discard()
        raise disk_error(reason, step) from reason

    def _close_if_open(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):  # it was synced, or it is being removed
                self._disk.close(file)

    def _remove_if_possible(self, path: Path) -> None:
        with contextlib.suppress(
            OSError
        ):  # the disk that failed a moment ago; leftovers are told at the next start
            self._disk.remove(path)
