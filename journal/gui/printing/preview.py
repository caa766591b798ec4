"""The pages as they will be, one at a time."""

from concurrent.futures import Executor
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from journal.domain.pixels import Pixels
from journal.gui.kit import Kit
from journal.gui.look import sizes
from journal.gui.look.colours import colour
from journal.gui.look.tokens import Token
from journal.gui.picture.pixels import as_pixmap
from journal.gui.text.button import Button
from journal.gui.text.label import Small

if TYPE_CHECKING:
    from journal.services.printing import Paper


class Preview(QWidget):
    """Shows a paper page by page; Page Up and Page Down turn them."""

    def __init__(self, kit: Kit, pool: Executor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._pool = pool
        self._paper: Paper | None = None
        self._page = 0
        self._whole = True
        say = kit.words.say
        self.sheet = _Page()
        self.sheet.setAccessibleName(say("Preview"))
        self.back = Button("", icon="chevron-left")
        self.back.setAccessibleName(say("Page before"))
        self.on = Button("", icon="chevron-right")
        self.on.setAccessibleName(say("Next page"))
        self.back.clicked.connect(partial(self._turn, -1))
        self.on.clicked.connect(partial(self._turn, 1))
        self.said = Small("")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.said, 1)
        row.addWidget(self.on)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.sheet, 1)
        box.addLayout(row)
        self.setMinimumSize(sizes.scaled(160), sizes.scaled(200))
        self.say(say("Say who will read it, and the pages appear here."))

    def say(self, text: str) -> None:
        """Show words in place of pages."""
        self._paper = None
        self._whole = True
        self.sheet.show_page(QPixmap())
        self.sheet.said = text
        self.said.setText("")
        self._settle_down()

    def show_paper(self, paper: "Paper", *, whole: bool = True) -> None:
        """Show this paper; from its first page, or where one is in what was shown of it while it was not whole."""
        if self._whole or self._paper is None or self._page >= paper.pages:
            self._page = 0
        self._paper = paper
        self._whole = whole
        self._ask()

    def page(self) -> int:
        """The page that is shown, counted from 1; 0 where there is none."""
        return self._page + 1 if self._paper is not None else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._turn(step)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._paper is not None and not self.sheet.is_enough():
            self._ask()

    def _turn(self, step: int) -> None:
        if self._paper is not None and 0 <= self._page + step < self._paper.pages:
            self._page += step
            self._ask()

    def _ask(self) -> None:
        paper = self._paper
        if paper is None:
            return
        size = self.sheet.size() * self.devicePixelRatioF()
        future = self._pool.submit(paper.page, self._page, max(64, size.width()), max(64, size.height()))
        self._kit.jobs.watch(
            future, self, partial(self._show, paper, self._page), partial(self._refused, paper)
        )
        self._settle_down()

    def _show(self, paper: "Paper", page: int, pixels: Pixels) -> None:
        if paper is self._paper and page == self._page:
            self.sheet.show_page(as_pixmap(pixels))

    def _refused(self, paper: "Paper", error: BaseException) -> None:
        if paper is self._paper:
            self._kit.jobs.failed.emit(error)

    def _settle_down(self) -> None:
        pages = self._paper.pages if self._paper is not None else 0
        self.back.setEnabled(self._page > 0 and pages > 0)
        self.on.setEnabled(self._page + 1 < pages)
        if pages:
            say, number = self._kit.words.say, self._kit.words.number
            page = number(self._page + 1)
            self.said.setText(
                say("Page {page} of {pages} · not yet printed", page=page, pages=number(pages))
                if self._whole
                else say("Page {page} · the others are being set", page=page)
            )


class _Page(QWidget):
    """Paints a page, or words where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self._page = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_page(self, page: QPixmap) -> None:
        """Show this."""
        self._page = page
        self.update()

    def is_enough(self) -> bool:
        """Whether the page that is there is fine enough for the room."""
        room = self.size() * self.devicePixelRatioF()
        return self._page.width() >= room.width() * 0.9 or self._page.height() >= room.height() * 0.9

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._page.isNull():
            painter.setPen(colour(Token.SECONDARY))
            painter.setFont(sizes.small_font())
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, self.said)
            return
        size = QSize(self._page.size()).scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        at = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        place = QRect(at, size)
        painter.drawPixmap(place, self._page)
        painter.setPen(QPen(colour(Token.LINE), 1))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
