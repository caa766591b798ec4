"""The register alone: every exhibit with its full SHA-256, for whoever holds the files."""

from journal.report.closing_pages import ClosingPages
from journal.report.figures import Figures
from journal.report.flow import Flow
from journal.report.model import Log
from journal.report.paper_head import set_head


def set_register(flow: Flow, log: Log, counted: Figures) -> None:
    """Set the register, and the lines for signatures."""
    say = flow.paper.words.say
    flow.new_page()
    flow.paper.outline(say("Register of exhibits"))
    note = say(
        "Every exhibit with the SHA-256 of its original, and the number of the incident in the full log that it"
        " belongs to."
    )
    set_head(flow, log, say("Register of exhibits"), note)
    ClosingPages(flow, log).set_register_alone(counted)
