"""A screen that cannot be reached is noticed before Qt ends the process for it."""

import socket
from pathlib import Path

import pytest

from journal.desktop.screen_answers import screen_answers

NOWHERE = ":94321"


@pytest.mark.parametrize("display", [NOWHERE, f"{NOWHERE}.0", f"unix{NOWHERE}"])
def test_a_display_nobody_serves_does_not_answer(display: str) -> None:
    assert not screen_answers({"DISPLAY": display}, "linux")


def test_a_compositor_answers_where_it_listens(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "w"}
    assert not screen_answers(environ, "linux")

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()

        assert screen_answers({**environ, "DISPLAY": NOWHERE}, "linux")


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"DISPLAY": NOWHERE}, "win32"),
        ({"DISPLAY": NOWHERE}, "darwin"),
        ({"DISPLAY": NOWHERE, "QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"DISPLAY": "otherhost:0"}, "linux"),
    ],
)
def test_where_it_cannot_be_found_out_it_is_taken_to_be_there(environ: dict[str, str], platform: str) -> None:
    assert screen_answers(environ, platform)
