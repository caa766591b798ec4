"""One picture and the tools to cover places in it: the part that was chosen, unless the whole is wanted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journal.domain import media_types
from journal.domain.evidence import Box
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.gui.covering.canvas import CoverCanvas
from journal.gui.covering.found_words import FoundWords
from journal.gui.kit import Kit
from journal.gui.picture.pixels import as_image
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Label, Small

if TYPE_CHECKING:
    from journal.services.journal import Journal

MOST = 65_535
_LEAST_HEIGHT = 200
"""Pixels of the screen at any text size, so that all of the picture is in sight in the smallest window."""

_PHOTO = "image/jpeg"


class CoverEditor(QWidget):
    """`changed` says that something else is covered or shown, `accepted` that Enter was pressed on the picture.

    `document_wanted` asks to go through all pages of a document of which a part was chosen.
    """

    changed = Signal()
    accepted = Signal()
    document_wanted = Signal()

    def __init__(self, kit: Kit, journal: "Journal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._journal = journal
        self._piece: Piece | None = None
        self._page = 0
        self._kept: tuple[Box, ...] = ()
        self._whole = False
        self._looking = False
        self._ready = False
        self._turn = 0
        self._drawn: tuple[Box, ...] | None = None
        say = kit.words.say
        self._about = Label("")
        self.look = Button("", Role.QUIET, small=True)
        self.use = Button("", Role.QUIET, small=True)
        self._part_row = QWidget()
        row = QHBoxLayout(self._part_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._about, 1)
        row.addWidget(Flowing(self.look, self.use))
        self.canvas = CoverCanvas(kit.words)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.canvas)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(_LEAST_HEIGHT)
        self._refused = Label("")
        self._refused.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = Button(say("Add a cover"), hint=say("Ins"), small=True)
        self.remove = Button(say("Remove it"), hint=say("Del"), small=True)
        self.undo = Button(say("Undo"), Role.QUIET, small=True)
        self.redo = Button(say("Redo"), Role.QUIET, small=True)
        self.true_size = Button(say("100 %"), Role.QUIET, small=True)
        self.true_size.setCheckable(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._hint = Small("")
        self.found = FoundWords(kit, journal)
        # The tools and the picture first: in a small window, or with large letters, the rest is scrolled to.
        box.addWidget(Flowing(self.add, self.remove, self.undo, self.redo, self.true_size))
        box.addWidget(self._scroll, 1)
        box.addWidget(self._refused, 1)
        for widget in (self._part_row, self.found, self._hint):
            box.addWidget(widget)
        self._connect()
        self._tell_how()
        self._refused.hide()
        self._settle()

    def show_piece(self, piece: Piece, *, whole: bool, look: bool) -> None:
        """Cover this picture, its `whole` where a part was chosen; `look` at what lies around the part first."""
        made = piece.covered
        self._begin(piece, 0)
        self._whole = (
            piece.part is not None
            and not _has_pages(piece)
            and (whole or (made is not None and made.box is None))
        )
        self._looking = look and piece.part is not None and not self._whole
        self._load()

    def show_page(self, piece: Piece, page: int, kept: Sequence[Box]) -> None:
        """Cover this page of a document, counted from 1; begin with what was covered before."""
        self._begin(piece, page)
        self._kept = tuple(kept)
        self._load()

    def wait_for(self, piece: Piece) -> None:
        """Show nothing of a document yet."""
        self._begin(piece, 1)
        self._turn += 1
        self._ready = False
        self.found.forget()
        self._scroll.show()
        self._refused.hide()
        self._settle()

    def refuse_document(self, said: str) -> None:
        """Say why nothing can be seen of a document."""
        self._refuse(said)

    def _begin(self, piece: Piece, page: int) -> None:
        self._piece, self._page = piece, page
        self._whole = self._looking = False
        self._drawn = None
        self._kept = ()
        # Nothing of the one before stays in sight while this one comes.
        self.canvas.show_picture(QImage(), ())
        for bar in (self._scroll.verticalScrollBar(), self._scroll.horizontalScrollBar()):
            bar.setValue(0)
        self._tell_how(piece)

    @property
    def piece(self) -> Piece | None:
        """The picture it shows."""
        return self._piece

    @property
    def whole(self) -> bool:
        """Whether all of it is covered and handed over, and not the part that was chosen."""
        return self._whole

    @property
    def is_ready(self) -> bool:
        """Whether the picture can be seen, so that something can be decided about it."""
        return self._ready

    @property
    def is_in_sight(self) -> bool:
        """Whether there is something to see, and it was on the screen."""
        return self._ready and self.canvas.is_in_sight

    @property
    def is_seen(self) -> bool:
        """Whether every part of the picture was on the screen."""
        return self.canvas.unseen.isEmpty()

    def show_rest(self) -> None:
        """Bring the next part into sight that was not there yet."""
        missing = self.canvas.on_widget(self.canvas.unseen).toRect().topLeft()
        above = self.canvas.parentWidget()
        while above is not None:
            inside = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and inside is not None:
                at, room = self.canvas.mapTo(inside, missing), above.viewport().size()
                # As much of what follows as there is room for, then the place itself.
                above.ensureVisible(at.x() + room.width(), at.y() + room.height(), 0, 0)
                above.ensureVisible(at.x(), at.y(), 0, 0)
            above = above.parentWidget()

    @property
    def is_changed(self) -> bool:
        """Whether something else is covered than is recorded."""
        return self._ready and self.boxes() != self._recorded()

    def boxes(self) -> tuple[Box, ...]:
        """What is covered, in pixels of what is handed over."""
        if self._looking:
            return self._drawn or ()
        return self.canvas.places.boxes()

    def _recorded(self) -> tuple[Box, ...]:
        if self._page:
            return self._kept
        made = self._piece.covered if self._piece is not None else None
        part = self._piece.part if self._piece is not None and not self._whole else None
        if made is None or made.box != (part.box if part is not None else None):
            return ()
        return made.covers

    def _connect(self) -> None:
        self.canvas.changed.connect(self._settle)
        self.canvas.accepted.connect(self.accepted)
        # It is told while it is painted, when nothing may be moved.
        self.canvas.seen_more.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self.found.proposed.connect(self._propose)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self.canvas.remove)
        self.undo.clicked.connect(self.canvas.undo)
        self.redo.clicked.connect(self.canvas.redo)
        self.true_size.clicked.connect(self._show_size)
        self.look.clicked.connect(self._toggle_look)
        self.use.clicked.connect(self._toggle_whole)

    def _propose(self, boxes: Sequence[Box]) -> None:
        covered = self.canvas.places.boxes()
        fresh = [box for box in boxes if not any(_lies_in(box, cover) for cover in covered)]
        if fresh:
            self.canvas.cover_too(fresh)

    def _add(self) -> None:
        self.canvas.add()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_look(self) -> None:
        if not self._looking:
            self._drawn = self.canvas.places.boxes()
        self._looking = not self._looking
        self._load()

    def _toggle_whole(self) -> None:
        part = self._piece.part.box if self._piece is not None and self._piece.part is not None else None
        if part is None or self._piece is None:
            return
        if _has_pages(self._piece):
            self.document_wanted.emit()
            return
        carried = _in_part if self._whole else _in_whole
        # What was covered in the one stays covered in the other.
        self._drawn = tuple(carried(box, part) for box in self.boxes()) or None
        if self._drawn is not None:
            self._drawn = tuple(box for box in self._drawn if min(box.width, box.height) > 0)
        self._whole = not self._whole
        self._looking = False
        self._load()

    def _load(self) -> None:
        if self._piece is None:
            return
        self._turn += 1
        self._ready = False
        self.found.forget()
        future = (
            self._journal.covering.pages.page(self._piece.id, self._page)
            if self._page
            else self._journal.pictures.picture(
                self._piece.id, MOST, MOST, False, whole=self._whole or self._looking
            )
        )
        request = _Request(self, self._turn)
        self._kit.jobs.watch(future, self, request.come, request.refused)
        self._settle()

    def take(self, turn: int, pixels: Pixels) -> None:
        """Show what came, unless something else is wanted by now."""
        if turn != self._turn:
            return
        self._ready = True
        drawn = self._recorded() if self._drawn is None else self._drawn
        self.canvas.show_picture(as_image(pixels), () if self._looking else drawn, editable=not self._looking)
        if not self._looking and self._piece is not None:
            self._drawn = None
            if not self._page:
                self.found.look(self._piece.id, self._whole)
            else:
                self.found.look_at_page(self._piece.id, self._page)
        self._refused.hide()
        self._scroll.show()
        self._show_size()
        self._settle()

    def refuse(self, turn: int) -> None:
        """Say that there is nothing to see."""
        if turn != self._turn:
            return
        say = self._kit.words.say
        if self._page:
            self._refuse(say("This page cannot be shown, so it cannot be covered. Leave it out."))
        else:
            self._refuse(say("This picture cannot be shown, so it cannot be covered. Leave it out."))

    def _refuse(self, said: str) -> None:
        self._refused.setText(said)
        self._scroll.hide()
        self._refused.show()
        self._settle()

    def _show_size(self) -> None:
        """All of it, or a pixel of the screen for each of its own, where small words can be read."""
        around = QSize(2 * self.canvas.edge, 2 * self.canvas.edge)
        own = self.canvas.image().size() / self.devicePixelRatioF()
        self.canvas.setMinimumSize(own + around if self.true_size.isChecked() else QSize(0, 0))

    def _follow(self) -> None:
        held = self.canvas.places.in_hand
        if held is not None and self.canvas.by_keys:
            at = self.canvas.on_widget(held).toRect()
            self._scroll.ensureVisible(at.right(), at.bottom())
            self._scroll.ensureVisible(at.left(), at.top())

    def _settle(self) -> None:
        self._follow()
        places, editing = self.canvas.places, self._ready and not self._looking
        self.add.setEnabled(editing)
        self.remove.setEnabled(editing and places.in_hand is not None)
        self.undo.setEnabled(editing and places.can_undo)
        self.redo.setEnabled(editing and places.can_redo)
        self.true_size.setEnabled(self._ready)
        self._tell_of_part()
        self.changed.emit()

    def _tell_how(self, piece: Piece | None = None) -> None:
        say = self._kit.words.say
        said = say(
            "Draw a box over what they must not learn: names, numbers, places, faces, other windows."
            " The picture you kept stays whole."
        )
        if self._page:
            said = say(
                "Draw a box over what they must not learn: names, numbers, places, faces. Press 100 % to read"
                " small words. Only pages you decide about go along, as pictures. The file you kept stays whole."
            )
        elif piece is not None and piece.evidence.original.media_type == _PHOTO:
            said += " " + say("In a photo a box grows a little, so that nothing shows at its edges.")
        self._hint.setText(said)

    def _tell_of_part(self) -> None:
        say = self._kit.words.say
        has_part = self._piece is not None and self._piece.part is not None and not self._page
        self._part_row.setVisible(has_part)
        if not has_part:
            return
        if self._whole:
            self._about.setText(say("All of this picture goes on the paper, not only the part you chose."))
            self.use.show_text(say("Only the part"))
        elif self._looking:
            self._about.setText(say("This is all of it. Only the part you chose goes on the paper."))
            self.use.show_text(say("Hand over all of it"))
        else:
            self._about.setText(say("You chose a part: only that is shown."))
            self.use.show_text(say("Hand over all of it"))
        self.look.show_text(say("Back to the part") if self._looking else say("Look at all of it"))
        self.look.setVisible(not self._whole)


def _lies_in(box: Box, cover: Box) -> bool:
    return (
        cover.x <= box.x
        and cover.y <= box.y
        and box.x + box.width <= cover.x + cover.width
        and box.y + box.height <= cover.y + cover.height
    )


def _has_pages(piece: Piece) -> bool:
    return piece.evidence.original.media_type == media_types.PDF


def _in_whole(box: Box, part: Box) -> Box:
    return Box(box.x + part.x, box.y + part.y, box.width, box.height)


def _in_part(box: Box, part: Box) -> Box:
    left, top = max(0, box.x - part.x), max(0, box.y - part.y)
    right = min(part.width, box.x + box.width - part.x)
    bottom = min(part.height, box.y + box.height - part.y)
    return Box(left, top, right - left, bottom - top)


class _Request:
    """One picture that was asked for."""

    def __init__(self, editor: CoverEditor, turn: int) -> None:
        self._editor = editor
        self._turn = turn

    def come(self, pixels: Pixels) -> None:
        self._editor.take(self._turn, pixels)

    def refused(self, _error: BaseException) -> None:
        self._editor.refuse(self._turn)
