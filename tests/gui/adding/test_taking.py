"""What is chosen, dropped or pasted comes in as files, pictures and plain words, and nothing is fetched."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from journal.domain.evidence import Method
from journal.gui.adding.copies import CopiesBar
from journal.gui.adding.offered import Offered, may_come, offered
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.adding.taking import Taking
from journal.gui.text.fields import Area
from tests.gui.fakes import Refused
from tests.gui.seeing import says


def _mime(
    urls: tuple[str, ...] = (), text: str = "", html: str = "", image: QImage | None = None
) -> QMimeData:
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if image is not None:
        data.setImageData(image)
    return data


def _picture() -> QImage:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#2C6E73"))
    return image


# What may come


def test_files_of_this_computer_come_as_paths() -> None:
    assert offered(_mime(urls=("file:///tmp/a b.png",))) == Offered(paths=(Path("/tmp/a b.png"),))


@pytest.mark.parametrize(
    "address", ["https://example.net/a.png", "file://host/share/a.png", "smb://host/a", "ftp://x/y"]
)
def test_addresses_on_other_computers_are_refused_and_counted(address: str) -> None:
    found = offered(_mime(urls=(address,), text=address))

    assert found == Offered(refused=1)
    assert found.is_nothing()


def test_a_picture_beside_its_web_address_comes_as_the_picture() -> None:
    found = offered(_mime(urls=("https://example.net/a.png",), image=_picture()))

    assert found.picture.startswith(b"\x89PNG")
    assert found.refused == 1


def test_a_picture_comes_as_png_pixel_for_pixel() -> None:
    image = QImage.fromData(offered(_mime(image=_picture())).picture)

    assert image.pixelColor(1, 1) == QColor("#2C6E73")
    assert (image.width(), image.height()) == (3, 2)


def test_html_comes_only_as_its_plain_words() -> None:
    found = offered(_mime(html="<img src='file:///canary'><b>bold</b>", text="bold"))

    assert found == Offered(text="bold")


def test_html_alone_brings_nothing() -> None:
    assert offered(_mime(html="<img src='file:///canary'>")).is_nothing()


def test_what_may_come_is_judged_without_reading_it() -> None:
    assert may_come(_mime(urls=("file:///tmp/a.png",)))
    assert may_come(_mime(text="words"))
    assert not may_come(QMimeData())


# On the way


class Place:
    """A window with a field, a list and an entry, and what takes things in."""

    def __init__(self, qtbot: Any, kit: Any, journal: Any) -> None:
        self.window = QMainWindow()
        self.window.setAcceptDrops(True)
        qtbot.addWidget(self.window)
        middle = QWidget()
        box = QVBoxLayout(middle)
        self.field, self.list, self.entry = Area("Words"), QWidget(), QWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.strip, self.copies = ProgressStrip(kit.words), CopiesBar(kit.words)
        for widget in (self.field, self.list, self.entry, self.strip, self.copies):
            box.addWidget(widget)
        self.window.setCentralWidget(middle)
        self.taking = Taking(kit, journal, self.window, self.entry, self.strip, self.copies)
        self.told: list[str] = []
        self.taking.told.connect(self.told.append)
        self.window.show()


@pytest.fixture
def place(qtbot: Any, kit: Any, journal: Any, qapp: QApplication) -> Any:
    place = Place(qtbot, kit, journal)
    qapp.installEventFilter(place.taking)
    qtbot.waitUntil(place.window.isActiveWindow)
    yield place
    qapp.removeEventFilter(place.taking)
    qapp.clipboard().clear()


def _drop(place: Any, on: QWidget, data: QMimeData) -> bool:
    actions, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = on.mapTo(place.window, on.rect().center())
    enter = QDragEnterEvent(at, actions, data, left, none)
    enter.ignore()
    QApplication.sendEvent(place.window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(place.window, QDropEvent(QPointF(at), actions, data, left, none))
    return True


def test_a_file_dropped_anywhere_comes_in(qtbot: Any, place: Any, journal: Any) -> None:
    with qtbot.waitSignal(place.taking.taken) as taken:
        assert _drop(place, place.list, _mime(urls=("file:///tmp/a.png",)))

    assert journal.calls("add_files") == [((Path("/tmp/a.png"),), Method.DROP)]
    assert taken.args[1] is False


def test_a_file_dropped_on_the_entry_is_for_the_entry(qtbot: Any, place: Any) -> None:
    with qtbot.waitSignal(place.taking.taken) as taken:
        _drop(place, place.entry, _mime(urls=("file:///tmp/a.png",)))

    assert taken.args[1] is True


def test_an_address_on_another_computer_is_not_fetched_and_that_is_told(
    qtbot: Any, place: Any, journal: Any
) -> None:
    _drop(place, place.list, _mime(urls=("https://example.net/a.png",)))

    assert journal.asked == []
    assert "not fetched" in place.told[0]


def test_a_pasted_picture_comes_in_wherever_the_focus_is(
    qtbot: Any, place: Any, journal: Any, qapp: Any
) -> None:
    qapp.clipboard().setImage(_picture())

    for widget in (place.list, place.field):
        widget.setFocus()
        with qtbot.waitSignal(place.taking.taken):
            qtbot.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert [call[1:] for call in journal.calls("add_bytes")] == [("picture.png", Method.PASTE)] * 2
    assert place.field.toPlainText() == ""


def test_words_pasted_into_a_field_stay_in_the_field(qtbot: Any, place: Any, journal: Any, qapp: Any) -> None:
    qapp.clipboard().setText("I <3 you & <b>")
    place.field.setFocus()

    qtbot.keyClick(place.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert place.field.toPlainText() == "I <3 you & <b>"
    assert journal.asked == []


def test_words_pasted_elsewhere_come_in_as_a_file(qtbot: Any, place: Any, journal: Any, qapp: Any) -> None:
    qapp.clipboard().setText("copied from a chat")
    place.list.setFocus()

    with qtbot.waitSignal(place.taking.taken):
        qtbot.keyClick(place.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert journal.calls("add_bytes") == [(b"copied from a chat", "text.txt", Method.PASTE)]


def test_what_could_not_be_read_is_told_by_name_and_stops_nothing(qtbot: Any, place: Any) -> None:
    with qtbot.waitSignal(place.taking.taken):
        place.taking.take_paths([Path("/tmp/refused"), Path("/tmp/b.png")], Method.FILE, into_entry=False)

    assert place.told == ["refused: It did not work (Refused). Try it once more."]


def test_a_failure_is_told_and_the_bar_goes(
    qtbot: Any, place: Any, journal: Any, troubles: list[Any]
) -> None:
    journal.fail.add("add_files")

    place.taking.take_paths([Path("/tmp/b.png")], Method.FILE, into_entry=False)

    qtbot.waitUntil(lambda: bool(troubles))
    assert isinstance(troubles[0], Refused)
    assert not place.strip.isVisible()


def test_what_takes_long_shows_how_far_it_is_and_can_be_stopped(qtbot: Any, place: Any, journal: Any) -> None:
    journal.hold.add("add_files")
    place.taking.take_paths([Path("/tmp/b.png")], Method.FILE, into_entry=False)
    progress = place.strip._progress
    qtbot.waitUntil(place.strip.isVisible)

    place.strip.cancel.click()

    assert progress(1, 2) is False
    with qtbot.waitSignal(place.taking.taken):
        journal.release("add_files")
    assert not place.strip.isVisible()


# The copy that stays behind


def _kept(qtbot: Any, place: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    copy = folder / "a.png"
    copy.write_bytes(b"x")
    with qtbot.waitSignal(place.taking.taken):
        place.taking.take_paths([copy], Method.FILE, into_entry=False)
    return copy


def test_after_adding_the_copy_is_named_and_left_unless_said_otherwise(
    qtbot: Any, place: Any, tmp_path: Path
) -> None:
    copy = _kept(qtbot, place, tmp_path)
    assert says(place.copies, "Kept and checked. The copy in Downloads is still readable there.")

    place.copies.leave.click()

    assert copy.exists()
    assert not place.copies.isVisible()


def test_the_copy_goes_when_the_person_says_so(qtbot: Any, place: Any, tmp_path: Path) -> None:
    copy = _kept(qtbot, place, tmp_path)

    place.copies.remove.click()

    assert not copy.exists()
    assert place.told == ["The copy is removed."]


def test_a_copy_that_cannot_be_removed_is_told(qtbot: Any, place: Any, tmp_path: Path) -> None:
    copy = _kept(qtbot, place, tmp_path)
    copy.unlink()

    place.copies.remove.click()

    assert place.told == ["One copy could not be removed."]


def test_what_was_written_to_since_holds_more_than_was_kept_and_stays(
    qtbot: Any, place: Any, tmp_path: Path
) -> None:
    copy = _kept(qtbot, place, tmp_path)
    copy.write_bytes(b"x and more")

    place.copies.remove.click()

    assert copy.read_bytes() == b"x and more"
    assert place.told == ["One copy could not be removed."]


def test_a_link_is_not_the_copy_and_its_removal_is_not_told_as_one(
    qtbot: Any, place: Any, tmp_path: Path
) -> None:
    behind, link = tmp_path / "behind.png", tmp_path / "link.png"
    behind.write_bytes(b"x")
    link.symlink_to(behind)
    with qtbot.waitSignal(place.taking.taken):
        place.taking.take_paths([link], Method.FILE, into_entry=False)

    place.copies.remove.click()

    assert behind.exists()
    assert place.told == ["One copy could not be removed."]
