"""Which way text runs, by Unicode's own tests (version 15.0, from Debian's package unicode-data)."""

import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from journal.report import bidi

DATA = Path(__file__).parent / "unicode"
DIRECTIONS = ((1, None), (2, 0), (4, 1))


@pytest.mark.slow
def test_every_character_test_of_unicode_passes() -> None:
    cases = [line.split(";") for line in _lines("BidiCharacterTest.txt")]

    assert len(cases) == 91_707
    for codes, direction, paragraph, expected, order in cases:
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = [bidi.bidi_class(character) for character in text]
        base = int(direction) if direction in "01" else bidi.first_strong(classes) or 0
        assert base == int(paragraph)
        _assert_as_told(bidi.levels(classes, base, text), expected.split(), order.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", [pytest.param(each, marks=pytest.mark.long) if each else 0 for each in range(40)]
)
def test_every_class_test_of_unicode_passes(part: int) -> None:
    """A fortieth of them each; the first always, the others only when there is time."""
    expected: Sequence[str] = ()
    order: Sequence[str] = ()
    for number, line in enumerate(_lines("BidiTest.txt")):
        if line.startswith("@Levels:"):
            expected = line.split()[1:]
        elif line.startswith("@Reorder:"):
            order = line.split()[1:]
        elif number % 40 == part:
            told, directions = line.split(";")
            classes = told.split()
            for bit, direction in DIRECTIONS:
                if int(directions) & bit:
                    base = direction if direction is not None else bidi.first_strong(classes) or 0
                    _assert_as_told(bidi.levels(classes, base), expected, order)


def _lines(name: str) -> Iterator[str]:
    with lzma.open(DATA / f"{name}.xz", "rt", encoding="utf-8") as file:
        yield from (line.strip() for line in file if line.strip() and not line.startswith("#"))


def _assert_as_told(found: Sequence[int], expected: Sequence[str], order: Sequence[str]) -> None:
    kept = [place for place, level in enumerate(expected) if level != "x"]

    assert [str(found[place]) for place in kept] == [level for level in expected if level != "x"]
    visual = bidi.visual_order(kept, [found[place] for place in kept])
    assert [str(place) for place in visual] == list(order)
