"""H-01, C-01, C-02: hostile words and files in the real program open nothing, and nothing readable is ever on disk."""

import base64
import os
import re
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.domain.reading import Wanted
from journal.settings import find_paths
from tests.commands import needed
from tests.services.looking import record_counts, settle_all, verified
from tests.system.displays import Display, wait_until
from tests.system.person import Person
from tests.system.program import running
from tests.system.test_main_job import PASSPHRASE, first_run, opened, originals

CANARY = "canary7bird"
HOSTILE = (
    f"<img src='file:///canary-of-journal/{CANARY}.png'><img src='//canary.invalid/share/x.png'>"
    f" I <3 you & <b>{CANARY}</b> {{0}} %s {{name}} \u202etxt.exe \u200b\u2066 ש👩‍💻 z̷̢̛a̸"
    " [a](file:///canary-of-journal) <a href='file:///canary-of-journal'>x</a> &#0; \\\\canary.invalid\\share\\x.png"
)
LONG = f"{CANARY}" + "w" * 100_000
LARGEST_UNPACKED = 4_000_000
FORBIDDEN = ("canary-of-journal", "canary.invalid")


def forms(word: str) -> list[bytes]:
    """What a word may look like in a file without being hidden."""
    plain = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]
    coded = [base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)]
    return [*plain, *(form[::-1] for form in plain), *coded, word.encode().hex().encode()]


def inflated(data: bytes) -> Iterator[bytes]:
    """The file, and whatever is packed in it as PNG, PDF and gzip pack things."""
    yield data
    if len(data) > LARGEST_UNPACKED:  # sealed files are noise, in which everything begins somewhere
        return
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08", data):
        try:
            yield zlib.decompressobj(47).decompress(memoryview(data)[found.start() :], 50_000_000)
        except zlib.error:
            continue


def readable_in(places: list[Path], since: float) -> list[str]:
    """Every file that was written since and holds one of the words."""
    needles = [form for word in (CANARY, PASSPHRASE) for form in forms(word)]
    found = []
    for path in (path for place in places for path in place.rglob("*")):
        try:
            facts = path.lstat()
            if not path.is_file() or path.is_symlink() or facts.st_mtime < since or facts.st_size > 2**28:
                continue
            data = path.read_bytes()
        except OSError:
            continue
        found += [str(path) for part in inflated(data) if any(needle in part for needle in needles)]
    return sorted(set(found))


def test_c01_the_scan_finds_what_it_looks_for(tmp_path: Path) -> None:
    packed = zlib.compress(f"say {CANARY} twice".encode())
    (tmp_path / "picture.png").write_bytes(b"\x89PNG IDAT" + packed)
    (tmp_path / "wide").write_bytes(CANARY.encode("utf-16-le"))
    (tmp_path / "back").write_bytes(PASSPHRASE.encode()[::-1])
    (tmp_path / "coded").write_bytes(base64.b64encode(f"aa{CANARY} and more".encode()))
    (tmp_path / "other").write_bytes(b"canary")

    found = {Path(path).name for path in readable_in([tmp_path], 0)}

    assert found == {"picture.png", "wide", "back", "coded"}


def paste(person: Person, text: str) -> None:
    """Have another program offer a text, and paste it into what has the focus."""
    xclip = [needed("xclip"), "-selection", "clipboard", "-i"]
    subprocess.run(xclip, input=text.encode(), env=person.display.environ(), check=True, timeout=20)
    person.press("ctrl+v")


def written_files(lines: list[str]) -> set[str]:
    """Every path that was opened to be written."""
    pattern = re.compile(
        r'open(?:at)?\((?:AT_FDCWD, )?"((?:[^"\\]|\\.)*)", [^)]*O_(?:WRONLY|RDWR)[^)]*\) = \d'
    )
    return {match[1] for line in lines if (match := pattern.search(line))}


def not_ours(paths: set[str], places: tuple[Path, ...]) -> set[str]:
    """What lies elsewhere than in these folders, and is more than a way to speak to the system."""
    devices = ("/dev/null", "/dev/tty", "/dev/ptmx", "/dev/dri", "/proc/")
    return {path for path in paths if not path.startswith((*devices, *(f"{place}/" for place in places)))}


@pytest.mark.long  # under a trace, and slower than its own patience on a machine that does other work
@pytest.mark.timeout(240)
@pytest.mark.usefixtures("window_manager")
def test_h01_c01_c02_hostile_words_open_nothing_and_leave_nothing(
    xvfb: Display, home: Path, tmp_path: Path
) -> None:
    folder = JournalFolder(find_paths().journal)
    outside = tmp_path / "outside"
    outside.mkdir()
    hostile = outside / f"<img src=file:canary-of-journal> {{0}} \u202egnp.{'x' * 40}.txt"
    hostile.write_text(HOSTILE)
    since = hostile.stat().st_mtime
    trace = tmp_path / "trace"
    person = Person(xvfb)
    strace = [needed("strace"), "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-o", str(trace)]
    calls = (
        "trace=open,openat,creat,stat,lstat,newfstatat,statx,access,faccessat2,readlink,connect,execve,rename"
    )
    places = [home, Path(os.environ["XDG_RUNTIME_DIR"]), Path("/dev/shm"), Path("/var/tmp")]

    with running(xvfb, folder.root, before=(*strace, "-e", calls)) as program:
        window = first_run(person)
        paste(person, HOSTILE)
        person.press("Return", "ctrl+n")
        paste(person, HOSTILE)
        person.press("Tab")
        paste(person, HOSTILE)
        person.press("Tab")
        paste(person, LONG)  # where no field takes it, it becomes a file
        wait_until(lambda: originals(folder) == 1, "what was pasted was kept")
        leaks = readable_in(places, since)
        person.press("ctrl+f")
        paste(person, HOSTILE)
        person.press("ctrl+a", "Delete")
        person.click(window, 450, 27)
        paste(person, str(hostile))
        person.press("Return")
        wait_until(lambda: originals(folder) == 2, "the file was kept")
        person.rest()
        left, top, width, height = person.geometry(window)
        for across, down in ((width // 3, 190), (-200, 60), (-250, height // 2), (-300, -100), (100, 240)):
            xvfb.run("xdotool", "mousemove", str(left + across % width), str(top + down % height))
            time.sleep(1.2)  # what a tip waits before it is shown
        person.press("ctrl+p", "space")
        leaks += readable_in(places, since)
        if os.environ.get("JOURNAL_TEST_PICTURES"):
            xvfb.run("import", "-window", "root", os.environ["JOURNAL_TEST_PICTURES"])
        program.lock()
        leaks += readable_in(places, since)

    assert leaks == []
    assert readable_in(places, since) == []
    lines = trace.read_text("utf-8", "replace").splitlines()
    assert any("journal.db" in line for line in lines)
    touched = [line for line in lines if any(word in line for word in FORBIDDEN) and outside.name not in line]
    assert touched == []
    assert [line for line in lines if "AF_INET" in line] == []
    assert not_ours(written_files(lines), (folder.root, Path(os.environ["XDG_RUNTIME_DIR"]))) == set()
    door, journal = opened(folder)
    settle_all(journal)
    keys = journal.timeline(Wanted()).result().keys
    kept = [journal.entry(key.id).result() for key in keys]
    written = [text for one in kept for text in (one.incident.description, one.incident.exact_words)]
    files = record_counts(journal)["evidence.add"]
    findings = verified(journal)
    journal.close()
    door.close()
    assert written.count(HOSTILE) == 2
    assert files == 2
    assert findings.faults == ()
