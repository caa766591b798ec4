"""A glyph in its place."""

from typing import NamedTuple


class Shaped(NamedTuple):
    """A glyph as it is set: which, for the text from which place on; lengths in thousandths of the type size."""

    glyph: int
    place: int
    advance: float
    right: float
    up: float
