"""The texts of the example as they lie in resources/example, read into plain values."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

Table = Mapping[str, Any]
"""One table of a TOML file."""


@dataclass(frozen=True)
class Phrase:
    """A sentence of the telling, perhaps with a headline; `since` is the month (YYYY-MM) from which it is true."""

    text: str
    since: str = ""
    headline: str = ""


@dataclass(frozen=True)
class Words:
    """What was written to the person, and what it means where that is not English."""

    text: str
    means: str = ""


@dataclass(frozen=True)
class Kind:
    """What incidents of one kind have in common. `share` is how many of a hundred have an original.

    `hours` is the span of the day they fall in, the end excluded and past 24 for the small hours after midnight.
    """

    name: str
    number: int
    since: str
    types: tuple[str, ...]
    headlines: tuple[Phrase, ...]
    descriptions: tuple[Phrase, ...]
    hours: tuple[int, int]
    precision: str
    source: str
    known_by: str
    actor: str = ""
    basis: str = ""
    channel: str = ""
    platform: str = ""
    place: str = ""
    link: str = ""
    account: str = ""
    numeric_id: str = ""
    words: str = ""
    original: str = ""
    share: int = 0
    several: tuple[int, ...] = ()
    span: bool = False
    vehicle: tuple[str, ...] = ()

    @property
    def nature(self) -> str:
        """What sort of thing it is, for sentences that are only true of one: place, calls, visits, posts or words."""
        if self.place:
            return "place"
        if self.words:
            return "words" if self.words == "talk" else "posts"
        return {"Telephone": "calls", "Voicemail": "calls", "Visits to the site": "visits"}.get(
            self.channel, ""
        )


@dataclass(frozen=True)
class Material:
    """Everything the example is told from; the fonts are what its pictures are lettered with."""

    kinds: Mapping[str, Kind]
    words: Mapping[str, tuple[Words, ...]]
    pools: Table
    landmarks: tuple[Table, ...]
    voided: tuple[Table, ...]
    people: Table
    fonts: tuple[Path, ...]
    bold_fonts: tuple[Path, ...]


def read_material(resources: Path) -> Material:
    """Read the example's texts from the folder of what the program brings along."""
    texts = resources / "example"
    landmarks = _table(texts / "landmarks.toml")
    return Material(
        MappingProxyType({name: _kind(name, table) for name, table in _table(texts / "kinds.toml").items()}),
        MappingProxyType(
            {
                deck: tuple(Words(*pair) for pair in said)
                for deck, said in _table(texts / "words.toml").items()
            }
        ),
        _table(texts / "pools.toml"),
        tuple(landmarks["entry"]),
        tuple(landmarks["voided"]),
        _table(texts / "people.toml"),
        _fonts(resources, "NotoSans-Regular.ttf"),
        _fonts(resources, "NotoSans-Bold.ttf"),
    )


def _table(file: Path) -> Table:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _kind(name: str, table: Table) -> Kind:
    ready: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    ready["headlines"] = tuple(_phrase(phrase) for phrase in table["headlines"])
    ready["descriptions"] = tuple(_phrase(phrase) for phrase in table["descriptions"])
    return Kind(name=name, **ready)


def _phrase(phrase: str | dict[str, str]) -> Phrase:
    return Phrase(phrase) if isinstance(phrase, str) else Phrase(**phrase)


def _fonts(resources: Path, first: str) -> tuple[Path, ...]:
    wanted = (first, "NotoSansCJK-Regular.otf", "NotoEmoji-Regular.ttf")
    return tuple(file for name in wanted if (file := resources / "fonts" / name).is_file())
