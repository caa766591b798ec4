"""What was chosen about the window is there at the next start, and the file says nothing else."""

import json
from pathlib import Path

import pytest

from journal.sealing.errors import DiskFailed
from journal.services.languages import Language
from journal.services.preferences import Preferences
from journal.settings import Paths, Settings, load, save


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "resources" / "i18n").mkdir(parents=True)
    return Paths(tmp_path / "resources", tmp_path / "config", tmp_path / "Journal")


def test_what_was_chosen_survives_a_restart(paths: Paths) -> None:
    chosen = Preferences(paths)

    chosen.choose_theme("dark")
    chosen.choose_text_percent(150)
    chosen.choose_language("fr")

    later = Preferences(paths)
    assert (later.theme, later.text_percent, later.language) == ("dark", 150, "fr")


def test_the_file_holds_how_the_window_looks_and_where_the_journal_lies_and_nothing_else(
    paths: Paths,
) -> None:
    Preferences(paths).choose_theme("dark")

    said = json.loads((paths.config / "settings.json").read_text("utf-8"))

    assert set(said) == {
        *("folder", "language", "theme", "text_percent"),
        *("capture_key", "window_key", "stay"),
    }


def test_a_move_that_happened_meanwhile_is_not_taken_back(paths: Paths) -> None:
    chosen = Preferences(paths)
    save(paths, Settings(folder="/elsewhere/Journal"))

    chosen.choose_theme("dark")

    assert load(paths) == Settings(folder="/elsewhere/Journal", theme="dark")


def test_a_choice_that_cannot_be_kept_says_so(paths: Paths) -> None:
    paths.config.write_text("a file where the folder should be")

    with pytest.raises(DiskFailed):
        Preferences(paths).choose_theme("dark")


def test_every_catalogue_is_offered_under_the_name_its_speakers_have_for_it(paths: Paths) -> None:
    for name in ("fr.po", "pt_BR.po", "en.po", "nonsense-tag.po"):
        (paths.resources / "i18n" / name).touch()

    assert Preferences(paths).languages() == (
        Language("en", "English"),
        Language("fr", "Français"),
        Language("pt_BR", "Português (Brasil)"),
    )


def test_without_catalogues_there_is_english(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "nothing", tmp_path / "config", tmp_path / "Journal")

    assert Preferences(paths).languages() == (Language("en", "English"),)
