"""The full seal as a square that a telephone can read, so that nobody has to type 64 digits."""

from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

from journal.domain.ids import JournalId
from journal.domain.reading import Seal
from journal.report import styles
from journal.report.paper import Paper

QUIET = 4
"""Modules of empty paper a reader needs around the square."""


def seal_text(journal: JournalId, seal: Seal) -> str:
    """What the square says: `JOURNAL:1:<journal id>:<record number>:<seal>`."""
    return f"JOURNAL:1:{journal}:{seal.seq}:{seal.hex}"


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of the square, True for dark."""
    encoder = _encoder()
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in count) for row in count)


@cache
def _encoder() -> ModuleType:
    """ReportLab's encoder without the package around it, which would load a hundred modules that draw charts."""
    import reportlab  # noqa: PLC0415 - a start must not wait for it

    file = Path(reportlab.__file__).parent / "graphics" / "barcode" / "qrencoder.py"
    loader = SourceFileLoader("journal_qrencoder", str(file))
    module = ModuleType(loader.name)
    loader.exec_module(module)
    return module


def draw(paper: Paper, text: str, left: float, top: float, side: float) -> None:
    """Set the square, `side` points wide with its quiet edge."""
    rows = modules(text)
    module = side / (len(rows) + 2 * QUIET)
    for number, row in enumerate(rows):
        bottom = top - (QUIET + number + 1) * module
        for start, length in _runs(row):
            # A hair more than a module: neighbours must touch however a printer rounds.
            paper.fill(left + (QUIET + start) * module, bottom, length * module, module * 1.02, styles.INK)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow each other."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
