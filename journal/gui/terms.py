"""The words of the window for values that come from a closed list."""

from journal.domain.actor import IdentifierKind, Standing
from journal.domain.casework import Contact, MilestoneKind
from journal.domain.incident import Basis, EffectMark, KnownBy, PassedTo, Willing
from journal.domain.moments import DayPart, Precision, TimeSource, When
from journal.domain.reading import Shelf
from journal.domain.words import Words

SHORT = 40
"""Letters of a text that stands for something that has no name."""


def shelf(words: Words, value: Shelf) -> str:
    """The name of a standing filter."""
    return {
        Shelf.ALL: words.say("All entries"),
        Shelf.TO_SORT: words.say("To sort"),
        Shelf.PASSED_ON: words.say("Passed on"),
        Shelf.ONLY_FOR_ME: words.say("Only for me"),
    }[value]


def basis(words: Words, value: Basis) -> str:
    """Why the person thinks so, as it stands after a name."""
    return {
        Basis.SAID_SO: words.say("they said so"),
        Basis.SEEN: words.say("seen or heard"),
        Basis.SAME_ACCOUNT: words.say("same account or number"),
        Basis.WORDING: words.say("wording or things only they know"),
        Basis.BELIEF: words.say("what I believe"),
    }[value]


def source(words: Words, value: TimeSource) -> str:
    """How the time is known, as it stands after it."""
    return {
        TimeSource.SEEN: words.say("I saw it happen"),
        TimeSource.SHOWN: words.say("shown on the page"),
        TimeSource.FILE: words.say("from the file"),
        TimeSource.TOLD: words.say("I was told"),
        TimeSource.MEMORY: words.say("from memory"),
    }[value]


def precision(words: Words, value: Precision) -> str:
    """How exactly the time is known, as an answer."""
    return {
        Precision.EXACT: words.say("At this time"),
        Precision.ABOUT: words.say("At about this time"),
        Precision.PART: words.say("Some time of the day"),
        Precision.DAY: words.say("Some time that day"),
        Precision.MONTH: words.say("Some time that month"),
        Precision.UNKNOWN: words.say("I do not know"),
    }[value]


def day_part(words: Words, value: DayPart) -> str:
    """A part of the day."""
    return {
        DayPart.NIGHT: words.say("night, 0 to 6"),
        DayPart.MORNING: words.say("morning, 6 to 12"),
        DayPart.AFTERNOON: words.say("afternoon, 12 to 18"),
        DayPart.EVENING: words.say("evening, 18 to 24"),
    }[value]


def known_by(words: Words, value: KnownBy) -> str:
    """How the writer knows of it."""
    return {
        KnownBy.SAW: words.say("I saw or heard it"),
        KnownBy.TOLD: words.say("Someone told me"),
        KnownBy.SHOWN: words.say("A file or device shows it"),
        KnownBy.WORKED_OUT: words.say("I worked it out"),
    }[value]


def effect(words: Words, value: EffectMark) -> str:
    """What it did to the person, in ready words."""
    return {
        EffectMark.NO_SLEEP: words.say("could not sleep"),
        EffectMark.OTHER_WAY: words.say("changed my way"),
        EffectMark.MISSED_WORK: words.say("missed work"),
        EffectMark.SAW_DOCTOR: words.say("saw a doctor"),
        EffectMark.TOLD_SOMEONE: words.say("told someone"),
        EffectMark.PAID: words.say("paid for something"),
    }[value]


def passed_to(words: Words, value: PassedTo) -> str:
    """Whom an entry was passed on to."""
    return {
        PassedTo.PLATFORM: words.say("the site or app"),
        PassedTo.POLICE: words.say("police"),
        PassedTo.OTHERS: words.say("others"),
    }[value]


def willing(words: Words, value: Willing) -> str:
    """Whether a witness would speak."""
    return {
        Willing.YES: words.say("would speak about it"),
        Willing.NO: words.say("would rather not speak"),
        Willing.NOT_ASKED: words.say("not asked yet"),
    }[value]


def standing(words: Words, value: Standing) -> str:
    """How sure it is who this is."""
    return {
        Standing.KNOWN: words.say("I know who this is"),
        Standing.SUSPECTED: words.say("I think I know who this is"),
        Standing.UNKNOWN: words.say("I do not know who this is"),
    }[value]


def standing_word(words: Words, value: Standing) -> str:
    """The same in one word, for those who cannot see the dot."""
    return {
        Standing.KNOWN: words.say("known"),
        Standing.SUSPECTED: words.say("suspected"),
        Standing.UNKNOWN: words.say("unknown"),
    }[value]


def identifier(words: Words, value: IdentifierKind) -> str:
    """What sort of thing identifies a person."""
    return {
        IdentifierKind.EMAIL: words.say("E-mail address"),
        IdentifierKind.IP: words.say("IP address"),
        IdentifierKind.PHONE: words.say("Phone number"),
        IdentifierKind.ACCOUNT: words.say("Account"),
        IdentifierKind.URL: words.say("Page address"),
        IdentifierKind.DEVICE: words.say("Device"),
        IdentifierKind.VEHICLE: words.say("Vehicle"),
    }[value]


def milestone_kind(words: Words, kind: MilestoneKind) -> str:
    """A kind of turning point, to be chosen."""
    return {
        MilestoneKind.ASKED_TO_STOP: words.say("Asked to stop"),
        MilestoneKind.BLOCKED: words.say("Blocked"),
        MilestoneKind.WARNED: words.say("Officially warned"),
        MilestoneKind.ORDER: words.say("Order served"),
        MilestoneKind.OTHER: words.say("Another turning point"),
    }[kind]


def milestone(words: Words, kind: MilestoneKind, who: str, day: str) -> str:
    """A turning point as a line between entries."""
    if not who:
        return {
            MilestoneKind.ASKED_TO_STOP: words.say("Asked to stop, {day}", day=day),
            MilestoneKind.BLOCKED: words.say("Blocked, {day}", day=day),
            MilestoneKind.WARNED: words.say("Warned by police, {day}", day=day),
            MilestoneKind.ORDER: words.say("Order served, {day}", day=day),
            MilestoneKind.OTHER: words.say("Turning point, {day}", day=day),
        }[kind]
    return {
        MilestoneKind.ASKED_TO_STOP: words.say("{who} asked to stop, {day}", who=who, day=day),
        MilestoneKind.BLOCKED: words.say("{who} blocked, {day}", who=who, day=day),
        MilestoneKind.WARNED: words.say("{who} warned by police, {day}", who=who, day=day),
        MilestoneKind.ORDER: words.say("Order served on {who}, {day}", who=who, day=day),
        MilestoneKind.OTHER: words.say("Turning point with {who}, {day}", who=who, day=day),
    }[kind]


def contact(words: Words, made: Contact) -> str:
    """A call or letter in a line: its day, with whom it was, and whether something promised is still to be done."""
    day = day_of(made.when)
    who = made.who or made.organisation or made.said.partition("\n")[0][:SHORT]
    text = words.say("{day}, {who}", day=words.short_day(day), who=who) if day else who
    return (
        words.say("{contact} (promised, not done yet)", contact=text)
        if made.promised and not made.done
        else text
    )


def after(words: Words, kind: MilestoneKind, who: str, day: str) -> str:
    """What an entry comes after."""
    return {
        MilestoneKind.ASKED_TO_STOP: words.say("asking {who} to stop, {day}", who=who, day=day),
        MilestoneKind.BLOCKED: words.say("blocking {who}, {day}", who=who, day=day),
        MilestoneKind.WARNED: words.say("warning to {who}, {day}", who=who, day=day),
        MilestoneKind.ORDER: words.say("order served on {who}, {day}", who=who, day=day),
        MilestoneKind.OTHER: words.say("turning point with {who}, {day}", who=who, day=day),
    }[kind]


def place_of(words: Words, tz: str) -> str:
    """A time zone as people name it: the city it is called after."""
    city = tz.rsplit("/", 1)[-1].replace("_", " ")
    return words.say("{city} time", city=city) if "/" in tz else city


def day_of(when: When) -> str:
    """The day (YYYY-MM-DD) a time stands on, or nothing."""
    moment = when.from_ or when.to
    return moment.local[:10] if moment else ""
