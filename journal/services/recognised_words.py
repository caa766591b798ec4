"""Saying what was recognised in a file that somebody has."""

from journal.domain.moments import LocalTime
from journal.domain.recognised import Likeness, Recognised
from journal.domain.words import Words


def recognised_words(words: Words, found: Recognised, at: LocalTime) -> tuple[str, ...]:
    """What the file is, and what that means or what to do next, a sentence or two each.

    `at` is when the record was written that knows it, by a clock here.
    """
    say, day, time = words.say, words.short_day(at.local[:10]), words.clock(at)
    if found.likeness is Likeness.BEARS_SEAL:
        return (
            say(
                "It bears the seal of the paper you made on {day}, {time}, but it is not that file: something in it is"
                " different.",
                day=day,
                time=time,
            ),
            say(
                "Somebody may only have saved it again with another program. Compare it page by page with your own"
                " copy, or ask for the file as you gave it."
            ),
        )
    if found.likeness is Likeness.NONE:
        return (
            say("Your journal does not know this file. It may be another file, or a changed one."),
            say("Of a folder you handed over, each file is checked by what lies beside it under “checking”."),
        )
    exhibit = (say("On paper it is {reference}.", reference=found.reference),) if found.reference else ()
    return (_known(words, found, day, time), say("Not a byte of it was changed."), *exhibit)


def _known(words: Words, found: Recognised, day: str, time: str) -> str:
    said = {"day": day, "time": time, "number": words.number(found.record)}
    match found.likeness:
        case Likeness.PAPER:
            return words.say("This is the paper you made on {day}, {time}: record {number}.", **said)
        case Likeness.LOCKED:
            return words.say(
                "This is what you saved under a password on {day}, {time}: record {number}.", **said
            )
        case Likeness.DERIVED:
            return words.say(
                "This is a part or a covered copy of “{name}”, made on {day}, {time}: record {number}.",
                name=found.name,
                **said,
            )
    return words.say(
        "This is the file “{name}” as it was added on {day}, {time}: record {number}.",
        name=found.name,
        **said,
    )
