"""One line of the settings: whether the computer's password store may open the journal."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from journal.gui.kit import Kit
from journal.gui.opening.asking_first import AskingFirst
from journal.gui.settings.section import Section
from journal.gui.text.button import Button
from journal.gui.trouble.bar import explained

if TYPE_CHECKING:
    from journal.services.what_opens import WhatOpens


class KeptKeyLine(QObject):
    """Off until somebody who knows the passphrase turns it on; greyed out with the reason where it cannot be had."""

    def __init__(self, kit: Kit, what_opens: "WhatOpens", section: Section, asking: AskingFirst) -> None:
        super().__init__(section)
        say = kit.words.say
        self._kit = kit
        self._what_opens = what_opens
        self._asking = asking
        self._on = False
        self._focused = False
        self._meaning = " ".join(
            (
                say("Once you typed the passphrase, the journal opens here without it for 12 hours."),
                say("Locking it, leaving it, or letting the computer sleep ends that."),
                say("Anyone who can use this computer under your name could then open it."),
            )
        )
        self.switch = Button(say("Turn on…"))
        self.switch.setEnabled(False)
        self.switch.clicked.connect(self._switch)
        self.line = section.add_line(say("Open without the passphrase on this computer"), "", self.switch)
        self.refresh()

    def refresh(self) -> None:
        """Ask whether it is on, and whether it could be."""
        self._kit.jobs.watch(self._what_opens.key_is_kept_here(), self, self._know, self._failed)

    def _know(self, on: bool) -> None:
        say = self._kit.words.say
        self._on = on
        self.switch.show_text(say("Turn off") if on else say("Turn on…"))
        self.switch.setAccessibleName(
            say("Never open without the passphrase") if on else say("Open without the passphrase")
        )
        if on:
            self._let()
            self.line.tell(f"{say('On.')} {self._meaning}")
            return
        self.line.tell(f"{say('Off.')} {self._meaning}")
        self._kit.jobs.watch(self._what_opens.check_store(), self, self._can, self._cannot)

    def _can(self, _nothing: None) -> None:
        self._let()

    def _cannot(self, error: BaseException) -> None:
        self.switch.setEnabled(False)
        self._failed(error)

    def _switch(self) -> None:
        if not self._on:
            self._asking.keep_key_here(self._meaning, self._turn_on)
            return
        self._wait()
        self._kit.jobs.watch(self._what_opens.forget_key_here(), self, self._switched, self._refused)

    def _turn_on(self, passphrase: str) -> None:
        self._wait()
        self._kit.jobs.watch(self._what_opens.keep_key_here(passphrase), self, self._switched, self._refused)

    def _switched(self, _nothing: None) -> None:
        self.refresh()

    def _refused(self, error: BaseException) -> None:
        self._let()
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        trouble = explained(self._kit.words, error)
        self.line.tell(f"{trouble.what} {trouble.next_step}")

    def _let(self) -> None:
        """Let it be pressed; where it had the focus before it had to wait, it gets it back."""
        self.switch.setEnabled(True)
        if self._focused:
            self._focused = False
            self.switch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait(self) -> None:
        self._focused = True
        self.switch.setEnabled(False)
        self.line.tell(self._kit.words.say("Waiting for the computer’s password store…"))
