"""Every layout is printed under its record, what must not travel has a paper of its own, and long papers come soon."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from journal.domain import packed_runs
from journal.domain import records as r
from journal.domain.actor import Actor
from journal.domain.casework import Person, WitnessContact
from journal.domain.evidence import Method
from journal.domain.incident import Attribution, Basis, Witness
from journal.domain.printing import Layout, PaperSize, PrintJob, PrintWish, Queue, Reader
from journal.domain.reading import Wanted
from journal.services import kept_entries, printing
from journal.services import papers as papers_module
from journal.services.errors import NotForThem, NothingToPrint
from journal.services.journal import Journal
from journal.services.kept_entries import KeptEntries
from journal.services.papers import Shorter
from journal.services.printing import Paper
from journal.services.wording import Wording
from tests.samples import at
from tests.services.looking import record_counts
from tests.services.test_journal import on, png, write

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.POLICE)
WORDS = Wording()


def text_of(paper: Paper, folder: Path) -> str:
    target = folder / "printed.pdf"
    paper.save(target)
    found = subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


@pytest.fixture
def case(journal: Journal) -> Journal:
    """A writer, someone suspected, a witness with an address, and two incidents of which one has a picture."""
    journal.casework.write_person(Person(name="Marie Leroux", safe_contact="the studio, weekdays")).result()
    owl = journal.casework.add_actor(Actor("NightOwl")).result()
    journal.casework.write_witness(WitnessContact("Hana K.", address="1 Quay", phone="+33 1")).result()
    journal.casework.write_witness(WitnessContact("Nobody named", address="CANARY")).result()
    picture = journal.add_bytes(png(size=(300, 200)), "screen.png", Method.PASTE).result().evidence
    by_owl = (Attribution(owl, Basis.SAME_ACCOUNT),)
    seen = (Witness("Hana K.", "saw the message"),)
    write(
        journal,
        occurred=at("2026-11-20T20:58"),
        headline="Second",
        evidence=picture,
        actors=by_owl,
        witnesses=seen,
    )
    write(journal, occurred=at("2026-11-19T08:00"), headline="First", actors=by_owl)
    return journal


@pytest.mark.parametrize("layout", [each for each in Layout if each is not Layout.BLANK])
def test_every_paper_leaves_a_record_that_names_its_layout(
    case: Journal, layout: Layout, tmp_path: Path
) -> None:
    before = record_counts(case)

    paper = case.paperwork.print_log(replace(WISH, layout=layout), WORDS, on).result()

    after = record_counts(case)
    assert after["print"] == before.get("print", 0) + 1
    assert after["print.done"] == before.get("print.done", 0) + 1
    assert layout.value in _bodies(case)
    assert text_of(paper, tmp_path)
    paper.discard()


def _bodies(journal: Journal) -> str:
    rows = journal._parts.writing.run(
        lambda: journal._vault._connection.execute("SELECT text FROM kept_body").fetchall()
    ).result()
    return "".join(str(text) for (text,) in rows)


@pytest.mark.parametrize(
    "layout", [Layout.SHORT, Layout.STATEMENT, Layout.REGISTER, Layout.OVERVIEW, Layout.DAYS]
)
def test_exhibits_are_numbered_by_the_same_record_in_every_layout(
    case: Journal, layout: Layout, tmp_path: Path
) -> None:
    paper = case.paperwork.print_log(replace(WISH, layout=layout), WORDS, on).result()
    text = text_of(paper, tmp_path)
    paper.discard()

    log = case.paperwork.print_log(WISH, WORDS, on).result()

    assert "ML/1" in text
    assert "ML/1" in text_of(log, tmp_path)
    assert record_counts(case)["exhibit.assign"] == 1
    log.discard()


def test_an_empty_sheet_leaves_no_record_and_needs_no_entry(journal: Journal, tmp_path: Path) -> None:
    seal = journal.seal().result()
    wish = replace(WISH, layout=Layout.BLANK, paper=PaperSize.LETTER)

    paper = journal.paperwork.print_log(wish, WORDS, on).result()

    assert "Diary sheet" in text_of(paper, tmp_path)
    assert journal.seal().result() == seal
    paper.discard()


def test_how_to_be_reached_is_a_paper_of_its_own(case: Journal, tmp_path: Path) -> None:
    sheet = case.paperwork.print_log(replace(WISH, layout=Layout.CONTACT), WORDS, on).result()

    text = text_of(sheet, tmp_path)
    assert "the studio, weekdays" in text
    assert "W1 Hana K." in text
    assert "1 Quay" in text
    assert "CANARY" not in text, "a witness whom no chosen entry names"
    assert "First" not in text
    sheet.discard()


@pytest.mark.parametrize("layout", [each for each in Layout if each not in (Layout.CONTACT, Layout.BLANK)])
def test_no_other_paper_says_how_anyone_can_be_reached(case: Journal, layout: Layout, tmp_path: Path) -> None:
    paper = case.paperwork.print_log(replace(WISH, layout=layout), WORDS, on).result()

    text = text_of(paper, tmp_path)
    assert "the studio, weekdays" not in text
    assert "1 Quay" not in text
    assert "+33 1" not in text
    paper.discard()


def test_how_to_be_reached_is_never_for_the_other_person(case: Journal) -> None:
    seal = case.seal().result()

    for ask in (case.paperwork.preview_log, case.paperwork.print_log):
        with pytest.raises(NotForThem):
            ask(PrintWish(Reader.OTHER, layout=Layout.CONTACT), WORDS, on).result()

    assert case.seal().result() == seal


def test_only_the_most_serious_are_printed_where_that_is_wanted(case: Journal, tmp_path: Path) -> None:
    write(case, occurred=at("2026-11-21T08:00"), headline="The worst", starred=True)

    paper = case.paperwork.print_log(replace(WISH, wanted=Wanted(starred=True)), WORDS, on).result()

    text = text_of(paper, tmp_path)
    assert "The worst" in text
    assert "Second" not in text
    assert "1 of the 3 incidents in the journal." in text
    assert "marked as most serious" in text
    paper.discard()


# Long papers


def test_the_first_pages_of_a_long_paper_come_without_the_rest(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 2)
    seal = case.seal().result()
    case.paperwork.get_papers_ready(Wanted(), WORDS).result()

    first = case.paperwork.first_pages(WISH, WORDS).result()

    assert first is not None
    assert first.pages == papers_module.FIRST_PAGES
    assert "Incident log" in text_of(first, tmp_path)
    assert case.seal().result() == seal
    first.discard()


def test_a_short_paper_is_not_begun_twice(case: Journal) -> None:
    assert case.paperwork.first_pages(WISH, WORDS).result() is None
    assert case.paperwork.first_pages(replace(WISH, layout=Layout.BLANK), WORDS).result() is None


def test_what_was_composed_before_is_not_shown_once_something_was_written(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    case.paperwork.get_papers_ready(Wanted(), WORDS).result()
    write(case, occurred=at("2026-11-22T08:00"), headline="Just now")

    paper = case.paperwork.preview_log(replace(WISH, layout=Layout.SHORT), WORDS, on).result()

    assert "Just now" in text_of(paper, tmp_path)
    paper.discard()


def test_what_was_composed_for_one_reader_is_that_of_another_without_their_calls(
    case: Journal, tmp_path: Path
) -> None:
    for reader, said in ((Reader.LAWYER, "a lawyer or support worker"), (Reader.POLICE, "the police")):
        paper = case.paperwork.preview_log(PrintWish(reader), WORDS, on).result()
        assert f"Prepared for {said}" in text_of(paper, tmp_path)
        paper.discard()


def test_a_shorter_paper_is_named_with_its_pages_where_one_is_long(
    case: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert case.paperwork.shorter_paper(WISH, 10, WORDS).result() is None
    overview = replace(WISH, layout=Layout.OVERVIEW)
    paper = case.paperwork.preview_log(overview, WORDS, on).result()
    assert case.paperwork.shorter_paper(WISH, 600, WORDS).result() == Shorter(Layout.OVERVIEW, paper.pages)
    assert case.paperwork.shorter_paper(overview, 600, WORDS).result() is None
    paper.discard()
    with pytest.raises(NothingToPrint):
        case.paperwork.shorter_paper(
            PrintWish(Reader.POLICE, Wanted(words="none like it")), 600, WORDS
        ).result()


def test_nothing_is_composed_for_a_sheet_that_was_left(
    case: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    case.paperwork.get_papers_ready(Wanted(), WORDS).result()
    assert case.paperwork._papers._composed._kept is not None

    case.paperwork.forget_papers()
    case.paperwork._papers.get_ready(Wanted(), WORDS, case.paperwork._papers.sitting - 1)

    assert case.paperwork._papers._composed._kept is None


def kept_counts(journal: Journal) -> int:
    """How many parts of a log the journal keeps the figures of."""
    rows = journal._parts.reading.run(journal._reader._all, "SELECT first FROM seen_counted").result()
    return len(rows)


def test_of_a_log_that_was_counted_only_what_is_looked_at_is_read(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    case.paperwork.get_whole_log_ready(WORDS).result()
    press = case.paperwork._press
    opened_again = papers_module.Papers(replace(press, kept=KeptEntries(press.types, press.program)))
    monkeypatch.setattr(kept_entries, "tally", _refuse)

    first = opened_again.first_pages(WISH, WORDS)

    assert first is not None
    assert "Incident log" in text_of(first, tmp_path)
    first.discard()


def _refuse(*_asked: object) -> NoReturn:
    raise AssertionError("it was counted again")


def test_what_another_program_counted_is_counted_again(
    case: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    case.paperwork.get_whole_log_ready(WORDS).result()
    press = case.paperwork._press
    newer = papers_module.Papers(replace(press, kept=KeptEntries(press.types, "Journal 999")))
    monkeypatch.setattr(kept_entries, "tally", _refuse)

    with pytest.raises(AssertionError, match="counted again"):
        newer.first_pages(WISH, WORDS)


def test_a_whole_log_that_was_got_ready_gives_the_same_paper(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    monkeypatch.setattr(packed_runs, "TOGETHER", 1)
    anew = papers_module.Papers(replace(case.paperwork._press, kept=KeptEntries()))
    read = anew.preview(WISH, WORDS, on)

    case.paperwork.get_whole_log_ready(WORDS).result()

    ready = case.paperwork.preview_log(WISH, WORDS, on).result()
    assert text_of(ready, tmp_path) == text_of(read, tmp_path)
    read.discard()
    ready.discard()


def test_first_pages_are_those_of_the_whole_log(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    monkeypatch.setattr(papers_module, "FIRST_PAGES", 99)
    press = replace(case.paperwork._press, kept=KeptEntries())
    anew = papers_module.Papers(press)
    whole = anew.preview(WISH, WORDS, on)

    first = case.paperwork.first_pages(WISH, WORDS).result()

    assert first is not None
    assert text_of(first, tmp_path) == text_of(whole, tmp_path)
    whole.discard()
    first.discard()


def test_an_entry_that_changes_while_first_pages_are_set_has_them_set_again(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    monkeypatch.setattr(papers_module, "FIRST_PAGES", 99)
    set_pages = printing.Press.set
    changed: list[bool] = []

    def set_late(*asked: Any, **named: Any) -> Any:
        if not changed:
            changed.append(True)
            subject = case.timeline(Wanted()).result().keys[0].id
            draft = case.start_draft(subject).result()
            said = replace(draft.incident, description="It was written just now.")
            case.keep_draft(replace(draft, incident=said)).result()
            case.settle(draft.id).result()
        return set_pages(*asked, **named)

    monkeypatch.setattr(printing.Press, "set", set_late)

    first = case.paperwork.first_pages(WISH, WORDS).result()

    assert first is not None
    assert "It was written just now." in text_of(first, tmp_path)
    first.discard()


def test_a_whole_log_that_was_got_ready_is_read_again_once_something_was_written(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    case.paperwork.get_whole_log_ready(WORDS).result()
    write(case, occurred=at("2026-11-22T08:00"), headline="Just now")

    paper = case.paperwork.preview_log(replace(WISH, layout=Layout.SHORT), WORDS, on).result()

    assert "Just now" in text_of(paper, tmp_path)
    paper.discard()


def test_of_a_log_that_something_is_added_to_meanwhile_nothing_is_kept(
    case: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    keep = KeptEntries.keep

    def keep_late(*asked: Any) -> Any:
        with case._vault.writing():
            case._vault.append(r.PrivateTermsWritten(("Owl",)), "")
        return keep(*asked)

    monkeypatch.setattr(KeptEntries, "keep", keep_late)

    case.paperwork.get_whole_log_ready(WORDS).result()

    assert kept_counts(case) == 0


def test_what_entries_come_to_is_not_kept_when_one_is_removed_for_good(
    case: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    case.paperwork.get_whole_log_ready(WORDS).result()
    assert kept_counts(case) > 0
    subject = case.timeline(Wanted()).result().keys[0].id

    def remove() -> None:
        with case._vault.writing():
            case._vault.shred(case._vault.doomed((subject,), ()), "")

    case._parts.writing.run(remove).result()

    assert kept_counts(case) == 0


def test_nothing_is_got_ready_in_a_journal_that_is_being_closed(
    case: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers_module, "LONG", 1)
    monkeypatch.setattr(case.paperwork._papers._composed, "_is_over", lambda: True)

    case.paperwork.get_whole_log_ready(WORDS).result()

    assert kept_counts(case) == 0


def test_nothing_is_got_ready_in_a_short_journal(case: Journal) -> None:
    case.paperwork.get_whole_log_ready(WORDS).result()

    assert kept_counts(case) == 0


# To a printer


def test_a_paper_reaches_the_print_service_byte_for_byte(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got = tmp_path / "got.pdf"
    command = tmp_path / "bin" / "lp"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nprintf "%s " "$@" > {tmp_path}/asked\ncat > {got}\n')
    command.chmod(0o700)
    monkeypatch.setenv("PATH", str(command.parent), prepend=":")
    paper = case.paperwork.print_log(replace(WISH, layout=Layout.SHORT), WORDS, on).result()

    case.paperwork.send_paper(paper, PrintJob(Queue("Office", usual=True), 2, both_sides=True), on).result()

    assert got.read_bytes() == b"".join(paper.chunks())
    asked = (tmp_path / "asked").read_text()
    assert "-d Office -n 2 -t Document " in asked
    assert "sides=two-sided-long-edge" in asked
    paper.discard()
