"""Shelves and people, with how many entries each has."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.domain.casework import WitnessContact
from journal.domain.ids import ActorId
from journal.domain.reading import ActorLine, ContactEntry, MilestoneEntry, Shelf, Sidebar, Wanted
from journal.gui import terms
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.people.shelf_list import Said, ShelfLine
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.menu import Menu
from journal.gui.timeline.narrowing import Narrowing

if TYPE_CHECKING:
    from journal.services.casework import Casework


LEAST_WIDTH = 150
"""In pixels at 100 % text."""


class PeoplePane(QWidget):
    """Narrows to a shelf or a person.

    `person_wanted`, `milestone_wanted` and `contact_wanted` ask for one to be edited, with nothing for a new one;
    `same_wanted` asks who else a person is, of whom it carries the name, too;
    `witness_wanted` asks for how one can be reached, `overview_wanted` for what all of it adds up to, `about_me_wanted`
    for what the writer says of themselves, `settings_wanted` for what can be set.
    """

    person_wanted = Signal(str)
    same_wanted = Signal(str, str)
    milestone_wanted = Signal(str)
    contact_wanted = Signal(str)
    witness_wanted = Signal(object)
    overview_wanted = Signal()
    about_me_wanted = Signal()
    settings_wanted = Signal()
    narrowed_here = Signal()

    def __init__(
        self, kit: Kit, casework: "Casework", narrowing: Narrowing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._casework = casework
        self._narrowing = narrowing
        self._people: dict[ActorId, ShelfLine] = {}
        words = kit.words
        self.shelves = {
            shelf: ShelfLine(Said(terms.shelf(words, shelf), "", terms.shelf(words, shelf)))
            for shelf in Shelf
        }
        inside = QWidget()
        self._inside = inside
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(10, 14, 10, 14)
        self._lines.setSpacing(0)
        for shelf, line in self.shelves.items():
            line.clicked.connect(partial(self._choose_shelf, shelf))
            line.installEventFilter(self)
            self._lines.addWidget(line)
        self.overview = ShelfLine(Said(words.say("Overview"), "", words.say("Overview")))
        self.overview.clicked.connect(self.overview_wanted)
        self.overview.installEventFilter(self)
        self._lines.addWidget(self.overview)
        heading = Label(words.say("PEOPLE"), Kind.SMALL, quiet=True)
        heading.setContentsMargins(10, 14, 10, 6)
        self._lines.addWidget(heading)
        self.nobody = Small(words.say("Nobody yet. Someone you do not know can be “Unknown 1”."))
        self.nobody.setContentsMargins(10, 0, 10, 0)
        self._lines.addWidget(self.nobody)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._lines.addLayout(self._list)
        self.add = Button(words.say("Add person…"), Role.QUIET, icon="plus", small=True)
        self.add.clicked.connect(partial(self.person_wanted.emit, ""))
        self._lines.addSpacing(8)
        self._lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self.turning = Button(words.say("Turning points…"), Role.QUIET, icon="clock", small=True)
        self.turning.clicked.connect(self._ask_milestones)
        self._lines.addWidget(self.turning, 0, Qt.AlignmentFlag.AlignLeading)
        self.contacts = Button(words.say("Calls and letters…"), Role.QUIET, icon="mail", small=True)
        self.contacts.clicked.connect(self._ask_contacts)
        self._lines.addWidget(self.contacts, 0, Qt.AlignmentFlag.AlignLeading)
        self.witnesses = Button(words.say("Witnesses…"), Role.QUIET, icon="people", small=True)
        self.witnesses.clicked.connect(self._ask_witnesses)
        self._lines.addWidget(self.witnesses, 0, Qt.AlignmentFlag.AlignLeading)
        self.about_me = Button(words.say("About me…"), Role.QUIET, icon="person", small=True)
        self.about_me.clicked.connect(self.about_me_wanted)
        self._lines.addWidget(self.about_me, 0, Qt.AlignmentFlag.AlignLeading)
        self.settings = Button(words.say("Settings…"), Role.QUIET, icon="settings", hint="Ctrl+,", small=True)
        self.settings.clicked.connect(self.settings_wanted)
        self._lines.addWidget(self.settings, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setAccessibleName(words.say("Shelves and people"))
        self.setFocusProxy(self.shelves[Shelf.ALL])
        narrowing.narrowed.connect(self.show_wanted)
        self.show_wanted(narrowing.wanted)

    def minimumSizeHint(self) -> QSize:
        """As wide as its words need in this language: it scrolls up and down only."""
        needed = self._inside.minimumSizeHint().width() + self._scroll.verticalScrollBar().sizeHint().width()
        return QSize(max(sizes.scaled(LEAST_WIDTH), needed), 0)

    def show_sidebar(self, sidebar: Sidebar) -> None:
        """Show these figures and people."""
        numbers = {
            Shelf.ALL: sidebar.incidents,
            Shelf.TO_SORT: sidebar.to_sort,
            Shelf.PASSED_ON: sidebar.passed_on,
            Shelf.ONLY_FOR_ME: sidebar.only_for_me,
        }
        for shelf, number in numbers.items():
            self.shelves[shelf].show_said(self._said_of_shelf(shelf, number))
        self._show_people(sidebar.people)
        self.show_wanted(self._narrowing.wanted)

    def show_wanted(self, wanted: Wanted) -> None:
        """Mark the shelf or the person that is shown."""
        for shelf, line in self.shelves.items():
            line.setChecked(wanted.shelf is shelf and not wanted.actors)
        for actor, line in self._people.items():
            line.setChecked(actor in wanted.actors)

    def people(self) -> list[ShelfLine]:
        """The lines of the people, in order."""
        return list(self._people.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk from line to line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            lines = [*self.shelves.values(), self.overview, *self._people.values()]
            if step and watched in lines:
                at = min(max(0, lines.index(watched) + step), len(lines) - 1)
                lines[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(watched, ShelfLine):
                watched.click()
                return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.SIDEBAR))

    def _show_people(self, people: tuple[ActorLine, ...]) -> None:
        self.nobody.setVisible(not people)
        had_focus = next((actor for actor, line in self._people.items() if line.hasFocus()), None)
        known = {person.id: person for person in people}
        for actor in [actor for actor in self._people if actor not in known]:
            line = self._people.pop(actor)
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        for person in people:
            if person.id not in self._people:
                line = ShelfLine(self._said_of(person))
                line.clicked.connect(partial(self._choose_person, person.id))
                line.wants_menu.connect(partial(self._offer, person.id))
                line.installEventFilter(self)
                self._people[person.id] = line
        self._people = {person.id: self._people[person.id] for person in people}
        for at, person in enumerate(people):
            line = self._people[person.id]
            line.show_said(self._said_of(person))
            self._list.removeWidget(line)
            self._list.insertWidget(at, line)
        if had_focus in self._people:
            self._people[had_focus].setFocus()

    def _said_of(self, person: ActorLine) -> Said:
        words = self._kit.words
        spoken = words.count(
            "{name}, {standing}, one entry",
            "{name}, {standing}, {number} entries",
            person.incidents,
            name=person.label,
            standing=terms.standing_word(words, person.standing),
        )
        more = words.say("More to do with {name}", name=person.label)
        return Said(person.label, words.number(person.incidents), spoken, person.hint, person.standing, more)

    def _said_of_shelf(self, shelf: Shelf, number: int) -> Said:
        words = self._kit.words
        name = terms.shelf(words, shelf)
        shown = words.number(number) if number or shelf is Shelf.ALL else ""
        return Said(name, shown, words.say("{name}, {number}", name=name, number=words.number(number)))

    def _choose_shelf(self, shelf: Shelf) -> None:
        self._narrowing.narrow(shelf=shelf, actors=())
        self.narrowed_here.emit()

    def _choose_person(self, actor: ActorId) -> None:
        shelf = Shelf.ALL if self._narrowing.wanted.shelf is Shelf.TO_SORT else self._narrowing.wanted.shelf
        self._narrowing.narrow(shelf=shelf, actors=(actor,))
        self.narrowed_here.emit()

    def _offer(self, actor: ActorId) -> None:
        line = self._people[actor]
        self.menu = menu = Menu(line.said().text, self)
        menu.offer(self._kit.words.say("Show the entries"), partial(self._choose_person, actor))
        menu.offer(self._kit.words.say("Change…"), partial(self.person_wanted.emit, actor))
        menu.offer(
            self._kit.words.say("The same person as…"),
            partial(self.same_wanted.emit, actor, line.said().text),
        )
        menu.popup(line.more.mapToGlobal(QPoint(0, line.more.height())))

    def _ask_milestones(self) -> None:
        self._kit.jobs.watch(self._casework.milestones(), self, self._offer_milestones)

    def _offer_milestones(self, milestones: tuple[MilestoneEntry, ...]) -> None:
        """The list by which those who do not point at the timeline reach a turning point."""
        words = self._kit.words
        self.menu = Menu(words.say("Turning points"), self)
        self.menu.offer(words.say("Add turning point…"), partial(self.milestone_wanted.emit, ""))
        for entry in reversed(milestones):
            who = ", ".join(
                self._people[actor].said().text for actor in entry.milestone.actors if actor in self._people
            )
            day = terms.day_of(entry.milestone.date)
            text = terms.milestone(words, entry.milestone.kind, who, words.short_day(day) if day else "")
            self.menu.offer(text, partial(self.milestone_wanted.emit, entry.id))
        self.menu.popup(self.turning.mapToGlobal(QPoint(0, self.turning.height())))

    def _ask_contacts(self) -> None:
        self._kit.jobs.watch(self._casework.contacts(), self, self._offer_contacts)

    def _offer_contacts(self, contacts: tuple[ContactEntry, ...]) -> None:
        words = self._kit.words
        self.menu = Menu(words.say("Calls and letters"), self)
        self.menu.offer(words.say("Add call or letter…"), partial(self.contact_wanted.emit, ""))
        for entry in reversed(contacts):
            self.menu.offer(terms.contact(words, entry.contact), partial(self.contact_wanted.emit, entry.id))
        self.menu.popup(self.contacts.mapToGlobal(QPoint(0, self.contacts.height())))

    def _ask_witnesses(self) -> None:
        self._kit.jobs.watch(self._casework.witnesses(), self, self._offer_witnesses)

    def _offer_witnesses(self, witnesses: tuple[WitnessContact, ...]) -> None:
        words = self._kit.words
        self.menu = Menu(words.say("Witnesses"), self)
        for each in witnesses:
            self.menu.offer(
                words.say("How to reach {name}…", name=each.name), partial(self.witness_wanted.emit, each)
            )
        if not witnesses:
            nobody = words.say("Nobody yet. An entry names them under “Also saw it”.")
            self.menu.offer(nobody, self.witnesses.setFocus, enabled=False)
        self.menu.popup(self.witnesses.mapToGlobal(QPoint(0, self.witnesses.height())))
