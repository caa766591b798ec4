"""ReportLab in its usual way: a table per incident, paragraphs in it, pictures as it reads them."""

import time
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.bench.case import Figures
from tests.bench.memory import watched
from tests.bench.rivals import content as c

_BODY = ParagraphStyle("body", fontName="Plain", fontSize=c.BODY, leading=14.4)
_FACT = ParagraphStyle("fact", fontName="Plain", fontSize=c.FACT, leading=12.3)
_LARGE = ParagraphStyle("large", fontName="Bold", fontSize=c.LARGE, leading=19)
_LINES = TableStyle(
    [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, (0.72, 0.72, 0.72))]
)
_TEXT_HEAD = 130.0


def print_all(work: Path, place: str) -> Figures:
    """The log and its pictures."""
    content = c.read(work / place)
    target = work / "reportlab.pdf"
    with watched() as memory:
        begun = time.perf_counter()
        for name, file in (("Plain", "NotoSans-Regular.ttf"), ("Bold", "NotoSans-Bold.ttf")):
            pdfmetrics.registerFont(TTFont(name, str(content.fonts / file)))
        pdfmetrics.registerFontFamily("Plain", normal="Plain", bold="Bold", italic="Plain", boldItalic="Bold")
        document = SimpleDocTemplate(
            str(target),
            pagesize=A4,
            leftMargin=c.LEFT,
            rightMargin=c.RIGHT,
            topMargin=c.TOP,
            bottomMargin=c.BOTTOM,
        )
        document.build(_story(content, document), onFirstPage=_foot, onLaterPages=_foot)
        seconds = time.perf_counter() - begun
    return {**c.figures(document.page, target, seconds), **memory}


def _story(content: c.Content, document: SimpleDocTemplate) -> list[Flowable]:
    half = (document.width - c.WHEN) / 2
    widths = (c.WHEN, half, half)
    story: list[Flowable] = [Paragraph("Incident log", _LARGE), Table([c.HEADS], colWidths=widths)]
    for row in content.rows:
        when = [Paragraph(f"<b>{escape(row.number)}</b>", _FACT), Paragraph(escape(row.when), _FACT)]
        what = [Paragraph(f"<b>{escape(row.headline)}</b>", _BODY)]
        what += [Paragraph(escape(text), _BODY) for text in (row.description, row.exact_words) if text]
        facts = [Paragraph(f"{escape(label)}: {escape(said)}", _FACT) for label, said in row.facts]
        story.append(Table([[when, what, facts]], colWidths=widths, style=_LINES))
    for exhibit in content.exhibits:
        story += [PageBreak(), Paragraph(escape(exhibit.reference), _LARGE)]
        story += [Paragraph(f"{escape(label)}: {escape(said)}", _FACT) for label, said in exhibit.facts]
        if exhibit.picture:
            story.append(_fitting(content.picture(exhibit), document))
    story += [PageBreak(), Paragraph("Register", _LARGE)]
    for exhibit in content.exhibits:
        cells = [Paragraph(escape(said), _FACT) for said in _register(exhibit)]
        story.append(Table([cells], colWidths=widths, style=_LINES))
    return story


def _register(exhibit: c.Exhibit) -> tuple[str, str, str]:
    said = dict(exhibit.facts)
    return exhibit.reference, said["File"], said["SHA-256"]


def _fitting(path: str, document: SimpleDocTemplate) -> Image:
    picture = Image(path)
    room = document.height - _TEXT_HEAD
    scale = min((document.width - 12) / picture.imageWidth, room / picture.imageHeight)
    picture.drawWidth, picture.drawHeight = picture.imageWidth * scale, picture.imageHeight * scale
    return picture


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Plain", 8.5)
    canvas.drawRightString(A4[0] - c.RIGHT, c.BOTTOM - 20, f"page {document.page}")
