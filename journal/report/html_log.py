"""The log as one static page that a screen reader finds its way in: headings, tables with headers, no script."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import count, groupby

from journal.domain.words import Words
from journal.report import phrases
from journal.report.html_summary import Section, before, behind
from journal.report.log_table import TableRow, table_rows
from journal.report.model import Log
from journal.report.tally import figures

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #595959; --line: #bdbdbd; --wash: #f3f3f3; --paper: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --soft: #b3b3b3; --line: #555; --wash: #2a2a2a; --paper: #1c1c1c } }
@media print { :root { --ink: #000; --soft: #444; --line: #999; --wash: #f3f3f3; --paper: #fff } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto 4rem; padding: 0 1.25rem;
  color: var(--ink); background: var(--paper); overflow-wrap: break-word }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 1rem }
h3 { font-size: 1.1rem; line-height: 1.3; margin: 0; text-align: start }
p, blockquote, dl, dd { margin: 0 }
.of-all p { color: var(--soft) } code { overflow-wrap: anywhere; color: var(--ink) }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0 0 2rem }
.sums { table-layout: auto } .sums tbody th { white-space: pre-wrap } p + .sums { margin-top: .75rem }
caption { padding: 0 0 .4rem; text-align: start }
thead th { color: var(--soft); font-size: .875rem; font-weight: normal }
th, td { border-top: 1px solid var(--line); padding: .75rem 1.25rem .75rem 0; text-align: start; vertical-align: top }
thead th { border-top: 2px solid var(--ink); padding-block: .3rem }
.number { width: 5rem } .when { width: 11rem } .facts { width: 24rem } .size { width: 7rem }
.between { background: var(--wash) } .between th { padding-inline-start: .6rem }
.headline { font-weight: bold } .as-typed { white-space: pre-wrap } td > * + * { margin-block-start: .5rem }
blockquote { padding-inline-start: .9rem; border-inline-start: 3px solid var(--soft) }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .2rem .75rem; font-size: .9375rem }
dt { color: var(--soft) } dd { min-width: 0 } td.sum { overflow-wrap: anywhere; font-family: monospace }
.hidden { border: 1px solid var(--soft); border-radius: .2rem; padding: 0 .2rem; font: .8em monospace }
@media (max-width: 64rem) {
  table, caption, tbody, tr, th, td { display: block; width: auto }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  caption { border-bottom: 2px solid var(--ink) }
  tr { border-bottom: 1px solid var(--line); padding: .75rem 0 } tr.between { padding: .75rem .6rem }
  th, td, .between th { border: 0; padding: 0 } .facts, .size { width: auto } td + td { margin-top: .4rem }
  tbody th, .when, .name { display: inline; margin-inline-end: .75rem } }
@media (max-width: 30rem) { dl { display: block } dd { margin-bottom: .35rem } }
"""
"""On a narrow screen each row is a block of its own; the roles say that all of it still is a table."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""What nobody sees and what can turn a line around; joiners are left, letters and emoji are made with them."""


def write_html(log: Log, words: Words) -> Iterator[bytes]:
    """The page's bytes, piece after piece; it loads nothing and links nowhere."""
    for piece in _page(log, words):
        yield piece.encode()


def _page(log: Log, words: Words) -> Iterator[str]:
    say = words.say
    yield (
        f'<!doctype html>\n<html lang="{escape(words.language)}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # What stands on a tab and in a list of pages that were seen tells nothing.
        f"<title>{escape(words.short_day(log.made_at.local[:10]))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body>\n<h1>{escape(say("Incident log"))}</h1>\n<div class="of-all">\n'
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
    yield "</div>\n"
    places = count(1)
    for section in before(words, log, figures(log)):
        yield from _section(section, next(places))
    yield f"<h2>{escape(say('What happened, in order'))}</h2>\n"
    heads = (
        ("number", say("No.")),
        ("when", say("When")),
        ("what", say("What happened; exact words")),
        ("facts", say("Where, who, and what followed")),
    )
    for month, rows in groupby(table_rows(log, words), key=lambda row: row.month):
        caption = words.month(month) if month else say("Time not known; in the order they were recorded")
        yield from _table(f"<h3>{escape(caption)}</h3>", heads, map(_row, rows))
    for section in behind(words, log):
        yield from _section(section, next(places))
    if log.exhibits:
        title = say("Register of exhibits")
        yield f"<h2>{escape(title)}</h2>\n"
        heads = (
            ("number", say("Exhibit")),
            ("name", say("File")),
            ("size", say("Size")),
            ("sum", "SHA-256"),
        )
        yield from _table(escape(say("Every file, and the sum it is known by")), heads, _register(log, words))
    yield "</body>\n</html>\n"


def _section(section: Section, place: int) -> Iterator[str]:
    """A heading, and the table it names."""
    yield f'<h2 id="s{place}">{escape(section.title)}</h2>\n'
    yield from _paragraphs(*section.said)
    if section.rows:
        heads = [("", head) for head in section.heads]
        rows = (
            f'<tr role="row">{_head(first)}{"".join(_cell("as-typed", _shown(said)) for said in more)}</tr>\n'
            for first, *more in section.rows
        )
        yield from _table("", heads, rows, f' class="sums" aria-labelledby="s{place}"')


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        if text:
            yield f'<p dir="auto">{_shown(text)}</p>\n'


def _table(
    caption: str, heads: Iterable[tuple[str, str]], rows: Iterable[str], named: str = ""
) -> Iterator[str]:
    """A table under a caption, or `named` by what stands above it."""
    yield f'<table role="table"{named}>\n' + (f"<caption>{caption}</caption>\n" if caption else "")
    yield '<thead role="rowgroup"><tr role="row">'
    for kind, head in heads:
        yield f'<th scope="col" role="columnheader" class="{kind}">{escape(head)}</th>'
    yield '</tr></thead>\n<tbody role="rowgroup">\n'
    yield from rows
    yield "</tbody>\n</table>\n"


def _row(row: TableRow) -> str:
    what = _typed("p", row.headline, "headline") if row.headline_says_more else ""
    what += _typed("p", row.description) + _typed("blockquote", row.exact_words)
    facts = "".join(
        f'<dt>{escape(label)}</dt><dd class="as-typed" dir="auto">{_shown(said)}</dd>'
        for label, said in row.facts
    )
    kind = "incident" if row.number else "between"
    return (
        f'<tr role="row" class="{kind}">{_head(row.number or row.kind)}'
        f"{_cell('when', escape(row.when))}{_cell('what', what)}"
        f"{_cell('facts', f'<dl>{facts}</dl>' if facts else '')}</tr>\n"
    )


def _register(log: Log, words: Words) -> Iterator[str]:
    for exhibit in log.exhibits:
        original = exhibit.evidence.original
        yield (
            f'<tr role="row">{_head(exhibit.reference)}'
            f"{_cell('name as-typed', _shown(exhibit.evidence.name))}"
            f"{_cell('size', escape(phrases.size(words, original.size)))}{_cell('sum', original.sha256)}</tr>\n"
        )


def _head(text: str) -> str:
    return f'<th scope="row" role="rowheader" dir="auto">{_shown(text)}</th>'


def _cell(kind: str, inside: str) -> str:
    return f'<td role="cell" class="{kind}" dir="auto">{inside}</td>'


def _typed(element: str, text: str, more: str = "") -> str:
    kind = f"as-typed {more}".strip()
    return f'<{element} class="{kind}" dir="auto">{_shown(text)}</{element}>' if text else ""


def _shown(text: str) -> str:
    """The text itself; what could not be seen in it is marked by its code, as on paper."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(lambda found: f'<span class="hidden">U+{ord(found[0]):04X}</span>', escape(lines))
