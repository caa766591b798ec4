"""The head of a paper: what it is, whose, for whom and of when, what it holds of how much, and its seal."""

from journal.domain.words import Words
from journal.report import phrases, scope, seal_code, strips, styles
from journal.report.flow import Flow
from journal.report.model import Log
from journal.report.paper import grouped
from journal.report.typesetting import Style

_QR_SIDE, _QR_QUIET = 116.0, 9.0
"""Points: the square with its quiet edge, and how much of that edge may lie outside the text."""

_SEAL_GROUP = 8


def set_head(flow: Flow, log: Log, title: str, note: str = "") -> None:
    """Set it at the top of the present sheet; `note` is what this kind of paper is for, in a sentence."""
    seal, words = log.seal, flow.paper.words
    top, width = flow.y, flow.paper.area.width - (_QR_SIDE if seal else 0.0)
    _set_title(flow, log, title, note, width)
    if seal:
        flow.skip(5)
        said = words.say("Seal of this paper (record no. {number})", number=words.number(seal.seq))
        _text(flow, said, styles.SMALL, width)
        half = len(seal.hex) // 2
        for part in (seal.hex[:half], seal.hex[half:]):
            _text(flow, grouped(part, _SEAL_GROUP), styles.SEAL, width)
        left = flow.paper.area.right - _QR_SIDE + _QR_QUIET
        seal_code.draw(flow.paper, seal_code.seal_text(log.journal, seal), left, top + _QR_QUIET, _QR_SIDE)
        flow.y = min(flow.y, top - _QR_SIDE + 2 * _QR_QUIET)
    flow.skip(9)


def _set_title(flow: Flow, log: Log, title: str, note: str, width: float) -> None:
    words: Words = flow.paper.words
    _text(flow, title, styles.TITLE, width)
    _text(flow, log.writer, styles.SUBHEADING, width)
    if log.police_reference:
        _text(flow, words.say("police ref. {reference}", reference=log.police_reference), styles.BODY, width)
    day, time = words.day(log.made_at.local[:10]), phrases.clock_and_offset(words, log.made_at)
    made = (
        words.say("made on {day}", day=day)
        if log.is_for_the_other
        else words.say("made on {day}, {time}", day=day, time=time)
    )
    _text(flow, made, styles.BODY_SOFT, width)
    _text(flow, " ".join(scope.chosen(words, log)), styles.BODY_SOFT, width)
    _text(flow, note, styles.BODY, width)


def _text(flow: Flow, said: str, style: Style, width: float) -> None:
    flow.stack(strips.text(flow.paper.setter, said, style, width))
