"""What is copied is marked as private and taken back, and what others put on the clipboard is left alone."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QClipboard

from journal.gui.text.copying import HELD_MS, TakingBack, copy_text

COPIED = QClipboard.Mode.Clipboard
SELECTED = QClipboard.Mode.Selection
HINTS = {
    "x-kde-passwordManagerHint",
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
    "org.nspasteboard.ConcealedType",
}


class OneClipboard(QObject):
    """A clipboard that several programs share, as on X11: whoever puts something on it owns it."""

    changed = Signal(QClipboard.Mode)

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[QClipboard.Mode, QMimeData | None] = {COPIED: None, SELECTED: None}
        self.ours: set[QClipboard.Mode] = set()
        self.read_of_others = 0

    def mimeData(self, mode: QClipboard.Mode) -> QMimeData | None:
        self.read_of_others += mode not in self.ours
        return self.held[mode]

    def setMimeData(self, data: QMimeData, mode: QClipboard.Mode) -> None:
        self.held[mode] = data
        self.ours.add(mode)
        self.changed.emit(mode)

    def clear(self, mode: QClipboard.Mode) -> None:
        self.held[mode] = None
        self.ours.discard(mode)
        self.changed.emit(mode)

    def ownsClipboard(self) -> bool:
        return COPIED in self.ours

    def ownsSelection(self) -> bool:
        return SELECTED in self.ours

    def put_by_another(self, text: str, mode: QClipboard.Mode = COPIED) -> None:
        self.held[mode] = plain(text)
        self.ours.discard(mode)
        self.changed.emit(mode)

    def text(self, mode: QClipboard.Mode = COPIED) -> str:
        data = self.held[mode]
        return data.text() if data is not None else ""

    def formats(self, mode: QClipboard.Mode = COPIED) -> set[str]:
        data = self.held[mode]
        return set(data.formats()) if data is not None else set()


def plain(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    data.setHtml(f"<b>{text}</b>")
    return data


@pytest.fixture
def clipboard(qapp: Any) -> OneClipboard:
    return OneClipboard()


@pytest.fixture
def taking(clipboard: OneClipboard) -> TakingBack:
    return TakingBack(clipboard, clipboard)


def let_time_pass(taking: TakingBack) -> None:
    """As if 20 seconds went by."""
    for timer in taking._timers.values():
        if timer.isActive():
            assert timer.interval() == HELD_MS == 20_000
            timer.timeout.emit()


def test_what_is_copied_is_marked_as_private(clipboard: OneClipboard) -> None:
    copy_text("at seven by the river", clipboard)

    assert clipboard.text() == "at seven by the river"
    assert clipboard.formats() > HINTS
    data = clipboard.held[COPIED]
    assert data is not None
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"


@pytest.mark.parametrize("mode", [COPIED, SELECTED])
def test_what_qt_copies_by_itself_is_marked_too_and_only_its_plain_text_stays(
    clipboard: OneClipboard, taking: TakingBack, mode: QClipboard.Mode
) -> None:
    clipboard.setMimeData(plain("a name"), mode)

    assert clipboard.text(mode) == "a name"
    assert clipboard.formats(mode) > HINTS
    assert "text/html" not in clipboard.formats(mode)


@pytest.mark.parametrize("mode", [COPIED, SELECTED])
def test_it_is_taken_back_after_twenty_seconds(
    clipboard: OneClipboard, taking: TakingBack, mode: QClipboard.Mode
) -> None:
    clipboard.setMimeData(plain("a name"), mode)

    let_time_pass(taking)

    assert clipboard.held[mode] is None


def test_copying_once_more_begins_the_time_anew(clipboard: OneClipboard, taking: TakingBack) -> None:
    copy_text("one", clipboard)
    timer = taking._timers[COPIED]
    # How much time remains is Qt's to round; each time it is started anew it has another id.
    before = timer.timerId()
    copy_text("two", clipboard)

    assert timer.isActive()
    assert timer.timerId() != before
    assert clipboard.text() == "two"


def test_when_all_is_taken_back_nothing_of_ours_stays(clipboard: OneClipboard, taking: TakingBack) -> None:
    copy_text("one", clipboard)
    clipboard.setMimeData(plain("two"), SELECTED)

    taking.take_all()

    assert clipboard.held == {COPIED: None, SELECTED: None}


def test_what_another_program_copied_is_neither_read_nor_taken(
    clipboard: OneClipboard, taking: TakingBack
) -> None:
    copy_text("ours", clipboard)
    clipboard.put_by_another("theirs")

    let_time_pass(taking)
    taking.take_all()

    assert clipboard.text() == "theirs"
    assert clipboard.read_of_others == 0
