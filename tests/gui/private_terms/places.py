"""The places about words that the other person must not read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.printing import Reader
from journal.domain.private_terms import PrivateHit, Proposal
from journal.gui.private_terms.list_sheet import PrivateListSheet
from journal.gui.private_terms.walk_sheet import PrivateWalkSheet
from journal.recognising.languages import KNOWN
from journal.services.in_pictures import Seen

OFFERED = (
    Proposal("0170 555 01", "a witness's number"),
    Proposal("12 Hidden Lane <b>, the house behind the old mill", "where a witness lives"),
    Proposal("M. Leroux", "your name"),
)


def hit(at: int, field: str = "description", term: str = "12 Hidden Lane", entries: int = 1) -> PrivateHit:
    """A place somewhere."""
    ids = tuple(IncidentId(f"{at}{number}".ljust(26, "A")) for number in range(entries))
    return PrivateHit(
        key=f"{at:032}",
        term=term,
        field=field,
        before="He wrote that he had stood before <b>",
        found="12 hidden-lane" if term else "From: owl@example.net\nSubject: you\n\nI saw you yesterday.",
        after="</b> and that he knew when I came home on that evening",
        times=1,
        entries=ids,
        numbers=tuple(range(at, at + entries)),
        can_go=field != "writer",
    )


HITS = (hit(1), hit(2, "link"), hit(3, "who", entries=40), hit(4, "writer", "Leroux"), hit(5, "file", ""))


def _printing(guide: Any, found: tuple[PrivateHit, ...], listed: tuple[str, ...] | None) -> QWidget:
    guide.open()
    guide.journal.private_terms.listed = listed
    guide.journal.private_terms.found = found
    guide.session.desk.show_printing()
    sheet: Any = guide.sheet()
    sheet._soon.setInterval(1)
    sheet.form.readers[Reader.OTHER].click()
    guide.qtbot.waitUntil(sheet.say_first.isVisible)
    return sheet  # type: ignore[no-any-return]  # a PrintSheet


def _nothing_listed(guide: Any) -> QWidget:
    return _printing(guide, (), None)


def _words_open(guide: Any) -> QWidget:
    return _printing(guide, HITS, ("12 Hidden Lane", "Leroux"))


def _list(guide: Any) -> QWidget:
    guide.open()
    guide.journal.private_terms.listed = ("Leroux", "AB-CD 1234")
    guide.journal.private_terms.offered = OFFERED
    sheet = PrivateListSheet(guide.kit, guide.journal, guide.window())
    sheet.begin()
    guide.qtbot.waitUntil(lambda: len(sheet.offered()) == len(OFFERED))
    return sheet


def _all_at_once(guide: Any) -> QWidget:
    guide.open()
    sheet = PrivateWalkSheet(guide.kit, guide.journal, guide.window(), HITS)
    sheet.begin()
    return sheet


def _one_by_one(guide: Any) -> QWidget:
    guide.open()
    sheet = PrivateWalkSheet(guide.kit, guide.journal, guide.window(), HITS)
    sheet.begin()
    sheet.one_by_one.click()
    guide.qtbot.waitUntil(sheet.cover.isEnabled)
    return sheet


def _text_to_read(guide: Any) -> QWidget:
    guide.open()
    sheet = PrivateWalkSheet(guide.kit, guide.journal, guide.window(), HITS[-1:])
    sheet.begin()
    guide.qtbot.waitUntil(sheet.show_it.isEnabled)
    return sheet


def picture_hit(at: int, term: str = "12 Hidden Lane") -> PrivateHit:
    """A place in a picture."""
    return replace(
        hit(at, "picture", term),
        key=f"{at}{term}".ljust(32, "0"),
        before="Hello again, I know <b> you live at ",
        found="12 Hidden Lane,",
        picture=EvidenceId("ABCD"[at % 4] * 26),
    )


PICTURE_HITS = (picture_hit(1), picture_hit(1, "Leroux"), picture_hit(2))
UNREAD_HIT = replace(picture_hit(3, ""), before="", found="", after="")
"""A picture that could not be read."""


def _in_pictures(guide: Any, seen: Seen) -> QWidget:
    guide.journal.in_pictures.seen = seen
    sheet: Any = _printing(guide, (), ("12 Hidden Lane", "Leroux"))
    guide.qtbot.waitUntil(sheet.pictures_read.isVisible)
    guide.qtbot.waitUntil(lambda: bool(sheet.pictures_read._said.text()))
    return sheet  # type: ignore[no-any-return]  # a PrintSheet


def _pictures_name(guide: Any) -> QWidget:
    return _in_pictures(guide, Seen(12, (*PICTURE_HITS, UNREAD_HIT), can_read=True, languages=KNOWN))


def _cannot_read(guide: Any) -> QWidget:
    return _in_pictures(guide, Seen(12, (), can_read=False))


def _word_in_picture(guide: Any) -> QWidget:
    guide.open()
    sheet = PrivateWalkSheet(guide.kit, guide.journal, guide.window(), PICTURE_HITS)
    sheet.begin()
    guide.qtbot.waitUntil(sheet.cover.isEnabled)
    return sheet


def _picture_unread(guide: Any) -> QWidget:
    guide.open()
    sheet = PrivateWalkSheet(guide.kit, guide.journal, guide.window(), (UNREAD_HIT,))
    sheet.begin()
    guide.qtbot.waitUntil(sheet.cover.isEnabled)
    return sheet


PLACES: dict[str, Callable[[Any], QWidget]] = {
    "printing, nothing said of what is private": _nothing_listed,
    "printing, words to decide on": _words_open,
    "what must stay private": _list,
    "private words, all at once": _all_at_once,
    "private words, one by one": _one_by_one,
    "a text to be read first": _text_to_read,
    "printing, words in pictures to decide on": _pictures_name,
    "printing, where no picture can be read": _cannot_read,
    "a private word in a picture": _word_in_picture,
    "a picture that could not be read": _picture_unread,
}
