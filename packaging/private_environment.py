"""A Python environment of our own for one lock file: set up once, found again at every later start."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from refusal import Refusal, say

FOLDER_VARIABLE = "JOURNAL_SETUP_FOLDER"
_NEEDED_MB = 680  # measured: 446 MB installed for the program and 145 MB of downloads on their way
_COMPLETE = "complete"
_PIP_OPTIONS = ("--progress-bar", "off", "--require-hashes", "--only-binary", ":all:")
# pip settings of the person that would send the parts elsewhere than into the environment
_FOREIGN_PIP_SETTINGS = ("PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER")


@dataclass(frozen=True)
class PrivateEnvironment:
    """Where the parts named by `lock` are, or will be, installed."""

    folder: Path
    lock: Path

    @property
    def python(self) -> Path:
        """The interpreter to run things with."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """A command that a part brought along."""
        return self.folder / "Scripts" / f"{name}.exe" if os.name == "nt" else self.folder / "bin" / name

    @property
    def is_ready(self) -> bool:
        """Whether the set-up was finished and its interpreter is still there."""
        return _is_there(self.folder / _COMPLETE) and _is_there(self.python)

    def remembers(self, fact: str) -> bool:
        """Whether `remember` was called with this fact since the set-up."""
        return _is_there(self.folder / f"{fact}.checked")

    def remember(self, fact: str) -> None:
        """Note that something slow was checked and need not be checked at every start."""
        (self.folder / f"{fact}.checked").touch()


def environment_for(lock: Path, environ: Mapping[str, str] = os.environ) -> PrivateEnvironment:
    """The environment of a lock file; another lock, Python or machine has another one."""
    facts = (sys.implementation.cache_tag, sys.base_prefix, sys.platform)
    key = hashlib.sha256(lock.read_bytes() + repr(facts).encode()).hexdigest()[:16]
    return PrivateEnvironment(setup_folder(environ) / f"{lock.stem}-{key}", lock)


def setup_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder that holds our environments: a cache, so that it may be deleted at any time."""
    if chosen := environ.get(FOLDER_VARIABLE):
        return Path(chosen)
    if platform == "win32":
        local = environ.get("LOCALAPPDATA")
        cache = Path(local) if local else Path.home() / "AppData" / "Local"
    elif platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        named = Path(environ.get("XDG_CACHE_HOME", ""))
        cache = named if named.is_absolute() else Path.home() / ".cache"
    return cache / "journal-desk"


def set_up(environment: PrivateEnvironment) -> None:
    """Make the environment ready; one that was interrupted half-way is made anew.

    Raises:
        Refusal: it could not be made ready; the next call begins again.
    """
    if environment.is_ready:
        return
    folder = environment.folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _one_at_a_time(folder.with_name(f"{folder.name}.lock")):
            if not environment.is_ready:
                _build_or_leave_nothing(environment)
    except OSError as error:
        raise Refusal(trouble_words(str(error), folder.parent)) from error


def trouble_words(output: str, folder: Path) -> str:
    """A sentence for why parts could not be installed, judged by what the installer printed."""
    if "No space left on device" in output or "not enough space" in output:
        return space_words(folder)
    if "DO NOT MATCH THE HASHES" in output:
        why = "A downloaded part is not the one this version was tested with, so it was not installed."
    elif "from versions: none" not in output and "No matching distribution found" in output:
        why = "A part that is needed does not exist for this kind of computer or this version of Python."
    elif "Permission denied" in output or "Read-only file system" in output:
        why = (
            f"This account may not write to {folder}. "
            f"Set the variable {FOLDER_VARIABLE} to a folder that it may write to."
        )
    else:
        why = "The parts that are needed could not be downloaded. Check the internet connection."
    lines = [
        line for line in output.splitlines() if line.strip() and not line.startswith("WARNING: Location")
    ]
    last = "\n".join(f"    {line}" for line in lines[-4:])
    return f"{why} Then start it again. The installer said last:\n{last}"


def space_words(folder: Path) -> str:
    """What to tell a person whose disk is full."""
    return (
        f"There is not enough free space on the disk of {folder}: about {_NEEDED_MB} MB are needed. "
        "Make room, then start it again."
    )


def _is_there(path: Path) -> bool:
    """Unlike Path.exists, no for what this account may not look at."""
    return os.access(path, os.F_OK)


def _build_or_leave_nothing(environment: PrivateEnvironment) -> None:
    shutil.rmtree(environment.folder, ignore_errors=True)
    try:
        _build(environment)
    except (Refusal, OSError, KeyboardInterrupt):
        shutil.rmtree(environment.folder, ignore_errors=True)
        raise


def _build(environment: PrivateEnvironment) -> None:
    folder = environment.folder
    if shutil.disk_usage(folder.parent).free < _NEEDED_MB * 1_000_000:
        raise Refusal(space_words(folder.parent))
    say("Setting things up. This is done once, downloads up to 150 MB and takes a minute or two.")
    _run([sys.executable, "-m", "venv", str(folder)], folder.parent)
    pip = [str(environment.python), "-I", "-m", "pip", "--no-input", "--disable-pip-version-check", "install"]
    _run([*pip, *_PIP_OPTIONS, "--requirement", str(environment.lock)], folder.parent)
    if hasattr(os, "sync"):
        os.sync()  # after a power cut the mark below must not stand beside half-written parts
    (folder / _COMPLETE).touch()
    say("Everything is set up.")


def _run(command: Sequence[str], folder: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in _FOREIGN_PIP_SETTINGS}
    with subprocess.Popen(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        output = _followed(running.stdout or ())
    if running.returncode != 0:
        raise Refusal(trouble_words("".join(output), folder))


def _followed(lines: Iterable[str]) -> list[str]:
    """Collect the lines; somebody who watches a terminal sees that it goes on."""
    kept, parts = [], 0
    for line in lines:
        kept.append(line)
        if line.startswith("Collecting ") and sys.stderr is not None and sys.stderr.isatty():
            parts += 1
            print(f"\r  part {parts}", end="", file=sys.stderr, flush=True)
    if parts:
        print(file=sys.stderr)
    return kept


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Hold the file, so that two starts do not set up one folder; the system lets go of it for the killed."""
    with path.open("w") as held:
        if not _try_to_hold(held.fileno()):
            say("Another start is setting things up already; waiting for it.")
            while not _try_to_hold(held.fileno()):
                time.sleep(0.2)
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_to_hold(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_to_hold(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
