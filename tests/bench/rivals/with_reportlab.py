"""ReportLab in its usual way, loaded only where it is measured: whoever else is takes no memory for it."""

from pathlib import Path

from tests.bench.case import Figures


def print_all(work: Path, place: str) -> Figures:
    """The log and its pictures."""
    from tests.bench.rivals import reportlab_story

    return reportlab_story.print_all(work, place)
