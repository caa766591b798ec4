"""Handing a log over with everything it takes to check it: the paper, its exhibits, and the records behind them.

It is written beside its place, checked with the verifier that goes into it, and only then given its name.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from journal.domain import records as r
from journal.domain.errors import Fixable, IntegrityFault
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Entry, Seal
from journal.domain.words import Words
from journal.report import verifier
from journal.report.verifier import BODIES, CHECKSUMS, LOG, SEAL, Shape
from journal.sealing.errors import disk_error
from journal.sealing.roots import RootKey
from journal.services import pieces
from journal.services.composing import Originals, contacts_for, incidents_of, wanted_ids
from journal.services.lanes import Lane
from journal.services.laying_out import ArchiveOut, Digests, FolderOut, Given, Out, Writing, tell_time
from journal.services.outputs import Outputs, Pending
from journal.services.pieces import Piece, shape_of
from journal.services.printing import Press, Printed
from journal.services.printing_for_the_other import check_files, print_whole
from journal.services.restoring import FolderTaken
from journal.vault.disclosing import Shown, bodies, headers
from journal.vault.engine import Connection, snapshot
from journal.vault.opening import open_for_reading
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

_OF = 1_000
"""Progress is told in parts of this; setting the paper is the first half."""

_READ_AT_ONCE = 200

Progress = Callable[[int, int], bool]


class HandedOverNotTrue(IntegrityFault):
    """What was written does not pass its own check; nothing of it was left. `faults` say where."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(*faults)
        self.faults = tuple(faults)


class PaperTooLarge(Fixable):
    """The paper alone is larger than wished, in bytes; nothing was left."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(size, most)
        self.size = size
        self.most = most


@dataclass(frozen=True)
class HandedOver:
    """What was written: where, in which form, how many files and bytes, the paper's pages and seal.

    `last` is the seal of all; a paper for the other person has neither. `left_out` are exhibits that were too large
    for the form, by their references; not those that were to stay here. `reduced`: pictures on the paper are smaller
    than they are.
    """

    place: Path
    files: int
    size: int
    pages: int
    seal: Seal | None
    last: Seal | None
    form: Form = Form.FOLDER
    locked: bool = False
    left_out: tuple[str, ...] = ()
    reduced: bool = False


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
    outputs: Outputs

    def run(
        self, wish: PrintWish, parcel: Parcel, target: Path, words: Words, progress: Progress
    ) -> HandedOver:
        """Print the log and write it, its exhibits and its records to `target`: a new folder, or with a password a
        new archive.

        Raises:
            FolderTaken: there is something already.
            InsideJournal: that is in the journal's own folder.
            NothingToPrint, CoveredCopiesNeeded, PrivateWordsOpen, PrivateWordsLeft, Cancelled, DiskFull, DiskFailed,
                PaperTooLarge: nothing was left there.
            HandedOverNotTrue: it did not pass its own check; nothing was left there.
        """
        if os.path.lexists(target):
            raise FolderTaken
        going_on = self.outputs.going_on(progress)
        pending = self.outputs.begin(target, parcel.form, readable=not parcel.password)
        try:
            printed = print_whole(self.press, wish, words, _first_half(going_on))
            try:
                return self._write(printed, wish, parcel, pending, words, going_on)
            finally:
                printed.paper.discard()
        except BaseException as error:
            pending.give_up()
            if isinstance(error, FileExistsError):
                raise FolderTaken from error
            if isinstance(error, OSError):
                raise disk_error(error, "hand over") from error
            raise

    def entries(self, wish: PrintWish) -> Iterator[Entry]:
        """The incidents a wish asks for, some at a time, so that panes can read between; not for the thread of the
        reader."""
        wanted = self.reading.run(wanted_ids, self.reader, wish).result()
        for begin in range(0, len(wanted), _READ_AT_ONCE):
            some = wanted[begin : begin + _READ_AT_ONCE]
            yield from self.reading.run(lambda ids: tuple(self.reader.entries(ids)), some).result()

    def originals(self) -> Originals:
        """What opens the originals; not for the thread of the reader."""
        return Originals(self.folder, lambda name: self.reading.run(self.reader.file_key, name).result())

    def _write(
        self,
        printed: Printed,
        wish: PrintWish,
        parcel: Parcel,
        pending: Pending,
        words: Words,
        progress: Progress,
    ) -> HandedOver:
        shape, size = shape_of(parcel), printed.paper.size
        if parcel.most_bytes and size > parcel.most_bytes:
            raise PaperTooLarge(size, parcel.most_bytes)
        exhibits = pieces.exhibits(printed, parcel, wish.reader, self.originals().open)
        going = [pieces.paper(printed, shape), *exhibits.here]
        last: Seal | None = None
        seal = printed.seal if wish.reader is not Reader.OTHER else None
        if seal is None:
            going += pieces.how_to_compare(shape, words)
        else:
            known_anchors = self.writing.run(self.vault.anchors).result()
            going += [
                *pieces.tables(printed, shape, words),
                *pieces.how_to_check(seal, shape, self.resources, words, known_anchors),
                pieces.certification(printed, shape, words, self.press.fonts),
                *pieces.left_out(exhibits, shape),
                *pieces.anchors(known_anchors, shape),
            ]
        if (
            printed.scan is not None
        ):  # before any of it lies there: what is removed from a stick can be had back
            check_files(printed.scan, ((piece.name, piece.chunks) for piece in going))
        known = {piece.name: piece.sha256 or _digest(piece.chunks()) for piece in going}
        announced = self.writing.run(self._announce, printed, wish, parcel, known).result()
        with ExitStack() as open_things:
            if seal is not None:
                last, seqs = announced
                connection = open_for_reading(self.folder, self.root.database_key())
                open_things.enter_context(closing(connection))
                open_things.enter_context(snapshot(connection))
                going += self._records(connection, printed, shape, seal, last, seqs)
            out = self._out(parcel, pending)
            open_things.callback(out.close)
            written, listing = Writing(out, going, progress, _OF).run(shape.of(CHECKSUMS))
            own, whole = out.finish()
            self._check(pending.part, [*going, listing], written)
            if printed.scan is not None:
                check_files(printed.scan, ((listing.name, listing.chunks),))
        tell_time(pending.part, printed.paper.file_time)
        listed = _digest(listing.chunks())
        size = whole or sum(size for _, size in written.values())
        if own:
            self.outputs.record_locked(printed.id, own, size)
        place = pending.finish(own or listed, size, len(written) + 1, fresh=True)
        return HandedOver(
            place,
            len(written),
            size,
            printed.paper.pages,
            seal,
            last,
            parcel.form,
            bool(parcel.password),
            exhibits.references,
        )

    def _out(self, parcel: Parcel, pending: Pending) -> Out:
        if not parcel.password:
            return FolderOut(pending.part)
        return ArchiveOut(pending.part, pending.target.name, parcel.password)

    def _announce(
        self, printed: Printed, wish: PrintWish, parcel: Parcel, known: Mapping[str, str]
    ) -> tuple[Seal, tuple[int, ...]]:
        shape = shape_of(parcel)
        other = wish.reader is Reader.OTHER
        with self.vault.writing():
            seqs = () if other else self.vault.disclosed(self._shown(printed, wish, parcel))
            disclosed = 0 if other else len(seqs) + 1
            files = len(known) + (0 if other else len((LOG, BODIES, SEAL)))
            said = r.Exported(
                printed.id,
                wish.reader.value,
                parcel.form.value,
                parcel.along.history,
                disclosed,
                files,
                verifier.listing(known, shape),
            )
            appended = self.vault.append(said, printed.id)
        return Seal(appended.seq, appended.seal), (*seqs, appended.seq)

    def _shown(self, printed: Printed, wish: PrintWish, parcel: Parcel) -> Shown:
        contacts = self.reading.run(self.reader.contacts).result()
        contents = printed.chosen.contents
        return Shown(
            print=printed.id,
            incidents=incidents_of(printed.chosen),
            evidence=[exhibit.evidence for exhibit in printed.chosen.exhibits],
            actors=tuple({**contents.actors, **contents.behind}),
            milestones=[point.id for point in printed.log.milestones],
            contacts=[entry.id for entry in contacts_for(wish.reader, contacts)],
            history=parcel.along.history,
        )

    def _records(
        self,
        connection: Connection,
        printed: Printed,
        shape: Shape,
        paper: Seal,
        last: Seal,
        seqs: Sequence[int],
    ) -> Iterator[Piece]:
        journal = printed.log.journal
        seals = "".join(f"JOURNAL:1:{journal}:{seal.seq}:{seal.hex}\n" for seal in (paper, last))
        yield Piece(shape.of(LOG), lambda: headers(connection, last.seq))
        yield Piece(shape.of(BODIES), lambda: bodies(connection, seqs))
        yield pieces.text(shape.of(SEAL), seals)

    def _check(self, part: Path, going: Sequence[Piece], written: Digests) -> None:
        try:
            result = verifier.check(part if part.is_dir() else Given(going, written), written)
        except verifier.Uncheckable as reason:
            raise HandedOverNotTrue([str(reason)]) from reason
        if result.faults:
            raise HandedOverNotTrue([f"{fault.check} {fault.place}" for fault in result.faults])


def _digest(chunks: Iterable[bytes]) -> str:
    hasher = hashlib.sha256()
    for chunk in chunks:
        hasher.update(chunk)
    return hasher.hexdigest()


def _first_half(progress: Progress) -> Progress:
    return lambda done, total: progress(done * (_OF // 2) // max(1, total), _OF)
