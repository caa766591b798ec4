"""Words for what was typed and cannot be kept, and for errors of no kind of their own."""

from journal.domain import errors as domain
from journal.services.trouble_words.saying import (
    ALTERED,
    NEWER,
    UNKNOWN,
    UNREADABLE,
    Saying,
    chosen,
    fixed,
    named,
)

SAYINGS: dict[type, Saying] = {
    domain.JournalError: UNKNOWN,
    domain.Fixable: UNKNOWN,
    domain.IntegrityFault: ALTERED,
    domain.Cancelled: fixed("Stopped. Nothing was changed.", "Start again whenever you like."),
    domain.TextRefused: fixed(
        "The text holds a broken character that cannot be kept.",
        "Delete the odd character and type it again.",
    ),
    domain.NotCanonical: UNREADABLE,
    domain.ShapeFault: UNREADABLE,
    domain.UnknownRecord: NEWER,
    domain.TimeNeverWas: named(
        "{time} did not exist there: the clocks were put forward over it.",
        "Choose a time an hour earlier or later.",
        time="local",
    ),
    domain.TimeTwice: named(
        "{time} happened twice there: the clocks were put back.",
        "Say whether you mean the first or the second.",
        time="local",
    ),
    domain.TimeUnreadable: named(
        "“{text}” is not a date and time.",
        "Write it like 2026-11-21 20:58, or choose it from the calendar.",
        text="text",
    ),
    domain.FieldRefused: chosen(
        "limit",
        {
            "empty": ("A name or date is missing.", "Fill it in; a short one is enough."),
            "too long": ("The title is too long.", "Keep it under 120 characters; the rest fits below it."),
            "below one": ("The number has to be at least one.", "Write how many there were."),
            "ends before it begins": ("The end lies before the beginning.", "Change one of the two times."),
            "named twice": ("The same person stands there twice.", "Take one of the two out."),
        },
    ),
}
