"""The friendly question at the foot of an entry, with its answers as links."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journal.domain.words import Words
from journal.gui.entry.asking import Question
from journal.gui.look.colours import colour
from journal.gui.look.icons import paint_icon
from journal.gui.look.sizes import ICON, RADIUS, scaled
from journal.gui.look.tokens import Token
from journal.gui.text.button import Link
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label


class _Asked(Label):
    """As wide as its words: Qt would break even a short question in two, however much room there is."""

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))


class QuestionStrip(QWidget):
    """Emits `answering` to open where the answer goes, or `unknown` with the question that has none."""

    answering = Signal(object)
    unknown = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._asked: Question | None = None
        self._said = _Asked("")
        self.answer = Link("")
        self.answer.clicked.connect(self._answer)
        self._or = Label(words.say("or"))
        self._or.setWordWrap(False)
        self.neither = Link("")
        self.neither.clicked.connect(self._no_answer)
        inside = Flowing(self._said, self.answer, self._or, self.neither, gap=4)
        row = QHBoxLayout(self)
        row.setContentsMargins(12 + scaled(ICON) + 8, 6, 12, 6)
        row.addWidget(inside)
        self.setAccessibleName(words.say("A question"))
        self.hide()

    def ask(self, question: Question | None) -> None:
        """Ask this, or nothing."""
        self._asked = question
        self.setVisible(question is not None)
        if question is None:
            return
        say = self._words.say
        asked, answer = {
            Question.WHEN: (say("When did it happen?"), say("Say when")),
            Question.WHO: (say("Who do you think it was?"), say("Say who")),
            Question.WORDS: (say("What happened?"), say("Write it down")),
            Question.WHERE: (say("Where was it?"), say("Say where")),
            Question.WITNESS: (say("Did anyone else see it?"), say("Add a witness")),
        }[question]
        self._said.setText(asked)
        self.answer.show_text(answer)
        neither = {
            Question.WHEN: say("I do not know"),
            Question.WHO: say("I do not know"),
            Question.WITNESS: say("nobody did"),
        }.get(question, "")
        self.neither.show_text(neither)
        self._or.setVisible(bool(neither))
        self.neither.setVisible(bool(neither))

    def asked(self) -> Question | None:
        """What is being asked."""
        return self._asked

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Token.ACCENT_SOFT))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        side = scaled(ICON)
        at = self.width() - 12 - side if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 12
        paint_icon(painter, QPoint(at, 6 + (scaled(24) - side) // 2), "question", colour(Token.TEXT))

    def _answer(self) -> None:
        self.answering.emit(self._asked)

    def _no_answer(self) -> None:
        self.unknown.emit(self._asked)
