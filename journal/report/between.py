"""What stands between incidents: turning points and corrections of the computer's clock, as a grey line."""

from journal.domain.reading import ClockStep
from journal.domain.words import Words
from journal.report import phrases, styles
from journal.report.figures import recorded_at
from journal.report.flow import Flow
from journal.report.model import LogMilestone
from journal.report.strips import Band, Column, Placed, Strip

_ROW_AHEAD = 110.0
"""Points that must be left for what follows a line, so that it does not end a sheet."""


def between(words: Words, entry: LogMilestone | ClockStep) -> str:
    """A turning point or a correction in one line of words."""
    if isinstance(entry, ClockStep):
        at = phrases.day_and_clock(words, recorded_at(entry.recorded))
        return f"{at}   {clock_set(words, entry)}"
    day, *_ = phrases.happened(words, entry.milestone.date)
    return f"{day}   {phrases.milestone(words, entry.milestone, entry.actors)}"


def set_line(flow: Flow, said: str) -> None:
    """Set something that is no incident, as wide as the page."""
    width = flow.paper.area.width
    lines = flow.paper.setter.lines(said, styles.FACT_BOLD, width - 12)
    edge = Strip(4.0, wash=width)
    pile = [Strip(line.style.leading, (Placed(line, 6.0),), wash=width) for line in lines]
    flow.need(sum(strip.height for strip in pile) + _ROW_AHEAD)
    flow.band(Band((Column(0.0, (edge, *pile, edge)),), above=4.0, below=4.0))


def clock_set(words: Words, clock: ClockStep) -> str:
    """By how much the computer's clock was set, and between which incidents' first records."""
    span = words.span(abs(clock.by_ms))
    said = (
        words.say("The computer's clock was set back by {span}", span=span)
        if clock.by_ms < 0
        else words.say("The computer's clock was set forward by {span}", span=span)
    )
    if not clock.before:
        return said
    before, after = words.number(clock.before), words.number(clock.after)
    if not clock.after:
        return words.say("{said}, after no. {before} was recorded", said=said, before=before)
    return words.say(
        "{said}, after no. {before} was recorded and before no. {after}",
        said=said,
        before=before,
        after=after,
    )
