"""What the system lacks is found, named by its Debian package, and never installed behind a person's back."""

import os
import shutil
from pathlib import Path

import pytest

import system_parts
from refusal import Refusal
from tests.commands import needed


def test_what_is_there_is_not_asked_for() -> None:
    wanted = {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"}

    assert system_parts.absent(wanted, lambda name: name == "libGL.so.1") == {"libEGL.so.1": "libegl1"}


def test_a_library_that_cannot_be_loaded_is_missing() -> None:
    assert not system_parts._loads("libno-such-thing.so.7")
    assert system_parts._loads("libc.so.6")


def test_a_font_is_found_in_any_folder_below(tmp_path: Path) -> None:
    (tmp_path / "truetype" / "dejavu").mkdir(parents=True)
    assert not system_parts._has_a_font([str(tmp_path)])

    (tmp_path / "truetype" / "dejavu" / "DejaVuSans.TTF").touch()

    assert system_parts._has_a_font([str(tmp_path)])


def test_nothing_missing_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_parts, "_apt", _never)

    system_parts.provide({})


def test_a_person_who_is_not_root_is_given_the_exact_line(monkeypatch: pytest.MonkeyPatch) -> None:
    _on_debian(monkeypatch, user=1000)
    monkeypatch.setattr(system_parts, "_apt", _never)

    with pytest.raises(Refusal) as refused:
        system_parts.provide({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libGLX.so.0": "libgl1"})

    assert "\n    sudo apt-get install --no-install-recommends libegl1 libgl1\n" in str(refused.value)
    assert "start it again" in str(refused.value)


def test_root_has_the_lists_refreshed_once_and_the_packages_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, ...]] = []
    _on_debian(monkeypatch, user=0)
    monkeypatch.setattr(system_parts, "_apt", lambda *words: asked.append(words))

    system_parts.provide({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})

    assert asked == [
        ("/usr/bin/apt-get", "update"),
        ("/usr/bin/apt-get", "install", "--yes", "--no-install-recommends", "libegl1", "libgl1"),
    ]


def test_an_installation_that_fails_says_what_to_do_and_what_was_said(tmp_path: Path) -> None:
    apt = _program(tmp_path / "apt-get", "echo 'E: Unable to fetch some archives'; exit 100")

    with pytest.raises(Refusal, match="internet connection") as refused:
        system_parts._apt(str(apt), "update")

    assert "E: Unable to fetch some archives" in str(refused.value)


def test_without_apt_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(Refusal, match=r"libEGL\.so\.1, libGL\.so\.1"):
        system_parts.provide({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})


def _on_debian(monkeypatch: pytest.MonkeyPatch, *, user: int) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: user)


def _never(*_words: str) -> None:
    pytest.fail("the package manager was called")


def _program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o700)
    return path


def test_a_command_that_no_set_up_would_install_fails_the_test_that_needs_it() -> None:
    with pytest.raises(pytest.fail.Exception, match="sh is not among TEST_COMMANDS"):
        needed("sh")


def test_a_command_that_is_not_here_leaves_the_test_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(pytest.skip.Exception, match=r"needs xclip \(on Debian: xclip\)"):
        needed("xclip")
