import sys
import time

import pytest

from journal.desktop.errors import NoPrintCommand, NotPrinted
from journal.desktop.printing import Printer, printers, send

PRINTER = Printer("Office", default=True)


@pytest.fixture
def commands(tmp_path, monkeypatch):
    """A folder that is all of PATH; the function puts a Python script there as a command."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!{sys.executable}\nimport os, sys, time\n{script}\n")
        path.chmod(0o755)

    return put


def test_a_document_goes_through_the_pipe_whole_and_nowhere_else(tmp_path, commands):
    commands(
        "lp",
        f"open({str(tmp_path / 'told')!r}, 'w').write(repr((sys.argv[1:], sorted(os.environ.values()))))\n"
        f"open({str(tmp_path / 'spooled')!r}, 'wb').write(sys.stdin.buffer.read())\n"
        "print('request id is Office-7 (0 file(s))')",
    )
    chunks = [b"%PDF-1.7 the words ", b"of a person " * 100_000, b"%%EOF"]

    job = send(iter(chunks), PRINTER, copies=2)

    assert job == "Office-7"
    assert (tmp_path / "spooled").read_bytes() == b"".join(chunks)
    told = (tmp_path / "told").read_text()
    assert "['-d', 'Office', '-n', '2', '-t', 'Journal', '-o', 'document-format=application/pdf'," in told
    assert "'-o', 'print-scaling=auto-fit']" in told
    assert "person" not in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["commands", "spooled", "told"]


def test_a_refusal_is_told_with_what_the_command_said(commands):
    commands("lp", "sys.stdin.buffer.read(); print('lp: The printer or class does not exist.'); sys.exit(1)")

    with pytest.raises(NotPrinted) as raised:
        send([b"%PDF"], PRINTER)

    assert raised.value.printer == "Office"
    assert "does not exist" in raised.value.detail


def test_a_command_that_reads_nothing_and_refuses_is_told_the_same_way(commands):
    commands("lp", "os.close(0); print('lp: scheduler not running'); sys.exit(1)")

    with pytest.raises(NotPrinted) as raised:
        send((b"x" * 65_536 for _ in range(100)), PRINTER)

    assert "scheduler" in raised.value.detail


def test_a_command_that_takes_nothing_is_ended_after_its_time(commands):
    commands("lp", "time.sleep(60)")
    before = time.monotonic()

    with pytest.raises(NotPrinted):
        send((b"x" * 65_536 for _ in range(100)), PRINTER, seconds=0.3)

    assert time.monotonic() - before < 30


def test_half_a_document_is_not_printed(tmp_path, commands):
    commands("lp", f"data = sys.stdin.buffer.read(); open({str(tmp_path / 'printed')!r}, 'wb').write(data)")

    def broken():
        yield b"%PDF"
        raise RuntimeError("the document could not be made")

    with pytest.raises(RuntimeError):
        send(broken(), PRINTER)

    assert not (tmp_path / "printed").exists()


def test_without_the_command_that_is_said_and_there_are_no_printers(commands):
    assert printers() == ()
    with pytest.raises(NoPrintCommand):
        send([b"%PDF"], PRINTER)


def test_printers_are_listed_with_the_default_one_first(commands):
    commands(
        "lpstat",
        "assert os.environ['LC_ALL'] == 'C'\n"
        "print({'-e': 'Cellar\\nOffice\\nAttic', '-d': 'system default destination: Office'}[sys.argv[1]])",
    )

    assert printers() == (
        Printer("Office", default=True),
        Printer("Cellar", default=False),
        Printer("Attic", default=False),
    )


def test_a_name_that_would_be_read_as_an_option_is_not_offered(commands):
    commands("lpstat", "print('-o\\nOffice\\nA B\\n')")

    assert [printer.name for printer in printers()] == ["Office"]


def test_a_printing_system_that_is_down_has_no_printers(commands):
    commands("lpstat", "sys.exit('lpstat: Bad file descriptor')")

    assert printers() == ()
