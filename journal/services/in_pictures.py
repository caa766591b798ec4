"""What stands in the pictures of a paper for the other person: read by machine, searched for what must stay private.

A machine misses words, so this comes on top of a person's own look at each picture, never in its place. A picture it
could not read is no answer either: a person has to say that they looked at it, knowing that the machine did not.
"""

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from journal.domain.errors import Cancelled
from journal.domain.evidence import Box, Derivative, Evidence
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.printing import PrintWish
from journal.domain.private_terms import Choice, PrivateHit, hit_key
from journal.domain.read_words import LookingAtWords, SeenTerm
from journal.domain.reading import Piece
from journal.pictures.decoder import Decoder
from journal.recognising.languages import KNOWN
from journal.services import covered_pages, private_terms, viewing
from journal.services.composing import Originals
from journal.services.covering import as_shown
from journal.services.errors import PicturesNameWords, PicturesNotRead
from journal.services.for_the_other import ForTheOther, Material, ShownPicture
from journal.services.lanes import Lane
from journal.services.read_pictures import Read, ReadPictures
from journal.vault.reading import VaultReader

PICTURE = "picture"
"""The field of what was found in a picture."""


@dataclass(frozen=True)
class Seen:
    """What was found in the pictures of a paper; a hit without a term is a picture the machine failed at.

    Where it `can_read` none, nothing was looked for. `languages` are those it knows, as words for people.
    """

    pictures: int
    hits: tuple[PrivateHit, ...]
    can_read: bool
    languages: tuple[str, ...] = ()

    @property
    def named(self) -> frozenset[EvidenceId]:
        """The pictures that name something private, and nobody decided about that."""
        return frozenset(hit.picture for hit in self.hits if hit.picture and hit.term and hit.choice is None)

    @property
    def unread(self) -> frozenset[EvidenceId]:
        """The pictures the machine failed at, and nobody said that they looked at them knowing that."""
        return frozenset(
            hit.picture for hit in self.hits if hit.picture and not hit.term and hit.choice is None
        )


@dataclass(frozen=True)
class Places:
    """Where a picture or page names something private, in pixels of what is handed over of it, and what that is."""

    boxes: tuple[Box, ...] = ()
    terms: tuple[str, ...] = ()
    was_read: bool = True
    was_looked_for: bool = True


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
        return Seen(len(shown), (), can_read=False)
    if not search.looking.has_terms:
        return Seen(len(shown), (), can_read=True, languages=KNOWN)
    hits: list[PrivateHit] = []
    for done, picture in enumerate(shown):
        go_on = partial(progress, done, len(shown))
        if not go_on():
            raise Cancelled
        load = partial(_bytes, originals, picture.copy)
        read = search.read.of(picture.copy.original.sha256, load, go_on)
        hits += _hits(picture, search.seen(read), search.choices)
        if not read.is_whole:
            hits.append(_unread(picture, search.choices))
    progress(len(shown), len(shown))
    return Seen(len(shown), tuple(hits), can_read=True, languages=KNOWN)


def refuse_open(seen: Seen) -> None:
    """Let no paper be made that shows what nobody decided about.

    Raises:
        PicturesNameWords: a picture names something private.
        PicturesNotRead: the machine failed at one, and nobody looked at it knowing that.
    """
    waiting = [hit for hit in seen.hits if hit.choice is not Choice.SHOW]
    named = [hit for hit in waiting if hit.term]
    if named:
        terms = dict.fromkeys(hit.term for hit in named)
        raise PicturesNameWords(tuple(terms), len({hit.picture for hit in named}))
    if waiting:
        raise PicturesNotRead(len(waiting))


class InPictures:
    """The verbs of `Journal.in_pictures`."""

    def __init__(
        self,
        reader: VaultReader,
        reading: Lane,
        originals: Callable[[], Originals],
        decoder: Decoder,
        read: ReadPictures,
        other: Callable[[Material], ForTheOther],
        decide: Callable[[Mapping[str, Choice | None]], "Future[None]"],
    ) -> None:
        """`other` makes what a paper for the other person is made by; `decide` keeps decisions about hits."""
        self._reader = reader
        self._reading = reading
        self._originals = originals
        self._decoder = decoder
        self._read = read
        self._other = other
        self._decide = decide
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

    def places_on_page(self, subject: EvidenceId, page: int) -> "Future[Places]":
        """The same of one page of a document, counted from 1, as it is looked at with nothing covered."""
        return self._lane.run(self._places_on_page, subject, page)

    def looked_at(self, made: Derivative) -> "Future[None]":
        """Somebody made this covered copy knowing that the machine cannot read what is in it."""
        return self._decide({hit_key("", PICTURE, made.made.sha256): Choice.SHOW})

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
        return _told(Search(self._read, LookingAtWords(terms), choices), read, sha256)

    def _places_on_page(self, subject: EvidenceId, page: int) -> Places:
        piece, terms, choices = self._reading.run(self._about, subject).result()
        if not terms or not self.can_read:
            return Places(was_read=self.can_read, was_looked_for=bool(terms))
        draw = partial(self._drawn, piece.evidence, page)
        read = self._read.of_page(piece.evidence.original.sha256, page, draw, lambda: True)
        # What may stand there was decided about the copy there is, if there is any.
        copy = piece.covered.made.sha256 if piece.covered is not None else ""
        return _told(Search(self._read, LookingAtWords(terms), choices), read, copy)

    def _drawn(self, evidence: Evidence, page: int) -> Pixels:
        with (
            self._originals().open(evidence) as source,
            closing(self._decoder.pdf_session(source)) as session,
        ):
            return covered_pages.drawn(session, page)

    def _about(self, subject: EvidenceId) -> tuple[Piece, tuple[str, ...], Mapping[str, Choice]]:
        reader = self._reader
        return reader.piece(subject), reader.private_terms() or (), private_terms.decisions(reader)


def _told(search: Search, read: Read, sha256: str) -> Places:
    found = [seen for seen in search.seen(read) if not search.may_be(seen.term, sha256)]
    boxes = dict.fromkeys(box for seen in found for box in seen.boxes)
    return Places(tuple(boxes), tuple(dict.fromkeys(seen.term for seen in found)), was_read=read.is_whole)


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


def _unread(picture: ShownPicture, choices: Mapping[str, Choice]) -> PrivateHit:
    """A picture of which nobody knows what it names."""
    key = hit_key("", PICTURE, picture.copy.original.sha256)
    return PrivateHit(
        key=key,
        term="",
        field=PICTURE,
        before="",
        found="",
        after="",
        times=1,
        entries=tuple(entry.id for entry in picture.entries),
        numbers=tuple(entry.number for entry in picture.entries),
        can_go=True,
        choice=choices.get(key),
        picture=picture.piece.id,
    )


def _bytes(originals: Originals, evidence: Evidence) -> bytes:
    with originals.open(evidence) as stream:
        return stream.read()
