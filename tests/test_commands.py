"""The command line does its work without a window, says what went wrong in words, and never loads Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from journal import __version__
from journal.__main__ import has_screen
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.services.door import Door
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_journal import write
from tests.services.test_numbering import put_back
from tests.services.test_reading_only import write_as_newer

pytestmark = pytest.mark.slow


def run(*arguments: str, said: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a person would from a terminal, the passphrase on its standard input."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "journal", *arguments],
        input=said,
        capture_output=True,
        text=True,
        timeout=100,
        env=kept | environ,
    )


@pytest.fixture
def journal_folder(tmp_path: Path) -> Path:
    """A journal with one entry."""
    folder = JournalFolder(tmp_path / "Journal")
    door = Door(folder, surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    write(journal, headline="The canary sings")
    journal.close()
    door.close()
    return folder.root


def test_the_version_is_said() -> None:
    told = run("--version")

    assert (told.returncode, told.stdout.strip()) == (0, f"Journal {__version__}")


def test_without_a_screen_one_sentence_names_the_way_that_needs_none() -> None:
    told = run()

    assert told.returncode == 2
    assert "run.py demo FOLDER" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


def test_a_screen_that_does_not_answer_is_told_in_our_words() -> None:
    told = run(DISPLAY=":94321", QT_QPA_PLATFORM="xcb")

    assert told.returncode == 2
    assert told.stderr.startswith("The screen does not answer")
    assert "Qt" not in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_looked_for_where_there_may_be_none(
    environ: dict[str, str], platform: str, expected: bool
) -> None:
    assert has_screen(environ, platform) is expected


def test_verify_says_that_all_is_well_and_what_that_does_not_show(journal_folder: Path) -> None:
    told = run("verify", "--journal", str(journal_folder), "--passphrase-fd", "0", said=PASSPHRASE + "\n")

    assert told.returncode == 2, told.stderr
    assert "Intact" in told.stdout
    assert "Not anchored" in told.stdout


def test_verify_says_of_one_file_whether_the_journal_made_it(journal_folder: Path, tmp_path: Path) -> None:
    log, other = tmp_path / "log.pdf", tmp_path / "other.pdf"
    asked = ("--journal", str(journal_folder), "--passphrase-fd", "0")
    run("export", str(log), "--for", "police", *asked, said=PASSPHRASE)
    before = (journal_folder / "journal.db").read_bytes()

    same = run("verify", str(log), *asked, said=PASSPHRASE)
    other.write_bytes(log.read_bytes() + b"%")
    differs = run("verify", str(other), *asked, said=PASSPHRASE)
    other.write_bytes(b"words")
    unknown = run("verify", str(other), *asked, said=PASSPHRASE)

    assert (same.returncode, differs.returncode, unknown.returncode) == (2, 1, 3), (
        same.stderr + differs.stderr
    )
    assert "Not a byte of it was changed." in same.stdout
    assert "bears the seal" in differs.stdout
    assert "does not know this file" in unknown.stdout
    assert (journal_folder / "journal.db").read_bytes() == before


def test_a_wrong_passphrase_is_said_in_words_and_nothing_is_checked(journal_folder: Path) -> None:
    told = run("verify", "--journal", str(journal_folder), "--passphrase-fd", "0", said="wrong")

    assert told.returncode == 3
    assert told.stderr.startswith("This passphrase does not open the journal.")
    assert told.stdout == ""


def test_export_prints_without_a_seal_what_can_only_be_read(journal_folder: Path, tmp_path: Path) -> None:
    write_as_newer(JournalFolder(journal_folder), FakeClock())
    target = tmp_path / "2026-11-22.pdf"
    asked = ("export", str(target), "--for", "police", "--journal", str(journal_folder))

    told = run(*asked, "--passphrase-fd", "0", said=PASSPHRASE)

    assert told.returncode == 0, told.stderr
    assert "It has no seal" in told.stdout
    assert target.read_bytes().startswith(b"%PDF")


def test_export_asks_where_exhibits_go_on_in_a_journal_that_was_put_back(
    journal_folder: Path, tmp_path: Path
) -> None:
    door = Door(JournalFolder(journal_folder), surroundings(FakeClock()))
    journal = door.open(PASSPHRASE).result()
    put_back(journal)
    journal.close()
    door.close()
    asked = ("export", str(tmp_path / "log.pdf"), "--for", "police", "--journal", str(journal_folder))

    refused = run(*asked, "--passphrase-fd", "0", said=PASSPHRASE)
    done = run(*asked, "--highest", "none", "--passphrase-fd", "0", said=PASSPHRASE)

    assert refused.returncode == 1
    assert "Say with --highest" in refused.stderr
    assert (done.returncode, done.stderr) == (0, "")


def test_export_prints_in_another_layout(journal_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "overview.pdf"
    asked = (
        "export",
        str(target),
        "--for",
        "lawyer",
        "--layout",
        "overview",
        "--combined",
        "--journal",
        str(journal_folder),
    )

    told = run(*asked, "--passphrase-fd", "0", said=PASSPHRASE)

    assert told.returncode == 0, told.stderr
    with pikepdf.open(target) as pdf, pdf.open_outline() as outline:
        assert outline.root[0].title == "Overview"


def test_export_prints_a_log_and_never_writes_over_what_is_there(
    journal_folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "2026-11-22.pdf"
    arguments = (
        "export",
        str(target),
        "--for",
        "police",
        "--journal",
        str(journal_folder),
        "--passphrase-fd",
        "0",
    )

    told = run(*arguments, said=PASSPHRASE)
    again = run(*arguments, said=PASSPHRASE)

    assert told.returncode == 0, told.stderr
    text = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True, check=True).stdout
    assert "The canary sings" in text
    assert again.returncode == 1
    assert "nothing was changed" in again.stderr


def test_whom_it_is_for_has_to_be_said(journal_folder: Path, tmp_path: Path) -> None:
    told = run("export", str(tmp_path / "log.pdf"), "--journal", str(journal_folder))

    assert told.returncode == 2
    assert not (tmp_path / "log.pdf").exists()


def test_capture_without_a_screen_says_so_and_keeps_nothing(journal_folder: Path) -> None:
    told = run("capture", "--journal", str(journal_folder))

    assert told.returncode == 1
    assert "no screen" in told.stderr
    assert list((journal_folder / "inbox").iterdir()) == []


@pytest.mark.parametrize("wrong", [("--what", "everything"), ("--delay", "61"), ("--delay", "soon")])
def test_a_capture_that_cannot_be_wished_for_is_wrong_usage(
    journal_folder: Path, wrong: tuple[str, str]
) -> None:
    told = run("capture", *wrong, "--journal", str(journal_folder))

    assert told.returncode == 2
    assert list((journal_folder / "inbox").iterdir()) == []


def test_there_is_no_journal_where_there_is_none(tmp_path: Path) -> None:
    told = run("verify", "--journal", str(tmp_path / "none"), "--passphrase-fd", "0", said=PASSPHRASE)

    assert told.returncode == 3
    assert "There is no journal in" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_checked_is_never_called_intact(journal_folder: Path) -> None:
    unread = run("verify", "--journal", str(journal_folder), "--passphrase-fd", "77")
    misspelt = run("verify", "--jornal", str(journal_folder))

    assert (unread.returncode, misspelt.returncode) == (3, 3)
    assert "Traceback" not in unread.stderr


@pytest.mark.parametrize("command", [("verify",), ("export", "log.pdf", "--for", "police")])
def test_a_passphrase_is_not_asked_for_where_it_could_be_seen(
    journal_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "journal", *command, "--journal", str(journal_folder)],
        input="typed in sight\n",
        capture_output=True,
        text=True,
        timeout=100,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        start_new_session=True,
    )

    assert told.returncode == {"verify": 3, "export": 1}[command[0]]
    assert "--passphrase-fd" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_log_is_not_begun_for_a_folder_that_is_not_there(journal_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "none" / "log.pdf"
    told = run("export", str(target), "--for", "police", "--journal", str(journal_folder))

    assert told.returncode == 1
    assert "no folder" in told.stderr


def test_the_demo_writes_over_no_journal(tmp_path: Path) -> None:
    (tmp_path / "example" / "Journal").mkdir(parents=True)

    told = run("demo", str(tmp_path / "example"))

    assert told.returncode == 1
    assert str(tmp_path / "example" / "Journal") in told.stderr
    assert "nothing was changed" in told.stderr
    assert list((tmp_path / "example").iterdir()) == [tmp_path / "example" / "Journal"]


@pytest.mark.first
def test_the_demo_makes_a_journal_where_it_should_lie_prints_it_and_tells_the_passphrase(
    tmp_path: Path,
) -> None:
    folder = str(tmp_path / "example" / "other")
    told = run("demo", str(tmp_path / "example"), "--journal", folder)

    assert told.returncode == 0, told.stderr
    assert (tmp_path / "example" / "incident-log.pdf").read_bytes().startswith(b"%PDF")
    passphrase = told.stdout.strip().splitlines()[-1].removeprefix("The passphrase is: ")
    checked = run("verify", "--journal", folder, "--passphrase-fd", "0", said=passphrase)
    assert checked.returncode == 2, checked.stderr
    again = run("demo", str(tmp_path / "example"))
    assert again.returncode == 1
    assert "nothing was changed" in again.stderr


def test_no_command_loads_qt() -> None:
    look = (
        "import sys; from journal.__main__ import main\n"
        "try: main(['verify', '--journal', '/nowhere', '--passphrase-fd', '0'])\n"
        "except SystemExit: print('left')\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))], 'Qt was loaded'"
    )

    told = subprocess.run([sys.executable, "-c", look], input="x", capture_output=True, text=True)

    assert told.returncode == 0, told.stderr


def test_what_waits_in_the_background_has_loaded_no_database_no_paper_and_no_window() -> None:
    look = (
        "import sys; from journal import keeper; from journal.__main__ import main\n"
        "keeper.run = lambda folder, command, quietly: 0\n"
        "main(['--journal', '/nowhere'])\n"
        "heavy = ('PySide6', 'shiboken6', 'sqlcipher3', 'reportlab', 'journal.vault', 'journal.gui')\n"
        "assert not [name for name in sys.modules if name.startswith(heavy)], sorted(sys.modules)"
    )

    told = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, env={**os.environ, "DISPLAY": ":0"}
    )

    assert told.returncode == 0, told.stderr


def test_what_was_bundled_can_be_verified_and_a_change_is_found(journal_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    secret = ("--passphrase-fd", "0")
    made = run(
        "bundle", str(out), "--for", "police", "--journal", str(journal_folder), *secret, said=PASSPHRASE
    )

    whole = run("verify", str(out))
    (out / "1 START HERE.pdf").write_bytes(b"%PDF")
    spoilt = run("verify", str(out))
    nothing = run("verify", str(tmp_path))

    assert made.returncode == 0, made.stderr
    assert "Anyone who can open that folder can read it." in made.stdout
    assert (whole.returncode, spoilt.returncode, nothing.returncode) == (2, 1, 3)
    assert "V1  1 START HERE.pdf" in spoilt.stdout


def test_a_bundle_waits_until_it_is_said_what_becomes_of_places(journal_folder: Path, tmp_path: Path) -> None:
    door = Door(JournalFolder(journal_folder), surroundings(FakeClock()))
    journal = door.open(PASSPHRASE).result()
    film = b"\0\0\0\x18ftypmp42" + bytes(64) + b"\xa9xyz\0\x12\x15\xc7+48.8582+002.2945/"
    write(
        journal,
        headline="filmed",
        evidence=journal.add_bytes(film, "film.mp4", Method.FILE).result().evidence,
    )
    journal.close()
    door.close()
    usual = ("--for", "police", "--journal", str(journal_folder), "--passphrase-fd", "0")

    asked = run("bundle", str(tmp_path / "out"), *usual, said=PASSPHRASE)
    left = run("bundle", str(tmp_path / "left"), "--places", "leave", *usual, said=PASSPHRASE)
    run("bundle", str(tmp_path / "given"), "--places", "give", *usual, said=PASSPHRASE)

    assert asked.returncode == 1
    assert "film.mp4 (entry 2). Say --places leave" in asked.stderr
    assert not (tmp_path / "out").exists()
    assert "Left out, because they say where they were made: film.mp4" in left.stdout
    assert [len(list((tmp_path / name).rglob("*film*"))) for name in ("left", "given")] == [0, 1]


def test_a_bundle_can_lie_side_by_side_or_be_one_locked_pdf(journal_folder: Path, tmp_path: Path) -> None:
    usual = ("--for", "police", "--journal", str(journal_folder), "--passphrase-fd", "0")
    flat = run("bundle", str(tmp_path / "flat"), "--form", "flat", *usual, said=PASSPHRASE)
    read_from, written_to = os.pipe()
    os.write(written_to, b"lantern orbit velvet\n")
    os.close(written_to)
    mail = subprocess.run(
        [
            *(sys.executable, "-m", "journal", "bundle", str(tmp_path / "it.pdf"), "--form", "mail"),
            *("--password-fd", str(read_from), *usual),
        ],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        pass_fds=(read_from,),
        timeout=100,
    )
    os.close(read_from)

    assert flat.returncode == 0, flat.stderr
    assert run("verify", str(tmp_path / "flat")).returncode == 2
    assert mail.returncode == 0, mail.stderr
    assert "Only the password opens it." in mail.stdout
    with pikepdf.open(tmp_path / "it.pdf", password="lantern orbit velvet") as pdf:
        assert len(pdf.pages) > 1


def test_a_bundle_is_never_written_over_anything(journal_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    told = run("bundle", str(tmp_path / "out"), "--for", "police", "--journal", str(journal_folder))

    assert told.returncode == 1
    assert "is there already" in told.stderr


@pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="reads what the system tells of a process"
)
def test_c05_the_passphrase_is_in_no_argument_variable_or_settings(journal_folder: Path, home: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "journal",
        "verify",
        "--journal",
        str(journal_folder),
        "--passphrase-fd",
        "0",
    ]
    told: list[bytes] = []

    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=dict(os.environ)
    ) as process:
        assert process.stdin is not None
        process.stdin.write(PASSPHRASE.encode() + b"\n")
        process.stdin.close()
        while process.poll() is None:
            told += _told_by_the_system(process.pid)

    assert process.returncode == 2
    assert any(b"--passphrase-fd" in text for text in told)
    written = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert not [text for text in (*told, *written) if PASSPHRASE.encode() in text]


def _told_by_the_system(pid: int) -> list[bytes]:
    """What anybody who asks the system about a process is told."""
    try:
        return [Path(f"/proc/{pid}/{name}").read_bytes() for name in ("cmdline", "environ")]
    except OSError:  # it ended, or lets nobody look
        return []
