"""What is handed over is whole, holds nothing that must not travel, and shows every change that is made to it."""

import csv
import io
import os
import shutil
import subprocess
import sys
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from journal.domain.actor import Actor, Standing
from journal.domain.casework import Contact, Person, WitnessContact
from journal.domain.errors import Cancelled
from journal.domain.evidence import Box, Method
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Parcel
from journal.domain.incident import Attribution, Basis, Witness
from journal.domain.printing import Along, PrintWish, Reader
from journal.domain.reading import Wanted
from journal.report import verifier
from journal.report.csv_log import as_written
from journal.report.verifier import (
    ALTERED,
    BODIES,
    CHECKING,
    CHECKSUMS,
    EXHIBITS,
    LOG,
    NOT_ANCHORED,
    PAPER,
    SEAL,
    paper_text,
)
from journal.sealing.stamps import TimeStamp
from journal.sealing.time_stamps import certificates, query, read_stamp
from journal.services import pieces
from journal.services.door import Door
from journal.services.handing_over import HandedOverNotTrue
from journal.services.journal import Journal
from journal.services.pieces import exhibit_name
from journal.services.restoring import FolderTaken
from journal.services.wording import Wording
from tests.authority import Authority, make_authority
from tests.commands import needed
from tests.fakes import FakeClock
from tests.samples import at, evidence
from tests.sealing.stamping import NOW, ROOT, SIGNER, Recipe
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.handed_over import files_of, relist
from tests.services.looking import asked_outside
from tests.services.test_journal import on, png, write

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.POLICE)
NOTHING = Along()
SHELL = Path(__file__).parents[2] / "resources" / "checking" / "verify.sh"
YEAR_2026_MS = 1_767_225_600_000
SECRETS = (
    "what I fear of him",
    "never for anyone",
    "12 Hidden Lane",
    "0170 555 01",
    "a safe friend",
    "not about this one",
    "before it was",
)


def fill(journal: Journal) -> None:
    """Two incidents to hand over, one that is not, and everything that must stay at home."""
    journal.casework.write_person(Person(name="Marie Leroux", safe_contact="a safe friend")).result()
    journal.casework.write_witness(
        WitnessContact("Ann", address="12 Hidden Lane", phone="0170 555 01")
    ).result()
    journal.casework.add_contact(
        Contact(when=at("2026-11-20T10:00"), who="Mr Law", role="lawyer", said="in confidence")
    ).result()
    owl = journal.casework.add_actor(
        Actor("NightOwl", Standing.SUSPECTED, notes="what I fear of him")
    ).result()
    picture = journal.add_bytes(png(size=(300, 200)), "=screen.png", Method.PASTE).result().evidence
    letter = (
        journal.add_bytes(b"From: a@b.example\n\nI saw you.\n", "letter.eml", Method.FILE).result().evidence
    )
    by_owl = (Attribution(owl, Basis.SAME_ACCOUNT),)
    subject = write(
        journal,
        occurred=at("2026-11-20T20:58"),
        headline="before it was mended",
        evidence=picture,
        actors=by_owl,
        witnesses=(Witness("Ann"),),
    )
    draft = journal.start_draft(subject).result()  # type: ignore[arg-type]
    mended = replace(
        draft.incident, headline="Second", description="=HYPERLINK(1)\n<script>alert(1)</script>"
    )
    journal.keep_draft(replace(draft, incident=mended, private_note="never for anyone")).result()
    journal.settle(draft.id).result()
    write(journal, occurred=at("2026-11-19T08:00"), description="-1 & <b>", evidence=letter, actors=by_owl)
    write(journal, occurred=at("2020-01-01T08:00"), headline="not about this one")


@pytest.fixture
def case(journal: Journal) -> Journal:
    fill(journal)
    return journal


def hand_over(
    journal: Journal,
    target: Path,
    wish: PrintWish | None = None,
    along: Along = NOTHING,
    parcel: Parcel | None = None,
) -> Path:
    """Hand the incidents of 2026 over."""
    parcel = parcel or Parcel(along=along)
    wanted = wish or replace(WISH, wanted=Wanted(from_ms=YEAR_2026_MS))
    journal.paperwork.hand_over(wanted, parcel, target, Wording(), on).result()
    return target


@pytest.fixture(scope="module")
def handed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; every test spoils a copy of it."""
    folder = tmp_path_factory.mktemp("handed")
    door = Door(JournalFolder(folder / "Journal"), surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    try:
        fill(journal)
        return hand_over(journal, folder / "2026-11-22")
    finally:
        journal.close()
        door.close()


@pytest.fixture
def handed(handed_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed_once, tmp_path / "2026-11-22"))


def checks(top: Path) -> set[str]:
    return {fault.check for fault in verifier.check(top).faults}


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def test_everything_is_there_and_the_check_says_so(handed: Path) -> None:
    names = [path.relative_to(handed).as_posix() for path in files_of(handed)]
    exhibits = [name for name in names if name.startswith(EXHIBITS)]

    result = verifier.check(handed)

    assert (result.code, result.faults) == (NOT_ANCHORED, [])
    assert names[0] == PAPER
    assert [name.split("/")[1][:7] for name in exhibits] == ["ML-001 ", "ML-002 "]
    assert {f"{CHECKING}/{name}" for name in (CHECKSUMS, LOG, BODIES, SEAL, "incident-log.csv")} <= set(names)
    assert result.files == len(names) - 1
    assert 0 < result.disclosed < result.records


def test_a_copied_verifier_says_the_same_without_the_program(handed: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-I", f"{CHECKING}/verify.py.txt"],
        cwd=handed,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert told.returncode == NOT_ANCHORED, told.stderr
    assert told.stdout.startswith("Intact")
    assert verifier.check(handed).paper_seal in told.stdout


def test_what_is_only_for_the_writer_stays_at_home(handed: Path) -> None:
    for path in files_of(handed):
        data = path.read_bytes()
        for secret in (*SECRETS, "in confidence"):
            assert secret.encode() not in data, f"{secret} in {path.name}"
            assert secret.encode("utf-16-le") not in data


def test_earlier_versions_travel_when_they_are_asked_for(case: Journal, tmp_path: Path) -> None:
    handed = hand_over(case, tmp_path / "whole", along=Along(history=True))

    assert b"before it was mended" in (handed / CHECKING / BODIES).read_bytes()
    assert verifier.check(handed).code == NOT_ANCHORED


def test_of_a_picture_with_a_chosen_part_only_that_travels_unless_the_whole_is_wished(
    case: Journal, tmp_path: Path
) -> None:
    (picture,) = (
        piece.id
        for entry in (case.entry(key.id).result() for key in case.timeline(Wanted()).result().keys)
        for piece in entry.pieces
        if piece.evidence.name.endswith("png")
    )
    whole = case.piece(picture).result().evidence.original.sha256
    part = case.pictures.choose_part(picture, Box(10, 10, 50, 40)).result().made.sha256

    handed = hand_over(case, tmp_path / "part")
    both = hand_over(case, tmp_path / "both", along=Along(whole_pictures=True))

    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in files_of(handed / EXHIBITS)}
    assert whole not in digests.values()
    assert [name for name, digest in digests.items() if digest == part and " part " in name]
    assert any("only a chosen part" in note for note in verifier.check(handed).notes)
    assert {whole, part} <= {sha256(path.read_bytes()).hexdigest() for path in files_of(both / EXHIBITS)}
    assert verifier.check(both).code == NOT_ANCHORED


def test_nothing_names_the_computer_or_its_user(case: Journal, tmp_path: Path, home: Path) -> None:
    handed = hand_over(case, tmp_path / "out")
    names = {
        os.uname().nodename,
        str(home),
        str(tmp_path),
        os.environ.get("USER", "") or "\0",
        "journal-desk",
    }

    for path in files_of(handed):
        data = path.read_bytes()
        assert not [name for name in names if len(name) > 3 and name.encode() in data], path.name


def test_files_are_for_the_person_alone(handed: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in handed.rglob("*")} == {0o600, 0o700}
    assert handed.stat().st_mode & 0o777 == 0o700


def test_what_is_there_already_is_left_alone(case: Journal, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")

    with pytest.raises(FolderTaken):
        hand_over(case, tmp_path / "there")

    assert [path.name for path in (tmp_path / "there").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("after", [0, 3, 600, 990])
def test_stopping_leaves_nothing(case: Journal, tmp_path: Path, after: int) -> None:
    target = tmp_path / "stopped"

    with pytest.raises(Cancelled):
        case.paperwork.hand_over(WISH, Parcel(), target, Wording(), lambda done, _of: done < after).result()

    assert [path.name for path in tmp_path.iterdir() if "stopped" in path.name] == []


def test_what_does_not_pass_its_own_check_is_not_handed_over(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_reading", lambda _open: lambda: iter((b"other",)))

    with pytest.raises(HandedOverNotTrue) as caught:
        hand_over(case, tmp_path / "wrong")

    assert caught.value.faults[0].startswith("V7")
    assert not [path for path in tmp_path.iterdir() if "wrong" in path.name]


def test_H08_a_spreadsheet_finds_no_formula_and_every_word_as_it_was_typed(handed: Path) -> None:
    text = (handed / CHECKING / "incident-log.csv").read_bytes().decode("utf-8-sig")
    heads, *rows = list(csv.reader(io.StringIO(text, newline="")))

    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    in_full = [as_written(row[heads.index("In full")]) for row in rows]
    assert in_full == ["-1 & <b>", "=HYPERLINK(1)\n<script>alert(1)</script>"]


def test_the_page_runs_nothing_and_links_nowhere(handed: Path) -> None:
    page = (handed / CHECKING / "incident-log.html").read_text("utf-8")

    assert "&lt;script&gt;alert(1)" in page
    for forbidden in ("<script", "href", "src=", "http:", "https:", "@import", "url("):
        assert forbidden not in page
    assert page.count("<h1>") == 1
    assert page.count("<th ") == page.count('scope="col"') + page.count('scope="row"')
    assert "<th>" not in page
    assert '<html lang="en' in page


def test_the_name_of_a_file_says_where_it_stands_on_the_paper() -> None:
    named = exhibit_name("ML/14", replace(evidence(), safe_name="screen.png"))

    assert named.startswith("ML-014 2026-")
    assert named.endswith(" screen.png")


def test_the_name_of_a_capture_says_its_time_once() -> None:
    kept = evidence().acquired.local
    capture = replace(evidence(), safe_name=f"{kept[:10]} {kept[11:19].replace(':', '')} screen.png")

    named = exhibit_name("ML/14", capture)

    assert named == f"ML-014 {kept[:10]} {kept[11:16].replace(':', '')} screen.png"


# Spoiling it.


def test_E02_the_shell_finds_any_two_lines_of_the_list_in_the_other_order(handed: Path) -> None:
    path = handed / CHECKING / CHECKSUMS
    data = path.read_bytes()
    missed = []
    for line in range(len(data.splitlines()) - 1):
        path.write_bytes(_lines_exchanged(line, line + 1)(data))
        if shell(handed).returncode != ALTERED:
            missed.append(line)

    assert missed == []


def _line_out(number: int) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        del lines[number]
        return b"".join(lines)

    return change


def _lines_exchanged(one: int, other: int) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        lines[one], lines[other] = lines[other], lines[one]
        return b"".join(lines)

    return change


def _swap(top: Path) -> None:
    one, other = files_of(top / EXHIBITS)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


FORGERIES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an exhibit changed": ("V7", lambda top: rewrite(files_of(top / EXHIBITS)[0], lambda data: data + b"x")),
    "an exhibit taken out": ("V1", lambda top: files_of(top / EXHIBITS)[0].unlink()),
    "an exhibit put in": ("V7", lambda top: (top / EXHIBITS / "ML-003.png").write_bytes(b"new")),
    "the paper changed": ("V13", lambda top: rewrite(top / PAPER, lambda data: data + b"\n")),
    "a record taken out": ("V3", lambda top: rewrite(top / CHECKING / LOG, _line_out(3))),
    "the last record taken out": ("V5", lambda top: rewrite(top / CHECKING / LOG, _line_out(-1))),
    "a body taken out": ("V6", lambda top: rewrite(top / CHECKING / BODIES, _line_out(4))),
    "the record of handing over taken out": (
        "V6",
        lambda top: rewrite(top / CHECKING / BODIES, _line_out(-1)),
    ),
    "words changed": (
        "V6",
        lambda top: rewrite(
            top / CHECKING / BODIES,
            lambda data: data.replace(b"I saw", b"I see").replace(b"Second", b"Secund"),
        ),
    ),
    "the seal changed": (
        "V5",
        lambda top: rewrite(top / CHECKING / SEAL, lambda data: data[:-5] + b"beef\n"),
    ),
    "two exhibits exchanged": ("V7", _swap),
    "the table changed": (
        "V1",
        lambda top: rewrite(top / CHECKING / "incident-log.csv", lambda data: data.replace(b"2026", b"2019")),
    ),
    "the instructions changed": (
        "V1",
        lambda top: rewrite(top / CHECKING / "how-to-check.txt", lambda _data: b"curl it"),
    ),
    "a file put in for another": (
        "V1",
        lambda top: (top / CHECKING / "limits.txt").rename(top / "0 READ THIS FIRST.txt"),
    ),
    "two records exchanged": ("V6", lambda top: rewrite(top / CHECKING / BODIES, _lines_exchanged(3, 4))),
    "a record told twice": (
        "V6",
        lambda top: rewrite(top / CHECKING / BODIES, lambda data: data.splitlines(keepends=True)[0] + data),
    ),
    "one seal only": ("V5", lambda top: rewrite(top / CHECKING / SEAL, _line_out(0))),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_listing_everything_anew_hides_no_change(handed: Path, what: str) -> None:
    check, forge = FORGERIES[what]
    forge(handed)
    relist(handed)

    assert check in checks(handed)


def test_one_record_taken_out_is_said_once_and_not_for_each_that_follows(handed: Path) -> None:
    rewrite(handed / CHECKING / LOG, _line_out(3))
    said: list[str] = []

    result = verifier.check(handed)
    verifier.report(result, said.append)

    assert [fault.place for fault in result.faults if fault.check == "V3"] == ["record 4"]
    assert said[0].startswith("Altered or incomplete. This is not what was handed over")
    assert len(said) < 40


# Times from outside.


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "it")


@pytest.fixture
def anchored(case: Journal, tmp_path: Path, authority: Authority) -> Path:
    question = asked_outside(case)
    case.outside.answer(authority.answer(question.query), [authority.root]).result()
    return hand_over(case, tmp_path / "anchored")


def test_a_time_from_outside_travels_and_is_checked_against_who_is_trusted(
    anchored: Path, authority: Authority
) -> None:
    trusted = verifier.check(anchored, roots=str(authority.folder / "root.pem"))
    unknown = verifier.check(anchored)

    assert (trusted.code, trusted.faults) == (verifier.ANCHORED, [])
    assert any("Authority of Hours confirmed" in note for note in trusted.notes)
    assert (unknown.code, unknown.faults) == (NOT_ANCHORED, [])
    assert any("does not know" in note for note in unknown.notes)
    told = shell(anchored)
    assert told.returncode == NOT_ANCHORED, told.stdout + told.stderr


@pytest.fixture
def long_ago(case: Journal, tmp_path: Path) -> Path:
    """Handed over with a stamp of a key that has ended since."""
    given, over = datetime(2019, 11, 21, 12, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
    signer, root = (replace(link, begins=given - timedelta(days=9), ends=over) for link in (SIGNER, ROOT))
    authority = Recipe(signer, root=root, at=given)
    asked_outside(case)
    (asked,) = case.outside.known().result()
    answer = authority.answer(asked.checkpoint.form(), asked.nonce)
    case.outside.answer(answer, [authority.root_der]).result()
    assert datetime.now(UTC) > over
    return hand_over(case, tmp_path / "long ago")


def test_a_stamp_holds_when_the_key_that_gave_it_is_over(long_ago: Path) -> None:
    """Courts take years, and keys for stamps are changed."""
    told = shell(long_ago)

    assert (verifier.check(long_ago).code, checks(long_ago)) == (NOT_ANCHORED, set())
    assert told.returncode == NOT_ANCHORED, told.stdout + told.stderr
    assert "Nov 21 12:00:00 2019 GMT" in told.stdout


def test_an_openssl_that_knows_today_alone_blames_nobody_for_a_key_that_is_over(
    long_ago: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the one that comes with macOS."""
    libre = tmp_path / "libre" / "openssl"
    libre.parent.mkdir()
    libre.write_text(
        '#!/bin/sh\ncase "$*" in version) echo LibreSSL 3.3.6; exit ;; *-attime*) exit 1 ;; esac\n'
        f'exec "{needed("openssl")}" "$@"\n'
    )
    libre.chmod(0o755)
    monkeypatch.setenv("PATH", f"{libre.parent}{os.pathsep}{os.environ['PATH']}")

    result, told = verifier.check(long_ago), shell(long_ago)

    assert (result.code, result.faults) == (NOT_ANCHORED, [])
    assert any("does not hold today" in note for note in result.notes)
    assert told.returncode == NOT_ANCHORED, told.stdout + told.stderr
    assert "does not hold today" in told.stdout


@pytest.mark.parametrize(
    ("authority", "holds"),
    [
        (Recipe(), True),
        (Recipe(signer=replace(SIGNER, begins=NOW + timedelta(seconds=1))), False),
        (Recipe(root=replace(ROOT, begins=NOW + timedelta(seconds=1))), False),
        (Recipe(wrong="time and digest"), False),
    ],
    ids=["fine", "key not yet begun", "root not yet begun", "forged"],
)
def test_E08_no_stamp_is_believed_because_its_authority_was_recorded(
    case: Journal, tmp_path: Path, authority: Recipe, holds: bool
) -> None:
    """What a program that checks nothing would have recorded."""
    asked_outside(case)
    (asked,) = case.outside.known().result()
    chain = tuple(each.public_bytes(Encoding.DER) for each in authority.certificates)
    said = TimeStamp(round(NOW.timestamp() * 1000), 0, "Clock of Hours", chain)
    answer = authority.answer(asked.checkpoint.form(), asked.nonce)
    case._parts.writing.run(case.outside._receive, asked, answer, said).result()
    handed = tmp_path / "handed"

    if holds:
        hand_over(case, handed)
        return
    with pytest.raises(HandedOverNotTrue) as caught:
        hand_over(case, handed)
    assert caught.value.faults[0].startswith("V12")


@pytest.mark.parametrize(
    "day", ["2024-02-29", "2026-01-08", "2027-03-01", "2027-12-31", "2028-02-09", "2100-03-01"]
)
def test_the_shell_knows_when_a_stamp_was_given(tmp_path: Path, day: str) -> None:
    moment = datetime.fromisoformat(f"{day}T08:09:59+00:00")
    (tmp_path / "answer").write_bytes(Recipe(at=moment).answer(b"", None))
    functions = SHELL.read_text("utf-8").partition("moment_of() {")[2].partition("\n}\n")[0]

    told = subprocess.run(
        ["sh", "-c", f"moment_of() {{{functions}\n}}\nmoment_of answer"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(told.stdout) == moment.timestamp()


@pytest.mark.parametrize("name", ["answer", "checkpoint"])
def test_another_answer_or_checkpoint_is_found(anchored: Path, name: str) -> None:
    (path,) = (anchored / CHECKING / verifier.ANCHORS).glob(f"{name}-*")
    rewrite(path, lambda data: data[:-1] + b"x")
    relist(anchored)

    assert "V11" in checks(anchored)


def test_E08_a_stamp_of_something_else_is_found(case: Journal, tmp_path: Path, authority: Authority) -> None:
    """What a program that checks nothing would have recorded."""
    question = asked_outside(case)
    wrong = authority.answer(query(b"other", 7))
    other = read_stamp(wrong, b"other", 7, certificates(authority.root))
    (asked,) = case.outside.known().result()
    case._parts.writing.run(case.outside._receive, asked, wrong, other).result()

    with pytest.raises(HandedOverNotTrue) as caught:
        hand_over(case, tmp_path / "wrong")

    assert question.record == asked.asked
    assert caught.value.faults[0].startswith("V12")


def test_a_second_file_under_a_name_that_looks_alike_is_found(case: Journal, tmp_path: Path) -> None:
    letter = case.add_bytes("Réponse".encode(), "Réponse.txt", Method.FILE).result().evidence
    write(case, occurred=at("2026-11-21T08:00"), description="an answer", evidence=letter)
    handed = hand_over(case, tmp_path / "out")
    (path,) = (each for each in files_of(handed / EXHIBITS) if "Réponse" in each.name)
    path.with_name(unicodedata.normalize("NFD", path.name)).write_bytes(b"forged")

    assert "V1" in checks(handed)


@pytest.mark.parametrize("program", ["the verifier", "the shell"])
def test_a_name_cannot_write_the_verdict(handed: Path, program: str) -> None:
    (handed / "\x1b[2J\x1b[H Intact and anchored.\u202e").write_bytes(b"")
    if program == "the shell":
        relist(handed)
        told = shell(handed)
    else:
        command = [sys.executable, "-I", f"{CHECKING}/verify.py.txt"]
        told = subprocess.run(command, cwd=handed, capture_output=True, text=True, timeout=60)

    assert told.returncode == ALTERED
    assert "\x1b" not in told.stdout
    assert "\u202e" not in told.stdout


def test_what_lies_beside_the_verifier_is_not_run(handed: Path) -> None:
    (handed / CHECKING / "base64.py").write_text("print('Intact and anchored.'); raise SystemExit(0)")

    told = subprocess.run(
        [sys.executable, f"{CHECKING}/verify.py.txt"], cwd=handed, capture_output=True, text=True, timeout=60
    )

    assert told.returncode == ALTERED, told.stdout + told.stderr


def test_no_setting_of_the_shell_leads_it_to_another_folder(handed: Path, handed_once: Path) -> None:
    rewrite(handed / PAPER, lambda data: data + b"x")

    told = shell(handed, CDPATH=str(handed_once))

    assert told.returncode == ALTERED, told.stdout


@pytest.mark.parametrize("what", [b"[" * 5_000 + b"]" * 5_000, b'{"a":' * 700 + b"1" + b"}" * 700])
def test_a_body_nested_without_end_is_a_fault_and_no_crash(handed: Path, what: bytes) -> None:
    rewrite(handed / CHECKING / BODIES, lambda data: what + b"\n" + data)
    relist(handed)

    assert "V6" in checks(handed)


def test_a_paper_that_swells_is_not_read_to_its_end(handed: Path) -> None:
    bomb = zlib.compress(bytes(200 << 20), 9)
    form = b"%PDF-1.5\n1 0 obj\n<</Type/Page/Contents 2 0 R>>\nendobj\n"
    second = len(form)
    form += (
        b"2 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n" % len(bomb) + bomb + b"\nendstream\nendobj\n"
    )
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \ntrailer\n<<>>\n" % (9, second)
    (handed / PAPER).write_bytes(form + table + b"startxref\n%d\n%%%%EOF\n" % len(form))
    relist(handed)

    assert "V13" in checks(handed)


def test_a_clock_set_back_between_two_sessions_is_said_and_cannot_be_hidden(
    case: Journal, door: Door, clock: FakeClock, tmp_path: Path
) -> None:
    case.close()
    clock.now -= 400 * 86_400_000
    clock.run = "run-2"
    journal = door.open(PASSPHRASE).result()
    write(journal, description="recorded in the past")
    handed = hand_over(journal, tmp_path / "out", PrintWish(Reader.POLICE))
    text = paper_text((handed / PAPER).read_bytes())
    journal.close()

    assert verifier.check(handed).faults == []
    assert "clock was set back by 400 days" in text


def test_a_link_to_elsewhere_is_not_followed(handed: Path, tmp_path: Path) -> None:
    path = files_of(handed / EXHIBITS)[0]
    path.rename(tmp_path / "kept.png")
    path.symlink_to(tmp_path / "kept.png")

    assert checks(handed) == {"V1", "V7"}


def test_a_name_that_leads_out_of_the_folder_is_not_read(handed: Path) -> None:
    rewrite(handed / CHECKING / CHECKSUMS, lambda data: b"0" * 64 + b"  ../../etc/passwd\n" + data)

    assert "V1" in checks(handed)


def test_what_a_system_leaves_in_a_folder_is_told_and_not_blamed(handed: Path) -> None:
    (handed / EXHIBITS / ".DS_Store").write_bytes(b"x")

    result = verifier.check(handed)

    assert result.code == NOT_ANCHORED
    assert any(".DS_Store" in note for note in result.notes)


def test_files_without_records_are_files_and_no_more(handed: Path) -> None:
    for name in (LOG, BODIES, SEAL):
        (handed / CHECKING / name).unlink()
    relist(handed)

    assert verifier.check(handed).code == verifier.FILES_ONLY


def test_what_is_no_such_folder_could_not_be_checked(tmp_path: Path) -> None:
    assert verifier.main([str(tmp_path)]) == verifier.UNCHECKED


# With a shell and nothing else.


def shell(top: Path, tools: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    environ = {**more, "PATH": str(tools) if tools else os.environ["PATH"], "TMPDIR": str(top.parent)}
    return subprocess.run(
        ["/bin/sh", f"{CHECKING}/verify.sh.txt"],
        cwd=top,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def few_tools(tmp_path: Path) -> Path:
    """Only the tools that the script says it needs."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for tool in ("sha256sum", "grep", "cut", "sed", "split", "diff", "mkdir", "rm"):
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    return folder


def test_E04_a_shell_with_few_tools_can_check_it_and_leaves_nothing(handed: Path, few_tools: Path) -> None:
    told = shell(handed, few_tools)

    assert told.returncode == NOT_ANCHORED, told.stdout + told.stderr
    assert "Basic check: intact" in told.stdout
    assert "Not checked:" in told.stdout
    assert not [path for path in handed.parent.iterdir() if path.name.startswith("check.")]


@pytest.mark.parametrize("what", FORGERIES)
def test_E02_the_shell_finds_what_it_says_it_checks(handed: Path, what: str) -> None:
    _, forge = FORGERIES[what]
    beyond_it = what in ("an exhibit changed", "the paper changed")
    forge(handed)
    if not beyond_it:  # with the list made anew, only the whole check holds a file against its record
        relist(handed)

    told = shell(handed)

    assert told.returncode == ALTERED, told.stdout
    assert "altered or incomplete" in told.stdout
