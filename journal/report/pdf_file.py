"""A PDF that is written while it is made: ReportLab's document and canvas, with what they would keep in memory let go.

ReportLab collects everything and writes at the end. Here a page or a picture goes to the output the moment it is
complete, and only its place in the file is remembered. That reaches into ReportLab's inside, here and nowhere
else, so its version is checked. After an upgrade read `_Document` and `PaperCanvas` side by side with its own.
"""

import hashlib
from array import array
from collections.abc import Iterable
from typing import BinaryIO

import reportlab
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from journal.domain.moments import LocalTime
from journal.report.drawn_text import shown, shown_clusters
from journal.report.embedding import EmbeddedFont, compressed
from journal.report.shaping import Span
from journal.report.typefaces import Typeface

KNOWN_REPORTLAB = "5.1."
PDF_VERSION = (1, 5)

_PAGE_EFFORT = 4
"""How hard pages are deflated: a tenth larger than with zlib's own choice, in half the time."""

_HEAVIER = 0.028
"""How thick the outlines of a font that has no bold are drawn in its place, in parts of the type size."""


class UnknownReportlab(Exception):
    """The installed ReportLab is not one whose inside this module knows."""


class _Output:
    """Where the file goes: counts bytes, and keeps a digest of all but the pictures to name the file by."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self.offset = 0

    def add(self, data: bytes) -> int:
        """Write; returns where it begins."""
        self._digest.update(data)
        return self.pass_on(data)

    def pass_on(self, data: bytes) -> int:
        """Write a piece of a picture, whose length alone counts for the name."""
        start = self.offset
        self._out.write(data)
        self.offset += len(data)
        return start

    @property
    def name(self) -> str:
        """32 hexadecimal digits that depend on all that was written so far."""
        return self._digest.hexdigest()[:32]


class Ready(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab brings no types
    """An object that is already in the form it has in the file."""

    def __init__(self, form: bytes) -> None:
        """Take the bytes between `obj` and `endobj`."""
        self.form = form

    def format(self, _document: pdfdoc.PDFObject) -> bytes:
        """What ReportLab asks for when it writes the object."""
        return self.form


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab brings no types
    """Objects by name and number, as in ReportLab, but each can be written at once and is then forgotten."""

    def __init__(self, out: BinaryIO, language: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=PDF_VERSION, lang=language)
        self.output = _Output(out)
        self._places = array("q", [0])  # by number; 0 for what is not written yet
        self.output.add(b"%%PDF-%d.%d\n%%\x93\x8c\x8b\x9e\n" % PDF_VERSION)

    def add(self, form: bytes) -> str:
        """Write an object that is complete; returns how others refer to it, for only its number is remembered."""
        self.objectcounter += 1
        return self._add(self.objectcounter, form)

    def refer(self, name: str) -> str:
        """How other objects refer to a registered one."""
        number, generation = self.idToObjectNumberAndVersion[name]
        return f"{number} {generation} R"

    def add_stream(self, name: str, entries: str, pieces: Iterable[bytes]) -> None:
        """Write a stream piece by piece; `entries` is its dictionary without the length, which follows after it."""
        self.Reference(Ready(b""), name)
        self.objectcounter += 1
        number, length = self.idToObjectNumberAndVersion[name][0], self.objectcounter
        head = f"{number} 0 obj\n<<{entries}/Length {length} 0 R>>\nstream\n"
        self._stands(number, self.output.add(head.encode("ascii")))
        start = self.output.offset
        try:
            for piece in pieces:
                self.output.pass_on(piece)
        finally:
            size = self.output.offset - start
            self.output.add(b"\nendstream\nendobj\n")
            self._add(length, b"%d" % size)

    def addPage(self, page: pdfdoc.PDFPage) -> None:  # noqa: N802  # ReportLab's name
        """Write the page and what stands on it; ReportLab would keep both."""
        contents = self.add(compressed("", page.stream.encode("ascii"), _PAGE_EFFORT))
        seen = page.XObjects.dict if page.XObjects else {}
        pictures = "".join(f"/{name} {self.refer(each.name)}" for name, each in seen.items())
        form = (
            f"<</Type/Page/Parent {self.refer(self.Reference(self.Pages).name)}"
            f"/MediaBox[0 0 {page.pagewidth:.6g} {page.pageheight:.6g}]/Contents {contents}"
            f"/Resources<</Font {self.refer(pdfdoc.BasicFonts)}/XObject<<{pictures}>>>>"
            f"{f'/Annots{page.Annots}' if page.Annots else ''}>>"
        )
        self.Pages.addPage(self.Reference(Ready(form.encode("ascii")), self.thisPageName()))
        self._write(self.thisPageName())
        self.pageCounter += 1
        self.inObject = None

    def format(self) -> bytes:
        """Write all that is left, the cross-reference table and the trailer; nothing comes back."""
        catalog, facts = self.Reference(self.Catalog), self.Reference(self.info)
        number = 1
        while number <= self.objectcounter:  # writing an object may add others
            if not self._is_written(number):
                self._write(self.numberToId[number])
            number += 1
        start = self.output.add(b"xref\n0 %d\n0000000000 65535 f \n" % number)
        for place in self._places[1:number]:
            self.output.add(b"%010d 00000 n \n" % place)
        name = f"[<{self.output.name}><{self.output.name}>]"
        self.output.add(pdfdoc.PDFTrailer(start, number, Root=catalog, Info=facts, ID=name).format(self))
        return b""

    def _write(self, name: str) -> None:
        kept, number = self.idToObject[name], self.idToObjectNumberAndVersion[name][0]
        if isinstance(kept, Ready):
            self._add(number, kept.form)
        else:
            self._stands(number, self.output.add(pdfdoc.PDFIndirectObject(name, kept).format(self)))
        self.idToObject[name] = _WRITTEN

    def _add(self, number: int, form: bytes) -> str:
        self._stands(number, self.output.add(b"%d 0 obj\n%b\nendobj\n" % (number, form)))
        return f"{number} 0 R"

    def _stands(self, number: int, offset: int) -> None:
        self._places.extend([0] * (number + 1 - len(self._places)))
        self._places[number] = offset

    def _is_written(self, number: int) -> bool:
        return number < len(self._places) and self._places[number] > 0


_WRITTEN = Ready(b"")


class PaperCanvas(Canvas):  # type: ignore[misc]  # reportlab brings no types
    """A canvas whose pages, pictures and fonts are ours: written at once, embedded, linked by name."""

    def __init__(self, out: BinaryIO, size: tuple[float, float], language: str) -> None:
        """Begin the file.

        Raises:
            UnknownReportlab: its version is not the one this was written for.
        """
        if not reportlab.__version__.startswith(KNOWN_REPORTLAB):
            raise UnknownReportlab(reportlab.__version__)
        super().__init__(None, pagesize=size, invariant=1, pageCompression=1, lang=language)
        self._doc = _Document(out, language)
        self._fonts: dict[Typeface, EmbeddedFont] = {}
        self._full: list[EmbeddedFont] = []
        self._links: list[str] = []
        self._places: dict[str, tuple[str, float]] = {}
        self._later: dict[str, Ready] = {}

    # What is drawn.

    def text(self, face: Typeface, size: float, x: float, y: float, text: str) -> None:
        """Simple characters the font has, from x on the baseline y."""
        self.addLiteral(shown(self._font(face), size, x, y, text))

    def span(self, span: Span, size: float, x: float, y: float, *, heavier: bool = False) -> None:
        """A span that has a font, from x on the baseline y; `heavier` draws its outlines too."""
        if span.face is None:
            return
        font = self._font(span.face)
        drawn = (
            shown_clusters(font, size, x, y, span) if span.clusters else shown(font, size, x, y, span.text)
        )
        self.addLiteral(f"q 2 Tr {size * _HEAVIER:.3f} w {drawn} Q" if heavier else drawn)

    def ink(self, gray: float) -> None:
        """Draw in that grey from now on, from 0 (black) to 1 (white)."""
        self.addLiteral(f"{gray:g} g")

    def fill_area(self, x: float, y: float, width: float, height: float) -> None:
        """A filled rectangle from its lower left corner."""
        self.addLiteral(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def _font(self, face: Typeface) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None or font.full:
            if font:
                self._full.append(font)
            number = sum(each.typeface is face for each in self._full)
            font = self._fonts[face] = EmbeddedFont(face, f"{face.key}{f'x{number}' if number else ''}")
        return font

    def add_picture(self, name: str, entries: str, pieces: Iterable[bytes]) -> None:
        """Write a picture's data as they come; `entries` say what they are."""
        self._doc.add_stream(pdfdoc.xObjectName(name), f"/Type/XObject/Subtype/Image{entries}", pieces)

    def later(self, name: str, x: float, y: float) -> None:
        """Keep a place for a text that `fill` will give; all places of one name show the same."""
        if name not in self._later:
            self._later[name] = Ready(b"")
            self._doc.Reference(self._later[name], pdfdoc.xObjectName(name))
        self.saveState()
        self.translate(x, y)
        self.doForm(name)
        self.restoreState()

    def fill(self, name: str, face: Typeface, size: float, text: str) -> None:
        """Say what stands in every place that was kept under that name."""
        entries = (
            f"/Type/XObject/Subtype/Form/BBox[0 {-size:g} {20 * size:g} {size:g}]"
            f"/Resources<</Font {self._doc.refer(pdfdoc.BasicFonts)}>>"
        )
        self._later[name].form = compressed(
            entries, shown(self._font(face), size, 0, 0, text).encode("ascii")
        )

    # Where one gets to.

    def place(self, name: str, y: float) -> None:
        """Call this height of this page by a name (letters and digits) that links lead to."""
        self._places[name] = (self._doc.thisPageName(), y)

    def link(self, name: str, left: float, bottom: float, right: float, top: float) -> None:
        """Let a rectangle of this page lead to a place, named before or later."""
        rectangle = f"{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}"
        self._links.append(f"<</Type/Annot/Subtype/Link/Rect[{rectangle}]/Border[0 0 0]/Dest({name})>>")

    def outline(self, title: str, level: int, y: float) -> None:
        """Name this height of this page in the table of contents that readers show at the side."""
        key = f"outline{len(self._destinations)}"
        self.bookmarkHorizontalAbsolute(key, y)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    # How it ends.

    def describe(self, title: str, made_at: LocalTime, program: str) -> None:
        """What the file says about itself: nothing of who made it where, nor with what unless `program` says so."""
        when = made_at.naive.strftime("%Y%m%d%H%M%S")
        sign, (hours, minutes) = "-" if made_at.off_min < 0 else "+", divmod(abs(made_at.off_min), 60)
        date = f"(D:{when}{sign}{hours:02}'{minutes:02}')"
        producer = f"/Producer{_string(program)}" if program else ""
        self._doc.info = Ready(
            f"<</Title{_string(title)}/CreationDate{date}/ModDate{date}{producer}>>".encode("ascii")
        )

    def finish(self) -> int:
        """Write fonts, kept places, names and contents; returns the size of the file in bytes."""
        used = {font.name: self._embed(font) for font in (*self._full, *self._fonts.values()) if font.used}
        self._doc.idToObject[pdfdoc.BasicFonts].dict.update(used)
        self._doc.Catalog.Names = f"<</Dests {self._doc.add(self._names())}>>"
        self._doc.Reference(self._doc.Catalog)
        self._doc.Outlines.prepare(self._doc, self)
        if self._doc.Outlines.ready < 0:
            self._doc.Catalog.Outlines = None
        self._doc.format()
        size: int = self._doc.output.offset
        return size

    def _names(self) -> bytes:
        places = (
            f"({name})[{self._doc.refer(page)}/XYZ 0 {y:.2f} null]"
            for name, (page, y) in sorted(self._places.items())
        )
        return f"<</Names[{' '.join(places)}]>>".encode("ascii")

    def _embed(self, font: EmbeddedFont) -> str:
        add = self._doc.add
        program = font.program()
        kind = "/Subtype/CIDFontType0C" if font.compact else f"/Length1 {len(program)}"
        file = f"{'FontFile3' if font.compact else 'FontFile2'} {add(compressed(kind, program))}"
        descriptor = add(f"<<{font.descriptor()}/{file}>>".encode("ascii"))
        system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        if font.compact:
            encoding = add(compressed(f"/Type/CMap/CMapName/Codes{system}", font.encoding()))
            glyphs = ""
        else:
            encoding = "/Identity-H"
            glyphs = f"/CIDToGIDMap {add(compressed('', font.glyphs()))}"
        cid_font = (
            f"<</Type/Font/Subtype/CIDFontType{0 if font.compact else 2}/BaseFont/{font.base_name}{system}"
            f"/FontDescriptor {descriptor}/W {font.widths()}{glyphs}>>"
        )
        return add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{font.base_name}/Encoding {encoding}"
            f"/DescendantFonts[{add(cid_font.encode('ascii'))}]"
            f"/ToUnicode {add(compressed('', font.to_unicode()))}>>".encode("ascii")
        )

    # What ReportLab calls.

    def _make_preamble(self) -> None:
        # ReportLab's own begins every page with Helvetica, which it does not embed.
        self._preamble = ""

    def _setAnnotations(self, page: pdfdoc.PDFObject) -> None:  # noqa: N802  # ReportLab's name
        if self._links:
            page.Annots = f"[{''.join(self._links)}]"
            self._links = []


def _string(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
