"""Where a journal does not open: what is wrong, that nothing was changed, and every way back, best first."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.look.card import Card, Desktop
from journal.gui.look.rule import Rule
from journal.gui.recovery.copies_field import when_made
from journal.gui.recovery.folder_copy_sheet import FolderCopySheet
from journal.gui.recovery.keys_sheet import KeysSheet
from journal.gui.recovery.move_sheet import TakeAwaySheet
from journal.gui.recovery.restore_sheet import RestoreSheet
from journal.gui.recovery.salvage_sheet import SalvageSheet
from journal.gui.recovery.way_sheet import WaySheet
from journal.gui.recovery.wrong import heading_of, way_told, what_is_wrong, what_was_done
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Link, Role
from journal.gui.text.label import Heading, Kind, Label, Small
from journal.gui.text.marks import visible
from journal.gui.unlock.forgotten_sheet import ForgottenSheet
from journal.gui.unlock.read_sheet import ReadSheet
from journal.services.ways_back import Way, Wrong, ways_back

if TYPE_CHECKING:
    from journal.services.copies_found import CopyFound
    from journal.services.door import Door


class RecoveryPane(Desktop):
    """`opened` carries the open journal, `lives` the folder of a new one, `look_again` asks to look once more."""

    opened = Signal(object)
    lives = Signal(object)
    look_again = Signal()

    def __init__(self, kit: Kit, door: "Door", wrong: Wrong, parent: QWidget | None = None) -> None:
        card = Card(520)
        super().__init__(card, parent)
        say = kit.words.say
        self._kit = kit
        self._door = door
        self.wrong = wrong
        self._newest = ""
        card.box.addWidget(Heading(heading_of(kit.words, wrong)))
        card.box.addWidget(Label(what_is_wrong(kit.words, wrong)))
        card.box.addWidget(Label(what_was_done(kit.words, wrong), Kind.STRONG))
        self._ways = QVBoxLayout()
        self._ways.setSpacing(16)
        card.box.addLayout(self._ways)
        self._lines: dict[Way, _WayLine] = {}
        self.buttons: dict[Way, Button] = {}
        card.box.addWidget(Rule())
        card.box.addWidget(Small(visible(str(door.folder.root))))
        self.again = Button(say("Back") if wrong in (Wrong.ASKED, Wrong.SPOILT) else say("Look again"))
        self.again.clicked.connect(self.look_again)
        self.help = Link(say("Help"))
        self.help.clicked.connect(self._show_help)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.help)
        card.box.addLayout(row)
        self._offer()
        kit.jobs.watch(door.rescue.own_copies(door.folder.root), self, self._know, self._none)

    def _know(self, own: "Sequence[CopyFound]") -> None:
        if own:
            self._newest = when_made(self._kit, own[0])
            self._offer()

    def _none(self, _error: BaseException) -> None:
        """A folder that cannot be read has no copies to offer; another one can be chosen."""

    def _offer(self) -> None:
        """Put the ways in order; what was offered stays the same button, on which the focus may be."""
        ways = ways_back(self.wrong, has_copies=bool(self._newest))
        for at, way in enumerate(ways):
            verb, told = way_told(self._kit.words, way, self._newest)
            if way not in self._lines:
                self._lines[way] = _WayLine(Button(verb))
                self._lines[way].button.clicked.connect(partial(self._go, way))
            line = self._lines[way]
            line.tell(told)
            line.button.take_role(Role.MAIN if at == 0 and self.wrong is not Wrong.NEWER else Role.PLAIN)
            self._ways.removeWidget(line)
            self._ways.insertWidget(at, line)
        self.buttons = {way: self._lines[way].button for way in ways}
        for one, following in pairwise((*self.buttons.values(), self.again, self.help)):
            QWidget.setTabOrder(one, following)
        self.setFocusProxy(self.buttons[ways[0]])

    def _go(self, way: Way, _checked: bool = False) -> None:
        host = self.window()
        if way is Way.WORDS:
            words = ForgottenSheet(self._kit, self._door, host)
            words.opened.connect(self.opened)
            words.begin()
        elif way is Way.KEYS_OF_A_COPY:
            keys = KeysSheet(self._kit, self._door, host)
            keys.opened.connect(self.opened)
            keys.ask()
        elif way is Way.READ:
            read = ReadSheet(self._kit, self._door, host)
            read.opened.connect(self.opened)
            read.ask()
        elif way is Way.FOLDER_COPY:
            FolderCopySheet(self._kit, self._door, host).begin()
        else:
            self._begin_anew(way, host)

    def _begin_anew(self, way: Way, host: QWidget) -> None:
        """A way that ends in a journal in another folder."""
        root = self._door.folder.root
        sheet: WaySheet
        if way is Way.RESTORE:
            sheet = RestoreSheet(self._kit, self._door, host, root)
        elif way is Way.SALVAGE:
            sheet = SalvageSheet(self._kit, self._door, host)
        elif way is Way.BRING_HERE:
            whole = self._door.rescue.as_copy(root)
            sheet = RestoreSheet(self._kit, self._door, host, self._usual(), only=whole)
        else:
            sheet = TakeAwaySheet(self._kit, self._door, host, self._usual())
        sheet.lives.connect(self.lives)
        sheet.begin()

    def _usual(self) -> Path:
        """Where a journal lies unless somebody chose another place."""
        return self._door.usual_place

    def _show_help(self) -> None:
        say = self._kit.words.say
        sheet = Sheet(self._kit.words, self.window(), say("Help"), width=460)
        for text in (
            say("Do not delete anything in the journal’s folder, however broken it looks."),
            say(
                "Every way here leaves the folder as it is, or says so before. You can try one after the other."
            ),
            say("If you are not sure, copy the folder first. The copy is as locked as the journal."),
            say(
                "A disk that fails gets worse with use. Copy the folder to another disk before anything else."
            ),
        ):
            sheet.body.addWidget(Label(text))
        done = Button(say("Done"))
        done.clicked.connect(sheet.close_sheet)
        sheet.foot.addStretch(1)
        sheet.foot.addWidget(done)
        sheet.open_over(done)


class _WayLine(QWidget):
    """A verb over what it means."""

    def __init__(self, button: Button) -> None:
        super().__init__()
        self.button = button
        self._told = Small("")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        box.addWidget(self._told)

    def tell(self, told: str) -> None:
        """Say this of it."""
        self._told.setText(told)
