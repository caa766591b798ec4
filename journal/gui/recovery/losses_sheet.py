"""Exactly what could not be saved of a damaged journal, thing by thing, to be read, copied out or printed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.domain.moments import exact
from journal.domain.printing import Told
from journal.gui.kit import Kit
from journal.gui.recovery.telling import file_told, losses_summary, thing_told
from journal.gui.recovery.told_paper import ToldPaper
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.label import Kind, Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journal.services.journal import Journal
    from journal.services.salvage_report import Losses

MOST_SHOWN = 400
"""Lines in each part: more are counted. The paper has all of them."""


class LossesSheet(Sheet):
    """Changes nothing. With the journal that keeps the list, it can be printed and saved."""

    def __init__(self, kit: Kit, losses: "Losses", host: QWidget, journal: "Journal | None" = None) -> None:
        words = kit.words
        told = losses_told(kit, losses)
        super().__init__(words, host, told.title, width=600)
        self._kit = kit
        for heading, lines in told.parts:
            self._part(heading, list(lines))
        self.paper = ToldPaper(kit, journal, told, self, host) if journal is not None else None
        self.done = Button(words.say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def _part(self, heading: str, lines: list[str]) -> None:
        if heading:
            self.body.addWidget(Label(heading, Kind.STRONG))
        more = len(lines) - MOST_SHOWN
        said = lines[:MOST_SHOWN]
        if more > 0:
            said.append(self._kit.words.say("and {number} more", number=self._kit.words.number(more)))
        self.body.addWidget(Label("\n".join(said), selectable=True))


def losses_told(kit: Kit, losses: "Losses") -> Told:
    """The whole list, in parts."""
    words = kit.words
    when = words.when(exact(kit.local(losses.saved_ms // 60_000 * 60_000)))
    begins = words.say("Saved from a damaged journal {when}.", when=when)
    summary = " ".join(losses_summary(kit, losses))
    parts = (
        ("", tuple(said for said in (begins, summary) if said)),
        (words.say("Entries and other things"), tuple(thing_told(kit, one) for one in losses.things)),
        (words.say("Files"), tuple(file_told(kit, one) for one in losses.files)),
        (words.say("How it was saved"), tuple(_how(kit, losses))),
    )
    return Told(words.say("What is missing"), tuple(part for part in parts if part[1]))


def _how(kit: Kit, losses: "Losses") -> "Iterable[str]":
    words = kit.words
    if losses.pages or losses.cut_pages:
        yield words.count(
            "One part of the old main file could not be read.",
            "{number} parts of the old main file could not be read.",
            losses.pages + losses.cut_pages,
        )
    if losses.from_copies:
        yield words.count(
            "One line came from a copy.", "{number} lines came from copies.", losses.from_copies
        )
    if losses.anew:
        yield words.count(
            "One thing was written down anew from the lists, with the time of the saving.",
            "{number} things were written down anew from the lists, with the time of the saving.",
            losses.anew,
        )
    if losses.history:
        yield words.count(
            "One earlier version is lost; what it became is there.",
            "{number} earlier versions are lost; what they became is there.",
            losses.history,
        )
    if losses.broken:
        yield words.say(
            "The lines do not follow each other at line {lines}.",
            lines=", ".join(words.number(seq) for seq in losses.broken),
        )
    yield words.say(
        "The newest line anything speaks of is {line}. What came after it, if anything, left no trace.",
        line=words.number(losses.newest),
    )
