"""What single facts of an incident read like on paper."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from journal.domain.actor import Actor, Identifier, Standing
from journal.domain.casework import Milestone, MilestoneKind
from journal.domain.evidence import Evidence, Method
from journal.domain.incident import (
    Account,
    Basis,
    Effect,
    EffectMark,
    Incident,
    Needed,
    PassedTo,
    Vehicle,
    Where,
    Willing,
    Witness,
    WrittenFrom,
)
from journal.domain.moments import LocalTime, Precision, TimeSource, When, at_offset
from journal.domain.reading import After
from journal.domain.words import Words
from journal.report.direction import listed
from journal.report.figures import day_of, days_late, has_known_day, known_time, recorded_at
from journal.report.model import LogExhibit, LogRow, Named, Passed

_NO_BREAK = "\u00a0"
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS


def offset(moment: LocalTime) -> str:
    """How far that clock was ahead of UTC: "+01:00"."""
    hours, minutes = divmod(abs(moment.off_min), 60)
    return f"{'-' if moment.off_min < 0 else '+'}{hours:02}:{minutes:02}"


def day_and_clock(words: Words, moment: LocalTime) -> str:
    """Short day and time of day, with the offset: "21 Nov 2026, 21:14 +01:00"."""
    return f"{words.short_day(moment.local[:10])}, {clock_and_offset(words, moment)}"


def clock_and_offset(words: Words, moment: LocalTime) -> str:
    """Time of day and offset, which are never parted: "21:14 +01:00"."""
    return f"{words.clock(moment)}{_NO_BREAK}{offset(moment)}"


def happened(words: Words, when: When) -> tuple[str, ...]:
    """When it happened in one or two lines: the day, and the time of day as far as it is known."""
    start, day = when.from_, day_of(when)
    if start is None or not day:
        known = when.to or start
        timed = known is not None and when.precision is Precision.UNKNOWN
        return (f"{words.when(when)}{_NO_BREAK}{offset(known)}" if known and timed else words.when(when),)
    if when.to:
        return (_span(words, when, start, when.to),)
    match when.precision:
        case Precision.ABOUT:
            return words.weekday_day(day), words.say("about {time}", time=clock_and_offset(words, start))
        case Precision.EXACT:
            return words.weekday_day(day), clock_and_offset(words, start)
    time = words.time_of_day(when)
    return (words.weekday_day(day), time) if time else (words.weekday_day(day),)


def _span(words: Words, when: When, start: LocalTime, end: LocalTime) -> str:
    """From when to when; each with its own distance from UTC where they have not the same."""
    if start.off_min == end.off_min:
        return f"{words.when(when)}{_NO_BREAK}{offset(start)}"
    begun, ended = words.when(replace(when, to=None)), words.when(replace(when, from_=end, to=None))
    return words.say(
        "{start} to {end}",
        start=f"{begun}{_NO_BREAK}{offset(start)}",
        end=f"{ended}{_NO_BREAK}{offset(end)}",
    )


def in_utc(words: Words, when: When) -> str:
    """When it happened as a provider's own records say it; only the day where no more is known."""
    start = when.from_
    if start is None or when.precision not in (Precision.EXACT, Precision.ABOUT):
        return happened(words, when)[0]
    first = _utc(start)
    if when.to is None:
        return words.say("about {time}", time=first) if when.precision is Precision.ABOUT else first
    last = _utc(when.to)
    return words.say("{start} to {end}", start=first, end=last[11:] if last[:10] == first[:10] else last)


def _utc(moment: LocalTime) -> str:
    there = at_offset(moment.utc_ms, 0).local.replace("T", " ")
    return there if len(moment.local) > 16 and not moment.local.endswith(":00") else there[:16]


def time_source(words: Words, occurred: When) -> str:
    """How the time is known, where it is known and the writer did not see it happen."""
    if occurred.precision is Precision.UNKNOWN:
        return ""
    match occurred.source:
        case TimeSource.SEEN:
            return ""
        case TimeSource.SHOWN:
            return words.say("time from the page")
        case TimeSource.FILE:
            return words.say("time from the file")
        case TimeSource.TOLD:
            return words.say("time as I was told")
        case TimeSource.MEMORY:
            return words.say("time from memory")


def noticed(words: Words, row: LogRow) -> str:
    """When the writer saw it or was told, as short as it can be understood."""
    when = row.incident.noticed
    if when is None:
        return ""
    known = when.from_ or when.to
    timed = known is not None and when.precision in (Precision.EXACT, Precision.ABOUT)
    clock = f"{_NO_BREAK}{offset(known)}" if known is not None and timed else ""
    if day_of(when) and day_of(when) == day_of(row.incident.occurred) and words.time_of_day(when):
        return words.say("noticed {time}", time=f"{words.time_of_day(when)}{clock}")
    return words.say("noticed {time}", time=f"{words.when(when)}{clock}")


def recorded(words: Words, row: LogRow) -> tuple[str, ...]:
    """When the first record was written, and how much later that was than what it tells."""
    moment = recorded_at(row.first)
    known = known_time(row)
    at = day_and_clock(words, moment)
    late = days_late(row)
    if known is None or not has_known_day(row):
        return (words.say("recorded {time}", time=at),)
    occurred = row.incident.occurred
    if (
        late == 0 and day_of(occurred) != known.local[:10]
    ):  # beside a night the same day would be either of two
        return (words.say("recorded {time}", time=at),)
    if late == 0:
        return (words.say("recorded the same day, {time}", time=clock_and_offset(words, moment)),)
    apart = row.first.utc_ms - known.utc_ms
    later = words.span(apart if 0 < apart < _DAY_MS else late * _DAY_MS)
    return words.say("recorded {span} later", span=later), at


def edited(words: Words, row: LogRow) -> str:
    """How often the record was changed after it was first written, and when last."""
    if not row.edits:
        return ""
    last = words.short_day(recorded_at(row.latest).local[:10])
    return words.count("edited once, {day}", "edited {number} times, last {day}", row.edits, day=last)


def where(place: Where) -> str:
    """Channel, platform and place."""
    return listed((place.channel, place.platform, place.place))


def account(words: Words, shown: Account) -> str:
    """The account as it was shown, and its number."""
    if shown.numeric_id:
        number = words.say("id {number}", number=shown.numeric_id)
        return listed((shown.shown, number))
    return shown.shown


def named(words: Words, someone: Named, *, in_first_person: bool = False) -> str:
    """Who, and why the writer thinks so."""
    reason = reason_of(words, someone.basis, in_first_person=in_first_person)
    return f"{someone.label} ({reason}: {someone.note})" if someone.note else f"{someone.label} ({reason})"


def reason_of(words: Words, basis: Basis, *, in_first_person: bool = False) -> str:
    """Why the writer thinks that somebody is behind it, in the writer's own mouth or in that of the paper."""
    if in_first_person and basis is Basis.BELIEF:
        return words.say("my belief")
    return words.say(basis.value)


def who(words: Words, actor: Actor) -> str:
    """How sure it is who this is, and how the writer knows them."""
    return " · ".join(part for part in (_standing(words, actor.standing), actor.relationship) if part)


def _standing(words: Words, standing: Standing) -> str:
    match standing:
        case Standing.KNOWN:
            return words.say("identity known")
        case Standing.SUSPECTED:
            return words.say("identity not certain")
        case Standing.UNKNOWN:
            return words.say("identity not known")


def description(words: Words, actor: Actor) -> Iterator[str]:
    """Other names, relationship, appearance and vehicles, one line each; what stands elsewhere is left out."""
    names = [name for name in actor.names if name != actor.label]
    if names:
        yield words.say("also: {names}", names=listed(names))
    if actor.relationship:
        yield f"{actor.relationship}{_from_to(words, actor.relationship_from, actor.relationship_to)}"
    if actor.description:
        yield actor.description
    if actor.vehicles:
        yield words.say("vehicle: {vehicles}", vehicles="; ".join(actor.vehicles))
    if actor.told_to_stop:
        yield words.say("asked to stop: {when}", when=actor.told_to_stop)


def identifier(words: Words, shown: Identifier) -> str:
    """An address, number or account as it was seen, with what a provider needs to find whose it was."""
    parts = [shown.seen]
    if shown.platform:
        parts.append(shown.platform)
    if shown.numeric_id:
        parts.append(words.say("id {number}", number=shown.numeric_id))
    if shown.port is not None:
        parts.append(words.say("port {number}", number=str(shown.port)))
    if shown.at_utc:
        parts.append(words.say("at {time} UTC", time=shown.at_utc.rstrip("Z").replace("T", " ")))
    if shown.where_seen:
        parts.append(shown.where_seen)
    return f"{listed(parts)}{_from_to(words, shown.first_seen, shown.last_seen)}"


def _from_to(words: Words, first: str, last: str) -> str:
    """A period in brackets; nothing where no day is known."""
    if first and first == last:
        return f" ({words.short_day(first)})"
    said = []
    if first:
        said.append(words.say("from {day}", day=words.short_day(first)))
    if last:
        said.append(words.say("until {day}", day=words.short_day(last)))
    return f" ({', '.join(said)})" if said else ""


def how_many(words: Words, incident: Incident) -> str:
    """The number in a run; nothing for one."""
    run = incident.how_many
    if run.number == 1 and not run.about:
        return ""
    return (
        words.say("about {number}", number=words.number(run.number))
        if run.about
        else words.number(run.number)
    )


def known_by(words: Words, incident: Incident) -> str:
    """How the writer knows of it."""
    if incident.known_by is None:
        return incident.told_by
    how = words.say(incident.known_by.value)
    return f"{how} ({incident.told_by})" if incident.told_by else how


def written_from(words: Words, row: LogRow) -> str:
    """What the account was written from, where it is not memory."""
    source = row.incident.written_from
    if source is WrittenFrom.MEMORY:
        return ""
    said = words.say("written from {source}", source=words.say(source.value))
    return f"{said} ({row.notes_then})" if row.notes_then else said


def witness(words: Words, someone: Witness) -> str:
    """Who saw it, what they saw, and whether they would speak."""
    told = f"{someone.name}: {someone.saw}" if someone.saw else someone.name
    match someone.willing:
        case Willing.YES:
            return f"{told} ({words.say('willing to speak')})"
        case Willing.NO:
            return f"{told} ({words.say('not willing to speak')})"
        case Willing.NOT_ASKED:
            return told


def effect(words: Words, felt: Effect) -> str:
    """What it did to the person."""
    marks = [words.say(mark.value) for mark in felt.marks if mark is not EffectMark.PAID or not felt.paid_for]
    paid = words.say("paid for: {what}", what=felt.paid_for) if felt.paid_for else ""
    ready = ", ".join(part for part in (*marks, paid) if part)
    return "\n".join(part for part in (felt.words, ready) if part)


def vehicle(seen: Vehicle) -> str:
    """A vehicle as it was seen."""
    return ", ".join(part for part in (seen.registration, seen.make, seen.colour) if part)


def needed(words: Words, missing: Needed) -> str:
    """What is still missing, who has it, and until when."""
    parts = [missing.what]
    if missing.who_has_it:
        parts.append(words.say("held by {who}", who=missing.who_has_it))
    if missing.until:
        parts.append(words.say("kept until {day}", day=words.short_day(missing.until)))
    return ", ".join(parts)


def passed(words: Words, on: Passed) -> str:
    """To whom it was passed on, when, and under which reference."""
    parts = [on.who or words.say("passed on")]
    if on.reference:
        parts.append(words.say("ref. {reference}", reference=on.reference))
    if on.when and day_of(on.when):
        parts.append(words.short_day(day_of(on.when)))
    return ", ".join(parts)


def passed_label(words: Words, to: PassedTo) -> str:
    """What the fact is called."""
    match to:
        case PassedTo.POLICE:
            return words.say("Police")
        case PassedTo.PLATFORM:
            return words.say("Platform")
        case PassedTo.OTHERS:
            return words.say("Passed on")


def milestone_name(words: Words, kind: MilestoneKind) -> str:
    """A turning point in a word or two, as a chart or a list shows it."""
    match kind:
        case MilestoneKind.ASKED_TO_STOP:
            return words.say("asked to stop")
        case MilestoneKind.BLOCKED:
            return words.say("blocked")
        case MilestoneKind.WARNED:
            return words.say("warned by police")
        case MilestoneKind.ORDER:
            return words.say("order served")
        case MilestoneKind.OTHER:
            return words.say("turning point")


def milestone(words: Words, point: Milestone, actors: tuple[str, ...]) -> str:
    """A turning point in full: what, whom it concerns, how they were told, and under which reference."""
    return " · ".join(_milestone_parts(words, point, actors))


def _milestone_parts(words: Words, point: Milestone, actors: tuple[str, ...]) -> Iterator[str]:
    yield listed((*actors, milestone_name(words, point.kind)))
    yield from (part for part in (point.told_how, point.court, point.terms) if part)
    if point.ends:
        yield words.say("until {day}", day=words.short_day(point.ends))
    if point.reference:
        yield words.say("ref. {reference}", reference=point.reference)
    if point.note:
        yield point.note


def after(words: Words, point: After, happened_on: str) -> str:
    """A turning point that an incident of that day came after; of an order also its end, and whether it was over."""
    known = point.date.to or point.date.from_
    day = words.short_day(known.local[:10]) if known else words.when(point.date)
    said = words.say("{turning_point}, {day}", turning_point=milestone_name(words, point.kind), day=day)
    if not point.ends:
        return said
    end = words.short_day(point.ends)
    if point.was_over(happened_on):
        return words.say("{said}, ended {day}", said=said, day=end)
    return words.say("{said}, until {day}", said=said, day=end)


def acquired(words: Words, evidence: Evidence) -> str:
    """How and when the original came into the journal."""
    at = day_and_clock(words, evidence.acquired)
    match evidence.method:
        case Method.CAPTURE:
            return words.say("captured from the screen {time}", time=at)
        case Method.PASTE:
            return words.say("pasted {time}", time=at)
        case Method.DROP | Method.FILE:
            return words.say("added as a file {time}", time=at)
        case Method.IMPORT:
            return words.say("imported {time}", time=at)


def registered(words: Words, evidence: Evidence) -> str:
    """How and when the original came into the journal, as short as a list needs it."""
    at = day_and_clock(words, evidence.acquired)
    match evidence.method:
        case Method.CAPTURE:
            return words.say("captured {time}", time=at)
        case Method.PASTE:
            return words.say("pasted {time}", time=at)
        case Method.DROP | Method.FILE:
            return words.say("added {time}", time=at)
        case Method.IMPORT:
            return words.say("imported {time}", time=at)


def program(evidence: Evidence) -> str:
    """What it was captured or added with, as far as that is known."""
    return ", ".join(part for part in (evidence.provenance.program, evidence.provenance.system) if part)


def usual_program(exhibits: Iterable[LogExhibit]) -> str:
    """What most exhibits were kept with, which is said once for all of them."""
    counted = Counter(program(exhibit.evidence) for exhibit in exhibits)
    return counted.most_common(1)[0][0] if counted else ""


def size(words: Words, count: int) -> str:
    """A length in bytes, exactly."""
    return words.count("{number} byte", "{number} bytes", count)


def sort_day(when: When) -> str:
    """What calls and letters are put in order by; those without a time come last."""
    known = when.from_ or when.to
    return known.local if known else "9999"
