"""What the window says it all adds up to is what the paper of the same entries says."""

import subprocess
from pathlib import Path

import pytest

from journal.domain.actor import Actor
from journal.domain.casework import Milestone, MilestoneKind
from journal.domain.incident import Attribution, Basis, HowMany
from journal.domain.printing import Layout, PrintWish, Reader
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.samples import at
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow

WORDS = Wording()


def test_a_person_has_the_figures_that_the_entries_naming_them_add_up_to(journal: Journal) -> None:
    owl = journal.casework.add_actor(Actor("NightOwl")).result()
    other = journal.casework.add_actor(Actor("D. Marsh")).result()
    by_owl, by_both = (
        (Attribution(owl, Basis.SAME_ACCOUNT),),
        (
            Attribution(owl, Basis.BELIEF),
            Attribution(other, Basis.SEEN),
        ),
    )
    write(journal, headline="One", occurred=at("2026-09-01T08:00"), actors=by_owl, how_many=HowMany(6))
    journal.casework.add_milestone(
        Milestone(MilestoneKind.BLOCKED, at("2026-09-15T08:00"), actors=(owl,))
    ).result()
    write(journal, headline="One", occurred=at("2026-11-19T08:00"), actors=by_both)
    write(journal, headline="One", occurred=at("2026-11-20T08:00"))

    overview = journal.paperwork.overview(WORDS).result()

    assert overview is not None
    assert (overview.all.all.incidents, overview.nobody, overview.several) == (3, 1, 1)
    told, less = overview.actors
    assert (told.actor, less.actor) == (owl, other)
    assert (told.course.all.incidents, told.course.single) == (2, 7)
    assert (told.course.all.first, told.course.all.last, told.course.days) == ("2026-09-01", "2026-11-19", 80)
    assert told.course.pause is not None
    assert told.course.pause.days == 78
    assert [month.incidents for month in told.course.months] == [1, 0, 1]
    assert told.bases == ((Basis.SAME_ACCOUNT, 1), (Basis.BELIEF, 1))
    assert [(point.kind, point.incidents) for point in told.points] == [(MilestoneKind.BLOCKED, 1)]
    assert less.points == ()


def test_who_was_taken_out_still_has_figures_but_no_list_of_their_own(journal: Journal) -> None:
    gone = journal.casework.add_actor(Actor("NightOwl")).result()
    write(journal, headline="One", occurred=at("2026-09-01T08:00"), actors=(Attribution(gone, Basis.BELIEF),))
    journal.casework.void_actor(gone).result()

    overview = journal.paperwork.overview(WORDS).result()

    assert overview is not None
    assert overview.all.all.incidents == 1
    assert [each.actor for each in overview.actors if each.actor is not None] == []


def test_paper_and_window_say_the_same(journal: Journal, tmp_path: Path) -> None:
    owl = journal.casework.add_actor(Actor("NightOwl")).result()
    for day in (1, 4, 19):
        write(
            journal,
            headline="One",
            occurred=at(f"2026-11-{day:02}T08:00"),
            actors=(Attribution(owl, Basis.SEEN),),
        )

    overview = journal.paperwork.overview(WORDS).result()
    paper = journal.paperwork.print_log(PrintWish(Reader.POLICE, layout=Layout.OVERVIEW), WORDS, on).result()

    assert overview is not None
    course = overview.actors[0].course
    paper.save(tmp_path / "overview.pdf")
    printed = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "overview.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert course.pause is not None
    for figure in (course.all.incidents, course.days, course.pause.days):
        assert f" {figure} " in f" {' '.join(printed.split())} "
    assert WORDS.day(course.all.last) in " ".join(printed.split())


def test_nothing_adds_up_to_nothing(journal: Journal) -> None:
    assert journal.paperwork.overview(WORDS).result() is None
