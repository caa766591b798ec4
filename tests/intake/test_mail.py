"""An e-mail is shown as text: its headers word for word, nothing fetched, nothing run, and never an exception."""

import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.intake.mail import LONGEST_INPUT, readable


def mail(html: str = "", plain: str = "") -> bytes:
    made = EmailMessage()
    made["From"] = "Night Owl <owl.night@example.net>"
    made["To"] = "me@example.org"
    made["Subject"] = "À propos de café 🔪"
    made["Message-ID"] = "<1234@mail.example.net>"
    made["Received"] = "from a.example (203.0.113.9) by b.example"
    made["Received"] = "from c.example by a.example"
    if plain:
        made.set_content(plain)
    if html and plain:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made.as_bytes()


def test_headers_and_text_are_shown_word_for_word() -> None:
    shown = readable(mail(plain="I know which train you take.\n"))

    assert "From: Night Owl <owl.night@example.net>" in shown
    assert "Subject: À propos de café 🔪" in shown
    assert "Message-ID: <1234@mail.example.net>" in shown
    assert shown.count("Received: ") == 2
    assert "I know which train you take." in shown


def test_h09_a_page_is_shown_as_its_text_and_what_it_wanted_to_load_is_named() -> None:
    shown = readable(
        mail(
            html="<p>Hello <b>you</b></p><script>steal()</script><img src='http://t.example/x.gif'><p>I &lt;3 you</p>"
        )
    )

    assert "Hello you" in shown
    assert "I <3 you" in shown
    assert "steal" not in shown
    assert "[picture not loaded: http://t.example/x.gif]" in shown


def test_plain_text_is_preferred_and_attachments_are_named() -> None:
    made = EmailMessage()
    made["From"] = "a@example.net"
    made.set_content("plain words")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="photo.png")

    shown = readable(made.as_bytes())

    assert "plain words" in shown
    assert "[attached: photo.png]" in shown


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_h09_broken_mail_is_shown_as_far_as_it_goes(noise: bytes) -> None:
    broken = b'From: a@example.net\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n' + noise

    assert isinstance(readable(broken), str)
    assert isinstance(readable(noise), str)


@pytest.mark.slow
def test_h09_nesting_and_endless_headers_end_soon() -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1000)
    )
    endless = b"Subject: " + b"x" * 50_000_000

    started = time.monotonic()
    assert isinstance(readable(nested), str)
    assert len(readable(endless)) <= LONGEST_INPUT + 100

    assert time.monotonic() - started < 30


def test_unknown_encodings_are_shown_with_marks() -> None:
    odd = b"From: a@example.net\nContent-Type: text/plain; charset=klingon-8\n\nh\xe9llo"

    assert "llo" in readable(odd)


def test_every_text_part_is_shown_and_the_page_that_says_the_same_is_not() -> None:
    made = EmailMessage()
    made["From"] = "a@example.net"
    made["X-Originating-IP"] = "[203.0.113.9]"
    made.set_content("first part")
    made.add_alternative("<p>first part</p>", subtype="html")
    made.make_mixed()
    second = EmailMessage()
    second.set_content("second part, sent below it")
    made.attach(second)

    shown = readable(made.as_bytes())

    assert shown.count("first part") == 1
    assert "second part, sent below it" in shown
    assert "X-Originating-IP: [203.0.113.9]" in shown
    assert "attached" not in shown


def test_an_old_encoding_that_nobody_named_is_read_as_it_was_meant() -> None:
    assert "café déjà" in readable(b"From: a@example.net\n\ncaf\xe9 d\xe9j\xe0\n")
    assert "café" in readable(b"From: a@example.net\nContent-Type: text/plain; charset=utf-8\n\ncaf\xe9\n")


def test_header_lines_that_are_not_shown_are_counted() -> None:
    shown = readable(b"From: a@example.net\nX-Mailer: owl\nDKIM-Signature: v=1\n\nwords\n")

    assert "[other header lines in the file: 2]" in shown
    assert "[other" not in readable(b"From: a@example.net\n\nwords\n")
