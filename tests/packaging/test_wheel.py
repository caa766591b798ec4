"""The wheel holds the program with everything it reads, and the same sources make the same wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import launch

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp("wheel"))


def test_all_modules_and_resources_are_in_the_wheel(wheel: Path, checkout: Path) -> None:
    modules = (checkout / "journal").rglob("*.py")
    resources = [path for path in (checkout / "resources").rglob("*") if path.is_file()]
    expected = {str(path.relative_to(checkout)) for path in modules}
    expected |= {f"journal/_{path.relative_to(checkout)}" for path in resources}

    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert held == expected


def test_both_commands_are_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        text = archive.read(name).decode()

    assert "[console_scripts]\njournal = journal.__main__:main" in text
    assert "[gui_scripts]\njournal-desk = journal.__main__:main" in text


def test_s04_two_builds_are_alike(wheel: Path, tmp_path: Path) -> None:
    assert _build(tmp_path).read_bytes() == wheel.read_bytes()


def _build(folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=launch.CHECKOUT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        timeout=100,
        check=True,
    )
    return next(folder.glob("*.whl"))
