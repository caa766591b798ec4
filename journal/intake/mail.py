"""What a reader sees of an e-mail: its telling headers word for word, then its text; nothing in it is ever fetched."""

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from html.parser import HTMLParser
from itertools import islice

HEADERS = (
    *("From", "Sender", "Reply-To", "Return-Path", "To", "Cc", "Date", "Subject", "Message-ID"),
    *("X-Originating-IP", "Received"),
)
"""The headers that are shown, in this order; every occurrence of each."""

LONGEST_INPUT = 2_000_000
"""Bytes; of a longer mail only the beginning is shown here. The original is kept whole."""

_MOST_PARTS = 500

_BLOCKS = {"p", "div", "br", "tr", "li", "table", "h1", "h2", "h3", "h4", "blockquote"}
_HIDDEN = {"script", "style", "head", "title"}


def readable(untrusted_mail: bytes) -> str:
    """Return the mail as plain text; what cannot be decoded is shown with replacement characters. Never raises."""
    try:
        mail = BytesParser(policy=policy.default).parsebytes(untrusted_mail[:LONGEST_INPUT])
        return "\n".join((*_headers(mail), "", *_body(mail)))
    except (MessageError, LookupError, ValueError, IndexError, AttributeError, TypeError, RecursionError):
        # The standard parser fails in many ways on broken mail; the bytes themselves are still telling.
        return untrusted_mail[:LONGEST_INPUT].decode("utf-8", "replace")


def _headers(mail: EmailMessage) -> list[str]:
    shown = [
        f"{name}: {' '.join(str(value).split())}" for name in HEADERS for value in mail.get_all(name, [])
    ]
    others = len(mail.keys()) - len(shown)
    return [*shown, f"[other header lines in the file: {others}]"] if others else shown


def _body(mail: EmailMessage) -> list[str]:
    """Every text that is meant to be read, plain where there is a choice, and the rest by name."""
    chosen = mail.get_body(("plain", "html"))
    leaves = [part for part in islice(mail.walk(), _MOST_PARTS) if not part.is_multipart()]
    other_forms = chosen is not None and chosen.get_content_type() == "text/plain"
    lines = []
    for part in leaves:
        kind = part.get_content_type()
        if part is chosen or (kind == "text/plain" and not part.is_attachment()):
            lines.append(_text(part))
        elif part.is_attachment() or part.get_filename() or not (kind == "text/html" and other_forms):
            lines.append(f"[attached: {part.get_filename() or kind}]")
    return lines


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = _decoded(data, part.get_content_charset())
    return _without_tags(text) if part.get_content_type() == "text/html" else text.rstrip()


def _decoded(untrusted: bytes, claimed: str | None) -> str:
    """In the encoding that is claimed, else as UTF-8, else in the one that old programs wrote without saying so."""
    for encoding in (claimed, "utf-8"):
        try:
            if encoding:
                return untrusted.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return untrusted.decode("windows-1252", "replace")


def _without_tags(untrusted_html: str) -> str:
    stripper = _Stripper()
    stripper.feed(untrusted_html)
    stripper.close()
    return re.sub(r"\n{3,}", "\n\n", stripper.text()).strip()


class _Stripper(HTMLParser):
    """Keeps the text of a page, and says where it wanted to load something from."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        if tag in _BLOCKS:
            self._pieces.append("\n")
        source = dict(attrs).get("src")
        if tag == "img" and source:
            self._pieces.append(f"[picture not loaded: {source}]")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))

    def text(self) -> str:
        """What was kept."""
        return "".join(self._pieces)
