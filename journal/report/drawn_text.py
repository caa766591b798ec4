"""Text as a page's content draws it: codes of a font, set from a place on, moved where letters and marks want it."""

from journal.report.embedding import EmbeddedFont
from journal.report.shaping import Span

_UNSEEN = 0.05
"""Differences in place that nobody sees, in thousandths of the type size."""


def shown(font: EmbeddedFont, size: float, x: float, y: float, text: str) -> str:
    """Simple characters from x on the baseline y."""
    return f"BT /{font.name} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{font.encoded(text)}> Tj ET"


def shown_clusters(font: EmbeddedFont, size: float, x: float, y: float, span: Span) -> str:
    """A shaped span from its left edge x on the baseline y."""
    steps = [f"BT /{font.name} {size:g} Tf"]
    scale = size / 1000
    pen = 0.0
    waiting, expected, height = "", None, 0.0
    for cluster in reversed(span.clusters) if span.level % 2 else span.clusters:
        for glyph, code in zip(cluster.glyphs, font.codes(cluster), strict=True):
            left = pen + glyph.right
            if expected is None or abs(left - expected) > _UNSEEN or glyph.up != height:
                steps.append(f"{waiting}1 0 0 1 {x + left * scale:.3f} {y + glyph.up * scale:.3f} Tm <")
                waiting, height = "> Tj ", glyph.up
            steps.append(code)
            pen += glyph.advance
            expected = left + font.typeface.advance(glyph.glyph)
    return f"{steps[0]} {''.join(steps[1:])}{waiting}ET"
