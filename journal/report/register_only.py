"""The register alone: every exhibit with its full SHA-256, for whoever holds the files."""

from journal.report.closing_pages import ClosingPages
from journal.report.flow import Flow
from journal.report.model import Log
from journal.report.paper_head import set_head


def set_register(flow: Flow, log: Log) -> None:
    """Set the register, and the lines for signatures."""
    say = flow.paper.words.say
    flow.new_page()
    flow.paper.outline(say("Register of exhibits"))
    note = say(
        "Every exhibit with the SHA-256 of its original. The full log says to which incident each belongs."
    )
    set_head(flow, log, say("Register of exhibits"), note)
    closing = ClosingPages(flow, log)
    closing.set_entries({})
    flow.skip(14)
    closing.set_end()
