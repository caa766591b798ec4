"""What panes and paper read: values projected from the chain, never a second truth."""

from dataclasses import dataclass
from enum import StrEnum

from journal.domain.actor import Actor, Standing
from journal.domain.casework import Contact, Milestone, MilestoneKind
from journal.domain.evidence import Derivative, Derived, Evidence, EvidenceNote
from journal.domain.ids import ActorId, ContactId, DraftId, EvidenceId, IncidentId, MilestoneId
from journal.domain.incident import Account, HowMany, Incident, Where
from journal.domain.moments import When
from journal.domain.records import Recorded


class Shelf(StrEnum):
    """The standing filters beside the timeline."""

    ALL = "all"
    TO_SORT = "to sort"
    PASSED_ON = "passed on"
    ONLY_FOR_ME = "only for me"


@dataclass(frozen=True)
class Wanted:
    """Which incidents are wanted; every condition narrows. Instants are UTC milliseconds, `until_ms` excluded.

    One of the `actors` and one of the `types` is enough; where there are none, all of them are wanted.
    """

    shelf: Shelf = Shelf.ALL
    actors: tuple[ActorId, ...] = ()
    types: tuple[str, ...] = ()
    with_files: bool = False
    from_ms: int | None = None
    until_ms: int | None = None
    words: str = ""
    starred: bool = False


@dataclass(frozen=True)
class Key:
    """One place in the timeline. `day` is the local day it happened on (YYYY-MM-DD), empty where not known."""

    id: IncidentId
    sort_ms: int
    day: str


@dataclass(frozen=True)
class MilestoneLine:
    """A turning point as a line between incidents."""

    id: MilestoneId
    kind: MilestoneKind
    sort_ms: int
    date: When
    actors: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """The wanted incidents, newest first (those without a known time before all others), and the turning points."""

    keys: tuple[Key, ...]
    milestones: tuple[MilestoneLine, ...]


@dataclass(frozen=True)
class Row:
    """One line of the timeline. `pictures` are the pieces of evidence that have something to show."""

    id: IncidentId
    number: int
    headline: str
    occurred: When
    recorded_ms: int
    where: Where
    account: Account
    how_many: HowMany
    actors: tuple[str, ...]
    pictures: tuple[EvidenceId, ...]
    files: int
    starred: bool
    edits: int


@dataclass(frozen=True)
class Loose:
    """Something in "To sort": evidence without an incident, or a draft that is not yet enough to be kept.

    `state` is what the journal was when it came, `mark` what was found wrong with a capture, `remark` what the person
    has said about it. `unopened` is a file in the inbox that cannot be opened: it has neither evidence nor draft, and
    stays where it is under that `name`.
    """

    evidence: EvidenceId | None
    draft: DraftId | None
    name: str
    at_ms: int
    has_picture: bool
    state: str = "open"
    mark: str = ""
    remark: str = ""
    unopened: bool = False


@dataclass(frozen=True)
class ActorLine:
    """An actor in the list of people; `joined` are the ids read as this one."""

    id: ActorId
    label: str
    standing: Standing
    incidents: int
    hint: str
    joined: tuple[ActorId, ...] = ()


@dataclass(frozen=True)
class Month:
    """How many incidents happened in a calendar month (YYYY-MM)."""

    month: str
    incidents: int


@dataclass(frozen=True)
class Sidebar:
    """The figures beside the timeline and the density over it."""

    incidents: int
    to_sort: int
    passed_on: int
    only_for_me: int
    first_ms: int | None
    last_ms: int | None
    people: tuple[ActorLine, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Piece:
    """Evidence with what can be said about it now; `seq` is the number of the record that added it."""

    id: EvidenceId
    seq: int
    evidence: Evidence
    note: EvidenceNote
    has_picture: bool
    reference: str = ""
    derivatives: tuple[Derivative, ...] = ()

    @property
    def part(self) -> Derivative | None:
        """The part that is shown and handed over instead of the whole: the one chosen last, if it is not all of it."""
        for made in reversed(self.derivatives):
            if made.kind is Derived.PART:
                return None if made.made == self.evidence.original else made
        return None

    @property
    def covered(self) -> Derivative | None:
        """The copy that may be seen by the other person: the newest, unless a part was chosen after it was made."""
        for made in reversed(self.derivatives):
            if made.kind is Derived.PART:
                return None
            if made.kind is Derived.COVERED:
                return made
        return None


@dataclass(frozen=True)
class After:
    """A turning point that lies before an incident and concerns one of its actors.

    `ends` is the last day of an order (YYYY-MM-DD), which may lie before the incident; empty where there is none.
    """

    milestone: MilestoneId
    kind: MilestoneKind
    date: When
    actor: str
    ends: str = ""

    def was_over(self, day: str) -> bool:
        """Whether it had ended before that day (YYYY-MM-DD); not where no day is known."""
        return bool(self.ends) and day > self.ends


@dataclass(frozen=True)
class Entry:
    """One incident, whole. `seq` is the number of its latest record, `first` when it was first recorded."""

    id: IncidentId
    number: int
    seq: int
    incident: Incident
    first: Recorded
    latest: Recorded
    edits: int
    voided: bool
    actors: tuple[ActorLine, ...]
    pieces: tuple[Piece, ...]
    private_note: str
    after: tuple[After, ...]


@dataclass(frozen=True)
class Version:
    """One step in the history of an incident; `incident` is None where it was taken out or its words removed."""

    seq: int
    action: str
    rec: Recorded
    incident: Incident | None


@dataclass(frozen=True)
class Draft:
    """What is being typed. `incident_id` is None for something new; `seq` the record it started from."""

    id: DraftId
    incident_id: IncidentId | None
    seq: int | None
    incident: Incident
    private_note: str
    saved_ms: int


@dataclass(frozen=True)
class Settled:
    """What became of a draft: kept as a record, unchanged and dropped, or still waiting."""

    incident: IncidentId | None
    seq: int | None
    waiting: bool


@dataclass(frozen=True)
class MilestoneEntry:
    """A turning point with its id and latest record number."""

    id: MilestoneId
    seq: int
    milestone: Milestone


@dataclass(frozen=True)
class ContactEntry:
    """A call or letter with its id and latest record number."""

    id: ContactId
    seq: int
    contact: Contact


@dataclass(frozen=True)
class Seal:
    """The journal's fingerprint: the hash of the last record, and its number."""

    seq: int
    hex: str


@dataclass(frozen=True)
class ClockStep:
    """The computer's clock was set by so many milliseconds (negative: back), as recorded.

    `before` and `after` are the numbers of the incidents first recorded before and after that; 0 where there is none.
    """

    recorded: Recorded
    by_ms: int
    before: int = 0
    after: int = 0

    @property
    def sort_ms(self) -> int:
        """The instant it stands at, in UTC milliseconds."""
        return self.recorded.utc_ms


@dataclass(frozen=True)
class Removal:
    """What was removed for good at one time: the numbers of incidents, and how many files."""

    recorded: Recorded
    numbers: tuple[int, ...]
    files: int


@dataclass(frozen=True)
class Joining:
    """An actor that is read as another one, `kept`: what is known of it, and when and why the writer joined them."""

    kept: ActorId
    id: ActorId
    actor: Actor
    recorded: Recorded
    reason: str
