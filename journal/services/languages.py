"""The languages there are words in: English, and every one that has a catalogue."""

from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from journal.services.wording import Wording

ENGLISH = "en"


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag; `name` is what it calls itself."""

    tag: str
    name: str


def spoken_in(catalogues: Path) -> tuple[Language, ...]:
    """English, and the language of every catalogue in that folder."""
    found = {path.stem for path in catalogues.glob("*.po")} - {ENGLISH}
    named = [Language(tag, name) for tag in sorted(found) if (name := _own_name(tag))]
    return (Language(ENGLISH, "English"), *named)


class PaperLanguages:
    """The languages of papers. What is on paper is read by somebody else, so its language is chosen apart.

    Where the window speaks one of them as it is spoken in one country, so does the paper: its dates look alike.
    """

    def __init__(self, catalogues: Path) -> None:
        """`catalogues` holds a `<language>.po` of what stands on paper for each language but English."""
        self._catalogues = catalogues
        self._words: dict[str, Wording] = {}

    def offered(self, window: str) -> tuple[Language, ...]:
        """What can be chosen; `window` is the tag of the language the window speaks."""
        return tuple(
            Language(window, each.name) if _base(each.tag) == _base(window) else each
            for each in spoken_in(self._catalogues)
        )

    def usual(self, window: str) -> str:
        """What a paper is printed in unless something else was chosen: the window's language where there is one."""
        return next((each.tag for each in self.offered(window) if each.tag == window), ENGLISH)

    def words(self, language: str) -> Wording:
        """What stands on a paper in that language; what its catalogue lacks is English."""
        if language not in self._words:
            self._words[language] = Wording(language, self._catalogues)
        return self._words[language]


def _base(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def _own_name(language: str) -> str:
    """What the speakers of a language call it; nothing for a tag that names none."""
    try:
        found = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    name = str(found.get_display_name(found) or "")
    return name[:1].upper() + name[1:]
