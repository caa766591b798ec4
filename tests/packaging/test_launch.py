"""What `packaging/run.py` decides before anything is set up, and how it hands over."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import launch


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--demo"],
        ["--journal", "demo"],
        ["--journal=demo", "--demo"],
        ["--journal", "demo", "--demo"],
    ],
)
def test_a_window_without_a_display_is_refused(arguments: list[str]) -> None:
    assert launch.lacks_display(arguments, {"HOME": "/home/m"}, "linux")


@pytest.mark.parametrize(
    "arguments",
    [
        ["demo", "folder"],
        ["export", "--to", "x"],
        ["verify"],
        ["capture"],
        ["--version"],
        ["--help"],
        ["-h"],
        ["--journal", "folder", "verify"],
        ["--journal=folder", "verify"],
    ],
)
def test_what_opens_no_window_needs_no_display(arguments: list[str]) -> None:
    assert not launch.lacks_display(arguments, {}, "linux")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_is_recognised_by(name: str) -> None:
    assert not launch.lacks_display([], {name: ":0"}, "linux")
    assert launch.lacks_display([], {name: ""}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_a_display(platform: str) -> None:
    assert not launch.lacks_display([], {}, platform)


def test_without_a_display_one_sentence_names_what_needs_none(checkout: Path, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, checkout / "packaging" / "run.py"],
        env={"HOME": str(home), "PATH": os.defpath},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
    assert "python3 packaging/run.py demo FOLDER" in done.stderr
    assert list(home.iterdir()) == []


def test_the_program_gets_the_arguments_as_they_were_typed(tmp_path: Path, checkout: Path) -> None:
    (tmp_path / "random.py").write_text("raise SystemExit('a file from the folder one stands in was run')")
    script = "import launch, sys; launch._become([sys.executable, *sys.argv[1:]])"
    shown = "import random, journal, sys; print(sys.argv[1:], journal.__path__)"

    done = subprocess.run(
        [sys.executable, "-c", script, "-c", shown, "demo", "a b", "--x=ü", ""],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(checkout / "packaging")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout == f"{['demo', 'a b', '--x=ü', '']} {[str(checkout / 'journal')]}\n"


@pytest.mark.parametrize("script", ["python_here.py", "run.py", "test.py"])
def test_the_scripts_can_be_read_by_a_much_older_python(script: str, checkout: Path) -> None:
    source = (checkout / "packaging" / script).read_text(encoding="utf-8")

    compile(source, script, "exec", dont_inherit=True, flags=0x400, optimize=0, _feature_version=6)
