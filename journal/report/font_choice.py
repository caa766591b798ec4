"""Which font sets which cluster of a text, and which characters none can show."""

from collections.abc import Iterator
from typing import TypeAlias

import regex

from journal.report.characters import JOINER, VARIATION_EMOJI, VARIATION_TEXT, is_hidden, works
from journal.report.typefaces import Typeface, Typefaces

Part: TypeAlias = tuple[Typeface | None, str]
"""Characters and the font that has them; single characters and None where they are to be shown by their number."""

_MOST_KNOWN = 20_000
_GRAPHEME = regex.compile(r"\X")
_PICTURED = regex.compile(r"[\p{Emoji_Presentation}\p{Emoji_Modifier}\p{Regional_Indicator}]")
_EMOJI = regex.compile(r"\p{Emoji}")
_PICTOGRAPH = regex.compile(r"\p{Extended_Pictographic}")


class FontChoice:
    """Chooses by cluster, so that letters and what is set on them come from one font; remembers what it chose."""

    def __init__(self, faces: Typefaces) -> None:
        """Nothing chosen yet."""
        self._faces = faces
        self._known: dict[tuple[str, str], tuple[Part, ...]] = {}

    def runs(self, text: str, first: Typeface) -> Iterator[Part]:
        """The text in order, neighbours of one font together; `first` is asked first."""
        waiting = ""
        last: Typeface | None = None
        for grapheme in _GRAPHEME.findall(text):
            for face, part in self._parts(grapheme, first):
                if face is None or face is not last:
                    if waiting:
                        yield last, waiting
                    waiting = ""
                if face is None:
                    yield None, part
                else:
                    waiting += part
                last = face
        if waiting:
            yield last, waiting

    def _parts(self, grapheme: str, first: Typeface) -> tuple[Part, ...]:
        known = self._known.get((first.key, grapheme))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[first.key, grapheme] = tuple(self._chosen(grapheme, first))
        return known

    def _chosen(self, grapheme: str, first: Typeface) -> Iterator[Part]:
        pictured = self._is_picture(grapheme)
        seen = ""
        for at, character in enumerate(grapheme):
            if is_hidden(character) and not self._works(grapheme, at, pictured=pictured):
                yield from self._piece(seen, first, pictured=pictured)
                seen = ""
                yield None, character
            else:
                seen += character
        yield from self._piece(seen, first, pictured=pictured)

    def _works(self, grapheme: str, at: int, *, pictured: bool) -> bool:
        if grapheme[at] == VARIATION_EMOJI and at == 1 and _EMOJI.match(grapheme):
            return True  # asks for a picture, also of what the fonts have only as a letter
        return works(grapheme[at], grapheme[:at], grapheme[at + 1 :], pictured=pictured)

    def _is_picture(self, grapheme: str) -> bool:
        if VARIATION_TEXT in grapheme or not self._faces.emoji.has(grapheme[0]):
            return False
        joined = JOINER in grapheme and _PICTOGRAPH.match(grapheme)
        return VARIATION_EMOJI in grapheme or bool(joined) or _PICTURED.search(grapheme) is not None

    def _piece(self, text: str, first: Typeface, *, pictured: bool) -> Iterator[Part]:
        """Characters of one cluster none of which needs a box for being hidden."""
        seen = [character for character in text if not is_hidden(character)]
        if not seen:
            yield from ((None, character) for character in text)
        elif face := self._for_all(seen, first, pictured=pictured):
            yield face, text
        else:
            for character in text:
                yield self._for_one(character, first), character

    def _for_all(self, seen: list[str], first: Typeface, *, pictured: bool) -> Typeface | None:
        if pictured and all(map(self._faces.emoji.has, seen)):
            return self._faces.emoji
        if all(map(first.has, seen)):
            return first
        return next(self._faces.having("".join(seen)), None)

    def _for_one(self, character: str, first: Typeface) -> Typeface | None:
        if is_hidden(character):
            return None
        return first if first.has(character) else self._faces.fallback(character)
