"""In which form something leaves the journal, and what goes along."""

from dataclasses import dataclass, field
from enum import StrEnum

from journal.domain.ids import EvidenceId
from journal.domain.printing import Along

MAIL_BYTES = 10_000_000
"""What one PDF for e-mail stays under: sent, it is a third larger, and most mail boxes take 20 MB."""

FORM_BYTES = 50_000_000
"""The largest file that most forms for sending files take."""


class Form(StrEnum):
    """How it is handed over; the values stand in records."""

    FOLDER = "folder"
    FLAT = "flat files"
    MAIL = "one PDF for e-mail"
    PAPER = "paper"


@dataclass(frozen=True)
class Parcel:
    """What is made: no file of it is larger than `most_bytes` (0: whatever they are); a `password` opens it.

    The originals `without` which it is made are listed as not being here.
    """

    form: Form = Form.FOLDER
    along: Along = field(default_factory=Along)
    most_bytes: int = 0
    password: str = field(default="", repr=False)
    without: frozenset[EvidenceId] = frozenset()
