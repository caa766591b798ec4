"""Running a module's tests against a changed module, each time in a process forked from one that is warm already."""

import importlib.abc
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

import pytest

PASSED = 0
_LEAST_SECONDS = 20.0
_TIMES_LONGER = 6.0
_OPTIONS = (
    *(
        "-x",
        "-q",
        "--no-header",
        "--tb=no",
        "--hypothesis-seed=0",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    ),
    *(
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:pytest-qt",
        "-p",
        "no:xdist",
        "-p",
        "no:pytest_cov",
    ),
)


@dataclass(frozen=True)
class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Has one module of the program imported as it is written here."""

    module: str
    path: Path
    code: CodeType

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)  # noqa: S102  our own source with one thing changed


class Trial:
    """The tests of one module: whether they pass, whatever is made of it."""

    def __init__(self, module: str, path: Path, tests: Sequence[str]) -> None:
        self._module = module
        self._path = path
        self._tests = tests
        self._seconds = 600.0

    def passes_unchanged(self) -> bool:
        """Whether all is well to begin with; also takes the time that a change may take."""
        began = time.monotonic()
        source = self._path.read_text(encoding="utf-8")
        passed = self.passes(compile(source, str(self._path), "exec"))
        self._seconds = max(_LEAST_SECONDS, _TIMES_LONGER * (time.monotonic() - began))
        return passed

    def passes(self, code: CodeType) -> bool:
        """Whether no test notices that the module is this; one that never ends has noticed."""
        child = os.fork()
        if child == 0:
            self._in_the_child(code)
        deadline = time.monotonic() + self._seconds
        while time.monotonic() < deadline:
            found, status = os.waitpid(child, os.WNOHANG)
            if found:
                _end_group(child)
                return os.waitstatus_to_exitcode(status) == PASSED
            time.sleep(0.02)
        _end_group(child)
        os.waitpid(child, 0)
        return False

    def _in_the_child(self, code: CodeType) -> None:
        os.setpgid(0, 0)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        sys.meta_path.insert(0, Changed(self._module, self._path, code))
        try:
            result = int(pytest.main([*_OPTIONS, *self._tests]))
        except BaseException:  # noqa: BLE001  a change may raise anything, and that is being noticed
            result = 1
        os._exit(result)


def _end_group(child: int) -> None:
    """End whatever the tests of a changed program have left running."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        return


def keep_nothing_but_in(folder: Path) -> None:
    """Have what the tests write lie in that folder."""
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(folder / "hypothesis")
    os.environ["TMPDIR"] = str(folder)
