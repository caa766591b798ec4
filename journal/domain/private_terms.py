"""Words that must not reach the other person, and how a text is searched for them.

Only letters and digits count: capitals, accents, spaces, hyphens, dots, line ends and invisible characters make no
difference. A term of up to three letters is found as a whole word, a longer one inside words too, and one of six or
more also where spaces or line ends part it. A telephone number is found with or without its country code, a day
however it is written, Müller as Mueller and the other way round. What is written in the ways of web pages and mails
(%C3%A9, &eacute;, =C3=A9, base64, xn--, tags) is read first.
"""

import base64
import binascii
import hashlib
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.written_days import ways_to_write

SHORTEST = 2
"""Letters and digits a term must have."""

_WHOLE_WORDS = 3
_OVER_GAPS = 6
_SHORTEST_NUMBER, _COUNTRY_CODE, _LONGEST_CODE = 7, 3, 16
_SHORTEST_BASE64_TERM = 4
_READABLE = 0.9

_INVISIBLE = frozenset(("Cf", "Mn", "Me", "Mc"))
_LIKE = str.maketrans(
    "аеорсхуіјѕһԁɡոԛԝкмтвнοανρικıłᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcxyijshdgnqwkmtbhoavpikilabcdefghijklmnoprstuvwyz",
)
"""Letters of other alphabets that look the same; folded on both sides, so that nothing is lost by it."""

_STROKED = {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "þ": "th", "æ": "ae", "œ": "oe"}
"""Letters that are no others with an accent, by what stands for them where a keyboard has none."""

_BLANK = frozenset("\u0640\u115f\u1160\u3164\uffa0")
"""The stroke that stretches Arabic words, and fillers: said to be letters, and none."""

_KEYLESS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
"""How people and addresses write what their keys do not have."""

_KEYLESS_LETTER = re.compile("[äöüåøÄÖÜÅØ]|[aouAOU]\u0308|[aA]\u030a")
_SPELT = str.maketrans({**_KEYLESS, "@": " at "})
_SPELT_OUT = str.maketrans({"@": " at ", ".": " dot "})

_UNSPACED = re.compile("[ぁ-ヿ㐀-鿿가-힣ก-๛ກ-ໟက-႟ក-៿ᄀ-ᇿ]")
_NUMBER = re.compile(r"\+?[\d\s()./–-]+")
_BEFORE_NUMBER = re.compile(r"(?:\+|00)?\d{0,3}[\s()./-]*(?:\(?0\)?[\s()./-]*)?$")
_HYPHENS = frozenset("-\u2010\u2011")
_HYPHENED = re.compile(r"[-\u00ad\u2010\u2011]\r?\n\s*")

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPE = re.compile(r"(?:[\\%]u[0-9A-Fa-f]{4})+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+|=\r?\n")
_PUNYCODE = re.compile(r"xn--[a-z0-9-]{1,59}", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}")
_TAG = re.compile(r"<!--.{0,500}?-->|</?[A-Za-z][^<>]{0,500}>", re.DOTALL)
_LIKE_A_WORD = re.compile(r"[A-Za-z]?[a-z]+|[A-Z]+|[0-9]+")
_TIMES_ENCODED = 3
_SPREAD = 4
"""Characters for each letter of a term that is written with signs between them."""


class Choice(StrEnum):
    """What is done about a place where a private term stands."""

    SHOW = "show"
    COVER = "cover"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True)
class Found:
    """A term, and from which character to which of a text it stands."""

    term: str
    start: int
    end: int


@dataclass(frozen=True)
class PrivateHit:
    """A private term in something that would be printed, and what was decided about it.

    `key` names it as long as the words around it are the same. `field` says what kind of text it stands in; the same
    text in several entries is one hit, in `entries`. `before`, `found` and `after` are its words in their context.
    Only something that can be left out by itself `can_go`. What a computer read in a `picture` is no quotation.
    """

    key: str
    term: str
    field: str
    before: str
    found: str
    after: str
    times: int
    entries: tuple[IncidentId, ...]
    numbers: tuple[int, ...]
    can_go: bool
    choice: Choice | None = None
    picture: EvidenceId | None = None


@dataclass(frozen=True)
class Proposal:
    """Something the journal knows that may have to stay private; `source` says what it is."""

    text: str
    source: str


def is_enough(term: str) -> bool:
    """Whether a term has as many letters and digits as it takes to search for it."""
    return len(folded(term)) >= SHORTEST


def tidied(terms: Iterable[str]) -> tuple[str, ...]:
    """Every term once, white space folded, without those that are too short to be searched for."""
    found: dict[str, str] = {}
    for term in terms:
        plain = " ".join(term.split())
        if is_enough(plain):
            found.setdefault(folded(plain), plain)
    return tuple(found.values())


def folded(text: str) -> str:
    """Only what counts when texts are compared: letters and digits, in one form each."""
    return text.translate(_LETTERS)


@dataclass(frozen=True)
class Spelling:
    """The letters and digits of a term in one of the ways it is written; of a number those that every way has."""

    letters: str
    is_number: bool


def spellings(term: str) -> tuple[Spelling, ...]:
    """The ways a term is spelt, but for the many of a day."""
    return tuple(Spelling(each.letters, each.is_number) for each in _needles(term) if not each.is_day)


class Looking:
    """Searches texts for terms; made once for many texts."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._needles = [needle for term in terms if is_enough(term) for needle in _needles(term)]
        self.reach = _SPREAD * max((len(needle.letters) for needle in self._needles), default=0)
        """Characters within which any of the terms stands whole, however its letters are spread."""

    def found(self, text: str) -> tuple[Found, ...]:
        """Every place of every term, in the order of the text."""
        if not self._needles or not text:
            return ()
        places: set[Found] = set()
        for view in _views(text):
            letters = folded(view.text)
            there = [needle for needle in self._needles if needle.letters in letters]
            if there:
                traced = _Traced(view)
                places |= {
                    Found(needle.term, *span)
                    for needle in there
                    for span in needle.places(view, traced, text)
                }
        return tuple(sorted(places, key=lambda each: (each.start, each.end, each.term)))


def covered(text: str, places: Iterable[Found], mark: str) -> str:
    """The text with the mark in place of what was found; what touches becomes one mark."""
    spans: list[list[int]] = []
    for place in sorted(places, key=lambda each: (each.start, each.end)):
        if spans and place.start <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], place.end)
        else:
            spans.append([place.start, place.end])
    for start, end in reversed(spans):
        text = text[:start] + mark + text[end:]
    return text


def hit_key(term: str, field: str, text: str) -> str:
    """What a decision about a term in a text is kept under: another text is another decision."""
    parts = "\0".join((folded(term), field, text)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(parts).hexdigest()[:32]


class _Letters(dict[int, str]):
    """What each character counts as; worked out once for each."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code)).casefold()
        letters = unicodedata.normalize("NFKD", decomposed)
        self[code] = "".join(_plain(letter) for letter in letters)
        return self[code]


def _plain(letter: str) -> str:
    if letter in _BLANK or not letter.isalnum():
        return ""
    digit = unicodedata.digit(letter, None)
    return str(digit) if digit is not None else _STROKED.get(letter) or letter.translate(_LIKE)


_LETTERS = _Letters()


@dataclass(frozen=True)
class _View:
    """A text as it is read; `spans` say where each of its characters stands in the text that was given."""

    text: str
    spans: Sequence[tuple[int, int]] | None = None
    encoded: bool = False

    def span(self, at: int) -> tuple[int, int]:
        return (at, at + 1) if self.spans is None else self.spans[at]


class _Traced:
    """The letters of a view with their places, and where something visible stands between two of them.

    `hyphens` are those of these gaps that are one hyphen: it may part a word, or be a part of one.
    """

    def __init__(self, view: _View) -> None:
        joined = {at for hyphen in _HYPHENED.finditer(view.text) for at in range(*hyphen.span())}
        letters: list[str] = []
        self.places: list[int] = []
        self.gaps: list[bool] = []
        self.hyphens: set[int] = set()
        gap, since = True, ""
        for at, character in enumerate(view.text):
            for letter in character.translate(_LETTERS):
                letters.append(letter)
                self.places.append(at)
                self.gaps.append(gap)
                if gap and since in _HYPHENS:
                    self.hyphens.add(len(letters) - 1)
                gap, since = False, ""
            if at not in joined and not self._counts(character):
                gap, since = True, "" if gap else character
        self.letters = "".join(letters)

    @staticmethod
    def _counts(character: str) -> bool:
        return bool(character.translate(_LETTERS)) or unicodedata.category(character) in _INVISIBLE


@dataclass(frozen=True)
class _Needle:
    """A term as it is searched for; `gaps` are the places where its own words part.

    `ahead` are the digits of a number from abroad that are not looked for: its country code, and what may be a part of
    the number itself, as nobody knows how long the code is. A day (`is_day`) does not go on in digits at either side.
    """

    term: str
    letters: str
    gaps: frozenset[int]
    is_number: bool
    ahead: str = ""
    is_day: bool = False

    @classmethod
    def of(cls, term: str) -> "_Needle":
        letters = folded(term)
        number = letters.isdigit() and len(letters) >= _SHORTEST_NUMBER and _NUMBER.fullmatch(term.strip())
        if number:
            national = letters.removeprefix("00") if letters.startswith("00") else letters.lstrip("0")
            abroad = letters.startswith("00") or term.strip().startswith("+")
            kept = max(_SHORTEST_NUMBER, len(national) - _COUNTRY_CODE) if abroad else len(national)
            return cls(term, national[-kept:], frozenset(), True, national[:-kept])
        traced = _Traced(_View(term))
        return cls(term, letters, frozenset(at for at, gap in enumerate(traced.gaps) if gap and at), False)

    def places(self, view: _View, traced: _Traced, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in the text that the view is of, and `traced` the letters of."""
        if view.encoded and len(self.letters) < _SHORTEST_BASE64_TERM:
            return
        at = traced.letters.find(self.letters)
        while at >= 0:
            end = at + len(self.letters)
            if self._is_one(traced, at, end):
                start = view.span(traced.places[self._first(traced, at)])[0]
                stop = view.span(traced.places[end - 1])[1]
                yield self._with_code(text, start), stop
            at = traced.letters.find(self.letters, at + 1)

    def _is_one(self, traced: _Traced, at: int, end: int) -> bool:
        size = end - at
        if self.is_day and not self._has_whole_numbers(traced, at, end):
            return False
        if self.is_number or (size >= _OVER_GAPS and not self.letters.isdigit()):
            return True
        gaps = {each for each in range(1, size) if traced.gaps[at + each]}
        apart = gaps - {each - at for each in traced.hyphens if at < each < end}
        if apart and self.gaps not in (gaps, apart) and len(gaps) < size - 1:
            return False
        whole_left, whole_right = traced.gaps[at], end == len(traced.letters) or traced.gaps[end]
        if self.letters.isdigit():  # a short number inside a longer one is another number
            return self._has_whole_numbers(traced, at, end)
        if size > _WHOLE_WORDS or _UNSPACED.search(self.letters):
            return True
        return whole_left and whole_right

    @staticmethod
    def _has_whole_numbers(traced: _Traced, at: int, end: int) -> bool:
        """Whether no number at its ends goes on in the text."""
        before = at > 0 and not traced.gaps[at] and traced.letters[at - 1].isdigit()
        after = end < len(traced.letters) and not traced.gaps[end] and traced.letters[end].isdigit()
        return not (before and traced.letters[at].isdigit()) and not (
            after and traced.letters[end - 1].isdigit()
        )

    def _first(self, traced: _Traced, at: int) -> int:
        """The letter a number begins with where its own digits stand before what was looked for, too."""
        for digit in reversed(self.ahead):
            if not at or traced.letters[at - 1] != digit:
                break
            at -= 1
        return at

    def _with_code(self, text: str, start: int) -> int:
        """Where a number begins whose country code, or the 0 in its place, stands before what was looked for."""
        if not self.is_number:
            return start
        least = max(0, start - _LONGEST_CODE)
        before = _BEFORE_NUMBER.search(text[least:start])
        if before is None:
            return start
        return least + before.end() - len(before.group().lstrip())


def _needles(term: str) -> Iterator[_Needle]:
    """The term as it is, as it is spelt where a key is missing, and every way to write a day."""
    yield _Needle.of(term)
    composed = unicodedata.normalize("NFC", term.casefold())
    for spelt in dict.fromkeys((composed.translate(_SPELT), *_addresses(composed))):
        if spelt != composed:
            yield replace(_Needle.of(spelt), term=term)
    for day in dict.fromkeys(
        each for said in ways_to_write(composed, folded) for each in (said, said.translate(_SPELT))
    ):
        letters = folded(day)
        gaps = frozenset(at for at, gap in enumerate(_Traced(_View(day)).gaps) if gap and at)
        yield _Needle(term, letters, gaps, is_number=False, is_day=True)


def _addresses(term: str) -> Iterator[str]:
    """An e-mail address with its signs spelt out, all of them or those of its domain."""
    name, at, domain = term.partition("@")
    if at:
        yield f"{name} at {domain.translate(_SPELT_OUT)}"
        yield term.translate(_SPELT_OUT)


def _views(text: str) -> Iterator[_View]:
    """Every reading of the text, and the same spelt as where keys are missing."""
    for view in _readings(text):
        yield view
        spelt = _decoded(view, _KEYLESS_LETTER, _keyless)
        if spelt is not view:
            yield spelt


def _readings(text: str) -> Iterator[_View]:
    """The text as it stands, and as whoever decodes it would read it."""
    plain = _View(text)
    yield plain
    web = plain
    for _ in range(_TIMES_ENCODED):
        before = web.text
        for pattern, read in ((_ENTITY, _entity), (_PERCENT, _percent), (_ESCAPE, _escape)):
            web = _decoded(web, pattern, read)
        if web.text == before:
            break
        yield web
    bare = _decoded(web, _TAG, _nothing)
    if bare is not web:
        yield bare
    for pattern, read in ((_QUOTED, _quoted), (_PUNYCODE, _punycode)):
        view = _decoded(plain, pattern, read)
        if view is not plain:
            yield view
    for run in _BASE64.finditer(web.text):
        if _LIKE_A_WORD.fullmatch(run.group()):
            continue
        for inside in _base64(run.group()):
            start, stop = web.span(run.start())[0], web.span(run.end() - 1)[1]
            yield _View(inside, [(start, stop)] * len(inside), encoded=True)


def _decoded(view: _View, pattern: re.Pattern[str], read: Callable[[str], str]) -> _View:
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    after = 0
    for found in pattern.finditer(view.text):
        start, stop = found.span()
        pieces += view.text[after:start]
        spans += [view.span(at) for at in range(after, start)]
        inside = read(found.group())
        whole = (view.span(start)[0], view.span(stop - 1)[1])
        pieces += inside
        spans += [whole] * len(inside)
        after = stop
    if not after:
        return view
    pieces += view.text[after:]
    spans += [view.span(at) for at in range(after, len(view.text))]
    return _View("".join(pieces), spans, view.encoded)


def _keyless(found: str) -> str:
    return _KEYLESS[unicodedata.normalize("NFC", found).casefold()]


def _nothing(_found: str) -> str:
    return ""


def _entity(found: str) -> str:
    return html.unescape(found)


def _percent(found: str) -> str:
    return _told(bytes.fromhex(found.replace("%", "")))


def _quoted(found: str) -> str:
    return "" if found[1:].isspace() else _told(bytes.fromhex(found.replace("=", "")))


def _escape(found: str) -> str:
    units = bytes.fromhex(re.sub(r"[\\%]u", "", found))
    return units.decode("utf-16-be", "replace")


def _punycode(found: str) -> str:
    try:
        return found[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return found


def _told(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _base64(run: str) -> Iterator[str]:
    """What a run of such letters says, if it says anything that can be read; it may begin after the run does."""
    letters = "".join(run.split()).rstrip("=").translate(str.maketrans("-_", "+/"))
    for skipped in range(4):
        part = letters[skipped:]
        part = part[: len(part) // 4 * 4] if len(part) % 4 == 1 else part
        try:
            data = base64.b64decode(part + "=" * (-len(part) % 4))
        except (binascii.Error, ValueError):
            continue
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            text = data.decode(encoding, "ignore")
            if text and sum(map(_is_readable, text)) >= _READABLE * len(text) and len(text) * 4 >= len(data):
                yield text


def _is_readable(character: str) -> bool:
    return character.isprintable() or character.isspace()
