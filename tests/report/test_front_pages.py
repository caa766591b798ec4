"""What an officer looks for first: who is behind it, what came after a warning, and whom to ask for what is missing."""

import re
from dataclasses import replace

import pytest

from journal.domain.actor import Actor, Identifier, IdentifierKind, Standing
from journal.domain.evidence import Provenance
from journal.domain.ids import MilestoneId
from journal.domain.incident import Account, Basis, Needed, Where, WrittenFrom
from journal.domain.moments import Precision, at_instant, on_or_before
from journal.domain.printing import PaperSize, Reader
from journal.domain.reading import Removal
from journal.report import scope
from journal.report.model import ExhibitKind, LogActor, LogExhibit, Named, Scope
from journal.report.tally import figures
from journal.services.wording import Wording
from tests.report.logs import (
    DAY_MS,
    FIRST_MS,
    PARIS,
    a_log,
    a_row,
    a_warning,
    after_the_warning,
    an_exhibit,
    an_incident,
    made,
)
from tests.report.reading_back import as_text, page_texts, without_space

OWL = Actor(
    "NightOwl",
    Standing.SUSPECTED,
    names=("NightOwl", "N."),
    relationship="reader of the blog, never met",
    relationship_from="2024-03-13",
    description="About fifty, dark jacket.",
    vehicles=("grey estate car",),
    identifiers=(
        Identifier(IdentifierKind.ACCOUNT, "nightowl_77", "nightowl_77", "Studio notes", "88213047"),
        Identifier(
            IdentifierKind.IP, "203.0.113.9", "203.0.113.9", port=51734, at_utc="2026-11-19T22:40:18Z",
            first_seen="2025-04-22", last_seen="2026-11-19",
        ),
    ),
    told_to_stop="9 January 2026, by e-mail",
    notes="CANARY what I fear of him",
)  # fmt: skip


def _fronts(pages: list[str]) -> str:
    return without_space("".join(page for page in pages if "What happened; exact words" not in page))


def test_who_is_named_is_described_with_what_a_provider_needs() -> None:
    log = a_log(
        a_row(1), people=(LogActor("NightOwl", OWL), LogActor("Somebody else", Actor("Somebody else")))
    )

    text = without_space(as_text(made(log)[0], "-raw"))

    for said in (
        "identity not certain · reader of the blog, never met",
        "also: N.",
        "About fifty, dark jacket.",
        "nightowl_77, Studio notes, id 88213047",
        "203.0.113.9, port 51734, at 2026-11-19 22:40:18 UTC",
        "asked to stop: 9 January 2026, by e-mail",
    ):
        assert without_space(said) in text, said
    assert "Somebodyelse" not in text, "nobody is described whom no printed incident names"
    assert "CANARY" not in text


def test_a_turning_point_names_the_first_incident_after_it_and_its_page() -> None:
    rows = [
        a_row(n, incident=an_incident(FIRST_MS + n * DAY_MS), after=(after_the_warning(),) if n > 20 else ())
        for n in range(1, 25)
    ]

    pages = page_texts(made(a_log(*rows, milestones=(a_warning(FIRST_MS + 20 * DAY_MS),)))[0])

    page = next(
        number for number, page in enumerate(pages, 1) if re.search(r"^ ?21(  |$)", page, re.MULTILINE)
    )
    assert re.search(rf"warned by police.* 4 +no\. 21 +{page}$", "\n".join(pages), re.MULTILINE)


def test_what_others_still_hold_is_listed_the_soonest_gone_first() -> None:
    needs = {1: "2026-12-24", 2: "", 3: "2026-11-30", 4: "2024-03-20"}
    rows = [
        a_row(n, incident=an_incident(still_needed=(Needed(f"camera {n}", f"holder {n}", until),)))
        for n, until in needs.items()
    ]

    text = _fronts(page_texts(made(a_log(*rows))[0]))

    listed = text[text.index("Stillmissing,andwhohasit") :]
    assert re.findall(r"camera(\d)holder\d", listed) == ["3", "1", "2", "4"], (
        "what may be gone already comes last"
    )
    assert "30Nov2026" in listed
    assert listed.count("thisdayhaspassed") == 1


def test_an_account_says_where_it_was_used_and_who_is_named() -> None:
    where = (Where("post", "Forum"), Where("blog comment", "Studio notes"), Where("post", "Forum"))
    rows = [
        a_row(n, incident=an_incident(where=place, account=Account("owl")))
        for n, place in enumerate(where, start=1)
    ]

    counted = figures(a_log(*rows)).accounts[0]

    assert counted.platforms == (("Forum", 2), ("Studio notes", 1))
    assert counted.named == (("NightOwl", 3),)
    front = _fronts(page_texts(made(a_log(*rows))[0]))
    assert "seenon:Forum2·Studionotes1" in front
    assert "namedforit:NightOwl3" in front


def test_one_that_was_taken_out_is_spoken_of_as_one() -> None:
    everything = a_log(a_row(1), a_row(3), taken_out=(2,))

    assert list(scope.out_of_it(Wording("en"), everything)) == [
        "Taken out again by the writer: 1. That it was there stays recorded. Its number: 2."
    ]


def test_what_was_taken_out_or_removed_for_good_is_numbered_where_all_is_printed() -> None:
    recorded = a_row().first
    everything = a_log(
        *(a_row(1), a_row(2), a_row(4)),
        taken_out=(3, 5, 6),
        removals=(Removal(recorded, (7,), 2), Removal(recorded, (), 1)),
    )

    assert list(scope.out_of_it(Wording("en"), everything)) == [
        "Taken out again by the writer: 3. That they were there stays recorded. Their numbers: 3, 5–6.",
        "Removed for good by the writer on 14 Mar 2024, 09:15\u00a0+01:00: no. 7, 2 files. What was in it is gone;"
        " that it was removed stays recorded.",
        "Removed for good by the writer on 14 Mar 2024, 09:15\u00a0+01:00: 1 file. What was in it is gone;"
        " that it was removed stays recorded.",
    ]
    fewer = replace(everything, scope=Scope(Reader.POLICE, of=9))
    assert list(scope.out_of_it(Wording("en"), fewer)) == []
    printed = "".join("".join(page_texts(made(everything)[0])).split())
    assert "Removedforgoodbythewriteron14Mar2024" in printed.partition("Howthelogwaswritten")[2]


def test_what_was_written_from_memory_in_one_go_is_one_fact() -> None:
    minute = 60_000
    long_ago = [
        a_row(n, late_ms=(400 - n) * DAY_MS + minute * after)
        for n, after in ((1, 0), (2, 20), (3, 75), (4, 200))
    ]
    at_once = [a_row(n, late_ms=20 * minute) for n in (5, 6, 7)]
    from_file = [
        a_row(n, late_ms=(400 - n) * DAY_MS, incident=an_incident(written_from=WrittenFrom.FILE))
        for n in (8, 9)
    ]

    log = a_log(*long_ago, *at_once, *from_file)

    assert list(scope.sittings(Wording("en"), figures(log))) == [
        "Written down one after the other, from memory: 3 incidents, no. 1–3, from 17 Apr 2025, 09:00\u00a0+01:00 to"
        " 10:15\u00a0+01:00."
    ]
    printed = "".join("".join(page_texts(made(log)[0])).split())
    assert "Writtendownoneaftertheother,frommemory:3incidents,no.1–3" in printed
    assert figures(a_log(*long_ago[:2])).sittings == ()


def test_what_a_provider_finds_only_with_its_very_time_or_number_is_listed_in_utc_latest_first() -> None:
    visit = an_incident(
        FIRST_MS + 9 * DAY_MS + 18_000, account=Account("203.0.113.9"), where=Where("visit", "my site")
    )
    mail = an_incident(
        FIRST_MS + 2 * DAY_MS, account=Account("owl@example.org"), message_id="<a1@example.org>"
    )
    day = an_incident(
        occurred=replace(visit.occurred, precision=Precision.DAY), account=Account("2001:db8::9")
    )
    log = a_log(a_row(2, incident=mail), a_row(9, incident=visit), a_row(4, incident=day), a_row(5))

    front = _fronts(page_texts(made(log)[0]))

    listed = front[front.rindex("Toaskprovidersabout") :]
    assert listed.index("203.0.113.9visit,mysite2024-03-2208:00:18") < listed.index("<a1@example.org>")
    assert "2024-03-1508:00" in listed
    assert "2001:db8::9" in listed
    assert "owl@example.org" not in listed.replace("<a1@example.org>", "").split("Howthelog")[0]
    other = a_log(a_row(9, incident=visit), seal=None, counts=(), scope=Scope(Reader.OTHER))
    assert "Toaskprovidersabout" not in _fronts(page_texts(made(other)[0]))


def test_nothing_is_said_of_how_late_a_record_is_whose_day_is_not_known() -> None:
    of_march = an_incident(occurred=replace(an_incident().occurred, precision=Precision.MONTH))
    counted = figures(a_log(a_row(1), a_row(2, incident=of_march)))

    first, *_ = scope.written(Wording("en"), counted)

    assert (counted.late, counted.unplaced) == (0, 1)
    assert "noticed: 1. Recorded later: 0;" in first
    assert first.endswith("nor the day it was noticed is known: 1.")


def test_of_somebody_whom_no_turning_point_concerns_it_is_not_said_that_nothing_came_after_one() -> None:
    both = (Named("NightOwl", Basis.SAME_ACCOUNT), Named("D. Marsh", Basis.SEEN))
    rows = [a_row(number, named=(someone,)) for number, someone in enumerate(both, 1)]

    first = page_texts(made(a_log(*rows, milestones=(a_warning(FIRST_MS + 9 * DAY_MS),)))[0])[0]

    ends = {line.split()[0]: line.split()[-1] for line in first.splitlines() if "2024" in line}
    assert (ends["NightOwl"], ends["D."]) == ("0", "–")


@pytest.mark.slow
def test_what_came_after_each_turning_point_is_not_parted_by_the_end_of_a_sheet() -> None:
    points = [a_warning(FIRST_MS + day * DAY_MS) for day in range(12)]
    points = [replace(point, id=MilestoneId(f"{n:026}")) for n, point in enumerate(points)]
    after = tuple(replace(after_the_warning(), milestone=point.id) for point in points)
    whom = [*["NightOwl"] * 12, *["D. Marsh"] * 2]
    rows = [
        a_row(n, named=(Named(who, Basis.SEEN),), after=after if who == "NightOwl" else ())
        for n, who in enumerate(whom, 1)
    ]
    for lines in range(0, 40, 2):
        log = a_log(*rows, milestones=tuple(points), worries="\n".join("worry" for _ in range(lines)))

        (page,) = [page for page in page_texts(made(log)[0]) if "After a turning point:" in page]

        assert without_space(page).count("“warnedbypolice”") == 12, lines


@pytest.mark.slow
def test_signatures_never_stand_alone_on_a_sheet_and_leave_room_for_how_to_be_reached() -> None:
    counts = tuple((f"kind.of.record.{n}", n) for n in range(30))
    for paper in PaperSize:
        for some in range(0, 30, 3):
            last = page_texts(made(a_log(a_row(), paper=paper, counts=counts[:some]))[0])[-2]

            assert "It is not a sworn statement." in last
            assert "Safe way to reach me" in last
            assert "Records in the journal" in last or "What this shows" in last


def test_short_texts_share_a_sheet_and_long_ones_do_not() -> None:
    mails = [_mail(f"ML/{n}", f"From: owl\n\nletter {n}") for n in range(1, 4)]
    long = _mail("ML/4", "From: owl\n\n" + "a line\n" * 55)

    pdf, result = made(a_log(a_row(), exhibits=(*mails, long)))

    first, *others = result.exhibit_pages.values()
    assert others == [first, first, first + 1]
    assert "letter 3" in page_texts(pdf)[first - 1]


def test_what_every_exhibit_was_kept_with_is_said_once() -> None:
    kept = [an_exhibit(f"ML/{n}", bytes(n), name=f"{n}.mp3") for n in range(1, 5)]
    usual, other = (
        Provenance(program="Journal 1", system="Debian"),
        Provenance(program="Journal 2", system=""),
    )
    exhibits = [replace(e, evidence=replace(e.evidence, provenance=usual)) for e in kept[:3]]
    exhibits.append(replace(kept[3], evidence=replace(kept[3].evidence, provenance=other)))

    text = "".join(page_texts(made(a_log(a_row(), exhibits=tuple(exhibits)))[0]))

    assert text.count("Journal 1, Debian") == 1
    assert text.count("Journal 2") == 1


def _mail(reference: str, text: str) -> LogExhibit:
    exhibit = an_exhibit(reference, b"encoded", ExhibitKind.TEXT, "message/rfc822", "a.eml")
    return replace(exhibit, text=lambda: text)


def test_what_worries_the_writer_and_what_they_ask_for_stand_on_the_first_page() -> None:
    data, _ = made(a_log(a_row(), worries="That he knows my train.", asks="That he stays away."))
    first = page_texts(data)[0]

    assert "What worries the writer most" in first
    assert "That he knows my train." in first
    assert "That he stays away." in first


def test_a_writer_who_asks_for_nothing_has_no_empty_heading() -> None:
    data, _ = made(a_log(a_row()))

    assert "What the writer asks for" not in page_texts(data)[0]


def test_what_was_found_on_a_screen_is_counted_on_its_day_and_that_is_said() -> None:
    found = an_incident(occurred=on_or_before(at_instant(FIRST_MS + DAY_MS, PARIS)))
    first, *_ = page_texts(made(a_log(a_row(1), a_row(2, incident=found)))[0])

    assert without_space("it is counted on that day") in without_space(first)
    assert "The day of one is not known" not in first
