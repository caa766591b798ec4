"""What may reach the other person holds no private word, and says neither how much was left out nor when."""

import base64
import io
import json
import re
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pytest

from journal.domain.actor import Actor, Standing
from journal.domain.casework import Contact, Milestone, MilestoneKind, Person, WitnessContact
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.ids import ActorId, EvidenceId, IncidentId
from journal.domain.incident import Account, Attribution, Basis, Effect, Vehicle, Where, Witness
from journal.domain.printing import Layout, PrintJob, PrintWish, Queue, Reader
from journal.domain.private_terms import Choice, Looking
from journal.domain.reading import Wanted
from journal.pictures.parts import copy_of
from journal.pictures.png import encode_screen
from journal.report import verifier
from journal.services import covering, for_the_other, handing_over
from journal.services.errors import (
    CoveredCopiesNeeded,
    NothingToPrint,
    PaperNotSearched,
    PrivateTermsNotWritten,
    PrivateWordsLeft,
    PrivateWordsOpen,
)
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.report.reading_back import as_text
from tests.samples import at
from tests.services.conftest import surroundings
from tests.services.looking import record_counts, verified
from tests.services.quick import quick_journal
from tests.services.test_journal import on, png, write

pytestmark = pytest.mark.slow

OTHER = PrintWish(Reader.OTHER)

TERMS = (
    *("Marie Leroux", "12 Hidden Lane", "+49 170 1234567", "AB-CD 1234", "me@example.org", "Rosenschule"),
    *("Dr Okonjo", "Müller", "مدرسة النور", "山田", "Acme Logistics", "Zoë", "blue Škoda", "café fleurette"),
    *("DE89 3704 0044 0532 0130 00", "203.0.113.77", "leroux_m", "Hafenstraße 9", "office 4b", "Jo"),
)


@pytest.fixture
def journal(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    opened = quick_journal(folder, surroundings(clock))
    yield opened
    opened.close()


def cover_all(journal: Journal, wish: PrintWish = OTHER) -> None:
    """Cover every private word, let every text be printed, and look at every picture."""
    hits = journal.private_terms.hits(wish).result()
    journal.private_terms.decide(
        {hit.key: Choice.COVER if hit.term else Choice.SHOW for hit in hits}
    ).result()
    for piece in journal.covering.looked(wish).result().undecided:
        journal.covering.cover(piece.id, ()).result()


def printed(journal: Journal, wish: PrintWish = OTHER) -> bytes:
    """The PDF that would be saved or sent to a printer."""
    paper = journal.paperwork.print_log(wish, Wording(), on).result()
    data = b"".join(paper.chunks())
    paper.discard()
    return data


def handed(
    journal: Journal, target: Path, wish: PrintWish = OTHER, form: Form = Form.FOLDER
) -> dict[str, bytes]:
    """Every file of the folder by its name."""
    journal.paperwork.hand_over(wish, Parcel(form), target, Wording(), on).result()
    return {
        path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()
    }


def text_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "read.pdf"
    path.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True
    ).stdout.decode()


def everything_in(name: str, data: bytes, tmp_path: Path) -> Iterator[bytes]:
    """The bytes as they are, and as any tool can get them out."""
    yield name.encode()
    yield data
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Stream):
                    try:
                        yield bytes(thing.read_bytes())
                    except pikepdf.PdfError:
                        yield bytes(thing.read_raw_bytes())
            yield repr(pdf.docinfo).encode()
            yield "\n".join(item.title for item in _outline(pdf)).encode()
        yield text_of(data, tmp_path).encode()
    elif name.endswith(".png"):
        at, rows = 8, b""
        while at < len(data):
            length = int.from_bytes(data[at : at + 4], "big")
            if data[at + 4 : at + 8] == b"IDAT":
                rows += data[at + 8 : at + 8 + length]
            at += 12 + length
        yield zlib.decompress(rows)


def _outline(pdf: pikepdf.Pdf) -> Iterator[pikepdf.OutlineItem]:
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            yield item
            waiting += item.children


def hidden_everywhere(journal: Journal) -> None:
    """Twenty terms in every field there is, written in every way a text can be written in."""
    journal.casework.write_person(
        Person(name="Marie Leroux", worries_most="Rosenschule", asks_for="at AB-CD 1234")
    ).result()
    named = journal.casework.add_actor(
        Actor("ex of Zoë Müller", Standing.KNOWN, notes="Acme Logistics")
    ).result()
    journal.casework.add_milestone(
        Milestone(
            MilestoneKind.ORDER,
            at("2026-10-01T09:00"),
            (named,),
            "at Rosenschule",
            "court of 山田",
            "not near 12 Hidden Lane",
            note="Jo",
        )
    ).result()
    mail = (
        b"From: owl@example.net\nTo: me@example.org\nReceived: from [203.0.113.77]\nSubject: =?utf-8?b?"
        + base64.b64encode("Müller".encode())
        + b"?=\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(b"I waited at 12 Hidden\nLane for Marie Leroux.")
        + b"\n"
    )
    letter = journal.add_bytes(mail, "Marie Leroux.eml", Method.FILE).result().evidence
    note = journal.add_bytes(
        "Zoe\u0308 works at Acme\nLogistics; مدرسةُ النّور".encode(), "Rosenschule.txt", Method.FILE
    )
    picture = journal.add_bytes(png(size=(300, 200)), "12 Hidden Lane.png", Method.PASTE).result().evidence
    by = (Attribution(named, Basis.WORDING, "only Dr Okonjo knew"),)
    write(
        journal,
        occurred=at("2026-11-02T08:00"),
        headline="Ma\u200brie Leroux at the Rosen\u00adschule",
        description="He waited in 12 Hidden\nLane near the oﬃce 4B, said 0170/123 45 67, and Jo saw it.",
        exact_words=f"AB CD1234! {quote('Marie Leroux')} &#90;oë 𝐌𝐚𝐫𝐢𝐞 𝐋𝐞𝐫𝐨𝐮𝐱 "
        + base64.b64encode(b"Acme Logistics, 203.0.113.77").decode(),
        where=Where("mail", "Hafenstrasse 9", "café fleurette"),
        link="https://x.example/%4Darie%20Leroux?a=me%40example.org&b=xn--mller-kva.example",
        account=Account("leroux_m", "DE89370400440532013000"),
        message_id="<203.0.113.77@example.net>",
        types=("Dr. Okonjo again",),
        witnesses=(Witness("Jo", saw="at Acme Logistics"),),
        effect=Effect("could not go to Rosenschule"),
        response="I called +49 (0) 170 1234567",
        appearance="a bag of Acme-Logistics",
        vehicle=Vehicle("abcd 1234", "blue Skoda", "مدرسة\u200f النور"),
        others_present="Zoë",
        helper="Dr Okonjo",
        actors=by,
        evidence=(*letter, *note.result().evidence, *picture),
    )


def test_x01_no_private_term_is_left_in_any_byte_of_what_the_other_person_gets(
    journal: Journal, tmp_path: Path
) -> None:
    journal.private_terms.write(TERMS).result()
    hidden_everywhere(journal)
    cover_all(journal)

    files = handed(journal, tmp_path / "out")

    looking = Looking(TERMS)
    assert "[covered]" in text_of(files["1 START HERE.pdf"], tmp_path)
    assert sorted(name.rpartition("/")[2] for name in files if "Exhibits" in name) == [
        "E1.txt",
        "E2.txt",
        "E3.png",
    ]
    for name, data in files.items():
        for part in everything_in(name, data, tmp_path):
            lowered = part.lower()
            for term in TERMS:
                if len(term) < 4:
                    continue
                for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert term.lower().encode(encoding) not in lowered, (name, term)
        for text in _texts(name, data, tmp_path):
            assert [found.term for found in looking.found(text)] == [], name


def _texts(name: str, data: bytes, tmp_path: Path) -> Iterator[str]:
    yield name
    if name.endswith(".pdf"):
        yield text_of(data, tmp_path)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield "\n".join(item.title for item in _outline(pdf))
    elif name.endswith(".txt") and "checksums" not in name:
        yield data.decode()


def test_t6_what_was_only_looked_at_can_neither_be_saved_nor_sent_to_a_printer(
    journal: Journal, tmp_path: Path
) -> None:
    write(journal, occurred=at("2026-11-01T08:00"), headline="One")
    journal.private_terms.write(()).result()
    looked_at = journal.paperwork.preview_log(OTHER, Wording(), on).result()
    finished = journal.paperwork.print_log(OTHER, Wording(), on).result()

    job = PrintJob(Queue("none", usual=True))
    for leave in (
        lambda: journal.paperwork.save_paper(looked_at, tmp_path / "a.pdf").result(),
        lambda: journal.paperwork.save_paper(looked_at, tmp_path / "a.pdf", "a long password").result(),
        lambda: journal.paperwork.send_paper(looked_at, job, on).result(),
        lambda: looked_at.save(tmp_path / "a.pdf"),
    ):
        with pytest.raises(PaperNotSearched):
            leave()

    assert list(tmp_path.glob("*.pdf")) == []
    assert journal.paperwork.save_paper(finished, tmp_path / "b.pdf").result().size == finished.size


@dataclass(frozen=True)
class Case:
    """What both journals of X-06 have, and whether this one has more, which is left out."""

    more: bool


def fill(journal: Journal, clock: FakeClock, case: Case) -> None:
    """Two incidents for the paper; with more, others before, between and after, in every way there is to leave out."""
    journal.casework.write_person(Person(name="Marie Leroux")).result()
    owl = journal.casework.add_actor(Actor("NightOwl", Standing.SUSPECTED)).result()
    by = (Attribution(owl, Basis.SAME_ACCOUNT),)

    def another(local: str, words: str) -> None:
        if case.more:
            clock.pass_ms(7_654_321)
            clock.now += 3_600_000  # the clock is set, which the journal records
            spare = journal.add_bytes(png((1, 2, 3), (90, 80)), "spare.png", Method.PASTE).result().evidence
            stranger = journal.casework.add_actor(Actor(f"Stranger {words}", Standing.KNOWN)).result()
            write(
                journal,
                occurred=at(local),
                headline=f"{words} at 12 Hidden Lane",
                evidence=spare,
                actors=(*by, Attribution(ActorId(stranger), Basis.SEEN)),
            )
            journal.casework.add_contact(Contact(at(local), who="Sgt Example", said=words)).result()
            journal.casework.add_milestone(
                Milestone(MilestoneKind.WARNED, at(local), (ActorId(stranger),), note=words)
            ).result()

    another("2026-01-01T08:00", "long before")
    first = journal.add_bytes(png(size=(300, 200)), "first.png", Method.PASTE).result().evidence
    spare = (
        journal.add_bytes(b"From: a@b.example\n\nleft out", "x.eml", Method.FILE).result().evidence
        if case.more
        else ()
    )
    subject = write(
        journal, occurred=at("2026-11-01T08:00"), headline="One", evidence=(*first, *spare), actors=by
    )
    another("2026-11-02T08:00", "between")
    text = journal.add_bytes(b"From: owl@b.example\n\nI saw you", "y.eml", Method.FILE).result().evidence
    write(journal, occurred=at("2026-11-20T08:00"), headline="Two", evidence=text, actors=by)
    another("2026-11-30T08:00", "after")
    journal.casework.add_milestone(
        Milestone(MilestoneKind.BLOCKED, at("2026-11-10T08:00"), (owl,), "by phone")
    ).result()
    if case.more:
        draft = journal.start_draft(IncidentId(subject)).result()
        more = replace(draft.incident, effect=Effect("no sleep"), starred=True, witnesses=(Witness("Ana"),))
        journal.keep_draft(replace(draft, incident=more, private_note="only for me")).result()
        journal.settle(draft.id).result()
        journal.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), on).result().discard()
    journal.private_terms.write(("12 Hidden Lane",)).result()
    hits = journal.private_terms.hits(OTHER).result()
    journal.private_terms.decide(
        {hit.key: Choice.LEAVE_OUT if hit.term or "left out" in hit.found else Choice.SHOW for hit in hits}
    ).result()
    for piece in journal.covering.looked(OTHER).result().undecided:
        journal.covering.cover(piece.id, ()).result()


def test_x06_two_journals_that_differ_only_in_what_is_left_out_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for case in (Case(more=False), Case(more=True)):
        clock = FakeClock()
        journal = quick_journal(
            JournalFolder(tmp_path / f"Journal {case.more}"), surroundings(clock, 1 + case.more)
        )
        fill(journal, clock, case)
        clock.now = FakeClock().now + 40_000_000
        made.append(handed(journal, tmp_path / f"out {case.more}"))
        journal.close()

    plain, more = made
    assert plain.keys() == more.keys()
    assert {name for name in plain if plain[name] != more[name]} == set()
    text = text_of(plain["1 START HERE.pdf"], tmp_path)
    assert "Two" in text
    assert re.search(r"\bE2\b", text)
    assert "recorded" not in text.lower()
    assert "ML/" not in text
    assert "seal" not in text.lower()


def test_x06_no_hash_of_an_original_no_program_and_no_header_goes_along(
    journal: Journal, clock: FakeClock, tmp_path: Path
) -> None:
    fill(journal, clock, Case(more=True))

    files = handed(journal, tmp_path / "out")

    assert sorted(files) == [
        "1 START HERE.pdf",
        "2 Exhibits/E1.png",
        "2 Exhibits/E2.txt",
        "3 For checking/checksums-sha256.txt",
        "3 For checking/how-to-check.txt",
    ]
    whole = b"\n".join(part for name, data in files.items() for part in everything_in(name, data, tmp_path))
    originals = [
        journal.piece(EvidenceId(piece)).result().evidence.original.sha256.encode()
        for key in journal.timeline(Wanted()).result().keys
        for piece in journal.entry(key.id).result().incident.evidence
    ]
    assert len(originals) > 3
    assert [digest for digest in originals if digest in whole] == []
    assert journal.seal().result().hex.encode() not in whole
    with pikepdf.open(io.BytesIO(files["1 START HERE.pdf"])) as pdf:
        assert set(pdf.docinfo) == {"/Title", "/CreationDate", "/ModDate"}
        assert str(pdf.docinfo["/CreationDate"]).endswith("000000+00'00'")
    assert b"journal" not in whole.lower()
    assert verifier.check(tmp_path / "out").code == verifier.FILES_ONLY


@pytest.mark.parametrize("standing", Standing)
def test_x06_the_number_of_an_unknown_does_not_tell_of_others(
    journal: Journal, tmp_path: Path, standing: Standing
) -> None:
    unknown = [
        journal.casework.add_actor(Actor(f"Unknown {number}", standing=standing)).result()
        for number in (1, 2, 3)
    ]
    for day, actor in ((1, unknown[2]), (2, unknown[1])):
        write(
            journal,
            occurred=at(f"2026-11-0{day}T08:00"),
            headline=f"No. {day}",
            actors=(Attribution(actor, Basis.BELIEF),),
        )
    journal.private_terms.write(()).result()

    text = text_of(printed(journal), tmp_path)

    assert {found[0] for found in re.finditer(r"Unknown \d", text)} == {"Unknown 1", "Unknown 2"}
    assert text.index("Unknown 1") < text.index("Unknown 2")


def two_of_one_name(journal: Journal) -> tuple[ActorId, ActorId]:
    """One who was asked to stop, and another of the same name who was not."""
    asked, other = (journal.casework.add_actor(Actor("Alex Doe")).result() for _ in range(2))
    stop = Milestone(MilestoneKind.ASKED_TO_STOP, at("2026-11-01T08:00"), (asked,))
    journal.casework.add_milestone(stop).result()
    for day, actor in ((2, asked), (3, other), (4, other)):
        by = (Attribution(actor, Basis.BELIEF),)
        write(journal, occurred=at(f"2026-11-0{day}T08:00"), headline=f"No. {day}", actors=by)
    return asked, other


def test_two_people_of_one_name_are_two_on_paper_and_in_the_window(journal: Journal, tmp_path: Path) -> None:
    asked, other = two_of_one_name(journal)

    found = journal.paperwork.overview(Wording()).result()
    people = journal.sidebar().result().people
    text = text_of(printed(journal, PrintWish(Reader.POLICE)), tmp_path)

    assert {one.id: one.label for one in people} == {asked: "Alex Doe (1)", other: "Alex Doe (2)"}
    assert found is not None
    counted = {course.actor: (course.course.all.incidents, len(course.points)) for course in found.actors}
    assert counted == {asked: (1, 1), other: (2, 0)}
    assert "Alex Doe (1)" in text
    assert "Alex Doe (2)" in text
    assert {actor.label for _, actor in journal.casework.actors().result()} == {"Alex Doe"}


def test_x06_that_somebody_of_the_same_name_is_left_out_is_not_told(journal: Journal, tmp_path: Path) -> None:
    two_of_one_name(journal)
    ids = [key.id for key in journal.timeline(Wanted()).result().keys]
    journal.private_terms.write(()).result()

    both = text_of(printed(journal), tmp_path)
    alone = text_of(printed(journal, replace(OTHER, only=tuple(ids[:2]))), tmp_path)

    assert "Alex Doe (1)" in both
    assert "Alex Doe (2)" in both
    assert "Alex Doe" in alone
    assert not re.search(r"Doe \(\d", alone)
    assert "asked to stop" not in alone.lower()


def test_two_people_whose_names_are_covered_are_still_two(journal: Journal, tmp_path: Path) -> None:
    for day, name in ((1, "Marie Leroux"), (2, "Dr Okonjo")):
        by = (Attribution(journal.casework.add_actor(Actor(name)).result(), Basis.BELIEF),)
        write(journal, occurred=at(f"2026-11-0{day}T08:00"), headline=f"No. {day}", actors=by)
    journal.private_terms.write(("Marie Leroux", "Dr Okonjo")).result()
    cover_all(journal)

    text = text_of(printed(journal), tmp_path)

    assert "[covered] (1)" in text
    assert "[covered] (2)" in text


def test_times_of_another_part_of_the_world_are_decided_about_first(journal: Journal, tmp_path: Path) -> None:
    for day in (1, 2):
        write(journal, occurred=at(f"2026-11-0{day}T08:00"), headline=f"No. {day}")
    write(journal, occurred=at("2026-11-03T08:00", "America/Toronto"), headline="Far away")
    write(journal, occurred=at("2026-11-04T08:00", "Europe/Berlin"), headline="Same distance")
    journal.private_terms.write(()).result()

    (hit,) = journal.private_terms.hits(OTHER).result()
    assert (hit.field, hit.found, len(hit.entries)) == (for_the_other.ZONE, "America/Toronto", 1)
    with pytest.raises(PrivateWordsOpen):
        printed(journal)
    journal.private_terms.decide({hit.key: Choice.LEAVE_OUT}).result()

    text = text_of(printed(journal), tmp_path)
    assert "Far away" not in text
    assert "Same distance" in text


def test_the_end_of_a_span_is_told_in_its_own_part_of_the_world_and_decided_about(
    journal: Journal, tmp_path: Path
) -> None:
    for day in (1, 2):
        write(journal, occurred=at(f"2026-11-0{day}T08:00"), headline=f"No. {day}")
    landed = at("2026-11-03T20:00", "America/Toronto").from_
    write(journal, occurred=replace(at("2026-11-03T08:00"), to=landed), headline="Away")
    journal.private_terms.write(()).result()

    (hit,) = journal.private_terms.hits(OTHER).result()
    assert (hit.field, hit.found) == (for_the_other.ZONE, "America/Toronto")
    journal.private_terms.decide({hit.key: Choice.SHOW}).result()

    assert "-05:00" in text_of(printed(journal), tmp_path)


def test_x06_what_is_left_out_does_not_decide_which_part_of_the_world_is_usual(journal: Journal) -> None:
    for day in (1, 2):
        write(journal, occurred=at(f"2026-11-0{day}T08:00"), headline=f"No. {day}")
    write(journal, occurred=at("2026-11-03T08:00", "America/Toronto"), headline="Far away")
    for day in (4, 5):
        away = at(f"2026-11-0{day}T08:00", "America/Toronto")
        write(journal, occurred=away, headline=f"At Rosenschule {day}")
    journal.private_terms.write(("Rosenschule",)).result()
    hits = journal.private_terms.hits(OTHER).result()
    journal.private_terms.decide({hit.key: Choice.LEAVE_OUT for hit in hits if hit.term}).result()

    (asked,) = (hit for hit in journal.private_terms.hits(OTHER).result() if hit.choice is None)

    assert (asked.field, asked.found) == (for_the_other.ZONE, "America/Toronto")


def test_x07_what_may_be_shown_only_in_something_that_is_left_out_may_not_be_shown_elsewhere(
    journal: Journal,
) -> None:
    write(journal, occurred=at("2026-11-01T08:00"), headline="Rosenschule and Acme Logistics")
    write(journal, occurred=at("2026-11-02T08:00"), headline="Kept", where=Where("mail, Rosen", "schule"))
    journal.private_terms.write(("Rosenschule", "Acme Logistics")).result()
    hits = journal.private_terms.hits(OTHER).result()
    journal.private_terms.decide(
        {
            hit.key: Choice.SHOW if hit.term == "Rosenschule" else Choice.LEAVE_OUT
            for hit in hits
            if hit.field == "headline"
        }
    ).result()

    with pytest.raises((PrivateWordsLeft, PrivateWordsOpen)):
        printed(journal)


def test_a_turning_point_of_another_part_of_the_world_is_decided_about_too(
    journal: Journal, tmp_path: Path
) -> None:
    write(journal, occurred=at("2026-11-01T08:00"), headline="At home")
    begun, ended = (at(f"2026-11-0{day}T08:00", "America/Toronto") for day in (5, 6))
    span = replace(begun, to=ended.from_)
    journal.casework.add_milestone(Milestone(MilestoneKind.OTHER, span, (), "far away")).result()
    journal.casework.add_milestone(Milestone(MilestoneKind.BLOCKED, begun)).result()
    journal.private_terms.write(()).result()

    (hit,) = journal.private_terms.hits(OTHER).result()
    assert (hit.field, hit.found) == (for_the_other.ZONE, "America/Toronto")
    journal.private_terms.decide({hit.key: Choice.SHOW}).result()
    assert "-05:00" in text_of(printed(journal), tmp_path)
    journal.private_terms.decide({hit.key: Choice.LEAVE_OUT}).result()

    text = text_of(printed(journal), tmp_path)
    assert "-05:00" not in text
    assert "far away" not in text
    assert "blocked" in text


def test_x07_open_private_words_keep_the_paper_back_until_each_is_decided(
    journal: Journal, tmp_path: Path
) -> None:
    write(journal, occurred=at("2026-11-01T08:00"), headline="At 12 Hidden Lane", description="with Jo")
    with pytest.raises(PrivateTermsNotWritten):
        printed(journal)
    journal.private_terms.write(("12 Hidden Lane", "Jo")).result()
    before = journal.seal().result()
    for make in (
        lambda: printed(journal),
        lambda: handed(journal, tmp_path / "out"),
        lambda: journal.paperwork.preview_log(OTHER, Wording(), on).result(),
    ):
        with pytest.raises(PrivateWordsOpen) as stopped:
            make()
        assert stopped.value.number == 2
    assert journal.seal().result() == before
    assert not (tmp_path / "out").exists()
    first, second = journal.private_terms.hits(OTHER).result()

    journal.private_terms.decide({first.key: Choice.COVER}).result()
    with pytest.raises(PrivateWordsOpen):
        printed(journal)
    journal.private_terms.decide({second.key: Choice.SHOW}).result()

    text = text_of(printed(journal), tmp_path)
    assert "Jo" in text
    assert "Hidden" not in text


def test_what_was_decided_lasts_over_a_lock_and_not_over_a_change_of_the_words(
    folder: JournalFolder, clock: FakeClock
) -> None:
    journal = quick_journal(folder, surroundings(clock))
    subject = write(journal, occurred=at("2026-11-01T08:00"), headline="At 12 Hidden Lane")
    journal.private_terms.write(("12 Hidden Lane",)).result()
    cover_all(journal)
    journal.close()

    again = quick_journal(folder, surroundings(clock, 2))
    try:
        assert [hit.choice for hit in again.private_terms.hits(OTHER).result()] == [Choice.COVER]
        draft = again.start_draft(IncidentId(subject)).result()
        changed = replace(draft.incident, headline="Outside 12 Hidden Lane")
        again.keep_draft(replace(draft, incident=changed)).result()
        again.settle(draft.id).result()
        assert [hit.choice for hit in again.private_terms.hits(OTHER).result()] == [None]
    finally:
        again.close()


def test_the_same_words_in_many_entries_are_asked_about_once(journal: Journal) -> None:
    for day in range(1, 9):
        write(
            journal,
            occurred=at(f"2026-11-0{day}T08:00"),
            headline=f"No. {day}",
            link="https://x.example/leroux_m",
        )
    journal.private_terms.write(("leroux_m",)).result()

    (hit,) = journal.private_terms.hits(OTHER).result()

    assert len(hit.entries) == 8
    assert (hit.before, hit.found) == ("https://x.example/", "leroux_m")


def test_nothing_is_put_on_the_list_by_itself_and_what_is_known_is_offered(journal: Journal) -> None:
    journal.casework.write_person(
        Person(name="Marie Leroux", safe_contact="a safe friend, 0170 1", accounts=("leroux_m (Instagram)",))
    ).result()
    journal.casework.write_witness(
        WitnessContact("Ana", address="12 Hidden Lane", phone="0170 555 01")
    ).result()
    assert journal.private_terms.terms().result() is None

    offered = [proposal.text for proposal in journal.private_terms.proposals().result()]

    assert offered[0] == "a safe friend"
    assert {"leroux_m", "12 Hidden Lane", "0170 555 01", "Ana", "Marie Leroux"} <= set(offered)
    assert journal.private_terms.write([" 12  hidden lane ", "x", ""]).result() == ("12 hidden lane",)
    left = [proposal.text for proposal in journal.private_terms.proposals().result()]
    assert "12 Hidden Lane" not in left
    assert journal.private_terms.write([]).result() == ()
    assert journal.private_terms.terms().result() == ()


def test_leaving_all_out_leaves_nothing_to_print(journal: Journal) -> None:
    write(journal, occurred=at("2026-11-01T08:00"), headline="At 12 Hidden Lane")
    journal.private_terms.write(("12 Hidden Lane",)).result()
    (hit,) = journal.private_terms.hits(OTHER).result()

    journal.private_terms.decide({hit.key: Choice.LEAVE_OUT}).result()

    with pytest.raises(NothingToPrint):
        printed(journal)


def test_a_picture_nobody_looked_at_keeps_the_paper_back(journal: Journal) -> None:
    picture = journal.add_bytes(png(), "a.png", Method.PASTE).result().evidence
    write(journal, occurred=at("2026-11-01T08:00"), headline="One", evidence=picture)
    journal.private_terms.write(()).result()

    with pytest.raises(CoveredCopiesNeeded):
        printed(journal)
    assert printed(journal, replace(OTHER, with_exhibits=False)).startswith(b"%PDF")


def test_every_layout_for_them_is_the_log_that_says_no_more(journal: Journal, tmp_path: Path) -> None:
    write(journal, occurred=at("2026-11-01T08:00"), headline="One", effect=Effect("could not sleep CANARY"))
    journal.private_terms.write(()).result()

    for layout in (Layout.SHORT, Layout.DAYS, Layout.OVERVIEW, Layout.STATEMENT, Layout.REGISTER):
        text = text_of(printed(journal, replace(OTHER, layout=layout)), tmp_path)
        assert "One" in text
        assert "CANARY" not in text


@pytest.mark.parametrize("whole", [True, False])
def test_a_finished_paper_with_a_private_word_in_it_is_removed_and_says_why(
    journal: Journal, folder: JournalFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    write(journal, occurred=at("2026-11-01T08:00"), headline="At 12 Hidden Lane")
    journal.private_terms.write(("12 Hidden Lane",)).result()
    cover_all(journal)
    # As if somebody forgot, in some later version, to cover one layer.
    monkeypatch.setattr(for_the_other, "covered", lambda text, _places, _mark: text)

    with pytest.raises(PrivateWordsLeft) as stopped:
        handed(journal, tmp_path / "out") if whole else printed(journal)

    assert stopped.value.terms == ("12 Hidden Lane",)
    assert stopped.value.places == ("the text of a page",)
    assert list(folder.work.iterdir()) == []
    assert not (tmp_path / "out").exists()
    assert "print.done" not in record_counts(journal)


def test_a_private_word_that_goes_over_the_end_of_a_field_is_decided_about_and_covered_in_both(
    journal: Journal,
) -> None:
    journal.private_terms.write(("Flat 4, Cedar Road",)).result()
    write(journal, headline="He wrote: flat 4", description="Cedar road, at night.", exact_words="I wait.")
    hits = journal.private_terms.hits(OTHER).result()
    assert [(hit.field, hit.found) for hit in hits] == [("headline", "flat 4"), ("description", "Cedar road")]

    cover_all(journal)
    text = as_text(printed(journal))

    assert "flat 4" not in text
    assert "Cedar" not in text
    assert "at night." in text


def test_of_such_a_word_both_parts_can_be_shown_or_the_incident_left_out(journal: Journal) -> None:
    journal.private_terms.write(("Flat 4, Cedar Road",)).result()
    write(journal, headline="He wrote: flat 4", description="Cedar road, at night.")
    write(journal, headline="Another")
    first, second = journal.private_terms.hits(OTHER).result()

    journal.private_terms.decide({first.key: Choice.SHOW, second.key: Choice.SHOW}).result()
    assert "Cedar road" in as_text(printed(journal))
    journal.private_terms.decide({second.key: Choice.LEAVE_OUT}).result()
    text = as_text(printed(journal))

    assert "Another" in text
    assert "flat 4" not in text


def test_somebody_called_page_or_may_gets_a_paper(journal: Journal, tmp_path: Path) -> None:
    write(journal, occurred=at("2026-05-01T08:00"), headline="May Page was there")
    journal.private_terms.write(("Page", "May", "Covered")).result()
    cover_all(journal)

    text = text_of(printed(journal), tmp_path)

    assert "[…] was there" in text
    assert "page 1 of" in text


def test_one_pdf_for_e_mail_is_the_same_paper(journal: Journal, clock: FakeClock, tmp_path: Path) -> None:
    fill(journal, clock, Case(more=True))
    parcel = Parcel(Form.MAIL, most_bytes=10_000_000)

    journal.paperwork.hand_over(OTHER, parcel, tmp_path / "one.pdf", Wording(), on).result()

    assert (tmp_path / "one.pdf").read_bytes() == printed(journal)


def test_files_side_by_side_are_searched_too(journal: Journal, clock: FakeClock, tmp_path: Path) -> None:
    fill(journal, clock, Case(more=True))

    files = handed(journal, tmp_path / "out", form=Form.FLAT)

    assert sorted(files) == [
        "1-START-HERE.pdf",
        "2-E1.png",
        "2-E2.txt",
        "3-checksums-sha256.txt",
        "3-how-to-check.txt",
    ]
    assert "pause" not in text_of(files["1-START-HERE.pdf"], tmp_path)


def test_a_text_is_printed_only_when_the_person_has_read_it(journal: Journal, tmp_path: Path) -> None:
    letter = journal.add_bytes(b"From: a@b.example\nTo: me@b.example\n\nI saw you.", "l.eml", Method.FILE)
    write(journal, occurred=at("2026-11-01T08:00"), headline="One", evidence=letter.result().evidence)
    journal.private_terms.write(()).result()

    (hit,) = journal.private_terms.hits(OTHER).result()
    assert (hit.term, hit.field) == ("", for_the_other.FILE)
    assert "To:" not in hit.found
    journal.private_terms.decide({hit.key: Choice.SHOW}).result()
    assert "I saw you." in text_of(printed(journal), tmp_path)
    journal.private_terms.decide({hit.key: Choice.LEAVE_OUT}).result()
    assert "I saw you." not in text_of(printed(journal), tmp_path)


@pytest.mark.parametrize("reader", [Reader.POLICE, Reader.LAWYER, Reader.OTHER])
def test_x04_x08_notes_for_the_writer_and_how_to_reach_anybody_are_in_nothing_that_is_handed_over(
    journal: Journal, tmp_path: Path, reader: Reader
) -> None:
    journal.casework.write_person(Person(name="Marie Leroux", safe_contact="CANARY-SAFE")).result()
    journal.casework.write_witness(
        WitnessContact("Ana", address="CANARY-ADDRESS", phone="CANARY-PHONE")
    ).result()
    owl = journal.casework.add_actor(Actor("NightOwl", notes="CANARY-NOTES")).result()
    subject = write(
        journal,
        occurred=at("2026-11-01T08:00"),
        headline="One",
        actors=(Attribution(owl, Basis.SEEN),),
        witnesses=(Witness("Ana"),),
    )
    draft = journal.start_draft(IncidentId(subject)).result()
    journal.keep_draft(replace(draft, private_note="CANARY-NOTE only for me")).result()
    journal.settle(draft.id).result()
    journal.private_terms.write(("CANARY-TERM",)).result()
    wish = PrintWish(reader)

    paper = printed(journal, wish)
    files = handed(journal, tmp_path / "out", wish)

    for name, data in (("paper.pdf", paper), *files.items()):
        for part in everything_in(name, data, tmp_path):
            assert b"CANARY" not in part
    result = verifier.check(tmp_path / "out")
    assert result.faults == []
    assert result.code == (verifier.FILES_ONLY if reader is Reader.OTHER else verifier.NOT_ANCHORED)
    bodies = files.get("3 For checking/body.jsonl", b"").splitlines()
    kinds = {json.loads(line)["type"] for line in bodies}
    assert kinds.isdisjoint({"private.write", "witness.write", "person.write", "terms.write"})


@pytest.mark.parametrize("reader", [Reader.POLICE, Reader.LAWYER, Reader.OTHER])
def test_x05_no_name_of_user_host_or_folder_is_in_anything_that_leaves(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    home = tmp_path / "canary-home" / "canary-user"
    home.mkdir(parents=True)
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "canary-name")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("socket.gethostname", lambda: "canary-host")
    (home / "screen.png").write_bytes(png(size=(120, 90)))
    (home / "note.txt").write_text("I saw it.")
    journal = quick_journal(JournalFolder(home / "Journal"), surroundings(clock))
    try:
        files = journal.add_files((home / "screen.png", home / "note.txt"), Method.FILE, on).result().evidence
        write(journal, occurred=at("2026-11-01T08:00"), headline="One", evidence=files)
        journal.private_terms.write(()).result()
        cover_all(journal)
        made = handed(journal, tmp_path / "out", PrintWish(reader))
    finally:
        journal.close()

    for name, data in made.items():
        for part in everything_in(name, data, tmp_path):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert "canary".encode(encoding) not in part.lower(), name


def test_x06_what_was_found_says_the_day_and_not_the_second_at_which_it_was_recorded(
    journal: Journal, clock: FakeClock, tmp_path: Path
) -> None:
    made = []
    for hour in (0, 3):
        clock.pass_ms(hour * 3_600_000 + 17_000)
        write(journal, headline="Found", description="on a screen")
        text = text_of(printed_after_all(journal), tmp_path)
        made += re.findall(r"\d\d:\d\d(?::\d\d)?(?= \+01:00)", text)

    assert set(made) == {"23:59"}


def printed_after_all(journal: Journal) -> bytes:
    """The paper of a journal in which nothing is private."""
    journal.private_terms.write(()).result()
    return printed(journal)


def test_t6_a_file_with_a_private_word_in_it_does_not_even_begin_to_be_written(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if some later version made copies that say more than their pixels.
    monkeypatch.setattr(covering, "copy_of", lambda clean: copy_of(clean) + b"12 Hidden Lane")
    begun: list[Path] = []
    monkeypatch.setattr(handing_over, "FolderOut", begun.append)
    picture = journal.add_bytes(png(size=(300, 200)), "a.png", Method.PASTE).result().evidence
    write(journal, occurred=at("2026-11-01T08:00"), headline="One", evidence=picture)
    journal.private_terms.write(("12 Hidden Lane",)).result()
    cover_all(journal)

    with pytest.raises(PrivateWordsLeft):
        handed(journal, tmp_path / "out")

    assert begun == []
    assert "export" not in record_counts(journal)


@pytest.mark.parametrize("form", [Form.FOLDER, Form.FLAT, Form.MAIL])
@pytest.mark.parametrize("password", ["", "a long password"])
def test_x06_no_file_tells_the_time_of_day_at_which_it_was_written(
    journal: Journal, clock: FakeClock, tmp_path: Path, form: Form, password: str
) -> None:
    fill(journal, clock, Case(more=False))
    most = 10_000_000 if form is Form.MAIL else 0

    top = tmp_path / "out"
    journal.paperwork.hand_over(
        OTHER, Parcel(form, most_bytes=most, password=password), top, Wording(), on
    ).result()

    times = {int(path.stat().st_mtime) for path in (top, *(top.rglob("*") if top.is_dir() else ()))}
    assert times == {clock.utc_ms() // 86_400_000 * 86_400}


def test_x06_a_saved_paper_does_not_tell_the_time_of_day_either(
    journal: Journal, clock: FakeClock, tmp_path: Path
) -> None:
    fill(journal, clock, Case(more=False))
    paper = journal.paperwork.print_log(OTHER, Wording(), on).result()

    journal.paperwork.save_paper(paper, tmp_path / "one.pdf").result()
    paper.discard()

    assert int((tmp_path / "one.pdf").stat().st_mtime) == clock.utc_ms() // 86_400_000 * 86_400


def test_the_record_of_such_a_paper_stays_at_home_and_gives_no_reference(
    journal: Journal, clock: FakeClock
) -> None:
    fill(journal, clock, Case(more=False))

    printed(journal)

    counts = record_counts(journal)
    assert (counts["print"], counts["print.done"], counts.get("exhibit.assign", 0)) == (1, 1, 0)
    assert verified(journal).faults == ()


def test_x06_a_capture_that_is_shown_whole_has_another_hash_than_before(
    journal: Journal, tmp_path: Path
) -> None:
    capture = encode_screen(bytes(range(240)) * 80, 80, 60, same_bytes=True)
    picture = journal.add_bytes(capture, "screen.png", Method.CAPTURE).result().evidence
    write(journal, occurred=at("2026-11-01T08:00"), headline="One", evidence=picture)
    journal.private_terms.write(()).result()
    cover_all(journal)

    copy = handed(journal, tmp_path / "out")["2 Exhibits/E1.png"]

    assert copy != capture
    assert len(copy) - len(capture) == 12
