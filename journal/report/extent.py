"""How many pages a log will have, told before it is made, from counts alone."""

import math
from dataclasses import dataclass

_FRONT_PAGES, _CLOSING_PAGES = 3, 1
_PAGE_POINTS = 690.0
_ROW_POINTS = 128.0
_LETTERS_IN_ROW = 230
_LETTER_POINTS = 14.4 / 33
_LETTERS_ON_TEXT_PAGE = 3_000
_CARDS_ON_PAGE, _CONTACTS_ON_PAGE, _REGISTERED_ON_PAGE = 5, 11, 15


@dataclass(frozen=True)
class Extent:
    """What a log holds, in numbers. `letters` are those of descriptions and exact words together.

    Of the exhibits that are printed: `pictures`, `texts` and the bytes in them, and `cards`; `registered` counts
    all that have a reference.
    """

    incidents: int
    letters: int
    pictures: int = 0
    texts: int = 0
    text_bytes: int = 0
    cards: int = 0
    registered: int = 0
    contacts: int = 0


def estimated_pages(extent: Extent) -> int:
    """Pages, rounded up; usually within a fifth of what it becomes."""
    beyond = max(0, extent.letters - extent.incidents * _LETTERS_IN_ROW)
    log = (extent.incidents * _ROW_POINTS + beyond * _LETTER_POINTS) / _PAGE_POINTS
    texts = extent.texts * 0.6 + extent.text_bytes / _LETTERS_ON_TEXT_PAGE
    lists = extent.contacts / _CONTACTS_ON_PAGE, extent.registered / _REGISTERED_ON_PAGE
    parts = (log, extent.pictures, texts, extent.cards / _CARDS_ON_PAGE, *lists)
    return _FRONT_PAGES + _CLOSING_PAGES + sum(map(math.ceil, parts))
