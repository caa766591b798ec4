"""Four short pages: who else is here, a passphrase, the 24 words, a name. After the second the journal exists."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.domain.casework import Person
from journal.domain.hotkeys import KeyUse
from journal.gui.first_run.offer_words import OfferWords
from journal.gui.kit import Kit
from journal.gui.listening.keys import GlobalKeys
from journal.gui.look.card import Card, Desktop
from journal.gui.opening.new_passphrase import NewPassphrase
from journal.gui.text.aloud import first_words, say_aloud
from journal.gui.text.button import Button, Link, Role
from journal.gui.text.choices import Choice
from journal.gui.text.fields import Line
from journal.gui.text.label import Heading, Label, Small
from journal.gui.text.marks import visible
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.journal import Journal


class FirstRunPane(Desktop):
    """`made` tells of the new journal, then `finished`; `capture_wanted` asks for the screen, also before that."""

    made = Signal(object)
    capture_wanted = Signal()
    finished = Signal()
    copy_wanted = Signal()

    def __init__(
        self,
        kit: Kit,
        door: "Door",
        *,
        can_capture: bool,
        keys: GlobalKeys | None = None,
        parent: QWidget | None = None,
    ) -> None:
        card = Card(480)
        super().__init__(card, parent)
        self._kit = kit
        self._door = door
        self._journal: Journal | None = None
        self.first = _WhoElse(kit, can_capture=can_capture)
        self.second = _Passphrase(kit, door)
        self.third = OfferWords(kit, self)
        self.last = _Name(kit)
        self._pages = (self.first, self.second, self.third, self.last)
        for page in self._pages:
            card.box.addWidget(page)
        self.first.next.clicked.connect(self._ask_passphrase)
        self.first.keep_first.clicked.connect(self.capture_wanted)
        self.first.have_copy.clicked.connect(self.copy_wanted)
        self.second.make.clicked.connect(self._make)
        self.second.back.clicked.connect(self._go_back)
        self.second.new.entered.connect(self._make_if_good)
        self.third.over.connect(self._ask_name)
        self.last.done.clicked.connect(self._finish)
        self.last.name.returnPressed.connect(self._finish)
        self._keys = keys
        if keys is not None:
            keys.told.connect(self._tell_key)
            self._tell_key()
        self._show(self.first)

    def tell_taken(self) -> None:
        """What is on the screen was taken, and is kept as soon as there is a journal."""
        said = self._kit.words.say(
            "Taken {time}. It is kept as soon as the journal is there, so please go on to the end.",
            time=self._kit.words.clock(self._kit.now()),
        )
        self.first.tell(said)
        self.second.tell_taken(said)

    def tell(self, why: str) -> None:
        """Say why nothing was taken."""
        self.first.tell(visible(why))

    def _show(self, page: QWidget) -> None:
        for one in self._pages:
            one.setVisible(one is page)
        say_aloud(page, first_words(page.layout()))
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_key(self) -> None:
        if self._keys is not None:
            self.last.tell_key(self._keys.name(KeyUse.CAPTURE))

    def _go_back(self) -> None:
        self._show(self.first)

    def _ask_passphrase(self) -> None:
        self._show(self.second)

    def _make_if_good(self) -> None:
        if self.second.make.isEnabled():
            self._make()

    def _make(self) -> None:
        self.second.wait(True)
        self._kit.jobs.watch(self._door.create(self.second.new.text(), None), self, self._made, self._refused)

    def _made(self, journal: "Journal") -> None:
        self._journal = journal
        self.third.know(journal, self.second.new.text())
        self.second.new.forget()
        self.made.emit(journal)
        self._show(self.third)

    def _refused(self, error: BaseException) -> None:
        self.second.wait(False)
        trouble = explained(self._kit.words, error)
        self.second.tell(visible(f"{trouble.what} {trouble.next_step}"))

    def _ask_name(self) -> None:
        self._show(self.last)

    def _finish(self) -> None:
        name = self.last.name.text().strip()
        if not name or self._journal is None:
            self.finished.emit()
            return
        self.last.done.setEnabled(False)
        person = replace(Person(), name=name)
        self._kit.jobs.watch(self._journal.casework.write_person(person), self, self._named, self._not_named)

    def _named(self, _nothing: None) -> None:
        self.finished.emit()

    def _not_named(self, error: BaseException) -> None:
        self.last.done.setEnabled(True)
        self._kit.jobs.failed.emit(error)
        self.finished.emit()


class _WhoElse(QWidget):
    """Asks who else could be at this computer; the answer only chooses the advice and is kept nowhere."""

    def __init__(self, kit: Kit, *, can_capture: bool) -> None:
        super().__init__()
        say = kit.words.say
        self.alone = Choice(say("No, only I use it"))
        self.shared = Choice(say("Yes, or I am not sure"))
        self._advice = Label("", quiet=True)
        self._said = {
            self.alone: say("Good. Still, lock the journal when you leave."),
            self.shared: say(
                "Then choose a passphrase nobody who knows you would guess. Esc three times hides everything at once. "
                "A computer only you use is safer."
            ),
        }
        self.keep_first = Button(say("Something is on my screen now: keep it first"), icon="camera")
        self._taken = Label("")
        self._taken.hide()
        self.next = Button(say("Next"), Role.MAIN)
        self.next.setEnabled(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(Heading(say("Could someone else use this computer?")))
        for choice in (self.alone, self.shared):
            choice.toggled.connect(self._answered)
            box.addWidget(choice)
        box.addWidget(self._advice)
        box.addSpacing(4)
        box.addWidget(self.keep_first, 0, Qt.AlignmentFlag.AlignLeading)
        box.addWidget(self._taken)
        self.keep_first.setVisible(can_capture)
        self.have_copy = Link(say("I have a copy of my journal"))
        row = QHBoxLayout()
        row.addWidget(self.have_copy)
        row.addStretch(1)
        row.addWidget(self.next)
        box.addLayout(row)
        self._advice.hide()
        self.setFocusProxy(self.alone)

    def tell(self, text: str) -> None:
        """Say what came of keeping the screen."""
        self._taken.setText(text)
        self._taken.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A key that is held on a button above comes here too.
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if pressed and self.next.isEnabled():
            self.next.click()
            return
        super().keyPressEvent(event)

    def _answered(self, _on: bool) -> None:
        chosen = self.alone if self.alone.isChecked() else self.shared
        self._advice.setText(self._said[chosen])
        self._advice.show()
        self.next.setEnabled(True)


class _Passphrase(QWidget):
    """Asks for a passphrase."""

    def __init__(self, kit: Kit, door: "Door") -> None:
        super().__init__()
        self._kit = kit
        self._waiting = False
        say = kit.words.say
        self.new = NewPassphrase(kit, door.suggest, say("Passphrase"))
        self.new.changed.connect(self._settle_down)
        self._told = Label("")
        self._told.hide()
        self._capture = Small("")
        self._capture.hide()
        self.back = Button(say("Back"))
        self.make = Button(say("Make the journal"), Role.MAIN)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(Heading(say("Choose a passphrase")))
        box.addWidget(Label(say("Four or more words you can remember. Nobody can tell it to you again.")))
        box.addWidget(self.new)
        box.addWidget(self._told)
        box.addWidget(self._capture)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.make)
        box.addLayout(row)
        self.setFocusProxy(self.new)
        self._settle_down()

    def tell_taken(self, text: str) -> None:
        """Say that something waits for the journal."""
        self._capture.setText(text)
        self._capture.show()

    def tell(self, text: str) -> None:
        """Say why it was refused."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def wait(self, waiting: bool) -> None:
        """The journal is being made, or not any more."""
        self._waiting = waiting
        self.tell(self._kit.words.say("Making the journal. This takes a few seconds.") if waiting else "")
        self.new.wait(waiting)
        self.back.setEnabled(not waiting)
        self._settle_down()

    def _settle_down(self) -> None:
        self.make.setEnabled(self.new.is_ready() and not self._waiting)


class _Name(QWidget):
    """Asks for a name, which may be left out."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        say = kit.words.say
        self.name = Line(say("Your name"), hint=say("Your name, or nothing"))
        self._words = kit.words
        self._key = Label("")
        self._key.hide()
        self.done = Button(say("Begin"), Role.MAIN)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(Heading(say("The journal is ready")))
        box.addWidget(
            Label(say("Your name stands on paper you print. You can leave it out, or say it later."))
        )
        box.addWidget(self.name)
        box.addWidget(self._key)
        box.addWidget(self.done, 0, Qt.AlignmentFlag.AlignTrailing)
        self.setFocusProxy(self.name)

    def tell_key(self, key: str) -> None:
        """Say what this key does from now on; nothing where none is heard."""
        self._key.setText(
            self._words.say("From now on {key} keeps what is on your screen, in any program.", key=key)
        )
        self._key.setVisible(bool(key))
