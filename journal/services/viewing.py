"""Showing originals: small pictures from the store, larger ones decoded in a child that can be killed."""

import io
from dataclasses import replace

from journal.domain.evidence import Evidence
from journal.domain.folder import JournalFolder
from journal.domain.media_types import PDF
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.pictures.decoder import Decoder
from journal.pictures.limits import MAX_FILE_BYTES
from journal.pictures.refusal import PictureRefused, Refusal
from journal.services.filing import open_original

SMALL = 320
"""Up to this many pixels a kept small picture is enough."""


def looked_at(piece: Piece, *, whole: bool) -> Evidence:
    """What is shown of a piece: the chosen part where there is one and not the whole is wanted."""
    part = piece.part
    if whole or part is None:
        return piece.evidence
    return replace(piece.evidence, original=part.made, file=part.file)


def read_whole(folder: JournalFolder, evidence: Evidence, key: bytes) -> bytes:
    """The original's bytes, for a picture of bearable size.

    Raises:
        PictureRefused: it is too large to be looked at here.
        SealedFileDamaged, SealedFileMissing: it is not what was kept.
    """
    if evidence.original.size > MAX_FILE_BYTES:
        raise PictureRefused(Refusal.TOO_LARGE)
    whole = io.BytesIO()  # joining its pieces would hold everything twice
    with open_original(folder, evidence, key) as reader:
        for chunk in reader.chunks():
            whole.write(chunk)
    return whole.getvalue()


def shown(
    decoder: Decoder, evidence: Evidence, data: bytes, width: int, height: int, covered: bool
) -> Pixels:
    """A picture, or the first page of a document, no larger than asked for.

    Raises:
        PictureRefused: there is nothing to show.
    """
    if evidence.original.media_type == PDF:
        return decoder.pdf_page(data, 0, max_width=width, max_height=height, covered=covered)
    return decoder.picture(data, width, height, covered=covered)
