"""The places about what was taken out."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.gui.removing.taken_out_sheet import TakenOutSheet


def _taken_out(guide: Any) -> QWidget:
    for ident in list(guide.journal.told)[:3]:
        guide.journal.told[ident].voided = True
    guide.journal.void_evidence(*(each.evidence for each in guide.journal.loose_things if each.evidence))
    guide.open()
    sheet = TakenOutSheet(guide.kit, guide.journal, guide.window())
    sheet.begin()
    guide.qtbot.waitUntil(lambda: len(sheet.rows()) == 3)
    return sheet


PLACES: dict[str, Callable[[Any], QWidget]] = {"what was taken out": _taken_out}
