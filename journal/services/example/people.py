"""Who appears in the example, the turning points, and the conversations, from their table."""

from journal.domain.actor import Actor, Identifier, IdentifierKind, Standing, normal_form
from journal.domain.casework import Contact, Milestone, MilestoneKind, Person, WitnessContact
from journal.domain.ids import ActorId
from journal.domain.moments import exact
from journal.services.example.material import Table
from journal.services.example.times import instant, moment
from journal.services.example.told import Kept


def person(people: Table) -> Kept:
    """The writer."""
    table = people["person"]
    return Kept(
        "person",
        instant(table["recorded"]),
        Person(
            name=table["name"],
            accounts=tuple(table["accounts"]),
            safe_contact=table["safe_contact"],
            safe_time=table["safe_time"],
            worries_most=table["worries_most"],
            asks_for=table["asks_for"],
            police_reference=table["police_reference"],
        ),
    )


def actors(people: Table) -> tuple[Kept, ...]:
    """Those behind the incidents, by the keys that attributions name."""
    return tuple(
        Kept(key, instant(table["recorded"]), _actor(table)) for key, table in people["actor"].items()
    )


def witnesses(people: Table) -> tuple[Kept, ...]:
    """How witnesses can be reached."""
    fields = ("name", "address", "phone", "email", "note")
    return tuple(
        Kept(
            table["name"],
            instant(table["recorded"]),
            WitnessContact(**{name: table[name] for name in fields if name in table}),
        )
        for table in people["witness"]
    )


def milestones(people: Table) -> tuple[Kept, ...]:
    """The turning points; their actors are keys."""
    return tuple(
        Kept(
            table["key"],
            instant(table["recorded"]),
            Milestone(
                MilestoneKind(table["kind"]),
                exact(moment(table["date"])),
                tuple(ActorId(key) for key in table["actors"]),
                told_how=table["told_how"],
                reference=table.get("reference", ""),
                note=table.get("note", ""),
            ),
        )
        for table in people["milestone"]
    )


def contacts(people: Table) -> tuple[Kept, ...]:
    """The calls and letters, by the keys that incidents passed on name."""
    return tuple(
        Kept(
            table["key"],
            instant(table["recorded"]),
            Contact(
                exact(moment(table["when"])),
                who=table.get("who", ""),
                organisation=table["organisation"],
                role=table["role"],
                reference=table.get("reference", ""),
                said=table["said"],
                promised=table.get("promised", ""),
                promised_by=table.get("promised_by", ""),
                done=table.get("done", False),
            ),
        )
        for table in people["contact"]
    )


def _actor(table: Table) -> Actor:
    return Actor(
        label=table["label"],
        standing=Standing(table["standing"]),
        names=tuple(table.get("names", ())),
        relationship=table["relationship"],
        relationship_from=table.get("relationship_from", ""),
        relationship_to=table.get("relationship_to", ""),
        description=table.get("description", ""),
        vehicles=tuple(table.get("vehicles", ())),
        identifiers=tuple(_identifier(found) for found in table["identifiers"]),
        told_to_stop=table.get("told_to_stop", ""),
    )


def _identifier(table: Table) -> Identifier:
    kind = IdentifierKind(table["kind"])
    return Identifier(
        kind,
        table["seen"],
        normal_form(kind, table["seen"]),
        platform=table.get("platform", ""),
        numeric_id=table.get("numeric_id", ""),
        port=table.get("port"),
        at_utc=table.get("at", ""),
        first_seen=table["first"],
        last_seen=table["last"],
        where_seen=table["where"],
    )
