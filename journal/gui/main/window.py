"""The main window: tools, three panes, a status line. It arranges; the desk carries what the panes tell."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from journal.gui.entry.pane import EntryPane
from journal.gui.kit import Kit
from journal.gui.look.clear import keep_clear
from journal.gui.look.colours import colour
from journal.gui.look.rule import Rule
from journal.gui.look.tokens import Token
from journal.gui.look.walking import walk_on
from journal.gui.main.notice_bar import NoticeBar
from journal.gui.main.panes import Pane, Panes
from journal.gui.main.status import StatusLine
from journal.gui.main.toolbar import ToolBar
from journal.gui.main.undo_bar import UndoBar
from journal.gui.people.pane import PeoplePane
from journal.gui.timeline.narrowing import Narrowing
from journal.gui.timeline.pane import TimelinePane
from journal.gui.trouble.bar import TroubleBar

if TYPE_CHECKING:
    from journal.services.journal import Journal

LEAST = QSize(800, 560)
FIRST = QSize(1280, 820)
FRAME = QSize(16, 48)
"""What a desktop may draw around a window, which is not there yet when its size is chosen."""
SMALLEST = QSize(480, 320)


def least_size(room: QSize) -> QSize:
    """The smallest a window may be made; less where everything is drawn so large that the screen has less."""
    return LEAST.boundedTo(room).expandedTo(SMALLEST)


def first_size(room: QSize) -> QSize:
    """As large as planned, but whole on a small screen: the way to lock lies at the lower edge."""
    return FIRST.boundedTo(room).expandedTo(least_size(room))


class JournalView(QWidget):
    """Everything that is seen while a journal is open."""

    def __init__(
        self, kit: Kit, journal: "Journal", capture_key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        words = kit.words
        self.narrowing = Narrowing(self)
        self.toolbar = ToolBar(words, capture_key)
        self.trouble = TroubleBar(words)
        self.notice = NoticeBar(kit)
        self.people = PeoplePane(kit, journal.casework, self.narrowing)
        self.timeline = TimelinePane(kit, journal, self.narrowing)
        self.entry = EntryPane(kit, journal)
        self.panes = Panes(self.people, self.timeline, self.entry, words.say("All entries"))
        self.undo = UndoBar(words)
        self._bars = _OneBar(self.undo)
        self.status = StatusLine(kit)
        for kept in (self._bars, self.status, self.trouble, self.notice):
            keep_clear(kept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.toolbar)
        whole.addWidget(Rule())
        whole.addWidget(self.trouble)
        whole.addWidget(self.notice)
        whole.addWidget(self.panes, 1)
        whole.addWidget(self._bars)
        whole.addWidget(self.status)
        self.panes.room_changed.connect(self._room_changed)
        self.toolbar.people.clicked.connect(self._toggle_people)
        self.people.narrowed_here.connect(self._leave_people)

    def add_bars(self, *bars: QWidget) -> None:
        """Put these over the status line."""
        for bar in bars:
            self._bars.add(bar)

    def next_pane(self) -> None:
        """Put the focus into the next pane; nothing happens behind what lies over them."""
        self._walk(1, otherwise=Pane.PEOPLE)

    def pane_before(self) -> None:
        """Put the focus into the pane before."""
        self._walk(-1, otherwise=Pane.ENTRY)

    def _walk(self, step: int, otherwise: Pane) -> None:
        focused = self.window().focusWidget()
        if self._is_covered(focused):
            return
        panes = (self.people, self.timeline, self.entry)
        at = next(
            (at for at, pane in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)), None
        )
        following = otherwise if at is None else Pane((at + step) % 3)
        self.panes.bring(following)
        if following is Pane.ENTRY:
            self.entry.focus_first()
        else:
            panes[following].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.WINDOW))

    def _is_covered(self, focused: QWidget | None) -> bool:
        """Whether somebody works in a sheet that lies over the panes."""
        if focused is None or focused in (self, self.window()):
            return False
        ours = (self.toolbar, self.trouble, self.notice, self.panes, self._bars, self.status)
        return not any(part is focused or part.isAncestorOf(focused) for part in ours)

    def _room_changed(self, three: bool) -> None:
        self.toolbar.show_people_button(not three)

    def _toggle_people(self) -> None:
        away = self.panes.front() is Pane.PEOPLE
        self.panes.bring(Pane.TIMELINE if away else Pane.PEOPLE)
        self.toolbar.people.setChecked(not away)
        (self.timeline if away else self.people).setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_people(self) -> None:
        if self.panes.front() is Pane.PEOPLE:
            self.toolbar.people.setChecked(False)
            self.panes.bring(Pane.TIMELINE)
            self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)


class _OneBar(QWidget):
    """A place for bars of which the latest is shown."""

    def __init__(self, *bars: QWidget) -> None:
        super().__init__()
        self._bars: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for bar in bars:
            self.add(bar)

    def add(self, bar: QWidget) -> None:
        """Let this bar stand here too."""
        self._bars.append(bar)
        self._box.addWidget(bar)
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            for bar in self._bars:
                if bar is not watched:
                    bar.hide()
        return False


class MainWindow(QMainWindow):
    """The one window. `close_wanted` asks for the end; it closes only when nothing typed would be lost."""

    close_wanted = Signal()
    came_to_front = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_close = False
        self.setWindowTitle("Journal")
        self._on_wayland = QGuiApplication.platformName() == "wayland"
        # Where it cannot go out of the picture, it is made clear for that moment.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._on_wayland)
        room = self.screen().availableGeometry().size() - FRAME
        self.setMinimumSize(least_size(room))
        self._asked = first_size(room)
        self.resize(self._asked)
        self.setAcceptDrops(True)

    def put(self, content: QWidget) -> None:
        """Show this instead of what was there."""
        self.setCentralWidget(content)

    def remember(self) -> bytes:
        """Where it stands and how large it is."""
        return bytes(self.saveGeometry().data())

    def recall(self, state: bytes) -> None:
        """Stand where it stood, unless the desktop gives windows their sizes itself."""
        given = self._on_wayland and self.isVisible() and self.size() != self._asked
        if state and not given:
            self.restoreGeometry(QByteArray(state))

    def focusNextPrevChild(self, forwards: bool) -> bool:
        content, focused = self.centralWidget(), self.focusWidget()
        if content is None or (focused is not None and not content.isAncestorOf(focused)):
            return super().focusNextPrevChild(forwards)
        return walk_on(content, forwards)

    def let_close(self) -> None:
        """From now on closing it needs no asking."""
        self._may_close = True

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.WINDOW))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_to_front.emit()
