"""The lines of the settings about the journal's own state: checking it, and what was lost when it was saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journal.gui.copies.work import Work
from journal.gui.kit import Kit
from journal.gui.recovery.findings_sheet import FindingsSheet
from journal.gui.recovery.losses_sheet import LossesSheet
from journal.gui.recovery.telling import last_check, short_losses
from journal.gui.settings.section import Section
from journal.gui.text.button import Button

if TYPE_CHECKING:
    from journal.services.checks import Checked
    from journal.services.journal import Journal
    from journal.services.salvage_report import Losses


class PlaceSection(Section):
    """Over `host` its sheets are shown. `rescue_wanted` when what is damaged shall be saved."""

    rescue_wanted = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        say = kit.words.say
        super().__init__(say("This journal"))
        self._kit = kit
        self._journal = journal
        self._host = host
        self._last: Checked | None = None
        self._wants_findings = False
        self._losses: Losses | None = None
        self.check = Button(say("Check now"))
        self.check.clicked.connect(self._check)
        self._line = self.add_line(say("Check everything"), say("Not checked yet."), self.check)
        self.work = Work(kit)
        self.work.busy_changed.connect(self.check.setDisabled)
        self.add_wide(self.work)
        self.wrong = Button(say("What is wrong…"))
        self.wrong.clicked.connect(self.show_findings)
        self._wrong_line = self.add_line(say("Not everything is as it was written"), "", self.wrong)
        self.missing = Button(say("What is missing…"))
        self.missing.clicked.connect(self._show_losses)
        self._losses_line = self.add_line(say("Saved from a damaged journal"), "", self.missing)
        for part in (self._wrong_line, self.wrong, self._losses_line, self.missing):
            part.hide()
        kit.jobs.watch(journal.checks.last(), self, self._show_last)
        kit.jobs.watch(journal.losses(), self, self._know_losses)

    def begin(self, *, known: bool) -> None:
        """Show what the last check found, or check now."""
        if known:
            self._wants_findings = True
        else:
            self._check()

    def show_findings(self) -> None:
        """Show what the last check found."""
        if self._last is None:
            return
        sheet = FindingsSheet(self._kit, self._last, self._journal, self._host)
        sheet.rescue_wanted.connect(self.rescue_wanted)
        self._kit.jobs.watch(self._journal.checks.see(), self, self._seen)
        sheet.begin()

    def _seen(self, _nothing: None) -> None:
        """It is not told again unless something else is found."""

    def _check(self) -> None:
        said = self._kit.words.say("Reading everything")
        self.work.run(said, self._journal.checks.full, self._checked)

    def _checked(self, checked: "Checked") -> None:
        self._show_last(checked)
        self.work.say(last_check(self._kit, checked)) if not checked.wrongs else self.show_findings()

    def _show_last(self, checked: "Checked | None") -> None:
        self._last = checked
        if checked is not None:
            self._line.tell(last_check(self._kit, checked, self._losses))
            for part in (self._wrong_line, self.wrong):
                part.setVisible(bool(checked.news))
        if self._wants_findings:
            self._wants_findings = False
            self.show_findings()

    def _know_losses(self, losses: "Losses | None") -> None:
        self._losses = losses
        if losses is not None:
            if self._last is not None:
                self._line.tell(last_check(self._kit, self._last, losses))
            self._losses_line.tell(short_losses(self._kit, losses))
            self._losses_line.show()
            self.missing.show()

    def _show_losses(self) -> None:
        if self._losses is not None:
            sheet = LossesSheet(self._kit, self._losses, self._host, self._journal)
            sheet.open_over(sheet.done)
