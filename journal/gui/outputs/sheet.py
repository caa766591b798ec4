"""Everything that left the journal and still lies there readable, each with the ways to deal with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.errors import Cancelled
from journal.domain.handing_over import Form
from journal.domain.words import Words
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.kit import Kit
from journal.gui.sheet.list_sheet import ListSheet
from journal.gui.sheet.question import Question
from journal.gui.text.button import Button
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Elided, Label, Small
from journal.gui.text.marks import one_line, visible
from journal.gui.trouble.bar import explained
from journal.services.outputs import State

if TYPE_CHECKING:
    from journal.services.outputs import Lying, Output, Outputs, Removed


class OutputsSheet(ListSheet):
    """Lists them, removes what is still what was written, and forgets what lies safe."""

    def __init__(self, kit: Kit, outputs: "Outputs", host: QWidget) -> None:
        say = kit.words.say
        told = Label(say("Anyone who finds these can read them. Everything on them is in your journal too."))
        said, strip = Label(""), ProgressStrip(kit.words)
        super().__init__(kit, host, say("Saved papers"), told, said, strip)
        self.told, self.said, self.strip = told, said, strip
        self.said.hide()
        self._outputs = outputs
        self._host = host
        self._rows: tuple[Row, ...] = ()

    def look(self) -> None:
        """Ask what lies there."""
        self._kit.jobs.watch(self._outputs.lying(), self, self._show)

    def rows(self) -> "tuple[Row, ...]":
        """What is listed."""
        return self._rows

    def _show(self, found: "tuple[Lying, ...]") -> None:
        self._rows = tuple(Row(self._kit, each) for each in found)
        for row in self._rows:
            row.leave.clicked.connect(partial(self._leave, row.output))
            row.remove.clicked.connect(partial(self._ask_removal, row.output))
        self.list_these(self._rows)
        if not found:
            self.told.setText(self._kit.words.say("None that anyone could read lies where it was saved."))

    def _leave(self, output: "Output") -> None:
        self._kit.jobs.watch(self._outputs.leave((output,)), self, self._left)

    def _left(self, _nothing: None) -> None:
        self.look_again()

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
        future = self._outputs.remove(output, progress)
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
        self.look_again()

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
