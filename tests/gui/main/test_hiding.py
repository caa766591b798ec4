"""L-05: hidden, nothing of the window is left for eyes or for those who read it aloud, and the words are kept."""

from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from journal.domain.ids import IncidentId
from tests.gui.places import Guide


def _read_aloud(thing: QAccessibleInterface | None) -> list[str]:
    """Every text of what is shown, as a reading program hears it."""
    if thing is None or thing.state().invisible:
        return []
    found = [
        text
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        if (text := thing.text(kind))
    ]
    return found + [text for at in range(thing.childCount()) for text in _read_aloud(thing.child(at))]


def _tree() -> list[str]:
    application = QApplication.instance()
    assert application is not None
    program = QAccessible.queryAccessibleInterface(application)
    return [text for at in range(program.childCount()) for text in _read_aloud(program.child(at))]


def test_L05_what_is_read_aloud_is_empty_once_it_is_hidden(guide: Guide) -> None:
    guide.entry()
    guide.session.desk.settings.show()
    assert len(_tree()) > 20

    guide.session.hide_and_lock()

    assert _tree() == []
    assert not any(window.isVisible() for window in QApplication.topLevelWidgets())


def test_L05_the_fresh_window_that_waits_hidden_says_nothing_either(guide: Guide) -> None:
    from journal.services.what_lies_there import Found

    guide.door.found = Found.JOURNAL
    guide.session.begin()

    assert _tree() == []


def test_L05_what_was_typed_a_moment_before_is_kept(qtbot: Any, guide: Guide, journal: Any) -> None:
    entry = guide.entry().entry.entry()
    view = guide.session.view
    qtbot.keyClicks(view.entry.form.description, "at the last moment ")

    with qtbot.waitSignal(guide.session.ended):
        guide.session.hide_and_lock()

    assert "at the last moment " in journal.told[IncidentId(entry)].incident.description
