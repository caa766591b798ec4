"""What is sealed with a capture: the evidence it will be, so that filing has nothing to guess."""

from collections.abc import Mapping

from journal.domain.canonical import Json
from journal.domain.errors import ShapeFault
from journal.domain.evidence import Evidence
from journal.domain.shape import from_json, to_json

_VERSION = 1


def capture_note(evidence: Evidence) -> dict[str, Json]:
    """The note for the sealed file of a capture."""
    return {"evidence": to_json(evidence), "v": _VERSION, "what": "capture"}


def evidence_in(note: Mapping[str, Json]) -> Evidence:
    """The evidence a capture's note describes.

    Raises:
        ShapeFault: it is the note of something else, or of a newer program.
    """
    if note.keys() != {"evidence", "v", "what"} or note["what"] != "capture" or note["v"] != _VERSION:
        raise ShapeFault("$.note", f"fields {sorted(note)}")
    return from_json(Evidence, note["evidence"], "$.note.evidence")
