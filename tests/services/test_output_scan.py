"""The last search finds a term in whatever layer of a finished file it was left, and takes no noise for one."""

import io
import random
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from journal.services.output_scan import DATA, PAGES, PICTURES, TITLES, Leak, OutputScan

TERM = "Marie Leroux"


def pdf(**layers: str) -> bytes:
    """A PDF of one page with a term in one layer."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.setTitle(layers.get("title", "x"))
    canvas.setKeywords(layers.get("keywords", "x"))
    canvas.bookmarkPage("one")
    canvas.addOutlineEntry(layers.get("bookmark", "x"), "one")
    canvas.drawString(72, 700, layers.get("drawn", "x"))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def found(data: bytes, pages: tuple[str, ...] = (), term: str = TERM) -> set[str]:
    return {leak.place for leak in OutputScan((term,)).pdf(io.BytesIO(data), pages)}


@pytest.mark.parametrize("layer", ["title", "keywords", "bookmark"])
@pytest.mark.parametrize("term", [TERM, "Jo", "مدرسة النور", "山田", "Zoë"])
def test_a_term_in_a_title_or_bookmark_is_found(layer: str, term: str) -> None:
    assert TITLES in found(pdf(**{layer: f"at {term}!"}), term=term)


def test_a_term_that_is_drawn_is_found_in_the_stream_that_draws_it() -> None:
    assert DATA in found(pdf(drawn=f"at {TERM}"))
    assert found(pdf(drawn="at home")) == set()


def test_a_term_in_the_text_of_a_page_is_found_also_backwards_where_it_is_written_from_the_right() -> None:
    assert found(b"", ("nothing", "Marie\r\nLeroux")) == {PAGES}
    assert found(b"", ("مدرسة النور"[::-1],), "مدرسة النور") == {PAGES}
    assert found(b"", (TERM[::-1],)) == set()


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("written", ["Marie Leroux", "MARIE_LEROUX", "marieleroux"])
def test_a_term_is_found_in_any_bytes_in_every_encoding(encoding: str, written: str) -> None:
    noise = random.Random(1).randbytes(100)

    assert OutputScan((TERM,)).data(noise + written.encode(encoding) + noise, DATA) == {Leak(TERM, DATA)}


def test_a_picture_s_other_chunks_and_what_stands_behind_its_end_are_searched() -> None:
    scan = OutputScan((TERM,))

    for name, body in (
        (b"tEXt", b"Author\0" + TERM.encode()),
        (b"zTXt", b"Author\0\0" + zlib.compress(TERM.encode())),
        (b"eXIf", b"Exif\0\0" + TERM.encode("utf-16-le")),
    ):
        assert scan.png(_png(name, body)) == {Leak(TERM, PICTURES)}
    assert scan.png(_png(b"tEXt", b"Author\0x") + TERM.encode()) == {Leak(TERM, PICTURES)}
    assert scan.png(_png(b"tEXt", b"Author\0x")) == set()


def test_what_may_be_shown_is_not_looked_for() -> None:
    assert OutputScan((TERM, "Jo"), (TERM,)).text(f"{TERM} and Jo", PAGES) == {Leak("Jo", PAGES)}


def test_noise_is_no_leak() -> None:
    scan = OutputScan(("Marie", "0170 1234567", TERM, "Jo", "AB-CD 1234"))

    assert scan.data(random.Random(2).randbytes(4_000_000), DATA) == set()


def _png(kind: bytes, body: bytes) -> bytes:
    chunks = ((b"IHDR", bytes(13)), (kind, body), (b"IDAT", b""), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + name + data + bytes(4) for name, data in chunks
    )
