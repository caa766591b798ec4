"""Printing a log: entries with pictures set on paper, beside ReportLab's usual way with the same texts and pictures."""

import json
import time
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey
from journal.services.wording import Wording
from journal.settings import find_paths
from journal.vault.opening import open_for_reading
from journal.vault.reading import VaultReader
from tests.bench.case import Case, Figures, Line, Sizes, step
from tests.bench.journals import Built, build, built, opened, texts
from tests.bench.memory import watched


def cases(sizes: Sizes) -> tuple[Case, ...]:
    """One case; the layouts differ, so pages per second and the time for all of it are both told."""
    size = {"incidents": sizes.paper_incidents, "pictures": sizes.paper_pictures}
    return (
        Case(
            f"print a log of {sizes.paper_incidents:,} entries with {sizes.paper_pictures:,} pictures",
            "ReportLab's Paragraph and Image, the same texts and pictures",
            step(ours, **size),
            step(theirs, **size),
            (
                Line("speed", "pages/s", "speed", "speed"),
                Line("all of it", "s", "time", "time"),
                Line("pages", "number", "pages", "pages"),
                Line("file", "MB", "size", "size"),
            ),
            (step(build, **size), step(lay_out_clear, **size)),
            rounds=3,
        ),
    )


def lay_out_clear(work: Path, incidents: int, pictures: int) -> Figures:
    """Put the pictures in clear beside the journal, for the baseline, and remember which entry shows which."""
    there = built(work, incidents, pictures)
    (there.place / "clear").mkdir()
    reader = VaultReader(open_for_reading(there.folder, there.key))
    shown = []
    for place in sorted(reader.timeline(Wanted()).keys, key=lambda place: place.sort_ms):
        entry = reader.entry(place.id)
        names = [_put_clear(there, reader, piece.evidence.file) for piece in entry.pieces]
        shown.append((entry.number, names))
    reader.close()
    (there.place / "shown.json").write_text(json.dumps(shown))
    return {}


def _put_clear(there: Built, reader: VaultReader, name: str) -> str:
    with SealedReader(there.folder.media_file(name), FileKey(reader.file_key(name))) as sealed:
        (there.place / "clear" / name).write_bytes(b"".join(sealed.chunks()))
    return name


def ours(work: Path, incidents: int, pictures: int) -> Figures:
    """`Journal.print_log`: read, set, sealed and recorded."""
    journal = opened(built(work, incidents, pictures).folder)
    try:
        with watched() as memory:
            begun = time.perf_counter()
            made = journal.print_log(PrintWish(Reader.POLICE), Wording(), lambda _done, _total: True).result()
            seconds = time.perf_counter() - begun
        figures = _figures(made.pages, made.size, seconds)
        made.discard()
    finally:
        journal.close()
    return {**figures, **memory}


def theirs(work: Path, incidents: int, pictures: int) -> Figures:
    """One paragraph per text, then every picture as large as the page."""
    there = built(work, incidents, pictures)
    told = list(texts(there))
    shown = json.loads((there.place / "shown.json").read_text())
    target = work / "baseline.pdf"
    with watched() as memory:
        begun = time.perf_counter()
        pdfmetrics.registerFont(
            TTFont("Plain", str(find_paths().resources / "fonts" / "NotoSans-Regular.ttf"))
        )
        document = SimpleDocTemplate(str(target), pagesize=A4)
        story = _story(told, shown, there.place / "clear", document)
        document.build(story)
        seconds = time.perf_counter() - begun
    size = target.stat().st_size
    target.unlink()
    return {**_figures(document.page, size, seconds), **memory}


def _story(
    told: list[str], shown: list[tuple[int, list[str]]], clear: Path, document: SimpleDocTemplate
) -> list[Flowable]:
    style = ParagraphStyle("plain", fontName="Plain", fontSize=9, leading=12)
    story: list[Flowable] = []
    for number, _names in shown:
        lines = [line for line in told[number - 1].splitlines() if line.strip()]
        story += [Paragraph(f"{number}", style), *(Paragraph(escape(line), style) for line in lines)]
        story.append(Spacer(1, 6))
    for _number, names in shown:
        for name in names:
            story += [PageBreak(), Paragraph(name, style), _fitting(clear / name, document)]
    return story


def _fitting(path: Path, document: SimpleDocTemplate) -> Image:
    picture = Image(str(path))
    scale = min((document.width - cm) / picture.imageWidth, (document.height - 2 * cm) / picture.imageHeight)
    picture.drawWidth, picture.drawHeight = picture.imageWidth * scale, picture.imageHeight * scale
    return picture


def _figures(pages: int, size: int, seconds: float) -> Figures:
    return {"speed": [pages / seconds], "time": [seconds], "pages": [float(pages)], "size": [size / 1e6]}
