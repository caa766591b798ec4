"""Somebody who double-clicks has no terminal: the right thing starts, wherever it lies, and what is said is seen."""

import configparser
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import seen

pytestmark = pytest.mark.slow

FAKE_RUN = "import os, sys; print(os.environ.get('JOURNAL_WITHOUT_TERMINAL'), sys.argv, len(sys.path[0]) > 0)"
FOLDERS = ("plain", "with a space", "it's 100 % “müde” $HOME `x`")


@pytest.fixture(params=FOLDERS)
def unpacked(tmp_path: Path, checkout: Path, request: pytest.FixtureRequest) -> Path:
    """The files to double-click beside a stand-in for the program, somewhere."""
    folder = tmp_path / str(request.param)
    folder.mkdir()
    for name in ("Journal.desktop", "Journal.command", "Journal.pyw", "seen.py"):
        shutil.copy(checkout / "packaging" / name, folder)
    (folder / "run.py").write_text(FAKE_RUN)
    return folder


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def _entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[method-assign, assignment]  # its keys are told apart by case
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def _in_pieces(path: Path) -> list[str]:
    return str(path).split(" ")


def _its_folder_in_pieces(path: Path) -> list[str]:
    return _in_pieces(path.parent)


@pytest.mark.parametrize(
    "told",
    [
        lambda path: [str(path)],
        lambda path: [path.as_uri()],
        _in_pieces,
        _its_folder_in_pieces,
    ],
)
def test_the_desktop_entry_starts_what_lies_beside_it(
    unpacked: Path, told: Callable[[Path], list[str]]
) -> None:
    """File managers say in many ways where the entry lies: PCManFM names its folder, and cuts that at its spaces."""
    entry = unpacked / "Journal.desktop"
    command = shlex.split(_entry(entry)["Exec"])
    assert command[-1] == "%k"
    assert not set(_entry(entry)["Exec"]) & set("$`\\")

    said = _said([*command[:-1], *told(entry)])

    assert said == f"1 {[str(unpacked / 'run.py')]} True"


def test_the_file_for_windows_starts_what_lies_beside_it(unpacked: Path) -> None:
    said = _said([sys.executable, str(unpacked / "Journal.pyw")])

    assert said == f"1 {[str(unpacked / 'run.py')]} True"


def test_the_file_for_macos_starts_what_lies_beside_it(unpacked: Path) -> None:
    assert _said(["sh", str(unpacked / "Journal.command")]) == f"None {['run.py']} True"


def test_what_is_double_clicked_may_be_run_and_is_called_nothing_but_journal(checkout: Path) -> None:
    for name in ("Journal.desktop", "Journal.command", "run.py"):
        assert os.access(checkout / "packaging" / name, os.X_OK)
    entry = _entry(checkout / "packaging" / "Journal.desktop")
    assert (entry["Type"], entry["Name"], entry["Terminal"]) == ("Application", "Journal", "false")


def test_nobody_reads_what_leads_nowhere_or_into_the_log(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    here, there = socket.socketpair()
    with (
        open(os.devnull, "w") as nowhere,  # noqa: PTH123  it is no path
        os.fdopen(writing, "w") as pipe,
        here,
        there.makefile("w") as log,
        there,
        (tmp_path / "x").open("w") as file,
    ):
        assert seen.nobody_reads(nowhere, {})
        assert seen.nobody_reads(log, {})
        assert seen.nobody_reads(None, {})
        assert seen.nobody_reads(pipe, {seen.VARIABLE: "1"})
        assert not seen.nobody_reads(pipe, {})
        assert not seen.nobody_reads(file, {})
    os.close(reading)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A zenity that writes down what it was asked to show, and stays until it is closed; returns where."""
    shown = tmp_path / "shown"
    fake = tmp_path / "bin" / "zenity"
    fake.parent.mkdir()
    # It says that it is there with its words, waits for its end, and says that too.
    fake.write_text(
        f'#!/bin/sh\necho "$@" >> "{shown}"\ntrap \'echo gone >> "{shown}"; exit\' TERM\ncat >> "{shown}"\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    return shown


@pytest.mark.skipif("sys.platform != 'linux'")
def test_words_are_shown_as_text_that_can_be_copied(stand_in: Path) -> None:
    words = "Some parts are missing:\n\n    sudo apt-get install <b>x</b>\n"

    seen.tell(words)

    first, _, text = stand_in.read_text().partition("\n")
    assert "--text-info" in first
    assert text == words


@pytest.mark.skipif("sys.platform != 'linux'")
def test_a_notice_goes_when_the_next_comes_and_when_it_is_over(stand_in: Path) -> None:
    notice = seen.Notice()

    notice.show("Setting things up & more")
    _wait_for(stand_in, "Setting things up &amp; more")
    notice.show("Everything is set up.")
    _wait_for(stand_in, "Everything is set up.")
    notice.close()
    notice.close()

    assert stand_in.read_text().count("gone") == 2


def _wait_for(path: Path, words: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if path.is_file() and words in path.read_text():
            return
        time.sleep(0.02)
    raise AssertionError(words)
