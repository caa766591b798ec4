"""What stands in the list's place when there is nothing to list: why that is so, and what can be done next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.reading import ActorLine, Shelf, Wanted
from journal.gui.kit import Kit
from journal.gui.text.button import Link
from journal.gui.text.label import Label
from journal.gui.timeline.narrowing import Narrowing


class Nothing(QWidget):
    """Says it for what is wanted now, and leads back to all entries."""

    def __init__(self, kit: Kit, narrowing: Narrowing) -> None:
        super().__init__()
        self._words = kit.words
        self._narrowing = narrowing
        self._people: tuple[ActorLine, ...] = ()
        self._said = Label("", quiet=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.all = Link(kit.words.say("Show all entries"))
        self.all.clicked.connect(self._want_all)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 48, 32, 32)
        whole.setSpacing(12)
        whole.addWidget(self._said)
        whole.addWidget(self.all, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(1)

    def show_people(self, people: tuple[ActorLine, ...]) -> None:
        """Know these people by name."""
        self._people = people

    def tell(self) -> None:
        """Say why nothing is listed."""
        self._said.setText(self._why(self._narrowing.wanted))
        self.all.setVisible(self._narrowing.wanted != Wanted())

    def _why(self, wanted: Wanted) -> str:
        say = self._words.say
        if wanted.words:
            return say("Nothing found for “{words}”. The beginning of a word is enough.", words=wanted.words)
        if wanted.shelf is Shelf.TO_SORT:
            return say("Nothing is waiting here. What you capture and leave without words comes here.")
        if self._narrowing.is_narrowed():
            return self._why_narrowed(wanted)
        if wanted.shelf is Shelf.PASSED_ON:
            return say(
                "Nothing was passed on yet. Once you have shown an entry to someone who helps, open it and say so"
                " under “Passed on to”. It is then found here."
            )
        if wanted.shelf is Shelf.ONLY_FOR_ME:
            return say(
                "No notes only for you yet. Open an entry and write under “Only for me”: it is never printed, and"
                " the entry is found here."
            )
        return say(
            "No entry yet. Write down what happened, or capture the screen."
            " What you captured and said nothing about waits under “To sort”."
        )

    def _why_narrowed(self, wanted: Wanted) -> str:
        """Of a person alone it says their name."""
        say = self._words.say
        if wanted == Wanted(actors=wanted.actors):
            for person in self._people:
                if wanted.actors == (person.id,):
                    return say(
                        "No entry is about {name} yet. Open an entry and choose {name} under “Who”.",
                        name=person.label,
                    )
        return say("No entry fits all of this.")

    def _want_all(self) -> None:
        """First drop what narrows the shelf; where nothing does, leave the shelf."""
        if self._narrowing.is_narrowed():
            self._narrowing.widen()
        else:
            self._narrowing.want(Wanted())
