"""Small covered pictures for the timeline: asked for as they come into sight, a few at a time, newest wish first."""

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPixmap

from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.gui.kit import Kit
from journal.gui.picture.pixels import as_pixmap

if TYPE_CHECKING:
    from journal.services.kept_pictures import KeptPictures

AT_ONCE = 3
WAITING = 60
KEPT = 600


class Thumbnails(QObject):
    """`arrived` tells that there is one more to paint. What cannot be shown stays a plain block."""

    arrived = Signal()

    def __init__(self, kit: Kit, pictures: "KeptPictures", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._kept = pictures
        self._have: OrderedDict[EvidenceId, QPixmap | None] = OrderedDict()
        self._waiting: OrderedDict[EvidenceId, QSize] = OrderedDict()
        self._under_way: set[EvidenceId] = set()

    def picture(self, evidence: EvidenceId, size: QSize) -> QPixmap | None:
        """The covered picture if it is there; otherwise it is asked for. Size in device pixels."""
        if evidence in self._have:
            return self._have[evidence]
        if evidence not in self._under_way:
            self._waiting[evidence] = size
            self._waiting.move_to_end(evidence)
            while len(self._waiting) > WAITING:
                self._waiting.popitem(last=False)
            self._ask()
        return None

    def forget(self, evidence: EvidenceId) -> None:
        """It looks different now: ask for it again when it is next in sight."""
        self._have.pop(evidence, None)
        self.arrived.emit()

    def _ask(self) -> None:
        while self._waiting and len(self._under_way) < AT_ONCE:
            evidence, size = self._waiting.popitem()
            self._under_way.add(evidence)
            request = _Wish(self, evidence)
            future = self._kept.picture(evidence, size.width(), size.height(), True)
            self._kit.jobs.watch(future, self, request.come, request.refused)

    def put(self, evidence: EvidenceId, picture: QPixmap | None) -> None:
        """Keep what came, or that nothing can be shown."""
        self._under_way.discard(evidence)
        self._have[evidence] = picture
        while len(self._have) > KEPT:
            self._have.popitem(last=False)
        self._ask()
        self.arrived.emit()


class _Wish:
    """One picture on its way."""

    def __init__(self, thumbnails: Thumbnails, evidence: EvidenceId) -> None:
        self._thumbnails = thumbnails
        self._evidence = evidence

    def come(self, pixels: Pixels) -> None:
        self._thumbnails.put(self._evidence, as_pixmap(pixels))

    def refused(self, _error: BaseException) -> None:
        self._thumbnails.put(self._evidence, None)
