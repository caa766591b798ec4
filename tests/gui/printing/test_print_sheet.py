"""Who reads it is asked first; the real pages are shown; only saving and printing leave a record."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from journal.domain.printing import PaperSize, Reader
from journal.domain.reading import Wanted
from journal.gui.adding.file_dialog import FileChoice
from journal.gui.jobs import Progress
from journal.gui.printing.printer import PrinterRun, usual_printer
from journal.gui.printing.saving import SavingSheet
from journal.gui.printing.sheet import PrintSheet
from journal.gui.text.aloud import first_words
from tests.gui import example
from tests.gui.fake_paperwork import FakePrinted
from tests.gui.seeing import says


@pytest.fixture
def sheet(qtbot: Any, kit: Any, journal: Any) -> Any:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1100, 800)
    host.show()
    people = journal.sidebar().result().people
    sheet = PrintSheet(kit, journal, host, people, Wanted(), "2024-03-13")
    sheet._soon.setInterval(1)
    sheet.begin()
    pool = sheet._pool
    yield sheet
    if host.findChild(PrintSheet) is not None:
        sheet._forget()
    pool.shutdown(wait=True)


def _read_by(qtbot: Any, sheet: Any, reader: Reader) -> None:
    sheet.form.readers[reader].click()
    qtbot.waitUntil(lambda: sheet.preview.page() == 1 or not sheet._soon.isActive())


def saving(sheet: Any) -> Any:
    """What is asked before a place is chosen."""
    sheet.save.click()
    return next(each for each in sheet._host.findChildren(SavingSheet) if each.isVisible())


def choosing(sheet: Any) -> Any:
    saving(sheet).yes.click()
    return sheet._host.findChild(FileChoice)


def test_a_password_is_proposed_and_goes_into_the_file_and_nowhere_else(
    qtbot: Any, sheet: Any, journal: Any, tmp_path: Path
) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)
    asking = saving(sheet)
    assert not asking.password.line.isVisible()
    asking.password.wanted.click()
    proposed = asking.password.password()
    asking.yes.click()
    dialog = sheet._host.findChild(FileChoice)

    with qtbot.waitSignal(sheet.told) as told:
        dialog.files_chosen.emit([str(tmp_path / "x.pdf")])
    dialog.close()

    assert len(proposed.split()) == 6
    assert journal.calls("save_paper") == [(tmp_path / "x.pdf", proposed)]
    assert told.args == [f"Saved as x.pdf in {tmp_path.name}. Only the password opens it."]


@pytest.mark.parametrize("typed", ["", "   ", "x" * 128])
def test_no_password_is_taken_that_would_not_open_it_everywhere(qtbot: Any, sheet: Any, typed: str) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)
    asking = saving(sheet)
    asking.password.wanted.click()
    asking.password.line.setText(typed)
    assert not asking.yes.isEnabled()

    asking.password.other.click()
    assert asking.yes.isEnabled()
    asking.password.wanted.click()
    assert asking.yes.isEnabled()
    assert asking.password.password() == ""
    asking.cancel.click()


def test_no_reader_is_chosen_beforehand_and_nothing_can_be_printed_until_one_is(
    sheet: Any, journal: Any
) -> None:
    assert not any(choice.isChecked() for choice in sheet.form.readers.values())
    assert not sheet.save.isEnabled()
    assert not sheet.print.isEnabled()
    assert journal.asked == []


def test_choosing_a_reader_shows_the_real_pages_and_leaves_no_record(
    qtbot: Any, sheet: Any, journal: Any
) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)
    qtbot.waitUntil(lambda: sheet.preview.page() == 1)

    assert says(sheet, "Page 1 of 3")
    assert journal.calls("print_log") == []
    assert sheet.print.isEnabled()


@pytest.mark.parametrize("height", [560, 720, 800])
def test_the_number_of_pages_and_the_ways_on_are_in_sight_while_choices_are_scrolled(
    qtbot: Any, sheet: Any, height: int
) -> None:
    sheet._host.resize(1100, height)
    _read_by(qtbot, sheet, Reader.POLICE)
    qtbot.waitUntil(lambda: says(sheet, "Page 1 of 3"))
    last_choice = sheet.form.paper

    sheet._choices.ensureWidgetVisible(last_choice)

    for part in (sheet.preview.said, sheet.preview.on, sheet.folder, last_choice):
        assert part.visibleRegion().boundingRect() == part.rect()


def test_who_will_read_it_is_said_aloud_first(sheet: Any) -> None:
    assert first_words(sheet.body) == "Who will read it?"


def test_a_paper_speaks_another_language_once_it_is_chosen_and_the_next_one_does_too(
    qtbot: Any, sheet: Any, kit: Any, journal: Any
) -> None:
    form = sheet.form
    assert [form.language.itemText(at) for at in range(form.language.count())] == [
        "Paper in English",
        "Paper in Deutsch",
    ]
    assert not form._own_words.isVisible()
    _read_by(qtbot, sheet, Reader.POLICE)

    form.language.choose("de")
    form.language.activated.emit(form.language.currentIndex())
    qtbot.waitUntil(lambda: any(wish.language == "de" for wish, *_ in journal.calls("preview_log")))
    later = PrintSheet(kit, journal, sheet._host, (), Wanted(), "2024-03-13")
    later.begin()

    assert form._own_words.isVisible()
    qtbot.waitUntil(lambda: later.form.language.currentData() == "de")
    later.close_sheet()


def test_pages_are_turned_with_buttons_and_keys(qtbot: Any, sheet: Any) -> None:
    _read_by(qtbot, sheet, Reader.LAWYER)
    qtbot.waitUntil(lambda: sheet.preview.page() == 1)
    assert not sheet.preview.back.isEnabled()

    sheet.preview.on.click()
    qtbot.keyClick(sheet.preview, Qt.Key.Key_PageDown)

    assert says(sheet, "Page 3 of 3")
    assert not sheet.preview.on.isEnabled()


def test_every_choice_is_in_the_wish(qtbot: Any, sheet: Any, journal: Any) -> None:
    form = sheet.form
    form.readers[Reader.LAWYER].click()
    form.people.choose(example.MARSH)
    form.with_files.click()
    form.exhibits.click()
    form.paper.choose(PaperSize.LETTER)
    form.period.choose("days")
    form.period.activated.emit(form.period.currentIndex())
    form.first.show_day("2026-11-11")
    form.last.show_day("2026-11-01")

    wish = form.wish()

    assert wish.reader is Reader.LAWYER
    assert wish.wanted.actors == (example.MARSH,)
    assert wish.wanted.with_files
    assert not wish.with_exhibits
    assert wish.paper is PaperSize.LETTER
    assert wish.wanted.until_ms - wish.wanted.from_ms == 11 * 86_400_000
    qtbot.waitUntil(lambda: bool(journal.calls("preview_log")))


def test_a_paper_that_cannot_be_made_says_why_and_cannot_be_printed(qtbot: Any, sheet: Any) -> None:
    sheet.form.readers[Reader.OTHER].click()

    qtbot.waitUntil(lambda: "It did not work" in sheet.preview.sheet.said)
    assert not sheet.print.isEnabled()
    assert not sheet.save.isEnabled()


def test_saving_leaves_a_record_and_a_file(qtbot: Any, sheet: Any, journal: Any, tmp_path: Path) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)

    with qtbot.waitSignal(sheet.told) as told:
        sheet._save("", [str(tmp_path / "2026-11-22.pdf")])

    assert len(journal.calls("print_log")) == 1
    assert journal.calls("save_paper") == [(tmp_path / "2026-11-22.pdf", "")]
    assert told.args == [f"Saved as 2026-11-22.pdf in {tmp_path.name}. Anyone who finds it can read it."]
    qtbot.waitUntil(lambda: all(paper.discarded for paper in journal.paperwork.printed))


def test_the_name_that_is_proposed_is_only_a_date(qtbot: Any, sheet: Any) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)
    dialog = choosing(sheet)

    assert Path(dialog.selectedFiles()[0]).name == "2026-11-22.pdf"
    assert dialog.testOption(FileChoice.Option.DontUseNativeDialog)
    dialog.reject()


def test_no_place_means_nothing_is_recorded(qtbot: Any, sheet: Any, journal: Any) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)

    choosing(sheet).reject()

    assert journal.calls("print_log") == []
    assert sheet.isVisible()


def test_cancel_drops_every_paper(qtbot: Any, sheet: Any, journal: Any) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)
    qtbot.waitUntil(lambda: sheet.preview.page() == 1)

    with qtbot.waitSignal(sheet.closed):
        sheet.cancel.click()

    qtbot.waitUntil(lambda: all(paper.discarded for paper in journal.paperwork.printed))
    assert journal.calls("print_log") == []


def test_another_wish_drops_the_paper_before_it(qtbot: Any, sheet: Any, journal: Any) -> None:
    _read_by(qtbot, sheet, Reader.POLICE)
    qtbot.waitUntil(lambda: len(journal.paperwork.printed) == 1 and sheet.preview.page() == 1)

    sheet.form.with_files.click()

    qtbot.waitUntil(lambda: len(journal.paperwork.printed) == 2 and journal.paperwork.printed[0].discarded)
    assert not journal.paperwork.printed[1].discarded


def test_every_page_reaches_the_printer_in_order(qtbot: Any, kit: Any, sheet: Any, tmp_path: Path) -> None:
    paper = FakePrinted(pages=3)
    printer = usual_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    progress = Progress()
    told: list[int] = []
    progress.moved.connect(lambda done, _of: told.append(done))
    run = PrinterRun(kit, sheet._pool, paper, printer, progress, sheet)  # type: ignore[arg-type]  # a fake paper

    with qtbot.waitSignal(run.finished):
        run.begin()

    assert told == [0, 1, 2, 3]
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page\n") == 3


def test_a_stopped_printing_ends(qtbot: Any, kit: Any, sheet: Any, tmp_path: Path) -> None:
    printer = usual_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    progress = Progress()
    run = PrinterRun(kit, sheet._pool, FakePrinted(pages=3), printer, progress, sheet)  # type: ignore[arg-type]  # a fake
    progress.stop()

    with qtbot.waitSignal(run.failed):
        run.begin()
