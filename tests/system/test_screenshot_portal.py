"""Asking a desktop for the screen, as on Wayland, with a small portal that says yes, no, nothing, or something odd."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from journal.desktop.errors import ScreenshotRefused, Unhelpful
from journal.desktop.screenshot_portal import ScreenshotPortal
from journal.domain.folder import JournalFolder
from journal.services.catching import of_this_desktop
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes
from tests.services.quick import quick_journal
from tests.system.portals import Portal

SOON = 0.3


@pytest.fixture
def portal(session_bus: str) -> Iterator[Portal]:
    made = Portal(session_bus)
    yield made
    made.close()


@pytest.fixture
def environ(session_bus: str) -> dict[str, str]:
    return {"DBUS_SESSION_BUS_ADDRESS": session_bus, "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}


def a_picture() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, "PNG")
    return file.getvalue()


def why(ask: Callable[[], object]) -> Unhelpful:
    with pytest.raises(ScreenshotRefused) as raised:
        ask()
    return raised.value.reason


@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("name", ["out.png", "Screenshot from 2026-11-22 é %41 #1?.png"])
def test_what_the_desktop_gives_is_returned_and_its_file_removed(
    portal: Portal, environ: dict[str, str], tmp_path: Path, early: bool, name: str
) -> None:
    place = tmp_path / name
    portal.early = early
    portal.leave(place, b"the picture")

    assert ScreenshotPortal(environ).ask() == b"the picture"
    assert not place.exists()
    assert [asked["interactive"] for asked in portal.asked] == [False]


def test_a_portal_that_names_its_own_request_is_heard(
    portal: Portal, environ: dict[str, str], tmp_path: Path
) -> None:
    portal.own_path = "/org/freedesktop/portal/desktop/request/old/1"
    portal.leave(tmp_path / "out.png", b"the picture")

    assert ScreenshotPortal(environ).ask() == b"the picture"


def test_a_no_is_told_and_not_asked_again(portal: Portal, environ: dict[str, str]) -> None:
    portal.codes = [1]

    assert why(ScreenshotPortal(environ).ask) is Unhelpful.CANCELLED
    assert len(portal.asked) == 1


def test_a_desktop_that_takes_pictures_only_when_it_may_ask_is_let_ask(
    portal: Portal, environ: dict[str, str], tmp_path: Path
) -> None:
    portal.codes = [2, 0]
    portal.leave(tmp_path / "out.png", b"the picture")

    assert ScreenshotPortal(environ).ask() == b"the picture"
    assert [asked["interactive"] for asked in portal.asked] == [False, True]


def test_a_failure_is_told(portal: Portal, environ: dict[str, str]) -> None:
    portal.codes = [2, 2]

    assert why(ScreenshotPortal(environ).ask) is Unhelpful.FAILED


def test_a_desktop_that_does_not_answer_is_left_and_the_question_taken_back(
    portal: Portal, environ: dict[str, str]
) -> None:
    portal.codes = [None, 1]

    assert why(ScreenshotPortal(environ, seconds=SOON).ask) is Unhelpful.TIME_OUT
    assert why(ScreenshotPortal(environ).ask) is Unhelpful.CANCELLED
    assert len(portal.taken_back) == 1


def test_where_nobody_answers_such_questions_that_is_said(environ: dict[str, str]) -> None:
    assert why(ScreenshotPortal(environ).ask) is Unhelpful.MISSING


@pytest.mark.parametrize("address", ["unix:path=/nowhere/at/all", "nonsense"])
def test_where_there_is_no_bus_that_is_said(address: str) -> None:
    assert why(ScreenshotPortal({"DBUS_SESSION_BUS_ADDRESS": address}).ask) is Unhelpful.MISSING


@pytest.mark.parametrize(
    "uri", ["", "http://example.net/a.png", "file://elsewhere/a.png", "file:///tmp/%00", "file:"]
)
def test_an_answer_that_names_no_file_here_is_a_failure(
    portal: Portal, environ: dict[str, str], uri: str
) -> None:
    portal.uri = uri

    assert why(ScreenshotPortal(environ).ask) is Unhelpful.FAILED


def test_a_file_that_cannot_be_read_is_removed_all_the_same(
    portal: Portal, environ: dict[str, str], tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("not to be read through a link")
    link, pipe = tmp_path / "link.png", tmp_path / "pipe.png"
    link.symlink_to(kept)
    os.mkfifo(pipe)
    portal.codes = [0, 0, 0]

    for place in (link, pipe, tmp_path / "gone.png"):
        portal.uri = place.as_uri()
        assert why(ScreenshotPortal(environ).ask) is Unhelpful.FAILED

    assert not os.path.lexists(link)
    assert not pipe.exists()
    assert kept.exists()


def test_under_wayland_a_capture_is_what_the_desktop_gave_whatever_display_there_is(
    portal: Portal, environ: dict[str, str], tmp_path: Path
) -> None:
    folder = JournalFolder(tmp_path / "Journal")
    journal = quick_journal(folder, surroundings(FakeClock()))
    picture = a_picture()
    portal.leave(tmp_path / "out.png", picture)
    try:
        of_this_desktop(folder, environ).catch("open")

        (evidence,) = journal.file_inbox().result().evidence
        piece = journal.piece(evidence).result()
        assert kept_bytes(journal, evidence) == picture
        assert piece.evidence.provenance.backend == "xdg-desktop-portal"
        assert not (tmp_path / "out.png").exists()
    finally:
        journal.close()


def test_what_is_no_picture_is_not_kept_and_its_file_removed(
    portal: Portal, environ: dict[str, str], tmp_path: Path
) -> None:
    from journal.capture.errors import CaptureUnavailable

    folder = JournalFolder(tmp_path / "Journal")
    quick_journal(folder, surroundings(FakeClock())).close()
    portal.leave(tmp_path / "out.png", b"MZ, not a picture")

    with pytest.raises(CaptureUnavailable):
        of_this_desktop(folder, environ).catch("open")

    assert list(folder.inbox.iterdir()) == []
    assert not (tmp_path / "out.png").exists()
