"""One way back as a sheet: what is asked first, how far it is, and what came of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from journal.gui.copies.work import Work
from journal.gui.jobs import Progress
from journal.gui.kit import Kit
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Kind, Label

if TYPE_CHECKING:
    from concurrent.futures import Future

    from journal.services.door import Door


class WaySheet(Sheet):
    """Puts what is asked into `asked`; `begin_work` does it. Closing the sheet stops it, and leaves nothing half done.

    `lives` carries the folder in which the journal that came of it shall be opened.
    """

    lives = Signal(object)

    def __init__(self, kit: Kit, door: "Door", host: QWidget, heading: str, verb: str) -> None:
        super().__init__(kit.words, host, heading, width=560)
        say = kit.words.say
        self._kit = kit
        self._door = door
        self._result: Path | None = None
        self._page = QWidget()
        self.asked = QVBoxLayout(self._page)
        self.asked.setContentsMargins(0, 0, 0, 0)
        self.asked.setSpacing(12)
        self.verdict = Label("", Kind.STRONG)
        self.findings = Label("", selectable=True)
        self.work = Work(kit)
        self.work.busy_changed.connect(self._busy)
        for part in (self._page, self.verdict, self.findings, self.work):
            self.body.addWidget(part)
        self.go = Button(verb, Role.MAIN)
        self.go.clicked.connect(self.begin_work)
        self.open = Button(say("Open it"), Role.MAIN)
        self.open.clicked.connect(self._open)
        self.cancel = self.end_with(self.go, self.open)
        self.show_result("", "")

    def begin_work(self) -> None:
        """Do it, if everything is there that is needed."""
        raise NotImplementedError

    def settle_down(self) -> None:
        """What can be pressed depends on what is there."""
        self.go.setEnabled(self.is_ready() and not self.work.is_busy)

    def is_ready(self) -> bool:
        """Whether everything is there that is needed."""
        return True

    def wait(self, waiting: bool) -> None:
        """What was asked is being used and cannot be changed, or not any more."""
        self._page.setEnabled(not waiting)

    def go_to(self, field: QWidget) -> None:
        """Put the focus there, and bring it into sight once everything has its place."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, field, partial(self._bring, field))

    def run(
        self,
        said: str,
        start: "Callable[[Progress], Future[Any]]",
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Begin, and call `done` with what came; what went wrong is said here, and the sheet can be used again."""
        self.work.run(said, start, done, failed)

    def show_result(self, verdict: str, told: str, folder: Path | None = None) -> None:
        """Say what came of it; where a journal did, it can be opened."""
        self._result = folder
        self.verdict.setText(verdict)
        self.findings.setText(told)
        for part in (self.verdict, self.findings):
            part.setVisible(bool(verdict))
        self._page.setVisible(not verdict)
        self.go.setVisible(not verdict)
        self.open.setVisible(folder is not None)
        self.cancel.show_text(self._kit.words.say("Close") if verdict else self._kit.words.say("Cancel"))
        if verdict:
            (self.open if folder is not None else self.cancel).setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, field: QWidget) -> None:
        area = self.findChild(QScrollArea)
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(field, 0, field.height())

    def _busy(self, busy: bool) -> None:
        self.wait(busy)
        self.settle_down()

    def _open(self) -> None:
        if self._result is not None:
            self.close_sheet()
            self.lives.emit(self._result)
