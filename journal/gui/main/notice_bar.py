"""A quiet bar over the panes with one thing worth knowing; it stands until it is closed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.domain.moments import exact
from journal.gui.kit import Kit
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.button import Button, Role
from journal.gui.text.label import Label


class NoticeBar(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._said = Label("", selectable=True)
        self.dismiss = Button("", Role.QUIET, icon="close", small=True)
        self.dismiss.setAccessibleName(kit.words.say("Close this message"))
        self.dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(kit.words.say("While you were away"))
        self.hide()

    def tell_tries(self, tries_ms: Sequence[int]) -> None:
        """Say how often a wrong passphrase was tried and when last (UTC ms); nothing for none."""
        if not tries_ms:
            return
        self._said.setText(
            self._kit.words.count(
                "A wrong passphrase was typed once, on {when}.",
                "A wrong passphrase was typed {number} times, last on {when}.",
                len(tries_ms),
                when=self._kit.words.when(exact(self._kit.local(max(tries_ms) // 60_000 * 60_000))),
            )
        )
        self.show()

    def said(self) -> str:
        """What it says, while it is there."""
        return self._said.text() if self.isVisible() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(Token.ACCENT_SOFT))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(Token.LINE))
