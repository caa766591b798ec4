"""Exhibits on paper: pictures pixel for pixel, texts in full, and what cannot be shown said in words."""

import io
import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import pikepdf
import pytest
from PIL import Image

from journal.domain.evidence import BY_THE_DESKTOP, Box, Derivative, Derived, Method, Original
from journal.domain.ids import EvidenceId
from journal.domain.printing import Layout
from journal.pictures.decoder import Decoder, PaperJpeg
from journal.pictures.pdf_session import PdfSession
from journal.pictures.worker import default_command
from journal.report.layouts import write_paper
from journal.report.model import ExhibitKind, Log, LogExhibit, Made, exhibit_kind
from journal.sealing.errors import SealedFileDamaged
from journal.services.wording import Wording
from tests.report.logs import FONTS, a_capture, a_log, a_png, a_row, an_exhibit, made
from tests.report.reading_back import as_text, faults, page_texts, pictures, without_space

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder(default_command(), 30) as running:
        yield running


def _made(log: Log, decoder: Decoder) -> tuple[bytes, Made]:
    out = io.BytesIO()
    result = write_paper(Layout.LOG, log, out, Wording("en"), FONTS, decoder)
    return out.getvalue(), result


def _foreign(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _picture(data: bytes, media_type: str) -> LogExhibit:
    return an_exhibit("ML/1", data, ExhibitKind.PICTURE, media_type, "picture", Method.FILE)


def _pixels(png: bytes) -> bytes:
    return Image.open(io.BytesIO(png)).convert("RGB").tobytes()


# Pictures


def test_our_own_captures_are_in_the_file_pixel_for_pixel_and_byte_for_byte() -> None:
    captures = [a_png(64 + n, 48, n) for n in range(5)]

    pdf, _ = made(a_log(a_row(), exhibits=tuple(a_capture(f"ML/{n}", png) for n, png in enumerate(captures))))

    assert pictures(pdf) == [_pixels(png) for png in captures]
    assert all(_idat(png) in pdf for png in captures)
    assert not faults(pdf)


def test_of_a_picture_with_a_chosen_part_that_part_is_shown_and_the_whole_named_by_its_hash() -> None:
    whole, part = a_png(300, 200), a_png(64, 48, 5)
    exhibit = a_capture("ML/1", whole)
    made_of_it = Derivative(
        EvidenceId("E" * 26),
        Derived.PART,
        Original("0" * 64, len(part), "image/png"),
        "f" * 32,
        Box(10, 20, 64, 48),
    )

    pdf, _ = made(
        a_log(a_row(), exhibits=(replace(exhibit, open=lambda: io.BytesIO(part), part=made_of_it),))
    )

    assert pictures(pdf) == [_pixels(part)]
    text = without_space(as_text(pdf))
    assert without_space(exhibit.evidence.original.sha256) in text
    shown = (
        "a chosen part; the whole picture is in the file · 64 × 48 pixels · 10 from the left, 20 from the top"
    )
    assert without_space(shown) in text
    assert not faults(pdf)


def test_a_picture_the_desktop_made_is_decoded_before_it_is_printed(decoder: Decoder) -> None:
    image = Image.radial_gradient("L").convert("RGB")
    exhibit = a_capture("ML/1", _foreign(image, "PNG", compress_level=0))
    seen = replace(exhibit.evidence.provenance, backend=BY_THE_DESKTOP)
    exhibit = replace(exhibit, evidence=replace(exhibit.evidence, provenance=seen))

    pdf, _ = _made(a_log(a_row(), exhibits=(exhibit,)), decoder)

    assert pictures(pdf) == [image.tobytes()]
    with exhibit.open() as stream:
        assert _idat(stream.read()) not in pdf


def _idat(png: bytes) -> bytes:
    place = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[place - 4 : place])
    return png[place + 4 : place + 4 + length]


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_a_foreign_picture_without_loss_is_printed_pixel_for_pixel(mode: str, decoder: Decoder) -> None:
    image = Image.open(io.BytesIO(a_png(90, 60))).convert(mode)

    pdf, _ = _made(a_log(a_row(), exhibits=(_picture(_foreign(image, "PNG"), "image/png"),)), decoder)

    (found,) = pictures(pdf)
    assert found in (image.convert("RGB").tobytes(), image.convert("L").tobytes())


def test_a_jpeg_keeps_its_pixels_and_loses_what_is_said_about_them(decoder: Decoder) -> None:
    image = Image.open(io.BytesIO(a_png(120, 80)))
    exif = Image.Exif()
    exif[0x010F] = "canary-camera"
    jpeg = _foreign(image, "JPEG", quality=90, exif=exif, comment=b"canary-comment")

    pdf, _ = _made(a_log(a_row(), exhibits=(_picture(jpeg, "image/jpeg"),)), decoder)

    assert pictures(pdf) == [Image.open(io.BytesIO(jpeg)).tobytes()]
    assert b"canary" not in pdf


class _Turned:
    """A decoder that finds a JPEG lying as EXIF `orientation` says."""

    def __init__(self, jpeg: bytes, orientation: int) -> None:
        self._jpeg = PaperJpeg(60, 40, 3, orientation, jpeg)

    def paper_png(self, _data: bytes, /) -> bytes:
        raise AssertionError("a JPEG that a PDF can carry is not decoded again")

    def paper_jpeg(self, _data: bytes, /) -> PaperJpeg | None:
        return self._jpeg

    def pdf_session(self, _source: BinaryIO, /) -> PdfSession:
        raise AssertionError("a JPEG is no document")


CORNERS = {1: "rg/bw", 2: "gr/wb", 3: "wb/gr", 4: "bw/rg", 5: "rb/gw", 6: "br/wg", 7: "wg/br", 8: "gw/rb"}
"""Where red, green, blue and white stand (upper row/lower row) once a picture stored as rg/bw is upright."""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_whichever_way_it_is_stored(orientation: int, decoder: Decoder) -> None:
    stored = Image.new("RGB", (60, 40), "white")
    for colour, box in (("red", (0, 0, 30, 20)), ("lime", (30, 0, 60, 20)), ("blue", (0, 20, 30, 40))):
        stored.paste(colour, box)
    jpeg = _foreign(stored, "JPEG", quality=95, subsampling=0)
    out = io.BytesIO()

    write_paper(
        Layout.LOG,
        a_log(exhibits=(_picture(jpeg, "image/jpeg"),)),
        out,
        Wording("en"),
        FONTS,
        _Turned(jpeg, orientation),
    )

    page = next(n for n, text in enumerate(page_texts(out.getvalue())) if "pixels" in text and "Kept" in text)
    assert _corners(out.getvalue(), page, decoder) == CORNERS[orientation]


def _corners(pdf: bytes, page: int, decoder: Decoder) -> str:
    shown = decoder.pdf_page(pdf, page, dots_per_inch=72)
    image = Image.frombytes("RGB", (shown.width, shown.height), shown.rgb)
    box = image.convert("HSV").getchannel("S").point(lambda value: 255 if value > 128 else 0).getbbox()
    assert box, "something coloured is on the page"
    quarter_x, quarter_y = (box[2] - box[0]) // 4, (box[3] - box[1]) // 4
    names = ""
    for y in (box[1] + quarter_y, box[3] - quarter_y):
        for x in (box[0] + quarter_x, box[2] - quarter_x):
            red, green, blue = image.getpixel((x, y))  # type: ignore[misc]  # RGB
            names += "w" if min(red, green, blue) > 150 else "r" if red > 150 else "g" if green > 150 else "b"
    return f"{names[:2]}/{names[2:]}"


def test_a_wide_picture_lies_on_a_landscape_sheet_and_a_tall_one_stands() -> None:
    exhibits = (a_capture("ML/1", a_png(1920, 1080)), a_capture("ML/2", a_png(500, 900)))

    pdf, result = made(a_log(a_row(), exhibits=exhibits))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sizes = [opened.pages[page - 1].MediaBox[2:] for page in result.exhibit_pages.values()]
    assert sizes[0][0] > sizes[0][1]
    assert sizes[1][0] < sizes[1][1]


def test_a_very_long_picture_goes_on_over_pages_and_is_stored_once() -> None:
    png = a_png(600, 5_000)

    pdf, result = made(a_log(a_row(), exhibits=(a_capture("ML/1", png),)))

    pages = page_texts(pdf)
    assert sum("ML/1, continued" in page for page in pages) >= 4
    assert pdf.count(b"/Subtype/Image") == 1
    assert result.exhibit_pages == {
        "ML/1": next(n for n, page in enumerate(pages, 1) if "5,000 pixels" in page)
    }


def test_a_picture_that_cannot_be_decoded_is_named_and_described(decoder: Decoder) -> None:
    broken = _picture(b"\x89PNG\r\n\x1a\n" + b"garbage" * 9, "image/png")

    pdf, result = _made(a_log(a_row(exhibits=("ML/1",)), exhibits=(broken,)), decoder)

    assert "This picture cannot be decoded. The file is kept as it came." in as_text(pdf)
    assert broken.evidence.original.sha256 in as_text(pdf)
    assert "ML/1" in result.exhibit_pages


def test_a_capture_that_breaks_off_is_said_to_be_broken_and_shown_nowhere() -> None:
    png = a_png(300, 200)

    pdf, _ = made(a_log(a_row(), exhibits=(a_capture("ML/1", png[:-30]), a_capture("ML/2", png))))

    assert "This picture cannot be decoded." in as_text(pdf)
    assert pictures(pdf) == [_pixels(png)]
    assert not faults(pdf)


def _bad_frame() -> io.BytesIO:
    raise SealedFileDamaged("0" * 32, "frame", 7)


@pytest.mark.parametrize("kind", [ExhibitKind.PICTURE, ExhibitKind.TEXT, ExhibitKind.PAGES])
def test_a_damaged_original_is_said_to_be_damaged_and_stops_nothing(kind: ExhibitKind) -> None:
    damaged = an_exhibit(
        "ML/1", b"x", kind, "text/plain" if kind is ExhibitKind.TEXT else "image/png", opener=_bad_frame
    )

    text = as_text(made(a_log(a_row(), exhibits=(damaged, a_capture("ML/2", a_png(30, 20)))))[0])

    assert "copy of this file is damaged and cannot be printed" in text
    assert "ML/2" in text


# Texts


def test_a_text_is_printed_in_full_with_its_line_ends_and_marks_where_it_goes_on() -> None:
    lines = [f"line {number} " + "word " * (number % 40) for number in range(300)]
    exhibit = an_exhibit("ML/1", "\r\n".join(lines).encode(), ExhibitKind.TEXT, "text/plain", "access.log")

    pages = page_texts(made(a_log(a_row(), exhibits=(exhibit,)))[0])

    text = without_space("".join(pages))
    assert all(without_space(line) in text for line in lines if len(line) < 60)
    assert "The text of the file, read as UTF-8:" in "".join(pages)
    assert sum("ML/1, continued" in page for page in pages) > 3


def test_what_a_reader_sees_of_a_mail_is_printed_instead_of_its_bytes() -> None:
    mail = an_exhibit(
        "ML/1", b"encoded", ExhibitKind.TEXT, "message/rfc822", "You and I.eml", opener=_bad_frame
    )

    text = as_text(made(a_log(a_row(), exhibits=(replace(mail, text=lambda: "From: owl\n\n🦉 为什么"),)))[0])

    assert "From: owl" in text
    assert "🦉 为什么" in text
    assert "read as" not in text


# Documents


def test_a_document_is_printed_page_by_page(decoder: Decoder) -> None:
    document, _ = made(a_log(a_row()))
    count = len(page_texts(document))
    assert count > 2
    exhibit = an_exhibit("ML/1", document, ExhibitKind.PAGES, "application/pdf", "letter.pdf")

    pdf, result = _made(a_log(a_row(), exhibits=(exhibit,)), decoder)

    pages = page_texts(pdf)[result.exhibit_pages["ML/1"] - 1 :][:count]
    said = [f"page {number} of {count} of the document" in page for number, page in enumerate(pages, 1)]
    assert said == [True] * count
    assert pdf.count(b"/Subtype/Image") == count
    assert not faults(pdf)


def test_a_document_lying_down_lies_on_sheets_that_do(decoder: Decoder) -> None:
    document, drawn = made(a_log(a_row()), Layout.SHORT)
    exhibit = an_exhibit("ML/1", document, ExhibitKind.PAGES, "application/pdf", "table.pdf")

    pdf, result = _made(a_log(a_row(), exhibits=(exhibit,)), decoder)

    first = result.exhibit_pages["ML/1"] - 1
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [[float(edge) for edge in page.MediaBox] for page in opened.pages]
    lying = [number for number, (_, _, width, height) in enumerate(boxes) if width > height]
    assert lying == list(range(first, first + drawn.pages))


def test_a_document_that_cannot_be_drawn_is_named_and_described(decoder: Decoder) -> None:
    exhibit = an_exhibit("ML/1", b"%PDF-1.4 nothing", ExhibitKind.PAGES, "application/pdf", "letter.pdf")

    text = as_text(_made(a_log(a_row(), exhibits=(exhibit,)), decoder)[0])

    assert "This document cannot be drawn. The file is kept as it came." in text
    assert exhibit.evidence.original.sha256 in text


def test_what_can_only_be_heard_is_a_card_with_name_type_size_and_digest() -> None:
    cards = tuple(an_exhibit(f"ML/{n}", bytes(n), name=f"voicemail {n}.mp3") for n in range(1, 4))

    pdf, result = made(a_log(a_row(), exhibits=cards))

    page = page_texts(pdf)[result.exhibit_pages["ML/1"] - 1]
    assert "voicemail 3.mp3 · audio/mpeg · 3 bytes" in page
    assert all(card.evidence.original.sha256 in page for card in cards)
    assert len(set(result.exhibit_pages.values())) == 1, "cards share a page"


def test_the_kind_follows_from_what_the_bytes_are() -> None:
    assert exhibit_kind(an_exhibit("", b"x", media_type="image/webp").evidence) is ExhibitKind.PICTURE
    assert exhibit_kind(an_exhibit("", b"x", media_type="text/plain").evidence) is ExhibitKind.TEXT
    assert exhibit_kind(an_exhibit("", b"x" * 300_000, media_type="text/plain").evidence) is ExhibitKind.CARD
    assert exhibit_kind(an_exhibit("", b"x", media_type="image/svg+xml").evidence) is ExhibitKind.CARD
    assert exhibit_kind(an_exhibit("", b"x", media_type="application/pdf").evidence) is ExhibitKind.PAGES


def test_a_file_that_was_never_meant_for_paper_is_not_opened() -> None:
    card = an_exhibit("ML/1", b"x", ExhibitKind.CARD, opener=_bad_frame)

    made(a_log(a_row(), exhibits=(card,)))


def test_pictures_leave_memory_as_soon_as_they_are_written() -> None:
    held: list[int] = []

    class Counted(io.BytesIO):
        def __init__(self, data: bytes) -> None:
            super().__init__(data)
            held.append(1)

        def close(self) -> None:
            held.pop()
            super().close()

    png = a_png(30, 20)
    exhibits = tuple(
        an_exhibit(
            f"ML/{n}", png, ExhibitKind.PICTURE, "image/png", "s.png", Method.CAPTURE, lambda: Counted(png)
        )
        for n in range(20)
    )
    most: list[int] = []

    def look(_done: int, _all: int) -> bool:
        most.append(len(held))
        return True

    made(a_log(exhibits=exhibits), progress=look)

    assert max(most) == 0
