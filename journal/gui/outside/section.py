"""The lines of the settings about times that somebody outside put to the journal."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journal.domain.anchor import Anchor
from journal.gui.kit import Kit
from journal.gui.outside.compare_sheet import CompareSheet
from journal.gui.outside.seal_sheet import SealSheet
from journal.gui.outside.sheet import OutsideSheet
from journal.gui.settings.section import Section
from journal.gui.text.button import Button
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.journal import Journal


class OutsideSection(Section):
    """Over `host` its sheets are shown."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(say("Confirmed by others"))
        self._kit = kit
        self._journal = journal
        self._host = host
        self.confirm = Button(say("Confirm…"))
        self.confirm.clicked.connect(self._ask)
        self._line = self.add_line(say("The time, by a service outside"), "", self.confirm)
        self.show_seal = Button(say("Show…"))
        self.show_seal.setAccessibleName(say("Show the seal"))
        self.show_seal.clicked.connect(self._show_seal)
        told = say("A number that stands for all of it. Somebody you trust writes it down with the day.")
        self.add_line(say("The seal, to be read to somebody"), told, self.show_seal)
        self.compare = Button(say("Compare…"))
        self.compare.setAccessibleName(say("Compare a file that came back"))
        self.compare.clicked.connect(self._compare)
        told = say("A paper or file somebody has from you: whether it is still what you gave.")
        self.add_line(say("A file that came back"), told, self.compare)
        self._look()

    def _compare(self) -> None:
        CompareSheet(self._kit, self._journal, self._host).begin()

    def _show_seal(self) -> None:
        SealSheet(self._kit, self._journal, self._host).begin()

    def _look(self) -> None:
        self._kit.jobs.watch(self._journal.outside.known(), self, self._show)

    def _show(self, anchors: tuple[Anchor, ...]) -> None:
        self._line.tell(visible(confirmed(self._kit, anchors)))

    def _ask(self) -> None:
        sheet = OutsideSheet(self._kit, self._journal, self._host)
        sheet.closed.connect(self._look)
        sheet.begin()


def confirmed(kit: Kit, anchors: tuple[Anchor, ...]) -> str:
    """When that was done last, in a sentence."""
    words = kit.words
    answered = [anchor for anchor in anchors if anchor.answered]
    if not answered:
        return words.say("Not yet. A printed log that somebody received and dated does the same.")
    last = answered[-1]
    at = kit.local(last.time_ms)
    return words.say(
        "Last on {day}, {time}, by {who}.",
        day=words.short_day(at.local[:10]),
        time=words.clock(at)[:5],
        who=short_name(last.authority),
    )


def short_name(authority: str) -> str:
    """The part of a certificate's subject that people know it by."""
    parts = dict(part.split(": ", 1) for part in authority.split(", ") if ": " in part)
    return parts.get("Common Name") or parts.get("Organization") or authority
