"""What went wrong, in plain words with a next step, for every error the program foresees."""

from journal.domain.errors import JournalError
from journal.domain.words import Words
from journal.services.trouble_words import copies, keys, paper, pictures, storage, texts
from journal.services.trouble_words.saying import UNKNOWN, Saying, Trouble

_SAYINGS: dict[type, Saying] = {
    kind: saying
    for of in (texts, keys, storage, copies, pictures, paper)
    for kind, saying in of.SAYINGS.items()
}


def trouble_of(error: JournalError, words: Words) -> Trouble:
    """The words for an error; for a class without words of its own, those of the nearest kind of error."""
    for kind in type(error).__mro__:
        if kind in _SAYINGS:
            return _SAYINGS[kind](error, words)
    return UNKNOWN(error, words)


def has_words(kind: type) -> bool:
    """Whether an error class has words of its own."""
    return kind in _SAYINGS
