"""A document for a paper that the other person may see: seen page by page, its copy made of pictures of pages alone.

Nothing of it leaves by itself. A page stands in the copy when somebody has seen it and said so; every answer is kept at
once, so that a long document can be looked at over several evenings.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from journal.domain import media_types
from journal.domain.errors import Cancelled
from journal.domain.evidence import Box, CoveredPage, Derivative, Derived, Evidence, Method
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.reading import Piece
from journal.intake.reader import Item
from journal.pictures.blocks import filled, grown_on_page, lie_inside
from journal.pictures.decoder import Decoder
from journal.pictures.page_file import page_file
from journal.pictures.pdf_session import PdfSession
from journal.pictures.refusal import PictureRefused, Refusal
from journal.report.model import MOST_PRINTED_PAGES
from journal.services.errors import CoverOutside, PageNotSeen, TooManyPages
from journal.services.filing import SealedEvidence, Sealer
from journal.services.lanes import Lane
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NAME = "pages.pdf"
"""What the covered copy of a document is called wherever it needs a name."""

MOST_PAGES = MOST_PRINTED_PAGES
"""Of one document, on a paper that the other person may see."""

DOTS_PER_INCH = 200
MOST_DOTS = 4_000
"""Pixels of a page, each way: a sheet four times as large as A4 still has as many to the inch."""

_LOOKED_AT = "pages looked at"

Progress = Callable[[int, int], bool]
"""Told how many pages are done, and how many there are; False stops."""


@dataclass(frozen=True)
class PageAnswer:
    """What was decided about a page that somebody has seen: left out, or shown with these places covered."""

    covers: tuple[Box, ...] = ()
    left_out: bool = False
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Document:
    """A document by its pages: the answer to each, None where nobody has looked yet.

    `is_made` says that the copy there is was made of just these answers.
    """

    answers: tuple[PageAnswer | None, ...]
    is_made: bool = False


class CoveredPages:
    """The verbs of `Journal.covering.pages`: each is answered through a future."""

    def __init__(
        self,
        vault: Vault,
        reader: VaultReader,
        writing: Lane,
        reading: Lane,
        working: Lane,
        sealer: Sealer,
        decoder: Decoder,
        program: str,
        open_original: Callable[[Evidence], BinaryIO],
        keep: Callable[[Derivative, SealedEvidence], Derivative],
        leave_out: Callable[[frozenset[EvidenceId]], None],
    ) -> None:
        """`keep` records a copy and `leave_out` that there is to be none; both are called in the thread that writes."""
        self._vault = vault
        self._reader = reader
        self._writing = writing
        self._reading = reading
        self._working = working
        self._sealer = sealer
        self._decoder = decoder
        self._program = program
        self._open_original = open_original
        self._keep = keep
        self._leave_out = leave_out
        self._shown: set[tuple[EvidenceId, int]] = set()

    def document(self, subject: EvidenceId) -> "Future[Document]":
        """How many pages there are, and what was said about each.

        Raises, through the future:
            PictureRefused: it cannot be opened.
        """
        return self._working.run(self._document, subject)

    def page(self, subject: EvidenceId, number: int) -> "Future[Pixels]":
        """A page, counted from 1, exactly as it would leave with nothing covered.

        Raises, through the future:
            PictureRefused: it cannot be drawn, so it can only be left out.
        """
        return self._working.run(self._page, subject, number)

    def answer(self, subject: EvidenceId, number: int, boxes: Sequence[Box] | None) -> "Future[Document]":
        """Keep what was said about a page that was seen: the places to cover, which may be none; None leaves it out.

        A box that lies on a picture grows to all that holds traces of what it covers. A copy that was made before stays
        at home until another one is finished.

        Raises, through the future:
            PageNotSeen: it is to go along, and was not shown since the journal was opened.
            CoverOutside: a box is empty or lies outside the page.
            PictureRefused: it cannot be drawn.
            DatabaseFull: nothing was kept.
        """
        return self._working.run(self._answer, subject, number, tuple(boxes) if boxes is not None else None)

    def finish(
        self, subject: EvidenceId, progress: Progress = lambda _done, _all: True
    ) -> "Future[Derivative | None]":
        """Make the copy of all pages that were seen and not left out; the others stay at home.

        None: no page was to be shown, so the document is left out.

        Raises, through the future:
            TooManyPages: more than a paper holds were to be shown.
            CoverOutside: a page looks different from when it was answered; that answer is forgotten.
            PictureRefused, Cancelled, DiskFull, DatabaseFull: nothing was changed.
        """
        return self._working.run(self._finish, subject, progress)

    # Answers

    def _document(self, subject: EvidenceId) -> Document:
        piece = self._piece(subject)
        with self._session(piece) as session:
            count = session.page_count
        return self._as_known(piece, count)

    def _as_known(self, piece: Piece, count: int) -> Document:
        kept = self._kept(piece.id)
        made = _made_of(piece, count)
        if kept is None:
            return Document(made, is_made=any(made))
        return Document(tuple(kept.get(number) for number in range(1, count + 1)))

    def _page(self, subject: EvidenceId, number: int) -> Pixels:
        with self._session(self._piece(subject)) as session:
            pixels = drawn(session, number)
        self._shown.add((subject, number))
        return pixels

    def _answer(self, subject: EvidenceId, number: int, boxes: tuple[Box, ...] | None) -> Document:
        piece = self._piece(subject)
        with self._session(piece) as session:
            count = session.page_count
            if not 1 <= number <= count:
                raise ValueError("no such page")
            if boxes is not None and (subject, number) not in self._shown:
                raise PageNotSeen(number)
            answers = list(self._as_known(piece, count).answers)
            answers[number - 1] = (
                PageAnswer(left_out=True)
                if boxes is None
                else _covered(session, number, boxes, answers[number - 1])
            )
        if piece.covered is not None:
            # The copy there is shows what was said before. It must not go out while another one is owed.
            self._writing.run(self._leave_out, frozenset((piece.id,))).result()
        by_number = {at: said for at, said in enumerate(answers, 1) if said is not None}
        self._writing.run(self._keep_answers, piece.id, by_number).result()
        return Document(tuple(answers))

    def _kept(self, subject: EvidenceId) -> dict[int, PageAnswer] | None:
        return _read(self._reading.run(self._reader.window, _LOOKED_AT).result()).get(subject)

    def _keep_answers(self, subject: EvidenceId, answers: Mapping[int, PageAnswer] | None) -> None:
        with self._vault.writing():
            self._keep_within(subject, answers)

    def _keep_within(self, subject: EvidenceId, answers: Mapping[int, PageAnswer] | None) -> None:
        kept: dict[EvidenceId, Mapping[int, PageAnswer]] = dict(_read(self._vault.window(_LOOKED_AT)))
        kept.pop(subject, None)
        if answers is not None:
            kept[subject] = answers
        self._vault.keep_window(_LOOKED_AT, _written(kept))

    # The copy

    def _finish(self, subject: EvidenceId, progress: Progress) -> Derivative | None:
        piece = self._piece(subject)
        with self._session(piece) as session:
            answers = self._as_known(piece, session.page_count).answers
            pages = tuple(
                CoveredPage(number, *said.size, said.covers)
                for number, said in enumerate(answers, 1)
                if said is not None and not said.left_out
            )
            if not pages:
                self._writing.run(self._leave_out, frozenset((piece.id,))).result()
                self._writing.run(self._keep_answers, piece.id, None).result()
                return None
            if len(pages) > MOST_PAGES:
                raise TooManyPages(len(pages), MOST_PAGES)
            source = _Pieces(page_file(self._clean(session, piece.id, pages, progress)))
            (sealed,) = self._sealer.seal(_PagesReader(source), Method.CAPTURE, lambda _done: True)
        made = Derivative(
            of=piece.id,
            kind=Derived.COVERED,
            made=sealed.evidence.original,
            file=sealed.evidence.file,
            program=self._program,
            pages=pages,
        )
        kept = self._writing.run(self._keep, made, sealed).result()
        self._writing.run(self._keep_answers, piece.id, None).result()
        return kept

    def _clean(
        self, session: PdfSession, subject: EvidenceId, pages: Sequence[CoveredPage], progress: Progress
    ) -> Iterator[Pixels]:
        for done, page in enumerate(pages):
            if not progress(done, len(pages)):
                raise Cancelled
            pixels = drawn(session, page.number)
            if (pixels.width, pixels.height) != (page.width, page.height):
                self._forget(subject, page.number)
                raise CoverOutside(page.covers)
            yield filled(pixels, page.covers)
        progress(len(pages), len(pages))

    def _forget(self, subject: EvidenceId, number: int) -> None:
        """What was said about a page that looks different now, as another program version may draw it."""
        known = self._kept(subject) or {}
        others = {each: said for each, said in known.items() if each != number}
        self._writing.run(self._keep_answers, subject, others).result()

    def _piece(self, subject: EvidenceId) -> Piece:
        return self._reading.run(self._reader.piece, subject).result()

    @contextmanager
    def _session(self, piece: Piece) -> Iterator[PdfSession]:
        if piece.evidence.original.media_type != media_types.PDF:
            raise PictureRefused(Refusal.NOT_A_PICTURE)
        with (
            self._open_original(piece.evidence) as source,
            closing(self._decoder.pdf_session(source)) as session,
        ):
            yield session


def forget_answers(vault: Vault, subjects: Iterable[EvidenceId]) -> None:
    """Know no answer about these any more, inside the vault's `writing`: they are removed for good."""
    kept = _read(vault.window(_LOOKED_AT))
    gone = kept.keys() & frozenset(subjects)
    if gone:
        vault.keep_window(_LOOKED_AT, _written({each: kept[each] for each in kept.keys() - gone}))


def drawn(session: PdfSession, number: int) -> Pixels:
    """A page, counted from 1, as it is looked at and as it leaves."""
    return session.page(number - 1, dots_per_inch=DOTS_PER_INCH, max_width=MOST_DOTS, max_height=MOST_DOTS)


def _covered(
    session: PdfSession, number: int, boxes: tuple[Box, ...], before: PageAnswer | None
) -> PageAnswer:
    """The answer with every new box grown; those that were kept before are as they have to be."""
    pixels = drawn(session, number)
    if not lie_inside(boxes, pixels.width, pixels.height):
        raise CoverOutside(boxes)
    size = (pixels.width, pixels.height)
    known = frozenset(before.covers) if before is not None and before.size == size else frozenset()
    pictures = session.pictures_on(number - 1, *size) if not known.issuperset(boxes) else ()
    covers = tuple(box if box in known else grown_on_page(box, pictures, *size) for box in boxes)
    return PageAnswer(covers, size=size)


def _made_of(piece: Piece, count: int) -> tuple[PageAnswer | None, ...]:
    """The answers that the copy there is was made of."""
    made = piece.covered
    if made is None or not made.pages:
        return (None,) * count
    shown = {page.number: PageAnswer(page.covers, size=(page.width, page.height)) for page in made.pages}
    return tuple(shown.get(number, PageAnswer(left_out=True)) for number in range(1, count + 1))


def _read(kept: bytes | None) -> dict[EvidenceId, dict[int, PageAnswer]]:
    return {
        EvidenceId(subject): {int(number): _answer_of(said) for number, said in pages.items()}
        for subject, pages in json.loads(kept or b"{}").items()
    }


def _answer_of(said: list[list[int]] | None) -> PageAnswer:
    if said is None:
        return PageAnswer(left_out=True)
    (width, height), *boxes = said
    return PageAnswer(tuple(Box(*box) for box in boxes), size=(width, height))


def _written(kept: Mapping[EvidenceId, Mapping[int, PageAnswer]]) -> bytes:
    def said(answer: PageAnswer) -> list[list[int]] | None:
        if answer.left_out:
            return None
        return [list(answer.size), *([box.x, box.y, box.width, box.height] for box in answer.covers)]

    return json.dumps(
        {
            subject: {number: said(answer) for number, answer in pages.items()}
            for subject, pages in kept.items()
        }
    ).encode()


class _Pieces(io.RawIOBase):
    """A stream of what an iterator gives, made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._waiting = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """At most as many bytes as there is room for, some as long as there are any."""
        while not self._waiting:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._waiting = memoryview(piece)
        room = memoryview(buffer).cast("B")
        taken, self._waiting = self._waiting[: len(room)], self._waiting[len(room) :]
        room[: len(taken)] = taken
        return len(taken)


@dataclass(frozen=True)
class _PagesItem:
    source: _Pieces
    untrusted_name: str = NAME
    size: int = 0
    modified: str = ""

    def open(self) -> "_Pieces":
        return self.source


@dataclass(frozen=True)
class _PagesReader:
    """What is sealed while it is made."""

    source: _Pieces
    name: str = NAME

    def items(self) -> Iterator[Item]:
        yield _PagesItem(self.source)  # type: ignore[misc]  # a raw stream reads like any binary file
