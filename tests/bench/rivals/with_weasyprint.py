"""WeasyPrint, from a page of HTML."""

import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

from tests.bench.case import Figures, NotMeasured
from tests.bench.memory import watched
from tests.bench.rivals import content as c

_STYLE = f"""
@page {{ size: A4; margin: {c.TOP}pt {c.RIGHT}pt {c.BOTTOM}pt {c.LEFT}pt;
  @bottom-right {{ content: "page " counter(page) " of " counter(pages); font-size: 8.5pt; }} }}
@font-face {{ font-family: Plain; src: url(NotoSans-Regular.ttf); }}
@font-face {{ font-family: Plain; font-weight: bold; src: url(NotoSans-Bold.ttf); }}
body {{ font-family: Plain; font-size: {c.BODY}pt; line-height: 14.4pt; }}
h1 {{ font-size: {c.LARGE}pt; }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse; }}
td, th {{ vertical-align: top; text-align: left; border-bottom: 0.5pt solid #b8b8b8; padding: 4pt 5pt 4pt 0; }}
td {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
tr {{ break-inside: avoid; }}
td:first-child, th:first-child {{ width: {c.WHEN}pt; }}
.facts {{ font-size: {c.FACT}pt; line-height: 12.3pt; }}
section {{ break-before: page; }}
img {{ max-width: 100%; max-height: 640pt; }}
"""


def print_all(work: Path, place: str) -> Figures:
    """The log and its pictures.

    Raises:
        NotMeasured: what WeasyPrint needs of the system is not there.
    """
    try:
        from weasyprint import HTML
    except OSError as reason:
        raise NotMeasured("WeasyPrint needs Pango, which is not installed here") from reason
    content = c.read(work / place)
    target = work / "weasyprint.pdf"
    with watched() as memory:
        begun = time.perf_counter()
        html = "".join(_html(content))
        document = HTML(string=html, base_url=f"{content.fonts}/").render()
        document.write_pdf(target)
        seconds = time.perf_counter() - begun
    return {**c.figures(len(document.pages), target, seconds), **memory}


def _html(content: c.Content) -> Iterator[str]:
    yield f"<html lang=en><style>{_STYLE}</style><h1>Incident log</h1><table><thead><tr>"
    yield from (f"<th>{head}</th>" for head in c.HEADS)
    yield "</tr></thead>"
    for row in content.rows:
        texts = "\n".join(escape(text) for text in (row.description, row.exact_words) if text)
        yield (
            f"<tr><td><b>{row.number}</b>\n{escape(row.when)}</td><td><b>{escape(row.headline)}</b>\n{texts}</td>"
            f"<td class=facts>{_lines(row.facts)}</td></tr>"
        )
    yield "</table>"
    for exhibit in content.exhibits:
        yield f"<section><h1>{escape(exhibit.reference)}</h1><p class=facts style='white-space: pre-wrap'>"
        yield f"{_lines(exhibit.facts)}</p>"
        if exhibit.picture:
            yield f"<img src='{Path(content.picture(exhibit)).as_uri()}'>"
        yield "</section>"
    yield "<section><h1>Register</h1><table>"
    for exhibit in content.exhibits:
        said = dict(exhibit.facts)
        yield f"<tr><td>{escape(exhibit.reference)}</td><td>{escape(said['File'])}</td><td>{said['SHA-256']}</td></tr>"
    yield "</table></section></html>"


def _lines(facts: c.Facts) -> str:
    return "\n".join(f"{escape(label)}: {escape(said)}" for label, said in facts)
