"""A few words with the one in their middle that is meant standing out."""

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.text.marks import visible
from journal.gui.text.passage import Passage


class Context(Passage):
    """Cannot be pressed; says the words to those who cannot see them, too."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._middle = (0, 0)
        super().__init__(name, changeable=False, parent=parent)
        # No higher than the words need in the width there is.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, before: str, found: str, after: str) -> None:
        """Show these from now on."""
        start = _places(visible(before.lstrip()))
        self._middle = (start, _places(visible(found)))
        self.say(f"{before.lstrip()}{found}{after}")

    def _formats(self) -> list[QTextLayout.FormatRange]:
        ranges = super()._formats()
        made = QTextLayout.FormatRange()
        style = QTextCharFormat()
        style.setForeground(colour(Token.TEXT))
        style.setBackground(colour(Token.ACCENT_SOFT))
        style.setFontWeight(QFont.Weight.Bold)
        made.start, made.length, made.format = *self._middle, style
        return [*ranges, made]


def _places(text: str) -> int:
    """How many places the text has as Qt counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
