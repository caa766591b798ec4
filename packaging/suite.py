"""The whole suite: the checks that read the code, then the tests in four parts."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import left_behind
import system_parts
from private_environment import FOLDER_VARIABLE, PrivateEnvironment, environment_for, set_up, setup_folder
from refusal import Refusal, say

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "packaging" / "lock" / "test.txt"
NO_TESTS = 5  # pytest's exit code for a run without any test
_HUNG = 124  # as timeout(1) says it
_MOST_SECONDS = 2400.0
"""What a part may take that has minutes to do: only one that hangs takes so long."""
_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True, eq=False)
class Part:
    """Tests that run in one pytest process."""

    name: str
    folders: tuple[str, ...]
    without: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    files_in_memory: bool = True

    @property
    def shows_windows(self) -> bool:
        """Whether what windows need has to be there."""
        return self.folders != ("tests",)

    def owns(self, path: str) -> bool:
        """Whether a test path given by the person belongs to this part."""
        return _is_in(path, self.folders) and not _is_in(path, self.without)


_DRAWN = ("tests/gui", "tests/system", "tests/bench")
_BESIDE = ("-n", "2", "--dist", "worksteal")
_IN_MEMORY = Path("/dev/shm")  # noqa: S108  the memory itself is meant, no file that others can guess
_ROOM_IN_MEMORY = 4 * 2**30

# The first part runs without the Qt plugin, so that a core that reaches for Qt is found out.
PARTS = (
    Part("without Qt", ("tests",), _DRAWN, ("-p", "no:pytest-qt", "-m", "not slow", *_BESIDE)),
    Part("without Qt, slow", ("tests",), _DRAWN, ("-p", "no:pytest-qt", "-m", "slow", *_BESIDE)),
    Part(
        "windows, drawn off screen",
        ("tests/gui",),
        options=_BESIDE,
        variables={"QT_QPA_PLATFORM": "offscreen"},
    ),
    # Its tests look at what programs leave on the disk and in memory that is shared; each has a display, a bus and
    # a home to itself, so that two can run side by side.
    Part("system, on a display of its own", ("tests/system",), options=_BESIDE, files_in_memory=False),
)
CHECKS = {
    "ruff check": ("ruff", "check"),
    "ruff format": ("ruff", "format", "--check"),
    "mypy": ("mypy",),
    "lint-imports": ("lint-imports", "--no-logo"),
}


def run_suite(arguments: Sequence[str]) -> int:
    """Set up what is missing, run everything, and return 0 only if all of it passed."""
    signal.signal(signal.SIGTERM, _leave)
    wanted, for_pytest = _parser().parse_known_args(arguments)
    options, paths = split(for_pytest)
    parts = PARTS[:1] if wanted.fast else PARTS
    work = {part: owned for part in parts if (owned := part_paths(part, paths))}
    try:
        environment = _prepared(with_display=any(part.shows_windows for part in work))
    except Refusal as refusal:
        say(str(refusal))
        return refusal.exit_code
    failed = [] if paths else _failed_checks(environment)
    failed += _failed_parts(environment, work, options, long=wanted.long, cover=wanted.cover)
    if failed:
        print(f"\nNot passed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def _leave(_number: int, _frame: object) -> None:
    sys.exit(128 + signal.SIGTERM)  # by way of every finally, so that nothing is left behind


def split(for_pytest: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part pytest's arguments into options and test paths."""
    paths = [word for word in for_pytest if _is_in(word, ("tests",))]
    return [word for word in for_pytest if word not in paths], paths


def part_paths(part: Part, paths: Sequence[str]) -> list[str]:
    """What pytest is to collect for this part: of the paths asked for, or else everything."""
    if paths:
        return [path for path in paths if part.owns(path)]
    return list(part.folders)


def _is_in(path: str, folders: Sequence[str]) -> bool:
    asked = Path(path.split("::", maxsplit=1)[0])
    return any(asked.is_relative_to(folder) for folder in folders)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="packaging/test.py",
        description="Runs ruff, mypy, the import contracts and all tests.",
        epilog="Everything else is passed on to pytest. With a path below tests/ only that is run.",
    )
    parser.add_argument("--fast", action="store_true", help="only the tests without Qt or a display")
    parser.add_argument(
        "--cover", action="store_true", help="also tell which lines no test runs; takes longer"
    )
    parser.add_argument("--long", action="store_true", help="also the tests that take minutes")
    return parser


def _prepared(*, with_display: bool) -> PrivateEnvironment:
    environment = environment_for(LOCK)
    if sys.platform == "linux":
        missing = {} if environment.is_ready else system_parts.missing_python_parts()
        if with_display:
            missing |= system_parts.missing_window_parts()
        system_parts.provide(missing | system_parts.missing_test_commands())
    set_up(environment)
    return environment


def _failed_checks(environment: PrivateEnvironment) -> list[str]:
    failed = []
    for name, (program, *options) in CHECKS.items():
        print(f"\n== {name}", flush=True)
        if subprocess.run([environment.program(program), *options], cwd=CHECKOUT, check=False).returncode:
            failed.append(name)
    return failed


def _failed_parts(
    environment: PrivateEnvironment,
    work: Mapping[Part, Sequence[str]],
    options: Sequence[str],
    *,
    long: bool,
    cover: bool,
) -> list[str]:
    """The names of the parts that did not pass; a filter may leave some of them without tests, not all."""
    failed, empty = [], []
    for number, (part, paths) in enumerate(work.items(), start=1):
        print(f"\n== tests: {part.name}", flush=True)
        coverage = _coverage(first=number == 1, last=number == len(work)) if cover else []
        ignored = [f"--ignore={folder}" for folder in part.without]
        pytest = [str(environment.python), "-m", "pytest", *part.options, *coverage, *ignored]
        command = [*pytest, *(["--long"] if long else []), *options, *paths]
        code = _code_of(command, _environ(part), None if long else _MOST_SECONDS)
        if code == NO_TESTS:
            empty.append(part.name)
        elif code != 0:
            failed.append(part.name)
    everything = not options and all(list(paths) == list(part.folders) for part, paths in work.items())
    all_must_have_tests = everything or len(empty) == len(work)
    return failed + (empty if all_must_have_tests else [])


def _code_of(command: Sequence[str], environ: Mapping[str, str], seconds: float | None) -> int:
    """How a part ended; one that hangs is ended, and whatever it started and left is ended with it."""
    marked = {**environ, left_behind.MARK: uuid.uuid4().hex}
    with subprocess.Popen(command, cwd=CHECKOUT, env=marked) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            print(f"\nNot over after {seconds:.0f} seconds: ended. Where it stood:", flush=True)
            left_behind.have_told_where(process.pid)
            return _HUNG
        finally:
            process.kill()
            left_behind.end_all(marked[left_behind.MARK])


def _coverage(*, first: bool, last: bool) -> list[str]:
    kept = [] if first else ["--cov-append"]
    return ["--cov", "--cov-report=term" if last else "--cov-report=", *kept]


def _environ(part: Part) -> dict[str, str]:
    """What the tests of a part find in their environment.

    What Python has compiled is kept, but outside the checkout: the tests start it hundreds of times.
    """
    dropped = (*_DISPLAY_VARIABLES, "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    folder = setup_folder(os.environ)
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    temporary = {"TMPDIR": str(_IN_MEMORY)} if part.files_in_memory and _has_room_in_memory() else {}
    return {**kept, **temporary, **compiled, FOLDER_VARIABLE: str(folder), **part.variables}


def _has_room_in_memory() -> bool:
    """Whether tests can put their files there, and so need not wait for a disk thousands of times."""
    return _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free >= _ROOM_IN_MEMORY
