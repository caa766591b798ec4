"""The verbs about originals of one open journal: how they look, their bytes, and choosing a part of a picture."""

from concurrent.futures import Future

from journal.domain.evidence import Box, Derivative, Evidence
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.pictures.thumbnail import thumbnail_of
from journal.services import viewing
from journal.services.filing import Sealer
from journal.services.journal_parts import Parts
from journal.services.parts import Cutter


class KeptPictures:
    """The verbs of `Journal.pictures`: each is answered through a future."""

    def __init__(self, parts: Parts, sealer: Sealer) -> None:
        self._parts = parts
        self._cutter = Cutter(
            parts.folder,
            parts.vault,
            parts.writing,
            sealer,
            parts.decoder,
            parts.around.randomness,
            parts.session.program,
        )

    def picture(
        self, subject: EvidenceId, width: int, height: int, covered: bool, whole: bool = False
    ) -> "Future[Pixels]":
        """A picture of a piece of evidence, at most that large; `covered` so that nothing in it can be read.

        Where a part was chosen it is that part, unless the `whole` is asked for.
        """
        return self._parts.working.run(self._picture, subject, width, height, covered, whole)

    def choose_part(self, subject: EvidenceId, box: Box) -> "Future[Derivative]":
        """Show and hand over that part of a picture from now on; the whole stays as it was kept.

        Raises, through the future:
            PictureRefused, PartOutside: nothing was changed.
        """
        return self._parts.working.run(self._choose_part, subject, box)

    def keep_only_part(self, subject: EvidenceId) -> "Future[EvidenceId]":
        """Put the chosen part in the place of the whole, as a piece of its own; the whole is then to be removed.

        Raises, through the future:
            PartOutside: no part was chosen; nothing was changed.
        """
        return self._parts.working.run(self._keep_only_part, subject)

    def _picture(self, subject: EvidenceId, width: int, height: int, covered: bool, whole: bool) -> Pixels:
        decoder = self._parts.decoder
        if not whole and max(width, height) <= viewing.SMALL:
            return decoder.picture(self._small(subject), width, height, covered=covered)
        evidence = viewing.looked_at(self._piece(subject), whole=whole)
        return viewing.shown(decoder, evidence, self._bytes(evidence), width, height, covered=covered)

    def _small(self, subject: EvidenceId) -> bytes:
        """The small picture of a piece, which is kept once it was made."""
        parts = self._parts
        kept = parts.reading.run(parts.reader.thumbnail, subject).result()
        if kept is not None:
            return kept
        evidence = viewing.looked_at(self._piece(subject), whole=False)
        size = (viewing.SMALL, viewing.SMALL)
        made = viewing.shown(parts.decoder, evidence, self._bytes(evidence), *size, covered=False)
        small = thumbnail_of(made).jpeg
        if parts.way.read_only is None:
            parts.writing.run(self._keep_small, subject, small).result()
        return small

    def _keep_small(self, subject: EvidenceId, small: bytes) -> None:
        vault = self._parts.vault
        with vault.writing():
            vault.keep_thumbnail(subject, small)

    def _choose_part(self, subject: EvidenceId, box: Box) -> Derivative:
        self._parts.assure_writable()
        return self._cutter.choose(self._piece(subject), self._key_of, box)

    def _keep_only_part(self, subject: EvidenceId) -> EvidenceId:
        self._parts.assure_writable()
        return self._cutter.alone(self._piece(subject), self._key_of)

    def _piece(self, subject: EvidenceId) -> Piece:
        return self._parts.reading.run(self._parts.reader.piece, subject).result()

    def _bytes(self, evidence: Evidence) -> bytes:
        return viewing.read_whole(self._parts.folder, evidence, self._key_of(evidence.file))

    def _key_of(self, file: str) -> bytes:
        return self._parts.reading.run(self._parts.reader.file_key, file).result()
