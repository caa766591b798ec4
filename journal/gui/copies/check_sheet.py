"""Seeing whether a copy would do if it were needed today: which one, its passphrase, and what was found."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journal.gui.adding.file_dialog import FolderChoice
from journal.gui.copies.telling import OWN, found, made_when, place_name
from journal.gui.copies.work import Work
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.choices import Pick
from journal.gui.text.label import Kind, Label, Small
from journal.gui.text.marks import visible
from journal.gui.text.paragraphs import Paragraphs
from journal.gui.text.passphrase import PassphraseField
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.checking_backups import BackupFindings
    from journal.services.copies_found import CopyFound
    from journal.services.journal import Journal
    from journal.services.known_backups import KnownBackups


class CheckSheet(Sheet):
    """Changes nothing, neither in the copy nor in the journal; closing it stops the check."""

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget) -> None:
        super().__init__(kit.words, host, kit.words.say("See if a copy works"), width=520)
        say = kit.words.say
        self._kit = kit
        self._journal = journal
        self._there: frozenset[str] = frozenset()
        self._copies: tuple[CopyFound, ...] = ()
        self.where = Pick(say("Where the copy lies"))
        self.where.activated.connect(self._where_chosen)
        self.which = Label("")
        self.which.hide()
        self.field = PassphraseField(kit.words, say("Passphrase of that copy"))
        self.field.changed.connect(self._typed)
        self.field.entered.connect(self._check)
        self.hint = Small(say("A copy opens with the passphrase the journal had when it was made."))
        self.verdict = Label("", Kind.STRONG)
        self.findings = Paragraphs()
        self.work = Work(kit)
        self.work.busy_changed.connect(self._typed)
        self.check = Button(say("Check it"), Role.MAIN)
        self.check.clicked.connect(self._check)
        self.done = Button(say("Close"))
        self.done.clicked.connect(self.close_sheet)
        for part in (self.where, self.which, self.field, self.hint, self.verdict, self.findings, self.work):
            self.body.addWidget(part)
        self._show_findings("", ())
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
        self.foot.addWidget(self.check)

    def begin(self) -> None:
        """Show it, with the places that are known and there."""
        self._typed()
        self.open_over(self.where)
        self._kit.jobs.watch(self._journal.backups.there(), self, self._ask_known)

    def take(self, folder: Path) -> None:
        """Look for copies in this folder."""
        self.where.offer(str(folder), str(folder))
        self.where.setCurrentIndex(self.where.count() - 1)
        self._look(str(folder))

    def _ask_known(self, there: frozenset[str]) -> None:
        self._there = there
        self._kit.jobs.watch(self._journal.backups.known(), self, self._show_places)

    def _show_places(self, known: "KnownBackups") -> None:
        words = self._kit.words
        places = [place for place in known.places if place.path in self._there]
        for place in sorted(places, key=lambda place: (place.path == OWN, -place.confirmed_ms)):
            self.where.offer(place_name(words, place.path), place.path)
        self.where.offer(words.say("Choose a folder…"), None)
        self.where.setCurrentIndex(0)
        if places:
            self._where_chosen(0)

    def _where_chosen(self, _at: int) -> None:
        self._copies = ()
        self._show_findings("", ())
        where = self.where.currentData()
        if where is None:
            dialog = FolderChoice(self._kit.words, self.window())
            dialog.folder_chosen.connect(self.take)
            dialog.open()
        else:
            self._look(str(where))

    def _look(self, where: str) -> None:
        self._copies = ()
        self._typed()
        future = self._journal.backups.copies_at(where)
        self._kit.jobs.watch(future, self, partial(self._found, where), partial(self._not_found, where))

    def _found(self, where: str, copies: "tuple[CopyFound, ...]") -> None:
        if where != self.where.currentData():
            return
        words = self._kit.words
        self._copies = copies
        self.which.setText(
            words.count(
                "The copy of {when}.",
                "The newest of {number} copies, of {when}.",
                len(copies),
                when=made_when(self._kit, copies[0].made_ms),
            )
        )
        self.which.show()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed()

    def _not_found(self, where: str, error: BaseException) -> None:
        if where != self.where.currentData():
            return
        trouble = explained(self._kit.words, error)
        self.which.setText(visible(f"{trouble.what} {trouble.next_step}"))
        self.which.show()
        self._typed()

    def _typed(self, _what: object = None) -> None:
        self.check.setEnabled(bool(self._copies and self.field.text()) and not self.work.is_busy)
        for part in (self.where, self.field):
            part.setEnabled(not self.work.is_busy)

    def _check(self) -> None:
        if not (self._copies and self.check.isEnabled()):
            return
        self._show_findings("", ())
        copy, passphrase = self._copies[0], self.field.text()

        def start(progress: Progress) -> Any:
            return self._journal.backups.check(copy, passphrase, progress)

        self.work.run(self._kit.words.say("Checking the copy"), start, self._checked, self._not_checked)

    def _checked(self, findings: "BackupFindings") -> None:
        self.field.take()
        self._show_findings(*found(self._kit, findings))
        # The button that was pressed is off by now, and would send the focus behind the sheet.
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_checked(self, _error: BaseException) -> None:
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.line.selectAll()

    def _show_findings(self, verdict: str, said: tuple[str, ...]) -> None:
        self.verdict.setText(verdict)
        self.verdict.setVisible(bool(verdict))
        self.findings.show_lines(said)
