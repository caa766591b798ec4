"""Pictures for a paper that the other person may see: only copies in which what is private is filled with one colour.

Every picture of such a paper has to be looked at by the person: covered, found to need no cover, or left out. What goes
on the paper is then the copy alone. It is made anew from its pixels, so that nothing the original said goes along.
Of a document every page is such a picture (`covered_pages.py`).
"""

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO, Protocol

from journal.domain import media_types
from journal.domain import records as r
from journal.domain.evidence import Box, Derivative, Derived, Evidence, EvidenceNote, Method, Provenance
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, Randomness, new_id
from journal.domain.pixels import Pixels
from journal.domain.printing import PrintWish
from journal.domain.reading import Entry, Piece
from journal.intake.files import BytesReader
from journal.pictures.blocks import LOSSY, filled, grown, lie_inside, widened
from journal.pictures.decoder import Decoder
from journal.pictures.limits import MAX_SIDE
from journal.pictures.parts import copy_of
from journal.pictures.refusal import PictureRefused, Refusal
from journal.report.model import ExhibitKind, exhibit_kind
from journal.services import covered_pages, viewing
from journal.services.composing import Originals
from journal.services.covered_pages import CoveredPages
from journal.services.errors import CoveredCopiesNeeded, CoverOutside
from journal.services.filing import SealedEvidence, Sealer, forget
from journal.services.lanes import Lane
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

_LEFT_OUT = "left out where the other person may see it"
_NAME = "picture.png"
"""What a covered copy is called wherever it needs a name: the original's own may hold somebody's."""

_COVERABLE = media_types.PICTURES | {media_types.PDF}


class Answer(StrEnum):
    """What was decided about one file, for a paper that the other person may see."""

    OPEN = "open"
    COVERED = "covered"
    LEFT_OUT = "left out"
    WORDS = "covered word by word"
    CANNOT = "cannot be covered"


@dataclass(frozen=True)
class Looked:
    """The files of a paper by what was decided about them, each once, in the order they come on it.

    `undecided` are pictures that must be looked at first. `texts` are short texts and mails, of which the words are set
    anew, without the private ones. `cannot` are all other files: they stay out.
    """

    undecided: tuple[Piece, ...] = ()
    covered: tuple[Piece, ...] = ()
    left_out: tuple[Piece, ...] = ()
    texts: tuple[Piece, ...] = ()
    cannot: tuple[Piece, ...] = ()


class Opens(Protocol):
    """Opens sealed files, as `composing.Originals` does."""

    def open(self, evidence: Evidence) -> BinaryIO: ...


def can_be_covered(piece: Piece) -> bool:
    """Whether what is handed over of it (the chosen part, else all of it) is a picture, or has pages."""
    return viewing.looked_at(piece, whole=False).original.media_type in _COVERABLE


def answer(piece: Piece, left_out: frozenset[EvidenceId]) -> Answer:
    """What was decided about a file; whoever chooses another part of a picture has to look at it again."""
    if not can_be_covered(piece):
        is_text = exhibit_kind(piece.evidence) is ExhibitKind.TEXT
        return Answer.WORDS if is_text else Answer.CANNOT
    if piece.id in left_out:
        return Answer.LEFT_OUT
    return Answer.OPEN if covered(piece) is None else Answer.COVERED


def covered(piece: Piece) -> Derivative | None:
    """The copy of a picture or document that may be shown; None where nobody has looked yet, or none can be."""
    return piece.covered if can_be_covered(piece) else None


def look(entries: Iterable[Entry], left_out: frozenset[EvidenceId]) -> Looked:
    """Sort the files of these entries by what was decided about them."""
    found: dict[Answer, dict[EvidenceId, Piece]] = {one: {} for one in Answer}
    for entry in entries:
        for piece in entry.pieces:
            found[answer(piece, left_out)].setdefault(piece.id, piece)
    return Looked(*(tuple(found[one].values()) for one in Answer))


def undecided(entries: Iterable[Entry], left_out: frozenset[EvidenceId]) -> tuple[Piece, ...]:
    """The pictures of these entries that must be looked at before the paper can be made."""
    return look(entries, left_out).undecided


def left_out(reader: VaultReader) -> frozenset[EvidenceId]:
    """What is never to stand on a paper that the other person may see."""
    return _read_left_out(reader.window(_LEFT_OUT))


def shown_to_the_other(
    entries: Sequence[Entry], left_out: frozenset[EvidenceId], *, with_pictures: bool = True
) -> tuple[Entry, ...]:
    """The entries as a paper for the other person may know them: of their files only the covered copies are left.

    Each piece then *is* its covered copy: its hash, size and sealed file are those of the copy, and neither the
    original nor its name, window title, link or note can be reached from it. What is left out is not counted either.
    The entries' words are as they were.

    Raises:
        CoveredCopiesNeeded: some pictures have not been looked at; it says how many.
    """
    if not with_pictures:
        return tuple(_with_pieces(entry, ()) for entry in entries)
    waiting = len(undecided(entries, left_out))
    if waiting:
        raise CoveredCopiesNeeded(waiting)
    return tuple(
        _with_pieces(
            entry,
            tuple(
                as_shown(piece, made)
                for piece in entry.pieces
                if answer(piece, left_out) is Answer.COVERED and (made := covered(piece)) is not None
            ),
        )
        for entry in entries
    )


def as_shown(piece: Piece, made: Derivative) -> Piece:
    """A piece that knows nothing but its covered copy, and when it was kept."""
    name = covered_pages.NAME if made.made.media_type == media_types.PDF else _NAME
    evidence = Evidence(
        original=made.made,
        file=made.file,
        name=name,
        safe_name=name,
        acquired=piece.evidence.acquired,
        acquired_ms=piece.evidence.acquired_ms,
        method=piece.evidence.method,
        provenance=Provenance(state=""),
    )
    return Piece(id=piece.id, seq=piece.seq, evidence=evidence, note=EvidenceNote(), has_picture=True)


def forget_answers(vault: Vault, subjects: frozenset[EvidenceId]) -> None:
    """Know nothing that was said about these any more, inside the vault's `writing`: they are removed for good."""
    covered_pages.forget_answers(vault, subjects)
    kept = _read_left_out(vault.window(_LEFT_OUT))
    if kept & subjects:
        vault.keep_window(_LEFT_OUT, json.dumps(sorted(kept - subjects)).encode())


class Covering:
    """The verbs of `Journal.covering`: each is answered through a future."""

    def __init__(
        self,
        folder: JournalFolder,
        vault: Vault,
        reader: VaultReader,
        writing: Lane,
        reading: Lane,
        working: Lane,
        sealer: Sealer,
        decoder: Decoder,
        randomness: Randomness,
        program: str,
        entries_of: Callable[[VaultReader, PrintWish], tuple[Entry, ...]],
    ) -> None:
        """`entries_of` says which entries a paper will have."""
        self._folder = folder
        self._vault = vault
        self._reader = reader
        self._writing = writing
        self._reading = reading
        self._working = working
        self._sealer = sealer
        self._decoder = decoder
        self._randomness = randomness
        self._program = program
        self._entries_of = entries_of
        originals = Originals(folder, lambda file: reading.run(reader.file_key, file).result())
        self.pages = CoveredPages(
            vault,
            reader,
            writing,
            reading,
            working,
            sealer,
            decoder,
            program,
            originals.open,
            self._record,
            self._leave_out,
        )

    def looked(self, wish: PrintWish) -> "Future[Looked]":
        """What was decided about the files of a paper, whoever will read it."""
        return self._reading.run(self._looked, wish)

    def cover(self, subject: EvidenceId, boxes: Sequence[Box], whole: bool = False) -> "Future[Derivative]":
        """Make the copy of a picture that may be shown, with these places filled; none is an answer, too.

        The copy is made of the chosen part where there is one, unless the `whole` is wanted; the boxes are in pixels
        of that, upright. In a photo they grow to all that holds traces of what they cover. The copy takes the place of
        an earlier one, and of the decision to leave the picture out.

        Raises, through the future:
            PictureRefused: there is no picture.
            CoverOutside: a box is empty or lies outside the picture.
            DiskFull, DatabaseFull and others: nothing was changed.
        """
        return self._working.run(self._cover, subject, tuple(boxes), whole)

    def leave_out(self, *subjects: EvidenceId) -> "Future[None]":
        """Let these pictures never stand on a paper that the other person may see, until they are covered after all."""
        return self._writing.run(self._leave_out, frozenset(subjects))

    def _looked(self, wish: PrintWish) -> Looked:
        return look(self._entries_of(self._reader, wish), left_out(self._reader))

    def _cover(self, subject: EvidenceId, boxes: tuple[Box, ...], whole: bool) -> Derivative:
        piece = self._piece(subject)
        part = None if whole else piece.part
        evidence = viewing.looked_at(piece, whole=whole)
        if evidence.original.media_type == media_types.PDF:  # of which this would be but the first page
            raise PictureRefused(Refusal.NOT_A_PICTURE)
        pixels = self._decoded(evidence)
        if not lie_inside(boxes, pixels.width, pixels.height):
            raise CoverOutside(boxes)
        covers = self._without_traces(piece, part, pixels, boxes)
        clean = filled(pixels, covers)
        reader = BytesReader(_NAME, copy_of(clean))
        (sealed,) = self._sealer.seal(reader, Method.CAPTURE, lambda _done: True)
        made = Derivative(
            of=piece.id,
            kind=Derived.COVERED,
            made=sealed.evidence.original,
            file=sealed.evidence.file,
            box=part.box if part is not None else None,
            program=self._program,
            covers=covers,
        )
        return self._writing.run(self._record, made, sealed).result()

    def _without_traces(
        self, piece: Piece, part: Derivative | None, pixels: Pixels, boxes: tuple[Box, ...]
    ) -> tuple[Box, ...]:
        """The boxes as they have to be where compression, or making it smaller, spreads what stands in them."""
        before = _covers(piece, part)
        fresh = tuple(box for box in boxes if box not in before)
        if (pixels.width, pixels.height) != (pixels.original_width, pixels.original_height):
            wider = {box: widened(box, pixels.width, pixels.height) for box in fresh}
        elif fresh and piece.evidence.original.media_type in LOSSY:
            told = self._decoder.probe(self._bytes(piece.evidence))
            of = part.box if part is not None and part.box is not None else _all_of(pixels)
            size = (told.width, told.height)
            wider = {box: grown(box, of, size, told.orientation) for box in fresh}
        else:
            wider = {}
        return tuple(wider.get(box, box) for box in boxes)

    def _record(self, made: Derivative, sealed: SealedEvidence) -> Derivative:
        try:
            with self._vault.writing():
                self._vault.append(r.EvidenceDerived(made), EvidenceId(new_id(self._randomness)))
                self._vault.keep_file_key(made.file, sealed.key.expose())
                self._keep_left_out(_read_left_out(self._vault.window(_LEFT_OUT)) - {made.of})
        except BaseException:
            forget(self._folder, sealed)
            raise
        return made

    def _leave_out(self, subjects: frozenset[EvidenceId]) -> None:
        with self._vault.writing():
            self._keep_left_out(_read_left_out(self._vault.window(_LEFT_OUT)) | subjects)

    def _keep_left_out(self, subjects: frozenset[EvidenceId]) -> None:
        self._vault.keep_window(_LEFT_OUT, json.dumps(sorted(subjects)).encode())

    def _piece(self, subject: EvidenceId) -> Piece:
        return self._reading.run(self._reader.piece, subject).result()

    def _decoded(self, evidence: Evidence) -> Pixels:
        data = self._bytes(evidence)
        return viewing.shown(self._decoder, evidence, data, MAX_SIDE, MAX_SIDE, covered=False)

    def _bytes(self, evidence: Evidence) -> bytes:
        key = self._reading.run(self._reader.file_key, evidence.file).result()
        return viewing.read_whole(self._folder, evidence, key)


def _all_of(pixels: Pixels) -> Box:
    return Box(0, 0, pixels.width, pixels.height)


def _covers(piece: Piece, part: Derivative | None) -> frozenset[Box]:
    """What is covered in the copy there is, if it is one of the same part."""
    made = piece.covered
    same = made is not None and made.box == (part.box if part is not None else None)
    return frozenset(made.covers) if made is not None and same else frozenset()


def _read_left_out(kept: bytes | None) -> frozenset[EvidenceId]:
    return frozenset(EvidenceId(subject) for subject in json.loads(kept)) if kept else frozenset()


def _with_pieces(entry: Entry, pieces: tuple[Piece, ...]) -> Entry:
    """The entry with these files and no trace of others."""
    incident = replace(entry.incident, evidence=tuple(piece.id for piece in pieces))
    return replace(entry, incident=incident, pieces=pieces)
