"""What the example promises: a fixed case with figures that others rely on, and nothing of the real world in it."""

import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path

import pytest

from journal.domain import incident as incident_rules
from journal.domain.actor import Actor
from journal.domain.canonical import dumps
from journal.domain.casework import Contact, MilestoneKind
from journal.domain.evidence import Method
from journal.domain.ids import ActorId
from journal.domain.incident import Incident
from journal.domain.incident_types import read_types
from journal.domain.moments import Precision, at_instant, sort_utc
from journal.domain.shape import to_json
from journal.services.example.case import ExampleCase, example_case
from journal.services.example.order import Acquired, Amended, Happening, Said, TakenOut, Wrote
from journal.services.example.told import ExampleEntry

pytestmark = pytest.mark.slow

RESOURCES = Path(__file__).parents[2] / "resources"
RESERVED = re.compile(r"(^|\.)(example|example\.net|example\.org|example\.com)$")
DOMAIN = re.compile(r"(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}(?![\w.@-])|(?<=@)(?:[\w-]+\.)+[a-z]{2,}")
NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
PHONES = re.compile(r"\+\d[\d ]{6,}\d")
FILE_ENDINGS = (".png", ".jpg", ".eml", ".log", ".mp3", ".pdf")


@pytest.fixture(scope="module")
def case() -> ExampleCase:
    return example_case(resources=RESOURCES)


@pytest.fixture(scope="module")
def entries(case: ExampleCase) -> tuple[ExampleEntry, ...]:
    return tuple(case.entries)


@pytest.fixture(scope="module")
def kept(entries: tuple[ExampleEntry, ...]) -> tuple[ExampleEntry, ...]:
    """Those that were not voided."""
    return tuple(entry for entry in entries if entry.voided_ms is None)


def behind(incident: Incident) -> str:
    return incident.actors[0].actor if incident.actors else ""


def happened_on(entry: ExampleEntry) -> str:
    when = entry.latest.occurred
    return when.from_.local[:10] if when.from_ else ""


def versions(entry: ExampleEntry) -> list[Incident]:
    return [entry.incident, *(later.incident for later in entry.amended)]


def told(case: ExampleCase) -> str:
    """Everything the case says and names, as one text."""
    said = [case.person, *case.actors, *case.witnesses, *case.milestones, *case.contacts]
    parts = [dumps(to_json(one.value)).decode() for one in said]
    for entry in case.entries:
        parts += [dumps(to_json(version)).decode() for version in versions(entry)]
        parts += [f"{entry.key} {entry.recorded_ms} {entry.private_note} {entry.voided_ms}"]
        parts += [f"{later.recorded_ms}" for later in entry.amended]
        parts += [f"{one.name} {one.acquired_ms} {one.window_title} {one.link}" for one in entry.originals]
    return "\n".join(parts)


def test_there_are_214_incidents_and_one_that_was_taken_out_again(
    case: ExampleCase, entries: tuple[ExampleEntry, ...], kept: tuple[ExampleEntry, ...]
) -> None:
    assert case.count == len(kept) == 214
    assert len(entries) == 215


def test_each_person_is_behind_as_many_as_everybody_counts_on(kept: tuple[ExampleEntry, ...]) -> None:
    counted = Counter(behind(entry.latest) for entry in kept)

    assert counted == {"nightowl": 120, "marsh": 41, "unknown1": 33, "": 20}


def test_it_goes_from_13_march_2024_to_21_november_2026(kept: tuple[ExampleEntry, ...]) -> None:
    days = sorted(day for entry in kept if (day := happened_on(entry)))
    owl = sorted(day for entry in kept if behind(entry.latest) == "nightowl" and (day := happened_on(entry)))

    assert (days[0], days[-1]) == (owl[0], owl[-1]) == ("2024-03-13", "2026-11-21")


def test_it_grows_denser_from_year_to_year(kept: tuple[ExampleEntry, ...]) -> None:
    years = Counter(day[:4] for entry in kept if (day := happened_on(entry)))

    assert years["2024"] / 10 < years["2025"] / 12 < years["2026"] / 11


def test_the_newest_entries_are_those_of_the_picture_of_the_window(kept: tuple[ExampleEntry, ...]) -> None:
    newest = sorted(kept, key=lambda entry: sort_utc(entry.latest.occurred, 0), reverse=True)

    assert [entry.latest.headline for entry in newest[:9]] == [
        "Message under the new painting",
        "Six calls, no one spoke",
        "Visited the site eleven times in an hour",
        "Waited outside the studio",
        "E-mail from a new address",
        "Blog “the real M. Leroux” posted again",
        "Review left on the shop page",
        "رسالة على إنستغرام",
        "Call in the night, number withheld",
    ]
    assert len(newest[0].originals) == 2
    assert newest[0].latest.account.numeric_id == "88213047"


def test_every_state_of_every_incident_could_be_kept(entries: tuple[ExampleEntry, ...]) -> None:
    types = {kind.key for kind in read_types((RESOURCES / "types" / "types.toml").read_text("utf-8"))}
    for entry in entries:
        for incident in versions(entry):
            incident_rules.check(incident)
            assert incident_rules.can_be_kept(incident)
            assert set(incident.types) <= types
            assert incident.evidence == tuple(original.key for original in entry.originals)


def test_times_are_told_in_every_precision_and_zone(kept: tuple[ExampleEntry, ...]) -> None:
    precisions = Counter(entry.latest.occurred.precision for entry in kept)
    zones = {entry.latest.occurred.from_.tz for entry in kept if entry.latest.occurred.from_}
    folded = [entry for entry in kept if (start := entry.latest.occurred.from_) and start.fold]

    assert set(precisions) == set(Precision)
    assert zones >= {"Europe/Paris", "Europe/London", "Europe/Warsaw", "America/Toronto", "Asia/Tokyo"}
    assert folded, "one happened in the hour that came twice"


def test_nothing_was_recorded_before_it_happened_or_after_the_end(
    case: ExampleCase, entries: tuple[ExampleEntry, ...]
) -> None:
    for entry in entries:
        when = entry.latest.occurred
        begun = when.from_ or when.to
        assert begun
        assert sort_utc(when, entry.recorded_ms) <= entry.recorded_ms
        assert case.begun_ms < entry.recorded_ms <= case.ends_ms
        moments = [entry.recorded_ms, *(later.recorded_ms for later in entry.amended)]
        assert all(earlier < later <= case.ends_ms for earlier, later in pairwise(moments))
        assert all(original.acquired_ms <= entry.recorded_ms for original in entry.originals)
        if entry.latest.noticed and entry.latest.noticed.from_ and when.from_:
            assert sort_utc(when, 0) <= entry.latest.noticed.from_.utc_ms <= entry.recorded_ms


def test_some_are_late_some_were_changed_and_a_few_have_more_to_them(kept: tuple[ExampleEntry, ...]) -> None:
    late = [
        entry for entry in kept if entry.recorded_ms - sort_utc(entry.latest.occurred, 0) > 3 * 86_400_000
    ]

    assert 20 < len(late) < 80
    assert Counter(len(entry.amended) for entry in kept).keys() == {0, 1, 2}
    assert sum(bool(entry.private_note) for entry in kept) == 4
    assert sum(bool(entry.latest.passed_on) for entry in kept) == 12
    assert 10 < sum(entry.latest.starred for entry in kept) < 30
    assert any(entry.latest.how_many.number > 1 for entry in kept)
    assert any(witness.name == "Hana K." for entry in kept for witness in entry.latest.witnesses)


def test_nightowl_was_asked_to_stop_blocked_and_warned_and_marsh_asked(case: ExampleCase) -> None:
    turning = {(mark.value.kind, mark.value.actors) for mark in case.milestones}  # type: ignore[union-attr]

    assert turning == {
        (MilestoneKind.ASKED_TO_STOP, (ActorId("nightowl"),)),
        (MilestoneKind.BLOCKED, (ActorId("nightowl"),)),
        (MilestoneKind.WARNED, (ActorId("nightowl"),)),
        (MilestoneKind.ASKED_TO_STOP, (ActorId("marsh"),)),
    }
    warned = case.milestones[-1].value
    assert "26/1187" in warned.reference  # type: ignore[union-attr]


def test_things_are_done_in_order_and_nothing_is_named_before_it_is_there(case: ExampleCase) -> None:
    there: set[str] = set()
    last = 0
    for at_ms, happening in case.happenings:
        assert at_ms >= last
        last = at_ms
        assert named_in(happening) <= there
        there |= made_by(happening)
    assert at_instant(last, case.zone).local[:10] == "2026-11-22"


def named_in(happening: Happening) -> set[str]:
    match happening:
        case Wrote(entry):
            return names(entry.incident)
        case Amended(key, incident, _):
            return {key, *names(incident)}
        case TakenOut(key, _):
            return {key}
        case _:
            return set()


def made_by(happening: Happening) -> set[str]:
    match happening:
        case Wrote(entry):
            return {entry.key}
        case Acquired(original):
            return {original.key}
        case Said(kept) if isinstance(kept.value, Actor | Contact):
            return {kept.key}
        case _:
            return set()


def names(incident: Incident) -> set[str]:
    passed = {to.contact for to in incident.passed_on if to.contact}
    return {*incident.evidence, *passed, *(named.actor for named in incident.actors)}


def test_words_come_in_many_scripts(case: ExampleCase) -> None:
    letters = {unicodedata.name(letter, "").split(" ")[0] for letter in told(case)}

    assert letters >= {"LATIN", "CYRILLIC", "ARABIC", "HEBREW", "CJK", "THAI", "OWL"}
    assert {"ł", "ß", "é", "ị"} <= set(told(case))


def test_nobody_real_can_be_reached_by_anything_in_it(case: ExampleCase) -> None:
    mails = [one for entry in case.entries for one in entry.originals if one.name.endswith((".eml", ".log"))]
    text = "\n".join([told(case), *(one.data().decode("utf-8") for one in mails)])

    names = {name for name in DOMAIN.findall(text) if not name.endswith(FILE_ENDINGS)}
    assert {name for name in names if not RESERVED.search(name)} == set()
    assert {at.rpartition(".")[0] for at in NUMBERS.findall(text)} <= {"203.0.113", "198.51.100"}
    phones = {phone.replace(" ", "") for phone in PHONES.findall(text)}
    assert phones
    assert all(phone.startswith(("+33199", "+3363998")) for phone in phones)


def test_what_is_said_never_uses_words_that_give_it_away(case: ExampleCase) -> None:
    assert not re.search(r"\b(stalk|harass|victim|abuse|alleged|proof)", told(case), re.IGNORECASE)


def test_two_cases_are_the_same_whatever_python_hashes_by(case: ExampleCase) -> None:
    script = (
        "from pathlib import Path; from hashlib import sha256;"
        "from tests.services.test_example import told, RESOURCES;"
        "from journal.services.example.case import example_case;"
        "print(sha256(told(example_case(2, resources=RESOURCES)).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    other = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert other.stdout.strip() == sha256(told(example_case(2, resources=RESOURCES)).encode()).hexdigest()


def test_originals_are_the_same_bytes_at_every_call(case: ExampleCase) -> None:
    again = example_case(resources=RESOURCES)
    for one, other in islice(zip(case.entries, again.entries, strict=True), 0, None, 15):
        assert [original.data() for original in one.originals] == [
            original.data() for original in other.originals
        ]


def test_a_larger_case_holds_the_case_itself_and_tells_the_rest_differently(
    entries: tuple[ExampleEntry, ...],
) -> None:
    larger = example_case(5, originals=False, resources=RESOURCES)
    found = [entry for entry in larger.entries if entry.voided_ms is None]

    assert len(found) == larger.count == 5 * 214
    assert {entry.key for entry in entries} <= {entry.key for entry in larger.entries}
    assert len({entry.latest.description for entry in found}) > 0.9 * len(found)
    assert all(a.recorded_ms <= b.recorded_ms for a, b in pairwise(found))
    for entry in found:
        incident_rules.check(entry.latest)
        assert incident_rules.can_be_kept(entry.latest)
        assert not entry.originals


def test_a_large_case_is_made_as_it_is_asked_for() -> None:
    first = list(islice(example_case(100, resources=RESOURCES).entries, 3))

    assert [at_instant(entry.recorded_ms, "Europe/Paris").local[:10] for entry in first] == ["2024-05-20"] * 3


def test_captures_know_their_window_and_when_they_were_taken(kept: tuple[ExampleEntry, ...]) -> None:
    captures = [one for entry in kept for one in entry.originals if one.method is Method.CAPTURE]

    assert len(captures) > 60
    assert all(one.window_title and one.name.endswith("screen.png") for one in captures)
    assert any(one.zone != "Europe/Paris" for one in captures)
