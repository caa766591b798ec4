"""One act of acquiring an original, where it came from, and what was derived from it."""

from dataclasses import dataclass, field
from enum import StrEnum

from journal.domain.ids import EvidenceId
from journal.domain.moments import LocalTime, When


class Method(StrEnum):
    """How the original came into the journal."""

    CAPTURE = "capture"
    PASTE = "paste"
    DROP = "drop"
    FILE = "file"
    IMPORT = "import"


BY_THE_DESKTOP = "xdg-desktop-portal"
"""The backend of a capture whose file the desktop wrote, as it has to under Wayland."""


class Mark(StrEnum):
    """What a look at a capture found when it was taken; it is kept all the same."""

    BLACK = "black"
    ONE_COLOUR = "one colour"
    REPEATED = "same as before"
    LATE = "late"
    """It shows the screen as it was some time after it was asked for."""


class Derived(StrEnum):
    """What a derivative is."""

    PART = "chosen part"
    COVERED = "covered copy"
    TEXT = "text"


@dataclass(frozen=True)
class Original:
    """The bytes as they came: lower-case hex SHA-256, length in bytes, media type by content, not by name."""

    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Screen:
    """One monitor in device pixels; `scale_percent` 100 is one device pixel per logical one, or nothing known of it."""

    name: str
    x: int
    y: int
    width: int
    height: int
    scale_percent: int = 100


@dataclass(frozen=True)
class Provenance:
    """What the computer knew when the original was acquired.

    `state` is `open`, `locked` or `closed`: what the journal was at that moment. `note` is the
    `Mark` of a capture that shows nothing, or nothing new. `modified` is the file's own time stamp as the disk gave it.
    """

    window_title: str = ""
    application: str = ""
    screens: tuple[Screen, ...] = ()
    backend: str = ""
    program: str = ""
    system: str = ""
    state: str = "open"
    boot_id: str = ""
    boot_ms: int = 0
    modified: str = ""
    note: str = ""


@dataclass(frozen=True)
class Evidence:
    """One act of acquiring; the bytes lie sealed under `file`, a name in the media folder.

    `name` is the original's own name, kept as it was; `safe_name` is what a copy of it may be called.
    """

    original: Original
    file: str
    name: str
    safe_name: str
    acquired: LocalTime
    acquired_ms: int
    method: Method
    provenance: Provenance = field(default_factory=Provenance)
    link: str = ""
    content_date: When | None = None
    note: str = ""
    physical_original: str = ""


@dataclass(frozen=True)
class EvidenceNote:
    """What a person may later say about an original without touching it."""

    link: str = ""
    content_date: When | None = None
    note: str = ""
    physical_original: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the original, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


COVER = (128, 128, 128)
"""Red, green and blue of what is covered: a grey that stands out on dark pages and on light ones."""


@dataclass(frozen=True)
class CoveredPage:
    """A page of a document that stands in its covered copy: which one it was, counted from 1, its size in pixels as it
    was drawn, and the places of it that were filled with one colour."""

    number: int
    width: int
    height: int
    covers: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Derivative:
    """Something made from an original, which it names.

    `box` is the part of it that was taken, in pixels of the picture as it is seen; None for all of it. `covers` are the
    places of that part (or of all of it) that were filled with one colour, in its own pixels. The copy of a document
    has `pages` instead, in their order; those that are missing were left out.
    """

    of: EvidenceId
    kind: Derived
    made: Original
    file: str
    box: Box | None = None
    program: str = ""
    covers: tuple[Box, ...] = ()
    pages: tuple[CoveredPage, ...] = ()

    @property
    def all_covers(self) -> tuple[Box, ...]:
        """Every place that was filled, of a picture or of any page."""
        return self.covers + tuple(box for page in self.pages for box in page.covers)
