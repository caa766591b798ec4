"""Nobody outside is asked before the person presses the button, and what came of it is told."""

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from journal.domain.anchor import Anchor, Checkpoint
from journal.domain.recognised import Likeness
from journal.gui.adding.file_dialog import FileChoice
from journal.gui.outside.compare_sheet import CompareSheet
from journal.gui.outside.seal_sheet import SealSheet
from journal.gui.outside.section import OutsideSection, confirmed, short_name
from journal.gui.outside.sheet import OutsideSheet
from journal.sealing.errors import WordsWrong
from journal.services.anchoring import AuthoritySilent
from journal.services.recognising import FileNotRead
from tests.gui.example import NOW_MS
from tests.gui.fakes import failed
from tests.gui.seeing import says

ANSWERED = Anchor(
    5, Checkpoint("ab" * 32, 1, 4), 7, NOW_MS, 6, "", NOW_MS, 0, "Common Name: Hours, Country: CH"
)


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 800)
    host.show()
    return host


@pytest.fixture
def sheet(kit: Any, journal: Any, host: QWidget) -> Any:
    sheet: Any = OutsideSheet(kit, journal, host)
    sheet.begin()
    return sheet


def test_opening_and_closing_asks_nobody(sheet: Any, journal: Any) -> None:
    assert not sheet.ask.isEnabled()
    sheet.done.click()

    assert journal.outside.asked == []


def test_a_service_is_asked_at_its_address_and_its_answer_told(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.outside.anchors = (ANSWERED,)
    sheet.address.setText(" https://hours.example/tsa ")
    sheet.ask.click()
    qtbot.waitUntil(lambda: says(sheet, "Confirmed on"))

    assert journal.outside.asked == [("ask", "https://hours.example/tsa")]


def test_silence_is_told_with_what_to_do(qtbot: Any, sheet: Any, journal: Any) -> None:
    journal.outside.answer = lambda: failed(AuthoritySilent())
    sheet.address.setText("https://hours.example")
    sheet.ask.click()
    qtbot.waitUntil(sheet.ask.isEnabled)

    assert sheet.said.isVisible()


def test_a_question_is_carried_and_answers_are_brought(
    qtbot: Any, sheet: Any, journal: Any, tmp_path: Path
) -> None:
    journal.outside.anchors = (ANSWERED,)
    sheet._carry([str(tmp_path / "q.tsq")])
    qtbot.waitUntil(lambda: says(sheet, "Saved."))
    sheet._bring([str(tmp_path / "a.tsr"), str(tmp_path / "root.pem")])
    qtbot.waitUntil(lambda: says(sheet, "Confirmed on"))

    assert journal.outside.asked == [
        ("carry", tmp_path / "q.tsq"),
        ("bring", [tmp_path / "a.tsr", tmp_path / "root.pem"]),
    ]


def test_the_settings_say_when_it_was_done_last(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> None:
    journal.outside.anchors = (ANSWERED,)
    section = OutsideSection(kit, journal, host)
    qtbot.addWidget(section)
    qtbot.waitUntil(lambda: says(section, "by Hours."))

    assert "Not yet" in confirmed(kit, ())


@pytest.mark.parametrize(
    ("subject", "name"),
    [("Common Name: A, Country: CH", "A"), ("Organization: B", "B"), ("x", "x"), ("", "")],
)
def test_a_service_is_called_by_the_name_people_know(subject: str, name: str) -> None:
    assert short_name(subject) == name


@pytest.fixture
def seal(qtbot: Any, kit: Any, journal: Any, host: QWidget) -> Any:
    sheet: Any = SealSheet(kit, journal, host)
    sheet.begin()
    qtbot.waitUntil(sheet.copy.isEnabled)
    return sheet


def test_the_seal_is_shown_in_digits_and_in_words(seal: Any) -> None:
    assert says(seal, " ".join(["abab"] * 8))
    assert all(says(seal, f"word{at}") for at in range(24))
    assert says(seal, "They open nothing.")


def test_the_section_of_the_settings_leads_to_it(kit: Any, journal: Any, host: QWidget) -> None:
    OutsideSection(kit, journal, host).show_seal.click()

    assert any(sheet.isVisible() for sheet in host.findChildren(SealSheet))


def test_a_seal_that_was_written_down_is_found_again_or_not(qtbot: Any, seal: Any, journal: Any) -> None:
    assert not seal.look.isEnabled()
    seal.typed.setText("abandon art")
    seal.look.click()
    qtbot.waitUntil(lambda: says(seal, "Your journal has it, after record 41."))
    assert journal.outside.asked == [("look_up", "abandon art")]

    journal.outside.found = lambda: journal.outside.give(None)
    seal.look.click()
    qtbot.waitUntil(lambda: says(seal, "Your journal does not have it."))

    journal.outside.found = lambda: failed(WordsWrong(None))
    seal.look.click()
    qtbot.waitUntil(lambda: says(seal, "That is no seal."))


@pytest.fixture
def compare(kit: Any, journal: Any, host: QWidget) -> Any:
    OutsideSection(kit, journal, host).compare.click()
    return next(sheet for sheet in host.findChildren(CompareSheet) if sheet.isVisible())


def test_a_file_that_came_back_is_compared_and_the_answer_said(
    qtbot: Any, compare: Any, journal: Any, tmp_path: Path
) -> None:
    compare._compare([])
    assert not any(asked[0] == "recognise" for asked in journal.asked)

    compare._compare([str(tmp_path / "a \u202efdp.pdf")])
    qtbot.waitUntil(lambda: says(compare, "Not a byte of it was changed."))
    assert ("recognise", tmp_path / "a \u202efdp.pdf") in journal.asked
    assert says(compare, " ".join(["abab"] * 16))
    assert not says(compare, "\u202e"), "its name is shown with its hidden characters as marks"

    journal.paperwork.recognised = replace(journal.paperwork.recognised, likeness=Likeness.BEARS_SEAL)
    compare._compare([str(tmp_path / "a.pdf")])
    qtbot.waitUntil(lambda: says(compare, "it is not that file"))
    assert not says(compare, "Not a byte")


def test_one_file_is_asked_for_by_what_it_is(qtbot: Any, compare: Any, host: QWidget) -> None:
    compare.choose.click()
    (dialog,) = host.findChildren(FileChoice)

    assert dialog.windowTitle() == "The file that came back"
    assert dialog.fileMode() is FileChoice.FileMode.ExistingFile
    dialog.reject()


def test_what_cannot_be_read_is_said_and_another_file_can_be_chosen(
    qtbot: Any, compare: Any, journal: Any, tmp_path: Path
) -> None:
    journal.paperwork.recognise = lambda file, progress: failed(FileNotRead())
    compare._compare([str(tmp_path)])
    qtbot.waitUntil(compare.choose.isEnabled)

    assert compare.said.isVisible()
    assert not says(compare, "Reading")
    assert not compare.digits.isVisible()


def test_closing_ends_the_reading(qtbot: Any, compare: Any, journal: Any, tmp_path: Path) -> None:
    running: list[Any] = []

    def never_done(_file: Path, progress: Any) -> Any:
        running.append(progress)
        return Future()

    journal.paperwork.recognise = never_done
    compare._compare([str(tmp_path / "film.mp4")])
    assert running[0](1, 4)
    qtbot.waitUntil(lambda: says(compare, "25 %"))

    compare.done.click()

    assert not running[0](2, 4)
