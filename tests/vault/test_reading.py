"""What the panes are told is what the records say."""

from dataclasses import replace

import pytest

from journal.domain import records as r
from journal.domain.actor import Actor, IdentifierKind, Standing, identifier
from journal.domain.casework import Milestone, MilestoneKind, Person, PrivateNote
from journal.domain.ids import ActorId, IncidentId
from journal.domain.incident import Attribution, Basis, PassedOn, PassedTo
from journal.domain.moments import Precision, TimeSource, When, local_time, on_or_before
from journal.domain.reading import Shelf, Wanted
from journal.vault.errors import ThingMissing
from tests.samples import actor, at, evidence, incident
from tests.vault.conftest import Opened


def headlines(opened: Opened, wanted: Wanted) -> list[str]:
    """What the timeline would show, from top to bottom."""
    keys = opened.reader.timeline(wanted).keys
    return [row.headline for row in opened.reader.rows([key.id for key in keys])]


def test_the_newest_stands_first_and_unknown_times_before_all(opened: Opened) -> None:
    opened.keep(r.IncidentCreated(incident("old", "2024-03-13T10:00")))
    opened.keep(r.IncidentCreated(incident("new", "2026-11-21T10:00")))
    never = When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY)
    opened.keep(r.IncidentCreated(replace(incident("some time before"), occurred=never)))
    opened.keep(r.IncidentCreated(incident("middle", "2025-06-01T10:00")))

    assert headlines(opened, Wanted()) == ["some time before", "new", "middle", "old"]
    assert [key.day for key in opened.reader.timeline(Wanted()).keys][:2] == ["", "2026-11-21"]


def test_what_was_found_on_a_screen_stands_on_the_day_it_was_found(opened: Opened) -> None:
    found = on_or_before(local_time("2026-11-20T20:58", "Europe/Paris"))
    opened.keep(r.IncidentCreated(incident("the day before", "2026-11-19T10:00")))
    opened.keep(r.IncidentCreated(replace(incident("found"), occurred=found)))
    opened.keep(r.IncidentCreated(incident("the day after", "2026-11-21T10:00")))

    assert headlines(opened, Wanted()) == ["the day after", "found", "the day before"]
    assert headlines(opened, Wanted(from_ms=found.to.utc_ms if found.to else None)) == [
        "the day after",
        "found",
    ]
    assert [key.day for key in opened.reader.timeline(Wanted()).keys][1] == "2026-11-20"


def test_each_condition_narrows_the_timeline(opened: Opened) -> None:
    owl, _ = opened.keep(r.ActorCreated(actor()))
    piece, _ = opened.keep(r.EvidenceAdded(evidence()))
    opened.keep(r.IncidentCreated(incident("by the owl", "2026-11-20T10:00", actors=(owl,))))
    opened.keep(r.IncidentCreated(incident("with a file", "2026-11-19T10:00", evidence=(piece,))))
    opened.keep(r.IncidentCreated(incident("a voicemail", "2026-11-18T10:00", types=("call-voicemail",))))
    passed = replace(incident("passed", "2026-11-17T10:00"), passed_on=(PassedOn(PassedTo.PLATFORM),))
    opened.keep(r.IncidentCreated(replace(passed, starred=True)))
    noted, _ = opened.keep(r.IncidentCreated(incident("noted", "2026-11-16T10:00")))
    opened.keep(r.PrivateWritten(PrivateNote(IncidentId(noted), "x")), noted)
    day = 86_400_000
    start = opened.reader.timeline(Wanted()).keys[3].sort_ms

    assert headlines(opened, Wanted(actors=(ActorId(owl),))) == ["by the owl"]
    assert headlines(opened, Wanted(with_files=True)) == ["with a file"]
    assert headlines(opened, Wanted(types=("call",))) == ["a voicemail"]
    assert headlines(opened, Wanted(starred=True)) == ["passed"]
    assert headlines(opened, Wanted(shelf=Shelf.PASSED_ON)) == ["passed"]
    assert headlines(opened, Wanted(shelf=Shelf.ONLY_FOR_ME)) == ["noted"]
    assert headlines(opened, Wanted(from_ms=start, until_ms=start + day)) == ["passed"]
    sidebar = opened.reader.sidebar()
    assert (sidebar.incidents, sidebar.passed_on, sidebar.only_for_me) == (5, 1, 1)
    assert [(month.month, month.incidents) for month in sidebar.months] == [("2026-11", 5)]


def test_one_of_several_people_or_types_is_enough(opened: Opened) -> None:
    owl, _ = opened.keep(r.ActorCreated(actor("NightOwl")))
    marsh, _ = opened.keep(r.ActorCreated(actor("D. Marsh")))
    other, _ = opened.keep(r.ActorCreated(actor("Unknown 1")))
    opened.keep(r.IncidentCreated(incident("a threat by the owl", actors=(owl,), types=("threat",))))
    opened.keep(r.IncidentCreated(incident("a call by both", actors=(owl, marsh), types=("call-voicemail",))))
    opened.keep(r.IncidentCreated(incident("a visit by another", actors=(other,), types=("visit",))))
    both = (ActorId(owl), ActorId(marsh))

    assert set(headlines(opened, Wanted(actors=both))) == {"a threat by the owl", "a call by both"}
    assert len(headlines(opened, Wanted(actors=(*both, ActorId(other))))) == 3
    assert set(headlines(opened, Wanted(types=("call", "visit")))) == {"a call by both", "a visit by another"}
    assert headlines(opened, Wanted(actors=both, types=("call", "visit"))) == ["a call by both"]


def test_taken_out_is_out_of_every_list_and_can_be_put_back(opened: Opened) -> None:
    owl, _ = opened.keep(r.ActorCreated(actor("NightOwl")))
    subject, link = opened.keep(r.IncidentCreated(incident("gone", actors=(owl,))))
    _, voided = opened.keep(r.IncidentVoided(link.seq), subject)

    assert headlines(opened, Wanted()) == []
    assert opened.reader.sidebar().people[0].incidents == 0
    assert opened.reader.entry(IncidentId(subject)).voided

    opened.keep(r.IncidentRestored(voided.seq), subject)
    assert headlines(opened, Wanted()) == ["gone"]
    assert opened.reader.sidebar().people[0].incidents == 1


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("He knows which train I take", "train"),
        ("He knows which train I take", "KNO"),
        ("Café déjà vu", "cafe"),
        ("我知道你的火车", "火车"),
        ("ขู่ฆ่าฉันทุกวัน", "ทุกวัน"),
        ("رسالة تهديد", "تهديد"),
        ("איום ברצח", "איום"),
        ("Ты больше не уйдёшь", "УЙДЁШЬ"),
        ("a knife 🔪 again", "🔪"),
        ("👨‍👩‍👧 at the door", "👨‍👩‍👧"),
        ("협박 메시지", "협박"),
        ("nightowl_77 wrote", "nightowl_77"),
        ("wrote from owl.night@example.net", "owl.night@example.net"),
    ],
)
def test_words_are_found_in_every_script(opened: Opened, typed: str, asked: str) -> None:
    opened.keep(r.IncidentCreated(incident("found", description=typed)))
    opened.keep(r.IncidentCreated(incident("other", description="nothing of the kind")))

    assert headlines(opened, Wanted(words=asked)) == ["found"]


@pytest.mark.parametrize(
    "odd", ['"', "AND", "NEAR(", "-x", "col:val", "*", "'", "^", "(", '"" OR ""', "\0", "{", "🏳"]
)
def test_odd_words_are_looked_for_and_never_read_as_syntax(opened: Opened, odd: str) -> None:
    opened.keep(r.IncidentCreated(incident("one")))

    assert headlines(opened, Wanted(words=odd)) == []


def test_search_finds_what_was_said_of_people_files_and_privately(opened: Opened) -> None:
    owl, first = opened.keep(r.ActorCreated(actor("Zebedee")))
    piece, _ = opened.keep(r.EvidenceAdded(evidence("letter-scan.pdf", "application/pdf")))
    subject, _ = opened.keep(r.IncidentCreated(incident("one", actors=(owl,), evidence=(piece,))))
    opened.keep(r.PrivateWritten(PrivateNote(IncidentId(subject), "{my thoughts}")), subject)

    assert headlines(opened, Wanted(words="zebedee")) == ["one"]
    assert headlines(opened, Wanted(words="letter-scan")) == ["one"]
    assert headlines(opened, Wanted(words="thoughts")) == ["one"]
    assert headlines(opened, Wanted(words="suspected")) == []

    opened.keep(r.ActorAmended(first.seq, actor("Quillon")), owl)
    assert headlines(opened, Wanted(words="zebedee")) == []
    assert headlines(opened, Wanted(words="quillon one")) == ["one"]


def test_joined_actors_are_read_as_one_until_they_are_split(opened: Opened) -> None:
    owl, _ = opened.keep(r.ActorCreated(actor("NightOwl")))
    other, _ = opened.keep(r.ActorCreated(actor("Unknown 1")))
    subject, _ = opened.keep(r.IncidentCreated(incident("by unknown", actors=(other,))))
    opened.keep(r.ActorsJoined((ActorId(other),)), owl)

    people = opened.reader.sidebar().people
    assert [(line.label, line.incidents) for line in people] == [("NightOwl", 1)]
    assert headlines(opened, Wanted(actors=(ActorId(owl),))) == ["by unknown"]
    assert opened.reader.entry(IncidentId(subject)).actors[0].label == "NightOwl"
    assert headlines(opened, Wanted(words="nightowl")) == ["by unknown"]

    opened.keep(r.ActorsSplit((ActorId(other),)), owl)
    assert [line.label for line in opened.reader.sidebar().people] == ["Unknown 1", "NightOwl"]
    assert headlines(opened, Wanted(words="nightowl")) == []


def test_only_later_incidents_of_the_actors_concerned_are_after_a_turning_point(opened: Opened) -> None:
    owl, _ = opened.keep(r.ActorCreated(actor("NightOwl")))
    marsh, _ = opened.keep(r.ActorCreated(actor("D. Marsh")))
    opened.keep(
        r.MilestoneCreated(
            Milestone(MilestoneKind.WARNED, at("2026-11-17T09:00"), (ActorId(owl),), reference="26/1187")
        )
    )
    before, _ = opened.keep(r.IncidentCreated(incident("before", "2026-11-15T09:00", actors=(owl,))))
    after, _ = opened.keep(r.IncidentCreated(incident("after", "2026-11-19T09:00", actors=(owl,))))
    others, _ = opened.keep(r.IncidentCreated(incident("other's", "2026-11-19T10:00", actors=(marsh,))))

    found = [opened.reader.entry(IncidentId(subject)).after for subject in (before, after, others)]

    assert [len(each) for each in found] == [0, 1, 0]
    assert (found[1][0].kind, found[1][0].actor) == (MilestoneKind.WARNED, "NightOwl")
    lines = opened.reader.timeline(Wanted(actors=(ActorId(marsh),))).milestones
    assert lines == ()
    assert len(opened.reader.timeline(Wanted()).milestones) == 1


def test_evidence_without_an_incident_waits_to_be_sorted(opened: Opened) -> None:
    piece, _ = opened.keep(r.EvidenceAdded(evidence("loose.png")))
    assert [loose.name for loose in opened.reader.loose()] == ["loose.png"]
    assert opened.reader.sidebar().to_sort == 1

    opened.keep(r.IncidentCreated(incident(evidence=(piece,))))

    assert opened.reader.loose() == ()


def test_the_history_of_an_incident_is_every_state_it_had(opened: Opened) -> None:
    subject, link = opened.keep(r.IncidentCreated(incident("first words")))
    _, second = opened.keep(r.IncidentAmended(link.seq, incident("second words")), subject)
    opened.keep(r.IncidentVoided(second.seq), subject)

    history = opened.reader.history(IncidentId(subject))

    assert [version.action for version in history] == ["incident.create", "incident.amend", "incident.void"]
    assert [version.incident and version.incident.headline for version in history] == [
        "first words",
        "second words",
        None,
    ]
    assert opened.reader.entry(IncidentId(subject)).edits == 1


def test_actors_and_the_person_read_back_whole(opened: Opened) -> None:
    owl = Actor(
        "NightOwl",
        Standing.SUSPECTED,
        identifiers=(identifier(IdentifierKind.ACCOUNT, "@NightOwl_77", numeric_id="88213047"),),
    )
    opened.keep(r.ActorCreated(owl))
    opened.keep(r.PersonWritten(Person(name="M. Leroux", safe_contact="by post")), "person")

    assert [found for _, found in opened.reader.actors()] == [owl]
    assert opened.reader.sidebar().people[0].hint == "@NightOwl_77"
    assert opened.reader.person().name == "M. Leroux"


def test_a_part_of_a_day_is_sorted_by_where_it_begins(opened: Opened) -> None:
    evening = When(at("2026-11-20T00:00").from_, None, Precision.PART, None, TimeSource.TOLD)
    from journal.domain.moments import DayPart

    opened.keep(
        r.IncidentCreated(replace(incident("evening"), occurred=replace(evening, part=DayPart.EVENING)))
    )
    opened.keep(r.IncidentCreated(incident("at five", "2026-11-20T17:00")))
    opened.keep(r.IncidentCreated(incident("at seven", "2026-11-20T19:00")))

    assert headlines(opened, Wanted()) == ["at seven", "evening", "at five"]


def test_what_is_not_there_is_said_to_be_missing(opened: Opened) -> None:
    with pytest.raises(ThingMissing):
        opened.reader.entry(IncidentId("nothing"))
    with pytest.raises(ThingMissing):
        opened.reader.file_key("nothing")
    assert opened.reader.rows([IncidentId("nothing")]) == ()
    assert Basis.SEEN.value == "seen or heard"
    assert Attribution(ActorId("x"), Basis.SEEN).note == ""
