"""A journal that was taken elsewhere is found there: by the settings, by the keeper, at the next start."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from journal import keeper
from journal.__main__ import main
from journal.sealing.errors import DiskFailed
from journal.services.pipe_words import MOVED_CODE
from journal.services.surroundings import of_this_computer
from journal.settings import Paths, Settings, find_paths, journal_folder, live_in, load, save

Run = Callable[[Path, Sequence[str]], int]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    resources = find_paths().resources
    return Paths(resources, tmp_path / "config", tmp_path / "Journal")


def test_the_settings_name_where_it_lives_and_keep_everything_else(paths: Paths, tmp_path: Path) -> None:
    save(paths, Settings(theme="dark", text_percent=150))

    live_in(paths, tmp_path / "Elsewhere")

    assert journal_folder(paths) == tmp_path / "Elsewhere"
    assert load(paths) == Settings(str(tmp_path / "Elsewhere"), theme="dark", text_percent=150)
    live_in(paths, paths.journal)
    assert load(paths) == Settings(theme="dark", text_percent=150)


def test_settings_that_cannot_be_kept_are_told(paths: Paths, tmp_path: Path) -> None:
    paths.config.write_bytes(b"a file where the folder should be")

    with pytest.raises(DiskFailed):
        of_this_computer(paths).point_to(tmp_path / "Elsewhere")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Path, Sequence[str]]]:
    """Which folders were kept, with which window; the first one moves away."""
    monkeypatch.setenv("DISPLAY", ":none")
    monkeypatch.setattr("journal.__main__._screen_answers", lambda: True)
    monkeypatch.setattr("journal.settings.load", lambda _paths: Settings(folder=str(tmp_path / "New")))
    served: list[tuple[Path, Sequence[str]]] = []

    def run(folder: Path, window: Sequence[str], *, quietly: bool = False) -> int:
        assert not quietly
        served.append((folder, window))
        return MOVED_CODE if len(served) == 1 else 0

    monkeypatch.setattr(keeper, "run", run)
    return served


def test_a_journal_that_moved_gets_a_keeper_in_its_new_place(
    served: list[tuple[Path, Sequence[str]]], tmp_path: Path
) -> None:
    assert main(["--journal", str(tmp_path / "Old")]) == 0

    assert [folder for folder, _ in served] == [tmp_path / "Old", tmp_path / "New"]
    assert list(served[1][1])[-2:] == ["--journal", str(tmp_path / "New")]


def test_an_example_that_was_taken_elsewhere_never_opens_the_persons_journal(
    served: list[tuple[Path, Sequence[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journal.__main__._made_demo", lambda: tmp_path / "Example")

    assert main(["--demo"]) == 0

    assert [folder for folder, _ in served] == [tmp_path / "Example"]
