"""The places with copies, one under the other, each with its age and what can be done about it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.copies.telling import OWN, place_heading, place_name, place_told
from journal.gui.kit import Kit
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Elided, Kind, Small
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.known_backups import KnownBackups, KnownPlace


class PlaceList(QWidget):
    """`copy_wanted`, `renew_wanted` (with the record to come after) and `forget_wanted` carry the path of a place."""

    copy_wanted = Signal(str)
    renew_wanted = Signal(str, int)
    forget_wanted = Signal(str)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(14)
        self._rows: list[_Row] = []

    def show_places(
        self, known: "KnownBackups", there: frozenset[str], outdated: Mapping[str, int], *, busy: bool
    ) -> None:
        """Show these, the journal's own first; `there` are those that can be reached now."""
        focused = self._focused()
        for row in self._rows:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        places = sorted(known.places, key=lambda place: (place.path != OWN, -place.confirmed_ms))
        paths = [OWN, *(place.path for place in places if place.path != OWN)]
        self._rows = [
            self._row(path, known.at(path), path == OWN or path in there, outdated.get(path))
            for path in paths
        ]
        for row in self._rows:
            self._box.addWidget(row)
            row.setEnabled(not busy)
        self._focus(focused)

    def allow(self, allowed: bool) -> None:
        """Whether anything can be asked for now."""
        for row in self._rows:
            row.setEnabled(allowed)

    def row(self, path: str) -> "_Row":
        """The lines of a place."""
        return next(row for row in self._rows if row.path == path)

    def _row(self, path: str, place: "KnownPlace | None", there: bool, removed: int | None) -> "_Row":
        row = _Row(self._kit, path, place, there, removed)
        row.copy.clicked.connect(
            partial(self.copy_wanted.emit, path)
            if removed is None
            else partial(self.renew_wanted.emit, path, removed)
        )
        if row.forget is not None:
            row.forget.clicked.connect(partial(self.forget_wanted.emit, path))
        return row

    def _focused(self) -> tuple[str, str] | None:
        for row in self._rows:
            for button in row.findChildren(Button):
                if button.hasFocus():
                    return row.path, button.shown_text()
        return None

    def _focus(self, before: tuple[str, str] | None) -> None:
        if before is None or not self._rows:
            return
        row = next((row for row in self._rows if row.path == before[0]), self._rows[0])
        buttons = {button.shown_text(): button for button in row.findChildren(Button)}
        buttons.get(before[1], row.copy).setFocus(Qt.FocusReason.OtherFocusReason)


class _Row(QWidget):
    """One place."""

    def __init__(
        self, kit: Kit, path: str, place: "KnownPlace | None", there: bool, removed: int | None
    ) -> None:
        super().__init__()
        self.path = path
        words = kit.words
        name = place_name(words, path)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Elided(place_heading(words, path)))
        if path != OWN:
            where = Elided(
                str(Path(path).parent), Kind.SMALL, token=Token.SECONDARY, mode=Qt.TextElideMode.ElideMiddle
            )
            box.addWidget(where)
        self.told = Small(visible(self._told(kit, place, there, removed is not None)))
        box.addWidget(self.told)
        self.copy = Button(
            words.say("Copy now") if removed is None else words.say("Renew the copies"), small=True
        )
        self.copy.setAccessibleName(
            words.say("Copy now: {place}", place=name)
            if removed is None
            else words.say("Renew the copies: {place}", place=name)
        )
        self.copy.setEnabled(there)
        self.forget: Button | None = None
        buttons = [self.copy]
        if path != OWN:
            self.forget = Button(words.say("Forget this place…"), small=True)
            self.forget.setAccessibleName(words.say("Forget this place: {place}", place=name))
            buttons.append(self.forget)
        box.addSpacing(4)
        box.addWidget(Flowing(*buttons))

    def _told(self, kit: Kit, place: "KnownPlace | None", there: bool, outdated: bool) -> str:
        say = kit.words.say
        told = (
            place_told(kit, place, there=there, outdated=outdated)
            if place is not None
            else say("No copy yet.")
        )
        if self.path == OWN:
            return told + " " + say("Made by itself while the journal is open.")
        return told
