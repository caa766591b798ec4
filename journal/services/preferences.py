"""How the person likes the window: read and kept outside the journal, since it is needed before unlocking."""

from collections.abc import Mapping
from dataclasses import replace

from journal.sealing.errors import disk_error
from journal.services.languages import Language, spoken_in
from journal.settings import Paths, Settings, load, save


class Preferences:
    """What was chosen; a change is on disk when the call returns, and raises DiskFull or DiskFailed otherwise."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._settings = load(paths)

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._settings.theme

    @property
    def text_percent(self) -> int:
        """The text size in per cent of the system's."""
        return self._settings.text_percent

    @property
    def language(self) -> str:
        """The tag of the language; nothing where it follows the system's."""
        return self._settings.language

    def languages(self) -> tuple[Language, ...]:
        """What the window can speak: English, and every catalogue there is."""
        return spoken_in(self._paths.resources / "i18n")

    def choose_theme(self, theme: str) -> None:
        """Keep it for the next start."""
        self._keep({"theme": theme})

    def choose_text_percent(self, percent: int) -> None:
        """Keep it for the next start."""
        self._keep({"text_percent": percent})

    def choose_language(self, tag: str) -> None:
        """Keep it for the next start; nothing means the system's."""
        self._keep({"language": tag})

    def _keep(self, changed: Mapping[str, object]) -> None:
        # Read anew: the folder may have been changed meanwhile, by a move.
        settings: Settings = replace(load(self._paths), **changed)  # type: ignore[arg-type]  # named and typed above
        try:
            save(self._paths, settings)
        except OSError as reason:
            raise disk_error(reason, "settings") from reason
        self._settings = settings
