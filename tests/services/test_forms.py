"""Other forms of what is handed over: files side by side for a form, one archive under a password; as true."""

import csv
import errno
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyzipper import AESZipFile

from journal.domain.errors import Cancelled
from journal.domain.evidence import Box, Method
from journal.domain.file_names import LONGEST_BYTES
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import Along, PrintWish, Reader
from journal.domain.reading import Wanted
from journal.report import verifier
from journal.report.csv_log import _line, as_written
from journal.report.verifier import ALTERED, LEFT_OUT, NOT_ANCHORED
from journal.sealing.durable import OS_DISK
from journal.sealing.errors import DiskFailed, DiskFull
from journal.services import laying_out
from journal.services.door import Door
from journal.services.handing_over import HandedOver, PaperTooLarge
from journal.services.journal import Journal
from journal.services.outputs import InsideJournal
from journal.services.pieces import exhibit_name, plain_name
from journal.services.wording import Wording
from tests.commands import needed
from tests.fakes import FakeClock
from tests.samples import at, evidence
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.handed_over import files_of, relist
from tests.services.test_handing_over import (
    SECRETS,
    WISH,
    YEAR_2026_MS,
    fill,
)
from tests.services.test_journal import on, png, write

pytestmark = pytest.mark.slow

FLAT = Parcel(Form.FLAT)
PASSWORD = "lantern orbit 密碼 velvet"
OF_2026 = replace(WISH, wanted=Wanted(from_ms=YEAR_2026_MS))


@pytest.fixture
def case(journal: Journal) -> Journal:
    fill(journal)
    return journal


def hand_over(journal: Journal, target: Path, parcel: Parcel = FLAT) -> HandedOver:
    return journal.paperwork.hand_over(OF_2026, parcel, target, Wording(), on).result()


@pytest.fixture(scope="module")
def flat_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once; every test spoils a copy of it."""
    folder = tmp_path_factory.mktemp("flat")
    door = Door(JournalFolder(folder / "Journal"), surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    try:
        fill(journal)
        return hand_over(journal, folder / "2026-11-22").place
    finally:
        journal.close()
        door.close()


@pytest.fixture
def flat(flat_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(flat_once, tmp_path / "2026-11-22"))


# Side by side.


def test_files_for_a_form_lie_side_by_side_under_plain_names_and_are_whole(flat: Path) -> None:
    names = sorted(path.name for path in flat.iterdir())

    result = verifier.check(flat)

    assert (result.code, result.faults) == (NOT_ANCHORED, [])
    assert all(path.is_file() for path in flat.iterdir())
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", name) for name in names)
    assert all(name.endswith((".txt", ".csv", ".html", ".pdf", ".png", ".eml")) for name in names)
    assert names[0] == "1-START-HERE.pdf"
    assert [name for name in names if name.startswith("2-ML-001-2026-")]
    assert result.files == len(names) - 1


def test_what_is_only_for_the_writer_stays_at_home_in_this_form_too(flat: Path) -> None:
    for path in files_of(flat):
        data = path.read_bytes()
        assert not [secret for secret in SECRETS if secret.encode() in data], path.name


def test_the_verifier_that_came_along_says_the_same_from_anywhere(flat: Path, tmp_path: Path) -> None:
    for cwd in (flat, tmp_path):
        told = subprocess.run(
            [sys.executable, "-I", str(flat / "3-verify.py.txt")],
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert told.returncode == NOT_ANCHORED, told.stdout + told.stderr
    assert verifier.main([str(flat)]) == NOT_ANCHORED


def flat_shell(top: Path, tools: Path | None = None) -> "subprocess.CompletedProcess[str]":
    environ = {"PATH": str(tools) if tools else os.environ["PATH"], "TMPDIR": str(top.parent)}
    return subprocess.run(
        ["/bin/sh", "3-verify.sh.txt"], cwd=top, env=environ, capture_output=True, text=True, timeout=60
    )


def test_a_shell_can_check_files_side_by_side(flat: Path) -> None:
    assert flat_shell(flat).returncode == NOT_ANCHORED
    (exhibit,) = flat.glob("2-ML-001-*")
    exhibit.write_bytes(exhibit.read_bytes() + b"x")
    assert flat_shell(flat).returncode == ALTERED


@pytest.fixture
def busybox(tmp_path: Path) -> Path:
    """The applets the script says it needs, and nothing else, all of one small program."""
    found = needed("busybox")
    folder = tmp_path / "applets"
    folder.mkdir()
    for applet in ("sh", "sha256sum", "grep", "cut", "sed", "diff", "mkdir", "rm"):
        (folder / applet).symlink_to(found)
    return folder


@pytest.mark.parametrize("form", [Form.FOLDER, Form.FLAT])
def test_e04_the_shell_script_needs_no_more_than_busybox_has(
    case: Journal, tmp_path: Path, busybox: Path, form: Form
) -> None:
    top = hand_over(case, tmp_path / "out", Parcel(form)).place
    script = "3-verify.sh.txt" if form is Form.FLAT else "3 For checking/verify.sh.txt"

    def told() -> "subprocess.CompletedProcess[str]":
        environ = {"PATH": str(busybox), "TMPDIR": str(tmp_path)}
        return subprocess.run(
            [str(busybox / "sh"), script], cwd=top, env=environ, capture_output=True, text=True, timeout=60
        )

    first = told()
    assert first.returncode == NOT_ANCHORED, first.stdout + first.stderr
    bodies = next(path for path in files_of(top) if "body.jsonl" in path.name)
    bodies.write_bytes(bodies.read_bytes().replace(b"I saw", b"I see").replace(b"Second", b"Secund"))
    relist(top)
    assert told().returncode == ALTERED


@pytest.mark.parametrize("what", ["log.jsonl.txt", "body.jsonl.txt", "SEAL.txt", LEFT_OUT])
def test_listing_everything_anew_hides_no_change_side_by_side(flat: Path, what: str) -> None:
    path = flat / f"3-{what}"
    data = path.read_bytes() if path.exists() else b""
    path.write_bytes(data[:-9] + b"deadbeef\n")
    relist(flat)

    assert verifier.check(flat).code == ALTERED


def test_a_folder_and_files_side_by_side_at_once_are_no_way_to_hide_anything(
    flat: Path, case: Journal, tmp_path: Path
) -> None:
    folder = hand_over(case, tmp_path / "folder", Parcel()).place
    for path in flat.iterdir():
        shutil.copyfile(path, folder / path.name)

    assert verifier.check(folder).code == ALTERED


# Too large for the form.


def test_what_is_too_large_for_a_form_is_left_out_by_name_and_the_rest_is_whole(
    case: Journal, tmp_path: Path
) -> None:
    film = case.add_bytes(bytes(600_000), "film.mp4", Method.FILE).result().evidence
    write(case, occurred=at("2026-11-21T08:00"), description="filmed", evidence=film)

    made = hand_over(case, tmp_path / "out", Parcel(Form.FLAT, most_bytes=500_000))

    result = verifier.check(made.place)
    assert made.left_out == ("ML/3",)
    assert (result.code, result.faults) == (NOT_ANCHORED, [])
    assert any("1 exhibits are not here" in note for note in result.notes)
    listed = (made.place / f"3-{LEFT_OUT}").read_text()
    assert listed.startswith(sha256(bytes(600_000)).hexdigest())
    assert "film" in listed
    assert max(path.stat().st_size for path in made.place.iterdir()) <= 500_000
    told = flat_shell(made.place)
    assert told.returncode == NOT_ANCHORED, told.stdout
    assert "files were left out when this was handed over" in told.stdout


def test_nobody_can_say_afterwards_that_more_was_left_out(case: Journal, tmp_path: Path) -> None:
    top = hand_over(case, tmp_path / "out").place
    (exhibit,) = top.glob("2-ML-001-*")
    digest = sha256(exhibit.read_bytes()).hexdigest()
    exhibit.unlink()
    (top / f"3-{LEFT_OUT}").write_text(f"{digest}  {exhibit.name}\n")
    relist(top)

    assert verifier.check(top).code == ALTERED
    assert flat_shell(top).returncode == ALTERED


def test_a_paper_that_is_too_large_is_said_and_leaves_nothing(case: Journal, tmp_path: Path) -> None:
    with pytest.raises(PaperTooLarge) as caught:
        hand_over(case, tmp_path / "out", Parcel(Form.FLAT, most_bytes=10_000))

    assert caught.value.size > caught.value.most == 10_000
    assert not [path for path in tmp_path.iterdir() if path.name != "Journal" and "part" in path.name]
    assert not (tmp_path / "out").exists()


# Names.


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.integers(1, 99_999), st.sampled_from(["", "part"]))
def test_h06_no_name_of_a_file_is_more_than_a_form_takes(name: str, number: int, what: str) -> None:
    check_names(name, number, what)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None)
@given(st.text(max_size=200), st.integers(1, 99_999), st.sampled_from(["", "part"]))
def test_h06_ten_thousand_names_fit_every_system(name: str, number: int, what: str) -> None:
    check_names(name, number, what)


def check_names(name: str, number: int, what: str) -> None:
    from journal.domain.file_names import safe_file_name

    kept = replace(evidence(), safe_name=safe_file_name(name))
    plain = plain_name(f"ML/{number}", kept, 5, what)
    usual = exhibit_name(f"ML/{number}", kept, what)

    assert re.fullmatch(r"ML-\d{5}-\d{4}-\d\d-\d\d-\d{4}[A-Za-z0-9-]*(\.[a-z0-9-]+)?", plain)
    for called in (plain, usual):
        assert len(called.encode()) <= LONGEST_BYTES
        assert called == safe_file_name(called)
        assert not called.endswith((" ", "."))
        assert not set(called) & set('<>:"|?*/\\')


# Under a password.


def opened(archive: Path, password: str, into: Path) -> Path:
    with AESZipFile(archive) as outer:
        outer.setpassword(password.encode())
        (name,) = outer.namelist()
        inner = io.BytesIO(outer.read(name))
    with zipfile.ZipFile(inner) as files:
        files.extractall(into)
    return into


@pytest.mark.parametrize("form", [Form.FOLDER, Form.FLAT])
def test_an_archive_shows_nothing_without_its_password_and_is_whole_with_it(
    case: Journal, tmp_path: Path, form: Form
) -> None:
    made = hand_over(case, tmp_path / "2026-11-22.zip", Parcel(form, password=PASSWORD))

    data = made.place.read_bytes()
    for hidden in (b"Second", b"screen.png", b"START", b"log.jsonl", b"%PDF"):
        assert hidden not in data
    assert made.locked
    assert made.place.stat().st_mode & 0o777 == 0o600
    assert verifier.check(opened(made.place, PASSWORD, tmp_path / "open")).code == NOT_ANCHORED


def test_the_whole_picture_goes_into_an_archive_only_when_it_is_wished(case: Journal, tmp_path: Path) -> None:
    picture = case.add_bytes(png(size=(200, 100)), "new.png", Method.PASTE).result().evidence[0]
    write(case, occurred=at("2026-11-21T08:00"), description="x", evidence=(picture,))
    case.pictures.choose_part(picture, Box(0, 0, 50, 50)).result()
    both = Parcel(Form.FLAT, Along(whole_pictures=True), password=PASSWORD)

    alone = hand_over(case, tmp_path / "1.zip", Parcel(Form.FLAT, password=PASSWORD)).place
    one = opened(alone, PASSWORD, tmp_path / "1")
    two = opened(hand_over(case, tmp_path / "2.zip", both).place, PASSWORD, tmp_path / "2")

    assert len(list(one.glob("2-ML-003-*"))) == 1
    assert len(list(two.glob("2-ML-003-*"))) == 2
    assert verifier.check(two).faults == []


@pytest.mark.parametrize("after", [0, 600, 990])
@pytest.mark.parametrize("password", ["", PASSWORD])
def test_stopping_leaves_nothing_in_any_form(
    case: Journal, tmp_path: Path, after: int, password: str
) -> None:
    before = set(tmp_path.iterdir())
    parcel = Parcel(Form.FLAT, password=password)

    with pytest.raises(Cancelled):
        case.paperwork.hand_over(
            OF_2026, parcel, tmp_path / "stopped", Wording(), lambda done, _of: done < after
        ).result()

    assert set(tmp_path.iterdir()) == before
    assert case.outputs.lying().result() == ()


# Where it may not go.


def test_nothing_is_handed_over_into_the_journal_itself(case: Journal, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(case.place)

    for place in (case.place, case.place / "media", tmp_path / "shortcut"):
        before = sorted(case.place.rglob("*"))
        with pytest.raises(InsideJournal):
            hand_over(case, place / "2026-11-22")
        paper = case.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), on).result()
        with pytest.raises(InsideJournal):
            case.paperwork.save_paper(paper, place / "2026-11-22.pdf").result()
        paper.discard()
        assert [path for path in sorted(case.place.rglob("*")) if "2026-11" in path.name] == []
        assert {path for path in before if path.is_dir()} <= set(case.place.rglob("*"))


def test_a_long_way_to_a_folder_is_no_trouble(case: Journal, tmp_path: Path) -> None:
    place = tmp_path
    while len(str(place)) < 240:
        place /= "a folder with a long name 密"
    place.mkdir(parents=True)

    made = hand_over(case, place / "2026-11-22", Parcel())

    assert len(str(made.place)) >= 250
    assert verifier.check(made.place).code == NOT_ANCHORED


# A disk that refuses.


class Refusing:
    """The real disk, until so many writes were done."""

    def __init__(self, after: int, code: int) -> None:
        self._left = after
        self._code = code

    def __getattr__(self, name: str) -> object:
        return getattr(OS_DISK, name)

    def write(self, file: int, data: bytes) -> None:
        self._left -= 1
        if self._left < 0:
            raise OSError(self._code, os.strerror(self._code))
        OS_DISK.write(file, data)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("after", [0, 1, 4, 9])
def test_a_disk_that_refuses_is_said_and_nothing_is_left(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, code: int
) -> None:
    monkeypatch.setattr(laying_out, "OS_DISK", Refusing(after, code))
    before = set(tmp_path.iterdir())

    with pytest.raises(DiskFull if code == errno.ENOSPC else DiskFailed):
        hand_over(case, tmp_path / "out", Parcel())

    assert set(tmp_path.iterdir()) == before
    assert case.outputs.lying().result() == ()


@pytest.mark.parametrize("after", [0, 3, 40])
def test_an_archive_on_a_disk_that_refuses_leaves_nothing(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    real, left = laying_out._Counted._put, [after]

    def put(counted: object, octets: memoryview) -> None:
        left[0] -= 1
        if left[0] < 0:
            counted._trouble = OSError(errno.ENOSPC, "full")  # type: ignore[attr-defined]  # as its own write would
            counted.drop()  # type: ignore[attr-defined]  # the same
            return
        real(counted, octets)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(laying_out._Counted, "_put", put)
    before = set(tmp_path.iterdir())

    with pytest.raises(DiskFull):
        hand_over(case, tmp_path / "it.zip", Parcel(password=PASSWORD))

    assert set(tmp_path.iterdir()) == before


def test_c01_nothing_that_can_be_read_is_on_the_disk_while_something_locked_is_made(
    case: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked for while it is written, each time progress is told, and after it."""
    place, seen = tmp_path / "place", []
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))

    def look(_done: int, _of: int) -> bool:
        for path in place.rglob("*"):
            if path.is_file():
                seen.append(path.name)
                data = path.read_bytes()
                assert not [
                    clear for clear in (b"%PDF-", b"Second", b"ML-001", b"journal.create") if clear in data
                ]
        return True

    parcel = Parcel(Form.FOLDER, password=PASSWORD)
    case.paperwork.hand_over(OF_2026, parcel, place / "it.zip", Wording(), look).result()
    paper = case.paperwork.print_log(OF_2026, Wording(), on).result()
    case.paperwork.save_paper(paper, place / "it.pdf", PASSWORD).result()
    paper.discard()

    assert any(name.endswith(".part") for name in seen)
    assert {path.name for path in place.iterdir()} == {"it.zip", "it.pdf"}
    assert b"Second" not in (place / "it.pdf").read_bytes()


# Tables.


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_h08_no_cell_is_a_formula_and_every_cell_says_what_was_typed(text: str) -> None:
    line = _line((text, "", f"={text}"))
    ((cell, empty, formula),) = csv.reader(io.StringIO(line.decode("utf-8", "surrogatepass"), newline=""))

    assert as_written(cell) == text
    assert as_written(formula) == f"={text}"
    assert empty == ""
    for said in (cell, formula):
        assert not said.lstrip(" \u00a0").startswith(tuple("=+-@\t\r\n\0|%＝＋－＠"))
