"""The log as one static page that a screen reader finds its way in: headings, tables with headers, no script."""

from collections.abc import Iterable, Iterator
from html import escape

from journal.domain.words import Words
from journal.report import phrases
from journal.report.log_table import TableRow, table_rows
from journal.report.model import Log

_STYLE = """
body { font: 1rem/1.5 sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
table { border-collapse: collapse; width: 100% } caption { text-align: start; font-weight: bold; padding: .5rem 0 }
th, td { border-top: 1px solid #767676; padding: .4rem .6rem .4rem 0; text-align: start; vertical-align: top }
.as-typed { white-space: pre-wrap; overflow-wrap: anywhere } blockquote { margin: .5rem 0; padding-inline-start: .8rem;
border-inline-start: 3px solid #767676 } dt { font-weight: bold } dd { margin: 0 0 .3rem 0 }
code { overflow-wrap: anywhere }
"""


def write_html(log: Log, words: Words) -> Iterator[bytes]:
    """The page's bytes, piece after piece; it loads nothing and links nowhere."""
    for piece in _page(log, words):
        yield piece.encode()


def _page(log: Log, words: Words) -> Iterator[str]:
    say = words.say
    title = escape(say("Incident log"))
    yield (
        f'<!doctype html>\n<html lang="{escape(words.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    made = phrases.day_and_clock(words, log.made_at)
    yield from _paragraphs(
        log.writer,
        say("police ref. {reference}", reference=log.police_reference) if log.police_reference else "",
        say("made on {time}", time=made),
    )
    if log.seal:
        number = words.number(log.seal.seq)
        yield f"<p>{escape(say('Seal of this paper (record no. {number})', number=number))}<br>"
        yield f"<code>{log.seal.hex}</code></p>\n"
    yield f"<h2>{title}</h2>\n"
    heads = (say("No."), say("When"), say("What happened; exact words"), say("Where, who, and what followed"))
    yield from _table(title, heads, (_row(row) for row in table_rows(log, words)))
    if log.exhibits:
        yield f"<h2>{escape(say('Register of exhibits'))}</h2>\n"
        heads = (say("Exhibit"), say("File"), say("Size"), "SHA-256")
        yield from _table(say("Register of exhibits"), heads, _register(log, words))
    yield "</body>\n</html>\n"


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        if text:
            yield f'<p dir="auto">{escape(text)}</p>\n'


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
    yield f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>"
    for head in heads:
        yield f'<th scope="col">{escape(head)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    yield from rows
    yield "</tbody>\n</table>\n"


def _row(row: TableRow) -> str:
    what = (
        _typed("p", row.headline) if not row.description.startswith(row.headline.rstrip("…") or "\0") else ""
    )
    what += _typed("p", row.description) + _typed("blockquote", row.exact_words)
    facts = "".join(
        f'<dt>{escape(label)}</dt><dd class="as-typed" dir="auto">{escape(said)}</dd>'
        for label, said in row.facts
    )
    return (
        f'<tr><th scope="row">{escape(row.number or row.kind)}</th><td>{escape(row.when)}</td><td>{what}</td>'
        f"<td>{f'<dl>{facts}</dl>' if facts else ''}</td></tr>\n"
    )


def _typed(element: str, text: str) -> str:
    return f'<{element} class="as-typed" dir="auto">{escape(text)}</{element}>' if text else ""


def _register(log: Log, words: Words) -> Iterator[str]:
    for exhibit in log.exhibits:
        original = exhibit.evidence.original
        cells = (exhibit.evidence.name, phrases.size(words, original.size), original.sha256)
        yield f'<tr><th scope="row">{escape(exhibit.reference)}</th>'
        yield "".join(f'<td class="as-typed" dir="auto">{escape(cell)}</td>' for cell in cells) + "</tr>\n"
