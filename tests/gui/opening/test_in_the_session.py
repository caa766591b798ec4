"""How the session minds what opens the journal and what was copied, whatever way it ends."""

from typing import Any

import pytest

from journal.gui.keeper_link import KeeperLink
from journal.gui.text.copying import TakingBack, copy_text
from journal.services.pipe_words import LOCKED_CODE, ToWindow
from journal.services.what_lies_there import Found
from tests.gui.text.test_copying import COPIED, SELECTED, OneClipboard, plain

ENDS = ("lock", "hide_and_lock", "close")


@pytest.mark.parametrize("end", ENDS)
def test_L06_what_was_copied_is_taken_back_when_it_locks_hides_or_ends(
    qtbot: Any, guide: Any, end: str
) -> None:
    guide.open()
    clipboard = OneClipboard()
    guide.session.taking_back = TakingBack(guide.session, clipboard)
    copy_text("a name", clipboard)
    clipboard.setMimeData(plain("selected"), SELECTED)

    with qtbot.waitSignal(guide.session.ended):
        getattr(guide.session, end)()

    assert clipboard.held == {COPIED: None, SELECTED: None}


@pytest.mark.parametrize("end", ENDS)
def test_L06_what_others_copied_stays(qtbot: Any, guide: Any, end: str) -> None:
    guide.open()
    clipboard = OneClipboard()
    guide.session.taking_back = TakingBack(guide.session, clipboard)
    clipboard.put_by_another("theirs")

    with qtbot.waitSignal(guide.session.ended):
        getattr(guide.session, end)()

    assert clipboard.text() == "theirs"


def test_L08_the_kept_key_is_offered_when_the_keeper_says_so(guide: Any) -> None:
    unlock = guide.begin(Found.JOURNAL)
    assert not unlock.kept_key.isVisible()

    _say(guide, ToWindow.KEY)

    assert unlock.kept_key.isVisible()
    assert guide.door.asked_store == 0


def test_L08_it_is_still_offered_when_the_way_in_is_shown_anew(qtbot: Any, guide: Any) -> None:
    guide.begin(Found.JOURNAL)
    _say(guide, ToWindow.KEY)

    unlock = guide.begin(Found.JOURNAL)

    qtbot.waitUntil(unlock.kept_key.isVisible)


def test_L08_while_the_journal_is_open_nothing_is_offered(guide: Any) -> None:
    guide.open()

    _say(guide, ToWindow.KEY)

    assert guide.door.asked_store == 0


def test_a_journal_that_has_ended_locks_at_once_and_is_asked_nothing_more(qtbot: Any, guide: Any) -> None:
    guide.open()
    guide.journal.what_opens.is_ended = True
    asked = len(guide.journal.asked)

    with qtbot.waitSignal(guide.session.ended) as ended:
        guide.session.desk.settings.lock_wanted.emit()

    assert ended.args == [LOCKED_CODE]
    assert guide.journal.asked[asked:] == []
    assert "window" not in guide.journal.states


def _say(guide: Any, word: ToWindow) -> None:
    """As if the keeper said it."""
    link: KeeperLink = guide.session._link
    link._obey(word.value)
