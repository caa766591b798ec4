"""What is said inside files that are sealed with no key at hand, so that filing has nothing to guess."""

from collections.abc import Mapping
from dataclasses import dataclass

from journal.domain.canonical import Json
from journal.domain.errors import ShapeFault
from journal.domain.evidence import Evidence
from journal.domain.shape import from_json, to_json

_VERSION = 1
_CAPTURE = "capture"
_FAILED_TRY = "unlock.failed"


@dataclass(frozen=True)
class FailedTry:
    """When a wrong passphrase was tried, by both of the computer's clocks."""

    utc_ms: int
    boot_id: str
    boot_ms: int


def capture_note(evidence: Evidence) -> dict[str, Json]:
    """The note for the sealed file of a capture."""
    return {"evidence": to_json(evidence), "v": _VERSION, "what": _CAPTURE}


def evidence_in(note: Mapping[str, Json]) -> Evidence:
    """The evidence a capture's note describes.

    Raises:
        ShapeFault: it is the note of something else, or of a newer program.
    """
    return from_json(Evidence, _said(note, _CAPTURE, "evidence"), "$.note.evidence")


def failed_try_note(failed: FailedTry) -> dict[str, Json]:
    """The note that somebody tried a wrong passphrase."""
    return {"try": to_json(failed), "v": _VERSION, "what": _FAILED_TRY}


def failed_try_in(note: Mapping[str, Json]) -> FailedTry:
    """The failed try a note tells of.

    Raises:
        ShapeFault: it is the note of something else, or of a newer program.
    """
    return from_json(FailedTry, _said(note, _FAILED_TRY, "try"), "$.note.try")


def _said(note: Mapping[str, Json], what: str, field: str) -> Json:
    if note.keys() != {field, "v", "what"} or note["what"] != what or note["v"] != _VERSION:
        raise ShapeFault("$.note", f"fields {sorted(note)}")
    return note[field]
