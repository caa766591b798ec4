"""Runs a suite of a few lines under the settings of the real one, as CI would."""

import os
import subprocess
import sys
from pathlib import Path


def run_small_suite(
    tmp_path: Path, checkout: Path, files: dict[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    """Write the files below `tmp_path`/tests, beside our conftest.py, and run pytest on them."""
    suite = tmp_path / "tests"
    suite.mkdir(exist_ok=True)
    files = {**files, "conftest.py": (checkout / "tests" / "conftest.py").read_text(encoding="utf-8")}
    for name, text in files.items():
        (suite / name).parent.mkdir(exist_ok=True)
        (suite / name).write_text(text, encoding="utf-8")
    settings = ["-c", str(checkout / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *settings, *options, str(suite)],
        cwd=tmp_path,
        env={**os.environ, "CI": "true", "DISPLAY": ":77", "PYTHONPATH": str(checkout / "packaging")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=100,
        check=False,
    )
