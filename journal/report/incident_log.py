"""The dated incident log as a PDF, set in one pass and written as it is set."""

from pathlib import Path
from typing import BinaryIO

from journal.domain.words import Words
from journal.report import typefaces
from journal.report.closing_pages import ClosingPages
from journal.report.exhibit_pages import ExhibitPages
from journal.report.figures import figures
from journal.report.flow import Flow, Pace, Progress
from journal.report.front_pages import FrontPages
from journal.report.log_rows import LogPages
from journal.report.model import Log, Made
from journal.report.paper import Paper
from journal.report.printed_pictures import Pictures


def write_log(
    log: Log,
    out: BinaryIO,
    words: Words,
    fonts: Path,
    pictures: Pictures,
    progress: Progress | None = None,
) -> Made:
    """Write the log to `out`, from its beginning on and never going back; nothing else is written anywhere.

    `fonts` is the folder of the bundled fonts, `words` speak the paper's language. The same log gives the same
    bytes. `progress` is told after each incident and exhibit how many of them are done of how many, and answers
    whether to go on.

    Raises:
        Cancelled: `progress` said no. What is in `out` then is no PDF.
        UnknownReportlab: the installed ReportLab is not one this was written for.
    """
    paper = Paper(out, log, words, typefaces.load(fonts), words.say("Incident log"))
    flow = Flow(paper)
    printed = log.exhibits if log.with_exhibits else ()
    pace = Pace(len(log.rows) + len(printed), progress)
    closing = ClosingPages(flow, log)
    FrontPages(flow, log, figures(log), _sections(words, log)).set()
    LogPages(flow, log).set(pace)
    if log.contacts:
        closing.set_contacts()
    pages = ExhibitPages(flow, log, pictures).set(pace) if printed else {}
    if log.exhibits:
        closing.set_register(pages)
    closing.set_checking()
    flow.close()
    size = paper.finish()
    return Made(paper.page, pages, size)


def _sections(words: Words, log: Log) -> tuple[tuple[str, str], ...]:
    """The parts that follow the first pages: their titles, and the names links use."""
    parts = (
        (words.say("Incident log"), "log", True),
        (words.say("Calls and letters"), "contacts", bool(log.contacts)),
        (words.say("Exhibits"), "exhibits", bool(log.exhibits) and log.with_exhibits),
        (words.say("Register"), "register", bool(log.exhibits)),
        (words.say("How to check"), "checking", True),
    )
    return tuple((title, place) for title, place, there in parts if there)
