"""The facts an entry has: what each is called, how it is changed, and where in the incident it stands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from journal.domain.incident import Account, Incident, Vehicle, Where
from journal.domain.incident_types import IncidentType
from journal.gui.entry import facts_text
from journal.gui.entry.editor import AreaEditor, Editor, Field, LinesEditor
from journal.gui.entry.mark_editors import (
    EffectEditor,
    HowManyEditor,
    KnownByEditor,
    NeededEditor,
    PassedOnEditor,
    WitnessesEditor,
    needed,
)
from journal.gui.entry.shown import Shown
from journal.gui.entry.time_editor import TimeEditor
from journal.gui.entry.type_editor import TypeEditor
from journal.gui.entry.who_editor import WhoEditor
from journal.gui.kit import Kit


@dataclass(frozen=True)
class FactKind:
    """One fact. Without `make` it is worked out and cannot be typed; without an `offer` it hides while empty."""

    name: str
    label: str
    say: Callable[[Kit, Shown], tuple[str, str]]
    make: Callable[[], Editor] | None = None
    get: Callable[[Incident], Any] = lambda _incident: None
    put: Callable[[Incident, Any], Incident] = lambda incident, _value: incident
    offer: str = ""


def first_facts(kit: Kit, types: tuple[IncidentType, ...]) -> tuple[FactKind, ...]:
    """The facts that are always in sight."""
    say = kit.words.say
    add = say("add")
    return (
        FactKind(
            "noticed",
            say("Noticed"),
            facts_text.noticed,
            partial(TimeEditor, kit, say("Noticed")),
            lambda one: one.noticed,
            lambda one, value: replace(one, noticed=value),
            add,
        ),
        FactKind(
            "occurred",
            say("Happened"),
            facts_text.occurred,
            partial(TimeEditor, kit, say("Happened")),
            lambda one: one.occurred,
            lambda one, value: replace(one, occurred=value),
            say("not known"),
        ),
        FactKind("recorded", say("Recorded"), facts_text.recorded),
        FactKind(
            "who",
            say("Who"),
            facts_text.who,
            partial(WhoEditor, kit),
            lambda one: one.actors,
            lambda one, value: replace(one, actors=value),
            add,
        ),
        FactKind(
            "where",
            say("Where"),
            facts_text.where,
            partial(LinesEditor, _where_fields(kit)),
            _get_where,
            lambda one, value: replace(one, where=Where(**value)),
            add,
        ),
        FactKind(
            "link",
            say("Link"),
            facts_text.link,
            partial(LinesEditor, (Field("link", say("Page address"), say("Page address")),)),
            lambda one: {"link": one.link},
            lambda one, value: replace(one, **value),
            add,
        ),
        FactKind(
            "account",
            say("Account"),
            facts_text.account,
            partial(LinesEditor, _account_fields(kit)),
            _get_account,
            lambda one, value: replace(one, account=Account(**value)),
            add,
        ),
        FactKind(
            "type",
            say("Type"),
            facts_text.types,
            partial(TypeEditor, kit.words, types),
            lambda one: one.types,
            lambda one, value: replace(one, types=value),
            add,
        ),
        FactKind("after", say("After"), facts_text.after),
    )


def more_facts(kit: Kit) -> tuple[FactKind, ...]:
    """The facts behind "More"; those that are known are in sight anyway."""
    say, words = kit.words.say, kit.words
    add = say("add")
    return (
        FactKind(
            "how_many",
            say("How many"),
            facts_text.how_many,
            partial(HowManyEditor, words),
            lambda one: one.how_many,
            lambda one, value: replace(one, how_many=value),
            say("once"),
        ),
        FactKind(
            "known_by",
            say("I know it"),
            facts_text.known_by,
            partial(KnownByEditor, words),
            lambda one: (one.known_by, one.told_by),
            lambda one, value: replace(one, known_by=value[0], told_by=value[1]),
            add,
        ),
        FactKind(
            "witnesses",
            say("Also saw it"),
            facts_text.witnesses,
            partial(WitnessesEditor, words),
            lambda one: (one.witnesses, one.nobody_saw),
            lambda one, value: replace(one, witnesses=value[0], nobody_saw=value[1]),
            add,
        ),
        FactKind(
            "effect",
            say("What it did"),
            facts_text.effect,
            partial(EffectEditor, words),
            lambda one: one.effect,
            lambda one, value: replace(one, effect=value),
            add,
        ),
        FactKind(
            "response",
            say("What I did"),
            facts_text.response,
            partial(AreaEditor, say("What I did"), say("What you did or said back, if anything")),
            lambda one: one.response,
            lambda one, value: replace(one, response=value),
            add,
        ),
        FactKind(
            "seen_there",
            say("Seen there"),
            facts_text.seen_there,
            partial(LinesEditor, _seen_fields(kit)),
            _get_seen,
            _put_seen,
            add,
        ),
        FactKind(
            "message_id",
            say("Message id"),
            facts_text.message_id,
            partial(LinesEditor, (Field("message_id", say("Message id"), say("The message’s own number")),)),
            lambda one: {"message_id": one.message_id},
            lambda one, value: replace(one, **value),
            add,
        ),
        FactKind(
            "passed_on",
            say("Passed on to"),
            facts_text.passed_on,
            partial(PassedOnEditor, words),
            lambda one: one.passed_on,
            lambda one, value: replace(one, passed_on=value),
            add,
        ),
        FactKind(
            "still_needed",
            say("Still missing"),
            facts_text.still_needed,
            partial(NeededEditor, words),
            _get_needed,
            lambda one, value: replace(one, still_needed=needed(value)),
            add,
        ),
        FactKind(
            "no_file",
            say("Why no file"),
            facts_text.no_file,
            partial(
                LinesEditor,
                (Field("no_evidence", say("Why no file"), say("kept on the phone, deleted before I could")),),
            ),
            lambda one: {"no_evidence": one.no_evidence},
            lambda one, value: replace(one, **value),
            add,
        ),
        FactKind(
            "helper",
            say("Helped by"),
            facts_text.helper,
            partial(LinesEditor, (Field("helper", say("Helped by"), say("Who helped to write this")),)),
            lambda one: {"helper": one.helper},
            lambda one, value: replace(one, **value),
            add,
        ),
    )


def _where_fields(kit: Kit) -> tuple[Field, ...]:
    say = kit.words.say
    return (
        Field("channel", say("How it came"), say("blog comment, phone, at the door")),
        Field("platform", say("Site or app"), say("Instagram, my own site")),
        Field("place", say("Place"), say("street, town")),
    )


def _account_fields(kit: Kit) -> tuple[Field, ...]:
    say = kit.words.say
    return (
        Field(
            "shown", say("Account, number or address, as it was shown"), say("not the name in your contacts")
        ),
        Field("numeric_id", say("Its number, if you can see one")),
    )


def _seen_fields(kit: Kit) -> tuple[Field, ...]:
    say = kit.words.say
    return (
        Field("appearance", say("Clothing, looks")),
        Field("registration", say("Number plate")),
        Field("make", say("Make of the vehicle")),
        Field("colour", say("Its colour")),
        Field("others_present", say("Children or others who were there")),
    )


def _get_where(one: Incident) -> dict[str, str]:
    return {"channel": one.where.channel, "platform": one.where.platform, "place": one.where.place}


def _get_account(one: Incident) -> dict[str, str]:
    return {"shown": one.account.shown, "numeric_id": one.account.numeric_id}


def _get_seen(one: Incident) -> dict[str, str]:
    car = one.vehicle
    return {
        "appearance": one.appearance,
        "registration": car.registration,
        "make": car.make,
        "colour": car.colour,
        "others_present": one.others_present,
    }


def _put_seen(one: Incident, value: dict[str, str]) -> Incident:
    car = Vehicle(value["registration"], value["make"], value["colour"])
    return replace(one, appearance=value["appearance"], vehicle=car, others_present=value["others_present"])


def _get_needed(one: Incident) -> list[dict[str, str]]:
    return [
        {"what": lack.what, "who_has_it": lack.who_has_it, "until": lack.until} for lack in one.still_needed
    ]
