"""The window as a child: whatever becomes of it, and whatever it is told meanwhile, its end is told."""

import queue
import sys

import pytest

from journal.desktop.window_process import Ended, WindowProcess

PATIENCE = 60.0


@pytest.mark.slow
def test_the_end_of_a_window_that_did_not_hear_the_last_word_is_told() -> None:
    """Whoever is told to hide may be gone already: what it was told is still on its way then."""
    deaf = "import os, time\nos.close(0)\nos.write(1, b'deaf\\n')\nwhile True: time.sleep(1)"
    heard: queue.Queue[str] = queue.Queue()
    ended: queue.Queue[Ended] = queue.Queue()
    window = WindowProcess([sys.executable, "-c", deaf], heard.put, ended.put)
    assert heard.get(timeout=PATIENCE) == "deaf"

    assert not window.say("hide")
    window.kill()

    assert ended.get(timeout=PATIENCE).code != 0
