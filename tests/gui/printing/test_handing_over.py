"""Everything is handed over only with the passphrase, into a folder of its own that the person chose."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from journal.domain.handing_over import FORM_BYTES, MAIL_BYTES, Form, Parcel
from journal.domain.ids import EvidenceId
from journal.domain.printing import Along, Layout, Reader
from journal.domain.reading import Wanted
from journal.gui.adding.file_dialog import FolderChoice
from journal.gui.printing.handing_over import HandingOverSheet, free_name
from journal.gui.printing.places_sheet import PlacesSheet
from journal.gui.printing.sheet import PrintSheet
from journal.services.places_told import PlaceTold
from tests.gui.seeing import says, texts


@pytest.fixture
def sheet(qtbot: Any, kit: Any, journal: Any) -> Any:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1100, 800)
    host.show()
    sheet = PrintSheet(kit, journal, host, (), Wanted(), "2024-03-13")
    sheet._soon.setInterval(1)
    sheet.begin()
    sheet.form.readers[Reader.POLICE].click()
    qtbot.waitUntil(lambda: sheet.preview.page() == 1)
    pool = sheet._pool
    yield sheet
    if host.findChild(PrintSheet) is not None:
        sheet._forget()
    pool.shutdown(wait=True)


def asked(sheet: Any) -> Any:
    sheet.folder.click()
    return next(each for each in sheet._host.findChildren(HandingOverSheet) if each.isVisible())


def choose(qtbot: Any, sheet: Any, passphrase: str) -> None:
    asking = asked(sheet)
    asking.history.click()
    asking.field.line.setText(passphrase)
    asking.yes.click()


def lay_out(sheet: Any, layout: Layout) -> None:
    sheet.form.layouts.choose(layout)
    sheet.form.layouts.activated.emit(sheet.form.layouts.currentIndex())


def test_of_another_paper_it_says_that_a_folder_holds_the_full_log_and_a_mail_that_paper_alone(
    sheet: Any,
) -> None:
    asking = asked(sheet)
    assert says(asking, "The printed log alone. Its pictures become smaller where they have to.")
    asking.cancel.click()

    lay_out(sheet, Layout.OVERVIEW)
    asking = asked(sheet)

    assert any("It holds the full log, not only “Overview”." in text for text in texts(asking))
    assert says(asking, "“Overview” alone, as you see it.")
    asking.cancel.click()


def test_an_empty_sheet_and_how_to_be_reached_are_not_handed_over_with_a_log(sheet: Any) -> None:
    assert sheet.folder.isVisible()

    for layout in (Layout.BLANK, Layout.CONTACT):
        lay_out(sheet, layout)
        assert not sheet.folder.isVisible()

    lay_out(sheet, Layout.SHORT)
    assert sheet.folder.isVisible()


def test_without_the_passphrase_nothing_is_handed_over(qtbot: Any, sheet: Any, journal: Any) -> None:
    choose(qtbot, sheet, "wrong")
    qtbot.waitUntil(lambda: bool(journal.calls("confirm")))
    qtbot.wait(5)

    assert not sheet._host.findChildren(FolderChoice)
    asked_again = next(each for each in sheet._host.findChildren(HandingOverSheet) if each.isVisible())
    asked_again.cancel.click()
    assert journal.calls("hand_over") == []


def test_what_was_handed_over_is_told(qtbot: Any, sheet: Any, journal: Any, tmp_path: Path) -> None:
    (tmp_path / sheet._kit.now().local[:10]).mkdir()
    choose(qtbot, sheet, journal.what_opens.passphrase)
    qtbot.waitUntil(lambda: bool(sheet._host.findChildren(FolderChoice)))
    (dialog,) = sheet._host.findChildren(FolderChoice)

    with qtbot.waitSignal(sheet.told) as told:
        dialog.folder_chosen.emit(tmp_path)
    dialog.close()

    ((wish, parcel, target),) = journal.calls("hand_over")
    assert (wish.reader, parcel) == (Reader.POLICE, Parcel(along=Along(history=True)))
    assert target == tmp_path / f"{sheet._kit.now().local[:10]} 2"
    assert told.args == [
        f"12 files in the folder {target.name}, in {tmp_path.name}, and checked. Anyone who finds it can read it."
    ]


def agreed(qtbot: Any, sheet: Any, journal: Any, tmp_path: Path, *clicks: str) -> tuple[Any, Path, list[str]]:
    """What is made, and where, after these were pressed; and what was told."""
    asking = asked(sheet)
    presses = {
        "flat": asking.forms[Form.FLAT],
        "mail": asking.forms[Form.MAIL],
        "password": asking.password.wanted,
        "history": asking.history,
    }
    for click in clicks:
        presses[click].click()
    asking.field.line.setText(journal.what_opens.passphrase)
    asking.yes.click()
    qtbot.waitUntil(lambda: bool(sheet._host.findChildren(FolderChoice)))
    (dialog,) = sheet._host.findChildren(FolderChoice)
    noticed: list[str] = []
    sheet.noticed.connect(noticed.append)
    with qtbot.waitSignal(sheet.told) as told:
        dialog.folder_chosen.emit(tmp_path)
    dialog.close()
    ((_wish, parcel, target),) = journal.calls("hand_over")
    return parcel, target, [*told.args, *noticed]


def test_files_for_a_form_stay_under_the_size_it_takes_and_what_is_missing_is_said(
    qtbot: Any, sheet: Any, journal: Any, tmp_path: Path
) -> None:
    journal.paperwork.left_out = ("ML/3", "ML/9")
    parcel, target, told = agreed(qtbot, sheet, journal, tmp_path, "flat", "history")

    assert parcel == Parcel(Form.FLAT, Along(history=True), FORM_BYTES)
    assert target.suffix == ""
    assert told[1] == "ML/3, ML/9 are too large for the form and were left out. Hand them over on a stick."


TOLD = (
    PlaceTold(EvidenceId("e1"), "IMG_2041.jpg", 14),
    *(PlaceTold(EvidenceId(f"f{n}"), f"film {n}.mp4", 20 + n) for n in range(9)),
)


@pytest.mark.parametrize("gives", [True, False])
def test_files_that_say_where_they_were_made_are_asked_about(
    qtbot: Any, sheet: Any, journal: Any, tmp_path: Path, gives: bool
) -> None:
    journal.paperwork.places = TOLD
    choose(qtbot, sheet, journal.what_opens.passphrase)
    qtbot.waitUntil(lambda: bool(sheet._host.findChildren(PlacesSheet)))
    (asking,) = sheet._host.findChildren(PlacesSheet)
    named = asking.named.text().splitlines()
    assert (named[0], len(named), named[-1]) == ("Entry 14: IMG_2041.jpg", 9, "and 2 more")
    assert not sheet._host.findChildren(FolderChoice)
    assert asking.leave.hasFocus()

    (asking.give if gives else asking.leave).click()
    qtbot.waitUntil(lambda: bool(sheet._host.findChildren(FolderChoice)))
    (dialog,) = sheet._host.findChildren(FolderChoice)
    with qtbot.waitSignal(sheet.told):
        dialog.folder_chosen.emit(tmp_path)
    dialog.close()

    ((_wish, parcel, _target),) = journal.calls("hand_over")
    assert parcel.without == (frozenset() if gives else {each.evidence for each in TOLD})


def test_nothing_is_handed_over_while_it_is_not_said_what_becomes_of_places(
    qtbot: Any, sheet: Any, journal: Any
) -> None:
    journal.paperwork.places = TOLD[:1]
    choose(qtbot, sheet, journal.what_opens.passphrase)
    qtbot.waitUntil(lambda: bool(sheet._host.findChildren(PlacesSheet)))
    (asking,) = sheet._host.findChildren(PlacesSheet)

    asking.cancel.click()

    assert sheet.folder.isEnabled()
    assert not sheet._host.findChildren(FolderChoice)
    assert journal.calls("hand_over") == []


def test_one_pdf_for_mail_takes_nothing_along(qtbot: Any, sheet: Any, journal: Any, tmp_path: Path) -> None:
    parcel, target, told = agreed(qtbot, sheet, journal, tmp_path, "history", "mail")

    assert parcel == Parcel(Form.MAIL, Along(), MAIL_BYTES)
    assert target.suffix == ".pdf"
    assert told == [f"Saved as {target.name} in {tmp_path.name}: 1 MB. Anyone who finds it can read it."]


def test_with_a_password_a_folder_becomes_one_locked_file(
    qtbot: Any, sheet: Any, journal: Any, tmp_path: Path
) -> None:
    parcel, target, told = agreed(qtbot, sheet, journal, tmp_path, "password")

    assert len(parcel.password.split()) == 6
    assert parcel.password not in repr(parcel)
    assert target.suffix == ".zip"
    assert told[0].endswith("Only the password opens it.")


@pytest.mark.parametrize("form", [Form.FOLDER, Form.FLAT, Form.MAIL])
def test_in_a_window_of_the_usual_size_nothing_has_to_be_scrolled(sheet: Any, form: Form) -> None:
    asking = asked(sheet)
    asking.forms[form].click()
    asking.password.wanted.click()
    for _ in range(5):
        QApplication.sendPostedEvents()

    (scroll,) = asking.findChildren(QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
    asking.cancel.click()


def test_what_a_form_needs_is_asked_only_for_a_form(sheet: Any) -> None:
    asking = asked(sheet)
    assert not asking.largest.isVisible()
    asking.forms[Form.FLAT].click()
    assert asking.largest.isVisible()
    assert asking.whole.isVisible()
    asking.forms[Form.MAIL].click()
    assert not asking.largest.isVisible()
    assert not asking.whole.isVisible()
    assert asking.mail_size.isVisible()
    asking.mail_size.choose(3_000_000)
    assert asking.parcel() == Parcel(Form.MAIL, Along(), 3_000_000)
    asking.cancel.click()


def test_a_new_folder_never_has_a_name_that_is_taken(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_name(tmp_path, "2026-11-22")
        path.mkdir()
        names.append(path.name)

    assert names == ["2026-11-22", "2026-11-22 2", "2026-11-22 3"]
