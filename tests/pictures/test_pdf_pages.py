"""PDF pages are drawn in the same way, from a file that is read in parts."""

import io
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from journal.domain.pixels import Pixels
from journal.pictures import limits
from journal.pictures.decoder import DEFAULT_TIMEOUT, Decoder
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.worker import default_command
from tests.pictures import samples
from tests.pictures.patience import patiently

pytestmark = pytest.mark.slow

RED, BLUE = b"1 0 0 rg 0 0 100 100 re f", b"0 0 1 rg 0 0 100 100 re f"
TWO_PAGES = samples.pdf_pages(RED, BLUE)


def image(pixels: Pixels) -> Image.Image:
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)


def refusal_of(decoder: Decoder, data: bytes) -> Refusal:
    with pytest.raises(PictureRefused) as refused:
        decoder.pdf_page(data, 0)
    return refused.value.reason


def test_a_page_is_drawn_on_white(decoder: Decoder) -> None:
    page = decoder.pdf_page(TWO_PAGES, 1, dots_per_inch=72)

    assert (page.width, page.height, page.original_width, page.original_height) == (200, 100, 200, 100)
    assert image(page).getpixel((20, 50)) == (0, 0, 255)
    assert image(page).getpixel((150, 50)) == (255, 255, 255)


def test_nothing_can_be_read_on_a_covered_page(decoder: Decoder) -> None:
    stripes = b" ".join(b"%d 0 1 100 re f" % x for x in range(0, 200, 2))

    page = decoder.pdf_page(samples.pdf_pages(stripes), 0, covered=True)

    assert (page.width, page.height) == (96, 48)
    assert max(page.rgb) - min(page.rgb) < 12


@pytest.mark.parametrize(
    ("dots_per_inch", "most", "expected"),
    [(144, (4000, 4000), (400, 200)), (7200, (300, 4000), (300, 150)), (7200, (4000, 77), (154, 77))],
)
def test_a_page_is_as_large_as_asked_for_within_the_limits(
    decoder: Decoder, dots_per_inch: int, most: tuple[int, int], expected: tuple[int, int]
) -> None:
    page = decoder.pdf_page(TWO_PAGES, 0, dots_per_inch=dots_per_inch, max_width=most[0], max_height=most[1])

    assert (page.width, page.height) == expected


def test_a_page_that_is_not_there_is_a_mistake_of_the_caller(decoder: Decoder) -> None:
    for index in (-1, 2):
        with pytest.raises(ValueError, match="no such page"):
            decoder.pdf_page(TWO_PAGES, index)


class _Counting(io.BytesIO):
    """Knows how much was read from it, and can fail."""

    read_bytes = 0
    broken = False

    def read(self, count: int | None = -1, /) -> bytes:
        if self.broken:
            raise ConnectionError("the sealed file is damaged")
        got = super().read(count)
        self.read_bytes += len(got)
        return got


def test_of_a_long_pdf_only_what_a_page_needs_is_read() -> None:
    ballast = samples.stream(b"", bytes(30 * 2**20))
    data = samples.pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 5 0 R/Resources<<>>>>",
        ballast,
        samples.stream(b"", RED),
    )
    source = _Counting(data)

    with Decoder(default_command(), timeout=60) as decoder, decoder.pdf_session(source) as session:
        assert image(session.page(0, dots_per_inch=72)).getpixel((20, 50)) == (255, 0, 0)

    assert source.read_bytes < 2 * 2**20
    assert not source.closed


def test_a_session_draws_page_after_page_with_one_child() -> None:
    data = samples.pdf_pages(*(b"%d 0 0 rg 0 0 200 100 re f" % (number % 2) for number in range(40)))

    with Decoder(default_command(), timeout=60) as decoder, decoder.pdf_session(io.BytesIO(data)) as session:
        assert session.page_count == 40
        for number in (0, 39, 1, 20, 39):
            assert image(session.page(number)).getpixel((5, 5)) == (255 * (number % 2), 0, 0)
        assert decoder.process_ids == ()


def test_h05_a_session_goes_on_after_its_child_died() -> None:
    with (
        Decoder(default_command(), timeout=60) as decoder,
        decoder.pdf_session(io.BytesIO(TWO_PAGES)) as session,
    ):
        for _ in range(3):
            pid = session.process_id
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

            assert image(session.page(0)).getpixel((5, 5)) == (255, 0, 0)


def test_h05_a_page_that_takes_for_ever_is_given_up() -> None:
    with Decoder(default_command(), timeout=1.5) as decoder:
        assert refusal_of(decoder, samples.pdf_of_forms(10, 6)) in {Refusal.TOO_SLOW, Refusal.DECODER_DIED}
        assert patiently(lambda: decoder.pdf_page(TWO_PAGES, 0)).width > 0


def test_a_source_that_fails_says_so_itself_and_can_be_read_again() -> None:
    source = _Counting(samples.pdf_pages(*[RED + b"%" + bytes(2**18)] * 3))
    with Decoder(default_command(), timeout=60) as decoder, decoder.pdf_session(source) as session:
        source.broken = True
        with pytest.raises(ConnectionError, match="sealed"):
            session.page(2)
        source.broken = False

        assert image(session.page(2)).getpixel((5, 5)) == (255, 0, 0)


def test_a_closed_session_draws_nothing(decoder: Decoder) -> None:
    with decoder.pdf_session(io.BytesIO(TWO_PAGES)) as session:
        session.page(0)

    with pytest.raises(PictureRefused) as refused:
        session.page(0)
    assert refused.value.reason is Refusal.DECODER_DIED


def test_closing_the_decoder_closes_its_sessions() -> None:
    decoder = Decoder(default_command(), timeout=60)
    session = decoder.pdf_session(io.BytesIO(TWO_PAGES))

    decoder.close()

    for ask in (lambda: session.page(0), lambda: decoder.pdf_session(io.BytesIO(TWO_PAGES))):
        with pytest.raises(PictureRefused):
            ask()


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF", b"<svg/>", samples.saved(samples.scenery(4, 4), "PNG"), b"x" + TWO_PAGES],
    ids=range(5),
)
def test_h03_what_is_no_pdf_never_reaches_the_library(data: bytes) -> None:
    with Decoder(default_command()) as decoder:
        assert refusal_of(decoder, data) is Refusal.NOT_A_PICTURE
        assert decoder.process_ids == ()


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n" + bytes(500),
        TWO_PAGES[:150],
        samples.pdf(b"<</Type/Catalog>>"),
        samples.pdf(b"[" * 9000),
    ],
    ids=range(4),
)
def test_a_damaged_pdf_is_refused(decoder: Decoder, data: bytes) -> None:
    assert refusal_of(decoder, data) is Refusal.DAMAGED


def test_a_pdf_that_needs_a_password_says_so(decoder: Decoder) -> None:
    locked = b"<</Filter/Standard/V 1/R 2/Length 40/P -44/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>"
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", locked)
    data = samples.pdf(*objects).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]")

    assert refusal_of(decoder, data) is Refusal.NEEDS_PASSWORD


BOXES = (b"0 0", b"-5 -5", b"0.001 100000", b"nan inf", b"1e9 1e9", b"99999999999999999999 3")


@pytest.mark.parametrize("corner", BOXES, ids=bytes.decode)
def test_h04_a_page_of_any_size_stays_within_the_limits(decoder: Decoder, corner: bytes) -> None:
    page = decoder.pdf_page(
        samples.pdf_pages(RED, box=b"[0 0 %b]" % corner), 0, max_width=900, max_height=900
    )

    assert page.width <= 900
    assert page.height <= 900
    assert len(page.rgb) == page.width * page.height * 3


def test_h04_no_page_is_drawn_larger_than_an_answer_may_be(decoder: Decoder) -> None:
    page = decoder.pdf_page(TWO_PAGES, 0, dots_per_inch=9_600, max_width=60_000, max_height=60_000)

    assert limits.MAX_SHOWN_PIXELS * 0.95 < page.width * page.height <= limits.MAX_SHOWN_PIXELS


def bomb_of_zeros() -> bytes:
    return samples.pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        samples.stream(b"/Filter/FlateDecode", samples.deflated_zeros(700 * 2**20)),
    )


def huge_image() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return samples.pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        samples.stream(b"", b"500 0 0 500 0 0 cm /I Do"),
        samples.stream(entries + b"/Filter/FlateDecode", samples.deflated_zeros(40_000 * 40_000 * 3)),
    )


@pytest.mark.parametrize(
    "bomb", [bomb_of_zeros, huge_image, lambda: samples.pdf_of_forms(10, 20)], ids=range(3)
)
def test_h04_a_pdf_that_wants_too_much_is_ended_in_time(bomb: Callable[[], bytes]) -> None:
    data = bomb()
    with Decoder(default_command()) as decoder:
        began = time.monotonic()
        with suppress(PictureRefused):
            decoder.pdf_page(data, 0)
        assert time.monotonic() - began < DEFAULT_TIMEOUT + 30  # a busy machine kills late

        assert patiently(lambda: decoder.pdf_page(TWO_PAGES, 1)).width > 0


def test_the_text_of_a_page_is_given_out_also_where_nobody_sees_it(decoder: Decoder) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    canvas.drawString(20, 100, "in sight")
    canvas.drawString(-900, 4_000, "far away")
    hidden = canvas.beginText(20, 20)
    hidden.setTextRenderMode(3)
    hidden.textLine("drawn with no ink")
    canvas.drawText(hidden)
    canvas.showPage()
    canvas.showPage()
    canvas.save()

    with decoder.pdf_session(out) as session:
        first, second = (session.text(page) for page in range(session.page_count))

    assert all(words in first for words in ("in sight", "far away", "drawn with no ink"))
    assert second.strip() == ""


def test_a_page_that_is_not_there_has_no_text(decoder: Decoder) -> None:
    with decoder.pdf_session(io.BytesIO(TWO_PAGES)) as session, pytest.raises(ValueError, match="no such"):
        session.text(2)
