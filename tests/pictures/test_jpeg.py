"""A JPEG loses what is said about it, and not one pixel."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from journal.pictures.jpeg import without_metadata
from journal.pictures.refusal import PictureRefused, Refusal
from tests.pictures import samples

SECRETS = (b"SECRET", b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE")


def talkative(mode: str = "RGB", **options: object) -> bytes:
    """A JPEG with camera data, a comment, a colour profile, a resolution and something behind its end."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera"
    picture = samples.scenery(120, 80).convert(mode)
    data = samples.saved(
        picture,
        "JPEG",
        exif=exif,
        comment=b"SECRET note",
        icc_profile=b"SECRET" * 20,
        dpi=(300, 200),
        **options,
    )
    xmp = b"http://ns.adobe.com/xap/1.0/\0SECRET"
    data = data[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp + data[2:]
    return data + b"SECRET second picture"


@pytest.mark.parametrize(
    "jpeg",
    [
        talkative(),
        talkative(progressive=True),
        talkative("L"),
        talkative(subsampling=0),
        talkative(restart_marker_rows=1),
        talkative(keep_rgb=True),
    ],
    ids=["baseline", "progressive", "gray", "4:4:4", "restart marks", "rgb"],
)
def test_all_words_go_and_all_pixels_stay(jpeg: bytes) -> None:
    clean = without_metadata(jpeg)

    assert clean is not None
    assert not any(secret in clean.data for secret in SECRETS)
    assert clean.data.endswith(b"\xff\xd9")
    assert samples.opened(clean.data).tobytes() == samples.opened(jpeg).tobytes()
    assert (clean.width, clean.height) == (120, 80)
    assert clean.colours == len(samples.opened(jpeg).getbands())


def test_cleaning_twice_changes_nothing_more() -> None:
    once = without_metadata(talkative())
    assert once is not None

    assert without_metadata(once.data) == once


def test_what_makes_rgb_out_of_rgb_is_kept() -> None:
    clean = without_metadata(samples.saved(samples.scenery(16, 16), "JPEG", keep_rgb=True))

    assert clean is not None
    with Image.open(io.BytesIO(clean.data)) as picture:
        assert picture.info.get("adobe_transform") == 0


def with_frame(code: int, precision: int = 8) -> bytes:
    jpeg = samples.saved(samples.scenery(16, 16), "JPEG")
    place = jpeg.index(b"\xff\xc0")
    return (
        jpeg[: place + 1]
        + bytes((code,))
        + jpeg[place + 2 : place + 4]
        + bytes((precision,))
        + jpeg[place + 5 :]
    )


@pytest.mark.parametrize("code", [0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCC, 0xDC, 0xF0])
def test_a_rare_kind_is_left_to_another_way(code: int) -> None:
    assert without_metadata(with_frame(code)) is None


def test_twelve_bits_and_four_colours_are_left_to_another_way() -> None:
    assert without_metadata(with_frame(0xC1, precision=12)) is None
    assert without_metadata(samples.saved(Image.new("CMYK", (8, 8)), "JPEG")) is None


def test_a_jpeg_cut_off_anywhere_is_refused() -> None:
    jpeg = samples.saved(samples.scenery(24, 24), "JPEG")

    for length in range(2, len(jpeg) - 2):
        with pytest.raises(PictureRefused) as refused:
            without_metadata(jpeg[:length])
        assert refused.value.reason is Refusal.DAMAGED


@given(st.data())
def test_anything_at_all_is_cleaned_left_or_refused(data: st.DataObject) -> None:
    jpeg = bytearray(samples.saved(samples.scenery(16, 16), "JPEG", progressive=data.draw(st.booleans())))
    for _ in range(data.draw(st.integers(1, 8))):
        jpeg[data.draw(st.integers(0, len(jpeg) - 1))] = data.draw(st.integers(0, 255))

    try:
        clean = without_metadata(bytes(jpeg))
    except PictureRefused:
        return

    assert clean is None or clean.width * clean.height > 0
