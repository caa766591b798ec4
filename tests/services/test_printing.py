"""What is printed is what was chosen, under the seal of its own record, and nothing readable is left in between."""

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from journal.domain.actor import Actor, Standing
from journal.domain.casework import Contact, Person
from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId
from journal.domain.incident import Attribution, Basis
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.sealing.errors import DiskFailed
from journal.services.door import Door
from journal.services.errors import NothingToPrint, PrivateTermsNotWritten
from journal.services.journal import Journal
from journal.services.printing import Paper
from journal.services.verifying import Verdict
from journal.services.wording import Wording
from tests.samples import at
from tests.services.conftest import PASSPHRASE
from tests.services.looking import record_counts, verified
from tests.services.test_journal import on, png, write

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.POLICE)


def text_of(paper: Paper, folder: Path) -> str:
    """What pdftotext finds, white space folded."""
    target = folder / "printed.pdf"
    paper.save(target)
    found = subprocess.run(["pdftotext", "-layout", str(target), "-"], capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


@pytest.fixture
def case(journal: Journal) -> Journal:
    """A small case: a person, an actor, two incidents, a picture and a mail."""
    journal.casework.write_person(Person(name="Marie Leroux", police_reference="26/1187")).result()
    owl = journal.casework.add_actor(Actor("NightOwl", Standing.SUSPECTED)).result()
    picture = journal.add_bytes(png(size=(300, 200)), "screen.png", Method.PASTE).result().evidence
    mail = b"From: owl.night@example.net\nTo: me@example.org\nSubject: =?utf-8?q?caf=C3=A9?=\n\nI saw you.\n"
    letter = journal.add_bytes(mail, "letter.eml", Method.FILE).result().evidence
    by_owl = (Attribution(owl, Basis.SAME_ACCOUNT),)
    write(journal, occurred=at("2026-11-20T20:58"), headline="Second", evidence=picture, actors=by_owl)
    write(
        journal, occurred=at("2026-11-19T08:00"), description="I <3 you & <b>", evidence=letter, actors=by_owl
    )
    return journal


def test_a_printed_log_holds_the_words_the_exhibits_and_the_seal_of_its_record(
    case: Journal, tmp_path: Path
) -> None:
    paper = case.paperwork.print_log(WISH, Wording(), on).result()

    text = text_of(paper, tmp_path)
    printed = hashlib.sha256((tmp_path / "printed.pdf").read_bytes()).hexdigest()
    counts = record_counts(case)
    assert "I <3 you & <b>" in text
    assert "NightOwl" in text
    assert "ML/1" in text
    assert "ML/2" in text
    assert "Subject: café" in text
    assert printed == paper.sha256
    assert (counts["exhibit.assign"], counts["print"], counts["print.done"]) == (1, 1, 1)
    assert verified(case).verdict is Verdict.NOT_ANCHORED
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == paper.pages
    paper.discard()


def test_exhibits_keep_their_references_at_every_later_printing(case: Journal, tmp_path: Path) -> None:
    case.paperwork.print_log(WISH, Wording(), on).result().discard()
    third = case.add_bytes(png((9, 9, 9)), "earlier.png", Method.PASTE).result().evidence
    write(case, occurred=at("2024-01-01T10:00"), headline="Found later", evidence=third)

    case.paperwork.print_log(WISH, Wording(), on).result().discard()

    references = {
        case.piece(EvidenceId(piece)).result().evidence.name: case.piece(EvidenceId(piece)).result().reference
        for key in case.timeline(Wanted()).result().keys
        for piece in case.entry(key.id).result().incident.evidence
    }
    assert references == {"letter.eml": "ML/1", "screen.png": "ML/2", "earlier.png": "ML/3"}


def test_a_preview_leaves_no_record_and_gives_no_reference(case: Journal) -> None:
    seal = case.seal().result()

    paper = case.paperwork.preview_log(WISH, Wording(), on).result()
    page = paper.page(0, 400, 600)

    assert case.seal().result() == seal
    assert page.width <= 400
    assert page.height <= 600
    assert len(set(page.rgb)) > 10
    paper.discard()


def test_nothing_readable_lies_about_and_nothing_is_left_after_discarding(
    case: Journal, folder: JournalFolder
) -> None:
    paper = case.paperwork.preview_log(WISH, Wording(), on).result()
    held = [path.read_bytes() for path in folder.work.iterdir()]

    assert len(held) == 1
    assert b"%PDF" not in held[0]
    paper.discard()
    assert list(folder.work.iterdir()) == []


def test_a_cancelled_printing_leaves_no_paper_and_says_so(case: Journal, folder: JournalFolder) -> None:
    with pytest.raises(Cancelled):
        case.paperwork.print_log(WISH, Wording(), lambda _done, _total: False).result()

    assert list(folder.work.iterdir()) == []
    assert "print.done" not in record_counts(case)


def test_what_is_typed_and_not_yet_left_is_on_the_paper(case: Journal, tmp_path: Path) -> None:
    draft = case.start_draft(None).result()
    case.keep_draft(replace(draft, incident=replace(draft.incident, description="typed just now"))).result()

    paper = case.paperwork.print_log(WISH, Wording(), on).result()

    assert "typed just now" in text_of(paper, tmp_path)


def test_a_choice_that_holds_nothing_is_refused_before_anything_is_recorded(case: Journal) -> None:
    seal = case.seal().result()

    with pytest.raises(NothingToPrint):
        case.paperwork.print_log(
            PrintWish(Reader.POLICE, Wanted(words="nothing like it")), Wording(), on
        ).result()
    with pytest.raises(PrivateTermsNotWritten):
        case.paperwork.print_log(PrintWish(Reader.OTHER), Wording(), on).result()

    assert case.seal().result() == seal


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(case: Journal, tmp_path: Path) -> None:
    paper = case.paperwork.preview_log(WISH, Wording(), on).result()

    with pytest.raises(DiskFailed):
        paper.save(tmp_path / "missing" / "log.pdf")

    paper.save(tmp_path / "log.pdf")
    assert (tmp_path / "log.pdf").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["log.pdf"]


def test_verify_works_beside_an_open_journal(case: Journal, door: Door) -> None:
    findings = door.verify(PASSPHRASE, on).result()

    assert findings.verdict is Verdict.NOT_ANCHORED
    assert findings.seal == case.seal().result()


def test_t6_what_was_said_to_a_lawyer_in_confidence_is_not_on_what_the_police_are_given(
    case: Journal, tmp_path: Path
) -> None:
    for role in ("police", "Lawyer", "support worker", "platform"):
        case.casework.add_contact(
            Contact(at("2026-11-20T09:00"), role=role, said=f"Said to the {role}.")
        ).result()

    texts = {}
    for reader in (Reader.POLICE, Reader.LAWYER):
        paper = case.paperwork.print_log(replace(WISH, reader=reader), Wording(), on).result()
        texts[reader] = text_of(paper, tmp_path)
        paper.discard()

    assert "Said to the police." in texts[Reader.POLICE]
    assert "Said to the platform." in texts[Reader.POLICE]
    assert "Said to the Lawyer." not in texts[Reader.POLICE]
    assert "Said to the support worker." not in texts[Reader.POLICE]
    assert "Said to the Lawyer." in texts[Reader.LAWYER]


def test_only_those_are_described_whom_a_printed_incident_names(case: Journal, tmp_path: Path) -> None:
    case.casework.add_actor(Actor("A neighbour", Standing.KNOWN, description="CANARY")).result()

    paper = case.paperwork.print_log(WISH, Wording(), on).result()

    text = text_of(paper, tmp_path)
    assert "identity not certain" in text
    assert "CANARY" not in text
    paper.discard()


def test_checking_the_journal_names_the_seal_that_each_paper_bears(case: Journal, tmp_path: Path) -> None:
    first, second = (case.paperwork.print_log(WISH, Wording(), on).result() for _ in range(2))
    printed = [text_of(paper, tmp_path).replace(" ", "") for paper in (first, second)]

    papers = verified(case).papers

    assert len(papers) == 2
    assert all(seal.hex in text for seal, text in zip(papers, printed, strict=True))
    first.discard()
    second.discard()


def test_a_link_laid_where_the_paper_is_made_is_not_followed(case: Journal, tmp_path: Path) -> None:
    paper = case.paperwork.preview_log(WISH, Wording(), on).result()
    (tmp_path / "other").write_bytes(b"untouched")
    (tmp_path / ".log.pdf.part").symlink_to(tmp_path / "other")

    paper.save(tmp_path / "log.pdf")

    assert (tmp_path / "other").read_bytes() == b"untouched"
    assert not (tmp_path / "log.pdf").is_symlink()


def test_the_kinds_of_records_add_up_and_say_nothing_of_notes_for_the_writer(
    case: Journal, tmp_path: Path
) -> None:
    printed = case.paperwork.print_log(WISH, Wording(), on).result()
    text = text_of(printed, tmp_path)

    assert "private.write" not in text
    assert "person.write" not in text
    assert " other " in text


def test_what_changed_incidents_read_before_is_printed_where_it_is_wished(
    case: Journal, tmp_path: Path
) -> None:
    newest = case.timeline(Wanted()).result().keys[0].id
    draft = case.start_draft(newest).result()
    changed = replace(draft.incident, headline="Second, as I know now", evidence=())
    case.keep_draft(replace(draft, incident=changed)).result()
    case.settle(draft.id).result()

    plain = case.paperwork.print_log(WISH, Wording(), on).result()
    paper = case.paperwork.print_log(replace(WISH, history=True), Wording(), on).result()

    assert "Earlier versions" not in text_of(plain, tmp_path)
    told = text_of(paper, tmp_path).rpartition("Earlier versions")[2]
    assert "Headline Second Second, as I know" in told
    assert "a file that was taken" in told
    paper.discard()
    plain.discard()
