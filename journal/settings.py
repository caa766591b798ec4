"""What is needed before unlocking: where things lie and how the window looks; nothing about the person or the case."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import platformdirs

from journal.domain.hotkeys import Chord, NoChord

APP = "journal-desk"
JOURNAL = "Journal"

THEMES = ("system", "light", "dark")
LEAST_TEXT_PERCENT, MOST_TEXT_PERCENT = 75, 300


@dataclass(frozen=True)
class Paths:
    """Where the program finds what it ships, keeps its settings, and puts a journal unless told otherwise."""

    resources: Path
    config: Path
    journal: Path


@dataclass(frozen=True)
class Settings:
    """The options; empty `language` and `folder` mean the system's and the usual place, an empty key none.

    The keys are free on GNOME, KDE, Xfce, Cinnamon, MATE, Windows and macOS as these are installed.
    """

    folder: str = ""
    language: str = ""
    theme: str = "system"
    text_percent: int = 100
    capture_key: str = "F9"
    window_key: str = "Ctrl+Shift+F9"
    stay: bool = False


def find_paths() -> Paths:
    """Where things lie for this person on this system; touches nothing."""
    return Paths(
        resources=_resources(),
        config=platformdirs.user_config_path(APP, appauthor=False),
        journal=platformdirs.user_data_path(APP, appauthor=False) / JOURNAL,
    )


def journal_folder(paths: Paths) -> Path:
    """Where this person's journal lies: where the settings say, or the usual place."""
    said = load(paths).folder
    return Path(said) if said else paths.journal


def load(paths: Paths) -> Settings:
    """The person's settings; anything that is missing or makes no sense is as if it had not been said."""
    place = paths.config / "settings.json"
    if not place.is_file():  # a pipe would be waited for without end
        return Settings()
    try:
        said = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _sensible(said) if isinstance(said, dict) else Settings()


def save(paths: Paths, settings: Settings) -> None:
    """Keep the settings, for the person alone.

    Raises:
        OSError: they could not be kept; the earlier ones stay.
    """
    paths.config.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = paths.config / ".settings.json.new"
    said = {field.name: getattr(settings, field.name) for field in fields(settings)}
    fresh.unlink(missing_ok=True)  # it may be a link that somebody laid
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", "utf-8")
    fresh.replace(paths.config / "settings.json")


def live_in(paths: Paths, folder: Path) -> None:
    """Let the settings name the folder where the journal lives from now on.

    Raises:
        OSError: they could not be kept; they name the earlier one.
    """
    save(paths, replace(load(paths), folder="" if folder == paths.journal else str(folder)))


def _sensible(said: Mapping[str, object]) -> Settings:
    settings = Settings()
    for field in fields(Settings):
        value = said.get(field.name)
        if type(value) is type(field.default):
            settings = replace(settings, **{field.name: value})  # type: ignore[arg-type]  # its type was just compared
    percent = min(max(settings.text_percent, LEAST_TEXT_PERCENT), MOST_TEXT_PERCENT)
    return replace(
        settings,
        theme=settings.theme if settings.theme in THEMES else "system",
        text_percent=percent,
        capture_key=_key(settings.capture_key, Settings.capture_key),
        window_key=_key(settings.window_key, Settings.window_key),
    )


def _key(said: str, usual: str) -> str:
    try:
        return said and str(Chord.parse(said))
    except NoChord:
        return usual


def _resources() -> Path:
    installed = Path(__file__).parent / "_resources"
    if getattr(sys, "frozen", False) or installed.is_dir():
        return installed
    return Path(__file__).parent.parent / "resources"
