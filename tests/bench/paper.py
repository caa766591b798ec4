"""Printing a log: entries with pictures set on paper, beside what others make of the same words and pictures."""

import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

from journal.domain.incident_types import read_types
from journal.domain.moments import at_instant
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.report.log_table import table_rows
from journal.report.model import Log
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey
from journal.services.composing import Imprint, Originals, compose
from journal.services.journal import Journal
from journal.services.kept_entries import KeptEntries
from journal.services.wording import Wording
from journal.settings import find_paths
from journal.vault.engine import transaction
from journal.vault.opening import open_for_reading, open_for_writing
from journal.vault.reading import VaultReader
from tests.bench.case import Case, Figures, Goal, Line, Sizes, step
from tests.bench.journals import Built, build, built, opened
from tests.bench.memory import watched
from tests.bench.rivals import content as c
from tests.bench.rivals import with_fpdf2, with_reportlab, with_typst, with_weasyprint

RIVALS = "bench"
"""The lock file with the parts of the other programs."""

_PNG = "image/png"


def cases(sizes: Sizes) -> tuple[Case, ...]:
    """Beside ReportLab's usual way."""
    return (_case(sizes, "ReportLab's Table, Paragraph and Image", with_reportlab.print_all, ""),)


def rivals(sizes: Sizes) -> tuple[Case, ...]:
    """Beside the programs that are installed for this alone."""
    return tuple(
        _case(sizes, f"{name}, the same words and pictures", do, RIVALS)
        for name, do in (
            ("typst", with_typst.print_all),
            ("fpdf2", with_fpdf2.print_all),
            ("WeasyPrint", with_weasyprint.print_all),
        )
    )


def many(sizes: Sizes) -> tuple[Case, ...]:
    """A log of years, which nothing else prints in reasonable time; and the first page of its preview."""
    size = {"incidents": sizes.many_incidents, "pictures": sizes.many_pictures}
    title = f"{sizes.many_incidents:,} entries with {sizes.many_pictures:,} pictures"
    return (
        Case(
            f"print a log of {title}",
            "nothing",
            step(ours, **size),
            None,
            (
                Line("all of it", "s", "time", goal=Goal(below=30)),
                Line("processor time", "s", "work"),
                Line("speed", "pages/s", "speed"),
                Line("pages", "number", "pages"),
            ),
            (step(build, **size),),
            rounds=3,
            memory=Goal(below=150e6 / (1 << 20)),
        ),
        Case(
            f"see the first page of a log of {title}",
            "nothing",
            step(first_page, **size),
            None,
            (
                Line("from asking to print until it can be looked at", "s", "time", goal=Goal(below=1)),
                Line("counted before, while the person rests", "s", "ready"),
                Line("the same where an entry was written just before", "s", "written", goal=Goal(below=1)),
                Line(
                    "the same where somebody's name was changed just before",
                    "s",
                    "renamed",
                    goal=Goal(below=1),
                ),
                Line("the same right after opening", "s", "opened", goal=Goal(below=1)),
                Line("the same right after opening what was never counted", "s", "unready"),
            ),
            (step(build, **size),),
            rounds=3,
        ),
    )


def _case(sizes: Sizes, against: str, theirs: Callable[..., Figures], parts: str) -> Case:
    """The layouts differ a little, so pages per second and the time for all of it are both told."""
    size = {"incidents": sizes.paper_incidents, "pictures": sizes.paper_pictures}
    place = f"journal-{sizes.paper_incidents}-{sizes.paper_pictures}"
    return Case(
        f"print a log of {sizes.paper_incidents:,} entries with {sizes.paper_pictures:,} pictures",
        against,
        step(ours, **size),
        replace(step(theirs, place=place), parts=parts),
        (
            Line("speed", "pages/s", "speed", "speed", Goal(ratio_at_least=3)),
            Line("all of it", "s", "time", "time"),
            Line("processor time", "s", "work", "work"),
            Line("pages", "number", "pages", "pages"),
            Line("file", "MB", "size", "size"),
        ),
        (step(build, **size), step(lay_out, **size)),
        rounds=3,
    )


def ours(work: Path, incidents: int, pictures: int) -> Figures:
    """`Paperwork.print_log`: read, set, sealed and recorded."""
    journal = opened(built(work, incidents, pictures).folder)
    try:
        with watched() as memory:
            begun = time.perf_counter()
            made = journal.paperwork.print_log(
                PrintWish(Reader.POLICE), Wording(), lambda _done, _total: True
            ).result()
            seconds = time.perf_counter() - begun
        figures = {
            "speed": [made.pages / seconds],
            "time": [seconds],
            "pages": [float(made.pages)],
            "size": [made.size / 1e6],
        }
        made.discard()
    finally:
        journal.close()
    return {**figures, **memory}


def first_page(work: Path, incidents: int, pictures: int) -> Figures:
    """`Paperwork.first_pages` as the print sheet asks for them, and the first as pixels; after a rest, and without."""
    there = built(work, incidents, pictures)
    _forget_what_was_counted(there)
    journal = opened(there.folder)
    try:
        unready = _first_page(journal)
    finally:
        journal.close()
    journal = opened(there.folder)
    try:
        with watched() as memory:
            begun = time.perf_counter()
            journal.paperwork.get_whole_log_ready(Wording()).result()
            ready = time.perf_counter() - begun
            seconds = _first_page(journal)
    finally:
        journal.close()
    journal = opened(there.folder)
    try:
        opened_again = _first_page(journal)
        _write(journal)
        written = _first_page(journal)
        _rename(journal)
        renamed = _first_page(journal)
    finally:
        journal.close()
    told = {
        "time": seconds,
        "ready": ready,
        "written": written,
        "renamed": renamed,
        "opened": opened_again,
        "unready": unready,
    }
    return {**{name: [figure] for name, figure in told.items()}, **memory}


def _forget_what_was_counted(there: Built) -> None:
    """As after an update, when nobody has rested since."""
    connection = open_for_writing(there.folder, there.key)
    with closing(connection), transaction(connection):
        connection.execute("DELETE FROM seen_counting")


def _write(journal: Journal) -> None:
    """One entry more, of an hour that lies between others."""
    draft = journal.start_draft(None).result()
    keys = journal.timeline(Wanted()).result().keys
    beside = journal.entry(keys[len(keys) // 2].id).result().incident
    said = replace(
        draft.incident, occurred=beside.occurred, description="Written just now.", actors=beside.actors
    )
    journal.keep_draft(replace(draft, incident=said)).result()
    journal.settle(draft.id).result()


def _rename(journal: Journal) -> None:
    """Of whoever is named most."""
    line = journal.sidebar().result().people[0]
    known = next(actor for subject, actor in journal.casework.actors().result() if subject == line.id)
    journal.casework.amend_actor(line.id, replace(known, label=f"{known.label}.")).result()


def _first_page(journal: Journal) -> float:
    """Seconds from opening the print sheet until the first page stands there, if who reads it is said at once."""
    begun = time.perf_counter()
    wish, told = PrintWish(Reader.POLICE), Wording()
    journal.paperwork.get_papers_ready(Wanted(), told).result()
    made = (
        journal.paperwork.first_pages(wish, told).result()
        or journal.paperwork.preview_log(wish, told, _on).result()
    )
    made.page(0, 600, 850)
    seconds = time.perf_counter() - begun
    made.discard()
    return seconds


def _on(_done: int, _total: int) -> bool:
    return True


def lay_out(work: Path, incidents: int, pictures: int) -> Figures:
    """Put words and pictures in clear beside the journal, for the other programs."""
    there = built(work, incidents, pictures)
    (there.place / "clear").mkdir()
    reader = VaultReader(open_for_reading(there.folder, there.key))
    log, words = _log(there, reader), Wording()
    rows = [{each.name: getattr(row, each.name) for each in fields(c.Row)} for row in table_rows(log, words)]
    exhibits = [
        {
            "reference": exhibit.reference,
            "facts": [("File", exhibit.evidence.name), ("SHA-256", exhibit.evidence.original.sha256)],
            "picture": _put_clear(there, reader, exhibit.evidence.file)
            if exhibit.evidence.original.media_type == _PNG
            else "",
        }
        for exhibit in log.exhibits
    ]
    reader.close()
    told = {"rows": rows, "exhibits": exhibits, "fonts": str(find_paths().resources / "fonts")}
    c.content_file(there.place).write_text(json.dumps(told), encoding="utf-8")
    return {}


def _log(there: Built, reader: VaultReader) -> Log:
    """What we print, as values."""
    wish = PrintWish(Reader.POLICE)
    chosen = KeptEntries().choose(reader, wish, ())
    types = read_types((find_paths().resources / "types" / "types.toml").read_text("utf-8"))
    imprint = Imprint(at_instant(time.time_ns() // 1_000_000, "UTC"), "Journal", types, None)
    return compose(reader, wish, chosen, Wording(), Originals(there.folder, reader.file_key), imprint)


def _put_clear(there: Built, reader: VaultReader, name: str) -> str:
    with SealedReader(there.folder.media_file(name), FileKey(reader.file_key(name))) as sealed:
        (there.place / "clear" / f"{name}.png").write_bytes(b"".join(sealed.chunks()))
    return f"{name}.png"
