"""Single facts as they read on paper."""

from dataclasses import replace

import pytest

from journal.domain.casework import Milestone, MilestoneKind
from journal.domain.evidence import Method
from journal.domain.ids import MilestoneId
from journal.domain.incident import (
    Account,
    Basis,
    Effect,
    EffectMark,
    HowMany,
    KnownBy,
    Needed,
    PassedTo,
    Vehicle,
    Where,
    Willing,
    Witness,
    WrittenFrom,
)
from journal.domain.moments import (
    DayPart,
    LocalTime,
    Precision,
    TimeSource,
    When,
    at_instant,
    exact,
    on_or_before,
)
from journal.domain.printing import Reader
from journal.domain.reading import After, Shelf, Wanted
from journal.report import phrases, scope
from journal.report.model import Named, Passed, Scope
from journal.report.tally import figures
from journal.services.wording import Wording
from tests.report.logs import DAY_MS, FIRST_MS, HOUR_MS, PARIS, a_log, a_row, an_exhibit, an_incident

WORDS = Wording("en")
MORNING = at_instant(FIRST_MS, PARIS)


@pytest.mark.parametrize(
    ("minutes", "said"), [(60, "+01:00"), (0, "+00:00"), (-210, "-03:30"), (345, "+05:45")]
)
def test_an_offset_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert phrases.offset(LocalTime("2024-03-13T09:00", "X", minutes)) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (exact(MORNING), ("Wed 13 Mar 2024", "09:00\u00a0+01:00")),
        (
            When(MORNING, None, Precision.PART, DayPart.EVENING, TimeSource.SEEN),
            ("Wed 13 Mar 2024", "evening"),
        ),
        (When(MORNING, None, Precision.DAY, None, TimeSource.SEEN), ("Wed 13 Mar 2024",)),
        (When(MORNING, None, Precision.MONTH, None, TimeSource.SEEN), ("Mar 2024",)),
        (When(None, None, Precision.UNKNOWN, None, TimeSource.SEEN), ("time not known",)),
        (
            When(MORNING, at_instant(FIRST_MS + 60_000, PARIS), Precision.EXACT, None, TimeSource.SEEN),
            ("Wed 13 Mar 2024, 09:00 to 09:01\u00a0+01:00",),
        ),
    ],
)
def test_a_time_reads_as_exactly_as_it_is_known(when: When, said: tuple[str, ...]) -> None:
    assert phrases.happened(WORDS, when) == said


def test_how_a_time_is_known_is_said_unless_it_was_seen() -> None:
    said = {source: phrases.time_source(WORDS, exact(MORNING, source)) for source in TimeSource}

    assert said.pop(TimeSource.SEEN) == ""
    assert len(set(said.values())) == 4
    assert all(text.startswith("time ") for text in said.values())


def test_how_a_time_is_known_is_not_said_of_one_that_is_not_known() -> None:
    assert phrases.time_source(WORDS, on_or_before(MORNING)) == ""


def test_noticed_on_the_same_day_needs_no_date() -> None:
    same = a_row(incident=an_incident(noticed=exact(MORNING)))
    later = a_row(incident=an_incident(noticed=exact(at_instant(FIRST_MS + DAY_MS, PARIS))))

    assert phrases.noticed(WORDS, same) == "noticed 09:00\u00a0+01:00"
    assert phrases.noticed(WORDS, later) == "noticed Thu 14 Mar 2024, 09:00\u00a0+01:00"
    assert phrases.noticed(WORDS, a_row()) == ""


def test_what_lasted_into_the_next_day_says_on_which_of_both_it_was_recorded() -> None:
    begun, ended = (at_instant(FIRST_MS + hours * HOUR_MS, PARIS) for hours in (13, 16))
    row = a_row(incident=an_incident(occurred=replace(exact(begun), to=ended)))

    assert phrases.recorded(WORDS, row) == ("recorded 14 Mar 2024, 09:15\u00a0+01:00",)


def test_a_record_of_an_unknown_time_says_when_it_was_made() -> None:
    unknown = a_row(
        incident=an_incident(occurred=When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY))
    )

    assert phrases.recorded(WORDS, unknown) == ("recorded 14 Mar 2024, 09:15\u00a0+01:00",)


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("blog comment, Studio notes, Paris", phrases.where(Where("blog comment", "Studio notes", "Paris"))),
        ("owl, id 7", phrases.account(WORDS, Account("owl", "7"))),
        ("id 7", phrases.account(WORDS, Account("", "7"))),
        ("owl", phrases.account(WORDS, Account("owl"))),
        (
            "Owl (they said so: on the phone)",
            phrases.named(WORDS, Named("Owl", Basis.SAID_SO, "on the phone")),
        ),
        ("Owl (the writer's belief)", phrases.named(WORDS, Named("Owl", Basis.BELIEF))),
        ("", phrases.how_many(WORDS, an_incident())),
        ("about 1", phrases.how_many(WORDS, an_incident(how_many=HowMany(1, about=True)))),
        ("1,200", phrases.how_many(WORDS, an_incident(how_many=HowMany(1_200)))),
        ("I worked it out", phrases.known_by(WORDS, an_incident(known_by=KnownBy.WORKED_OUT))),
        ("Hana", phrases.known_by(WORDS, an_incident(told_by="Hana"))),
        ("Hana (not willing to speak)", phrases.witness(WORDS, Witness("Hana", willing=Willing.NO))),
        (
            "written from the file itself",
            phrases.written_from(WORDS, a_row(incident=an_incident(written_from=WrittenFrom.FILE))),
        ),
        ("paid for", phrases.effect(WORDS, Effect(marks=(EffectMark.PAID,)))),
        (
            "missed work, paid for: a lock",
            phrases.effect(WORDS, Effect("", (EffectMark.MISSED_WORK, EffectMark.PAID), "a lock")),
        ),
        ("AB-123, grey", phrases.vehicle(Vehicle("AB-123", "", "grey"))),
        ("a bill", phrases.needed(WORDS, Needed("a bill"))),
        ("passed on", phrases.passed(WORDS, Passed(PassedTo.PLATFORM))),
        ("1 byte", phrases.size(WORDS, 1)),
        ("1,024 bytes", phrases.size(WORDS, 1_024)),
    ],
)
def test_a_fact_reads_as_it_is(said: str, facts: str) -> None:
    assert facts == said


def test_every_turning_point_every_way_in_and_every_reader_has_words() -> None:
    evidence = an_exhibit("ML/1", b"x").evidence

    assert len({phrases.milestone_name(WORDS, kind) for kind in MilestoneKind}) == len(MilestoneKind)
    assert len({phrases.passed_label(WORDS, to) for to in PassedTo}) == len(PassedTo)
    assert {phrases.acquired(WORDS, replace(evidence, method=method)).split(" 13 ")[0] for method in Method} == {
        "captured from the screen", "pasted", "added as a file", "imported",
    }  # fmt: skip


def test_an_order_says_court_terms_end_and_reference() -> None:
    order = Milestone(
        MilestoneKind.ORDER,
        exact(MORNING),
        (),
        "by post",
        "Paris",
        "no contact",
        "2027-03-13",
        "26/2",
        "served twice",
    )

    said = phrases.milestone(WORDS, order, ("D. Marsh", "NightOwl"))

    assert said == (
        "D. Marsh, NightOwl, order served · by post · Paris · no contact · until 13 Mar 2027 · ref. 26/2 · served twice"
    )


def test_what_happened_after_an_order_says_until_when_it_was_and_whether_it_was_over() -> None:
    served = exact(at_instant(FIRST_MS, PARIS))
    order = After(MilestoneId("0" * 26), MilestoneKind.ORDER, served, "NightOwl", "2024-06-30")

    def said(day: str) -> str:
        return phrases.after(WORDS, order, day)

    assert said("2024-06-30") == "order served, 13 Mar 2024, until 30 Jun 2024"
    assert said("2024-07-01") == "order served, 13 Mar 2024, ended 30 Jun 2024"
    assert phrases.after(WORDS, replace(order, ends=""), "2024-07-01") == "order served, 13 Mar 2024"


def test_every_way_to_choose_is_said() -> None:
    wanted = Wanted(Shelf.PASSED_ON, with_files=True, starred=True)
    log = a_log(a_row(), scope=Scope(Reader.LAWYER, wanted, ticked=True, of=1))

    assert list(scope.chosen(WORDS, log)) == [
        "Prepared for a lawyer or support worker.",
        "The journal's only incident.",
        "Chosen by: marked as most serious; with files; passed on; ticked one by one.",
    ]


def test_how_it_was_written_is_said_in_figures_that_add_up() -> None:
    log = a_log(a_row(1), a_row(2, late_ms=3 * DAY_MS), a_row(3, edits=2))

    same_day, origins, changes = scope.written(WORDS, figures(log))

    assert "noticed: 2. Recorded later: 1;" in same_day
    assert origins.startswith("Written from memory: 3; from notes made then: 0; from the file itself: 0.")
    assert changes.startswith("Changed after they were first recorded: 1.")
