"""Text as a page's content draws it: codes of a font, set from a place on, moved where letters and marks want it."""

from journal.report.embedding import EmbeddedFont
from journal.report.shaping import Span

_UNSEEN = 0.05
"""Differences in place that nobody sees, in thousandths of the type size."""

_SHOW = "> Tj "
_PASSED_OVER = "/Span<</ActualText<FEFF>>>BDC"
"""Begins what readers are to pass over, because what stands beside it has its text."""


def shown(font: EmbeddedFont, size: float, x: float, y: float, text: str) -> str:
    """Simple characters from x on the baseline y."""
    return f"BT /{font.name} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{font.encoded(text)}> Tj ET"


def shown_clusters(font: EmbeddedFont, size: float, x: float, y: float, span: Span) -> str:
    """A shaped span from its left edge x on the baseline y."""
    steps = [f"BT /{font.name} {size:g} Tf "]
    scale = size / 1000
    leftwards = span.level % 2 == 1
    pen = height = 0.0
    expected: float | None = None
    for cluster in reversed(span.clusters) if leftwards else span.clusters:
        for glyph, (code, told) in zip(cluster.glyphs, font.codes(cluster, leftwards=leftwards), strict=True):
            left = pen + glyph.right
            pen += glyph.advance
            place = f"1 0 0 1 {x + left * scale:.3f} {y + glyph.up * scale:.3f} Tm"
            if not told:
                steps.append(f"{'' if expected is None else _SHOW}{_PASSED_OVER} {place} <{code}> Tj EMC ")
                expected = None
                continue
            if expected is None or abs(left - expected) > _UNSEEN or glyph.up != height:
                steps.append(f"{'' if expected is None else _SHOW}{place} <")
                height = glyph.up
            steps.append(code)
            expected = left + font.typeface.advance(glyph.glyph)
    return f"{''.join(steps)}{'' if expected is None else _SHOW}ET"
