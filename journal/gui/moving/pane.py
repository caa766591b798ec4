"""What is seen while the journal moves: how far it is, Cancel, and what came of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from journal.domain.errors import Cancelled
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.look.card import Card, Desktop
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Heading, Label, Small
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from concurrent.futures import Future

    from journal.services.moving import Moved

STEPS = 1000


class MovingPane(Desktop):
    """`over` says whether the journal lives elsewhere now; it comes when the person has read what came of it."""

    over = Signal(bool)

    def __init__(self, kit: Kit, place: str, parent: QWidget | None = None) -> None:
        card = Card(460)
        super().__init__(card, parent)
        say = kit.words.say
        self._kit = kit
        self._moved = False
        self.progress = Progress()
        self.progress.moved.connect(self._move)
        self.said = Label(say("The journal is moving. Please wait."))
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("How far it is"))
        self.cancel = Button(say("Cancel"))
        self.cancel.clicked.connect(self._stop)
        self.go_on = Button(say("Go on"), Role.MAIN)
        self.go_on.clicked.connect(self._leave)
        self.go_on.hide()
        card.box.addWidget(Heading(say("Journal")))
        card.box.addWidget(self.said)
        card.box.addWidget(self.bar)
        card.box.addWidget(Small(visible(place)))
        card.box.addWidget(self.cancel)
        card.box.addWidget(self.go_on)
        self.setFocusProxy(self.cancel)

    def watch(self, moving: "Future[Moved]") -> None:
        """Say what comes of it."""
        self._kit.jobs.watch(moving, self, self._arrived, self._stayed)

    def _move(self, done: int, of: int) -> None:
        self.bar.setValue(STEPS * done // of if of else 0)

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.progress.stop()

    def _arrived(self, moved: "Moved") -> None:
        say = self._kit.words.say
        self._moved = True
        text = say("The journal has moved. It opens from there now.")
        if moved.left:
            left = say("Something in the old folder could not be removed. Please remove it yourself.")
            text = f"{text} {left}"
        self._end(text)

    def _stayed(self, error: BaseException) -> None:
        say = self._kit.words.say
        where = say("The journal lies where it did.")
        if isinstance(error, Cancelled):
            self._end(say("Stopped. {where}", where=where))
            return
        trouble = explained(self._kit.words, error)
        self._end(f"{trouble.what} {where} {trouble.next_step}")

    def _end(self, text: str) -> None:
        self.said.setText(visible(text))
        self.bar.hide()
        self.cancel.hide()
        self.go_on.show()
        self.go_on.setFocus()

    def _leave(self) -> None:
        self.over.emit(self._moved)
