"""What tests/conftest.py promises of every test of a window, shown on small suites of their own."""

from pathlib import Path

import pytest

from tests.small_suite import run_small_suite


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("kept.append(QWidget())", "left behind"),
        ("w = QWidget(); w.show(); w.me = w; kept.append(w)", "left behind"),
        ("qWarning('a slot of that name is not there')", "a slot of that name"),
    ],
)
def test_a_test_of_a_window_fails_for(body: str, said: str, tmp_path: Path, checkout: Path) -> None:
    done = run_small_suite(tmp_path, checkout, {"gui/test_it.py": _test(body)})

    assert said in done.stdout
    assert done.returncode == 1, done.stdout


@pytest.mark.parametrize(
    "body",
    [
        "QWidget()",
        "w = QWidget(); w.me = w",
        "w = QWidget(); kept.append(w); qtbot.addWidget(w)",
        "w = QWidget(); kept.append(w); w.deleteLater()",
    ],
)
def test_a_test_that_tidies_up_passes(body: str, tmp_path: Path, checkout: Path) -> None:
    done = run_small_suite(tmp_path, checkout, {"gui/test_it.py": _test(body)})

    assert done.returncode == 0, done.stdout


def _test(body: str) -> str:
    imports = "from PySide6.QtCore import qWarning\nfrom PySide6.QtWidgets import QWidget\n"
    return f"{imports}kept = []\ndef test_a(qtbot):\n    {body}\n"
