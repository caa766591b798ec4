"""Make the lock files anew from pyproject.toml: newest versions, every platform, hashes, and no host.

A developer's tool. It needs the internet; what it needs besides Python is gone again when it ends.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / "packaging" / "lock"
OLDEST_PYTHON = "3.11"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = (
    "x86_64-manylinux_2_36",
    "aarch64-manylinux_2_39",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
)
_OLDEST_MACOS = "15.0"
_HEADER = "# Made by packaging/relock.py from pyproject.toml; not to be edited.\n"


class Locker:
    """The resolver in an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._uv = folder / ("Scripts" if os.name == "nt" else "bin") / "uv"

    def install(self) -> None:
        """Bring the resolver into the folder."""
        venv.create(self._folder, with_pip=True)
        python = self._uv.with_name("python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)

    def lock(self, target: Path, *wanted: str) -> None:
        """Write the newest versions that go together, each with the hashes of all its files."""
        made = self._pip(
            *("compile", "--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"),
            *("--no-annotate", "--no-header", "--upgrade", *wanted),
        )
        target.write_text(_HEADER + made, encoding="utf-8", newline="\n")

    def try_on(self, lock: Path, platform: str, python: str) -> None:
        """Check that every part has a wheel for this platform and Python.

        Raises:
            subprocess.CalledProcessError: one has none; the resolver has printed which.
        """
        self._pip(
            *("install", "--dry-run", "--target", str(self._folder / "nowhere"), "--require-hashes"),
            *("--python-platform", platform, "--python-version", python, "--requirement", str(lock)),
            oldest_macos=_OLDEST_MACOS,
        )

    def _pip(self, verb: str, *options: str, oldest_macos: str = "") -> str:
        done = subprocess.run(
            [self._uv, "pip", verb, "--quiet", "--only-binary", ":all:", *options],
            cwd=CHECKOUT,
            env={
                **os.environ,
                "UV_CACHE_DIR": str(self._folder / "cache"),
                "MACOSX_DEPLOYMENT_TARGET": oldest_macos,
            },
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout


def main() -> int:
    """Write packaging/lock/run.txt, test.txt and bench.txt, and check that they can be installed everywhere."""
    run, test, bench = FOLDER / "run.txt", FOLDER / "test.txt", FOLDER / "bench.txt"
    with tempfile.TemporaryDirectory() as folder:
        locker = Locker(Path(folder))
        locker.install()
        locker.lock(run, "pyproject.toml")
        locker.lock(test, "pyproject.toml", "--group", "test", "--constraint", str(run))
        locker.lock(bench, "--group", "bench", "--constraint", str(run))
        for lock in (run, test, bench):
            for platform in PLATFORMS:
                for python in PYTHONS:
                    print(f"{lock.name}: {platform}, Python {python}", flush=True)
                    locker.try_on(lock, platform, python)
    return 0


if __name__ == "__main__":
    sys.exit(main())
