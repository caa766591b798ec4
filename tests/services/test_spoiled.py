"""Whatever is changed in what was handed over is found, in every form of it; what nobody changed is never blamed."""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyzipper import AESZipFile

from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import Along, PrintWish, Reader
from journal.report import verifier
from journal.report.verifier import ALTERED, CHECKING, CHECKSUMS, NOT_ANCHORED, UNCHECKED
from journal.services.door import Door
from journal.services.errors import NothingToPrint
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.authority import make_authority
from tests.commands import needed
from tests.fakes import FakeClock
from tests.samples import at
from tests.services.conftest import PASSPHRASE, RESOURCES, surroundings
from tests.services.handed_over import FLAT_WAYS, FORGED_WAYS, FURTHER_WAYS, Spoil, files_of, relist, set_all
from tests.services.lived import Life
from tests.services.test_handing_over import fill
from tests.services.test_journal import on, write

pytestmark = pytest.mark.slow

PASSWORD = "lantern orbit velvet"
FORMS: dict[str, Parcel] = {
    "a folder": Parcel(),
    "a folder with earlier versions and whole pictures": Parcel(
        along=Along(history=True, whole_pictures=True)
    ),
    "files for a form": Parcel(Form.FLAT),
    "files for a form that takes small ones": Parcel(Form.FLAT, most_bytes=500_000),
    "a folder out of a locked archive": Parcel(password=PASSWORD),
    "files out of a locked archive": Parcel(Form.FLAT, password=PASSWORD),
}
WAYS = (*FLAT_WAYS, *FURTHER_WAYS)


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same case in every form, with a time from outside; every test spoils copies."""
    folder = tmp_path_factory.mktemp("forms")
    authority = make_authority(folder / "authority")
    door = Door(JournalFolder(folder / "Journal"), surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    try:
        fill(journal)
        film = journal.add_bytes(bytes(600_000), "Réponse 密.mp4", Method.FILE).result().evidence
        write(journal, occurred=at("2026-11-21T08:00"), description="filmed", evidence=film)
        journal.outside.carry(folder / "question").result()
        answer = authority.answer((folder / "question").read_bytes())
        journal.outside.answer(answer, [authority.root]).result()
        made = {}
        for number, (form, parcel) in enumerate(FORMS.items()):
            target = folder / f"{number}{'.zip' if parcel.password else ''}"
            place = _hand_over(journal, target, parcel)
            made[form] = opened(place, folder / f"{number} opened") if parcel.password else place
        made["locked"] = folder / "4.zip"
        return made
    finally:
        journal.close()
        door.close()


def _hand_over(journal: Journal, target: Path, parcel: Parcel, reader: Reader = Reader.POLICE) -> Path:
    return journal.paperwork.hand_over(PrintWish(reader), parcel, target, Wording(), on).result().place


def opened(archive: Path, into: Path) -> Path:
    """What is in a locked archive."""
    with AESZipFile(archive) as outer:
        outer.setpassword(PASSWORD.encode())
        (name,) = outer.namelist()
        within = into.with_name(f"{into.name}.within")
        within.write_bytes(outer.read(name))
    with zipfile.ZipFile(within) as files:
        files.extractall(into)
    within.unlink()
    return into


def by_program(top: Path) -> int:
    """What the program says."""
    try:
        return verifier.check(top).code
    except verifier.Uncheckable:
        return UNCHECKED


def by_copy(top: Path) -> int:
    """What a verifier says that somebody kept, run without the program."""
    command = [sys.executable, "-I", verifier.__file__, str(top)]
    return subprocess.run(command, capture_output=True, timeout=120).returncode


def by_shell(top: Path) -> int:
    """What the shell script says, taken from somewhere else."""
    return by_shell_telling(top).returncode


def missed(
    top: Path,
    work: Path,
    numbers: range,
    ways: tuple[Spoil, ...],
    found: Callable[[Path], int],
    *,
    anew: bool,
) -> list[str]:
    """What was done and not found; with `anew`, everything was listed anew after it."""
    escaped = []
    for number in numbers:
        spoiled = Path(shutil.copytree(top, work / f"spoiled {number}", symlinks=True))
        what = ways[number % len(ways)](spoiled, random.Random(number))
        if anew and not relist(spoiled):
            what = "took the list away"
        if found(spoiled) not in (ALTERED, UNCHECKED):
            escaped.append(f"{number}: {what}")
        shutil.rmtree(spoiled)
    return escaped


EVERY_FORM = pytest.mark.parametrize("form", FORMS)
CHECKERS = pytest.mark.parametrize("found", [by_program, by_copy, by_shell])


@EVERY_FORM
@CHECKERS
def test_E02_a_change_of_any_kind_is_found_in_every_form(
    handed: dict[str, Path], tmp_path: Path, form: str, found: Callable[[Path], int]
) -> None:
    own = list(FORMS).index(form)  # the others' turn comes with another form; all of them with `--long`
    numbers = range(len(WAYS)) if found is by_program else range(own, len(WAYS), len(FORMS))

    assert missed(handed[form], tmp_path, numbers, WAYS, found, anew=False) == []


@EVERY_FORM
def test_E02_listing_everything_anew_hides_no_change_in_any_form(
    handed: dict[str, Path], tmp_path: Path, form: str
) -> None:
    assert missed(handed[form], tmp_path, range(len(FORGED_WAYS)), FORGED_WAYS, by_program, anew=True) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
@EVERY_FORM
@CHECKERS
def test_E02_a_thousand_changes_of_any_kind_are_found_in_every_form(
    handed: dict[str, Path], tmp_path: Path, form: str, found: Callable[[Path], int]
) -> None:
    assert missed(handed[form], tmp_path, range(1000, 2000), WAYS, found, anew=False) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
@EVERY_FORM
@pytest.mark.parametrize("found", [by_program, by_copy])
def test_E02_a_thousand_changes_listed_anew_are_found_in_every_form(
    handed: dict[str, Path], tmp_path: Path, form: str, found: Callable[[Path], int]
) -> None:
    assert missed(handed[form], tmp_path, range(1000, 2000), FORGED_WAYS, found, anew=True) == []


def _archives_that_lie(archive: Path, work: Path, numbers: range) -> list[str]:
    """Changed archives that open, to something else than what was put in, without a word."""
    data = archive.read_bytes()
    first = {path.name: path.read_bytes() for path in files_of(opened(archive, work / "as it was"))}
    lying = []
    for number in numbers:
        chance, spoiled, into = random.Random(number), work / "spoiled.zip", work / "spoiled"
        changed = bytearray(data)
        for _ in range(1 + number % 3):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        spoiled.write_bytes(bytes(changed[: chance.randrange(len(changed))]) if number % 5 == 0 else changed)
        try:
            opened(spoiled, into)
        except Exception:  # noqa: BLE001 (whatever a program for archives says, it did not open)
            same = True
        else:
            same = {path.name: path.read_bytes() for path in files_of(into)} == first
        if not same and by_program(into) not in (ALTERED, UNCHECKED):
            lying.append(f"{number}")
        shutil.rmtree(into, ignore_errors=True)
    return lying


def test_E02_a_changed_archive_does_not_open_or_holds_what_was_put_in(
    handed: dict[str, Path], tmp_path: Path
) -> None:
    assert _archives_that_lie(handed["locked"], tmp_path, range(30)) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_E02_a_thousand_changed_archives_do_not_open_or_hold_what_was_put_in(
    handed: dict[str, Path], tmp_path: Path
) -> None:
    assert _archives_that_lie(handed["locked"], tmp_path, range(1000, 2000)) == []


# What computers do to files that are carried about, and is no change to them.


def _times(top: Path) -> Path:
    set_all(top, 1_000_000_000)
    return top


def _rights(top: Path) -> Path:
    """As on a stick, where everybody may do everything."""
    for path in (top, *top.rglob("*")):
        path.chmod(0o777)
    return top


def _read_only(top: Path) -> Path:
    for path in (*top.rglob("*"), top):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return top


def _other_letters(top: Path) -> Path:
    """As older systems of Apple write letters with marks."""
    for path in files_of(top):
        path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    return top


def _left_behind(top: Path) -> Path:
    """What Windows and macOS add to folders that are shown, or copied to a stick."""
    for path in files_of(top):
        path.with_name(f"._{path.name}").write_bytes(b"\0\5\x16\7")
    for name in (".DS_Store", "desktop.ini", "Thumbs.db"):
        (top / name).write_bytes(b"x")
    return top


def _elsewhere(top: Path) -> Path:
    return top.rename(top.with_name('it\'s  $HOME (1) & "a" -n; 密é'))


def _zipped(top: Path) -> Path:
    """Packed by one program and unpacked by another."""
    archive = Path(shutil.make_archive(str(top.with_name("packed")), "zip", top))
    shutil.rmtree(top)
    subprocess.run([needed("7z"), "x", "-bd", f"-o{top}", str(archive)], check=True, capture_output=True)
    return top


def _sevenzipped(top: Path) -> Path:
    archive = top.with_name("packed.7z")
    for asked in (("a", "-mx0", str(archive), f"{top}/."), ("x", f"-o{top} again", str(archive))):
        subprocess.run([needed("7z"), asked[0], "-bd", *asked[1:]], check=True, capture_output=True)
    shutil.rmtree(top)
    return top.with_name(f"{top.name} again")


CARRIED: tuple[Callable[[Path], Path], ...] = (
    *(_times, _rights, _read_only, _other_letters, _left_behind, _elsewhere, _zipped, _sevenzipped),
)
# A shell cannot see that é is é however it is written: where the disk does not see it either, it says "another name".


@pytest.mark.parametrize("form", ["a folder", "files for a form"])
@pytest.mark.parametrize("carry", CARRIED, ids=lambda carry: carry.__name__.strip("_"))
def test_E03_carrying_it_about_is_no_change(
    handed: dict[str, Path], tmp_path: Path, form: str, carry: Callable[[Path], Path]
) -> None:
    top = carry(Path(shutil.copytree(handed[form], tmp_path / "2026-11-22")))

    result = verifier.check(top)

    assert (result.code, result.faults) == (NOT_ANCHORED, [])
    if carry is not _other_letters:
        assert by_shell(top) == NOT_ANCHORED


_WITH = ((False, False), (True, False), (False, True), (True, True))

HANDED_OVER = (
    *(Parcel(form, Along(history, whole)) for form in (Form.FOLDER, Form.FLAT) for history, whole in _WITH),
    Parcel(password=PASSWORD),
    Parcel(Form.FLAT, password=PASSWORD),
)


def handed_over_after_a_life(tmp_path: Path, seed: int, times: int) -> int:
    """Hand over from a journal in which all kinds of things were done, and carry it about; how often there was
    something to hand over."""
    chance, clock = random.Random(seed), FakeClock()
    door = Door(JournalFolder(tmp_path / "Journal"), surroundings(clock, seed))
    life = Life(door, door.create(PASSPHRASE).result(), clock, chance)
    made = 0
    try:
        for number in range(times):
            life.live(15)
            wish, parcel = life.wish(), chance.choice(HANDED_OVER)
            apart = tmp_path / f"{number}"
            apart.mkdir()
            place = apart / ("out.zip" if parcel.password else "out")
            words = life.journal.paperwork.languages.words(wish.language)
            try:
                life.journal.paperwork.hand_over(wish, parcel, place, words, on).result()
            except NothingToPrint:
                continue
            made += 1
            if parcel.password:
                place = opened(place, apart / "opened")
            carry = chance.choice(CARRIED)
            place = carry(place)
            said = f"life {seed}, no. {number}, {carry.__name__}, {life.done}"
            result = verifier.check(place)
            assert (result.code, result.faults) == (NOT_ANCHORED, []), said
            assert by_copy(place) == NOT_ANCHORED, said
            if carry is not _other_letters:
                assert by_shell(place) == NOT_ANCHORED, said
    finally:
        life.journal.close()
        door.close()
    return made


@pytest.mark.parametrize("seed", range(6))
def test_E03_whatever_was_done_in_a_journal_what_it_hands_over_is_never_blamed(
    tmp_path: Path, seed: int
) -> None:
    assert handed_over_after_a_life(tmp_path, seed, 2) > 0


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_E03_five_hundred_after_many_lives_are_never_blamed(tmp_path: Path) -> None:
    seed = made = 0
    while made < 500:
        seed += 1
        made += handed_over_after_a_life(tmp_path / f"life {seed}", 1000 + seed, 6)
        shutil.rmtree(tmp_path / f"life {seed}")

    print(f"{made} handed over after {seed} lives, none of them blamed")


# As a stranger runs it, on a computer that nobody here has seen.


def told_by(top: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """The verifier that came along, run without the program."""
    script = next(path for path in files_of(top) if path.name.endswith("verify.py.txt"))
    environ = {"PATH": os.environ["PATH"], **more}
    return subprocess.run(
        [sys.executable, script],
        cwd=top,
        env=environ,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
    )


@pytest.mark.parametrize("form", ["a folder", "files for a form"])
def test_a_computer_set_to_other_letters_finds_every_file(handed: dict[str, Path], form: str) -> None:
    told = told_by(
        handed[form], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii"
    )

    assert told.returncode == NOT_ANCHORED, told.stdout + told.stderr


@pytest.mark.parametrize("form", ["a folder", "files for a form"])
def test_where_nothing_can_be_written_the_check_goes_on_without_the_time_stamps(
    handed: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)

    result = verifier.check(handed[form])

    assert (result.code, result.faults) == (NOT_ANCHORED, [])
    assert any("was not checked: there is no folder" in note for note in result.notes)
    told = by_shell_telling(handed[form], TMPDIR=str(tmp_path / "not there"))
    assert told.returncode == UNCHECKED
    assert "nothing can be written to" in told.stdout


def test_a_verifier_that_fails_does_not_end_as_if_it_had_found_something(
    handed: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verifier, "paper_text", lambda _data: 1 / 0)

    assert verifier.main([str(handed["a folder"])]) == UNCHECKED
    assert "this verifier failed" in capsys.readouterr().out


def test_a_file_under_another_name_is_said_to_be_that(handed: dict[str, Path], tmp_path: Path) -> None:
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    (film,) = (path for path in files_of(top) if path.name.endswith(".mp4"))
    film.rename(film.with_name("ML-003 2026 film.mp4"))

    said = [fault.text for fault in verifier.check(top).faults]

    assert "bears another name here: 2 Exhibits/ML-003 2026 film.mp4" in said
    assert "is missing" not in said


# The shell script.


def by_shell_telling(top: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    environ = {"PATH": os.environ["PATH"], "TMPDIR": str(top.parent), **more}
    return subprocess.run(
        ["/bin/sh", str(RESOURCES / "checking" / "verify.sh"), str(top)],
        env=environ,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
    )


@EVERY_FORM
def test_the_shell_tells_the_time_from_outside_and_finds_one_that_does_not_hold(
    handed: dict[str, Path], tmp_path: Path, form: str
) -> None:
    needed("openssl")
    top = Path(shutil.copytree(handed[form], tmp_path / "out"))
    (answer,) = (path for path in files_of(top) if path.name.endswith(".tsr"))

    whole = by_shell_telling(top)
    data = bytearray(answer.read_bytes())
    data[-20] ^= 1  # within its signature
    answer.write_bytes(data)
    spoiled = by_shell_telling(top)

    assert whole.returncode == NOT_ANCHORED, whole.stdout + whole.stderr
    assert "Time stamp on record" in whole.stdout
    assert " GMT" in whole.stdout
    assert spoiled.returncode == ALTERED
    assert "the time stamp on record" in spoiled.stdout


def test_no_name_of_a_file_is_run_by_the_shell(handed: dict[str, Path], tmp_path: Path) -> None:
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    (point,) = (top / CHECKING / "anchors").glob("checkpoint-*.json")
    shutil.copyfile(point, point.with_name("checkpoint-1e touch ran;.json"))
    relist(top)

    told = by_shell_telling(top)

    assert told.returncode == ALTERED
    assert not list(tmp_path.rglob("ran"))


def test_the_shell_follows_no_link_to_a_list(handed: dict[str, Path], tmp_path: Path) -> None:
    top = Path(shutil.copytree(handed["files for a form"], tmp_path / "out"))
    (listed,) = top.glob("3-checksums-*")
    listed.rename(tmp_path / "kept")
    listed.symlink_to(tmp_path / "kept")

    assert by_shell(top) == ALTERED


def test_no_seal_writes_on_the_screen(handed: dict[str, Path], tmp_path: Path) -> None:
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    seals = top / CHECKING / verifier.SEAL
    seals.write_bytes(seals.read_bytes().replace(b"\n", b"\x1b[2J\xf2\n"))
    relist(top)

    told = by_shell_telling(top)

    assert told.returncode == ALTERED
    assert "\x1b" not in told.stdout


def test_without_records_the_shell_says_that_the_files_agree_and_no_more(
    handed: dict[str, Path], tmp_path: Path
) -> None:
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    for name in (verifier.LOG, verifier.BODIES, verifier.SEAL):
        (top / CHECKING / name).unlink()
    assert by_shell(top) == by_program(top) == ALTERED

    relist(top)

    assert by_shell(top) == by_program(top) == verifier.FILES_ONLY


def test_the_shell_needs_no_more_than_shasum(handed: dict[str, Path], tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("grep", "cut", "sed", "split", "diff", "mkdir", "rm"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    # What macOS has under that name, in the words of what is here.
    shasum = tools / "shasum"
    shasum.write_text(
        f'#!/bin/sh\n[ "$1 $2" = "-a 256" ] || exit 9\nshift 2\nexec {shutil.which("sha256sum")} "$@"\n'
    )
    shasum.chmod(0o755)

    told = by_shell_telling(handed["a folder"], PATH=str(tools), TMPDIR=str(tmp_path))

    assert told.returncode == NOT_ANCHORED, told.stdout + told.stderr


@pytest.mark.parametrize("form", ["a folder", "files for a form"])
def test_every_command_that_the_instructions_print_works_as_it_is_printed(
    handed: dict[str, Path], form: str, tmp_path: Path
) -> None:
    top = handed[form]
    (tmp_path / "python3").symlink_to(sys.executable)
    environ = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    (instructions,) = (path for path in files_of(top) if "how-to-check" in path.name)
    printed = re.findall(r"^    (.+)$", instructions.read_text("utf-8"), re.MULTILINE)
    commands = [line for line in printed if not re.fullmatch("[0-9a-f]{64}", line)]
    seals = {line.rpartition(":")[2] for line in _seals(top).read_text("utf-8").splitlines()}

    told = {}
    for command in commands:
        told[command] = subprocess.run(
            ["/bin/sh", "-c", command], cwd=top, env=environ, capture_output=True, text=True, timeout=120
        )

    ends = [(command.split()[0], run.returncode) for command, run in told.items()]
    assert ends == [
        ("python3", NOT_ANCHORED),
        ("sh", NOT_ANCHORED),
        ("sha256sum", 0),
        ("sed", 0),
        ("sed", 0),
        ("(cd" if form == "a folder" else "openssl", 0),
    ], [run.stdout + run.stderr for run in told.values()]
    worked_out = {run.stdout.split()[0] for command, run in told.items() if command.startswith("sed")}
    assert worked_out == seals
    assert {line for line in printed if line not in commands} < seals


def _seals(top: Path) -> Path:
    (found,) = (path for path in files_of(top) if "SEAL" in path.name)
    return found


def _with_line_ends_of_windows(top: Path, *names: str) -> None:
    for name in names:
        path = top / CHECKING / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_line_ends_that_a_mail_program_rewrote_are_said_to_be_that_and_nothing_else_is_blamed(
    handed: dict[str, Path], tmp_path: Path
) -> None:
    names = (CHECKSUMS, verifier.LOG, verifier.BODIES, verifier.SEAL)
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    _with_line_ends_of_windows(top, *names)

    found = verifier.check(top)
    told = by_shell_telling(top)

    assert found.code == told.returncode == ALTERED
    assert {fault.text for fault in found.faults} == {
        "has line ends of Windows",
        "is not the file that was handed over",
    }
    differing = {f"Nothing but its line ends differs in {CHECKING}/{name}." for name in names[1:]}
    assert differing <= set(found.notes)
    for name in names:
        assert f"{CHECKING}/{name} has line ends of Windows" in told.stdout


def test_what_else_was_changed_is_found_behind_rewritten_line_ends(
    handed: dict[str, Path], tmp_path: Path
) -> None:
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    bodies = top / CHECKING / verifier.BODIES
    bodies.write_bytes(bodies.read_bytes().replace(b"journal", b"Journal", 1))
    _with_line_ends_of_windows(top, verifier.BODIES)

    found = verifier.check(top)

    assert "belongs to no record" in {fault.text for fault in found.faults}
    assert not [note for note in found.notes if note.startswith("Nothing but its line ends")]


def test_where_folders_bear_other_names_both_judges_say_which_they_had(
    handed: dict[str, Path], tmp_path: Path
) -> None:
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    (top / CHECKING).rename(top / CHECKING.replace(" ", "_"))

    told = by_shell_telling(top)
    with pytest.raises(verifier.Uncheckable, match="Give them back their names") as refused:
        verifier.check(top)

    assert told.returncode == UNCHECKED
    for name in (verifier.PAPER, verifier.EXHIBITS, CHECKING):
        assert f'"{name}"' in told.stdout
        assert f'"{name}"' in str(refused.value)


def test_a_file_that_is_missing_is_not_said_to_be_another(handed: dict[str, Path], tmp_path: Path) -> None:
    top = Path(shutil.copytree(handed["a folder"], tmp_path / "out"))
    next(path for path in files_of(top) if path.name.endswith(".mp4")).unlink()

    said = {fault.text for fault in verifier.check(top).faults if fault.check == "V7"}

    assert said == {"its file is missing"}


def test_both_judges_end_with_the_same_number_whatever_is_wrong(
    handed: dict[str, Path], tmp_path: Path
) -> None:
    """Where the records themselves are gone, too."""
    for form in ("a folder", "files for a form"):
        for name in (CHECKSUMS, verifier.LOG, verifier.BODIES, verifier.SEAL):
            top = Path(shutil.copytree(handed[form], tmp_path / f"{form} {name}"))
            next(path for path in files_of(top) if name in path.name and "left" not in path.name).unlink()

            assert by_shell(top) == by_program(top), name
