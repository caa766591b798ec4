"""Says on the sheet for printing what a computer read in the pictures that the other person would see."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.errors import Cancelled
from journal.domain.printing import PrintWish, Reader
from journal.domain.private_terms import PrivateHit
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.private_terms.walk_sheet import PrivateWalkSheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label

if TYPE_CHECKING:
    from journal.services.in_pictures import Seen
    from journal.services.journal import Journal


class PicturesRead(QWidget):
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
        self._progress: Progress | None = None
        self._hits: tuple[PrivateHit, ...] = ()
        say = kit.words.say
        self.strip = ProgressStrip(kit.words)
        self._said = Label("")
        self.go_through = Button(say("Go through these pictures"), Role.MAIN)
        self.look = Button(say("Look for words now"))
        self.again = Button(say("Look at these words again"), Role.QUIET)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.strip)
        box.addWidget(self._said)
        box.addWidget(Flowing(self.go_through, self.look, self.again))
        self.go_through.clicked.connect(self._walk_waiting)
        self.look.clicked.connect(self._read)
        self.again.clicked.connect(self._walk_all)
        self.hide()

    def ask(self, wish: PrintWish | None) -> None:
        """Have the pictures of this paper read; nothing where somebody else reads it."""
        self.stop()
        self._wish = wish
        if wish is None or wish.reader is not Reader.OTHER or not wish.with_exhibits:
            self.hide()
            return
        self._kit.jobs.watch(self._journal.private_terms.terms(), self, partial(self._know_list, self._turn))

    def stop(self) -> None:
        """Read no more; what is known of this paper is not told any more either."""
        self._turn += 1
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
        self.strip.end()

    def _know_list(self, turn: int, terms: tuple[str, ...] | None) -> None:
        if turn != self._turn:
            return
        if not terms:
            self.hide()
            return
        self._read()

    def _read(self) -> None:
        if self._wish is None:
            return
        self.stop()
        self._progress = self.strip.begin(self._kit.words.say("Looking for words in pictures…"))
        found = self._journal.in_pictures.find(self._wish, self._progress)
        done, failed = partial(self._know, self._turn), partial(self._fail, self._turn)
        self._settle("", reading=True)
        self._kit.jobs.watch(found, self, done, failed)

    def _know(self, turn: int, seen: "Seen") -> None:
        if turn != self._turn:
            return
        self._over()
        self._hits = seen.hits
        self._settle(" ".join(self._told(seen)))
        self.setVisible(seen.pictures > 0)
        if self._came_back and self.isVisible():
            # What was pressed may be gone, and the focus must not be left on closing the sheet.
            buttons = [each for each in (self.go_through, self.again) if each.isVisible()]
            if buttons:
                buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_back = False

    def _told(self, seen: "Seen") -> list[str]:
        words = self._kit.words
        if not seen.can_read:
            return [words.say("This computer cannot read words in pictures: look at each one yourself.")]
        told = []
        if seen.named:
            told.append(
                words.count(
                    "In {number} picture the computer read what you keep private.",
                    "In {number} pictures the computer read what you keep private.",
                    len(seen.named),
                )
            )
        if seen.unread:
            told.append(
                words.count(
                    "{number} picture could not be read by the computer: look at it yourself.",
                    "{number} pictures could not be read by the computer: look at them yourself.",
                    len(seen.unread),
                )
            )
        told.append(
            words.say(
                "Words in pictures were looked for by the computer. It knows {languages}, and misses some:"
                " look at each picture yourself.",
                languages=words.say(" and ").join(words.say(each) for each in seen.languages),
            )
        )
        return told

    def _fail(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        self._over()
        if isinstance(error, Cancelled):
            said = "Stopped. Before a paper is made, words are looked for in all its pictures."
            self._settle(self._kit.words.say(said), stopped=True)
        else:
            self.hide()
            self._kit.jobs.failed.emit(error)

    def _over(self) -> None:
        self._progress = None
        self.strip.end()

    def _settle(self, said: str, *, reading: bool = False, stopped: bool = False) -> None:
        waiting = any(hit.choice is None for hit in self._hits)
        settled = not (reading or stopped)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.go_through.setVisible(settled and waiting)
        self.again.setVisible(settled and bool(self._hits) and not waiting)
        self.look.setVisible(stopped)
        self.show()

    # Deciding

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
