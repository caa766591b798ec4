"""What a reader sees of an e-mail: its telling headers word for word, then its text; nothing in it is ever fetched."""

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from html.parser import HTMLParser

HEADERS = ("From", "Sender", "Reply-To", "To", "Cc", "Date", "Subject", "Message-ID", "Received")
"""The headers that are shown, in this order; every occurrence of each."""

LONGEST_INPUT = 2_000_000
"""Bytes; of a longer mail only the beginning is shown here. The original is kept whole."""

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
    return [f"{name}: {' '.join(str(value).split())}" for name in HEADERS for value in mail.get_all(name, [])]


def _body(mail: EmailMessage) -> list[str]:
    part = mail.get_body(("plain", "html"))
    lines = [] if part is None else [_text(part)]
    names = [attached.get_filename() or attached.get_content_type() for attached in mail.iter_attachments()]
    return [*lines, *(f"[attached: {name}]" for name in names)]


def _text(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return _without_tags(text) if part.get_content_type() == "text/html" else text


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
