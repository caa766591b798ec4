"""One fact of an entry: its name, what is known, and the editor that opens under it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from journal.gui.entry.editor import Editor
from journal.gui.look import sizes
from journal.gui.text.label import Small
from journal.gui.text.passage import INSET, Passage

STACKED = 220
"""Below this width (at 100 % text) the name stands over what is known."""


class Fact(QWidget):
    """A line that reads calmly and turns into fields when it is pressed; Escape turns it back."""

    edited = Signal(object)
    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        label: str,
        make_editor: Callable[[], Editor] | None,
        offer: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_editor = make_editor
        self._editor: Editor | None = None
        self._offer = offer
        self._value: Any = None
        self._stacked: bool | None = None
        self._label_width = 0
        self.label = Small(label)
        self.label.setWordWrap(False)
        self.value = Passage(label, changeable=make_editor is not None)
        self.value.setCheckable(make_editor is not None)
        self.value.clicked.connect(self._toggle)
        self._side = QHBoxLayout()
        self._side.setSpacing(4)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._arrange(stacked=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, aside: str = "") -> None:
        """Say what is known, or offer to add it."""
        self.value.say(text or self._offer, aside if text else "", missing=not text)

    def give(self, value: Any) -> None:
        """The value the editor begins with."""
        self._value = value
        if (
            self._editor is not None
            and self._editor.isVisible()
            and not self._editor.isAncestorOf(self.focusWidget())
        ):
            self._editor.show_value(value)

    def put_beside(self, widget: QWidget) -> None:
        """Add something that stands after what is known."""
        self.value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._side.addWidget(widget)
        self._side.addStretch(1)

    def set_label_width(self, width: int) -> None:
        """Line up with the other facts, wherever the label stands beside what is known."""
        self._label_width = width
        self._line_up()

    def is_open(self) -> bool:
        """Whether the editor is there."""
        return self._editor is not None and self._editor.isVisibleTo(self)

    def open_editor(self) -> None:
        """Show the fields and begin in the first."""
        if self._make_editor is None:
            return
        if self._editor is None:
            self._editor = self._make_editor()
            self._editor.edited.connect(self.edited)
            self._grid.addWidget(self._editor, 2, 0 if self._stacked else 1, 1, 2)
        self._editor.show_value(self._value)
        self._editor.show()
        self.value.setChecked(True)
        self.opened.emit()
        self._editor.first_field().setFocus(Qt.FocusReason.TabFocusReason)

    def close_editor(self) -> None:
        """Show only what is known."""
        if self._editor is None or not self.is_open():
            return
        had_focus = self._editor.isAncestorOf(self.focusWidget())
        self._editor.hide()
        self.value.setChecked(False)
        if had_focus:
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def editor(self) -> Editor | None:
        """The editor, once it was opened."""
        return self._editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_open():
            self.close_editor()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.value.hasFocus():
            self._toggle()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(stacked=self.width() < sizes.scaled(STACKED))

    def follow_text_size(self) -> None:
        """Be as large as the text is by now."""
        self._stacked = None
        self._arrange(stacked=self.width() < sizes.scaled(STACKED))

    def _toggle(self) -> None:
        if self.is_open():
            self.close_editor()
        else:
            self.open_editor()

    def _line_up(self) -> None:
        width = 0 if self._stacked else self._label_width
        self._grid.setColumnMinimumWidth(0, width)
        self.label.setMinimumWidth(width)

    def _arrange(self, *, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self._line_up()
        self.label.setContentsMargins(
            INSET if stacked else 0,
            max(0, (sizes.scaled(sizes.TARGET) - sizes.line_height(sizes.small_font())) // 2),
            0,
            0,
        )
        self._grid.removeItem(self._side)
        for widget in (self.label, self.value):
            self._grid.removeWidget(widget)
        if stacked:
            self._grid.addWidget(self.label, 0, 0, 1, 3)
            self._grid.addWidget(self.value, 1, 0, 1, 2)
            self._grid.addLayout(self._side, 1, 2)
        else:
            self._grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self.value, 0, 1)
            self._grid.addLayout(self._side, 0, 2)
        self._grid.setColumnStretch(0, 0)
        self._grid.setColumnStretch(1, 1)
        if self._editor is not None:
            self._grid.removeWidget(self._editor)
            self._grid.addWidget(self._editor, 2, 0 if stacked else 1, 1, 3 if stacked else 2)
