"""The last look at what is finished for the other person: its very bytes are searched for every private term again.

Texts (the pages as a PDF reader gives them out, titles and bookmarks, names of files) are searched as people read
them. Bytes that are no text are searched for terms of five letters and more, in the encodings programs write: random
bytes hold any shorter word sooner or later.
"""

import base64
import binascii
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO

from journal.domain.private_terms import Looking, folded

PAGES, TITLES, DATA, NAMES, PICTURES, SEEN = (
    "the text of a page",
    "a title or bookmark",
    "the data of the file",
    "the name of a file",
    "a picture's file",
    "what is to be seen in a picture",
)
"""The places a term can be found in, as words for people."""

_LEAST_LETTERS = 5
_CHUNK = 1 << 20
_LARGEST_STREAM = 1 << 28
_OVERLAP = 4_096
_PARTED = re.compile(r"[\s\-_.+/()]+")
_BETWEEN = rb"[ \-_.+/()\r\n]{0,3}"
_BETWEEN_WIDE = rb"(?:[ \-_.+/()\r\n]|\x00){0,6}"

_STREAM = re.compile(rb"stream\r?\n")
_END = b"endstream"
_IMAGE, _OBJECTS, _LETTERS = b"/Subtype/Image", b"/ObjStm", b"/ASCII85Decode"
_LITERAL = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_HEX_STRING = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.|\r?\n)", re.DOTALL)
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

_PNG = b"\x89PNG\r\n\x1a\n"
_PLAIN_CHUNKS = frozenset((b"IHDR", b"IDAT", b"IEND", b"PLTE"))


@dataclass(frozen=True)
class Leak:
    """A private term in something finished, and where."""

    term: str
    place: str


class OutputScan:
    """Searches for the terms that nobody decided to show."""

    def __init__(
        self,
        terms: Iterable[str],
        shown: Iterable[str] = (),
        seen: Callable[[bytes], Iterable[str]] = lambda _picture: (),
    ) -> None:
        """`shown` are those that may be there, because the person said so. `seen` reads a picture's own words, and says
        which terms are among them that may not."""
        self._seen = seen
        allowed = set(shown)
        self._terms = tuple(term for term in terms if term not in allowed)
        self._looking = Looking(self._terms)
        self._backwards = Looking(term for term in self._terms if _is_right_to_left(term))
        self._patterns = [
            pattern
            for term in self._terms
            if len(folded(term)) >= _LEAST_LETTERS
            for pattern in _patterns(term)
        ]

    def pdf(self, stream: BinaryIO, pages: Iterable[str]) -> frozenset[Leak]:
        """Everything found in a PDF; `pages` are the texts of its pages, as a reader gives them out."""
        if not self._terms:
            return frozenset()
        found = {leak for page in pages for leak in self.text(page, PAGES)}
        for kind, part in _parts(stream):
            found |= self.data(part, PICTURES if kind is _Part.PICTURE else DATA)
            for string in _strings(part) if kind is _Part.OBJECTS else ():
                found |= self.text(string, TITLES)
        return frozenset(found)

    def text(self, text: str, place: str) -> frozenset[Leak]:
        """Everything found in a text. Some readers give words out backwards that are written from the right."""
        found = {each.term for each in self._looking.found(text)}
        found |= {each.term for each in self._backwards.found(text[::-1])}
        return frozenset(Leak(term, place) for term in found)

    def data(self, data: bytes, place: str) -> frozenset[Leak]:
        """Everything found in bytes of any kind."""
        lowered = data.lower()
        return frozenset(Leak(each.term, place) for each in self._patterns if each.is_in(data, lowered))

    def picture(self, data: bytes) -> frozenset[Leak]:
        """What a machine can read in a picture."""
        return frozenset(Leak(term, SEEN) for term in self._seen(data))

    def png(self, data: bytes) -> frozenset[Leak]:
        """Everything found in a picture: in its pixels, in its other chunks, and behind its end."""
        found = set(self.data(data, PICTURES) | self.picture(data))
        for chunk in _png_texts(data):
            found |= self.data(chunk, PICTURES) | self.text(chunk.decode("utf-8", "replace"), PICTURES)
        return frozenset(found)


def _is_right_to_left(term: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in term)


@dataclass(frozen=True)
class _Pattern:
    """A term in one encoding; `part`, its longest word in small letters, is looked for first, which is fast."""

    term: str
    part: bytes
    whole: re.Pattern[bytes]

    def is_in(self, data: bytes, lowered: bytes) -> bool:
        return self.part in lowered and self.whole.search(data) is not None


def _patterns(term: str) -> Iterator[_Pattern]:
    """The term in the encodings programs write, whatever its capitals, and whatever parts its words."""
    known: set[bytes] = set()
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        for form in ("NFC", "NFD"):
            words = [word for word in _PARTED.split(unicodedata.normalize(form, term)) if word]
            try:
                parts = [b"".join(_any_case(letter, encoding) for letter in word) for word in words]
                longest = max(words, key=len)
                part = longest.lower().encode(encoding) if longest.isascii() else b""
            except UnicodeEncodeError:
                continue
            whole = (_BETWEEN if len(encoding) < 9 else _BETWEEN_WIDE).join(parts)
            if whole not in known:
                known.add(whole)
                yield _Pattern(term, part, re.compile(whole, re.DOTALL))


def _any_case(letter: str, encoding: str) -> bytes:
    return b"(?:%s)" % b"|".join(sorted(re.escape(each.encode(encoding)) for each in _cases(letter)))


def _cases(letter: str) -> set[str]:
    return {letter, letter.lower(), letter.upper()}


class _Part(Enum):
    """What a part of a PDF is: objects, as which texts stand between brackets; any other data; that of a picture."""

    OBJECTS = auto()
    DATA = auto()
    PICTURE = auto()


def _parts(stream: BinaryIO) -> Iterator[tuple[_Part, bytes]]:
    """The objects of a PDF, and what streams they have: as they are and, but for pictures, inflated."""
    waiting = b""
    while True:
        found = _STREAM.search(waiting)
        if found is None:
            more = stream.read(_CHUNK)
            if not more:
                break
            waiting += more
            continue
        head, waiting = waiting[: found.start()], waiting[found.end() :]
        yield _Part.OBJECTS, head
        end = waiting.find(_END)
        while end < 0 and len(waiting) < _LARGEST_STREAM:
            more = stream.read(_CHUNK)
            if not more:
                break
            begin = max(0, len(waiting) - len(_END))
            waiting += more
            end = waiting.find(_END, begin)
        body, waiting = (waiting, b"") if end < 0 else (waiting[:end], waiting[end + len(_END) :])
        said = head[-_OVERLAP:].rpartition(b"obj")[2]
        if _IMAGE in said:
            yield _Part.PICTURE, body
            continue
        yield _Part.DATA, body
        plain = _inflated(_without_letters(body) if _LETTERS in said else body)
        yield _Part.OBJECTS if _OBJECTS in said else _Part.DATA, plain
    yield _Part.OBJECTS, waiting


def _without_letters(data: bytes) -> bytes:
    """Bytes that were written as letters, as some programs do."""
    try:
        return base64.a85decode(data.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LARGEST_STREAM)
    except zlib.error:
        return b""


def _strings(part: bytes) -> Iterator[str]:
    """What is written between brackets, as titles and bookmarks are."""
    for literal in _LITERAL.finditer(part):
        yield _decoded(_ESCAPED.sub(_meant, literal.group()[1:-1]))
    for hexadecimal in _HEX_STRING.finditer(part):
        digits = b"".join(hexadecimal.group(1).split())
        try:
            yield _decoded(binascii.unhexlify(digits + b"0" * (len(digits) % 2)))
        except binascii.Error:
            continue


def _meant(escaped: re.Match[bytes]) -> bytes:
    letter = escaped.group(1)
    if letter.isdigit() and letter not in {b"8", b"9"}:  # these two stand for themselves
        return bytes((int(letter, 8) & 255,))
    return b"" if letter.isspace() else _MEANT.get(letter, letter)


def _decoded(data: bytes) -> str:
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("latin-1")


def _png_texts(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_PNG):
        yield data
        return
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind not in _PLAIN_CHUNKS:
            body = data[at + 8 : at + 8 + length]
            yield body
            yield _inflated(body.partition(b"\0")[2][1:])
        at += 12 + length
        if kind == b"IEND":
            break
    yield data[at:]
