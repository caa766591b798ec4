"""What stands in the pictures of a paper for the other person: read by machine, searched for what must stay private.

A machine misses words, so this comes on top of a person's own look at each picture, never in its place. What was read
is no quotation: it is printed nowhere, kept nowhere on disk, and forgotten when the journal is closed.
"""

import hashlib
import io
import zlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock

from journal.domain.errors import Cancelled
from journal.domain.evidence import Box, Evidence
from journal.domain.ids import EvidenceId
from journal.domain.media_types import HEAD_BYTES, PDF, sniff
from journal.domain.printing import PrintWish
from journal.domain.private_terms import Choice, PrivateHit, hit_key
from journal.domain.read_words import LookingAtWords, ReadWord, SeenTerm
from journal.domain.reading import Piece
from journal.pictures.decoder import Decoder
from journal.pictures.limits import MAX_SIDE
from journal.pictures.refusal import PictureRefused
from journal.recognising.recogniser import Recogniser
from journal.services import covered_pages, private_terms, viewing
from journal.services.composing import Originals
from journal.services.covering import as_shown
from journal.services.errors import PicturesNameWords
from journal.services.for_the_other import ForTheOther, Material, ShownPicture
from journal.services.lanes import Lane
from journal.vault.reading import VaultReader

PICTURE = "picture"
"""The field of what was found in a picture."""

GoOn = Callable[[], bool]


@dataclass(frozen=True)
class Read:
    """The words of one picture, as far as a machine could read them, and the picture's size in pixels."""

    words: tuple[ReadWord, ...]
    width: int
    height: int


@dataclass(frozen=True)
class Seen:
    """What was found in the pictures of a paper.

    `unread` are those the machine failed at. Where it `can_read` none, nothing was looked for.
    """

    pictures: int
    hits: tuple[PrivateHit, ...]
    unread: tuple[EvidenceId, ...]
    can_read: bool


@dataclass(frozen=True)
class Places:
    """Where one picture names something private, in pixels of what is handed over of it, and what that is."""

    boxes: tuple[Box, ...] = ()
    terms: tuple[str, ...] = ()
    was_read: bool = True
    was_looked_for: bool = True


class ReadPictures:
    """Reads each picture once, however often it is asked for: kept, small, under the SHA-256 of the file it is in."""

    def __init__(self, decoder: Decoder, recogniser: Recogniser) -> None:
        self._decoder = decoder
        self._recogniser = recogniser
        self._known: dict[str, bytes | None] = {}
        self._turn = Lock()

    @property
    def can_read(self) -> bool:
        """Whether this computer can read words in pictures."""
        return self._recogniser.can_read

    def of(self, sha256: str, load: Callable[[], bytes], go_on: GoOn) -> Read | None:
        """The words of the picture in the file with that hash; None for one the machine cannot read.

        Raises:
            Cancelled: the person did not want to wait.
        """
        with self._turn:
            known = self._known.get(sha256, b"")
        if known == b"":
            known = self._read(load(), go_on)
            with self._turn:
                self._known[sha256] = known
        return _unpacked(known) if known is not None else None

    def of_bytes(self, data: bytes, go_on: GoOn) -> Read | None:
        """The same of a file that is there."""
        return self.of(hashlib.sha256(data).hexdigest(), lambda: data, go_on)

    def forget(self) -> None:
        """Know nothing any more."""
        with self._turn:
            self._known.clear()

    def _read(self, data: bytes, go_on: GoOn) -> bytes | None:
        try:
            if sniff(data[:HEAD_BYTES]) == PDF:
                return self._read_pages(data, go_on)
            pixels = self._decoder.picture(data, MAX_SIDE, MAX_SIDE)
            words = self._recogniser.words(pixels, go_on)
        except PictureRefused:
            return None
        return _packed(pixels.width, pixels.height, words)

    def _read_pages(self, data: bytes, go_on: GoOn) -> bytes:
        """The pages of a covered copy as if they hung below one another."""
        words: list[ReadWord] = []
        width = top = 0
        with closing(self._decoder.pdf_session(io.BytesIO(data))) as pages:
            for index in range(pages.page_count):
                drawn = covered_pages.drawn(pages, index + 1)
                line = max((word.line for word in words), default=0) + 1
                words += (
                    replace(word, line=word.line + line, box=replace(word.box, y=word.box.y + top))
                    for word in self._recogniser.words(drawn, go_on)
                )
                width, top = max(width, drawn.width), top + drawn.height
        return _packed(width, top, words)


@dataclass(frozen=True)
class Search:
    """Looks into pictures for the terms of one paper; what the person decided to show in a picture may be there."""

    read: ReadPictures
    looking: LookingAtWords
    choices: Mapping[str, Choice]

    @classmethod
    def of(cls, read: ReadPictures, material: Material) -> "Search":
        """With the terms and decisions of that paper."""
        return cls(read, LookingAtWords(material.terms or ()), material.choices)

    def open_terms(self, data: bytes) -> frozenset[str]:
        """The terms that stand in the picture of this file, and nobody decided to show there."""
        if not (self.read.can_read and self.looking.has_terms):
            return frozenset()
        read = self.read.of_bytes(data, lambda: True)
        if read is None:
            return frozenset()
        sha256 = hashlib.sha256(data).hexdigest()
        return frozenset(seen.term for seen in self.seen(read) if not self.may_be(seen.term, sha256))

    def seen(self, read: Read) -> tuple[SeenTerm, ...]:
        """Every place of a term in what was read."""
        return self.looking.found(read.words, read.width, read.height)

    def may_be(self, term: str, sha256: str) -> bool:
        """Whether the person decided to show a term in the picture with that hash."""
        return self.choices.get(hit_key(term, PICTURE, sha256)) is Choice.SHOW


def look(
    other: ForTheOther, search: Search, originals: Originals, progress: Callable[[int, int], bool]
) -> Seen:
    """Read every picture that would be on a paper, and say where it names something private.

    Raises:
        Cancelled: the person did not want to wait.
    """
    shown = other.pictures()
    if not search.read.can_read:
        return Seen(len(shown), (), (), can_read=False)
    if not search.looking.has_terms:
        return Seen(len(shown), (), (), can_read=True)
    hits: list[PrivateHit] = []
    unread: list[EvidenceId] = []
    for done, picture in enumerate(shown):
        go_on = partial(progress, done, len(shown))
        if not go_on():
            raise Cancelled
        load = partial(_bytes, originals, picture.copy)
        read = search.read.of(picture.copy.original.sha256, load, go_on)
        if read is None:
            unread.append(picture.piece.id)
        else:
            hits += _hits(picture, search.seen(read), search.choices)
    progress(len(shown), len(shown))
    return Seen(len(shown), tuple(hits), tuple(unread), can_read=True)


def refuse_open(seen: Seen) -> None:
    """Let no paper be made that shows what nobody decided about.

    Raises:
        PicturesNameWords: it would.
    """
    waiting = [hit for hit in seen.hits if hit.choice is not Choice.SHOW]
    if waiting:
        terms = dict.fromkeys(hit.term for hit in waiting)
        raise PicturesNameWords(tuple(terms), len({hit.picture for hit in waiting}))


class InPictures:
    """The verbs of `Journal.in_pictures`."""

    def __init__(
        self,
        reader: VaultReader,
        reading: Lane,
        originals: Callable[[], Originals],
        read: ReadPictures,
        other: Callable[[Material], ForTheOther],
    ) -> None:
        """`other` makes what a paper for the other person is made by."""
        self._reader = reader
        self._reading = reading
        self._originals = originals
        self._read = read
        self._other = other
        self._lane = Lane("words in pictures", workers=2)

    @property
    def can_read(self) -> bool:
        """Whether this computer can read words in pictures."""
        return self._read.can_read

    def find(self, wish: PrintWish, progress: Callable[[int, int], bool]) -> "Future[Seen]":
        """Read the pictures that would be on a paper for the other person, and say where they name something private.

        Takes a second or two for each that was not read before.

        Raises, through the future:
            Cancelled: `progress` said that nobody wants to wait.
        """
        return self._lane.run(self._find, wish, progress)

    def places(self, subject: EvidenceId, whole: bool) -> "Future[Places]":
        """Where one picture, that is to be covered, names something private that is not covered yet."""
        return self._lane.run(self._places, subject, whole)

    def close(self) -> None:
        """Wait for what is running, whose child should be ended before; forget the rest, and what was read."""
        self._lane.close()
        self._read.forget()

    def _find(self, wish: PrintWish, progress: Callable[[int, int], bool]) -> Seen:
        material = self._reading.run(private_terms.material, self._reader, wish).result()
        search = Search.of(self._read, material)
        return look(self._other(material), search, self._originals(), progress)

    def _places(self, subject: EvidenceId, whole: bool) -> Places:
        piece, terms, choices = self._reading.run(self._about, subject).result()
        if not terms or not self.can_read:
            return Places(was_read=self.can_read, was_looked_for=bool(terms))
        evidence = _to_cover(piece, whole)
        sha256 = evidence.original.sha256
        read = self._read.of(sha256, partial(_bytes, self._originals(), evidence), lambda: True)
        if read is None:
            return Places(was_read=False)
        search = Search(self._read, LookingAtWords(terms), choices)
        found = [seen for seen in search.seen(read) if not search.may_be(seen.term, sha256)]
        boxes = dict.fromkeys(box for seen in found for box in seen.boxes)
        return Places(tuple(boxes), tuple(dict.fromkeys(seen.term for seen in found)))

    def _about(self, subject: EvidenceId) -> tuple[Piece, tuple[str, ...], Mapping[str, Choice]]:
        reader = self._reader
        return reader.piece(subject), reader.private_terms() or (), private_terms.decisions(reader)


def _to_cover(piece: Piece, whole: bool) -> Evidence:
    """The copy there is of the same part, or else what one would be made of."""
    part = piece.part.box if piece.part is not None and not whole else None
    if piece.covered is not None and piece.covered.box == part:
        return as_shown(piece, piece.covered).evidence
    return viewing.looked_at(piece, whole=whole)


def _hits(
    picture: ShownPicture, seen: tuple[SeenTerm, ...], choices: Mapping[str, Choice]
) -> list[PrivateHit]:
    """One for each term; the first of its places is told in its context."""
    found: dict[str, list[SeenTerm]] = {}
    for each in seen:
        found.setdefault(each.term, []).append(each)
    hits = []
    for term, places in found.items():
        key = hit_key(term, PICTURE, picture.copy.original.sha256)
        hits.append(
            PrivateHit(
                key=key,
                term=term,
                field=PICTURE,
                before=f"{places[0].before} ".lstrip(),
                found=places[0].found,
                after=f" {places[0].after}".rstrip(),
                times=len(places),
                entries=tuple(entry.id for entry in picture.entries),
                numbers=tuple(entry.number for entry in picture.entries),
                can_go=True,
                choice=choices.get(key),
                picture=picture.piece.id,
            )
        )
    return hits


def _bytes(originals: Originals, evidence: Evidence) -> bytes:
    with originals.open(evidence) as stream:
        return stream.read()


def _packed(width: int, height: int, words: Iterable[ReadWord]) -> bytes:
    lines = [f"{width}\t{height}"]
    for word in words:
        box = word.box
        lines.append(f"{word.line}\t{box.x}\t{box.y}\t{box.width}\t{box.height}\t{word.text}")
    return zlib.compress("\n".join(lines).encode("utf-8"))


def _unpacked(packed: bytes) -> Read:
    head, *lines = zlib.decompress(packed).decode("utf-8").split("\n")
    width, height = map(int, head.split("\t"))
    words = []
    for line in lines:
        number, x, y, wide, high, text = line.split("\t")
        words.append(ReadWord(text, Box(int(x), int(y), int(wide), int(high)), int(number)))
    return Read(tuple(words), width, height)
