"""Files, pictures and words on their way into the journal: chosen, dropped or pasted anywhere in the window."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from journal.domain.evidence import Method
from journal.gui.adding.copies import CopiesBar
from journal.gui.adding.file_dialog import FileChoice
from journal.gui.adding.offered import PNG, TEXT, Offered, may_come, offered
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.kit import Kit
from journal.gui.text.marks import one_line

if TYPE_CHECKING:
    from journal.services.filing import Added
    from journal.services.journal import Journal


class Taking(QObject):
    """Emits `taken` with the new evidence and whether it was meant for the entry that is shown."""

    taken = Signal(tuple, bool)
    told = Signal(str)

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        window: QWidget,
        entry: QWidget,
        strip: ProgressStrip,
        copies: CopiesBar,
    ) -> None:
        super().__init__(window)
        self._kit = kit
        self._journal = journal
        self._window = window
        self._entry = entry
        self._strip = strip
        self._copies = copies
        copies.removed.connect(self._say_removed)

    def choose(self, *, into_entry: bool) -> None:
        """Let the person choose files."""
        dialog = FileChoice(self._kit.words, self._window)
        dialog.files_chosen.connect(partial(self._chosen, into_entry))
        dialog.open()

    def take_paths(self, paths: Sequence[Path], method: Method, *, into_entry: bool) -> None:
        """Take these files in."""
        progress = self._strip.begin(
            self._kit.words.count("Keeping one file", "Keeping {number} files", len(paths))
        )
        future = self._journal.add_files(paths, method, progress)
        done = partial(self._added, tuple(paths), into_entry)
        self._kit.jobs.watch(future, self, done, self._failed)

    def take(self, data: Offered, method: Method, *, into_entry: bool) -> None:
        """Take in what a paste or a drop brought."""
        if data.paths:
            self.take_paths(data.paths, method, into_entry=into_entry)
        elif data.picture or data.text:
            content, name = (
                (data.picture, PNG) if data.picture else (data.text.encode("utf-8", "surrogatepass"), TEXT)
            )
            future = self._journal.add_bytes(content, name, method)
            self._kit.jobs.watch(future, self, partial(self._added, (), into_entry), self._failed)
        if data.refused:
            self.told.emit(
                self._kit.words.say(
                    "Addresses on other computers are not fetched. Save the file here first, then add it."
                )
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch what is dropped or pasted where no field wants it."""
        kind = event.type()
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if kind in {QEvent.Type.DragEnter, QEvent.Type.DragMove} and isinstance(
            event, QDragEnterEvent | QDragMoveEvent
        ):
            return self._welcome(watched, event)
        if kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(watched, event)
        if (
            kind is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is QApplication.focusWidget()
        ):
            return event.matches(QKeySequence.StandardKey.Paste) and self._paste(watched)
        return False

    def _welcome(self, watched: QWidget, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if _is_for_field(watched, event.mimeData()) or not may_come(event.mimeData()):
            return False
        event.acceptProposedAction()
        return True

    def _drop(self, watched: QWidget, event: QDropEvent) -> bool:
        data = event.mimeData()
        if _is_for_field(watched, data):
            return False
        event.acceptProposedAction()
        under = self._window.childAt(watched.mapTo(self._window, event.position().toPoint())) or watched
        self.take(offered(data), Method.DROP, into_entry=self._is_in_entry(under))
        return True

    def _paste(self, focused: QWidget) -> bool:
        data = QGuiApplication.clipboard().mimeData()
        if data is None or _is_for_field(focused, data):
            return False
        content = offered(data)
        if content.is_nothing() and not content.refused:
            return False
        self.take(content, Method.PASTE, into_entry=self._is_in_entry(focused))
        return True

    def _is_in_entry(self, widget: QWidget) -> bool:
        return widget is self._entry or self._entry.isAncestorOf(widget)

    def _chosen(self, into_entry: bool, names: list[str]) -> None:
        if names:
            self.take_paths([Path(name) for name in names], Method.FILE, into_entry=into_entry)

    def _added(self, paths: tuple[Path, ...], into_entry: bool, added: "Added") -> None:
        self._strip.end()
        if added.evidence:
            self.taken.emit(added.evidence, into_entry)
        refused = {one.name for one in added.refused}
        kept = [path for path in paths if path.name not in refused and str(path) not in refused]
        if kept:
            self._copies.ask(kept)
        for one in added.refused:
            trouble = self._kit.words.wrong(one.error)
            self.told.emit(f"{one_line(one.name)}: {trouble.what} {trouble.next_step}")

    def _failed(self, error: BaseException) -> None:
        self._strip.end()
        if isinstance(error, Exception):
            self._kit.jobs.failed.emit(error)

    def _say_removed(self, gone: int, left: int) -> None:
        count = self._kit.words.count
        if left:
            self.told.emit(
                count("One copy could not be removed.", "{number} copies could not be removed.", left)
            )
        elif gone:
            self.told.emit(count("The copy is removed.", "{number} copies are removed.", gone))


def _is_for_field(widget: QWidget, data: QMimeData) -> bool:
    """Whether plain words go into the field they were pasted or dropped into."""
    field = widget if isinstance(widget, QLineEdit | QPlainTextEdit) else widget.parentWidget()
    is_field = isinstance(field, QLineEdit | QPlainTextEdit)
    return is_field and data.hasFormat("text/plain") and not data.hasUrls()
