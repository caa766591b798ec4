"""The figures on paper, counted again in another way, and from the printed rows themselves."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.casework import MilestoneKind
from journal.domain.course import Pause
from journal.domain.incident import Account, Basis, HowMany, WrittenFrom
from journal.domain.incident_types import IncidentType
from journal.domain.moments import Precision, TimeSource, When, at_instant, exact, on_or_before
from journal.domain.printing import Layout, Reader
from journal.domain.reading import Month
from journal.report.figures import days_late
from journal.report.model import ExhibitKind, Log, LogRow, Named, Scope
from journal.report.tally import MOST_NUMBERED, figures
from tests.report.logs import (
    DAY_MS,
    FIRST_MS,
    HOUR_MS,
    PARIS,
    WARNING,
    a_log,
    a_row,
    a_warning,
    after_the_warning,
    an_exhibit,
    an_incident,
    made,
)  # fmt: skip
from tests.report.reading_back import as_text, page_texts

MINUTE_MS = 60_000


def _whens() -> st.SearchStrategy[When]:
    moments = st.integers(0, 900).map(lambda days: at_instant(FIRST_MS + days * DAY_MS, PARIS))
    known = st.sampled_from([Precision.EXACT, Precision.ABOUT, Precision.DAY, Precision.MONTH])
    return st.one_of(
        st.builds(
            lambda moment, precision: When(moment, None, precision, None, TimeSource.SEEN), moments, known
        ),
        moments.map(on_or_before),
        st.just(When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY)),
    )


def _rows() -> st.SearchStrategy[list[LogRow]]:
    named = st.lists(st.sampled_from(["NightOwl", "D. Marsh", "Unknown 1"]), unique=True, max_size=2)
    types = st.lists(st.sampled_from(["message", "threat", "threat-pets"]), unique=True, max_size=3)

    def row(when: When, who: list[str], kinds: list[str], count: int) -> LogRow:
        incident = an_incident(occurred=when, types=tuple(kinds), how_many=HowMany(count))
        return a_row(1, incident=incident, named=tuple(Named(label, Basis.SEEN) for label in who))

    rows = st.lists(st.builds(row, _whens(), named, types, st.integers(1, 9)), max_size=30)
    return rows.map(
        lambda found: [a_row(n, incident=row.incident, named=row.named) for n, row in enumerate(found, 1)]
    )


@given(_rows())
def test_X09_the_figures_add_up_whatever_the_rows(rows: list[LogRow]) -> None:
    types = (
        IncidentType("message", "Message"),
        IncidentType("threat", "Threat"),
        IncidentType("threat-pets", "To pets", "threat"),
    )

    counted = figures(a_log(*rows, types=types))

    assert counted.all.incidents == len(rows)
    assert counted.single == sum(row.incident.how_many.number for row in rows)
    months = [
        row.incident.occurred for row in rows if row.incident.occurred.from_ or row.incident.occurred.to
    ]
    assert counted.on_or_before == sum(
        row.incident.occurred.from_ is None and row.incident.occurred.to is not None for row in rows
    )
    assert sum(month.incidents for month in counted.months) == len(months)
    assert counted.nobody + sum(actor.group.incidents for actor in counted.actors) - counted.several == len(
        rows
    )
    for actor in counted.actors:
        assert sum(count for _, count in actor.bases) == actor.group.incidents
    assert counted.untyped + sum(
        kind.group.incidents for kind in counted.types
    ) - counted.several_types == len(rows)
    if counted.days:
        apart = (date.fromisoformat(counted.all.last) - date.fromisoformat(counted.all.first)).days
        assert counted.days == apart + 1
        assert counted.pause is None or counted.pause.days <= apart


@given(_rows())
def test_every_month_between_the_first_and_the_last_is_there_once(rows: list[LogRow]) -> None:
    months = [month.month for month in figures(a_log(*rows)).months]

    following = [(int(month[:4]) * 12 + int(month[5:])) for month in months]
    assert all(after - before == 1 for before, after in pairwise(following))


def _of_three(**changed: object) -> Log:
    """Sixty incidents of two people, now and then of both, and some of nobody."""
    both = (Named("NightOwl", Basis.SEEN), Named("D. Marsh", Basis.SEEN))
    rows = [
        a_row(
            n,
            incident=an_incident(
                FIRST_MS + n * n * DAY_MS // 4,
                headline=f"Headline {n}",
                types=("threat",) if n % 4 == 0 else ("message",),
                how_many=HowMany(3 if n % 10 == 0 else 1),
            ),
            named=both if n % 7 == 0 else () if n % 11 == 0 else both[:1] if n % 3 else both[1:],
            after=(after_the_warning(),) if n > 30 and n % 3 and n % 11 else (),
        )
        for n in range(1, 61)
    ]
    return a_log(*rows, milestones=(a_warning(FIRST_MS + 225 * DAY_MS),), **changed)


def _printed_rows(pages: list[str]) -> list[tuple[date, frozenset[str], int, str, bool]]:
    """Day, who, how many, type and whether after the warning, of every row of the log as it is printed."""
    log = "\n".join(page for page in pages if "What happened; exact words" in page)
    log = re.sub(r"^.*NightOwl, warned by police.*$", "", log, flags=re.MULTILINE)
    days = list(re.finditer(r"^ ?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+ \w+ \d{4})", log, re.MULTILINE))
    rows = []
    for found, following in zip(days, [*days[1:], None], strict=True):
        said = log[found.start() : following.start() if following else len(log)]
        who = frozenset(name for name in ("NightOwl", "D. Marsh") if f"{name} (seen" in said)
        count = re.search(r"How many +(\d+)", said)
        kind = "Threat" if re.search(r"Type +Threat", said) else "Message or e-mail"
        rows.append(
            (_day(found[1]), who, int(count[1]) if count else 1, kind, bool(re.search("After +warned", said)))
        )
    return rows


def _block(text: str, title: str) -> str:
    """What is printed from that title on, up to the next part."""
    rest = text[text.index(title) + len(title) :]
    return re.split(
        r"^.*(?:: how often, and since when|All of them together|Turning points)$", rest, flags=re.MULTILINE
    )[0]


def _assert_adds_up(
    block: str, rows: list[tuple[date, frozenset[str], int, str, bool]], *, has_pauses: bool = True
) -> None:
    """That a block's figures, months and types are those of these rows, and no others."""
    days = sorted(row[0] for row in rows)
    longest = max((after - before).days - 1 for before, after in pairwise(days))
    pause = rf"{longest} +" if has_pauses else ""
    assert re.search(rf"^\s*{len(rows)} +{(days[-1] - days[0]).days + 1} +{pause}0$", block, re.MULTILINE)
    assert f"({sum(row[2] for row in rows)} counting" in block
    by_month = Counter((day.year, day.month) for day in days)
    for year in {day.year for day in days}:
        line = re.search(rf"^ *{year} +([\d ]+)$", block, re.MULTILINE)
        assert line
        *months, total = map(int, line[1].split())
        assert sum(months) == total == sum(count for (found, _), count in by_month.items() if found == year)
        assert [each for each in months if each] == [
            by_month[year, month] for month in range(1, 13) if by_month[year, month]
        ]
    for kind, count in Counter(row[3] for row in rows).items():
        assert re.search(rf"^ *{kind} +{count} ", block, re.MULTILINE)


def test_X09_what_is_said_of_each_person_is_what_the_printed_rows_say() -> None:
    pages = page_texts(made(_of_three())[0])

    rows, text = _printed_rows(pages), "\n".join(pages)
    assert len(rows) == 60
    assert re.search(r"^\s*60 +2 +0$", pages[0], re.MULTILINE)
    for label in ("NightOwl", "D. Marsh"):
        theirs = [row for row in rows if label in row[1]]
        _assert_adds_up(_block(text, f"{label}: how often, and since when"), theirs)
        assert re.search(rf"^ *{label} +{len(theirs)} ", pages[0], re.MULTILINE)
    after = sum(row[4] for row in rows)
    assert re.search(rf"NightOwl +\d+ .* {after}$", pages[0], re.MULTILINE)
    assert re.search(rf"After a turning point: {after} \(“warned by police” on .*: {after}\)\.", text)
    block = _block(text, "NightOwl: how often, and since when")
    for kind in ("Message or e-mail", "Threat"):
        of_kind = sum(row[4] and row[3] == kind for row in rows)
        assert re.search(rf"^ *{kind} +\d+ .* {of_kind}$", block, re.MULTILINE)


def test_different_people_are_not_counted_together_unless_that_was_chosen() -> None:
    for layout in (Layout.LOG, Layout.OVERVIEW):
        text = as_text(made(_of_three(), layout)[0])

        assert "All of them together" not in text
        days = [row[0] for row in _printed_rows(page_texts(made(_of_three())[0]))]
        assert f"\n{(max(days) - min(days)).days + 1}\n" not in text, "no course of everybody's"


@pytest.mark.parametrize("reader", [Reader.POLICE, Reader.OTHER])
@pytest.mark.parametrize("layout", [Layout.LOG, Layout.OVERVIEW])
def test_X09_all_together_counts_each_that_names_anyone_once_and_says_who_is_counted(
    layout: Layout, reader: Reader
) -> None:
    log = _of_three(combined=True)
    log = replace(log, scope=replace(log.scope, reader=reader))
    rows = [row for row in _printed_rows(page_texts(made(log)[0])) if row[1]]

    text = "\n".join(page_texts(made(log, layout)[0]))

    block = _block(text, "All of them together")
    _assert_adds_up(block, rows, has_pauses=reader is Reader.POLICE)
    of = Counter(name for row in rows for name in row[1])
    for name, count in (*of.items(), ("All of them, each incident once", len(rows))):
        assert re.search(rf"^ *{name} +{count}$", block, re.MULTILINE)
    assert sum(of.values()) > len(rows), "some name both"
    assert "concerns several of them is counted once" in block
    assert f"{60 - len(rows)} incidents that name nobody are not counted here" in block


@pytest.mark.parametrize("rows", [_of_three(combined=True).rows, (a_row(1), a_row(5))])
def test_the_other_person_is_told_of_no_pause_between_what_was_left(rows: tuple[LogRow, ...]) -> None:
    log = a_log(*rows, combined=True, scope=Scope(Reader.OTHER))

    for layout in (Layout.LOG, Layout.OVERVIEW):
        assert "pause" not in as_text(made(log, layout)[0])


def test_one_person_alone_is_never_counted_together_with_anybody() -> None:
    text = as_text(made(a_log(a_row(1), a_row(5), combined=True))[0])

    assert "All of them together" not in text


def test_what_came_first_and_latest_stands_in_its_words_with_its_exhibit_and_page() -> None:
    log = _of_three()
    rows = [replace(row, exhibits=("ML/1",)) if row.number == 1 else row for row in log.rows]
    log = replace(
        log,
        rows=rows,
        exhibits=(an_exhibit("ML/1", b"What she saw", ExhibitKind.TEXT, "text/plain", "seen.txt"),),
    )

    pages = page_texts(made(log)[0])

    block = _block("\n".join(pages), "NightOwl: how often, and since when")
    page = next(n for n, each in enumerate(pages, 1) if "What she saw" in each)
    assert re.search(rf"First, no\. 1 .*ML/1, p\. {page} ", block)
    assert "“I know which train you take now”" in block
    assert re.search(r"Latest, no\. 59 ", block)


def _day(text: str) -> date:
    day, month, year = text.split()
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
    return date(int(year), months.index(month) + 1, int(day))


def test_weekdays_are_those_of_the_dates() -> None:
    rows = [a_row(n, incident=an_incident(FIRST_MS + n * 9 * DAY_MS)) for n in range(1, 40)]

    text = "".join(page_texts(made(a_log(*rows))[0]))

    found = re.findall(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+ \w+ \d{4})", text)
    assert len(found) >= 39
    assert all(_day(day).strftime("%a") == weekday for weekday, day in found)


def test_the_longest_pause_counts_the_days_between_two_days_with_incidents() -> None:
    rows = [
        a_row(n, incident=an_incident(FIRST_MS + day * DAY_MS)) for n, day in enumerate((0, 3, 3, 40, 41), 1)
    ]

    assert figures(a_log(*rows)).pause == Pause(36, "2024-03-16", "2024-04-22")


def test_a_month_counts_where_only_the_month_is_known_and_a_day_does_not() -> None:
    when = When(at_instant(FIRST_MS, PARIS), None, Precision.MONTH, None, TimeSource.MEMORY)

    counted = figures(a_log(a_row(incident=an_incident(occurred=when))))

    assert counted.months == (Month("2024-03", 1),)
    assert (counted.undated, counted.days, counted.all.first) == (1, 0, "")


def test_a_span_ends_where_its_last_moment_lies() -> None:
    start, end = at_instant(FIRST_MS, PARIS), at_instant(FIRST_MS + 2 * DAY_MS, PARIS)
    when = When(start, end, Precision.EXACT, None, TimeSource.SEEN)

    counted = figures(a_log(a_row(incident=an_incident(occurred=when))))

    assert (counted.all.first, counted.all.last, counted.days) == ("2024-03-13", "2024-03-15", 3)


@pytest.mark.parametrize(
    ("late_ms", "days"),
    [(0, 0), (14 * HOUR_MS + 59 * MINUTE_MS, 0), (15 * HOUR_MS, 1), (3 * DAY_MS, 3), (-DAY_MS, 0)],
)
def test_lateness_is_counted_in_days_of_the_writers_calendar(late_ms: int, days: int) -> None:
    assert days_late(a_row(late_ms=late_ms)) == days


def test_a_capture_of_something_older_is_not_late_when_it_was_noticed_that_day() -> None:
    seen = at_instant(FIRST_MS + DAY_MS, PARIS)
    row = a_row(1, incident=an_incident(occurred=on_or_before(seen), noticed=exact(seen)))

    assert days_late(row) == 0


def test_exact_types_count_under_their_plain_one_and_once() -> None:
    types = (IncidentType("call", "Call"), IncidentType("call-voicemail", "Voicemail", "call"))
    rows = (
        a_row(1, incident=an_incident(types=("call", "call-voicemail"))),
        a_row(2, incident=an_incident(types=("call-voicemail",))),
        a_row(3, incident=an_incident(types=("something of my own",))),
        a_row(4, incident=an_incident(types=())),
    )

    counted = figures(a_log(*rows, types=types))

    assert [(kind.group.label, kind.group.incidents, kind.exact) for kind in counted.types] == [
        ("Call", 2, (("Voicemail", 2),)),
        ("something of my own", 1, ()),
    ]
    assert counted.untyped == 1
    assert counted.several_types == 0


def test_accounts_are_told_apart_by_what_was_shown_and_list_their_exhibits() -> None:
    rows = (
        a_row(1, incident=an_incident(account=Account("owl", "1")), exhibits=("ML/1", "ML/2")),
        a_row(2, incident=an_incident(account=Account("owl", "2"))),
        a_row(3, incident=an_incident(account=Account("owl", "1")), exhibits=("ML/2",)),
        a_row(4, incident=an_incident(account=Account())),
    )

    accounts = figures(a_log(*rows, exhibits=(an_exhibit("ML/1", b"x"),))).accounts

    assert [(each.account.numeric_id, each.group.incidents, each.exhibits) for each in accounts] == [
        ("1", 2, ("ML/1", "ML/2")),
        ("2", 1, ()),
    ]


def test_incidents_after_a_turning_point_are_counted_once_each() -> None:
    both = (after_the_warning("NightOwl"), after_the_warning("D. Marsh"))

    counted = figures(a_log(a_row(1, after=both), a_row(2), milestones=(a_warning(),)))

    assert counted.after == {WARNING: 1}


def test_after_an_order_are_those_until_its_end_and_what_came_later_came_after_a_turning_point_all_the_same() -> (
    None
):
    order = replace(after_the_warning(), kind=MilestoneKind.ORDER, ends="2024-03-15")
    rows = [a_row(number, after=(order,)) for number in (1, 2, 3)]

    counted = figures(a_log(*rows, milestones=(a_warning(),)))

    assert counted.after == {WARNING: 2}
    assert counted.first_after == {WARNING: 1}
    assert counted.actors[0].after_each == {WARNING: 2}
    assert counted.actors[0].after == 3


def test_incidents_of_a_type_are_numbered_while_they_are_few() -> None:
    rows = [a_row(number) for number in range(1, MOST_NUMBERED + 2)]

    (few,) = figures(a_log(*rows[:-1])).types
    (many,) = figures(a_log(*rows)).types

    assert few.numbers == tuple(row.number for row in rows[:-1])
    assert many.numbers == ()


def test_where_it_was_written_from_and_how_often_changed_is_counted() -> None:
    rows = (
        a_row(1, edits=2),
        a_row(2, incident=an_incident(FIRST_MS + 2 * DAY_MS, written_from=WrittenFrom.FILE)),
        a_row(3, late_ms=5 * DAY_MS),
    )

    counted = figures(a_log(*rows))

    assert dict(counted.written) == {WrittenFrom.MEMORY: 2, WrittenFrom.FILE: 1}
    assert (counted.edited, counted.late) == (1, 1)
