"""An environment is whole or is made anew, and belongs to one lock file."""

import base64
import hashlib
import os
import subprocess
import threading
import zipfile
from pathlib import Path

import pytest

import private_environment
from private_environment import PrivateEnvironment, environment_for, set_up, setup_folder, trouble_words
from refusal import Refusal

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, ".cache/journal-desk"),
        ("linux", {"XDG_CACHE_HOME": "/var/tmp/c"}, "/var/tmp/c/journal-desk"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, ".cache/journal-desk"),
        ("darwin", {"XDG_CACHE_HOME": "/var/tmp/c"}, "Library/Caches/journal-desk"),
        ("win32", {"LOCALAPPDATA": "/c/Users/m/Local"}, "/c/Users/m/Local/journal-desk"),
        ("win32", {}, "AppData/Local/journal-desk"),
        ("linux", {"JOURNAL_SETUP_FOLDER": "/srv/setup", "XDG_CACHE_HOME": "/var/tmp/c"}, "/srv/setup"),
    ],
)
def test_the_parts_are_kept_in_the_cache_folder_of_the_system(
    platform: str, environ: dict[str, str], expected: str, home: Path
) -> None:
    assert setup_folder(environ, platform) == home / expected


def test_another_lock_has_another_environment(tmp_path: Path) -> None:
    first, second = _lock(tmp_path / "a.txt", "x==1"), _lock(tmp_path / "b.txt", "x==2")

    assert environment_for(first).folder == environment_for(first).folder
    assert environment_for(first).folder.name.startswith("a-")
    assert environment_for(first).folder.name[2:] != environment_for(second).folder.name[2:]


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: [Errno 28] No space left on device", "not enough free space"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "was not installed"),
        ("ERROR: No matching distribution found for x==1", "does not exist for this kind of computer"),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken\n"
            "ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)\n"
            "ERROR: No matching distribution found for x==1",
            "internet connection",
        ),
        ("[Errno 13] Permission denied: '/x'", "may not write"),
        ("[Errno 30] Read-only file system: '/x'", "may not write"),
        ("anything else", "internet connection"),
    ],
)
def test_every_trouble_has_a_sentence_and_a_next_step(output: str, sentence: str) -> None:
    words = trouble_words(output, Path("/folder"))

    assert sentence in words
    assert "start it again" in words


def test_too_little_space_is_said_before_anything_is_downloaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_environment, "_NEEDED_MB", 10**9)
    environment = PrivateEnvironment(tmp_path / "cache" / "run-1", _lock(tmp_path / "run.txt", "x==1"))

    with pytest.raises(Refusal, match="not enough free space"):
        set_up(environment)

    assert not environment.is_ready


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    environment = PrivateEnvironment(tmp_path / "cache" / "run-1", _lock(tmp_path / "run.txt", "x==1"))

    with pytest.raises(Refusal, match="start it again"):
        set_up(environment)


def test_what_was_checked_is_remembered_until_the_next_set_up(tmp_path: Path) -> None:
    environment = PrivateEnvironment(tmp_path, tmp_path / "run.txt")
    assert not environment.remembers("fonts")

    environment.remember("fonts")

    assert environment.remembers("fonts")


class TestARealSetUp:
    """With a part of our own instead of the internet."""

    @pytest.fixture(autouse=True)
    def _no_internet(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
        monkeypatch.setenv(
            "PIP_TARGET", str(tmp_path / "elsewhere")
        )  # a person's setting that must not count

    def test_what_was_interrupted_is_made_anew_and_a_second_set_up_does_nothing(self, tmp_path: Path) -> None:
        environment = _environment(tmp_path)
        (environment.folder / "bin").mkdir(parents=True)
        (environment.folder / "bin" / "python").write_text("half a file")

        set_up(environment)
        made = (environment.folder / "complete").stat().st_mtime_ns
        set_up(environment)

        assert _runs(environment)
        assert (environment.folder / "complete").stat().st_mtime_ns == made

    def test_s01_a_part_that_was_tampered_with_is_not_installed(self, tmp_path: Path) -> None:
        environment = _environment(tmp_path)
        _wheel(tmp_path, "print('something else')")

        with pytest.raises(Refusal, match="not the one this version was tested with"):
            set_up(environment)

        assert not environment.is_ready
        assert not environment.folder.exists()

    def test_two_at_once_set_up_once(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        environment = _environment(tmp_path)
        both = [threading.Thread(target=set_up, args=(environment,)) for _ in range(2)]

        for one in both:
            one.start()
        for one in both:
            one.join()

        assert _runs(environment)
        assert environment.folder.parent.stat().st_mode & 0o777 == 0o700
        said = capfd.readouterr().err
        assert said.count("Everything is set up.") == 1
        assert said.count("waiting for it") == 1


def _environment(tmp_path: Path) -> PrivateEnvironment:
    wheel = _wheel(tmp_path, "VALUE = 42")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock = _lock(tmp_path / "run.txt", f"a-part==1.0 --hash=sha256:{digest}")
    return PrivateEnvironment(tmp_path / "cache" / "run-1", lock)


def _runs(environment: PrivateEnvironment) -> bool:
    code = "import a_part, sys; sys.exit(a_part.VALUE)"
    return subprocess.run([environment.python, "-c", code], timeout=60, check=False).returncode == 42


def _lock(path: Path, line: str) -> Path:
    path.write_text(f"{line}\n", encoding="utf-8")
    return path


def _wheel(folder: Path, source: str) -> Path:
    path = folder / "a_part-1.0-py3-none-any.whl"
    files = {
        "a_part.py": source,
        "a_part-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: a-part\nVersion: 1.0\n",
        "a_part-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "a_part-1.0.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(text)},{len(text)}" for name, text in files.items()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(record, "\n".join([*lines, f"{record},,"]) + "\n")
    return path


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
