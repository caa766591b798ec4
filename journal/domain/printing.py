"""What the person wants on paper."""

from dataclasses import dataclass, field
from enum import StrEnum

from journal.domain.ids import IncidentId
from journal.domain.reading import Wanted


class Reader(StrEnum):
    """Who will read it; none is ever preselected."""

    POLICE = "police"
    LAWYER = "lawyer or support worker"
    OTHER = "may be seen by the other person"


class Layout(StrEnum):
    """How it is laid out; the value is what the record of a print calls it."""

    LOG = "incident log"
    SHORT = "short table"
    DAYS = "day rows"
    OVERVIEW = "overview"
    STATEMENT = "statement draft"
    REGISTER = "register"
    BLANK = "blank sheet"
    CONTACT = "contact sheet"


class PaperSize(StrEnum):
    """The sheet."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True)
class Along:
    """What goes along with a paper that is handed over: earlier versions, and the whole of pictures cut to a part."""

    history: bool = False
    whole_pictures: bool = False


@dataclass(frozen=True)
class PrintWish:
    """Which incidents, for whom, on what and how. `only` narrows `wanted` to ticked incidents when it is not empty.

    Only the log prints exhibits, and what changed incidents read before (`history`); a blank sheet and a contact sheet
    hold no incident whatever is wanted. `combined` counts all who are named together, too, beside each on their own; it
    is asked for each time and kept nowhere.
    """

    reader: Reader
    wanted: Wanted = field(default_factory=Wanted)
    only: tuple[IncidentId, ...] = ()
    paper: PaperSize = PaperSize.A4
    language: str = "en"
    with_exhibits: bool = True
    layout: Layout = Layout.LOG
    history: bool = False
    combined: bool = False


@dataclass(frozen=True)
class Told:
    """What the window says, to be put on paper as it stands: a title, and headings (or none) with their lines."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Queue:
    """A printer by the name the system gives it; `usual` is the one it would choose."""

    name: str
    usual: bool


@dataclass(frozen=True)
class PrintJob:
    """Which printer, how many copies, and whether on both sides of a sheet."""

    queue: Queue
    copies: int = 1
    both_sides: bool = False
