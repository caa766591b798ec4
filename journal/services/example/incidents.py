"""From the table of one entry, told by hand or composed, to the incident it stands for and its later versions."""

from dataclasses import replace
from typing import Any

from journal.domain.ids import ActorId, ContactId
from journal.domain.incident import (
    Account,
    Attribution,
    Basis,
    Effect,
    EffectMark,
    HowMany,
    Incident,
    KnownBy,
    Needed,
    PassedOn,
    PassedTo,
    Vehicle,
    Where,
    Willing,
    Witness,
    WrittenFrom,
)
from journal.domain.moments import LocalTime, Precision, TimeSource, exact
from journal.services.example.material import Kind, Table
from journal.services.example.times import BEGUN, HOME, MINUTE, instant, minute, moment, told
from journal.services.example.told import Amendment, ExampleEntry, Told

_EMPTY: dict[str, dict[str, Any]] = {
    "effect": {"effect": Effect()},
    "response": {"response": ""},
    "witnesses": {"witnesses": ()},
    "needed": {"still_needed": ()},
    "appearance": {"appearance": ""},
    "passed": {"passed_on": ()},
}
"""What is taken from an incident to have it as it was before that was added."""


def told_from(key: str, table: Table, kind: Kind, contacts: dict[str, int]) -> Told:
    """The entry of a table; `contacts` says when each conversation was recorded (UTC ms)."""
    zone = table.get("zone", HOME)
    recorded = instant(table["recorded"])
    start = moment(table.get("occurred", table.get("noticed")), zone, table.get("fold", 0))
    end = moment(table["until"], zone, table.get("fold", 0)) if "until" in table else None
    noticed = instant(table["noticed"], zone) if "noticed" in table else recorded - 4 * MINUTE
    incident = _incident(table, kind, start, end)
    sent = instant(table["sent"], zone) if "sent" in table else start.utc_ms
    return Told(
        _entry(key, table, incident, recorded, contacts),
        kind,
        zone,
        sent,
        end.utc_ms if end else sent,
        noticed,
        _captured(table, zone, noticed, recorded),
        table.get("painting", "stairwell"),
        table.get("seconds", 0),
        table.get("subject", ""),
        table.get("means", ""),
        tuple(table.get("files", ())),
    )


def _captured(table: Table, zone: str, noticed: int, recorded: int) -> int:
    if "captured" in table:
        return instant(table["captured"], zone)
    return noticed + 37_000 if BEGUN < noticed < recorded - MINUTE else recorded - 2 * MINUTE


def _entry(key: str, table: Table, whole: Incident, recorded: int, contacts: dict[str, int]) -> ExampleEntry:
    later, times = list(table.get("later", ())), [instant(text) for text in table.get("amended", ())]
    known = [contacts[to.contact] for to in whole.passed_on if to.contact]
    if known and max(known) > recorded:
        later.append("passed")
        times = times or [max(known) + len(whole.headline) % 9 * MINUTE + MINUTE]
    versions = [whole]
    for field in reversed(later):
        versions.insert(0, replace(versions[0], **_EMPTY[field]))
    return ExampleEntry(
        key,
        recorded,
        versions[0],
        private_note=table.get("note", ""),
        amended=tuple(Amendment(at, version) for at, version in zip(times, versions[1:], strict=True)),
        voided_ms=instant(table["voided"]) if "voided" in table else None,
        void_reason=table.get("reason", ""),
    )


def _incident(table: Table, kind: Kind, start: LocalTime, end: LocalTime | None) -> Incident:
    zone = table.get("zone", HOME)
    source = TimeSource(table.get("source", kind.source))
    precision = Precision(table.get("precision", kind.precision))
    noticed = exact(minute(instant(table["noticed"], zone), zone)) if "noticed" in table else None
    return Incident(
        occurred=told(start, end, precision, source, table.get("part", "")),
        noticed=noticed,
        headline=table["headline"],
        description=table["description"],
        exact_words=table.get("words", ""),
        actors=_actors(table, kind),
        where=Where(kind.channel, kind.platform, table.get("place", kind.place)),
        link=kind.link.format(slug=table.get("painting"), id=table.get("id"), year=start.local[:4]),
        account=Account(table.get("account", kind.account), kind.numeric_id),
        no_evidence=table.get("no_evidence", ""),
        how_many=HowMany(table.get("number", 1), table.get("about", False)),
        known_by=KnownBy(table.get("known_by", kind.known_by)),
        told_by=table.get("told_by", ""),
        written_from=_written_from(table),
        types=tuple(table.get("types", kind.types)),
        witnesses=tuple(
            Witness(seen["name"], seen["saw"], Willing(seen["willing"]))
            for seen in table.get("witnesses", ())
        ),
        nobody_saw=table.get("nobody_saw", False),
        effect=Effect(
            table.get("effect", ""),
            tuple(EffectMark(mark) for mark in table.get("marks", ())),
            table.get("paid_for", ""),
        ),
        response=table.get("response", ""),
        appearance=table.get("appearance", ""),
        vehicle=Vehicle(*kind.vehicle),
        others_present=table.get("others", ""),
        passed_on=tuple(_passed_on(to) for to in table.get("passed", ())),
        still_needed=(Needed(**table["needed"]),) if "needed" in table else (),
        starred=table.get("starred", False),
        helper=table.get("helper", ""),
    )


def _actors(table: Table, kind: Kind) -> tuple[Attribution, ...]:
    if not kind.actor:
        return ()
    return (Attribution(ActorId(kind.actor), Basis(table.get("basis", kind.basis)), table.get("why", "")),)


def _written_from(table: Table) -> WrittenFrom:
    if instant(table["recorded"]) - BEGUN < 3 * 60 * MINUTE:
        return WrittenFrom.MEMORY
    return WrittenFrom.FILE if table.get("files") else WrittenFrom.MEMORY


def _passed_on(to: str) -> PassedOn:
    whom, _, contact = to.partition(":")
    return PassedOn(PassedTo(whom), ContactId(contact) if contact else None)
