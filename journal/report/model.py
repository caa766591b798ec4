"""What a log on paper holds, said in domain values; whoever composes it decides, nothing is looked up later."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from journal.domain import media_types
from journal.domain.actor import Actor
from journal.domain.casework import Contact, Milestone
from journal.domain.evidence import Derivative, Evidence, EvidenceNote
from journal.domain.ids import JournalId, MilestoneId
from journal.domain.incident import Basis, Incident, PassedTo
from journal.domain.incident_types import IncidentType
from journal.domain.moments import LocalTime, When, sort_utc
from journal.domain.printing import PaperSize, Reader
from journal.domain.reading import After, ClockStep, Joining, Removal, Seal, Wanted
from journal.domain.records import Recorded

LONGEST_PRINTED_TEXT = 64_000
"""Bytes of a text exhibit that are printed in full, some 15 sheets; a longer one is named, described and left to its
file, where it can be searched."""

MOST_PRINTED_PAGES = 200
"""Pages of a document that are printed; how many there are in all is said."""

PRINTED_TEXTS = frozenset({media_types.PLAIN_TEXT, media_types.MAIL})


class ExhibitKind(StrEnum):
    """How an exhibit stands on paper."""

    PICTURE = "picture"
    PAGES = "pages"
    TEXT = "text"
    CARD = "card"


@dataclass(frozen=True)
class Named:
    """Someone named as being behind an incident, by label, and the one reason for it."""

    label: str
    basis: Basis
    note: str = ""


@dataclass(frozen=True)
class LogActor:
    """Who stands behind a label, as far as the writer knows; `joined` are those the writer found to be the same."""

    label: str
    actor: Actor
    joined: tuple[Joining, ...] = ()


@dataclass(frozen=True)
class Passed:
    """To whom an incident was passed on; the rest is from the call or letter it names, empty without one."""

    to: PassedTo
    who: str = ""
    reference: str = ""
    when: When | None = None


@dataclass(frozen=True)
class LogRow:
    """One incident. `exhibits` and `notes_then` are references, given before printing; `edits` are later versions."""

    number: int
    incident: Incident
    first: Recorded
    latest: Recorded
    edits: int = 0
    named: tuple[Named, ...] = ()
    after: tuple[After, ...] = ()
    passed: tuple[Passed, ...] = ()
    exhibits: tuple[str, ...] = ()
    notes_then: str = ""
    times_told: bool = True
    """Whether it says when it was noticed, recorded and changed; what the other person may see does not."""
    versions: tuple["LogVersion", ...] = ()
    """How it read from its first record on, oldest first; empty unless that was wished and there is more than one."""

    @property
    def place(self) -> tuple[bool, int, int]:
        """What rows are ordered by: whether the time is not known, the instant in UTC milliseconds, and the number."""
        occurred = self.incident.occurred
        return occurred.stands_at is None, sort_utc(occurred, self.first.utc_ms), self.number


@dataclass(frozen=True)
class LogVersion:
    """How an incident read from one record to the next; `row` is None where it was taken out."""

    recorded: Recorded
    row: LogRow | None
    is_restored: bool = False


@dataclass(frozen=True)
class LogMilestone:
    """A turning point, and the labels of those it concerns."""

    id: MilestoneId
    milestone: Milestone
    actors: tuple[str, ...] = ()

    @property
    def sort_ms(self) -> int:
        """The instant it stands at, in UTC milliseconds."""
        return sort_utc(self.milestone.date, 0)


@dataclass(frozen=True)
class LogExhibit:
    """An original under its reference. `open` gives its bytes, seekable; the stream is closed after use.

    Where a `part` of a picture was chosen, `open` gives that part, a PNG of this program's making.

    `text` gives what a reader sees of an original that is not plain text itself, such as a mail's decoded parts.
    """

    reference: str
    evidence: Evidence
    note: EvidenceNote
    kind: ExhibitKind
    open: Callable[[], BinaryIO] = field(repr=False)
    text: Callable[[], str] | None = field(default=None, repr=False)
    part: Derivative | None = None


@dataclass(frozen=True)
class Scope:
    """What was chosen: the wish in words, and of how many incidents in the journal (None: not to be told)."""

    reader: Reader
    wanted: Wanted = field(default_factory=Wanted)
    actors: tuple[str, ...] = ()
    ticked: bool = False
    of: int | None = None


@dataclass(frozen=True)
class Log:
    """A whole log, ready to be set. `rows` stand in the order of time, those without a known time last, as recorded;
    they may be many, so that whoever can goes through them but once.

    `seal` is that of its print record, `counts` the records by type name. `taken_out` are the numbers of
    incidents that were taken out, `removals` what was removed for good.

    What may reach the other person has neither seal nor counts, and its scope does not say of how many.
    `worries` is what worries the writer most now, `asks` what they ask for, both in their own words.
    `exhibits` come in the order of their references and are printed when `with_exhibits`; the register lists
    them either way. `combined` asks for figures of all who are named together, beside each on their own. The labels of
    `types` are in the reader's language already.
    """

    writer: str
    police_reference: str
    made_at: LocalTime
    journal: JournalId
    program: str
    scope: Scope
    rows: Sequence[LogRow]
    milestones: tuple[LogMilestone, ...] = ()
    corrections: tuple[ClockStep, ...] = ()
    exhibits: Sequence[LogExhibit] = ()
    contacts: tuple[Contact, ...] = ()
    people: tuple[LogActor, ...] = ()
    types: tuple[IncidentType, ...] = ()
    worries: str = ""
    asks: str = ""
    seal: Seal | None = None
    counts: tuple[tuple[str, int], ...] = ()
    taken_out: tuple[int, ...] = ()
    removals: tuple[Removal, ...] = ()
    paper: PaperSize = PaperSize.A4
    with_exhibits: bool = True
    combined: bool = False

    @property
    def is_for_the_other(self) -> bool:
        """Whether the other person may see it, so that it says nothing of what it was made from."""
        return self.scope.reader is Reader.OTHER


@dataclass(frozen=True)
class Made:
    """What came out: pages in all, the first page of each printed exhibit by reference, and bytes written."""

    pages: int
    exhibit_pages: dict[str, int]
    size: int


def exhibit_kind(evidence: Evidence) -> ExhibitKind:
    """How an original of that type and size is best put on paper."""
    original = evidence.original
    if original.media_type in media_types.PICTURES:
        return ExhibitKind.PICTURE
    if original.media_type == media_types.PDF:
        return ExhibitKind.PAGES
    if original.media_type in PRINTED_TEXTS and original.size <= LONGEST_PRINTED_TEXT:
        return ExhibitKind.TEXT
    return ExhibitKind.CARD
