"""What the set-up says when it cannot go on."""

import sys


class Refusal(Exception):
    """Nothing was started; the text says why, and what to do next."""

    exit_code = 2


def say(words: str) -> None:
    """Tell the person something without touching what the program itself prints."""
    print(words, file=sys.stderr, flush=True)
