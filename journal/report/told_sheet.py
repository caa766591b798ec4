"""What a sheet of the window says, put on paper as it stands: a list of what is missing, or what a check found."""

from pathlib import Path
from typing import BinaryIO

from journal.domain.printing import Told
from journal.domain.words import Words
from journal.report import strips, styles, typefaces
from journal.report.flow import Flow
from journal.report.model import Log, Made
from journal.report.paper import Paper
from journal.report.typesetting import Style


def write_told(told: Told, log: Log, out: BinaryIO, words: Words, fonts: Path) -> Made:
    """Write it to `out`; of `log` only the paper size, the day and the program count."""
    day = words.say("of {day}", day=words.short_day(log.made_at.local[:10]))
    foot = (f"{told.title} · {day}", words.say("made by {program}", program=log.program))
    flow = Flow(Paper(out, log, words, typefaces.load(fonts), foot))
    _set(flow, told)
    flow.close()
    size = flow.paper.finish(whole=True)
    return Made(flow.paper.page, {}, size)


def _set(flow: Flow, told: Told) -> None:
    flow.new_page()
    flow.paper.outline(told.title)
    _text(flow, told.title, styles.HEADING)
    for heading, lines in told.parts:
        flow.skip(8)
        if heading:
            flow.need(60)
            _text(flow, heading, styles.SUBHEADING)
        for line in lines:
            _text(flow, line, styles.BODY)
            flow.skip(3)


def _text(flow: Flow, said: str, style: Style) -> None:
    flow.stack(strips.text(flow.paper.setter, said, style, flow.paper.area.width))
