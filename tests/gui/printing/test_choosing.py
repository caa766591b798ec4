"""What goes on paper is chosen in plain words: layout, kind, single entries, printer; a long paper says so."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtWidgets import QWidget

from journal.domain.printing import Layout, PaperSize, Queue, Reader
from journal.domain.reading import Wanted
from journal.gui.printing.printer_sheet import PrinterSheet
from journal.gui.printing.sheet import PrintSheet
from journal.gui.printing.sheet_size import usual_size
from journal.gui.printing.ticking import TickSheet
from journal.services.papers import Shorter
from tests.gui import example
from tests.gui.fake_paperwork import FakePrinted
from tests.gui.seeing import says


@pytest.fixture
def sheet(qtbot: Any, kit: Any, journal: Any) -> Any:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1100, 800)
    host.show()
    sheet = PrintSheet(kit, journal, host, journal.sidebar().result().people, Wanted(), "2024-03-13")
    sheet._soon.setInterval(1)
    sheet.begin()
    pool = sheet._pool
    yield sheet
    if host.findChild(PrintSheet) is not None:
        sheet._forget()
    pool.shutdown(wait=True)


def _shown(kind: type, sheet: Any) -> Any:
    return next(each for each in sheet._host.findChildren(kind) if each.isVisible())


def _lay_out(form: Any, layout: Layout) -> None:
    form.layouts.choose(layout)
    form.layouts.activated.emit(form.layouts.currentIndex())


def _tick(several: Any, text: str) -> None:
    several.showPopup()
    next(action for action in several.menu.actions() if action.text() == text).trigger()
    several.hidePopup()


# Which paper


def test_every_layout_is_offered_with_a_line_on_what_it_is_for(sheet: Any) -> None:
    form = sheet.form
    form.readers[Reader.LAWYER].click()
    uses = set()

    for layout in Layout:
        _lay_out(form, layout)
        uses.add(form.use.text())
        form.sure.setChecked(True)
        assert form.wish().layout is layout

    assert form.layouts.count() == len(Layout) == len(uses)


def test_the_full_log_is_what_is_shown_first(sheet: Any) -> None:
    sheet.form.readers[Reader.POLICE].click()

    assert sheet.form.wish().layout is Layout.LOG


def test_an_empty_sheet_asks_nothing_of_who_reads_it(sheet: Any) -> None:
    assert sheet.form.wish() is None

    _lay_out(sheet.form, Layout.BLANK)

    assert sheet.form.wish().layout is Layout.BLANK
    assert not sheet.form.period.isVisible()


def test_how_to_be_reached_is_printed_only_on_purpose(qtbot: Any, sheet: Any, journal: Any) -> None:
    sheet.form.readers[Reader.LAWYER].click()
    qtbot.waitUntil(lambda: len(journal.calls("preview_log")) == 1)

    _lay_out(sheet.form, Layout.CONTACT)
    assert sheet.form.sure.isVisible()
    assert sheet.form.wish() is None
    assert not sheet.print.isEnabled()

    sheet.form.sure.click()
    assert sheet.form.wish().layout is Layout.CONTACT
    qtbot.waitUntil(lambda: len(journal.calls("preview_log")) == 2)


def test_for_the_other_person_there_is_no_other_layout(sheet: Any) -> None:
    _lay_out(sheet.form, Layout.STATEMENT)

    sheet.form.readers[Reader.OTHER].click()

    assert sheet.form.wish().layout is Layout.LOG
    assert sheet.form.layouts.currentData() == Layout.LOG


def test_pictures_are_asked_about_only_where_they_would_be_printed(sheet: Any) -> None:
    assert sheet.form.exhibits.isVisible()

    _lay_out(sheet.form, Layout.SHORT)

    assert not sheet.form.exhibits.isVisible()


# What goes in


def test_everyone_together_is_counted_only_if_it_is_ticked_each_time(sheet: Any) -> None:
    form = sheet.form
    form.readers[Reader.POLICE].click()
    assert form.combined.isVisible()
    assert not form.wish().combined, "nothing is counted together unasked"

    form.combined.click()

    assert form.wish().combined
    _lay_out(form, Layout.OVERVIEW)
    assert form.wish().combined
    form.readers[Reader.OTHER].click()
    assert form.wish().combined


def test_of_one_person_or_without_an_overview_nobody_is_counted_together(sheet: Any) -> None:
    form = sheet.form
    form.readers[Reader.POLICE].click()
    form.combined.click()

    _lay_out(form, Layout.SHORT)
    assert not form.combined.isVisible()
    assert not form.wish().combined

    _lay_out(form, Layout.LOG)
    _tick(form.people, "NightOwl")
    assert not form.combined.isVisible()
    assert not form.wish().combined

    _tick(form.people, "D. Marsh")
    assert form.combined.isVisible()


def test_a_kind_and_the_most_serious_narrow_what_is_printed(sheet: Any, journal: Any) -> None:
    form = sheet.form
    form.readers[Reader.POLICE].click()
    form.starred.click()
    form.kinds.choose("threat")

    assert form.wish().wanted.starred
    assert form.wish().wanted.types == ("threat",)
    assert len(form.kinds.offered()) == sum(not kind.parent for kind in journal.types)


def test_several_people_and_kinds_are_ticked_and_each_tick_is_previewed(
    qtbot: Any, sheet: Any, journal: Any
) -> None:
    form = sheet.form
    form.readers[Reader.POLICE].click()

    _tick(form.people, "D. Marsh")
    _tick(form.people, "NightOwl")
    _tick(form.kinds, "Threat")

    wanted = form.wish().wanted
    assert set(wanted.actors) == {example.MARSH, example.NIGHTOWL}
    assert wanted.types == ("threat",)
    qtbot.waitUntil(lambda: any(call[0].wanted == wanted for call in journal.calls("preview_log")))


def test_without_people_there_is_no_choice_of_them(qtbot: Any, kit: Any, journal: Any) -> None:
    host = QWidget()
    qtbot.addWidget(host)

    sheet = PrintSheet(kit, journal, host, (), Wanted(), "2024-03-13")

    assert sheet.form.people.isHidden()
    assert not sheet.form.kinds.isHidden()
    sheet._forget()


def test_what_is_shown_in_the_list_now_is_taken_over(qtbot: Any, kit: Any, journal: Any) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    shown = Wanted(types=("threat", "call"), starred=True)

    sheet = PrintSheet(kit, journal, host, (), shown, "2024-03-13")

    assert set(sheet.form.wanted().types) == {"threat", "call"}
    assert sheet.form.wanted().starred
    sheet._forget()


def test_entries_are_ticked_one_by_one(qtbot: Any, sheet: Any, journal: Any) -> None:
    sheet.form.readers[Reader.POLICE].click()
    sheet.form.tick.click()
    ticking = _shown(TickSheet, sheet)
    qtbot.waitUntil(lambda: ticking.model.rowCount() > 3)
    assert ticking.model.is_whole()

    ticking.none.click()
    assert not ticking.done.isEnabled()
    for row in (0, 2):
        ticking.view.setCurrentIndex(ticking.model.index(row))
        qtbot.keyClick(ticking.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(ticking.ticked):
        ticking.done.click()

    keys = journal.timeline(Wanted()).result().keys
    assert sheet.form.wish().only == (keys[0].id, keys[2].id)
    assert sheet.form.tick.shown_text() == "2 entries ticked…"


def test_ticking_all_of_them_narrows_nothing(qtbot: Any, sheet: Any) -> None:
    sheet.form.readers[Reader.POLICE].click()
    sheet.form.tick.click()
    ticking = _shown(TickSheet, sheet)
    qtbot.waitUntil(lambda: ticking.model.rowCount() > 0)

    with qtbot.waitSignal(ticking.ticked):
        ticking.done.click()

    assert sheet.form.wish().only == ()


def test_a_list_that_is_left_changes_nothing(sheet: Any) -> None:
    sheet.form.readers[Reader.POLICE].click()
    sheet.form.tick.click()
    ticking = _shown(TickSheet, sheet)
    ticking.none.click()

    ticking.cancel.click()

    assert sheet.form.wish().only == ()


def test_each_entry_says_when_what_and_who(qtbot: Any, sheet: Any) -> None:
    sheet.form.readers[Reader.POLICE].click()
    sheet.form.tick.click()
    model = _shown(TickSheet, sheet).model
    qtbot.waitUntil(lambda: model.rowCount() > 0)

    model.data(model.index(0))

    qtbot.waitUntil(lambda: "·" in model.data(model.index(0)))


# How long it is


def test_a_long_paper_says_so_and_the_short_one_is_a_click_away(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.paperwork.shorter = Shorter(Layout.OVERVIEW, 5)
    sheet.form.readers[Reader.POLICE].click()
    qtbot.waitUntil(sheet.longer.isVisible)
    assert says(sheet, "3 pages. Most readers want “Overview”: 5 pages.")

    sheet.longer.take.click()

    assert sheet.form.wish().layout is Layout.OVERVIEW
    assert sheet.form.layouts.currentData() == Layout.OVERVIEW
    assert not sheet.longer.isVisible()


def test_nothing_is_said_of_the_length_of_a_short_paper(qtbot: Any, sheet: Any, journal: Any) -> None:
    sheet.form.readers[Reader.POLICE].click()

    qtbot.waitUntil(lambda: len(journal.calls("shorter_paper")) == 1)
    assert not sheet.longer.isVisible()


def test_the_first_pages_are_shown_while_the_others_are_set(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.paperwork.first = FakePrinted(pages=2)
    journal.hold.add("preview_log")

    sheet.form.readers[Reader.POLICE].click()

    qtbot.waitUntil(lambda: says(sheet, "Page 1 · the others are being set"))
    sheet.preview.on.click()
    journal.release("preview_log")
    qtbot.waitUntil(lambda: says(sheet, "Page 2 of 3 · not yet printed"))
    qtbot.waitUntil(lambda: journal.paperwork.first.discarded)


def test_what_was_composed_for_a_look_is_forgotten_with_the_sheet(
    qtbot: Any, sheet: Any, journal: Any
) -> None:
    sheet.form.readers[Reader.POLICE].click()

    sheet.cancel.click()

    assert journal.calls("forget_papers") == [()]


# Which printer


def test_the_printer_the_copies_and_both_sides_are_asked_and_nothing_is_recorded_before(
    qtbot: Any, sheet: Any, journal: Any
) -> None:
    sheet.form.readers[Reader.POLICE].click()
    sheet.print.click()
    asking = _shown(PrinterSheet, sheet)
    qtbot.waitUntil(asking.yes.isEnabled)
    assert says(asking, "may keep what is printed for days")
    assert asking.printer.currentText() == "Office"
    assert journal.calls("print_log") == []

    asking.copies.setValue(2)
    asking.both_sides.click()
    with qtbot.waitSignal(sheet.told) as told:
        asking.yes.click()

    ((job,),) = journal.calls("send_paper")
    assert (job.queue.name, job.copies, job.both_sides) == ("Office", 2, False)
    assert told.args == ["Sent to the printer."]


def test_without_a_printer_a_pdf_is_what_is_left(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.paperwork.queues = ()
    sheet.form.readers[Reader.POLICE].click()

    sheet.print.click()

    asking = _shown(PrinterSheet, sheet)
    qtbot.waitUntil(lambda: says(asking, "Save the paper as a PDF instead."))
    assert not asking.yes.isEnabled()


def test_leaving_the_choice_of_a_printer_prints_nothing(sheet: Any, journal: Any) -> None:
    journal.paperwork.queues = (Queue("Office", usual=True),)
    sheet.form.readers[Reader.POLICE].click()
    sheet.print.click()

    _shown(PrinterSheet, sheet).cancel.click()

    assert journal.calls("print_log") == []
    assert sheet.isVisible()


class _Clicks(QObject):
    """Counts what a mouse does."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(watched, QWidget):
            self.count += 1
        return False


def _click(qtbot: Any, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_U03_three_clicks_and_the_enter_key_lead_from_the_window_to_paper(
    qtbot: Any, guide: Any, qapp: Any
) -> None:
    guide.open()
    clicks = _Clicks()
    qapp.installEventFilter(clicks)

    _click(qtbot, guide.session.view.toolbar.print)
    sheet = guide.sheet()
    sheet._soon.setInterval(1)
    _click(qtbot, sheet.form.readers[Reader.POLICE])
    qtbot.waitUntil(lambda: sheet.preview.page() == 1)
    _click(qtbot, sheet.print)
    asking = next(each for each in guide.window().findChildren(PrinterSheet) if each.isVisible())
    qtbot.waitUntil(asking.yes.hasFocus)
    counted = clicks.count
    qapp.removeEventFilter(clicks)
    with qtbot.waitSignal(sheet.told):
        qtbot.keyClick(asking.yes, Qt.Key.Key_Return)

    assert counted == 3
    assert len(guide.journal.calls("send_paper")) == 1


@pytest.mark.parametrize(
    ("locale", "size"),
    [("en_US", PaperSize.LETTER), ("fr_CA", PaperSize.LETTER), ("fr_FR", PaperSize.A4), ("C", PaperSize.A4)],
)
def test_the_sheet_is_the_one_that_country_prints_on(locale: str, size: PaperSize) -> None:
    assert usual_size(QLocale(locale)) is size


def test_each_reader_has_a_line_on_who_else_may_see_it_and_what_is_left_out(sheet: Any) -> None:
    assert says(sheet.form, "Later perhaps a court and the other side, too. Not your private notes")
    assert says(sheet.form, "Only they, unless they pass it on. With your calls to them")
    assert says(sheet.form, "They, and anyone they show it to. Not what you cover or keep private")
