"""What holds in every place: names, sizes and keys, nothing cut off, nothing obeyed, no telling word."""

import re
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from journal.domain.actor import Actor, Standing
from journal.domain.incident import Account, Attribution, Basis, Effect, Needed, Vehicle, Where, Witness
from journal.gui.look.theme import Shade
from journal.gui.text.button import Button, Role
from journal.gui.text.passage import Passage
from tests.gui import example
from tests.gui.fakes import FakeWords
from tests.gui.places import PLACES, Guide
from tests.gui.seeing import controls, cut_off, in_sight, reachable, texts

HOSTILE = "<img src='file:///canary'> I <3 you & <b>"
SMALL = (800, 560)


everywhere = pytest.mark.parametrize("place", PLACES)
wherever_words_differ = pytest.mark.parametrize(
    "place", [name for name in PLACES if not name.startswith("fact ")]
)
once_open = pytest.mark.parametrize(
    "place", [name for name in PLACES if not name.startswith(("fact ", "unlock", "first run", "stuck"))]
)


@everywhere
def test_U04_U08_every_control_has_a_name_a_size_and_a_key(guide: Guide, place: str) -> None:
    shown = guide.lead(place)
    found = controls(shown)
    keyed = set(map(id, reachable(guide.window() if shown.window() is guide.window() else shown)))

    assert found
    assert [control for control in found if not _name(control)] == []
    assert [(_name(one), one.height()) for one in found if one.height() < 24] == []
    assert [(_name(one), one.height()) for one in found if _is_main(one) and one.height() < 32] == []
    # A letter that is pressed with Alt would belong to two things sooner or later: there are none.
    assert [
        _name(one) for one in found if isinstance(one, QAbstractButton) and not one.shortcut().isEmpty()
    ] == []
    assert [_name(one) for one in found if id(one) not in keyed and not _needs_no_key(one)] == []


@pytest.mark.flashes_seen_elsewhere
@everywhere
def test_U07_nothing_is_cut_off_at_twice_the_text_size_in_the_smallest_window(
    wear: Any, guide: Guide, place: str
) -> None:
    wear(Shade.LIGHT, 200)

    shown = guide.lead(place, *SMALL)

    assert guide.window().width() <= SMALL[0]
    assert guide.window().height() <= SMALL[1]
    assert cut_off(shown) == []
    assert _squeezed(shown) == []
    assert _overlapping(shown) == []


@pytest.mark.flashes_seen_elsewhere
@wherever_words_differ
def test_U09_words_that_are_half_as_long_again_fit_too(
    wear: Any, words: FakeWords, guide: Guide, place: str
) -> None:
    words.longer = True

    shown = guide.lead(place, *SMALL)

    assert cut_off(shown) == []
    assert _squeezed(shown) == []


@pytest.fixture
def hostile(journal: Any) -> Any:
    """Every text of the first entry and of a person came from someone else."""
    first = next(iter(journal.told))
    told = journal.told[first]
    told.note = HOSTILE
    told.incident = replace(
        told.incident,
        headline=HOSTILE,
        description=HOSTILE,
        exact_words=HOSTILE,
        where=Where(HOSTILE, HOSTILE, HOSTILE),
        link=HOSTILE,
        account=Account(HOSTILE, HOSTILE),
        message_id=HOSTILE,
        no_evidence=HOSTILE,
        told_by=HOSTILE,
        witnesses=(Witness(HOSTILE, HOSTILE),),
        effect=Effect(HOSTILE, (), HOSTILE),
        response=HOSTILE,
        appearance=HOSTILE,
        vehicle=Vehicle(HOSTILE, HOSTILE, HOSTILE),
        others_present=HOSTILE,
        still_needed=(Needed(HOSTILE, HOSTILE, HOSTILE),),
        helper=HOSTILE,
        types=(HOSTILE,),
        actors=(*told.incident.actors, Attribution(example.MARSH, Basis.BELIEF)),
    )
    journal.casework.actors_known[example.MARSH] = Actor(
        HOSTILE, Standing.KNOWN, (HOSTILE,), HOSTILE, notes=HOSTILE
    )
    journal.loose_things = [replace(thing, name=HOSTILE) for thing in journal.loose_things]
    return journal


@pytest.mark.flashes_seen_elsewhere
@once_open
def test_foreign_text_is_shown_letter_by_letter_and_obeyed_nowhere(
    hostile: Any, guide: Guide, place: str
) -> None:
    shown = guide.lead(place)

    for widget in in_sight(shown):
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText
        tip = widget.toolTip().removeprefix('<p style="white-space:pre-wrap">').removesuffix("</p>")
        assert "<" not in tip
        if isinstance(widget, QAbstractButton):
            assert widget.shortcut().isEmpty()
    if place in {"entry", "timeline", "whole entry", "people", "to sort", "join", "printing"}:
        assert any("<img src='file:///canary'> I <3 you & <b>" in text for text in texts(guide.window()))


@pytest.mark.flashes_seen_elsewhere
@wherever_words_differ
def test_U09_no_place_says_what_would_give_it_away(guide: Guide, place: str, words: FakeWords) -> None:
    guide.lead(place)

    telling = re.compile(
        r"\b(abus|actor|alleged|cipher|evidence|harass|hash|incident|proof|stalk|vault|victim)|!",
        re.IGNORECASE,
    )
    assert [said for said in words.said if telling.search(said)] == []
    assert [
        said for said in words.said if "police" in said.lower() and "{day}" not in said and len(said) > 6
    ] == []
    assert all(window.windowTitle() in {"", "Journal"} for window in QApplication.topLevelWidgets())


@pytest.mark.parametrize(
    "place", ["timeline", "entry", "printing", "a person", "unlock", "first run, passphrase"]
)
def test_U09_it_can_be_read_from_right_to_left(guide: Guide, qapp: QApplication, place: str) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        shown = guide.lead(place)
        assert not shown.grab().isNull()
        assert cut_off(shown) == []
        if place == "timeline":
            view = guide.session.view
            assert view.people.mapTo(view, view.people.rect().topLeft()).x() > view.width() // 2
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("shade", [Shade.LIGHT, Shade.DARK])
def test_U05_the_focus_can_be_seen(qtbot: Any, wear: Any, guide: Guide, shade: Shade) -> None:
    wear(shade)
    window = guide.lead("entry")
    unseen = []

    for control in reachable(window)[:40]:
        window.setFocus()
        before = control.grab().toImage()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(1)
        if control.hasFocus() and control.grab().toImage() == before and not _rings_outside(control):
            unseen.append(_name(control))

    assert unseen == []


# How things are judged


def _name(widget: QWidget) -> str:
    name = widget.accessibleName()
    if not name and isinstance(widget, QAbstractButton):
        name = widget.text()
    return name


def _is_main(widget: QWidget) -> bool:
    return isinstance(widget, Button) and widget.role() in {Role.MAIN, Role.IRREVERSIBLE}


def _needs_no_key(widget: QWidget) -> bool:
    """A fact that cannot be changed, one of a group of choices, or what a proxy stands for."""
    if isinstance(widget, Passage):
        return widget.focusPolicy() is Qt.FocusPolicy.NoFocus
    return isinstance(widget, QAbstractButton) and widget.autoExclusive()


def _squeezed(window: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    found = []
    for widget in in_sight(window):
        if isinstance(widget, QLabel) and widget.text():
            needed = (
                widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            )
            if needed > widget.height() + 1:
                found.append(f"{widget.text()[:40]}: {needed} > {widget.height()}")
        if isinstance(widget, Button) and widget.width() < widget.sizeHint().width() - 1:
            found.append(f"{widget.shown_text()}: {widget.sizeHint().width()} > {widget.width()}")
        if isinstance(widget, Passage) and widget.heightForWidth(widget.width()) > widget.height() + 1:
            found.append(f"{widget.said()[:40]}: {widget.heightForWidth(widget.width())} > {widget.height()}")
    return found


def _overlapping(window: QWidget) -> list[str]:
    """Controls beside each other that lie over one another."""
    found = []
    for holder in in_sight(window):
        if isinstance(holder, QScrollArea):
            continue
        beside = [one for one in controls(holder) if one.parentWidget() is holder]
        for at, one in enumerate(beside):
            for other in beside[at + 1 :]:
                common = QRect(one.geometry()).intersected(other.geometry())
                if common.width() > 1 and common.height() > 1:
                    found.append(f"{_name(one)} over {_name(other)}")
    return found


def _rings_outside(widget: QWidget) -> bool:
    """Whether what holds the control shows its focus."""
    return widget.property("inside") is True
