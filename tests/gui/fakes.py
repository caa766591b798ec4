"""Stand-ins for what the window is given: English words, a door, an open journal that remembers what was asked."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from journal.domain.casework import Person
from journal.domain.errors import Fixable, JournalError
from journal.domain.evidence import EvidenceNote, Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import ActorId, DraftId, EvidenceId, IncidentId
from journal.domain.incident import Incident, can_be_kept
from journal.domain.moments import DayPart, LocalTime, Precision, When, at_instant, on_or_before, sort_utc
from journal.domain.reading import (
    ActorLine,
    After,
    Draft,
    Entry,
    Key,
    Loose,
    MilestoneLine,
    Month,
    Piece,
    Row,
    Settled,
    Shelf,
    Sidebar,
    Timeline,
    Version,
    Wanted,
)
from journal.services.errors import ReadOnlyBecause
from journal.services.salvage_report import Losses
from journal.services.what_lies_there import Found
from tests.fakes import FakeClock
from tests.gui import example
from tests.gui.example import NOW_MS, ZONE, Told
from tests.gui.fake_casework import FakeCasework
from tests.gui.fake_copies import FakeBackups, FakeRemoval
from tests.gui.fake_covering import FakeCovering
from tests.gui.fake_in_pictures import FakeInPictures
from tests.gui.fake_opening import WORDS, FakeWhatOpens, complete
from tests.gui.fake_outputs import FakeOutputs
from tests.gui.fake_outside import FakeOutside
from tests.gui.fake_paperwork import FakePaperwork
from tests.gui.fake_pictures import FakePictures
from tests.gui.fake_private_terms import FakePrivateTerms
from tests.gui.fake_recovery import FakeChecks, FakeWaysBack

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Sentence:
    """An error in words."""

    what: str
    next_step: str


class FakeWords:
    """English, put together by hand; with `longer` every sentence is 40 % longer."""

    language = "en"

    def __init__(self, *, longer: bool = False) -> None:
        self.longer = longer
        self.said: set[str] = set()

    def say(self, message: str, /, **named: object) -> str:
        self.said.add(message)
        text = message.format(**named)
        return f"[{text}{'·' * max(1, round(len(text) * 0.4))}]" if self.longer else text

    def count(self, one: str, many: str, number: int, /, **named: object) -> str:
        return self.say(one if number == 1 else many, number=self.number(number), **named)

    def number(self, value: int) -> str:
        return f"{value:,}"

    def day(self, day: str) -> str:
        from datetime import date

        at = date.fromisoformat(day)
        return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"

    def short_day(self, day: str) -> str:
        return f"{int(day[8:10])} {_MONTHS[int(day[5:7]) - 1][:3]} {day[:4]}"

    def weekday_day(self, day: str) -> str:
        return f"{self.day(day)[:3]} {self.short_day(day)}"

    def month(self, month: str) -> str:
        return f"{_MONTHS[int(month[5:7]) - 1][:3]} {month[:4]}"

    def clock(self, moment: LocalTime) -> str:
        text = moment.local[11:]
        return text[:-3] if text.endswith(":00") and len(text) == 8 else text

    def when(self, when: When) -> str:
        moment = when.from_ or when.to
        if moment is None:
            return "not known"
        day = self.weekday_day(moment.local[:10])
        if when.from_ is None:
            return f"on or before {day}, {self.clock(moment)}"
        if when.precision is Precision.MONTH:
            return self.month(moment.local[:7])
        if when.precision is Precision.DAY:
            return day
        return f"{day}, {self._time(when, 'about ')}"

    def time_of_day(self, when: When) -> str:
        return "" if when.from_ is None else self._time(when, "~")

    def _time(self, when: When, about: str) -> str:
        assert when.from_ is not None
        clock = self.clock(when.from_)
        return {
            Precision.EXACT: clock,
            Precision.ABOUT: about + clock,
            Precision.PART: (when.part or DayPart.MORNING).value,
        }.get(when.precision, "")

    def span(self, milliseconds: int) -> str:
        for size, name in ((86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute")):
            if milliseconds >= size:
                number = milliseconds // size
                return f"{number} {name}{'' if number == 1 else 's'}"
        return "a moment"

    def wrong(self, error: JournalError) -> Sentence:
        return Sentence(f"It did not work ({type(error).__name__}).", "Try it once more.")


def done(value: Any) -> "Future[Any]":
    """A future that has its result."""
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def failed(error: BaseException) -> "Future[Any]":
    """A future that has failed."""
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


class Refused(Fixable):
    """What a fake service raises when it is told to fail."""


@dataclass
class Undone:
    """What an undo took back."""

    action: str
    incident: IncidentId | None


@dataclass
class Refusal:
    """A file that was not taken in."""

    name: str
    error: JournalError


@dataclass
class Added:
    """What adding files came to."""

    evidence: tuple[EvidenceId, ...]
    refused: tuple[Refusal, ...]


@dataclass
class Filed:
    """What became of the inbox."""

    evidence: tuple[EvidenceId, ...]
    unopened: tuple[Refusal, ...]


class FakeJournal:
    """An open journal in memory. `asked` holds what was asked to be written; `hold` names calls that stay undone."""

    types = example.TYPES

    def __init__(self, told: dict[IncidentId, Told] | None = None) -> None:
        self.told = example.told() if told is None else told
        self.asked: list[tuple[Any, ...]] = []
        self.hold: set[str] = set()
        self.fail: set[str] = set()
        self.held: list[tuple[str, Future[Any], Any]] = []
        self.drafts: dict[DraftId, Draft] = {}
        self.aside: list[Loose] = []
        self.loose_things = [
            Loose(
                EvidenceId("L" * 26), None, "screen 2026-11-22 0211.png", NOW_MS - 26_000_000, True, "locked"
            ),
            Loose(EvidenceId("K" * 26), None, "screen 2026-11-21 2114.png", NOW_MS - 44_000_000, True),
        ]
        self.states: dict[str, bytes] = {}
        self.place = Path("/home/someone/Journal")
        self.read_only: ReadOnlyBecause | None = None
        self.unread = 0
        self.inbox: tuple[EvidenceId, ...] = ()
        self.tries: tuple[int, ...] = ()
        self.undoable: list[Undone] = []
        self._numbers = 0
        self.paperwork = FakePaperwork(self._answer, self.asked, lambda: failed(Refused()))
        self.what_opens = FakeWhatOpens(
            wrong=lambda: failed(Refused()),
            make_paper=self.paperwork.word_sheet,
            answer=self._answer,
            asked=self.asked,
        )
        self.pictures = FakePictures(self._answer, self.asked, self._next)
        self.casework = FakeCasework(self._answer, self.asked, self._next)
        self.backups = FakeBackups(self._answer, self.asked)
        self.checks = FakeChecks(self._answer)
        self.lost: Losses | None = None
        self.removal = FakeRemoval(self._answer, self.asked)
        self.outside = FakeOutside()
        self.outputs = FakeOutputs(self._answer, self.asked)
        self.covering = FakeCovering(self._answer, self.asked)
        self.private_terms = FakePrivateTerms(self._answer, self.asked)
        self.in_pictures = FakeInPictures(self._answer, self.asked)

    @property
    def is_ended(self) -> bool:
        return self.what_opens.is_ended

    # what panes read

    def sidebar(self) -> "Future[Sidebar]":
        shown = [told for told in self.told.values() if not told.voided]
        instants = sorted(sort_utc(told.incident.occurred, told.recorded_ms) for told in shown)
        months: dict[str, int] = {}
        for instant in instants:
            month = at_instant(instant, ZONE).local[:7]
            months[month] = months.get(month, 0) + 1
        return self._answer(
            "sidebar",
            Sidebar(
                len(shown),
                len(self.loose_things) + len(self._waiting()),
                sum(bool(told.incident.passed_on) for told in shown),
                sum(bool(told.note) for told in shown),
                instants[0] if instants else None,
                instants[-1] if instants else None,
                self._people(),
                tuple(Month(month, number) for month, number in sorted(months.items())),
            ),
        )

    def timeline(self, wanted: Wanted) -> "Future[Timeline]":
        self.asked.append(("timeline", wanted))
        keys = [
            Key(ident, sort_utc(told.incident.occurred, told.recorded_ms), _day(told.incident.occurred))
            for ident, told in self.told.items()
            if self._is_wanted(ident, told, wanted)
        ]
        keys.sort(key=lambda key: (bool(key.day), -key.sort_ms))
        lines = tuple(
            MilestoneLine(
                ident,
                milestone.kind,
                sort_utc(milestone.date, 0),
                milestone.date,
                tuple(self.casework.actors_known[actor].label for actor in milestone.actors),
            )
            for ident, milestone in self.casework.milestones_known.items()
        )
        return self._answer("timeline", Timeline(tuple(keys), lines))

    def rows(self, ids: Sequence[IncidentId]) -> "Future[tuple[Row, ...]]":
        self.asked.append(("rows", tuple(ids)))
        return self._answer("rows", tuple(self._row(ident) for ident in ids if ident in self.told))

    def loose(self) -> "Future[tuple[Loose, ...]]":
        return self._answer("loose", tuple(self.loose_things) + tuple(self._waiting()))

    def entry(self, ident: IncidentId) -> "Future[Entry]":
        told = self.told[ident]
        incident = told.incident
        lines = {line.id: line for line in self._people()}
        after = tuple(
            After(
                milestone_id,
                milestone.kind,
                milestone.date,
                self.casework.actors_known[milestone.actors[0]].label,
            )
            for milestone_id, milestone in self.casework.milestones_known.items()
            if any(one.actor in milestone.actors for one in incident.actors)
            and sort_utc(milestone.date, 0) < sort_utc(incident.occurred, told.recorded_ms)
        )
        pieces = tuple(self._piece(one, ident, at) for at, one in enumerate(incident.evidence))
        entry = Entry(
            ident,
            self._number(ident),
            100,
            incident,
            example.recorded(told.recorded_ms),
            example.recorded(told.recorded_ms + 60_000 * told.edits),
            told.edits,
            told.voided,
            tuple(lines[one.actor] for one in incident.actors if one.actor in lines),
            pieces,
            told.note,
            after,
        )
        return self._answer("entry", entry)

    def history(self, ident: IncidentId) -> "Future[tuple[Version, ...]]":
        told = self.told[ident]
        before = replace(told.incident, description="A comment appeared under the picture.", types=())
        versions = [
            Version(
                90,
                "incident.create",
                example.recorded(told.recorded_ms),
                before if told.edits else told.incident,
            )
        ]
        if told.edits:
            versions.append(
                Version(100, "incident.amend", example.recorded(told.recorded_ms + 60_000), told.incident)
            )
        return self._answer("history", tuple(versions))

    def piece(self, ident: EvidenceId) -> "Future[Piece]":
        return self._answer("piece", self._piece(ident, IncidentId("0" * 26), 0))

    def draft(self, ident: DraftId) -> "Future[Draft]":
        return self._answer("draft", self.drafts[ident])

    def draft_of(self, ident: IncidentId) -> "Future[Draft | None]":
        found = [draft for draft in self.drafts.values() if draft.incident_id == ident]
        return self._answer("draft_of", found[0] if found else None)

    # what is written

    def start_draft(self, ident: IncidentId | None, evidence: Sequence[EvidenceId] = ()) -> "Future[Draft]":
        self.asked.append(("start_draft", ident, tuple(evidence)))
        now = at_instant(NOW_MS, ZONE)
        incident = self.told[ident].incident if ident else Incident(on_or_before(now), noticed=None)
        incident = replace(incident, evidence=incident.evidence + tuple(evidence))
        note = self.told[ident].note if ident else ""
        draft = Draft(DraftId(self._next("D")), ident, 100 if ident else None, incident, note, NOW_MS)
        self.drafts[draft.id] = draft
        self.loose_things = [thing for thing in self.loose_things if thing.evidence not in evidence]
        return self._answer("start_draft", draft)

    def keep_draft(self, draft: Draft) -> "Future[Draft]":
        self.asked.append(("keep_draft", draft))
        self.drafts[draft.id] = replace(draft, saved_ms=NOW_MS)
        held = draft.incident.evidence
        self.loose_things = [thing for thing in self.loose_things if thing.evidence not in held]
        return self._answer("keep_draft", self.drafts[draft.id])

    def settle(self, ident: DraftId) -> "Future[Settled]":
        self.asked.append(("settle", ident))
        draft = self.drafts[ident]
        if not can_be_kept(draft.incident):
            return self._answer("settle", Settled(None, None, True))
        del self.drafts[ident]
        target = draft.incident_id or IncidentId(self._next("E"))
        old = self.told.get(target)
        self.told[target] = Told(
            draft.incident,
            old.recorded_ms if old else NOW_MS,
            (old.edits + 1) if old else 0,
            draft.private_note,
        )
        return self._answer("settle", Settled(target, 101, False))

    def settle_all(self) -> "Future[int]":
        self.asked.append(("settle_all",))
        return self._answer("settle_all", 0)

    def drop_draft(self, ident: DraftId) -> "Future[None]":
        self.asked.append(("drop_draft", ident))
        self.drafts.pop(ident, None)
        return self._answer("drop_draft", None)

    def void(self, ident: IncidentId, reason: str = "") -> "Future[None]":
        self.asked.append(("void", ident, reason))
        self.told[ident].voided = True
        self.undoable.append(Undone("incident.void", ident))
        return self._answer("void", None)

    def taken_out(self) -> "Future[tuple[IncidentId, ...]]":
        return self._answer("taken_out", tuple(ident for ident, told in self.told.items() if told.voided))

    def put_back(self, ident: IncidentId) -> "Future[None]":
        self.asked.append(("put_back", ident))
        self.told[ident].voided = False
        return self._answer("put_back", None)

    def undo(self) -> "Future[Undone | None]":
        self.asked.append(("undo",))
        undone = self.undoable.pop() if self.undoable else None
        if undone is not None and undone.incident is not None:
            self.told[undone.incident].voided = False
        return self._answer("undo", undone)

    def star(self, ident: IncidentId, on: bool) -> "Future[None]":
        self.asked.append(("star", ident, on))
        told = self.told[ident]
        if "star" not in self.fail:
            told.incident = replace(told.incident, starred=on)
        return self._answer("star", None)

    def add_files(
        self, paths: Sequence[Path], method: Method, progress: Callable[[int, int], bool]
    ) -> "Future[Added]":
        self.asked.append(("add_files", tuple(paths), method))
        progress(50, 100)
        taken = [path for path in paths if path.name != "refused"]
        ids = tuple(EvidenceId(self._next("F")) for _ in taken)
        for ident, path in zip(ids, taken, strict=True):
            self.loose_things.append(Loose(ident, None, path.name, NOW_MS, True))
        refused = tuple(Refusal(path.name, Refused()) for path in paths if path.name == "refused")
        return self._answer("add_files", Added(ids, refused))

    def add_bytes(self, data: bytes, name: str, method: Method) -> "Future[Added]":
        self.asked.append(("add_bytes", data, name, method))
        ident = EvidenceId(self._next("B"))
        self.loose_things.append(Loose(ident, None, name, NOW_MS, True))
        return self._answer("add_bytes", Added((ident,), ()))

    def file_inbox(self) -> "Future[Filed]":
        self.asked.append(("file_inbox",))
        known = {one for told in self.told.values() for one in told.incident.evidence}
        known |= {one for draft in self.drafts.values() for one in draft.incident.evidence}
        known |= {thing.evidence for thing in self.loose_things if thing.evidence is not None}
        new = [one for one in self.inbox if one not in known]
        self.loose_things[:0] = [Loose(one, None, "screen.png", NOW_MS, True) for one in new]
        return self._answer("file_inbox", Filed(self.inbox, ()))

    def failed_tries(self) -> "Future[tuple[int, ...]]":
        return self._answer("failed_tries", self.tries)

    def amend_evidence(self, ident: EvidenceId, note: EvidenceNote) -> "Future[None]":
        self.asked.append(("amend_evidence", ident, note))
        self.loose_things = [
            replace(thing, remark=note.note) if thing.evidence == ident else thing
            for thing in self.loose_things
        ]
        return self._answer("amend_evidence", None)

    def void_evidence(self, *idents: EvidenceId) -> "Future[None]":
        self.asked.append(("void_evidence", *idents))
        self.aside += [thing for thing in self.loose_things if thing.evidence in idents]
        self.loose_things = [thing for thing in self.loose_things if thing.evidence not in idents]
        return self._answer("void_evidence", None)

    def put_aside(self) -> "Future[tuple[Loose, ...]]":
        return self._answer("put_aside", tuple(self.aside))

    def put_back_evidence(self, ident: EvidenceId) -> "Future[None]":
        self.asked.append(("put_back_evidence", ident))
        self.loose_things += [thing for thing in self.aside if thing.evidence == ident]
        self.aside = [thing for thing in self.aside if thing.evidence != ident]
        return self._answer("put_back_evidence", None)

    def window_state(self, name: str) -> "Future[bytes | None]":
        return self._answer("window_state", self.states.get(name))

    def keep_window_state(self, name: str, value: bytes) -> "Future[None]":
        self.states[name] = value
        return self._answer("keep_window_state", None)

    def losses(self) -> "Future[Losses | None]":
        return self._answer("losses", self.lost)

    def close(self) -> None:
        self.asked.append(("close",))

    # for the tests

    def release(self, name: str) -> None:
        """Let the calls of that name that were held back be done now."""
        self.hold.discard(name)
        for held_name, future, value in self.held:
            if held_name == name:
                future.set_result(value)
        self.held = [held for held in self.held if held[0] != name]

    def calls(self, name: str) -> list[tuple[Any, ...]]:
        """What was asked under that name, in order."""
        return [call[1:] for call in self.asked if call[0] == name]

    def _answer(self, name: str, value: Any) -> "Future[Any]":
        if name in self.fail:
            return failed(Refused())
        if name in self.hold:
            future: Future[Any] = Future()
            self.held.append((name, future, value))
            return future
        return done(value)

    def _next(self, letter: str) -> str:
        self._numbers += 1
        return f"{letter}{self._numbers:025d}"

    def _people(self) -> tuple[ActorLine, ...]:
        counts: dict[ActorId, int] = {}
        for told in self.told.values():
            for one in told.incident.actors:
                counts[one.actor] = counts.get(one.actor, 0) + 1
        lines = [
            ActorLine(ident, actor.label, actor.standing, counts.get(ident, 0), example.HINTS.get(ident, ""))
            for ident, actor in self.casework.actors_known.items()
        ]
        return tuple(sorted(lines, key=lambda line: (-line.incidents, line.label)))

    def _waiting(self) -> list[Loose]:
        return [
            Loose(None, draft.id, draft.incident.headline, NOW_MS, False)
            for draft in self.drafts.values()
            if draft.incident_id is None
        ]

    def _is_wanted(self, ident: IncidentId, told: Told, wanted: Wanted) -> bool:
        incident = told.incident
        at = sort_utc(incident.occurred, told.recorded_ms)
        words = f"{incident.headline} {incident.description} {incident.exact_words}".lower()
        kinds = {kind.key: kind.parent for kind in self.types}
        return (
            not told.voided
            and (wanted.shelf is not Shelf.PASSED_ON or bool(incident.passed_on))
            and (wanted.shelf is not Shelf.ONLY_FOR_ME or bool(told.note))
            and (not wanted.actors or any(one.actor in wanted.actors for one in incident.actors))
            and (not wanted.types or any({one, kinds.get(one)} & {*wanted.types} for one in incident.types))
            and (not wanted.with_files or bool(incident.evidence))
            and (wanted.from_ms is None or at >= wanted.from_ms)
            and (wanted.until_ms is None or at < wanted.until_ms)
            and wanted.words.lower() in words
        )

    def _row(self, ident: IncidentId) -> Row:
        told = self.told[ident]
        incident = told.incident
        return Row(
            ident,
            self._number(ident),
            incident.headline,
            incident.occurred,
            told.recorded_ms,
            incident.where,
            incident.account,
            incident.how_many,
            tuple(
                self.casework.actors_known[one.actor].label
                for one in incident.actors
                if one.actor in self.casework.actors_known
            ),
            incident.evidence,
            len(incident.evidence),
            incident.starred,
            told.edits,
        )

    def _piece(self, ident: EvidenceId, incident: IncidentId, at: int) -> Piece:
        return replace(example.piece(incident, at), id=ident)

    def _number(self, ident: IncidentId) -> int:
        return len(self.told) - list(self.told).index(ident)


def _day(when: When) -> str:
    return when.from_.local[:10] if when.from_ is not None and when.precision is not Precision.UNKNOWN else ""


@dataclass(frozen=True)
class Tongue:
    """A language."""

    tag: str
    name: str


@dataclass
class FakePreferences:
    """How the person likes the window, kept nowhere."""

    theme: str = "light"
    text_percent: int = 100
    language: str = ""
    fail: bool = False

    def languages(self) -> tuple[Tongue, ...]:
        return Tongue("en", "English"), Tongue("fr", "Français")

    def choose_theme(self, theme: str) -> None:
        self._refuse()
        self.theme = theme

    def choose_text_percent(self, percent: int) -> None:
        self._refuse()
        self.text_percent = percent

    def choose_language(self, tag: str) -> None:
        self._refuse()
        self.language = tag

    def _refuse(self) -> None:
        if self.fail:
            raise Refused


@dataclass
class Moved:
    """Where a journal lives now."""

    folder: JournalFolder
    left: bool


class FakeDoor(FakeWaysBack):
    """A door to a fake journal; `wrong` tries are refused before the right passphrase opens."""

    def __init__(self, found: Found = Found.JOURNAL, journal: FakeJournal | None = None) -> None:
        super().__init__()
        self.found = found
        self.journal = journal or FakeJournal()
        self.tried: list[str] = []
        self.made: list[tuple[str, Person | None]] = []
        self.opened_with_words: list[tuple[str, str]] = []
        self.asked_store = 0
        self.moved: list[tuple[Path, str]] = []
        self.left = False
        self.right = "correct passphrase"
        self.error: JournalError | None = None
        self.hold = False
        self.held: list[Future[Any]] = []
        self.clock = FakeClock(NOW_MS)
        self.folder = JournalFolder(Path("/home/someone/Journal"))

    def look(self) -> Found:
        return self.found

    def open(self, passphrase: str) -> "Future[Any]":
        self.tried.append(passphrase)
        if self.error is not None:
            return failed(self.error)
        if passphrase != self.right:
            return failed(Refused())
        return self._answer()

    def create(self, passphrase: str, person: Person | None = None) -> "Future[Any]":
        if self.error is not None:
            return failed(self.error)
        self.made.append((passphrase, person))
        self.journal.what_opens.passphrase = passphrase
        return self._answer()

    def move(
        self, journal: Any, to: Path, passphrase: str, progress: Callable[[int, int], bool]
    ) -> "Future[Any]":
        journal.close()
        self.moved.append((to, passphrase))
        self.progress = progress
        if self.error is not None:
            return failed(self.error)
        if self.hold:
            self.held.append(Future())
            return self.held[-1]
        return done(Moved(JournalFolder(to), self.left))

    def open_to_read(self, passphrase: str) -> "Future[Any]":
        self.tried.append(passphrase)
        if passphrase != self.right:
            return failed(Refused())
        self.journal.read_only = ReadOnlyBecause.NEWER
        self.journal.unread = 2
        return self._answer()

    def suggest(self) -> str:
        return self.journal.what_opens.suggest()

    def completions(self, typed: str) -> tuple[str, ...]:
        return complete(typed)

    def check_words(self, typed: str) -> "Future[None]":
        self.tried.append(typed)
        if self.error is not None:
            return failed(self.error)
        return done(None) if typed.split() == list(WORDS) else failed(Refused())

    def open_with_words(self, typed: str, new_passphrase: str) -> "Future[Any]":
        self.opened_with_words.append((typed, new_passphrase))
        return self._answer() if self.error is None else failed(self.error)

    def open_with_kept_key(self) -> "Future[Any]":
        self.asked_store += 1
        return self._answer() if self.error is None else failed(self.error)

    def _answer(self) -> "Future[Any]":
        if self.hold:
            self.held.append(Future())
            return self.held[-1]
        return done(self.journal)
