"""What every program sets: the words of the log in three columns, then the pictures, each with what is said of it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.bench.case import Figures

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 14 * MM, 15 * MM, 21 * MM
"""Margins of an A4 sheet, in points: the same as ours."""

WHEN = 108.0
"""Width of the first column; the others share what is left."""

HEADS = ("When", "What happened; exact words", "Where, who, and what followed")
BODY, FACT, LARGE = 10.5, 9.0, 14.0
"""Type sizes, in points."""

Facts: TypeAlias = list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """An incident or turning point, in words."""

    number: str
    when: str
    headline: str
    description: str
    exact_words: str
    facts: Facts


@dataclass(frozen=True)
class Exhibit:
    """A reference, what is said of the file, and the name of its picture in the folder of pictures."""

    reference: str
    facts: Facts
    picture: str


@dataclass(frozen=True)
class Content:
    """All of it, and where pictures and fonts lie."""

    rows: tuple[Row, ...]
    exhibits: tuple[Exhibit, ...]
    pictures: Path
    fonts: Path

    def picture(self, exhibit: Exhibit) -> str:
        """The place of a picture."""
        return str(self.pictures / exhibit.picture)


def content_file(place: Path) -> Path:
    """Where it lies beside a journal that was built."""
    return place / "content.json"


def read(place: Path) -> Content:
    """What was put there for all programs."""
    told = json.loads(content_file(place).read_text(encoding="utf-8"))
    return Content(
        tuple(Row(**row) for row in told["rows"]),
        tuple(Exhibit(**exhibit) for exhibit in told["exhibits"]),
        place / "clear",
        Path(told["fonts"]),
    )


def figures(pages: int, target: Path, seconds: float) -> Figures:
    """What is told of each program; the file is removed."""
    size = target.stat().st_size
    target.unlink()
    return {"speed": [pages / seconds], "time": [seconds], "pages": [float(pages)], "size": [size / 1e6]}
