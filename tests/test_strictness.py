"""What tests/conftest.py promises of every test, shown on small suites of their own."""

from pathlib import Path

import pytest

from tests.small_suite import run_small_suite

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import pytest\n@pytest.mark.skip(reason='rain')\ndef test_a(): ...", "skipped in CI"),
        ("import pytest\npytest.skip('rain', allow_module_level=True)", "skipped in CI"),
        (
            "import logging\ndef test_a():\n    logging.getLogger('x').error('lost')",
            "logged as an error: lost",
        ),
        ("import warnings\ndef test_a():\n    warnings.warn('old')", "UserWarning: old"),
        ("import pytest\n@pytest.mark.xfail\ndef test_a(): ...", "XPASS(strict)"),
        ("import pytest\n@pytest.mark.lnog\ndef test_a(): ...", "'lnog' not found"),
        (
            "import threading\ndef test_a():\n    t = threading.Thread(target=int, args='x')\n    t.start(); t.join()",
            "Thread",
        ),
        ("def test_a():\n    import PySide6", "Qt was imported"),
    ],
)
def test_the_core_fails_for(source: str, said: str, tmp_path: Path, checkout: Path) -> None:
    done = run_small_suite(tmp_path, checkout, {"test_it.py": source}, "-p", "no:pytest-qt")

    assert said in done.stdout
    assert done.returncode not in (0, 5), done.stdout


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\n@pytest.mark.xfail\ndef test_a():\n    assert False",
        "import logging\ndef test_a(logged_errors):\n    logging.getLogger().error('x')\n"
        "    assert len(logged_errors) == 1",
        "import os, pathlib\ndef test_a(home):\n    assert pathlib.Path.home() == home\n"
        "    assert not {'DISPLAY', 'DBUS_SESSION_BUS_ADDRESS'} & set(os.environ)\n"
        "    assert len(os.environ['XDG_RUNTIME_DIR']) < 60",
    ],
)
def test_the_core_passes_for(source: str, tmp_path: Path, checkout: Path) -> None:
    done = run_small_suite(tmp_path, checkout, {"test_it.py": source}, "-p", "no:pytest-qt")

    assert done.returncode == 0, done.stdout


def test_a_long_test_waits_until_it_is_asked_for(tmp_path: Path, checkout: Path) -> None:
    files = {"test_it.py": "import pytest\n@pytest.mark.long\ndef test_a(): ...\ndef test_b(): ..."}

    without = run_small_suite(tmp_path, checkout, files, "-p", "no:pytest-qt")
    with_it = run_small_suite(tmp_path, checkout, files, "-p", "no:pytest-qt", "--long")

    assert "1 passed, 1 deselected" in without.stdout
    assert "2 passed" in with_it.stdout
