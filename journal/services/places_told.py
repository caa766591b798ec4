"""Which originals that would be handed over say where they were made: whoever gets them can read that place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journal.domain import media_types
from journal.domain.evidence import Evidence, Method
from journal.domain.handing_over import Form, Parcel
from journal.domain.ids import EvidenceId
from journal.domain.place_told import tells_place
from journal.domain.printing import Reader
from journal.domain.reading import Entry
from journal.services.composing import Originals

_LOOKED = 4 << 20
"""Bytes at either end of a file: in the midst of a film there is only the film."""

_WORDS = frozenset((media_types.MAIL, media_types.MAILBOX, media_types.PLAIN_TEXT, media_types.HTML))


@dataclass(frozen=True)
class PlaceTold:
    """A file that says it: its name, and the number of the first incident it belongs to."""

    evidence: EvidenceId
    name: str
    number: int


def places_told(
    entries: Iterable[Entry], reader: Reader, parcel: Parcel, originals: Originals
) -> Iterator[PlaceTold]:
    """Each original that would go along with these incidents and says where it was made, once.

    Our own captures never do; a chosen part and a covered copy are made of pixels alone.
    """
    if reader is Reader.OTHER or parcel.form is Form.MAIL:
        return
    seen = set()
    for entry in entries:
        for piece in entry.pieces:
            goes = piece.part is None or parcel.along.whole_pictures
            if piece.id in seen or not goes or not _may_tell(piece.evidence):
                continue
            seen.add(piece.id)
            if _tells(piece.evidence, originals):
                yield PlaceTold(piece.id, piece.evidence.safe_name, entry.number)


def _may_tell(evidence: Evidence) -> bool:
    return evidence.method is not Method.CAPTURE and evidence.original.media_type not in _WORDS


def _tells(evidence: Evidence, originals: Originals) -> bool:
    size = evidence.original.size
    with originals.open(evidence) as stream:
        if tells_place(stream.read(_LOOKED)):
            return True
        if size <= _LOOKED:
            return False
        stream.seek(max(_LOOKED, size - _LOOKED))
        return tells_place(stream.read(_LOOKED))
