"""Printing through the system's own `lp`, which keeps text as text; the document goes through a pipe."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from journal.desktop.errors import NoPrintCommand, NotPrinted

_NAME = re.compile(r"[^\s/#'\"<>|\-][^\s/#'\"<>|]{0,126}")
_PRINT_SERVICE = "/run/cups/cups.sock"
_QUERY_SECONDS = 5.0
_TOLD_LIMIT = 500
# "auto-fit" (IPP, PWG 5100.13): as large as it is, and smaller only where the sheet in the printer is. Without it CUPS
# cuts the foot off a page of A4 on Letter, and with it the seal.
_AS_IT_IS = ("-o", "document-format=application/pdf", "-o", "print-scaling=auto-fit")


@dataclass(frozen=True)
class Printer:
    """A print queue by its name; `default` is the one the system would choose."""

    name: str
    default: bool


def printers() -> tuple[Printer, ...]:
    """Return the print queues, the default one first; none where no printing system answers."""
    names = [line.strip() for line in _told("lpstat", "-e").splitlines()]
    usual = _told("lpstat", "-d").rpartition(":")[2].strip()
    found = [Printer(name, name == usual) for name in names if _NAME.fullmatch(name)]
    return tuple(sorted(found, key=lambda printer: not printer.default))


def send(
    pdf_chunks: Iterable[bytes],
    printer: Printer,
    title: str = "Journal",
    copies: int = 1,
    seconds: float = 120.0,
    *,
    both_sides: bool | None = None,
) -> str | None:
    """Hand a PDF to a print queue; return the job's name where one is told. `title` is read by others there.

    `both_sides` prints on both sides of a sheet or not; without, as the queue is set.

    The queue keeps the document on this computer until it is printed, and often for a day after: that is the
    printing system's doing and outside what a program may change.

    Raises:
        NoPrintCommand: there is no `lp` here.
        NotPrinted: `lp` refused, or did not take it all within the given seconds.
    """
    command = shutil.which("lp")
    if command is None:
        raise NoPrintCommand
    options = ["-d", printer.name, "-n", str(copies), "-t", title, *_AS_IT_IS]
    if both_sides is not None:
        options += ["-o", f"sides={'two-sided-long-edge' if both_sides else 'one-sided'}"]
    told, code = _poured([command, *options], pdf_chunks, seconds)
    if code != 0:
        raise NotPrinted(printer.name, told[:_TOLD_LIMIT])
    return _job(told)


def _poured(arguments: list[str], chunks: Iterable[bytes], seconds: float) -> tuple[str, int]:
    pipe = subprocess.PIPE
    both = subprocess.STDOUT
    with subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=both, env=_plain_words()) as lp:
        if lp.stdin is None or lp.stdout is None:
            raise NotPrinted(arguments[0], "no pipe")
        # A queue that takes nothing would block the pipe for ever.
        limit = threading.Timer(seconds, lp.kill)
        limit.start()
        try:
            _write(lp.stdin, chunks)
            told = lp.stdout.read().decode("utf-8", "replace").strip()
        except BaseException:
            # Half a document is not to be printed: the pipe's end would look like the document's.
            lp.kill()
            raise
        finally:
            limit.cancel()
    return told, lp.returncode


def _write(pipe: IO[bytes], chunks: Iterable[bytes]) -> None:
    # It may refuse before it has read all; its exit code and its words say why.
    with suppress(BrokenPipeError):
        for chunk in chunks:
            pipe.write(chunk)
        pipe.flush()
    with suppress(BrokenPipeError):
        pipe.close()


def _job(told: str) -> str | None:
    found = re.search(r"request id is (\S+)", told)
    return found.group(1) if found else None


def _told(*command: str) -> str:
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        answer = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_QUERY_SECONDS,
            env=_plain_words(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return answer.stdout.decode("utf-8", "replace") if answer.returncode == 0 else ""


def _plain_words() -> dict[str, str]:
    # Where no print service runs, `lp` would try the network.
    return {**os.environ, "LC_ALL": "C", "CUPS_SERVER": _PRINT_SERVICE}
