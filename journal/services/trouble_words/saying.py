"""How a sentence about an error is made, and the sentences that several errors share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from journal.domain.words import Words


@dataclass(frozen=True)
class Trouble:
    """One sentence about what happened, and one about what to do next."""

    what: str
    next_step: str


Saying: TypeAlias = Callable[[Any, Words], Trouble]


def fixed(what: str, next_step: str) -> Saying:
    """The same two sentences whatever the error carries."""
    return lambda _error, words: Trouble(words.say(what), words.say(next_step))


def chosen(field: str, sayings: dict[object, tuple[str, str]]) -> Saying:
    """The sentences that belong to what `field` of the error holds; the first ones where none do."""

    def say(error: Any, words: Words) -> Trouble:
        what, next_step = sayings.get(getattr(error, field), next(iter(sayings.values())))
        return Trouble(words.say(what), words.say(next_step))

    return say


def named(what: str, next_step: str, **fields: str) -> Saying:
    """Sentences with `{placeholders}`, each filled from the field of the error that `fields` names."""

    def say(error: Any, words: Words) -> Trouble:
        filled = {name: str(getattr(error, field)) for name, field in fields.items()}
        return Trouble(words.say(what, **filled), words.say(next_step, **filled))

    return say


UNKNOWN = fixed(
    "Something did not work, and nothing was lost.",
    "Try it once more. If it happens again, close Journal and open it again.",
)
FULL_SAID = "The disk is full. What you were doing was not kept."
MAKE_ROOM = "Make some room on the disk, then try again. Everything that was saved before is still there."
FULL = fixed(FULL_SAID, MAKE_ROOM)
UNWRITABLE = fixed(
    "The disk refused to keep this.",
    "Check that the disk is plugged in and may be written to, then try again. Everything saved before is still there.",
)
ALTERED = fixed(
    "A stored file is not what it was when it was kept.",
    "Your other entries are not affected. Do not delete anything; look for a copy of the journal made earlier.",
)
UNREADABLE = fixed(
    "The journal in this folder cannot be read. It may be damaged, or belong to other keys.",
    "Nothing was changed. Keep the folder as it is, and try a copy of the journal made earlier.",
)
NEWER = fixed(
    "This journal was made by a newer version of the program.",
    "Install the newer version and open it with that one. Nothing was changed.",
)
