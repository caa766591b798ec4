"""The files of an entry as cards, two beside each other where there is room."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from journal.domain.ids import EvidenceId
from journal.domain.reading import Piece
from journal.gui.entry.file_card import FileCard
from journal.gui.kit import Kit
from journal.gui.look import sizes

if TYPE_CHECKING:
    from journal.services.kept_pictures import KeptPictures


class Files(QWidget):
    """All files of an entry, two beside each other where there is room."""

    opened = Signal(str, bool)
    taken_out = Signal(str)

    def __init__(self, kit: Kit, pictures: "KeptPictures", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._kept = pictures
        self._cards: dict[EvidenceId, FileCard] = {}

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show these files; cards that stay keep their cover open or shut."""
        wanted = [piece.id for piece in pieces]
        for gone in [ident for ident in self._cards if ident not in wanted]:
            card = self._cards.pop(gone)
            card.hide()
            card.deleteLater()
        pictures = others = 0
        for piece in pieces:
            pictures, others = pictures + piece.has_picture, others + (not piece.has_picture)
            before = self._cards.get(piece.id)
            if before is not None and before.piece.part != piece.part:
                del self._cards[piece.id]
                before.hide()
                before.deleteLater()
            if piece.id not in self._cards:
                say = self._kit.words.say
                number = pictures if piece.has_picture else others
                name = (
                    say("Picture {number}", number=number)
                    if piece.has_picture
                    else say("File {number}", number=number)
                )
                card = FileCard(self._kit, self._kept, piece, name, self)
                card.opened.connect(self.opened)
                card.taken_out.connect(self.taken_out)
                card.show()
                self._cards[piece.id] = card
        self._cards = {ident: self._cards[ident] for ident in wanted}
        self._place()

    def cards(self) -> list[FileCard]:
        """The cards, in order."""
        return list(self._cards.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = 10
        columns = 2 if self.width() >= sizes.scaled(264) else 1
        width = (self.width() - gap * (columns - 1)) // columns
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        cards = list(self._cards.values())
        top = 0
        for first in range(0, len(cards), columns):
            beside = cards[first : first + columns]
            for card in beside:
                card.picture.setFixedHeight(
                    max(sizes.scaled(72), min(sizes.scaled(150), round(width * 0.57)))
                )
            height = max(_height_at(card, width) for card in beside)
            for column, card in enumerate(beside):
                left = (
                    self.width() - (column + 1) * width - column * gap
                    if backwards
                    else column * (width + gap)
                )
                card.setGeometry(left, top, width, height)
            top += height + gap
        self.setFixedHeight(max(0, top - gap))


def _height_at(card: FileCard, width: int) -> int:
    layout = card.layout()
    return (
        layout.totalHeightForWidth(width)
        if layout is not None and layout.hasHeightForWidth()
        else card.sizeHint().height()
    )
