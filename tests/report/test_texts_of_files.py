"""Files as text: the likeliest reading of any bytes, and mails as their readers see them."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.report.mail_text import mail_text, without_tags
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


def test_a_mail_shows_headers_as_they_came_its_plain_text_and_the_names_of_the_rest() -> None:
    mail = EmailMessage()
    mail["From"] = "owl@example.org"
    mail["Subject"] = "Größe"
    mail.set_content("Grüße, 你好")
    mail.add_alternative("<p>HTML <b>twin</b></p>", subtype="html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")

    text = mail_text(mail.as_bytes())

    assert text is not None
    assert text.startswith("From: owl@example.org\nSubject: =?utf-8?")
    assert "Grüße, 你好" in text
    assert "[image/png, a.png]" in text
    assert "twin" not in text


def test_a_mail_that_is_only_html_is_shown_without_tags_scripts_or_anything_from_outside() -> None:
    mail = EmailMessage()
    mail["From"] = "owl@example.org"
    head = "<head><title>t</title><style>p{}</style></head>"
    html = f"<html>{head}<body><p>One</p><script>x()</script>Two<br>3 &lt; 4</body>"
    mail.set_content(html, subtype="html")

    text = mail_text(mail.as_bytes())

    assert text is not None
    assert text.endswith("One\nTwo\n3 < 4")
    assert "x()" not in text


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"no header at all",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 2_000,
        b"Subject: x\r\nContent-Type: text/plain; charset=no-such\r\n\r\n\xff\xfe",
        b"Subject: x\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 5_000,
        b"Content-Type: text/plain; charset*0*=x'y'%ff\r\n\r\nx",
    ],
)
def test_a_broken_mail_is_text_or_nothing_and_never_a_failure(mail: bytes) -> None:
    assert mail_text(mail) is None or isinstance(mail_text(mail), str)


@given(st.binary(max_size=400))
def test_any_bytes_can_be_tried_as_a_mail(data: bytes) -> None:
    mail_text(b"Subject: x\r\nMIME-Version: 1.0\r\n" + data)


@given(st.text(max_size=300))
def test_tags_are_taken_off_whatever_stands_there(html: str) -> None:
    without_tags(html)
