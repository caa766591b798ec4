"""Choosing a new passphrase: typed twice unless it can be read, judged as it is typed, or proposed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.kit import Kit
from journal.gui.opening.meter import Meter
from journal.gui.opening.strength import strength
from journal.gui.text.button import Link
from journal.gui.text.passphrase import PassphraseField


class NewPassphrase(QWidget):
    """`changed` when `is_ready` may have changed; `entered` when Enter was pressed and it is ready."""

    changed = Signal()
    entered = Signal()

    def __init__(
        self, kit: Kit, suggest: Callable[[], str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        say = kit.words.say
        self._kit = kit
        self._propose = suggest
        self._good = False
        self._ready = False
        self.field = PassphraseField(kit.words, name)
        self.again = PassphraseField(kit.words, say("The same once more"), can_show=False)
        self.meter = Meter()
        self.suggest = Link(say("Suggest one"))
        self.suggest.clicked.connect(self._suggest)
        self.field.changed.connect(self._judge)
        self.field.shown_changed.connect(self._judge)
        self.again.changed.connect(self._judge)
        for field in (self.field, self.again):
            field.entered.connect(self._entered)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget in (self.field, self.again, self.meter):
            box.addWidget(widget)
        box.addWidget(self.suggest, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self.field)
        self._judge()

    def text(self) -> str:
        """What was chosen."""
        return self.field.text()

    def is_ready(self) -> bool:
        """Whether it is good enough, and typed as it is meant."""
        return self._ready

    def wait(self, waiting: bool) -> None:
        """It is being used and cannot be changed, or not any more."""
        for widget in (self.field, self.again, self.suggest):
            widget.setEnabled(not waiting)

    def forget(self) -> None:
        """Empty the fields."""
        self.field.take()
        self.again.take()

    def _suggest(self) -> None:
        self.field.fill(self._propose())
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self) -> None:
        if self._ready:
            self.entered.emit()
        elif self._good and self.field.line.hasFocus() and self.again.isVisible():
            self.again.line.setFocus(Qt.FocusReason.TabFocusReason)

    def _judge(self, _what: object = None) -> None:
        typed = self.field.text()
        judged = strength(self._kit.words, typed)
        self.meter.show_strength(judged, len(typed))
        shown = self.field.is_shown()
        self.again.setVisible(not shown)
        same = shown or self.again.text() == typed
        if judged.level and not same and self.again.text():
            self.meter.said.setText(self._kit.words.say("The two are not the same yet."))
        self._good = judged.level > 0
        self._ready = self._good and same
        self.changed.emit()
