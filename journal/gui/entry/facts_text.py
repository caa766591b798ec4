"""Each fact of an entry in a few words, with a quieter aside; nothing where nothing is known."""

from journal.domain.incident import Incident
from journal.domain.moments import Precision, When, at_offset
from journal.domain.words import Words
from journal.gui import terms
from journal.gui.entry.shown import Shown
from journal.gui.kit import Kit
from journal.gui.timeline import row_text

Said = tuple[str, str]
NOTHING: Said = ("", "")


def noticed(kit: Kit, shown: Shown) -> Said:
    """When the person saw it or was told."""
    when = shown.incident.noticed
    return NOTHING if when is None else (kit.words.when(when), _zone(kit, when))


def occurred(kit: Kit, shown: Shown) -> Said:
    """When it happened; only the time of day where the day is the day it was noticed."""
    when, words = shown.incident.occurred, kit.words
    if when.from_ is None and when.to is None:
        return NOTHING
    seen = shown.incident.noticed
    same_day = seen is not None and terms.day_of(seen) == terms.day_of(when)
    short = words.time_of_day(when) if same_day and when.to is None else ""
    aside = "" if when.precision is Precision.UNKNOWN else terms.source(words, when.source)
    place = _zone(kit, when) if seen is None or not same_day else ""
    return short or _span(words, when), " · ".join(part for part in (place, aside) if part)


def recorded(kit: Kit, shown: Shown) -> Said:
    """When it was written down, and how often changed since."""
    if shown.entry is None:
        return kit.words.say("not yet"), ""
    words = kit.words
    first = shown.entry.first
    moment = at_offset(first.utc_ms, first.off_min)
    seen = shown.incident.noticed
    clock = words.clock(moment)[:5]
    if seen is None or terms.day_of(seen) != moment.local[:10]:
        clock = words.say("{day}, {time}", day=words.weekday_day(moment.local[:10]), time=clock)
    if not shown.entry.edits:
        return clock, ""
    return f"{clock} · {words.count('edited once', 'edited {number} times', shown.entry.edits)}", ""


def who(kit: Kit, shown: Shown) -> Said:
    """Who is behind it, and why the person thinks so."""
    named = shown.incident.actors
    if len(named) == 1:
        return shown.name_of(named[0].actor), terms.basis(kit.words, named[0].basis)
    return " · ".join(
        kit.words.say("{name} ({why})", name=shown.name_of(one.actor), why=terms.basis(kit.words, one.basis))
        for one in named
    ), ""


def where(_kit: Kit, shown: Shown) -> Said:
    """Channel, platform, place."""
    return row_text.where(shown.incident.where), ""


def link(_kit: Kit, shown: Shown) -> Said:
    """The page's address, letter by letter."""
    return shown.incident.link, ""


def account(kit: Kit, shown: Shown) -> Said:
    """The account as shown, and its number."""
    account_ = shown.incident.account
    return account_.shown, kit.words.say(
        "id {number}", number=account_.numeric_id
    ) if account_.numeric_id else ""


def types(kit: Kit, shown: Shown) -> Said:
    """What kind of thing it was."""
    labels = {kind.key: kit.words.say(kind.label) for kind in shown.types}
    return " · ".join(labels.get(key, key) for key in shown.incident.types), ""


def after(kit: Kit, shown: Shown) -> Said:
    """Which turning points it comes after."""
    found = shown.entry.after if shown.entry is not None else ()
    words = kit.words
    return " · ".join(
        terms.after(words, one.kind, one.actor, words.short_day(terms.day_of(one.date))) for one in found
    ), ""


def message_id(_kit: Kit, shown: Shown) -> Said:
    """The message's own number."""
    return shown.incident.message_id, ""


def how_many(kit: Kit, shown: Shown) -> Said:
    """How often in a run."""
    return row_text.how_many(kit.words, shown.incident.how_many), ""


def known_by(kit: Kit, shown: Shown) -> Said:
    """How the person knows."""
    known = shown.incident.known_by
    return ("" if known is None else terms.known_by(kit.words, known)), shown.incident.told_by


def witnesses(kit: Kit, shown: Shown) -> Said:
    """Who else saw it."""
    if shown.incident.nobody_saw:
        return kit.words.say("nobody else"), ""
    return " · ".join(one.name for one in shown.incident.witnesses), "; ".join(
        one.saw for one in shown.incident.witnesses if one.saw
    )


def effect(kit: Kit, shown: Shown) -> Said:
    """What it did to the person."""
    did = shown.incident.effect
    marks = [terms.effect(kit.words, mark) for mark in did.marks]
    return " · ".join([*marks, *(part for part in (did.paid_for, did.words) if part)]), ""


def response(_kit: Kit, shown: Shown) -> Said:
    """What the person did or said back."""
    return shown.incident.response, ""


def seen_there(_kit: Kit, shown: Shown) -> Said:
    """Appearance, vehicle, others."""
    incident = shown.incident
    car = incident.vehicle
    parts = (incident.appearance, car.registration, car.make, car.colour, incident.others_present)
    return " · ".join(part for part in parts if part), ""


def passed_on(kit: Kit, shown: Shown) -> Said:
    """Whom it was passed on to."""
    return " · ".join(
        dict.fromkeys(terms.passed_to(kit.words, one.to) for one in shown.incident.passed_on)
    ), ""


def still_needed(kit: Kit, shown: Shown) -> Said:
    """What is still missing."""
    words = kit.words
    return " · ".join(
        words.say("{what} (until {day})", what=one.what, day=one.until) if one.until else one.what
        for one in shown.incident.still_needed
    ), ""


def no_file(_kit: Kit, shown: Shown) -> Said:
    """Why there is no file."""
    return shown.incident.no_evidence, ""


def helper(_kit: Kit, shown: Shown) -> Said:
    """Who helped to write it."""
    return shown.incident.helper, ""


def _zone(kit: Kit, when: When) -> str:
    moment = when.from_ or when.to
    return terms.place_of(kit.words, moment.tz) if moment is not None else ""


def _span(words: Words, when: When) -> str:
    if when.from_ is None or when.to is None:
        return words.when(when)
    until = When(when.to, None, when.precision, when.part, when.source)
    same_day = when.from_.local[:10] == when.to.local[:10]
    begin = words.when(When(when.from_, None, when.precision, when.part, when.source))
    return words.say(
        "{begin} to {end}", begin=begin, end=words.time_of_day(until) if same_day else words.when(until)
    )


def is_empty(incident: Incident) -> bool:
    """Whether nothing was written about it yet."""
    return not any((incident.headline, incident.description, incident.exact_words, incident.evidence))
