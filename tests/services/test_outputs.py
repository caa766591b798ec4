"""What left the journal is known inside it alone, found again where it lies, and removed only while it is the same."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from journal.domain.errors import Cancelled
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import PrintWish, Reader
from journal.report.verifier import CHECKING, EXHIBITS
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.outputs import Lying, Output, Outputs, State
from journal.services.saving import Saved
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_handing_over import fill
from tests.services.test_journal import on

pytestmark = pytest.mark.slow

WISH = PrintWish(Reader.POLICE)


@pytest.fixture
def case(journal: Journal) -> Journal:
    fill(journal)
    return journal


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "Documents"
    place.mkdir()
    return place


def save(journal: Journal, target: Path, password: str = "") -> Saved:
    paper = journal.paperwork.print_log(WISH, Wording(), on).result()
    try:
        return journal.paperwork.save_paper(paper, target, password).result()
    finally:
        paper.discard()


def hand_over(journal: Journal, target: Path, form: Form = Form.FOLDER) -> Path:
    return journal.paperwork.hand_over(WISH, Parcel(form), target, Wording(), on).result().place


def lying(journal: Journal) -> list[tuple[str, State]]:
    return [(each.output.path.name, each.state) for each in journal.outputs.lying().result()]


def one(journal: Journal) -> Output:
    (found,) = journal.outputs.lying().result()
    return found.output


def test_what_was_saved_is_listed_the_newest_first_and_after_the_next_opening_too(
    case: Journal, door: Door, place: Path, clock: FakeClock
) -> None:
    save(case, place / "paper.pdf")
    clock.now += 60_000
    hand_over(case, place / "folder")
    hand_over(case, place / "flat", Form.FLAT)
    assert lying(case) == [("flat", State.THERE), ("folder", State.THERE), ("paper.pdf", State.THERE)]

    case.close()
    again = door.open(PASSPHRASE).result()

    paper = again.outputs.lying().result()[-1].output
    assert (paper.size, paper.sha256) == (
        (place / "paper.pdf").stat().st_size,
        sha256((place / "paper.pdf").read_bytes()).hexdigest(),
    )
    again.close()


def test_what_needs_a_password_is_not_readable_and_not_listed(case: Journal, place: Path) -> None:
    save(case, place / "paper.pdf", "lantern orbit velvet")
    case.paperwork.hand_over(WISH, Parcel(password="lantern"), place / "it.zip", Wording(), on).result()

    assert lying(case) == []


def test_saving_over_an_earlier_paper_is_one_paper(case: Journal, place: Path) -> None:
    save(case, place / "paper.pdf")
    save(case, place / "paper.pdf")

    assert lying(case) == [("paper.pdf", State.THERE)]


def test_no_path_is_written_anywhere_but_inside_the_journal(case: Journal, place: Path) -> None:
    save(case, place / "CANARY-paper.pdf")
    case.close()

    for path in case.place.rglob("*"):
        if path.is_file():
            assert b"CANARY" not in path.read_bytes()
            assert b"CANARY".hex().encode() not in path.read_bytes()


def test_what_was_called_safe_is_not_listed_any_more(case: Journal, place: Path) -> None:
    save(case, place / "paper.pdf")

    case.outputs.leave([one(case)]).result()

    assert lying(case) == []
    assert (place / "paper.pdf").exists()


def test_what_the_person_removed_is_forgotten(case: Journal, place: Path) -> None:
    save(case, place / "paper.pdf")
    (place / "paper.pdf").unlink()
    assert lying(case) == []

    (place / "paper.pdf").write_text("something else")
    assert lying(case) == []


def test_a_stick_that_is_not_plugged_in_is_not_here_and_not_forgotten(case: Journal, place: Path) -> None:
    save(case, place / "paper.pdf")
    output = replace(one(case), elsewhere=True)
    case.outputs.remember(output)
    stick = place.rename(place.with_name("unplugged"))
    assert lying(case) == []

    stick.rename(place)
    assert lying(case) == [("paper.pdf", State.THERE)]


# Removing.


def test_removing_removes_the_file_and_forgets_it(case: Journal, place: Path) -> None:
    save(case, place / "paper.pdf")
    (place / "mine.txt").write_text("mine")

    removed = case.outputs.remove(one(case), on).result()

    assert (removed.files, removed.left) == (1, ())
    assert [path.name for path in place.iterdir()] == ["mine.txt"]
    assert lying(case) == []


@pytest.mark.parametrize("form", [Form.FOLDER, Form.FLAT])
def test_removing_a_folder_leaves_nothing_of_it(case: Journal, place: Path, form: Form) -> None:
    hand_over(case, place / "out", form)

    removed = case.outputs.remove(one(case), on).result()

    assert removed.files > 8
    assert list(place.iterdir()) == []
    assert lying(case) == []


def test_a_file_that_is_another_now_is_left(case: Journal, place: Path) -> None:
    save(case, place / "paper.pdf")
    output = one(case)
    data = bytearray((place / "paper.pdf").read_bytes())
    data[100] ^= 1
    (place / "paper.pdf").write_bytes(data)

    removed = case.outputs.remove(output, on).result()

    assert (removed.files, [each.name for each in removed.left]) == (0, ["paper.pdf"])
    assert (place / "paper.pdf").read_bytes() == data
    assert len(lying(case)) == 1


def test_of_a_folder_only_what_is_ours_and_the_same_is_removed(case: Journal, place: Path) -> None:
    top = hand_over(case, place / "out")
    (top / "notes of the officer.txt").write_text("theirs")
    changed = next((top / EXHIBITS).iterdir())
    changed.write_bytes(b"another")

    removed = case.outputs.remove(one(case), on).result()

    assert sorted(each.name for each in removed.left) == [
        f"{EXHIBITS}/{changed.name}",
        "notes of the officer.txt",
    ]
    assert sorted(path.name for path in top.rglob("*") if path.is_file()) == sorted(
        [changed.name, "notes of the officer.txt"]
    )
    assert lying(case) == []


def test_no_link_is_followed(case: Journal, place: Path, tmp_path: Path) -> None:
    save(case, place / "paper.pdf")
    output = one(case)
    precious = tmp_path / "precious.pdf"
    (place / "paper.pdf").rename(precious)
    (place / "paper.pdf").symlink_to(precious)

    assert lying(case) == [("paper.pdf", State.CHANGED)]
    assert case.outputs.remove(output, on).result().files == 0
    assert precious.exists()
    assert (place / "paper.pdf").is_symlink()


def test_no_link_within_a_folder_is_followed(case: Journal, place: Path, tmp_path: Path) -> None:
    top = hand_over(case, place / "out")
    elsewhere = (top / EXHIBITS).rename(tmp_path / "precious")
    (top / EXHIBITS).symlink_to(elsewhere, target_is_directory=True)
    before = sorted(path.name for path in elsewhere.iterdir())

    removed = case.outputs.remove(one(case), on).result()

    assert sorted(path.name for path in elsewhere.iterdir()) == before
    assert removed.left


def test_a_list_that_names_files_elsewhere_removes_nothing_there(
    case: Journal, place: Path, tmp_path: Path
) -> None:
    """A forger who can write into the folder cannot make the journal remove what is not its own."""
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    top = hand_over(case, place / "out")
    listed = top / CHECKING / "checksums-sha256.txt"
    listed.write_text(f"{sha256(b'mine').hexdigest()}  ../../precious.txt\n" + listed.read_text())

    (found,) = case.outputs.lying().result()
    removed = case.outputs.remove(found.output, on).result()

    assert found.state is State.CHANGED
    assert removed.files == 0
    assert precious.exists()


def test_removing_can_be_stopped_and_gone_on_with(case: Journal, place: Path) -> None:
    hand_over(case, place / "out")
    output = one(case)

    with pytest.raises(Cancelled):
        case.outputs.remove(output, lambda done, _of: done < 4).result()
    assert lying(case) == [("out", State.THERE)]
    case.outputs.remove(output, on).result()

    assert list(place.iterdir()) == []


# What was cut short.


def begun(journal: Journal) -> list[Output]:
    known = journal._parts.writing.run(journal.outputs._known).result().outputs
    return [output for output in known if not output.sha256]


def test_what_was_cut_short_is_removed_at_the_next_look(case: Journal, place: Path) -> None:
    for name, folder in (("a.pdf", False), ("b", True)):
        pending = case.outputs.begin(place / name, Form.PAPER, readable=True)
        if folder:
            pending.part.mkdir()
        (pending.part / "half.png" if folder else pending.part).write_bytes(b"half")
    assert len(list(place.iterdir())) == len(begun(case)) == 2

    assert lying(case) == []
    assert list(place.iterdir()) == []
    assert begun(case) == []


def test_a_link_in_the_place_of_what_was_cut_short_harms_nothing(
    case: Journal, place: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "mine.txt").write_text("mine")
    case.outputs.begin(place / "b", Form.FOLDER, readable=True).part.symlink_to(precious)

    assert lying(case) == []
    assert list(place.iterdir()) == []
    assert (precious / "mine.txt").exists()


def test_what_was_cut_short_on_a_stick_waits_for_the_stick(case: Journal, place: Path) -> None:
    pending = case.outputs.begin(place / "a.pdf", Form.PAPER, readable=True)
    pending.part.write_bytes(b"half")
    case.outputs.remember(replace(begun(case)[0], elsewhere=True))
    stick = place.rename(place.with_name("unplugged"))
    assert lying(case) == []
    assert len(begun(case)) == 1

    stick.rename(place)
    assert lying(case) == []
    assert list(place.iterdir()) == []
    assert begun(case) == []


KILLED = """
import sys
from pathlib import Path
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import PrintWish, Reader
from journal.services.door import Door
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.services.conftest import PASSPHRASE, surroundings

root, target, form, password = sys.argv[1:]
journal = Door(JournalFolder(Path(root)), surroundings(FakeClock())).open(PASSPHRASE).result()
print("open", flush=True)
def told(done, of):
    print(done, flush=True)
    return True
journal.paperwork.hand_over(
    PrintWish(Reader.POLICE), Parcel(Form(form), password=password), Path(target), Wording(), told
).result()
print("done", flush=True)
sys.stdin.read()
"""


def killed(root: Path, target: Path, form: Form, password: str, after_lines: int, wait: float) -> None:
    command = [sys.executable, "-c", KILLED, str(root), str(target), form.value, password]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert child.stdout is not None
    for _ in range(after_lines + 1):
        if child.stdout.readline().strip() in ("done", ""):
            break
    time.sleep(wait)
    child.send_signal(signal.SIGKILL)
    child.wait()
    for stream in (child.stdout, child.stdin):
        assert stream is not None
        stream.close()


def kill_all(tmp_path: Path, place: Path, moments: range) -> None:
    door = Door(JournalFolder(tmp_path / "Journal"), surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    fill(journal)
    for number in range(20):
        journal.add_bytes(os.urandom(300_000), f"{number}.bin", Method.FILE).result()
    journal.close()
    whole = 0
    for moment in moments:
        form = (Form.FOLDER, Form.FLAT)[moment % 2]
        password = "lantern" if moment % 3 == 2 else ""
        target = place / (f"out {moment}.zip" if password else f"out {moment}")
        killed(tmp_path / "Journal", target, form, password, moment, (moment % 5) / 200)
        again = door.open(PASSPHRASE).result()
        lies: tuple[Lying, ...] = again.outputs.lying().result()
        assert [path.name for path in place.iterdir() if path.name.endswith(".part")] == []
        if target.exists():
            whole += 1
            listed = [each.output.path for each in lies if each.state is State.THERE]
            assert (target in listed) == (not password)
        again.close()
    door.close()
    assert whole < len(moments)


@pytest.mark.timeout(600)
def test_killed_at_any_moment_nothing_half_written_stays(tmp_path: Path, place: Path) -> None:
    kill_all(tmp_path, place, range(0, 30, 6))


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_killed_at_thirty_moments_nothing_half_written_stays(tmp_path: Path, place: Path) -> None:
    kill_all(tmp_path, place, range(30))


def test_two_at_once_do_not_meet(case: Journal, place: Path) -> None:
    both = [
        case.paperwork.hand_over(WISH, Parcel(form), place / name, Wording(), on)
        for form, name in ((Form.FOLDER, "one"), (Form.FLAT, "two"))
    ]

    assert {future.result().place.name for future in both} == {"one", "two"}
    assert sorted(path.name for path in place.iterdir()) == ["one", "two"]


def test_two_to_the_same_place_leave_one_whole(case: Journal, place: Path) -> None:
    from journal.services.restoring import FolderTaken

    both = [case.paperwork.hand_over(WISH, Parcel(), place / "one", Wording(), on) for _ in range(2)]
    outcomes = [future.exception() for future in both]

    assert sorted(type(each).__name__ for each in outcomes) == sorted([FolderTaken.__name__, "NoneType"])
    assert [path.name for path in place.iterdir()] == ["one"]


def test_locking_stops_what_is_being_written(case: Journal, place: Path) -> None:
    seen: list[int] = []

    def closing(done: int, _of: int) -> bool:
        if not seen:
            case.outputs._stop.set()
        seen.append(done)
        return True

    with pytest.raises(Cancelled):
        case.paperwork.hand_over(WISH, Parcel(), place / "one", Wording(), closing).result()

    assert list(place.iterdir()) == []
    case.outputs._stop.clear()


def test_a_memory_of_a_newer_program_is_no_trouble(case: Journal) -> None:
    case.keep_window_state("outputs", b'{"outputs":[{"later":1}]}\n').result()

    assert lying(case) == []
    assert isinstance(case.outputs, Outputs)
