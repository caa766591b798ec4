"""Kinds are told by content."""

import io
import zipfile

import pytest

from journal.domain.media_types import HEAD_BYTES, sniff

BMP = b"BM" + bytes(8) + (54).to_bytes(4, "little") + (40).to_bytes(4, "little") + bytes(36)
MAIL = b"Received: from a by b\r\n with smtp\r\nMessage-ID: <1@b>\r\nSubject: hi\r\n\r\nbody"


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return out.getvalue()


def odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"II*\x00\x08\x00\x00\x00", "image/tiff"),
        (b"MM\x00*\x00\x00\x00\x08", "image/tiff"),
        (BMP, "image/bmp"),
        (b"BMW is a car, said he", "text/plain"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x18ftyp3gp4", "video/3gpp"),
        (b"\x1aE\xdf\xa3\x01\x00webm", "video/webm"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"#!AMR\n", "audio/amr"),
        (b"MZ\x90\x00", "application/vnd.microsoft.portable-executable"),
        (b"\x7fELF\x02", "application/x-executable"),
        (zipped("a.txt"), "application/zip"),
        (
            zipped("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (odt(), "application/vnd.oasis.opendocument.text"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- hi -->\n<svg:svg/>", "image/svg+xml"),
        ("<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' 'y'><svg/>".encode("utf-16"), "image/svg+xml"),
        (b"<?xml version='1.0'?><feed/>", "application/xml"),
        (b"  <!DOCTYPE html><title>x", "text/html"),
        (b"<!-- x --><HTML>", "text/html"),
        (b"<img src=//host/x.png>", "text/html"),
        (MAIL, "message/rfc822"),
        (b"From someone Sat Nov 21 2026\n" + MAIL, "application/mbox"),
        (b"Note: he called\nAgain: at nine\n", "text/plain"),
        (b"BEGIN:VCARD\r\nVERSION:3.0", "text/vcard"),
        ("Ты где живёшь".encode("cp1251"), "text/plain"),
        ("昨夜".encode(), "text/plain"),
        (b"I <3 you & <b>", "text/plain"),
        (b"", "application/octet-stream"),
        (bytes(64), "application/octet-stream"),
        (b"\x01\x02\x03rubbish", "application/octet-stream"),
    ],
)
def test_a_file_is_known_by_how_it_begins(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


def test_a_character_cut_in_two_at_the_end_of_the_head_leaves_a_text_a_text() -> None:
    text = ("x" + "й" * HEAD_BYTES).encode()

    assert sniff(text[:HEAD_BYTES]) == "text/plain"
    assert sniff(text) == "text/plain"
