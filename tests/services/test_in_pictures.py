"""What stands in a picture reaches the other person only if the machine could not read it, or the person said so."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from journal.domain.errors import Cancelled
from journal.domain.evidence import Box
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Parcel
from journal.domain.ids import EvidenceId
from journal.domain.pixels import Pixels
from journal.domain.printing import PrintWish, Reader
from journal.domain.private_terms import Choice, PrivateHit
from journal.domain.read_words import ReadWord
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.worker import Worker
from journal.recognising import languages
from journal.recognising.recogniser import Recogniser
from journal.services import covering, in_pictures
from journal.services.errors import PicturesNameWords, PicturesNotRead, PrivateWordsLeft
from journal.services.in_pictures import PICTURE, Seen
from journal.services.journal import Journal
from journal.services.output_scan import SEEN
from journal.services.troubles import trouble_of
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.screens import DARK, file_of, screen
from tests.services.conftest import surroundings
from tests.services.looking import record_counts, verified
from tests.services.quick import quick_journal
from tests.services.test_covered_pages import a_document, letter
from tests.services.test_covering import a_picture, entry

pytestmark = pytest.mark.slow

OTHER = PrintWish(Reader.OTHER)
NOTHING = Seen(1, (), can_read=True, languages=languages.KNOWN)
ADDRESS, PHONE = "14 Rosewood Gardens", "0171 5550123"
SHOT = screen("Hello again", f"I know you live at {ADDRESS} now", "and your number 0171 555 01 23", width=700)
HARMLESS = screen("Hello again", "the weather is fine", "see you on Tuesday", width=700)


@pytest.fixture
def quick(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    journal = quick_journal(folder, surroundings(clock))
    yield journal
    journal.close()


def on(_done: int, _total: int) -> bool:
    return True


def listed(journal: Journal, *terms: str) -> Journal:
    journal.private_terms.write(terms).result()
    return journal


def shown_whole(journal: Journal, picture: Image.Image = SHOT) -> EvidenceId:
    """A picture that the person looked at and found nothing to cover in."""
    subject = a_picture(journal, file_of(picture))
    journal.covering.cover(subject, ()).result()
    return subject


def found(journal: Journal, wish: PrintWish = OTHER) -> Seen:
    return journal.in_pictures.find(wish, on).result()


def printed(journal: Journal) -> None:
    journal.paperwork.print_log(OTHER, Wording(), on).result().discard()


def show(journal: Journal, *hits: PrivateHit) -> None:
    journal.private_terms.decide({hit.key: Choice.SHOW for hit in hits}).result()


def test_what_a_picture_names_is_found_with_its_words(quick: Journal) -> None:
    subject = shown_whole(listed(quick, ADDRESS, "Nobody at all"))

    seen = found(quick)

    (hit,) = seen.hits
    assert (hit.term, hit.field, hit.picture, hit.numbers, hit.choice) == (
        ADDRESS,
        PICTURE,
        subject,
        (1,),
        None,
    )
    assert hit.found == ADDRESS
    assert hit.before.endswith("live at ")
    assert (seen.pictures, seen.unread, seen.can_read) == (1, frozenset(), True)


def test_nothing_is_found_in_a_picture_that_names_nothing(quick: Journal) -> None:
    shown_whole(listed(quick, ADDRESS, PHONE), HARMLESS)

    assert found(quick) == NOTHING
    printed(quick)


def test_t6_2_a_paper_is_refused_while_a_picture_names_something_private(
    quick: Journal, tmp_path: Path
) -> None:
    shown_whole(listed(quick, ADDRESS, PHONE))

    with pytest.raises(PicturesNameWords) as refused:
        printed(quick)
    with pytest.raises(PicturesNameWords):
        quick.paperwork.hand_over(OTHER, Parcel(), tmp_path / "out", Wording(), on).result()

    assert refused.value.terms == (ADDRESS, PHONE)
    assert refused.value.number == 1
    assert not (tmp_path / "out").exists()
    assert "print" not in record_counts(quick)
    assert ADDRESS in trouble_of(refused.value, Wording()).what


def test_what_is_covered_is_found_no_more(quick: Journal) -> None:
    subject = shown_whole(listed(quick, ADDRESS, PHONE))
    places = quick.in_pictures.places(subject, whole=False).result()

    quick.covering.cover(subject, places.boxes).result()

    assert set(places.terms) == {ADDRESS, PHONE}
    assert found(quick).hits == ()
    assert quick.in_pictures.places(subject, whole=False).result().boxes == ()
    printed(quick)


def test_places_are_proposed_for_a_picture_that_nobody_looked_at_yet(quick: Journal) -> None:
    subject = a_picture(listed(quick, ADDRESS), file_of(SHOT))

    places = quick.in_pictures.places(subject, whole=False).result()

    assert places.terms == (ADDRESS,)
    assert places.was_read
    assert all(box.y < 100 and box.x + box.width <= SHOT.width for box in places.boxes)


def test_places_of_a_chosen_part_are_those_of_the_part(quick: Journal) -> None:
    subject = a_picture(listed(quick, ADDRESS, PHONE), file_of(SHOT))
    whole = quick.in_pictures.places(subject, whole=False).result()
    top = next(box.y for box in whole.boxes)
    quick.pictures.choose_part(subject, Box(0, 0, SHOT.width, top + 30)).result()

    part = quick.in_pictures.places(subject, whole=False).result()
    all_of_it = quick.in_pictures.places(subject, whole=True).result()

    assert part.terms == (ADDRESS,)
    assert set(all_of_it.terms) == {ADDRESS, PHONE}


def test_what_the_person_shows_may_stand_there_and_nowhere_else(quick: Journal, tmp_path: Path) -> None:
    shown_whole(listed(quick, ADDRESS))
    show(quick, *found(quick).hits)

    assert [hit.choice for hit in found(quick).hits] == [Choice.SHOW]
    quick.paperwork.hand_over(OTHER, Parcel(), tmp_path / "out", Wording(), on).result()
    shown_whole(quick, screen(f"Another one with {ADDRESS}", colours=DARK, width=700))
    with pytest.raises(PicturesNameWords):
        printed(quick)


def test_a_decision_ends_with_the_copy_it_was_made_about(quick: Journal) -> None:
    subject = shown_whole(listed(quick, ADDRESS))
    show(quick, *found(quick).hits)

    quick.covering.cover(subject, (Box(0, 0, 20, 20),)).result()

    assert [hit.choice for hit in found(quick).hits] == [None]


def test_what_is_left_out_is_not_looked_into(quick: Journal) -> None:
    subject = shown_whole(listed(quick, ADDRESS))
    shown_whole(quick, HARMLESS)

    quick.covering.leave_out(subject).result()

    assert found(quick) == NOTHING
    assert found(quick, replace(OTHER, with_exhibits=False)).pictures == 0
    printed(quick)


def test_x01_the_pictures_of_the_finished_paper_are_read_once_more(
    quick: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_whole(listed(quick, ADDRESS))
    monkeypatch.setattr(in_pictures, "refuse_open", lambda _seen: None)

    with pytest.raises(PrivateWordsLeft) as refused:
        printed(quick)

    assert refused.value.terms == (ADDRESS,)
    assert refused.value.places == (SEEN,)
    assert not list(quick._press.spill.iterdir())


def test_every_picture_is_read_once(quick: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    ask = Worker.ask

    def counted(worker: Worker, *about: object, **named: object) -> object:
        if worker is quick._parts.recogniser._worker:
            asked.append(about)
        return ask(worker, *about, **named)  # type: ignore[arg-type]  # whatever it was

    monkeypatch.setattr(Worker, "ask", counted)
    shown_whole(listed(quick, "Nobody at all"))
    for _ in range(3):
        found(quick)
    printed(quick)

    assert len(asked) == 1


def test_looking_stops_where_the_person_does_not_want_to_wait(quick: Journal) -> None:
    listed(quick, ADDRESS)
    entry(quick, (file_of(SHOT), "a.png"), (file_of(HARMLESS), "b.png"))
    for piece in quick.covering.looked(OTHER).result().undecided:
        quick.covering.cover(piece.id, ()).result()
    told: list[tuple[int, int]] = []

    def once(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 1

    with pytest.raises(Cancelled):
        quick.in_pictures.find(OTHER, once).result()
    with pytest.raises(Cancelled):
        quick.paperwork.print_log(OTHER, Wording(), once).result()

    assert told[-1] == (1, 2)
    assert "print" not in record_counts(quick)


BROKEN = (sys.executable, "-c", "import sys; sys.exit(3)")


@pytest.fixture
def blind(folder: JournalFolder, clock: FakeClock) -> Iterator[Journal]:
    """A journal whose machine fails at every picture."""
    journal = quick_journal(folder, replace(surroundings(clock), reading_command=BROKEN))
    yield journal
    journal.close()


@pytest.mark.parametrize("what", ["time.sleep(60)", "sys.exit(3)"])
def test_h05_a_picture_the_machine_fails_at_goes_nowhere_before_somebody_looked_knowing_that(
    folder: JournalFolder, clock: FakeClock, tmp_path: Path, what: str
) -> None:
    broken = (sys.executable, "-c", f"import sys, time; {what}")
    journal = quick_journal(folder, replace(surroundings(clock), reading_command=broken))
    journal._parts.recogniser._worker._timeout = 0.3 if "sleep" in what else 60
    subject = shown_whole(listed(journal, ADDRESS))

    seen = found(journal)
    places = journal.in_pictures.places(subject, whole=False).result()
    with pytest.raises(PicturesNotRead) as refused:
        printed(journal)
    with pytest.raises(PicturesNotRead):
        journal.paperwork.hand_over(OTHER, Parcel(), tmp_path / "out", Wording(), on).result()
    journal.close()

    (hit,) = seen.hits
    assert (hit.term, hit.picture, hit.numbers, hit.choice) == ("", subject, (1,), None)
    assert seen.unread == {subject}
    assert not seen.named
    assert seen.can_read
    assert not places.was_read
    assert places.boxes == ()
    assert refused.value.number == 1
    assert not (tmp_path / "out").exists()


def test_a_picture_that_somebody_looked_at_knowing_it_could_not_be_read_may_go(blind: Journal) -> None:
    subject = shown_whole(listed(blind, ADDRESS))
    made = blind.covering.cover(subject, (Box(0, 0, 20, 20),)).result()

    blind.in_pictures.looked_at(made).result()

    assert found(blind).unread == frozenset()
    printed(blind)
    blind.covering.cover(subject, (Box(0, 0, 40, 40),)).result()
    assert found(blind).unread == {subject}


def test_a_picture_that_cannot_be_read_may_be_left_out(blind: Journal) -> None:
    subject = shown_whole(listed(blind, ADDRESS))

    blind.covering.leave_out(subject).result()

    assert found(blind).hits == ()
    printed(blind)


def test_u12_without_an_engine_nothing_is_looked_for_and_that_is_said(
    quick: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "find_spec", lambda _name: None)
    subject = shown_whole(listed(quick, ADDRESS))

    assert found(quick) == Seen(1, (), can_read=False)
    assert not quick.in_pictures.can_read
    assert not quick.in_pictures.places(subject, whole=False).result().was_read
    printed(quick)


def test_without_anything_to_keep_private_no_picture_is_read(quick: Journal) -> None:
    shown_whole(listed(quick))

    assert found(quick) == NOTHING
    printed(quick)
    assert quick._parts.recogniser.process_id is None


def readings(journal: Journal) -> list[tuple[str, int]]:
    """Of which files, and which pages of them, it is kept what was read."""
    rows = journal._parts.reading.run(journal._reader._all, "SELECT file, page FROM seen_reading").result()
    return [tuple(row) for row in rows]


def reopened(journal: Journal, clock: FakeClock) -> Journal:
    """The same journal, after a lock."""
    journal.close()
    return quick_journal(journal._parts.folder, surroundings(clock, 7))


def test_what_was_read_is_no_record_and_no_file_and_its_child_goes_with_the_journal(
    folder: JournalFolder, clock: FakeClock
) -> None:
    journal = quick_journal(folder, surroundings(clock))
    shown_whole(listed(journal, "Nobody at all"))
    before = {path: path.stat().st_mtime_ns for path in folder.media.rglob("*")}
    counts = record_counts(journal)

    found(journal)

    assert record_counts(journal) == counts
    assert {path: path.stat().st_mtime_ns for path in folder.media.rglob("*")} == before
    child = journal._parts.recogniser.process_id
    assert child is not None
    journal.close()
    assert journal._parts.recogniser.process_id is None
    assert journal._press.read_pictures._known == {}


def test_what_was_read_is_known_after_a_lock_and_nothing_of_it_lies_in_the_open(
    folder: JournalFolder, clock: FakeClock
) -> None:
    journal = quick_journal(folder, surroundings(clock))
    shown_whole(listed(journal, ADDRESS))
    before = found(journal)

    journal = reopened(journal, clock)
    after = found(journal)
    child = journal._parts.recogniser.process_id
    faults = verified(journal).faults
    journal.close()

    assert after == before
    assert child is None
    assert faults == ()
    assert not any(b"Rosewood" in path.read_bytes() for path in folder.root.rglob("*") if path.is_file())


def test_what_another_machine_read_is_read_again(
    folder: JournalFolder, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = quick_journal(folder, surroundings(clock))
    shown_whole(listed(journal, ADDRESS))
    found(journal)
    monkeypatch.setattr(languages, "engine", lambda: "a newer one")

    journal = reopened(journal, clock)
    after = found(journal)
    child = journal._parts.recogniser.process_id
    journal.close()

    assert child is not None
    assert [hit.term for hit in after.hits] == [ADDRESS]


def test_what_the_machine_failed_at_is_tried_again_after_a_lock(
    folder: JournalFolder, clock: FakeClock
) -> None:
    journal = quick_journal(folder, replace(surroundings(clock), reading_command=BROKEN))
    subject = shown_whole(listed(journal, ADDRESS))
    assert found(journal).unread == {subject}

    journal = reopened(journal, clock)
    seen = found(journal)
    journal.close()

    assert seen.unread == frozenset()
    assert [hit.term for hit in seen.hits] == [ADDRESS]


def test_what_was_read_goes_when_its_file_is_removed_for_good(quick: Journal) -> None:
    subject = shown_whole(listed(quick, ADDRESS))
    other = shown_whole(quick, HARMLESS)
    quick.in_pictures.places(subject, whole=True).result()
    found(quick)
    quick.covering.leave_out(subject, other).result()
    (incident,) = (
        key.id
        for key in quick.timeline(OTHER.wanted).result().keys
        if subject in quick.entry(key.id).result().incident.evidence
    )

    quick.removal.remove((incident,), (subject,)).result()

    assert len(readings(quick)) == 1
    assert {file for file, _ in readings(quick)} == {copy_of(quick, other)}
    assert left_out(quick) == {other}


def copy_of(journal: Journal, subject: EvidenceId) -> str:
    """The hash of a picture's covered copy."""
    made = journal.piece(subject).result().covered
    assert made is not None
    return made.made.sha256


def left_out(journal: Journal) -> frozenset[EvidenceId]:
    return journal._parts.reading.run(covering.left_out, journal._reader).result()


def test_x06_what_only_a_left_out_picture_shows_changes_no_byte(tmp_path: Path) -> None:
    made = []
    for more in (False, True):
        clock = FakeClock()
        around = surroundings(clock, 1 + more)
        journal = listed(quick_journal(JournalFolder(tmp_path / f"Journal {more}"), around), ADDRESS)
        if more:
            journal.covering.leave_out(shown_whole(journal)).result()
        subject = shown_whole(journal, HARMLESS)
        found(journal)
        clock.now = FakeClock().now + 40_000_000
        only = tuple(
            key.id
            for key in journal.timeline(OTHER.wanted).result().keys
            if subject in journal.entry(key.id).result().incident.evidence
        )
        paper = journal.paperwork.print_log(replace(OTHER, only=only), Wording(), on).result()
        made.append(b"".join(paper.chunks()))
        paper.discard()
        journal.close()

    assert made[0] == made[1]


def a_letter(journal: Journal) -> EvidenceId:
    """A document of two pages, the second of which names something private."""
    return a_document(journal, letter("Dear neighbour", f"You live at {ADDRESS} now"), "letter.pdf")


def covered_as_proposed(journal: Journal, subject: EvidenceId, boxes: tuple[Box, ...]) -> None:
    pages = journal.covering.pages
    for number, covers in ((1, ()), (2, boxes)):
        pages.page(subject, number).result()
        pages.answer(subject, number, covers).result()
    pages.finish(subject).result()


def test_t6_2_pages_of_a_document_get_boxes_proposed_and_are_searched_again_when_covered(
    quick: Journal,
) -> None:
    subject = a_letter(listed(quick, ADDRESS))

    first = quick.in_pictures.places_on_page(subject, 1).result()
    second = quick.in_pictures.places_on_page(subject, 2).result()
    covered_as_proposed(quick, subject, ())

    assert (first.boxes, first.was_read) == ((), True)
    assert second.terms == (ADDRESS,)
    assert [hit.picture for hit in found(quick).hits] == [subject]
    with pytest.raises(PicturesNameWords):
        printed(quick)
    covered_as_proposed(quick, subject, second.boxes)
    assert found(quick).hits == ()
    printed(quick)


def test_a_page_the_machine_fails_at_hides_nothing_of_the_others(
    quick: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = a_letter(listed(quick, ADDRESS))
    covered_as_proposed(quick, subject, ())
    words = Recogniser.words
    asked: list[Pixels] = []

    def failing_at_first(self: Recogniser, pixels: Pixels, go_on: Callable[[], bool]) -> tuple[ReadWord, ...]:
        asked.append(pixels)
        if len(asked) == 1:
            raise PictureRefused(Refusal.TOO_SLOW)
        return words(self, pixels, go_on)

    monkeypatch.setattr(Recogniser, "words", failing_at_first)
    seen = found(quick)

    assert seen.named == {subject}
    assert seen.unread == {subject}
