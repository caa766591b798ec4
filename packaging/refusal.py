"""What the set-up says when it cannot go on, and meanwhile."""

import sys
from collections.abc import Callable


class Refusal(Exception):
    """Nothing was started; the text says why, and what to do next."""

    exit_code = 2


_also: list[Callable[[str], None]] = []


def say(words: str) -> None:
    """Tell the person something without touching what the program itself prints."""
    if sys.stderr is not None:  # as it is where there is no console
        print(words, file=sys.stderr, flush=True)
    for hear in _also:
        hear(words)


def say_also_to(hear: Callable[[str], None]) -> None:
    """Have what is said shown in another way too."""
    _also.append(hear)
