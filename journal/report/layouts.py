"""A paper in any of its layouts as a PDF, set in one pass and written as it is set."""

from pathlib import Path
from typing import BinaryIO

from journal.domain.printing import Layout
from journal.domain.words import Words
from journal.report import typefaces
from journal.report.blank_sheet import BlankSheet
from journal.report.certification import CertificationSheet, Certified
from journal.report.contact_sheet import ContactSheet, Details
from journal.report.day_rows import DayRows
from journal.report.figures import Figures
from journal.report.flow import Enough, Flow, Pace, Progress
from journal.report.incident_log import set_log
from journal.report.model import Log, Made
from journal.report.overview_pages import set_overview
from journal.report.paper import Paper, foot_of
from journal.report.printed_pictures import Pictures
from journal.report.register_only import set_register
from journal.report.short_table import ShortTable
from journal.report.statement import StatementDraft
from journal.report.tally import figures

_TURNED = frozenset((Layout.SHORT, Layout.BLANK))
"""Layouts on landscape sheets."""


def write_paper(
    layout: Layout,
    log: Log,
    out: BinaryIO,
    words: Words,
    fonts: Path,
    pictures: Pictures,
    progress: Progress | None = None,
    most_pages: int = 0,
    counted: Figures | None = None,
) -> Made:
    """Write a log in that layout to `out`, from its beginning on and never going back; nothing else is written.

    `fonts` is the folder of the bundled fonts, `words` speak the paper's language. The same log gives the same
    bytes. `progress` is told after each incident and exhibit how many of them are done of how many, and answers
    whether to go on. With `most_pages` it ends after so many, and does not say of how many in all. `counted`
    are its figures, where they were counted before.

    Raises:
        Cancelled: `progress` said no. What is in `out` then is no PDF.
        UnknownReportlab: the installed ReportLab is not one this was written for.
    """
    day = words.short_day(log.made_at.local[:10])
    dated = words.say("DRAFT of {day}", day=day) if layout is Layout.STATEMENT else ""
    flow = _flow(layout, log, out, words, fonts, foot_of(log, words, dated), most_pages)
    try:
        pages = _set(layout, flow, log, pictures, progress, counted)
    except Enough:
        return _ended(flow, {}, whole=False)
    return _ended(flow, pages)


def write_blank_sheet(log: Log, out: BinaryIO, words: Words, fonts: Path) -> Made:
    """Write a sheet to be filled in by hand; of `log` only the paper size and the day count."""
    flow = _flow(Layout.BLANK, log, out, words, fonts, ("", ""))
    BlankSheet(flow).set()
    return _ended(flow, {})


def write_contact_sheet(log: Log, details: Details, out: BinaryIO, words: Words, fonts: Path) -> Made:
    """Write how people can be reached; of `log` only the paper size and the day count."""
    said = words.say("contact sheet of {day}", day=words.short_day(log.made_at.local[:10]))
    foot = f"{details.writer.name} · {said}" if details.writer.name else said
    flow = _flow(Layout.CONTACT, log, out, words, fonts, (foot, words.say("keep apart")))
    ContactSheet(flow, details).set()
    return _ended(flow, {})


def write_certification(log: Log, certified: Certified, out: BinaryIO, words: Words, fonts: Path) -> Made:
    """Write the certification sheet as a file of its own, with what is known of the log's file."""
    paper = Paper(out, log, words, typefaces.load(fonts), foot_of(log, words))
    flow = Flow(paper)
    CertificationSheet(flow, log, certified).set()
    return _ended(flow, {})


def _flow(
    layout: Layout,
    log: Log,
    out: BinaryIO,
    words: Words,
    fonts: Path,
    foot: tuple[str, str],
    most_pages: int = 0,
) -> Flow:
    paper = Paper(out, log, words, typefaces.load(fonts), foot)
    return Flow(paper, turned=layout in _TURNED, most_pages=most_pages)


def _set(
    layout: Layout,
    flow: Flow,
    log: Log,
    pictures: Pictures,
    progress: Progress | None,
    counted: Figures | None,
) -> dict[str, int]:
    if layout is Layout.LOG:
        return set_log(flow, log, counted or figures(log), pictures, progress)
    pace = Pace(len(log.rows), progress)
    match layout:
        case Layout.SHORT:
            ShortTable(flow, log).set(pace)
        case Layout.DAYS:
            DayRows(flow, log).set(pace)
        case Layout.OVERVIEW:
            set_overview(flow, log, counted or figures(log), pace)
        case Layout.STATEMENT:
            StatementDraft(flow, log).set(pace)
        case Layout.REGISTER:
            set_register(flow, log, counted or figures(log))
        case Layout.BLANK | Layout.CONTACT:
            raise ValueError(f"{layout} has no incidents")
    return {}


def _ended(flow: Flow, pages: dict[str, int], *, whole: bool = True) -> Made:
    flow.close()
    size = flow.paper.finish(whole=whole)
    return Made(flow.paper.page, pages, size)
