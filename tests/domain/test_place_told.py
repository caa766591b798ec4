"""A file that says where it was made is found, whatever it is wrapped in; no file does harm by being looked at."""

import io
import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from journal.domain.place_told import tells_place

PLACE = {1: "N", 2: (48.0, 51.0, 29.6), 3: "E", 4: (2.0, 17.0, 40.2)}
ONLY_A_VERSION = {0: b"\2\3\0\0"}


def exif(place: Mapping[int, object]) -> Image.Exif:
    said = Image.Exif()
    said[0x0110] = "A phone"
    said[0x8825] = dict(place)
    return said


def picture(form: str, place: Mapping[int, object] | None) -> bytes:
    out, more = io.BytesIO(), {} if place is None else {"exif": exif(place).tobytes()}
    Image.frombytes("RGB", (64, 48), random.Random(1).randbytes(64 * 48 * 3)).save(out, form, **more)
    return out.getvalue()


def big_endian() -> bytes:
    """As phones write it: a directory with one entry, which leads to one with two."""
    gps = b"\0\2" + b"".join(tag.to_bytes(2, "big") + b"\0\5\0\0\0\3\0\0\0\x40" for tag in (2, 4))
    return b"MM\0*\0\0\0\x08" + b"\0\1" + b"\x88\x25\0\4\0\0\0\1\0\0\0\x1a" + b"\0\0\0\0" + gps + bytes(4)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WebP", "TIFF"])
def test_a_picture_that_says_where_it_was_taken_is_found_and_no_other(form: str) -> None:
    assert tells_place(picture(form, PLACE))
    assert not tells_place(picture(form, ONLY_A_VERSION))
    assert not tells_place(picture(form, None))


def test_one_that_says_it_in_words_is_found() -> None:
    said, out = PngImagePlugin.PngInfo(), io.BytesIO()
    said.add_itxt("XML:com.adobe.xmp", '<x exif:GPSLatitude="48,51.49N"/>')
    Image.new("RGB", (9, 9)).save(out, "PNG", pnginfo=said)

    assert tells_place(out.getvalue())


@pytest.mark.parametrize(
    "told",
    [
        b"\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+48.8582+002.2945/",
        b"mdtacom.apple.quicktime.location.ISO6709\0",
        b"\0\0\0\x20loci\0\0\0\0\x15\xc7here\0",
        b"Exif\0\0" + big_endian(),
    ],
    ids=["an Android's film", "an iPhone's", "3GPP", "HEIC"],
)
def test_films_sound_and_what_cannot_be_opened_are_found_too(told: bytes) -> None:
    noise = random.Random(2).randbytes(300_000)

    assert not tells_place(noise)
    assert tells_place(noise + told + noise)
    assert not tells_place(noise + told[: len(told) // 2])


@given(st.binary(max_size=60), st.integers(0, 80), st.binary(max_size=60))
def test_whatever_the_bytes_are_there_is_an_answer(before: bytes, cut: int, after: bytes) -> None:
    data = big_endian()

    assert tells_place(before + data + after)
    assert tells_place(before + data[:cut] + after) in (True, False)


def test_a_great_many_beginnings_take_no_longer_than_others() -> None:
    assert not tells_place(b"II*\0" * 500_000)
