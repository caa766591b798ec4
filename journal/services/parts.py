"""Choosing a part of a picture: a derivative that is shown and handed over, while the whole stays as it was kept."""

from collections.abc import Callable
from dataclasses import replace

from journal.domain import records as r
from journal.domain.evidence import Box, Derivative, Derived, Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, IncidentId, Randomness, new_id
from journal.domain.incident import Incident
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

    def alone(self, piece: Piece, key_of: Callable[[str], bytes]) -> EvidenceId:
        """Let the chosen part be a piece of its own, in the place of the whole wherever that is; the whole stays too.

        Raises:
            PartOutside: no part was chosen.
            DiskFull, DatabaseFull and others: nothing was changed.
        """
        part = piece.part
        if part is None or part.box is None:
            raise PartOutside(Box(0, 0, 0, 0))
        box = part.box
        data = viewing.read_whole(self._folder, viewing.looked_at(piece, whole=False), key_of(part.file))
        (sealed,) = self._sealer.seal(
            BytesReader(piece.evidence.safe_name, data), piece.evidence.method, lambda _done: True
        )
        seen = piece.evidence.provenance
        cut = f"only this part of a picture was kept: {box.width}x{box.height} at {box.x},{box.y}"
        evidence = replace(
            piece.evidence,
            original=sealed.evidence.original,
            file=sealed.evidence.file,
            provenance=replace(seen, backend=", ".join(said for said in (seen.backend, cut) if said)),
        )
        return self._writing.run(self._put_in_place, piece, SealedEvidence(evidence, sealed.key)).result()

    def _put_in_place(self, piece: Piece, sealed: SealedEvidence) -> EvidenceId:
        vault, subject = self._vault, EvidenceId(new_id(self._randomness))
        try:
            with vault.writing():
                added = vault.append(r.EvidenceAdded(sealed.evidence), subject)
                vault.append(r.EvidenceAmended(added.seq, piece.note), subject)
                vault.keep_file_key(sealed.evidence.file, sealed.key.expose())
                for incident in vault.doomed((), (piece.id,)).shared:
                    self._swap(incident, piece.id, subject)
                for draft in vault.all_drafts():
                    if piece.id in draft.incident.evidence:
                        vault.keep_draft(replace(draft, incident=_with(draft.incident, piece.id, subject)))
        except BaseException:
            forget(self._folder, sealed)
            raise
        return subject

    def _swap(self, incident: IncidentId, whole: EvidenceId, part: EvidenceId) -> None:
        before = self._vault.incident(incident)
        self._vault.append(
            r.IncidentAmended(self._vault.incident_seq(incident), _with(before, whole, part)), incident
        )

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


def _with(incident: Incident, whole: EvidenceId, part: EvidenceId) -> Incident:
    return replace(incident, evidence=tuple(part if one == whole else one for one in incident.evidence))
