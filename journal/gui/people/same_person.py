"""Two people in the list found to be one: who, and why; nothing that was written changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.domain.actor import Actor
from journal.domain.ids import ActorId
from journal.gui.kit import Kit
from journal.gui.sheet.recorded import RecordedSheet
from journal.gui.text.choices import Pick
from journal.gui.text.fields import Line
from journal.gui.text.label import Label, Small

if TYPE_CHECKING:
    from journal.services.casework import Casework


class SamePersonSheet(RecordedSheet):
    """`joined` says who was joined to whom, once that is recorded."""

    joined = Signal(str, str)

    def __init__(self, kit: Kit, casework: "Casework", host: QWidget, actor: str, label: str) -> None:
        say = kit.words.say
        super().__init__(kit, host, say("The same person"), None, known=False)
        self._casework = casework
        self._id = ActorId(actor)
        self.body.setSpacing(6)
        self.body.addWidget(Label(say("{name} is the same person as", name=label)))
        self.other = Pick(say("Who it is"))
        self.reason = Line(say("Why you think so"), hint=say("they said so, the same number, the same words"))
        told = say(
            "All entries of {name} then stand under the other name, and the paper says why. What you wrote stays as it"
            " is, and “Change…” takes the two apart again.",
            name=label,
        )
        self.body.addWidget(self.other)
        self.body.addWidget(Small(self.reason.accessibleName()))
        self.body.addWidget(self.reason)
        self.body.addWidget(Small(told))
        self.body.addWidget(self.refused)
        self.keep.show_text(say("They are one"))
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self._join)
        self.other.currentIndexChanged.connect(self._chosen)
        self.reason.returnPressed.connect(self.keep.click)
        self.kept.connect(self._tell)

    def begin(self) -> None:
        """Show it, and find out who else there is."""
        self.open_over(self.cancel)
        self._kit.jobs.watch(self._casework.actors(), self, self._offer)

    def _offer(self, actors: tuple[tuple[ActorId, Actor], ...]) -> None:
        others = [(ident, actor) for ident, actor in actors if ident != self._id]
        if not others:
            self.refuse(self._kit.words.say("There is nobody else in the list yet."))
            return
        self.other.offer(self._kit.words.say("Choose…"), "")
        for ident, actor in others:
            self.other.offer(actor.label, ident)
        self.other.setFocus()

    def _chosen(self, _at: int) -> None:
        self.keep.setEnabled(bool(self.other.currentData()))

    def _join(self) -> None:
        kept = ActorId(self.other.currentData())
        self.keeping(self._casework.join_actors(kept, self._id, self.reason.text().strip()))

    def _tell(self) -> None:
        self.joined.emit(str(self.other.currentData()), self._id)
