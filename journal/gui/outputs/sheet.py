"""Everything that left the journal and still lies there readable, each with the ways to deal with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.errors import Cancelled
from journal.domain.handing_over import Form
from journal.domain.words import Words
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.kit import Kit
from journal.gui.sheet.question import Question
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Elided, Label, Small
from journal.gui.text.marks import one_line, visible
from journal.gui.trouble.bar import explained
from journal.services.outputs import State

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.outputs import Lying, Output, Removed


class OutputsSheet(Sheet):
    """Lists them, removes what is still what was written, and forgets what lies safe."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Saved papers"), width=560)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._rows: list[Row] = []
        self.told = Label(
            say("Anyone who finds these can read them. Everything on them is in your journal too.")
        )
        self.said = Label("")
        self.said.hide()
        self.strip = ProgressStrip(kit.words)
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        self.body.addWidget(self.told)
        self.body.addWidget(self.said)
        self.body.addWidget(self.strip)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.done = Button(say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)

    def begin(self) -> None:
        """Show it."""
        self.open_over(self.done)
        self._ask()

    def rows(self) -> "tuple[Row, ...]":
        """What is listed."""
        return tuple(self._rows)

    def _ask(self) -> None:
        self._kit.jobs.watch(self._journal.outputs.lying(), self, self._show)

    def _show(self, found: "tuple[Lying, ...]") -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [Row(self._kit, each) for each in found]
        for row in self._rows:
            row.leave.clicked.connect(partial(self._leave, row.output))
            row.remove.clicked.connect(partial(self._ask_removal, row.output))
            self._list.addWidget(row)
            row.show()
        if not found:
            self.told.setText(self._kit.words.say("None that anyone could read lies where it was saved."))

    def _leave(self, output: "Output") -> None:
        self._kit.jobs.watch(self._journal.outputs.leave((output,)), self, self._left)

    def _left(self, _nothing: None) -> None:
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _ask_removal(self, output: "Output") -> None:
        say = self._kit.words.say
        question = Question(
            self._kit.words,
            self._host,
            say("Remove {name}?", name=one_line(output.path.name)),
            say(
                "It is deleted here; your journal keeps everything. What was deleted can sometimes be found again with"
                " special programs, for a while, above all on sticks. Copies elsewhere stay."
            ),
            say("Remove"),
            say("Leave it"),
            irreversible=True,
        )
        question.agreed.connect(partial(self._remove, output))
        question.ask()

    def _remove(self, output: "Output") -> None:
        progress = self.strip.begin(self._kit.words.say("Removing…"))
        for row in self._rows:
            row.setEnabled(False)
        future = self._journal.outputs.remove(output, progress)
        self._kit.jobs.watch(future, self, partial(self._removed, output), self._failed)

    def _removed(self, output: "Output", removed: "Removed") -> None:
        words, name = self._kit.words, one_line(output.path.name)
        if not removed.left:
            self._say(words.say("{name} was removed.", name=name))
        elif removed.files:
            self._say(
                words.count(
                    "{name}: one file in it was left, because it is not the one you saved: {files}.",
                    "{name}: {number} files in it were left, because they are not those you saved: {files}.",
                    len(removed.left),
                    name=name,
                    files=", ".join(one_line(each.name) for each in removed.left[:3]),
                )
            )
        else:
            self._say(words.say("{name} was left, because it is not what you saved any more.", name=name))
        self._over()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            trouble = explained(self._kit.words, error)
            self._say(visible(f"{trouble.what} {trouble.next_step}"))
        self._over()

    def _over(self) -> None:
        self.strip.end()
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))


class Row(QWidget):
    """One thing that was saved."""

    def __init__(self, kit: Kit, lying: "Lying") -> None:
        super().__init__()
        words, output = kit.words, lying.output
        self.output = output
        name = one_line(output.path.name)
        facts = (
            kind(words, output),
            words.say("in {place}", place=one_line(str(output.path.parent))),
            words.day(kit.local(output.made_ms).local[:10]),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Elided(name))
        box.addWidget(Small(" · ".join(facts)))
        self.changed = Small(
            words.say("It was changed since it was saved. If you do not need it, delete it yourself.")
        )
        box.addWidget(self.changed)
        self.changed.setVisible(lying.state is State.CHANGED)
        self.remove = Button(words.say("Remove…"), small=True)
        self.remove.setAccessibleName(words.say("Remove: {name}", name=name))
        self.leave = Button(words.say("It is safe there"), small=True)
        self.leave.setAccessibleName(words.say("It is safe there: {name}", name=name))
        box.addSpacing(4)
        box.addWidget(Flowing(self.leave, self.remove))
        self.remove.setVisible(lying.state is State.THERE)


def kind(words: Words, output: "Output") -> str:
    """What it is, and of how many files."""
    if output.form in (Form.FOLDER, Form.FLAT):
        return words.count("a folder of one file", "a folder of {number} files", output.files)
    return words.say("a PDF")
