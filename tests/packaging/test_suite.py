"""`packaging/test.py` runs everything, or exactly what was asked for, and never calls silence success."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import left_behind
import suite
from private_environment import PrivateEnvironment

PLAIN, SLOW, GUI, SYSTEM = suite.PARTS


def test_every_test_folder_belongs_to_one_part_or_to_the_quick_and_the_slow_one(checkout: Path) -> None:
    folders = [path for path in (checkout / "tests").iterdir() if path.is_dir() and path.name != "bench"]

    for folder in folders:
        name = str(folder.relative_to(checkout))
        owners = [part for part in suite.PARTS if part.owns(name)]
        assert len(owners) == 1 or owners == [PLAIN, SLOW], name


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("tests/vault/test_store.py", [PLAIN, SLOW]),
        ("tests/test_house.py::test_no_file_names", [PLAIN, SLOW]),
        ("tests/gui/test_look.py", [GUI]),
        ("tests/system", [SYSTEM]),
    ],
)
def test_a_path_is_run_in_the_parts_it_belongs_to(path: str, parts: list[suite.Part]) -> None:
    assert [one for one in suite.PARTS if suite.part_paths(one, [path])] == parts


def test_options_and_paths_are_told_apart() -> None:
    words = ["-x", "tests/vault", "-k", "seal", "tests/gui/test_look.py::test_a"]

    assert suite.split(words) == (["-x", "-k", "seal"], ["tests/vault", "tests/gui/test_look.py::test_a"])


def test_a_part_that_ran_no_test_has_failed(tmp_path: Path) -> None:
    environment = _with_pytest_that_ends_with(tmp_path, 5)

    assert _failed(environment, []) == [PLAIN.name, GUI.name]


def test_a_filter_may_leave_a_part_empty_but_not_all_of_them(tmp_path: Path) -> None:
    environment = _with_pytest_that_ends_with(tmp_path, 5)
    some = _with_pytest_that_ends_with(tmp_path, 0, 5)

    assert _failed(environment, ["-k", "x"]) == [PLAIN.name, GUI.name]
    assert _failed(some, ["-k", "x"]) == []


def test_a_failure_is_named(tmp_path: Path) -> None:
    environment = _with_pytest_that_ends_with(tmp_path, 1, 0)

    assert _failed(environment, []) == [PLAIN.name]


def test_a_part_that_hangs_is_ended_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suite, "_MOST_SECONDS", 0.2)
    environment = _with_pytest_that_ends_with(tmp_path, 0)
    environment.python.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(600)\n")

    assert suite._failed_parts(environment, {PLAIN: ["tests"]}, [], long=False, cover=False) == [PLAIN.name]
    assert "Not over after" in capfd.readouterr().out


@pytest.mark.skipif("sys.platform != 'linux'")
def test_what_a_run_left_behind_is_ended_and_nothing_else() -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"],
            env={**os.environ, left_behind.MARK: mark},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        for mark in ("this test's", "another's")
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()

    ended = left_behind.end_all("this test's")

    mine, other = started
    assert ended == [mine.pid]
    assert mine.wait(60) == -signal.SIGKILL
    other.communicate(timeout=60)
    assert other.returncode == 0
    mine.communicate()


def test_the_tests_of_windows_are_drawn_off_screen_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")

    assert suite._environ(GUI)["QT_QPA_PLATFORM"] == "offscreen"
    assert "QT_QPA_PLATFORM" not in suite._environ(SYSTEM)
    assert "DISPLAY" not in suite._environ(SYSTEM)


def test_files_of_tests_lie_in_memory_only_where_there_is_room_and_nobody_looks_for_traces(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(suite, "_IN_MEMORY", tmp_path)

    monkeypatch.setattr(suite, "_ROOM_IN_MEMORY", 1)
    assert suite._environ(PLAIN)["TMPDIR"] == str(tmp_path)
    assert "TMPDIR" not in suite._environ(SYSTEM)

    monkeypatch.setattr(suite, "_ROOM_IN_MEMORY", 2**80)
    assert "TMPDIR" not in suite._environ(PLAIN)


def test_what_python_compiles_is_kept_outside_the_checkout(
    monkeypatch: pytest.MonkeyPatch, checkout: Path
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    environ = suite._environ(PLAIN)

    assert "PYTHONDONTWRITEBYTECODE" not in environ
    assert not Path(environ["PYTHONPYCACHEPREFIX"]).is_relative_to(checkout)


def test_lines_are_counted_over_all_parts_where_that_is_asked_for() -> None:
    assert suite._coverage(first=True, last=False) == ["--cov", "--cov-report="]
    assert suite._coverage(first=False, last=True) == ["--cov", "--cov-report=term", "--cov-append"]


def _failed(environment: PrivateEnvironment, options: list[str]) -> list[str]:
    return suite._failed_parts(
        environment, {PLAIN: ["tests"], GUI: ["tests/gui"]}, options, long=False, cover=False
    )


def _with_pytest_that_ends_with(tmp_path: Path, *codes: int) -> PrivateEnvironment:
    """An environment whose interpreter ends with the next of the codes at each start."""
    folder = tmp_path / "-".join(map(str, codes))
    (folder / "bin").mkdir(parents=True)
    python = folder / "bin" / "python"
    python.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        f"codes = {codes}\n"
        "count = pathlib.Path(sys.argv[0]).with_name('count')\n"
        "number = int(count.read_text()) if count.exists() else 0\n"
        "count.write_text(str(number + 1))\n"
        "sys.exit(codes[number % len(codes)])\n",
        encoding="utf-8",
    )
    python.chmod(0o700)
    return PrivateEnvironment(folder, tmp_path / "test.txt")
