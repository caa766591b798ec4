"""Says on the sheet for printing what has to be decided about words before the other person may see the paper."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.printing import PrintWish, Reader
from journal.domain.private_terms import PrivateHit
from journal.gui.kit import Kit
from journal.gui.private_terms.list_sheet import PrivateListSheet
from journal.gui.private_terms.walk_sheet import PrivateWalkSheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.journal import Journal


class SayFirst(QWidget):
    """Hidden for every other reader. `decided` says that the paper is another one now: whoever hears it asks again."""

    decided = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._turn = 0
        self._changed = False
        self._came_back = False
        self._wish: PrintWish | None = None
        self._hits: tuple[PrivateHit, ...] = ()
        say = kit.words.say
        self._said = Label("")
        self.write = Button(say("Write it down…"), Role.MAIN)
        self.go_through = Button(say("Go through them"), Role.MAIN)
        self.again = Button(say("Look again"), Role.QUIET)
        self.change = Button(say("What must stay private…"), Role.QUIET)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._said)
        box.addWidget(Flowing(self.write, self.go_through, self.again, self.change))
        self.write.clicked.connect(self._ask_list)
        self.change.clicked.connect(self._ask_list)
        self.go_through.clicked.connect(self._walk_waiting)
        self.again.clicked.connect(self._walk_all)
        self.hide()

    def ask(self, wish: PrintWish | None) -> None:
        """Say what has to be decided before this paper can be made; nothing where somebody else reads it."""
        self._turn += 1
        self._wish = wish
        if wish is None or wish.reader is not Reader.OTHER:
            self.hide()
            return
        self._kit.jobs.watch(self._journal.private_terms.terms(), self, partial(self._know_list, self._turn))

    def _know_list(self, turn: int, terms: tuple[str, ...] | None) -> None:
        if turn != self._turn or self._wish is None:
            return
        if terms is None:
            self._hits = ()
            self._said.setText(self._kit.words.say("First say what they must not learn from this paper."))
            self._settle(listed=False)
            return
        self._kit.jobs.watch(
            self._journal.private_terms.hits(self._wish), self, partial(self._know_hits, turn)
        )

    def _know_hits(self, turn: int, hits: tuple[PrivateHit, ...]) -> None:
        if turn != self._turn:
            return
        self._hits = hits
        waiting = [hit for hit in hits if hit.choice is None]
        places = sum(bool(hit.term) for hit in waiting)
        texts = sum(not hit.term and hit.field == "file" for hit in waiting)
        words = self._kit.words
        said = []
        if places:
            said.append(
                words.count(
                    "{number} place names what you keep private.",
                    "{number} places name what you keep private.",
                    places,
                )
            )
        if texts:
            said.append(
                words.count(
                    "{number} mail or text must be read first.",
                    "{number} mails or texts must be read first.",
                    texts,
                )
            )
        if places + texts < len(waiting):
            said.append(words.say("Some times would tell where you were."))
        self._said.setText(
            " ".join(said) or words.say("Nothing you keep private stands open in the words of this paper.")
        )
        self._settle(listed=True)

    def _settle(self, *, listed: bool) -> None:
        waiting = any(hit.choice is None for hit in self._hits)
        self.write.setVisible(not listed)
        self.change.setVisible(listed)
        self.go_through.setVisible(waiting)
        self.again.setVisible(bool(self._hits) and not waiting)
        self.show()
        if self._came_back:
            # What was pressed may be gone, and the focus must not be left on closing the sheet.
            self._came_back = False
            buttons = (self.write, self.go_through, self.change)
            next(each for each in buttons if each.isVisible()).setFocus(Qt.FocusReason.OtherFocusReason)

    # Deciding

    def _ask_list(self) -> None:
        sheet = PrivateListSheet(self._kit, self._journal, self._host)
        sheet.kept.connect(self._listed)
        sheet.begin()

    def _listed(self) -> None:
        self._came_back = True
        self.decided.emit()

    def _walk_waiting(self) -> None:
        self._walk(tuple(hit for hit in self._hits if hit.choice is None))

    def _walk_all(self) -> None:
        self._walk(self._hits)

    def _walk(self, hits: tuple[PrivateHit, ...]) -> None:
        if not hits:
            return
        self._changed = False
        sheet = PrivateWalkSheet(self._kit, self._journal, self._host, hits)
        sheet.decided.connect(self._note)
        sheet.closed.connect(self._walked)
        sheet.begin()

    def _note(self) -> None:
        self._changed = True

    def _walked(self) -> None:
        if self._changed:
            self._came_back = True
            self.decided.emit()
