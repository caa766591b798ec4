"""The dated incident log, in the order its readers need it."""

from journal.domain.words import Words
from journal.report.certification import CertificationSheet, Certified
from journal.report.closing_pages import ClosingPages
from journal.report.course import people_told
from journal.report.exhibit_pages import ExhibitPages
from journal.report.figures import Figures
from journal.report.flow import Flow, Pace, Progress
from journal.report.front_pages import FrontPages
from journal.report.history_pages import HistoryPages
from journal.report.log_rows import LogPages
from journal.report.model import Log
from journal.report.printed_pictures import Pictures


def set_log(
    flow: Flow, log: Log, counted: Figures, pictures: Pictures, progress: Progress | None = None
) -> dict[str, int]:
    """Set the whole log; returns the first page of each printed exhibit by reference. `counted` are its figures.

    Raises:
        Cancelled: `progress` said no.
        Enough: the sheets that were asked for are full.
    """
    words = flow.paper.words
    printed = log.exhibits if log.with_exhibits else ()
    pace = Pace(len(log.rows) + len(printed), progress)
    closing = ClosingPages(flow, log)
    FrontPages(flow, log, counted, _sections(words, log, counted)).set()
    LogPages(flow, log, counted).set(pace)
    if log.contacts:
        closing.set_contacts()
    pages = ExhibitPages(flow, log, counted, pictures).set(pace) if printed else {}
    if log.exhibits:
        closing.set_register(counted, pages)
    if counted.changed:
        HistoryPages(flow, log, counted).set()
    closing.set_checking()
    if not log.is_for_the_other:
        CertificationSheet(flow, log, Certified()).set()
    return pages


def _sections(words: Words, log: Log, counted: Figures) -> tuple[tuple[str, str], ...]:
    """The parts of the log, and what is looked for first: their titles, and the names links use."""
    parts = (
        (words.say("Person by person"), "people", bool(people_told(counted))),
        (words.say("Most serious"), "serious", bool(counted.starred)),
        (words.say("Still missing"), "missing", bool(counted.missing)),
        (words.say("To ask providers about"), "providers", bool(counted.traced) and not log.is_for_the_other),
        (words.say("Incident log"), "log", True),
        (words.say("Calls and letters"), "contacts", bool(log.contacts)),
        (words.say("Exhibits"), "exhibits", bool(log.exhibits) and log.with_exhibits),
        (words.say("Register"), "register", bool(log.exhibits)),
        (words.say("Earlier versions"), "history", bool(counted.changed)),
        (words.say("How to check"), "checking", True),
        (words.say("Certification sheet"), "certification", not log.is_for_the_other),
    )
    return tuple((title, place) for title, place, there in parts if there)
