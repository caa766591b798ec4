"""The pattern at a glance: for each person how often, since when, in which months, of which types."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.course import Overview
from journal.gui.kit import Kit
from journal.gui.look.rule import Rule
from journal.gui.overview.block import CourseBlock, span
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label, Small

if TYPE_CHECKING:
    from journal.services.paperwork import Paperwork


class OverviewSheet(Sheet):
    """Shows what the paper would count.

    `entries_wanted` asks for the entries of a person (an id; empty for everyone) in a period (None for all time);
    `printing_wanted` for the paper.
    """

    entries_wanted = Signal(str, object)
    printing_wanted = Signal()

    def __init__(self, kit: Kit, paperwork: "Paperwork", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Overview"), width=760, tall=True)
        self._kit = kit
        self._paperwork = paperwork
        self.told = Label(say("Counting…"))
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.blocks: tuple[CourseBlock, ...] = ()
        self.print = Button(say("Print…"), icon="print")
        self.print.clicked.connect(self._print)
        self.print.setEnabled(False)
        self.done = Button(say("Done"), Role.MAIN)
        self.done.clicked.connect(self.close_sheet)
        self.closed.connect(paperwork.forget_papers)
        self.foot.addWidget(self.print)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def begin(self) -> None:
        """Show it, and count."""
        self.open_over(self.done)
        self._kit.jobs.watch(self._paperwork.overview(self._kit.words), self, self._show)

    def _show(self, overview: Overview | None) -> None:
        words = self._kit.words
        if overview is None:
            self.told.setText(words.say("There are no entries yet. Once there are, they are counted here."))
            return
        self.print.setEnabled(True)
        entries = overview.all.all.incidents
        self.told.setText(
            " ".join(
                (
                    words.count("One entry in all.", "{number} entries in all.", entries),
                    *span(words, overview.all),
                    words.say("Each person is counted apart, as on the printed log."),
                )
            )
        )
        self.blocks = tuple(CourseBlock(self._kit, each) for each in overview.actors)
        for block in self.blocks:
            block.entries_wanted.connect(partial(self._show_entries, block.actor))
            self._add(Rule())
            self._add(block)
        for said in self._left_over(overview):
            self._add(Small(said))

    def _left_over(self, overview: Overview) -> list[str]:
        words, said = self._kit.words, []
        if overview.nobody:
            said.append(
                words.count("One entry names nobody.", "{number} entries name nobody.", overview.nobody)
            )
        if overview.several:
            said.append(
                words.count(
                    "One entry names more than one person, and counts for each of them.",
                    "{number} entries name more than one person, and count for each of them.",
                    overview.several,
                )
            )
        return said

    def _add(self, part: QWidget) -> None:
        self.body.insertWidget(self.body.count() - 1, part)

    def _show_entries(self, actor: str, period: object) -> None:
        self.close_sheet()
        self.entries_wanted.emit(actor, period)

    def _print(self) -> None:
        self.close_sheet()
        self.printing_wanted.emit()
