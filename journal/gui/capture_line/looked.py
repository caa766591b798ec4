"""What is said at once of a capture that shows nothing, or nothing new, and what to try."""

from journal.domain.evidence import Mark
from journal.domain.words import Words


def found(words: Words, mark: str) -> str:
    """What a look at it found, to follow “Kept 21:14:03”; empty where nothing is wrong."""
    say = words.say
    said: dict[str, str] = {
        Mark.BLACK: say("but it is all black"),
        Mark.ONE_COLOUR: say("but it is all one colour"),
        Mark.REPEATED: say("but it is the same as the one before"),
        Mark.LATE: say("but it is from a moment later"),
    }
    return said.get(mark, "")


def to_try(words: Words, mark: str) -> str:
    """What may help."""
    say = words.say
    said: dict[str, str] = {
        Mark.BLACK: say(
            "Films and some apps hide themselves. Take a photo of the screen with a phone instead."
        ),
        Mark.ONE_COLOUR: say("Wait until something is to be seen, then capture again."),
        Mark.REPEATED: say("If something should have changed, wait a moment and capture again."),
        Mark.LATE: say("The computer was busy. Look whether the picture shows what you meant."),
    }
    return said.get(mark, "")


def in_short(words: Words, mark: str) -> str:
    """The same in a list, about a capture that is no longer new; empty where nothing is wrong."""
    say = words.say
    said: dict[str, str] = {
        Mark.BLACK: say("all black"),
        Mark.ONE_COLOUR: say("all one colour"),
        Mark.REPEATED: say("same as the one before"),
        Mark.LATE: say("taken a moment late"),
    }
    return said.get(mark, "")
