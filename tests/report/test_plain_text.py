"""Files as text: the likeliest reading of any bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.report.plain_text import read_text


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"plain", "plain", "UTF-8"),
        ("Кириллица 你好".encode(), "Кириллица 你好", "UTF-8"),
        (b"\xef\xbb\xbfmarked", "marked", "UTF-8"),
        ("wide".encode("utf-16"), "wide", "UTF-16"),
        (b"\xfe\xff\x00w\x00i", "wi", "UTF-16"),
        (b"caf\xe9 \x93quoted\x94", "café “quoted”", "Windows-1252"),
        (b"", "", "UTF-8"),
    ],
)
def test_a_text_is_read_in_the_likeliest_encoding(data: bytes, text: str, encoding: str) -> None:
    assert read_text(data) == (text, encoding)


@given(st.binary(max_size=500))
def test_any_bytes_have_a_reading(data: bytes) -> None:
    text, _ = read_text(data)

    assert not any(0xD800 <= ord(character) < 0xE000 for character in text)
