"""A picture of which a part was chosen: the part is shown first, the whole when it is asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.domain.evidence import Box, Derivative, Derived, Original
from journal.domain.ids import EvidenceId
from journal.gui.entry.file_card import FileCard
from journal.gui.entry.files import Files
from journal.gui.picture.sheet import PictureSheet
from journal.gui.text.menu import Menu
from tests.gui.seeing import says

EVIDENCE = EvidenceId("L" * 26)
PART = Derivative(EVIDENCE, Derived.PART, Original("0" * 64, 9, "image/png"), "f" * 32, Box(1, 2, 30, 40))


@pytest.fixture
def cut(journal: Any) -> Any:
    """A journal in which every picture has a chosen part."""
    plain = journal.piece
    journal.piece = lambda ident: journal._answer(
        "piece", replace(plain(ident).result(), derivatives=(PART,))
    )
    return journal


@pytest.fixture
def lead(qtbot: Any, kit: Any) -> Callable[[Any], PictureSheet]:
    def open_it(journal: Any) -> PictureSheet:
        host = QWidget()
        qtbot.addWidget(host)
        host.resize(900, 700)
        host.show()
        sheet = PictureSheet(kit, journal, host, EVIDENCE, covered=False)
        sheet.begin()
        qtbot.waitUntil(lambda: sheet._piece is not None)
        return sheet

    return open_it


def offered(sheet: PictureSheet) -> dict[str, Any]:
    sheet.other.click()
    menu = sheet.findChildren(Menu)[-1]
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_part_is_shown_and_named_and_the_whole_when_asked_for(
    qtbot: Any, lead: Any, cut: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    picture = cut.pictures.picture

    def ask(*what: Any, whole: bool = False) -> Any:
        asked.append(whole)
        return picture(*what, whole=whole)

    monkeypatch.setattr(cut.pictures, "picture", ask)
    sheet = lead(cut)
    assert sheet._name.text().startswith("Chosen part · ")

    offered(sheet)["Show the whole picture"].trigger()

    qtbot.waitUntil(lambda: not sheet._name.text().startswith("Chosen part"))
    assert asked == [False, True]
    assert "Show the chosen part" in offered(sheet)


def test_a_picture_without_a_part_offers_to_choose_one_and_to_cover_places(lead: Any, journal: Any) -> None:
    assert list(offered(lead(journal))) == ["Choose part…", "Cover what is private…"]


def test_covering_begins_from_the_picture(qtbot: Any, lead: Any, journal: Any) -> None:
    from journal.gui.covering.sheet import CoveringSheet

    sheet = lead(journal)

    offered(sheet)["Cover what is private…"].trigger()

    covering = sheet.parentWidget().findChild(CoveringSheet)
    qtbot.waitUntil(covering.done.isEnabled)
    with qtbot.waitSignal(covering.closed):
        covering.done.click()
    assert journal.calls("cover") == [(EVIDENCE, (), False)]


def test_it_is_said_that_there_is_a_covered_copy(qtbot: Any, lead: Any, journal: Any) -> None:
    sheet = lead(journal)
    assert "copy" not in sheet._name.text()
    plain, covers = journal.piece, (Box(0, 0, 9, 9), Box(20, 0, 9, 9))
    copy = replace(PART, kind=Derived.COVERED, box=None, covers=covers)
    journal.piece = lambda ident: journal._answer(
        "piece", replace(plain(ident).result(), derivatives=(copy,))
    )

    sheet._covered_places()

    qtbot.waitUntil(lambda: sheet._name.text().endswith(" · copy with 2 places covered"))


def test_choosing_a_part_tells_that_it_looks_different(qtbot: Any, lead: Any, journal: Any) -> None:
    from journal.gui.capture_line.part_sheet import PartSheet

    sheet = lead(journal)
    offered(sheet)["Choose part…"].trigger()
    chooser = sheet.parentWidget().findChild(PartSheet)
    qtbot.waitUntil(chooser.use.isEnabled)

    with qtbot.waitSignal(sheet.part_chosen) as told:
        chooser.use.click()

    assert told.args == [EVIDENCE]
    assert len(journal.calls("choose_part")) == 1


def test_keeping_only_the_part_is_asked_for_and_done_elsewhere(qtbot: Any, lead: Any, cut: Any) -> None:
    sheet = lead(cut)

    with qtbot.waitSignal(sheet.only_part_wanted):
        offered(sheet)["Keep only this part…"].trigger()

    assert cut.calls("keep_only_part") == []


def test_only_the_part_is_kept_before_the_rest_is_asked_about(
    qtbot: Any, kit: Any, door: Any, qapp: Any, appearance: Any, cut: Any
) -> None:
    from journal.gui.main.session import Session
    from journal.gui.removing.sheet import RemoveSheet

    session: Any = Session(kit, door, None, qapp, appearance)
    session.begin()
    session.show()
    session.window.centralWidget().open_with(door.right)
    qtbot.waitUntil(lambda: session.view is not None and session.view.timeline.model.entries() > 0)

    session.desk._keep_only_part(EVIDENCE)

    qtbot.waitUntil(lambda: session.window.findChild(RemoveSheet) is not None)
    assert cut.calls("keep_only_part") == [(EVIDENCE,)]
    assert session.window.findChild(RemoveSheet)._evidence == (EVIDENCE,)
    session.window.let_close()
    session.window.close()
    session.window.deleteLater()
    session.deleteLater()


def test_a_card_is_made_anew_when_its_picture_looks_different(qtbot: Any, kit: Any, journal: Any) -> None:
    files = Files(kit, journal.pictures)
    qtbot.addWidget(files)
    piece = journal.piece(EVIDENCE).result()
    files.show_pieces([piece])
    (before,) = files.cards()

    files.show_pieces([replace(piece, derivatives=(PART,))])

    (after,) = files.cards()
    assert after is not before
    assert isinstance(after, FileCard)
    assert says(after, f"Chosen part · {piece.evidence.name}") or "Chosen part" in after._title.text()
