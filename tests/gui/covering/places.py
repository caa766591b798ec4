"""The places about pictures that the other person may see."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.domain import media_types
from journal.domain.evidence import Box, Derivative, Derived, Original
from journal.domain.ids import EvidenceId
from journal.domain.printing import Reader
from journal.domain.reading import Piece
from journal.gui.covering.parts_sheet import PartsSheet
from journal.gui.covering.sheet import CoveringSheet
from journal.pictures.refusal import PictureRefused, Refusal
from journal.services.covering import Looked
from journal.services.in_pictures import Places

PART = Derivative(
    EvidenceId("L" * 26), Derived.PART, Original("1" * 64, 9, "image/png"), "e" * 32, Box(1, 2, 30, 40)
)


def cut(journal: Any) -> None:
    """Let every picture have a chosen part."""
    plain = journal.piece

    def with_part(ident: EvidenceId) -> Any:
        return journal._answer("piece", replace(plain(ident).result(), derivatives=(PART,)))

    journal.piece = with_part


def file(journal: Any, letter: str, name: str, kind: str) -> Piece:
    """A file of that name and kind."""
    made: Piece = journal.piece(EvidenceId(letter * 26)).result()
    original = Original("2" * 64, 1, kind)
    return replace(made, evidence=replace(made.evidence, name=name, original=original))


def looked(journal: Any) -> Looked:
    """Some to look at, one left out, and two that cannot be covered."""
    pieces = tuple(journal.piece(EvidenceId(letter * 26)).result() for letter in "ABCD")
    return Looked(
        pieces[:2],
        pieces[2:3],
        pieces[3:],
        (),
        (
            file(journal, "E", "call from the landing, rather a long name.mp3", "audio/mpeg"),
            file(journal, "F", "letter <b>.doc", "application/octet-stream"),
        ),
    )


def _printing_for_the_other(guide: Any) -> QWidget:
    guide.open()
    guide.journal.covering.now = looked(guide.journal)
    guide.session.desk.show_printing()
    sheet: Any = guide.sheet()
    sheet._soon.setInterval(1)
    sheet.form.readers[Reader.OTHER].click()
    guide.qtbot.waitUntil(sheet.look_first.look.isVisible)
    return sheet  # type: ignore[no-any-return]  # a PrintSheet


def _proposed(guide: Any) -> QWidget:
    guide.open()
    guide.journal.in_pictures.there = Places((Box(2, 3, 9, 4),), ("12 Hidden Lane <b>",))
    piece = guide.journal.piece(EvidenceId("A" * 26)).result()
    sheet = CoveringSheet(guide.kit, guide.journal, guide.window(), (piece,))
    sheet.begin()
    guide.qtbot.waitUntil(lambda: sheet.done.isEnabled() and len(sheet.editor.boxes()) == 1)
    return sheet


def _covering(guide: Any) -> QWidget:
    guide.open()
    cut(guide.journal)
    sheet = CoveringSheet(
        guide.kit,
        guide.journal,
        guide.window(),
        tuple(guide.journal.piece(EvidenceId(letter * 26)).result() for letter in "ABC"),
        undecided=True,
    )
    sheet.begin()
    guide.qtbot.waitUntil(sheet.done.isEnabled)
    for _ in range(2):
        sheet.editor.add.click()
    return sheet


def a_document(journal: Any, letter: str = "A") -> Piece:
    """A document of three pages, which is what the journal has under that letter from now on."""
    piece = file(journal, letter, "letter from the court <b>, rather a long name.pdf", media_types.PDF)
    plain = journal.piece

    def with_document(ident: EvidenceId) -> Any:
        return journal._answer("piece", piece) if ident == piece.id else plain(ident)

    journal.piece = with_document
    return piece


def _pages(guide: Any) -> QWidget:
    guide.open()
    piece = a_document(guide.journal)
    others = (guide.journal.piece(EvidenceId("B" * 26)).result(),)
    sheet = CoveringSheet(guide.kit, guide.journal, guide.window(), (piece, *others), undecided=True)
    sheet.begin()
    guide.qtbot.waitUntil(sheet.done.isEnabled)
    for _ in range(2):
        sheet.editor.add.click()
    return sheet


def _locked(guide: Any) -> QWidget:
    guide.open()
    guide.journal.covering.pages.error = PictureRefused(Refusal.NEEDS_PASSWORD)
    sheet = CoveringSheet(guide.kit, guide.journal, guide.window(), (a_document(guide.journal),))
    sheet.begin()
    guide.qtbot.waitUntil(lambda: not sheet.editor.canvas.isVisible())
    return sheet


def _refused(guide: Any) -> QWidget:
    guide.open()
    guide.journal.fail.add("picture")
    piece = guide.journal.piece(EvidenceId("A" * 26)).result()
    sheet = CoveringSheet(guide.kit, guide.journal, guide.window(), (piece,))
    sheet.begin()
    guide.qtbot.waitUntil(lambda: not sheet.editor.canvas.isVisible())
    return sheet


def _parts(guide: Any) -> QWidget:
    guide.open()
    sheet = PartsSheet(guide.kit, guide.window(), 12)
    sheet.ask()
    return sheet


PLACES: dict[str, Callable[[Any], QWidget]] = {
    "printing, the other person": _printing_for_the_other,
    "covering": _covering,
    "covering what cannot be shown": _refused,
    "covering a document": _pages,
    "covering a document that does not open": _locked,
    "more than the chosen part": _parts,
    "covering, with boxes over words that were read": _proposed,
}
