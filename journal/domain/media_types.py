"""What kind of file some bytes are, judged by the bytes alone; a file's name is never asked."""

import re

HEAD_BYTES = 4096
"""How much of a file's beginning `sniff` wants to see; fewer bytes are fine, more are ignored."""

PDF = "application/pdf"
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff"})
"""The media types the picture decoder opens."""

UNKNOWN = "application/octet-stream"
PLAIN_TEXT = "text/plain"
HTML = "text/html"
SVG = "image/svg+xml"
XML = "application/xml"
MAIL = "message/rfc822"
MAILBOX = "application/mbox"
ZIP = "application/zip"


def sniff(head: bytes) -> str:
    """The media type of a file that begins with `head`; UNKNOWN where nothing is recognised."""
    head = head[:HEAD_BYTES]
    for judge in (_by_magic, _container, _bitmap, _text):
        found = judge(head)
        if found:
            return found
    return UNKNOWN


_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"II+\x00", "image/tiff"),
    (0, b"MM\x00+", "image/tiff"),
    (0, b"%PDF-", PDF),
    (0, b"\x00\x00\x01\x00\x01\x00", "image/x-icon"),
    (0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"),
    (0, b"8BPS\x00\x01", "image/vnd.adobe.photoshop"),
    (0, b"%!PS", "application/postscript"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"MThd", "audio/midi"),
    (0, b"\x00\x00\x01\xba", "video/mpeg"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-asf"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"(\xb5/\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (
        0,
        b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F",
        "application/x-ms-shortcut",
    ),
)


def _by_magic(head: bytes) -> str | None:
    for offset, magic, media_type in _MAGIC:
        if head.startswith(magic, offset):
            return media_type
    return None


_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = (
    ((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "image/heic"),
    ((b"avif", b"avis"), "image/avif"),
    ((b"M4A ", b"M4B "), "audio/mp4"),
    ((b"qt  ",), "video/quicktime"),
    ((b"3gp", b"3g2"), "video/3gpp"),
)
_OFFICE = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_STORED_MIMETYPE = re.compile(rb"mimetype(application/[a-z0-9.+-]{3,80})PK")


def _container(head: bytes) -> str | None:
    """Kinds that share a wrapping and tell themselves apart inside it."""
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return next((kind for brands, kind in _BRANDS if head.startswith(brands, 8)), "video/mp4")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(head)
    if len(head) > 1 and head[0] == 0xFF and head[1] in {0xFB, 0xFA, 0xF3, 0xF2}:
        return "audio/mpeg"
    return None


def _zip(head: bytes) -> str:
    if own := _STORED_MIMETYPE.match(head, 30):
        return own[1].decode("ascii")
    if b"[Content_Types].xml" in head:
        return next((kind for folder, kind in _OFFICE if folder in head), ZIP)
    return ZIP


def _bitmap(head: bytes) -> str | None:
    """BMP: two letters are too little to tell it from a text, so the header's own length is asked too."""
    known = {12, 40, 52, 56, 64, 108, 124}
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in known:
        return "image/bmp"
    return None


_HTML = re.compile(
    r"<(!doctype html|html|head|body|script|iframe|meta|title|style|table|div|span|img|a|p|br|h[1-6])\b",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"(\s+|<\?.*?\?>|<!--.*?-->|<!doctype svg.*?>)*", re.DOTALL | re.IGNORECASE)
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t]|$)")
_MAIL_HEADERS = frozenset({
    "bcc", "cc", "content-type", "date", "delivered-to", "from", "in-reply-to", "message-id", "mime-version",
    "received", "references", "reply-to", "return-path", "sender", "subject", "to",
})  # fmt: skip
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def _text(head: bytes) -> str | None:
    text = _decoded(head)
    if not text or _NOT_TEXT.search(text):
        return None
    if text.startswith("From ") and _looks_like_mail(text.partition("\n")[2]):
        return MAILBOX
    if _looks_like_mail(text):
        return MAIL
    upper = text.lstrip()[:20].upper()
    if upper.startswith(("BEGIN:VCARD", "BEGIN:VCALENDAR")):
        return "text/vcard" if "VCARD" in upper else "text/calendar"
    return _markup(text)


def _markup(text: str) -> str:
    prologue = _PROLOGUE.match(text)
    body = text[prologue.end() if prologue else 0 :]
    if re.match(r"<(\w+:)?svg\b", body, re.IGNORECASE):
        return SVG
    if _HTML.match(body):
        return HTML
    return XML if text.lstrip().lower().startswith("<?xml") else PLAIN_TEXT


def _decoded(head: bytes) -> str:
    """The beginning as text; older one-byte encodings are read as Latin-1, which is enough to judge it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) & ~1].decode("utf-16", "replace")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        cut_at_the_end = broken.start > len(head) - 4 and len(head) == HEAD_BYTES
        return head[: broken.start].decode("utf-8-sig") if cut_at_the_end else head.decode("latin-1")


def _looks_like_mail(text: str) -> bool:
    """The first lines are header fields, and at least two of them are such as mail programs write."""
    names: set[str] = set()
    for line in text.splitlines():
        if line.startswith((" ", "\t")) and names:
            continue
        field = _HEADER_LINE.match(line)
        if not field:
            return not line and len(names & _MAIL_HEADERS) >= 2
        names.add(field[1].lower())
    return len(names & _MAIL_HEADERS) >= 2
