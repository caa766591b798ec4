"""H-05: whatever becomes of the child, the caller gets an answer in time and the next call works."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from journal.pictures import limits, wire
from journal.pictures.decoder import Decoder
from journal.pictures.pdf_session import PdfSession
from journal.pictures.refusal import PictureRefused, Refusal
from journal.pictures.wire import Frame, Word
from journal.pictures.worker import PAGES, PICTURES, Worker, default_command
from tests.pictures import samples
from tests.pictures.patience import patiently

pytestmark = pytest.mark.slow

PICTURE = samples.saved(samples.scenery(40, 30), "PNG")
RED = samples.saved(Image.new("RGB", (2, 1), "red"), "PNG")


def child(*lines: str) -> tuple[str, ...]:
    """A child that does only this."""
    return (sys.executable, "-I", "-S", "-c", "\n".join(("import os, signal, sys, time", *lines)))


def saying(frame: Frame) -> tuple[str, ...]:
    """A child that always gives the same answer, whatever it is asked."""

    said = io.BytesIO()
    wire.send(said, frame)
    return child(
        f"said = bytes.fromhex({said.getvalue().hex()!r})",
        "while os.read(0, 10_000_000):",
        "    os.write(1, said)",
        "    time.sleep(30)",
    )


def refusal_of(ask: Callable[[], object]) -> Refusal:
    with pytest.raises(PictureRefused) as refused:
        ask()
    return refused.value.reason


DEATHS = {
    "killed": child("os.kill(os.getpid(), signal.SIGKILL)"),
    "crashed": child("sys.stdin.buffer.read(41)", "os.kill(os.getpid(), signal.SIGSEGV)"),
    "aborted": child("sys.stdin.buffer.read(41)", "os.kill(os.getpid(), signal.SIGABRT)"),
    "gone at once": child("sys.exit(0)"),
    "gone with half an answer": child("sys.stdin.buffer.read(41)", "os.write(1, bytes(20))"),
    "not to be started": ("/nonexistent/decoder",),
}
HANGS = {
    "asleep": child("time.sleep(60)"),
    "busy": child("while True: pass"),
    "stopped": child("os.kill(os.getpid(), signal.SIGSTOP)"),
    "half an answer": child("sys.stdin.buffer.read(41)", "os.write(1, bytes(20))", "time.sleep(60)"),
    "deaf to ending": child("signal.signal(signal.SIGTERM, signal.SIG_IGN)", "time.sleep(60)"),
}


@pytest.mark.parametrize("name", DEATHS)
def test_h05_a_child_that_dies_ten_times_is_named_ten_times(name: str) -> None:
    with Decoder(DEATHS[name], timeout=20) as decoder:
        for _ in range(10):
            assert refusal_of(lambda: decoder.picture(PICTURE, 9, 9)) is Refusal.DECODER_DIED
        assert decoder.process_ids == ()


@pytest.mark.parametrize("name", HANGS)
def test_h05_a_child_that_hangs_is_ended_in_time(name: str) -> None:
    with Decoder(HANGS[name], timeout=0.05) as decoder:
        for _ in range(5):
            began = time.monotonic()
            assert refusal_of(lambda: decoder.picture(PICTURE, 9, 9)) is Refusal.TOO_SLOW
            assert time.monotonic() - began < 30
        assert decoder.process_ids == ()


def test_a_request_larger_than_the_pipe_does_not_hang_on_a_child_that_does_not_read() -> None:
    with Decoder(HANGS["asleep"], timeout=0.05) as decoder:
        assert refusal_of(lambda: decoder.picture(PICTURE + bytes(10**7), 9, 9)) is Refusal.TOO_SLOW


PIXELS = bytes(12)
LIES = {
    "fewer pixels than said": Frame(Word.DONE, (2, 2, 2, 2), PIXELS[:-1]),
    "wider than allowed": Frame(Word.DONE, (10, 1, 10, 1), bytes(30)),
    "no width": Frame(Word.DONE, (0, 2, 2, 2), b""),
    "larger than the original": Frame(Word.DONE, (2, 2, 1, 2), PIXELS),
    "an original beyond all limits": Frame(Word.DONE, (2, 2, 2**63, 2**63), PIXELS),
    "more bytes than could be": Frame(Word.DONE, (2, 2, 2, 2), bytes(9 * 9 * 3 + 1)),
    "an unknown word": Frame(200),
    "wants a part of a picture": Frame(Word.WANTS, (0, 9, 0, 0)),
}


@pytest.mark.parametrize("name", LIES)
def test_what_a_child_claims_is_not_believed(name: str) -> None:
    with Decoder(saying(LIES[name]), timeout=20) as decoder:
        assert refusal_of(lambda: decoder.picture(PICTURE, 9, 9)) is Refusal.DECODER_DIED
        assert decoder.process_ids == ()


def test_a_child_cannot_put_more_than_pixels_on_paper() -> None:
    jpeg = samples.saved(Image.new("RGB", (8, 8)), "JPEG")
    talking = samples.png(4, 4, extra=samples.chunk(b"tEXt", b"a\0b"))
    for said in (b"", PICTURE[:-1], jpeg, talking, samples.png(9, 9)):
        with Decoder(saying(Frame(Word.DONE, wire.NOTHING, said)), timeout=20) as decoder:
            assert refusal_of(lambda: decoder.paper_png(PICTURE, 80)) is Refusal.DECODER_DIED


@pytest.mark.parametrize("numbers", [(8, 9, 3, 1), (8, 8, 1, 1), (8, 8, 3, 0), (8, 8, 3, 9)])
def test_a_child_cannot_lie_about_a_jpeg(numbers: wire.Numbers) -> None:
    jpeg = samples.saved(Image.new("RGB", (8, 8)), "JPEG")
    with Decoder(saying(Frame(Word.DONE, numbers)), timeout=20) as decoder:
        assert refusal_of(lambda: decoder.paper_jpeg(jpeg)) is Refusal.DECODER_DIED


@pytest.mark.parametrize(
    "numbers", [(0, 1, 1, 1), (2**40, 2**40, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 1, 9)]
)
def test_a_child_cannot_lie_about_a_size(numbers: wire.Numbers) -> None:
    with Decoder(saying(Frame(Word.DONE, numbers)), timeout=20) as decoder:
        assert refusal_of(lambda: decoder.probe(PICTURE)) is Refusal.DECODER_DIED


def stop(decoder: Decoder) -> int:
    (pid,) = decoder.process_ids
    os.kill(pid, signal.SIGSTOP)
    return pid


def test_h05_the_real_child_hangs_and_the_next_one_works() -> None:
    with Decoder(default_command(), timeout=2) as decoder:
        assert patiently(lambda: decoder.picture(RED, 9, 9)).rgb == b"\xff\0\0" * 2
        stop(decoder)
        assert refusal_of(lambda: decoder.picture(PICTURE, 9, 9)) is Refusal.TOO_SLOW
        assert patiently(lambda: decoder.picture(RED, 9, 9)).rgb == b"\xff\0\0" * 2


def test_h05_the_real_child_is_killed_at_work_and_the_next_one_works() -> None:
    with Decoder(default_command(), timeout=60) as decoder:
        for _ in range(5):
            decoder.picture(RED, 9, 9)
            pid = stop(decoder)
            killer = threading.Timer(0.05, os.kill, (pid, signal.SIGKILL))
            killer.start()
            assert refusal_of(lambda: decoder.picture(PICTURE, 9, 9)) is Refusal.DECODER_DIED
            killer.join()
            assert decoder.picture(RED, 9, 9).rgb == b"\xff\0\0" * 2


def test_a_child_killed_while_nothing_was_asked_is_not_even_noticed() -> None:
    with Decoder(default_command(), timeout=60) as decoder:
        decoder.picture(RED, 9, 9)
        (pid,) = decoder.process_ids
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

        assert decoder.picture(RED, 9, 9).rgb == b"\xff\0\0" * 2


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.002)


def test_many_threads_get_each_their_own_picture(decoder: Decoder) -> None:
    wrong: list[int] = []

    def look(number: int) -> None:
        data = samples.saved(Image.new("RGB", (number + 1, 1), (number, 0, 0)), "PNG")
        seen = {decoder.picture(data, 100, 100).rgb for _ in range(5)}
        if seen != {bytes((number, 0, 0)) * (number + 1)}:
            wrong.append(number)

    threads = [threading.Thread(target=look, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_closing_ends_a_request_that_is_under_way() -> None:
    decoder = Decoder(HANGS["asleep"], timeout=60)
    reasons: list[Refusal] = []
    thread = threading.Thread(
        target=lambda: reasons.append(refusal_of(lambda: decoder.picture(PICTURE, 9, 9)))
    )
    thread.start()
    wait_until(lambda: decoder.process_ids != ())

    decoder.close()
    thread.join(20)

    assert reasons == [Refusal.DECODER_DIED]
    assert refusal_of(lambda: decoder.picture(PICTURE, 9, 9)) is Refusal.DECODER_DIED
    assert decoder.process_ids == ()


def test_a_child_is_renewed_after_its_share_of_requests() -> None:
    worker = Worker(default_command(), PICTURES, timeout=60, lives=3)
    try:
        for _ in range(7):
            worker.ask(wire.Verb.PROBE, payload=RED)
        assert worker.starts == 3
    finally:
        worker.close()


def test_a_child_is_not_renewed_between_opening_a_pdf_and_drawing_it() -> None:
    pages = Worker(default_command(), PAGES, timeout=60, lives=1)
    try:
        for _ in range(2):
            session = PdfSession(pages, io.BytesIO(samples.pdf_pages(b"", b"")))
            assert session.page(0).width == session.page(1).width
        assert pages.starts == 2
    finally:
        pages.close()


def test_a_child_ends_when_its_parent_is_gone() -> None:
    with subprocess.Popen(
        (*default_command(), PICTURES), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as alone:
        assert alone.communicate(timeout=30) == (b"", b"")
    assert alone.returncode == 0


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@linux_only
def test_a_child_has_no_environment_no_files_and_no_way_to_get_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNAL_CANARY", "secret")
    with Decoder(default_command(), timeout=60) as decoder:
        decoder.picture(RED, 9, 9)
        (pid,) = decoder.process_ids
        process = Path(f"/proc/{pid}")

        # Python itself adds what it needs to write text as UTF-8.
        environment = {line for line in process.joinpath("environ").read_bytes().split(b"\0") if line}
        assert environment <= {b"LC_CTYPE=C.UTF-8"}
        assert process.joinpath("cwd").readlink() == Path("/")
        assert {fd.name for fd in process.joinpath("fd").iterdir()} == {"0", "1", "2", "3"}
        assert {str(fd.readlink()).split(":")[0] for fd in process.joinpath("fd").iterdir()} == {
            "pipe",
            "/dev/null",
        }
        limit = {
            line[:26].strip(): line[26:].split()[:2]
            for line in process.joinpath("limits").read_text().splitlines()
        }
        assert limit["Max open files"] == ["4", "4"]
        assert limit["Max file size"] == ["0", "0"]
        assert limit["Max core file size"] == ["0", "0"]
        assert limit["Max processes"] == ["0", "0"]
        assert limit["Max address space"] == [str(limits.CHILD_ADDRESS_SPACE)] * 2
        assert limit["Max data size"] == [str(limits.CHILD_DATA_BYTES)] * 2
        assert 20 <= int(limit["Max cpu time"][0]) <= 30


@linux_only
def test_a_child_for_pictures_does_not_load_the_pdf_library() -> None:
    with Decoder(default_command(), timeout=60) as decoder:
        decoder.picture(RED, 9, 9)
        (pid,) = decoder.process_ids
        assert "pdfium" not in Path(f"/proc/{pid}/maps").read_text("utf-8")


def test_a_child_in_a_frozen_program_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert default_command() == (sys.executable, "--decoder-child")
