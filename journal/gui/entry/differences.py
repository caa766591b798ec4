"""What changed between two versions of an entry, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from journal.domain.moments import at_offset
from journal.domain.reading import Version
from journal.gui.entry.fact_table import FactKind, first_facts, more_facts
from journal.gui.entry.shown import Shown
from journal.gui.kit import Kit

SHORT = 240


@dataclass(frozen=True)
class Change:
    """One field that was changed, as it read before and as it read after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One version: what was done, when, and what changed by it."""

    heading: str
    when: str
    changes: tuple[Change, ...]


def steps(kit: Kit, versions: Sequence[Version], around: Shown) -> list[Step]:
    """The history, newest first. `around` lends the names of people and types."""
    found: list[Step] = []
    before: Version | None = None
    for version in versions:
        moment = at_offset(version.rec.utc_ms, version.rec.off_min)
        when = kit.words.say(
            "{day}, {time}", day=kit.words.weekday_day(moment.local[:10]), time=kit.words.clock(moment)[:5]
        )
        found.append(Step(_done(kit, version), when, _changes(kit, before, version, around)))
        before = version if version.incident is not None else before
    return found[::-1]


def _done(kit: Kit, version: Version) -> str:
    say = kit.words.say
    return {
        "incident.create": say("Recorded"),
        "incident.amend": say("Changed"),
        "incident.void": say("Taken out"),
        "incident.restore": say("Put back"),
    }.get(version.action, say("Changed"))


def _changes(kit: Kit, before: Version | None, now: Version, around: Shown) -> tuple[Change, ...]:
    if before is None or before.incident is None or now.incident is None:
        return ()
    then, current = (
        Shown(one.incident, people=around.people, types=around.types, entry=None)
        for one in (before, now)
        if one.incident
    )
    fields = [
        (kit.words.say("Headline"), before.incident.headline, now.incident.headline),
        (kit.words.say("What happened"), before.incident.description, now.incident.description),
        (kit.words.say("Exact words"), before.incident.exact_words, now.incident.exact_words),
        (
            kit.words.say("Files"),
            _files(kit, len(before.incident.evidence)),
            _files(kit, len(now.incident.evidence)),
        ),
        (
            kit.words.say("One of the most serious"),
            _yes(kit, before.incident.starred),
            _yes(kit, now.incident.starred),
        ),
    ]
    fields += [
        (kind.label, _text(kind.say(kit, then)), _text(kind.say(kit, current)))
        for kind in _kinds(kit, around)
        if kind.name not in {"recorded", "after"}
    ]
    return tuple(Change(label, _short(old), _short(new)) for label, old, new in fields if old != new)


def _kinds(kit: Kit, around: Shown) -> tuple[FactKind, ...]:
    return first_facts(kit, around.types) + more_facts(kit)


def _text(said: tuple[str, str]) -> str:
    return " ".join(part for part in said if part)


def _files(kit: Kit, number: int) -> str:
    return kit.words.count("one file", "{number} files", number) if number else kit.words.say("none")


def _yes(kit: Kit, value: bool) -> str:
    return kit.words.say("yes") if value else kit.words.say("no")


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
