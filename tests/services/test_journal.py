"""What a person does with an open journal: writes, changes their mind, takes files in, looks at them."""

import io
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from journal.domain.actor import Actor, Standing
from journal.domain.casework import WitnessContact
from journal.domain.errors import Cancelled, FieldRefused
from journal.domain.evidence import EvidenceNote, Method
from journal.domain.folder import JournalFolder
from journal.domain.incident import Attribution, Basis
from journal.domain.moments import Precision, TimeSource
from journal.domain.reading import Wanted
from journal.intake.reader import Unreadable
from journal.pictures.refusal import PictureRefused
from journal.sealing.errors import SealedFileMissing
from journal.sealing.inbox_seal import seal_to_inbox
from journal.services.capture_note import capture_note
from journal.services.door import Door
from journal.services.errors import EvidenceInUse
from journal.services.journal import Journal
from journal.services.verifying import Verdict
from tests.fakes import NOON, FakeClock, seeded
from tests.samples import evidence
from tests.services.conftest import PASSPHRASE
from tests.services.looking import kept_bytes, record_counts, settle_all, verified


def png(colour: tuple[int, int, int] = (10, 20, 30), size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def on(_done: int, _total: int) -> bool:
    return True


def headlines(journal: Journal) -> list[str]:
    keys = journal.timeline(Wanted()).result().keys
    return [row.headline for row in journal.rows([key.id for key in keys]).result()]


def write(journal: Journal, **what: object) -> str:
    """Type something new and leave it."""
    draft = journal.start_draft(None).result()
    journal.keep_draft(replace(draft, incident=replace(draft.incident, **what))).result()  # type: ignore[arg-type]
    settled = journal.settle(draft.id).result()
    assert settled.incident is not None
    return settled.incident


def test_what_is_typed_becomes_a_record_when_it_is_left(journal: Journal) -> None:
    subject = write(journal, description="He named the line and the time of my train home.\nMore.")

    entry = journal.entry(subject).result()  # type: ignore[arg-type]
    assert entry.incident.occurred.precision is Precision.UNKNOWN
    assert entry.incident.occurred.to == entry.incident.noticed.from_  # type: ignore[union-attr]
    assert headlines(journal) == ["He named the line and the time of my train home."]
    assert journal.loose().result() == ()


def test_an_empty_entry_leaves_nothing_behind(journal: Journal) -> None:
    draft = journal.start_draft(None).result()

    settled = journal.settle(draft.id).result()

    assert settled.incident is None
    assert not settled.waiting
    assert headlines(journal) == []


def test_what_is_not_enough_waits_to_be_sorted(journal: Journal) -> None:
    draft = journal.start_draft(None).result()
    journal.keep_draft(
        replace(draft, incident=replace(draft.incident, link="https://studionotes.example"))
    ).result()

    assert journal.settle(draft.id).result().waiting
    assert [loose.draft for loose in journal.loose().result()] == [draft.id]


def test_a_headline_that_is_too_long_is_refused_and_the_words_stay(journal: Journal) -> None:
    draft = journal.start_draft(None).result()
    journal.keep_draft(replace(draft, incident=replace(draft.incident, headline="x" * 121))).result()

    with pytest.raises(FieldRefused):
        journal.settle(draft.id).result()

    assert journal.draft(draft.id).result().incident.headline == "x" * 121
    assert settle_all(journal) == 0


def test_every_change_can_be_taken_back_and_leaves_its_history(journal: Journal) -> None:
    subject = write(journal, headline="first")
    draft = journal.start_draft(subject).result()  # type: ignore[arg-type]
    changed = replace(draft, incident=replace(draft.incident, headline="second"), private_note="for me")
    journal.keep_draft(changed).result()
    journal.settle(draft.id).result()
    journal.void(subject).result()  # type: ignore[arg-type]
    assert headlines(journal) == []

    undone = [journal.undo().result() for _ in range(4)]

    assert [step and step.action for step in undone] == ["taken out", "changed", "created", None]
    assert headlines(journal) == []
    actions = [version.action for version in journal.history(subject).result()]  # type: ignore[arg-type]
    assert actions == [
        "incident.create",
        "incident.amend",
        "incident.void",
        "incident.restore",
        "incident.amend",
        "incident.void",
    ]
    assert journal.entry(subject).result().private_note == ""  # type: ignore[arg-type]


def test_leaving_an_entry_unchanged_records_nothing(journal: Journal) -> None:
    subject = write(journal, headline="first")
    seal = journal.seal().result()
    draft = journal.start_draft(subject).result()  # type: ignore[arg-type]
    journal.keep_draft(draft).result()

    settled = journal.settle(draft.id).result()

    assert (settled.seq, settled.waiting) == (None, False)
    assert journal.seal().result() == seal


def test_a_star_alone_is_no_correction_of_what_was_written(journal: Journal) -> None:
    subject = write(journal, headline="Six calls")
    written = journal.entry(subject).result()  # type: ignore[arg-type]

    for on in (True, False, True):
        journal.star(subject, on).result()  # type: ignore[arg-type]

    entry = journal.entry(subject).result()  # type: ignore[arg-type]
    assert entry.incident.starred
    assert entry.edits == 0
    assert entry.latest == written.latest
    rows = journal.rows([subject]).result()  # type: ignore[list-item]
    assert [row.edits for row in rows] == [0]
    assert len(journal.history(subject).result()) == 4  # type: ignore[arg-type]


def test_a_star_that_comes_with_other_words_counts_as_their_correction(journal: Journal) -> None:
    subject = write(journal, headline="Six calls")
    draft = journal.start_draft(subject).result()  # type: ignore[arg-type]
    changed = replace(draft.incident, starred=True, headline="Seven calls")

    journal.keep_draft(replace(draft, incident=changed)).result()
    journal.settle(draft.id).result()

    assert journal.entry(subject).result().edits == 1  # type: ignore[arg-type]


def test_a_star_is_recorded_once_and_can_be_taken_back(journal: Journal) -> None:
    subject = write(journal, headline="first")
    journal.star(subject, True).result()  # type: ignore[arg-type]
    journal.star(subject, True).result()  # type: ignore[arg-type]

    assert len(journal.history(subject).result()) == 2  # type: ignore[arg-type]
    journal.undo().result()
    assert not journal.entry(subject).result().incident.starred  # type: ignore[arg-type]


def test_people_are_added_changed_and_taken_out(journal: Journal) -> None:
    owl = journal.casework.add_actor(Actor("NightOwl", Standing.SUSPECTED)).result()
    write(journal, headline="by the owl", actors=(Attribution(owl, Basis.SAID_SO),))
    journal.casework.amend_actor(owl, Actor("Night Owl", Standing.KNOWN)).result()
    assert [line.label for line in journal.sidebar().result().people] == ["Night Owl"]
    with pytest.raises(FieldRefused):
        journal.casework.add_actor(Actor("  ")).result()

    journal.casework.void_actor(owl).result()
    assert journal.sidebar().result().people == ()
    journal.undo().result()
    journal.undo().result()
    assert [line.label for line in journal.sidebar().result().people] == ["NightOwl"]


def test_e05_files_are_kept_byte_for_byte_and_checked(
    journal: Journal, folder: JournalFolder, tmp_path: Path
) -> None:
    contents = {
        "a.png": png(),
        "noise.bin": os.urandom(3_000_000),
        "empty.txt": b"",
        "I <3 you & <b>.eml": b"From: a",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)

    added = journal.add_files([tmp_path / name for name in contents], Method.FILE, on).result()

    assert added.refused == ()
    pieces = [journal.piece(subject).result() for subject in added.evidence]
    assert [piece.evidence.name for piece in pieces] == list(contents)
    for piece, content in zip(pieces, contents.values(), strict=True):
        assert kept_bytes(journal, piece.id) == content
    findings = verified(journal)
    assert (findings.verdict, findings.originals) == (Verdict.NOT_ANCHORED, 4)


def test_what_cannot_be_read_is_told_and_does_not_stop_the_others(
    journal: Journal, folder: JournalFolder, tmp_path: Path
) -> None:
    (tmp_path / "good.txt").write_text("good")
    os.mkfifo(tmp_path / "pipe")
    paths = [tmp_path / "missing", tmp_path, tmp_path / "pipe", tmp_path / "good.txt"]

    added = journal.add_files(paths, Method.DROP, on).result()

    assert len(added.evidence) == 1
    whys = [refusal.error.why for refusal in added.refused if isinstance(refusal.error, Unreadable)]
    assert whys == ["missing", "folder", "not a file"]
    assert len([path for path in folder.media.rglob("*") if path.is_file()]) == 1


def test_a_cancelled_file_leaves_nothing(journal: Journal, folder: JournalFolder, tmp_path: Path) -> None:
    (tmp_path / "large.bin").write_bytes(os.urandom(5_000_000))

    with pytest.raises(Cancelled):
        journal.add_files(
            [tmp_path / "large.bin"], Method.FILE, lambda done, _total: done < 2_000_000
        ).result()

    assert [path for path in folder.media.rglob("*") if path.is_file()] == []
    assert journal.loose().result() == ()


def test_a_changed_or_missing_original_is_found(journal: Journal, folder: JournalFolder) -> None:
    added = journal.add_bytes(png(), "pasted.png", Method.PASTE).result()
    (sealed,) = (path for path in folder.media.rglob("*") if path.is_file())
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])

    findings = verified(journal)

    assert findings.verdict is Verdict.ALTERED
    assert [fault.check for fault in findings.faults] == ["V7"]
    sealed.unlink()
    assert verified(journal).verdict is Verdict.ALTERED
    with pytest.raises(SealedFileMissing):
        journal.pictures.picture(added.evidence[0], 100, 100, False).result()


def test_a_picture_is_shown_small_large_and_covered(journal: Journal) -> None:
    added = journal.add_bytes(png(size=(800, 600)), "pasted.png", Method.PASTE).result()
    subject = added.evidence[0]

    small = journal.pictures.picture(subject, 200, 200, False).result()
    again = journal.pictures.picture(subject, 200, 200, False).result()
    large = journal.pictures.picture(subject, 700, 700, False).result()
    covered = journal.pictures.picture(subject, 200, 200, True).result()

    assert (small.width, small.height) == (200, 150)
    assert again == small
    assert (large.width, large.height) == (700, 525)
    assert covered.width <= 96
    assert large.rgb[:3] == bytes((10, 20, 30))


def test_h03_what_only_claims_to_be_a_picture_is_kept_and_not_shown(journal: Journal) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///canary'/></svg>"
    added = journal.add_bytes(svg, "photo.png", Method.PASTE).result()

    with pytest.raises(PictureRefused):
        journal.pictures.picture(added.evidence[0], 100, 100, False).result()

    assert kept_bytes(journal, added.evidence[0]) == svg
    assert not journal.piece(added.evidence[0]).result().has_picture


def a_capture(
    folder: JournalFolder, public: bytes, name: str, data: bytes, claimed: bytes | None = None
) -> None:
    """What the keeper would have left in the inbox."""
    from hashlib import sha256

    from journal.domain.evidence import Original

    told = claimed or data
    described = replace(
        evidence(f"{name[:4]}.png", file=name),
        original=Original(sha256(told).hexdigest(), len(told), "image/png"),
    )
    seal_to_inbox(folder.inbox, name, data, capture_note(described), public, seeded(int(name[:6], 16)))


def test_captures_in_the_inbox_are_filed_as_they_are_once(journal: Journal, folder: JournalFolder) -> None:
    public = journal.inbox_public
    a_capture(folder, public, "aa" * 16, png((1, 2, 3)))
    a_capture(folder, public, "bb" * 16, png((4, 5, 6)))

    filed = journal.file_inbox().result()

    assert len(filed.evidence) == 2
    assert list(folder.inbox.iterdir()) == []
    assert kept_bytes(journal, filed.evidence[0]) == png((1, 2, 3))
    assert {loose.name for loose in journal.loose().result()} == {"aaaa.png", "bbbb.png"}
    assert journal.file_inbox().result().evidence == ()
    assert verified(journal).verdict is Verdict.NOT_ANCHORED


def test_e10_a_filing_cut_short_after_the_record_is_finished_the_next_time(
    journal: Journal, folder: JournalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_capture(folder, journal.inbox_public, "aa" * 16, png())
    from journal.services import filing

    def cut(_folder: JournalFolder, _path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(filing, "_move_to_media", cut)
        with pytest.raises(KeyboardInterrupt):
            journal.file_inbox().result()
    assert journal.file_inbox().result().evidence == ()

    (loose,) = journal.loose().result()
    assert loose.evidence is not None
    assert kept_bytes(journal, loose.evidence) == png()
    assert list(folder.inbox.iterdir()) == []


def test_several_put_aside_together_come_back_with_one_step(journal: Journal) -> None:
    names = ("a.txt", "b.txt", "c.txt")
    added = [journal.add_bytes(name.encode(), name, Method.PASTE).result().evidence[0] for name in names]
    journal.void_evidence(*added).result()
    assert journal.loose().result() == ()

    assert journal.undo().result() is not None

    assert {loose.name for loose in journal.loose().result()} == set(names)
    assert journal.undo().result() is None


def test_a_file_that_an_unfinished_entry_has_is_not_put_aside(journal: Journal) -> None:
    used, loose = (
        journal.add_bytes(name.encode(), name, Method.PASTE).result().evidence[0] for name in ("a", "b")
    )
    draft = journal.start_draft(None, (used,)).result()

    with pytest.raises(EvidenceInUse) as refused:
        journal.void_evidence(loose, used).result()

    assert refused.value.subjects == (used,)
    assert loose in {waiting.evidence for waiting in journal.loose().result()}
    assert journal.undo().result() is None
    settled = journal.settle(draft.id).result()
    assert settled.incident is not None
    assert [piece.id for piece in journal.entry(settled.incident).result().pieces] == [used]


def test_a_file_of_an_entry_is_not_put_aside_until_no_entry_has_it(journal: Journal) -> None:
    added = journal.add_bytes(png(), "pasted.png", Method.PASTE).result().evidence
    settled = journal.settle(journal.start_draft(None, added).result().id).result()
    assert settled.incident is not None

    with pytest.raises(EvidenceInUse):
        journal.void_evidence(*added).result()
    assert [piece.id for piece in journal.entry(settled.incident).result().pieces] == list(added)

    draft = journal.start_draft(settled.incident).result()
    journal.keep_draft(
        replace(draft, incident=replace(draft.incident, headline="Nothing to see", evidence=()))
    ).result()
    journal.settle(draft.id).result()
    journal.void_evidence(*added).result()
    assert journal.loose().result() == ()


def test_what_was_removed_for_good_does_not_come_back_with_the_others(journal: Journal) -> None:
    names = ("a.txt", "b.txt", "c.txt")
    first, *_, last = (
        journal.add_bytes(name.encode(), name, Method.PASTE).result().evidence[0] for name in names
    )
    journal.void_evidence(first, last).result()
    journal.removal.remove((), (last,)).result()

    journal.undo().result()

    assert {loose.name for loose in journal.loose().result()} == {"a.txt", "b.txt"}


def test_what_in_the_inbox_cannot_be_opened_stays_there_and_is_told(
    journal: Journal, folder: JournalFolder
) -> None:
    a_capture(folder, journal.inbox_public, "aa" * 16, png((1, 2, 3)), claimed=b"something else")
    other = b"\x09" + bytes(31)
    a_capture(folder, other, "bb" * 16, png())
    (folder.inbox / ("cc" * 16)).write_bytes(b"not sealed at all")

    filed = journal.file_inbox().result()

    assert filed.evidence == ()
    assert sorted(refusal.name[:2] for refusal in filed.unopened) == ["aa", "bb", "cc"]
    assert len(list(folder.inbox.iterdir())) == 3
    waiting = journal.loose().result()
    assert {loose.name[:2] for loose in waiting} == {"aa", "bb", "cc"}
    assert all(loose.unopened and loose.evidence is None for loose in waiting)
    assert journal.sidebar().result().to_sort == 3


def test_an_entry_made_of_a_capture_is_dated_on_or_before_it(journal: Journal, clock: FakeClock) -> None:
    added = journal.add_bytes(png(), "pasted.png", Method.PASTE).result()
    clock.pass_ms(60_000)

    draft = journal.start_draft(None, added.evidence).result()

    assert draft.incident.evidence == added.evidence
    assert draft.incident.occurred.to is not None
    assert draft.incident.occurred.to.utc_ms == NOON
    assert journal.settle(draft.id).result().seq is not None


def test_a_better_time_is_asked_of_the_person_or_of_what_there_is_to_read_it_from(journal: Journal) -> None:
    added = journal.add_bytes(png(), "pasted.png", Method.PASTE).result()

    written = journal.start_draft(None).result().incident
    seen = journal.start_draft(None, added.evidence).result().incident

    assert (written.occurred.source, seen.occurred.source) == (TimeSource.SEEN, TimeSource.SHOWN)


def test_a_capture_joined_to_an_entry_is_recorded_as_part_of_it(journal: Journal) -> None:
    subject = write(journal, headline="He called again")
    added = journal.add_bytes(png(), "pasted.png", Method.PASTE).result()

    draft = journal.start_draft(subject, added.evidence).result()  # type: ignore[arg-type]
    settled = journal.settle(draft.id).result()

    assert settled.seq is not None
    assert journal.entry(subject).result().incident.evidence == added.evidence  # type: ignore[arg-type]
    assert journal.loose().result() == ()


def test_what_is_being_typed_stays_when_a_capture_joins_it(journal: Journal) -> None:
    subject = write(journal, headline="He called again")
    typed = journal.start_draft(subject).result()  # type: ignore[arg-type]
    journal.keep_draft(replace(typed, incident=replace(typed.incident, description="half a sen"))).result()
    added = journal.add_bytes(png(), "pasted.png", Method.PASTE).result()

    draft = journal.start_draft(subject, added.evidence).result()  # type: ignore[arg-type]

    assert (draft.id, draft.incident.description) == (typed.id, "half a sen")
    assert draft.incident.evidence == added.evidence


def test_the_panes_are_answered_while_a_large_file_is_taken_in(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "large.bin").write_bytes(bytes(30_000_000))
    halfway, go_on = threading.Event(), threading.Event()

    def progress(done: int, total: int) -> bool:
        if done > total // 2:
            halfway.set()
            go_on.wait(20)
        return True

    adding = journal.add_files([tmp_path / "large.bin"], Method.FILE, progress)
    assert halfway.wait(20)
    write(journal, headline="written meanwhile")
    assert headlines(journal) == ["written meanwhile"]
    go_on.set()

    assert len(adding.result().evidence) == 1


def test_what_was_typed_survives_closing_and_opening(door: Door) -> None:
    journal = door.create(PASSPHRASE).result()
    draft = journal.start_draft(None).result()
    journal.keep_draft(replace(draft, incident=replace(draft.incident, description="half a sen"))).result()
    journal.close()

    again = door.open(PASSPHRASE).result()

    assert again.draft(draft.id).result().incident.description == "half a sen"
    assert again.window_state("panes").result() is None
    again.keep_window_state("panes", b"1,2,3").result()
    assert again.window_state("panes").result() == b"1,2,3"
    again.close()


def test_what_is_said_of_a_file_changes_and_the_file_does_not(journal: Journal) -> None:
    added = journal.add_bytes(b"the letter", "letter.txt", Method.PASTE).result()
    subject = added.evidence[0]
    journal.amend_evidence(subject, EvidenceNote(note="the envelope is in the drawer")).result()

    assert journal.piece(subject).result().note.note == "the envelope is in the drawer"
    assert kept_bytes(journal, subject) == b"the letter"
    journal.undo().result()
    assert journal.piece(subject).result().note == EvidenceNote()


def test_how_to_reach_a_witness_is_in_a_record_of_its_own(journal: Journal) -> None:
    journal.casework.write_witness(WitnessContact("Hana K.", phone="+33 1 99 00 00 01")).result()

    assert record_counts(journal)["witness.write"] == 1
