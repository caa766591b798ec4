"""The log as comma-separated values that a spreadsheet opens without taking any text for a formula."""

import csv
import io
from collections.abc import Iterator

from journal.domain.words import Words
from journal.report.log_table import table_rows
from journal.report.model import Log

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""

_DANGEROUS = tuple("=+-@\t\r\n\0|%'＝＋－＠")


def harmless(cell: str) -> str:
    """The text as a cell: an apostrophe stands before one that begins like a formula, or with an apostrophe.

    The characters are those of OWASP's ASVS 1.2.10 and their full-width forms; so `as_written` is exact.
    """
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_DANGEROUS) else cell


def as_written(cell: str) -> str:
    """The text a cell stands for."""
    return cell.removeprefix("'")


def write_csv(log: Log, words: Words) -> Iterator[bytes]:
    """The file's bytes, row after row: UTF-8 with its mark, every cell quoted (RFC 4180)."""
    say = words.say
    rows = list(table_rows(log, words))
    labels = list(dict.fromkeys(label for row in rows for label, _ in row.facts))
    yield BYTE_ORDER_MARK.encode()
    known = (say("Line"), say("No."), say("Day"), say("When"))
    heads = (*known, say("What happened"), say("In full"), say("Exact words"), *labels)
    yield _line(heads)
    for row in rows:
        facts = dict(row.facts)
        yield _line(
            (
                row.kind,
                row.number,
                row.day,
                row.when,
                row.headline,
                row.description,
                row.exact_words,
                *(facts.get(label, "") for label in labels),
            )
        )


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(harmless, cells))
    return out.getvalue().encode()
