"""Removing an entry or a file for good: what would go, the passphrase once more, and the copies that still hold it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.incident import proposed_headline
from journal.domain.reading import Entry, Row
from journal.gui.copies.copying import Copying
from journal.gui.copies.work import Work
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.opening.again import AgainSheet
from journal.gui.removing.telling import after, renewed, what_goes, what_stays
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Check
from journal.gui.text.label import Kind, Label
from journal.gui.text.paragraphs import Paragraphs
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.backups import Renewed
    from journal.services.journal import Journal
    from journal.services.shredding import Removal, RemovalPlan


class RemoveSheet(Sheet):
    """`removed` carries the entry and the files once they are gone. Until the passphrase was typed, closing the sheet
    changes nothing.
    """

    removed = Signal(str, tuple)

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        host: QWidget,
        copying: Copying,
        entry: str,
        evidence: tuple[EvidenceId, ...],
    ) -> None:
        say = kit.words.say
        heading = say("Remove this entry for good") if entry else say("Remove this file for good")
        super().__init__(kit.words, host, heading, width=540)
        self._kit = kit
        self._journal = journal
        self._copying = copying
        self._incidents = (IncidentId(entry),) if entry else ()
        self._evidence = evidence
        self._headline, self._versions = "", 0
        self._plan: RemovalPlan | None = None
        self._first = True
        self._removal: Removal | None = None
        self._removing = False
        self.warning = Label(
            say("This cannot be taken back. Nobody can bring it back, not even you."), Kind.STRONG
        )
        self.goes = Paragraphs()
        self.files = Check("")
        self.files.hide()
        self.files.toggled.connect(self._ask_plan)
        self.stays = Paragraphs()
        self.advice = Label(
            say(
                "To have it only out of the way, take it out instead: that can be undone. "
                "If somebody who helps you knows of it, ask them first."
            )
            if entry
            else say("If somebody who helps you knows of it, ask them first."),
            quiet=True,
        )
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("Removing"))
        self._bar.hide()
        self.work = Work(kit)
        self.work.busy_changed.connect(self._busy)
        for part in (self.warning, self.goes, self.files, self.stays, self.advice, self._bar, self.work):
            self.body.addWidget(part)
        self.cancel = Button(say("Cancel"))
        self.cancel.clicked.connect(self.close_sheet)
        self.go_on = Button(say("Remove for good…"), Role.IRREVERSIBLE)
        self.go_on.clicked.connect(self._ask_again)
        self.go_on.setEnabled(False)
        self.renew = Button(say("Renew the copies"), Role.MAIN)
        self.renew.clicked.connect(self._renew)
        self.renew.hide()
        self.foot.addStretch(1)
        for button in (self.cancel, self.go_on, self.renew):
            self.foot.addWidget(button)

    def begin(self) -> None:
        """Show it, and find out what would go."""
        self.open_over(self.cancel)
        if self._incidents:
            self._kit.jobs.watch(self._journal.entry(self._incidents[0]), self, self._show_entry, self._fail)
        else:
            self._ask_plan()

    def close_sheet(self) -> None:
        """Take it away, but not while something is going."""
        if not self._removing:
            super().close_sheet()

    # Before

    def _show_entry(self, entry: Entry) -> None:
        incident = entry.incident
        self._headline = incident.headline or proposed_headline(incident)
        self._versions = entry.edits + 1
        self._evidence = entry.incident.evidence
        if self._evidence:
            text = self._kit.words.count("Its file too", "Its {number} files too", len(self._evidence))
            files = Check(text, parent=self)
            self.body.replaceWidget(self.files, files)
            self.files.deleteLater()
            self.files = files
            files.setChecked(True)
            files.toggled.connect(self._ask_plan)
            files.show()
        self._ask_plan()

    def _ask_plan(self, _on: bool = False) -> None:
        self.go_on.setEnabled(False)
        future = self._journal.removal.plan(self._incidents, self._chosen())
        self._kit.jobs.watch(future, self, self._take_plan, self._fail)

    def _chosen(self) -> tuple[EvidenceId, ...]:
        taken = not self._incidents or self.files.isChecked()
        return self._evidence if taken else ()

    def _take_plan(self, plan: "RemovalPlan") -> None:
        if plan.evidence != self._chosen():
            return
        first, self._first = self._first, False
        if first and self._incidents and plan.shared:
            # What another entry has too goes only when that was asked for.
            self.files.setChecked(False)
            return
        self._plan = plan
        future = self._journal.rows(plan.shared)
        self._kit.jobs.watch(future, self, self._show_plan, self._fail)

    def _show_plan(self, sharing: Sequence[Row]) -> None:
        words, plan = self._kit.words, self._plan
        if plan is None or self._removing or self._removal is not None:
            return
        self.goes.show_lines([what_goes(words, self._headline, self._versions, len(plan.evidence))])
        kept = len(self._evidence) - len(plan.evidence)
        self.stays.show_lines(what_stays(words, plan, sharing, kept))
        self.go_on.setEnabled(True)

    def _fail(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self.work.say(f"{trouble.what} {trouble.next_step}")

    def _ask_again(self) -> None:
        say = self._kit.words.say
        again = AgainSheet(
            self._kit,
            self._journal.what_opens,
            self._host,
            say("Is it you?"),
            say("Type your passphrase. After that it is gone for good."),
            say("Remove for good"),
            irreversible=True,
        )
        again.confirmed.connect(self._remove)
        again.ask()

    # Doing it

    def _remove(self, _passphrase: str) -> None:
        self._removing = True
        self._copying.stand_aside()
        for part in (self.files, self.advice, self.stays, self.cancel, self.go_on):
            part.hide()
        self._say([self._kit.words.say("Removing. This takes a moment and can no longer be stopped.")])
        self._bar.show()
        future = self._journal.removal.remove(self._incidents, self._chosen())
        self._kit.jobs.watch(future, self, self._gone, self._not_gone)

    def _gone(self, removal: "Removal") -> None:
        words = self._kit.words
        self._removing = False
        self._removal = removal
        self._bar.hide()
        self.warning.setText(words.say("Removed for good."))
        self._say(after(words, removal))
        self.renew.setVisible(bool(removal.copies))
        self.cancel.show_text(words.say("Not now") if removal.copies else words.say("Done"))
        self.cancel.show()
        (self.renew if removal.copies else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit("".join(self._incidents), self._chosen())

    def _not_gone(self, error: BaseException) -> None:
        self._removing = False
        self._bar.hide()
        self.warning.setText(self._kit.words.say("Nothing was removed."))
        self.goes.hide()
        self.cancel.show_text(self._kit.words.say("Close"))
        self.cancel.show()
        self._fail(error)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    # Afterwards

    def _renew(self) -> None:
        removal = self._removal
        if removal is None:
            return

        def start(progress: Progress) -> Any:
            return self._copying.by_hand(self._journal.backups.renew(removal.seq, progress))

        self.work.run(self._kit.words.say("Renewing the copies"), start, self._renewed)

    def _busy(self, busy: bool) -> None:
        self.renew.setEnabled(not busy)
        self.cancel.setEnabled(not busy)

    def _renewed(self, came: "Renewed") -> None:
        words, removal = self._kit.words, self._removal
        if removal is None:
            return
        self._say(renewed(words, came, removal.copies))
        self.renew.hide()
        self.cancel.show_text(words.say("Done"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, lines: Sequence[str]) -> None:
        self.goes.show_lines(lines)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.goes.text()))
