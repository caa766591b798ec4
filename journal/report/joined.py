"""Those whom the writer found to be the same as somebody else: who they were entered as, since when, and why."""

from collections.abc import Iterator

from journal.domain.reading import Joining
from journal.domain.words import Words
from journal.report import phrases
from journal.report.figures import recorded_at
from journal.report.model import LogActor


def described(words: Words, person: LogActor) -> Iterator[str]:
    """What the writer knows of somebody, and of everyone found to be the same, one line each."""
    yield from phrases.description(words, person.actor)
    for joined in person.joined:
        yield _joined(words, joined)
        yield from phrases.description(words, joined.actor)


def identified(words: Words, person: LogActor) -> Iterator[str]:
    """Addresses, numbers and accounts of somebody, and of everyone found to be the same; what is the same, once."""
    actors = (person.actor, *(joined.actor for joined in person.joined))
    yield from dict.fromkeys(
        phrases.identifier(words, each) for actor in actors for each in actor.identifiers
    )


def _joined(words: Words, joined: Joining) -> str:
    said = words.say(
        "also entered as {label}; found by the writer to be the same, {day}",
        label=joined.actor.label,
        day=phrases.day_and_clock(words, recorded_at(joined.recorded)),
    )
    return words.say("{label}: {what}", label=said, what=joined.reason) if joined.reason else said
