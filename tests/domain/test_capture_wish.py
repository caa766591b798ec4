import re

import pytest

from journal.domain.capture_wish import DELAYS, LONGEST_DELAY, CaptureWish, What, wish_in


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("delay", [0, *DELAYS, LONGEST_DELAY])
def test_every_wish_can_be_said_in_one_word_and_understood(what, delay):
    wish = CaptureWish(what, delay)

    assert wish_in(wish.word()) == wish
    assert re.fullmatch(r"[a-z][a-z0-9-]{0,63}", wish.word())


def test_the_word_without_more_means_everything_now():
    assert wish_in("capture") == CaptureWish()
    assert CaptureWish().word() == "capture"


@pytest.mark.parametrize(
    "word",
    ["", "show", "capture-", "capture-everything", "capture-window-", "capture-all-61", "capture-all-5-5"],
)
def test_other_words_are_no_wish(word):
    assert wish_in(word) is None
