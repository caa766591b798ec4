"""The list of what the other person must not learn, one thing in each line; nothing is put on it by itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.private_terms import Proposal, folded
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Check
from journal.gui.text.fields import Area
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.journal import Journal

_MOST_OFFERED = 12


class PrivateListSheet(Sheet):
    """`kept` comes when the list is recorded; an empty one is an answer, too."""

    kept = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("What must stay private"), width=560)
        self._kit = kit
        self._journal = journal
        self.list = Area(say("What must stay private, one thing in each line"), lines=5, most=14)
        self._offered: list[tuple[Proposal, Check]] = []
        self._offer = Label(say("Your journal knows these. Tick what must stay private too:"), Kind.STRONG)
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(2)
        self._short = Label("")
        self.body.addWidget(
            Label(
                say(
                    "Write what the other person must not learn: where you live, your numbers, names, number plate,"
                    " work, school. One thing in each line."
                )
            )
        )
        self.body.addWidget(self.list)
        self.body.addWidget(
            Small(
                say(
                    "Before a paper that they may see, every place that holds one of these is shown to you."
                    " Capitals, accents, blanks and hyphens make no difference. This list is never handed over."
                )
            )
        )
        self.body.addWidget(self._short)
        self.body.addWidget(self._offer)
        self.body.addLayout(self._ticks)
        self._short.hide()
        self._offer.hide()
        self.keep = Button(say("Keep"), Role.MAIN)
        self.keep.clicked.connect(self._keep)
        self.cancel = self.end_with(self.keep)
        self._let_write(False)

    def begin(self) -> None:
        """Show it; writing begins when what was written before has come."""
        self.open_over(self.cancel)
        self._kit.jobs.watch(self._journal.private_terms.terms(), self, self._show)

    def lines(self) -> tuple[str, ...]:
        """What stands in the list now, and what was ticked below it."""
        written = [line.strip() for line in self.list.toPlainText().splitlines() if line.strip()]
        return (*written, *(proposal.text for proposal, tick in self._offered if tick.isChecked()))

    def offered(self) -> tuple[Check, ...]:
        """The ticks of what is offered."""
        return tuple(tick for _, tick in self._offered)

    def _let_write(self, on: bool) -> None:
        self.list.setEnabled(on)
        self.keep.setEnabled(on)

    def _show(self, terms: tuple[str, ...] | None) -> None:
        self.list.show_text("".join(f"{term}\n" for term in terms or ()))
        self.list.moveCursor(QTextCursor.MoveOperation.End)  # what is typed begins a line of its own
        self._let_write(True)
        self.list.setFocus()
        self._kit.jobs.watch(self._journal.private_terms.proposals(), self, self._show_offered)

    def _show_offered(self, proposals: tuple[Proposal, ...]) -> None:
        say = self._kit.words.say
        for proposal in proposals[:_MOST_OFFERED]:
            tick = Check(say("{what} ({source})", what=proposal.text, source=say(proposal.source)))
            self._ticks.addWidget(tick)
            self._offered.append((proposal, tick))
        self._offer.setVisible(bool(self._offered))

    def _keep(self) -> None:
        self.keep.setEnabled(False)
        self._kit.jobs.watch(self._journal.private_terms.write(self.lines()), self, self._kept, self._failed)

    def _kept(self, kept: tuple[str, ...]) -> None:
        lost = [line for line in self.lines() if folded(line) not in set(map(folded, kept))]
        if lost:  # it stays open, so that nobody believes that these are looked for
            self.keep.setEnabled(True)
            said = self._kit.words.say(
                "Too short to be looked for: {lines}. All others are kept.",
                lines=", ".join(map(visible, lost)),
            )
            self._short.setText(said)
            self._short.show()
            self.kept.emit()
            return
        self.kept.emit()
        self.close_sheet()

    def _failed(self, error: BaseException) -> None:
        self.keep.setEnabled(True)
        self._kit.jobs.failed.emit(error)
