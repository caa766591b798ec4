"""What a reader sees of an e-mail file: its header lines as they came, its text parts decoded, the rest by name."""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from html.parser import HTMLParser

from journal.report.plain_text import read_text

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_MOST_PARTS = 200
_SILENT_TAGS = frozenset(("head", "script", "style", "title"))
_BREAKING_TAGS = frozenset(("br", "div", "h1", "h2", "h3", "hr", "li", "p", "table", "tr"))


def mail_text(untrusted: bytes) -> str | None:
    """The mail as text; None where it is too broken to be taken apart, and is better printed as it is."""
    head = _END_OF_HEADERS.split(untrusted, maxsplit=1)[0]
    try:
        mail = BytesParser().parsebytes(untrusted)
        parts = list(_parts(mail))
    except (LookupError, RecursionError, ValueError):
        return None
    if not mail.keys() or len(parts) > _MOST_PARTS:
        return None
    return "\n\n".join((read_text(head)[0], *parts))


def _parts(mail: Message) -> Iterator[str]:
    """Every part that is no container: plain text, HTML without its tags where there is no plain text, or a name."""
    waiting = [mail]
    leaves: list[Message] = []
    while waiting and len(leaves) <= _MOST_PARTS:
        part = waiting.pop()
        inside = part.get_payload()
        if isinstance(inside, list):
            waiting += [each for each in reversed(inside) if isinstance(each, Message)]
        else:
            leaves.append(part)
    has_plain = any(_is_text(part, "text/plain") for part in leaves)
    for part in leaves:
        if _is_text(part, "text/plain"):
            yield _decoded(part)
        elif _is_text(part, "text/html"):
            yield f"[{_name(part)}]" if has_plain else without_tags(_decoded(part))
        else:
            yield f"[{_name(part)}]"


def _is_text(part: Message, media_type: str) -> bool:
    return part.get_content_type() == media_type and part.get_content_disposition() != "attachment"


def _name(part: Message) -> str:
    return ", ".join(each for each in (part.get_content_type(), part.get_filename() or "") if each)


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset).rstrip()
        except (LookupError, UnicodeDecodeError):
            return read_text(data)[0].rstrip()
    return read_text(data)[0].rstrip()


def without_tags(html: str) -> str:
    """The text of an HTML page; nothing of it is followed, shown or run."""
    stripper = _Stripper()
    stripper.feed(html)
    stripper.close()
    return re.sub(r"\n\s*\n+", "\n\n", "".join(stripper.text)).strip()


class _Stripper(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT_TAGS
        if tag in _BREAKING_TAGS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT_TAGS))
        if tag in _BREAKING_TAGS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)
