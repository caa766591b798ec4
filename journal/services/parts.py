"""Choosing a part of a picture: a derivative that is shown and handed over, while the whole stays as it was kept."""

from collections.abc import Callable

from journal.domain import records as r
from journal.domain.evidence import Box, Derivative, Derived, Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, Randomness, new_id
from journal.domain.reading import Piece
from journal.intake.files import BytesReader
from journal.pictures.decoder import Decoder
from journal.pictures.limits import MAX_SIDE
from journal.pictures.parts import part_of, png_of
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.thumbnail import thumbnail_of
from journal.services import viewing
from journal.services.errors import PartOutside
from journal.services.filing import SealedEvidence, Sealer, forget
from journal.services.lanes import Lane
from journal.vault.store import Vault


class Cutter:
    """Used in a thread that may take its time; what it appends, it appends in the vault's."""

    def __init__(
        self,
        folder: JournalFolder,
        vault: Vault,
        writing: Lane,
        sealer: Sealer,
        decoder: Decoder,
        randomness: Randomness,
        program: str,
    ) -> None:
        self._folder = folder
        self._vault = vault
        self._writing = writing
        self._sealer = sealer
        self._decoder = decoder
        self._randomness = randomness
        self._program = program

    def choose(self, piece: Piece, key_of: Callable[[str], bytes], box: Box) -> Derivative:
        """Seal the part of a picture as a derivative and record it; the newest one is what is shown from now on.

        The box is in pixels of the picture as it is seen, upright.

        Raises:
            PictureRefused: there is no picture, or it is too large to be cut here.
            PartOutside: the box is empty or reaches beyond the picture.
            DiskFull, DatabaseFull and others: nothing of it remains.
        """
        evidence = piece.evidence
        data = viewing.read_whole(self._folder, evidence, key_of(evidence.file))
        pixels = viewing.shown(self._decoder, evidence, data, MAX_SIDE, MAX_SIDE, covered=False)
        if (pixels.width, pixels.height) != (pixels.original_width, pixels.original_height):
            raise PictureRefused(Refusal.TOO_LARGE)
        try:
            part = part_of(pixels, box)
        except ValueError as error:
            raise PartOutside(box) from error
        reader = BytesReader(evidence.safe_name, png_of(part))
        (sealed,) = self._sealer.seal(reader, Method.CAPTURE, lambda _done: True)
        made = Derivative(
            of=piece.id,
            kind=Derived.PART,
            made=sealed.evidence.original,
            file=sealed.evidence.file,
            box=box,
            program=self._program,
        )
        small = thumbnail_of(part).jpeg
        return self._writing.run(self._record, made, sealed, small).result()

    def _record(self, made: Derivative, sealed: SealedEvidence, thumbnail: bytes) -> Derivative:
        try:
            with self._vault.writing():
                self._vault.append(r.EvidenceDerived(made), EvidenceId(new_id(self._randomness)))
                self._vault.keep_file_key(made.file, sealed.key.expose())
                self._vault.keep_thumbnail(made.of, thumbnail)
        except BaseException:
            forget(self._folder, sealed)
            raise
        return made
