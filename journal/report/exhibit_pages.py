"""The exhibits in the order of their references: pictures as large as a sheet, texts in full, a card for the rest."""

import math
from collections.abc import Iterator, Sequence
from contextlib import closing

from journal.domain.errors import IntegrityFault
from journal.domain.evidence import Evidence
from journal.domain.words import Words
from journal.pictures.pdf_session import PdfSession
from journal.pictures.refusal import PictureRefused
from journal.report import phrases, strips, styles
from journal.report.breaking import LINE_ENDS
from journal.report.figures import Figures
from journal.report.flow import Flow, Pace
from journal.report.log_rows import exhibit_place, row_place
from journal.report.model import MOST_PRINTED_PAGES, ExhibitKind, Log, LogExhibit
from journal.report.paper import Area
from journal.report.plain_text import read_text
from journal.report.printed_pictures import Pictures, PrintedPicture, add_page, add_picture
from journal.report.strips import Band, Column, Strip
from journal.report.typesetting import Style
from journal.sealing.errors import SealedFileMissing, SealedFileUnreadable

_WIDER_GAIN, _LYING_GAIN = 1.2, 1.1
"""A picture, or a page of a document, goes on a landscape sheet when it becomes larger by this factor there."""

_STRIP_FROM = 3.0
"""A picture higher than this many times its width goes on over several sheets."""

_OVERLAP = 12.0
"""Points of a long picture that are shown again at the top of the next sheet."""

_DAMAGED = (IntegrityFault, SealedFileMissing, SealedFileUnreadable)
_REFERENCE_WIDTH, _LABEL_WIDTH, _DIGEST_WIDTH = 74.0, 58.0, 350.0
_LEAST_PICTURE, _CARD_ROOM, _TEXT_HEAD, _ABOVE_FOOT, _BETWEEN = 200.0, 200.0, 150.0, 6.0, 24.0
_HEAD_HEIGHT, _LANDSCAPE_HEAD_HEIGHT = 118.0, 72.0

_SHARING = frozenset((ExhibitKind.TEXT, ExhibitKind.CARD))
"""Kinds below which another exhibit may begin on the same sheet."""

_MOST_SHARED_LINES = 60


class ExhibitPages:
    """Sets every exhibit: pictures and documents on sheets of their own, short texts and cards where there is room."""

    def __init__(self, flow: Flow, log: Log, counted: Figures, pictures: Pictures) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._pictures = pictures
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter
        self._last: ExhibitKind | None = None
        self._usual = phrases.usual_program(log.exhibits)
        self._counted = counted

    def set(self, pace: Pace) -> dict[str, int]:
        """Set them all; returns the first page of each by reference."""
        pages = {}
        for index, exhibit in enumerate(self._log.exhibits):
            self._set_exhibit(index, exhibit)
            pages[exhibit.reference] = self._flow.paper.pages[exhibit_place(exhibit.reference)]
            pace.step()
        return pages

    def _set_exhibit(self, index: int, exhibit: LogExhibit) -> None:
        match exhibit.kind:
            case ExhibitKind.PICTURE:
                self._set_picture(index, exhibit)
            case ExhibitKind.PAGES:
                self._set_document(index, exhibit)
            case ExhibitKind.TEXT:
                self._set_text(index, exhibit)
            case ExhibitKind.CARD:
                self._begin(index, exhibit, below=_CARD_ROOM if self._last in _SHARING else 0.0)
                self._say(self._words.say("Not printed; to be seen or heard from the file itself."))
        self._last = exhibit.kind

    # What stands over an exhibit.

    def _begin(
        self,
        index: int,
        exhibit: LogExhibit,
        picture: PrintedPicture | None = None,
        *,
        landscape: bool = False,
        below: float = 0.0,
    ) -> None:
        """On a new sheet, or on the present one if the points it needs (`below`) are left there."""
        flow = self._flow
        if below and flow.room > below + _BETWEEN:
            flow.skip(_BETWEEN)
        else:
            flow.new_page(landscape=landscape)
        if index == 0:
            flow.paper.place("exhibits", flow.y)
            flow.paper.outline(self._words.say("Exhibits"))
        flow.paper.place(exhibit_place(exhibit.reference), flow.y)
        flow.paper.outline(exhibit.reference, 1, flow.y)
        self._set_head(exhibit, picture, landscape=landscape)
        flow.skip(5)
        flow.paper.rule(flow.left, flow.paper.area.right, flow.y)
        flow.skip(9)

    def _set_head(self, exhibit: LogExhibit, picture: PrintedPicture | None, *, landscape: bool) -> None:
        """The reference and what is known of the original; beside it on a landscape sheet, whose height is dear."""
        flow = self._flow
        room = _REFERENCE_WIDTH if landscape else flow.paper.area.width
        reference = strips.text(self._setter, exhibit.reference, styles.HEADING, room)
        facts = [(label, said) for label, said in self._facts(exhibit, picture) if said]
        if not landscape:
            flow.stack(reference)
            flow.skip(3)
            width = flow.paper.area.width
            flow.stack(strip for label, said in facts for strip in self._fact(label, said, width))
            flow.stack(self._in_log(exhibit, width))
            return
        wide = _LABEL_WIDTH + _DIGEST_WIDTH
        narrow = flow.paper.area.width - _REFERENCE_WIDTH - wide
        left = [strip for label, said in facts[:3] for strip in self._fact(label, said, wide - 12)]
        right = [strip for label, said in facts[3:] for strip in self._fact(label, said, narrow)]
        columns = (
            Column(0.0, tuple(reference)),
            Column(_REFERENCE_WIDTH, tuple(left)),
            Column(_REFERENCE_WIDTH + wide, (*right, *self._in_log(exhibit, narrow))),
        )
        flow.band(Band(columns, above=0.0, below=0.0))

    def _facts(self, exhibit: LogExhibit, picture: PrintedPicture | None) -> Iterator[tuple[str, str]]:
        if self._log.is_for_the_other:
            yield from self._facts_of_copy(exhibit, picture)
            return
        words, say, evidence, note = self._words, self._words.say, exhibit.evidence, exhibit.note
        original, seen = evidence.original, evidence.provenance
        file = [evidence.name, original.media_type, phrases.size(words, original.size)]
        size = ""
        if picture is not None:
            width, height = words.number(picture.width), words.number(picture.height)
            size = say("{width} × {height} pixels", width=width, height=height)
        part = exhibit.part
        if size and part is None:
            file.append(size)
        yield say("File"), " · ".join(file)
        yield say("SHA-256"), original.sha256
        if picture is not None and picture.copied is not None:
            yield say("Here"), self._copied(*picture.copied)
        yield (
            say("Kept"),
            " · ".join(
                part for part in (phrases.acquired(words, evidence), self._kept_with(evidence)) if part
            ),
        )
        if part is not None and part.box is not None:
            place = say("{x} from the left, {y} from the top", x=part.box.x, y=part.box.y)
            shown = say("a chosen part; the whole picture is in the file")
            yield say("Shown"), " · ".join(one for one in (shown, size, place) if one)
        yield say("Window"), " · ".join(part for part in (seen.window_title, seen.application) if part)
        yield say("Link"), note.link or evidence.link
        date = note.content_date or evidence.content_date
        yield say("Dated"), words.when(date) if date else ""
        yield say("Original"), note.physical_original or evidence.physical_original
        yield say("Note"), note.note or evidence.note

    def _copied(self, width: int, height: int) -> str:
        return self._words.say(
            "a reduced copy of {width} × {height} pixels; the SHA-256 is that of the whole file",
            width=self._words.number(width),
            height=self._words.number(height),
        )

    def _facts_of_copy(
        self, exhibit: LogExhibit, picture: PrintedPicture | None
    ) -> Iterator[tuple[str, str]]:
        """Of a picture only its size and the hash of the copy; nothing that leads to the original."""
        words = self._words
        if picture is None:
            if exhibit.kind is ExhibitKind.PAGES:
                yield words.say("SHA-256"), exhibit.evidence.original.sha256
            return
        width, height = words.number(picture.width), words.number(picture.height)
        yield words.say("Picture"), words.say("{width} × {height} pixels", width=width, height=height)
        yield words.say("SHA-256"), exhibit.evidence.original.sha256
        if picture.copied is not None:
            yield words.say("Here"), self._copied(*picture.copied)

    def _kept_with(self, evidence: Evidence) -> str:
        """By which program, unless it is the one that the register names for all."""
        with_what = phrases.program(evidence)
        return "" if with_what == self._usual else with_what

    def _in_log(self, exhibit: LogExhibit, width: float) -> list[Strip]:
        pile: list[Strip] = []
        for number in self._counted.shown_in.get(exhibit.reference, ()):
            page = self._words.number(self._flow.paper.pages[row_place(number)])
            said = self._words.say("no. {number}, p. {page}", number=self._words.number(number), page=page)
            pile += strips.text(self._setter, said, styles.FACT, width - _LABEL_WIDTH, link=row_place(number))
        return self._labelled(self._words.say("Belongs to"), pile) if pile else []

    def _fact(self, label: str, said: str, width: float) -> list[Strip]:
        return self._labelled(label, strips.text(self._setter, said, styles.FACT, width - _LABEL_WIDTH))

    def _labelled(self, label: str, pile: list[Strip]) -> list[Strip]:
        return strips.beside(
            strips.text(self._setter, label, styles.LABEL, _LABEL_WIDTH - 6), pile, _LABEL_WIDTH
        )

    # Texts.

    def _set_text(self, index: int, exhibit: LogExhibit) -> None:
        try:
            text, read_as = _text_of(exhibit)
        except _DAMAGED:
            self._begin(index, exhibit)
            self._say(self._damaged)
            return
        # What a machine wrote for machines is set smaller than what somebody wrote to somebody.
        style = styles.FACT_FREE if read_as else styles.BODY
        lines = LINE_ENDS.split(text)
        self._begin(index, exhibit, below=self._text_room(lines, style) if self._last in _SHARING else 0.0)
        if read_as:
            self._say(self._words.say("The text of the file, read as {encoding}:", encoding=read_as))
        self._flow.head(lambda top: self._continued(exhibit.reference, top))
        for line in lines:
            self._flow.stack(self._hung(line, style))
        self._flow.head(None)

    def _text_room(self, lines: Sequence[str], style: Style) -> float:
        """Points a text needs to stand whole below another exhibit; more than a sheet has, if it is long."""
        if len(lines) > _MOST_SHARED_LINES:
            return math.inf
        return _TEXT_HEAD + sum(strip.height for line in lines for strip in self._hung(line, style))

    def _hung(self, line: str, style: Style) -> list[Strip]:
        return strips.hanging(self._setter, line, style, self._flow.paper.portrait.width)

    def _continued(self, reference: str, top: float) -> float:
        said = self._words.say("{name}, continued", name=reference)
        self._flow.paper.line(self._setter.line(said, styles.LABEL), self._flow.left, top)
        return top - styles.LABEL.leading - 4

    @property
    def _damaged(self) -> str:
        return self._words.say("The journal's copy of this file is damaged and cannot be printed.")

    def _say(self, said: str) -> None:
        self._flow.stack(strips.text(self._setter, said, styles.LABEL, self._flow.paper.area.width))
        self._flow.skip(4)

    # Pictures.

    def _set_picture(self, index: int, exhibit: LogExhibit) -> None:
        try:
            picture = add_picture(self._flow.paper, f"picture{index}", exhibit, self._pictures)
        except PictureRefused:
            self._begin(index, exhibit)
            self._say(self._words.say("This picture cannot be decoded. The file is kept as it came."))
            return
        except _DAMAGED:
            self._begin(index, exhibit)
            self._say(self._damaged)
            return
        landscape = _wants_landscape(picture, self._flow.paper.portrait)
        self._begin(index, exhibit, picture, landscape=landscape)
        if picture.height > _STRIP_FROM * picture.width:
            self._set_long(exhibit, picture)
        else:
            self._set_whole(picture)

    def _set_whole(self, picture: PrintedPicture) -> None:
        flow = self._flow
        flow.need(_LEAST_PICTURE)
        scale = _scale(picture, flow.paper.area.width, flow.room - _ABOVE_FOOT)
        rectangle = Area(
            flow.left, flow.y - picture.height * scale, flow.left + picture.width * scale, flow.y
        )
        flow.paper.picture(picture.name, rectangle, picture.orientation)
        flow.paper.frame(rectangle)
        flow.y = rectangle.bottom

    def _set_long(self, exhibit: LogExhibit, picture: PrintedPicture) -> None:
        """From top to bottom over as many sheets as it takes to be as wide as they are."""
        flow, mark = self._flow, styles.LABEL.leading
        scale = min(1.0, flow.paper.area.width / picture.width)
        width, height = picture.width * scale, picture.height * scale
        shown = 0.0
        while True:
            seen_height = min(flow.room - mark - _ABOVE_FOOT, height - shown)
            seen = Area(flow.left, flow.y - seen_height, flow.left + width, flow.y)
            top = flow.y + shown
            rectangle = Area(flow.left, top - height, flow.left + width, top)
            flow.paper.picture(picture.name, rectangle, picture.orientation, seen)
            flow.paper.frame(seen)
            flow.y = seen.bottom
            shown += seen_height
            if shown >= height - 1:
                return
            self._say(self._words.say("continued on the next page"))
            flow.new_page()
            flow.y = self._continued(exhibit.reference, flow.y)
            shown -= _OVERLAP

    # Documents.

    def _set_document(self, index: int, exhibit: LogExhibit) -> None:
        """Every page of a PDF as a picture of it."""
        try:
            with exhibit.open() as source, closing(self._pictures.pdf_session(source)) as document:
                self._set_pages(index, exhibit, document)
        except PictureRefused:
            self._begin_if_new(index, exhibit)
            self._say(self._words.say("This document cannot be drawn. The file is kept as it came."))
        except _DAMAGED:
            self._begin_if_new(index, exhibit)
            self._say(self._damaged)

    def _begin_if_new(self, index: int, exhibit: LogExhibit) -> None:
        if exhibit_place(exhibit.reference) not in self._flow.paper.pages:
            self._begin(index, exhibit)

    def _set_pages(self, index: int, exhibit: LogExhibit, document: PdfSession) -> None:
        say, number, count = self._words.say, self._words.number, document.page_count
        for page in range(min(count, MOST_PRINTED_PAGES)):
            picture = add_page(self._flow.paper, f"picture{index}p{page}", document, page, self._pictures)
            landscape = _wants_landscape(picture, self._flow.paper.portrait, _LYING_GAIN)
            if page:
                self._flow.new_page(landscape=landscape)
                self._flow.y = self._continued(exhibit.reference, self._flow.y)
            else:
                self._begin(index, exhibit, landscape=landscape)
            self._say(
                say("page {page} of {total} of the document", page=number(page + 1), total=number(count))
            )
            self._set_whole(picture)
        if count > MOST_PRINTED_PAGES:
            self._flow.new_page()
            self._say(say("The pages from {page} on are not printed.", page=number(MOST_PRINTED_PAGES + 1)))


def _text_of(exhibit: LogExhibit) -> tuple[str, str]:
    """The text, and the encoding it was read in where that was a guess."""
    if exhibit.text is not None:
        return exhibit.text(), ""
    with exhibit.open() as stream:
        untrusted = stream.read()
    return read_text(untrusted)


def _scale(picture: PrintedPicture, width: float, height: float) -> float:
    """Points for a pixel: as large as fits, but no pixel larger than a point."""
    return min(1.0, width / picture.width, height / picture.height)


def _wants_landscape(picture: PrintedPicture, portrait: Area, gain: float = _WIDER_GAIN) -> bool:
    upright = _scale(picture, portrait.width, portrait.height - _HEAD_HEIGHT)
    turned = _scale(picture, portrait.height, portrait.width - _LANDSCAPE_HEAD_HEIGHT)
    return turned > upright * gain
