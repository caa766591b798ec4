"""Quitting finishes the copy that is owed behind a window that is gone; whoever comes back is not kept waiting."""

from typing import Any

import pytest

from journal.services.pipe_words import HIDDEN_CODE, LOCKED_CODE, QUIT_CODE
from tests.gui.places import Guide


@pytest.fixture
def quitting(qtbot: Any, guide: Guide) -> Any:
    """A session that is making its last copy."""
    guide.journal.hold.add("keep_up")
    guide.open()
    guide.session.close()
    qtbot.waitUntil(lambda: len(guide.journal.calls("keep_up")) == 1)
    return guide.session


@pytest.fixture
def ended(quitting: Any) -> list[int]:
    codes: list[int] = []
    quitting.ended.connect(codes.append)
    return codes


def test_the_window_is_gone_while_the_last_copy_is_made(
    qtbot: Any, guide: Guide, quitting: Any, ended: list[int]
) -> None:
    assert not quitting.window.isVisible()
    assert ended == []

    guide.journal.release("keep_up")

    qtbot.waitUntil(lambda: ended == [QUIT_CODE])


def test_who_starts_the_program_again_gets_a_fresh_window_at_once(
    guide: Guide, quitting: Any, ended: list[int]
) -> None:
    quitting.show()

    assert ended == [LOCKED_CODE]
    assert not quitting.window.isVisible()
    assert not guide.journal.backups.progresses[-1](2, 3)


@pytest.mark.parametrize("verb", ["lock", "hide_and_lock"])
def test_a_lock_waits_no_longer_and_what_was_quit_stays_quit(
    guide: Guide, quitting: Any, ended: list[int], verb: str
) -> None:
    getattr(quitting, verb)()

    assert ended == [QUIT_CODE]
    assert not guide.journal.backups.progresses[-1](2, 3)


@pytest.mark.parametrize(("verb", "code"), [("lock", LOCKED_CODE), ("hide_and_lock", HIDDEN_CODE)])
def test_locking_and_hiding_make_no_copy(qtbot: Any, guide: Guide, verb: str, code: int) -> None:
    guide.open()
    codes: list[int] = []
    guide.session.ended.connect(codes.append)

    getattr(guide.session, verb)()

    qtbot.waitUntil(lambda: codes == [code])
    assert guide.journal.calls("keep_up") == []
