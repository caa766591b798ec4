"""Checks a folder that a journal handed over: that nothing in it was changed, and what that does and does not show.

It needs Python 3.8 or newer and nothing else, and it reads only. From the folder that holds "1 START HERE.pdf":

    python3 -I "3 For checking/verify.py.txt"

or, where the files lie side by side because they went through a form: python3 -I 3-verify.py.txt

It ends with 0: intact and anchored; 2: intact and not anchored; 1: altered or incomplete; 3: could not check;
4: the files agree with the list that came along, and more is not shown. A verifier that came with what it checks shows
nothing to those who doubt it: take this file from somewhere else, or compare its SHA-256. The program that made the
folder checks with this very file, which therefore imports nothing of it.

How the records hold together. Whatever the writer did became one record, and no record was ever changed. A record has a
header, one line of log.jsonl:

    {"body":"<SHA-256 of the body>","prev":"<SHA-256 of the header before>","seq":17,"v":1}

and a body, which holds the words and, in "salt", 32 random bytes, so that nobody guesses short words from their hash.
Every header is here. body.jsonl has the bodies that were chosen to go along; of the others the header shows that there
is one, and not what it says. A SHA-256 is taken of a line as it stands, with its newline. The first "prev" is 64 zeros.
The seal of a record is the SHA-256 of its header, and stands for it and for all before it: whoever wrote a seal down
on some day can see whether anything up to that record was changed, put in or taken out since. SEAL names two: the one
printed on the paper, and the last. The body of the last record names the SHA-256 of every file that went along.

What is checked, in this order:

    V1   every file is listed, has the SHA-256 of the list, and lies within the folder; the list is the recorded one
    V2   every header and body is canonical JSON, so that there is one way only to write it
    V3   the headers are numbered 1, 2, 3 ... without a gap
    V4   every header names the SHA-256 of the one before it
    V5   the seals are those of the records they name, and the last is that of the last record
    V6   every body here is the one its header names; there are as many, in that order, as were handed over
    V7   every exhibit has the SHA-256 and the size that its record names, and its name on the paper
    V14  what was made from an original, such as a part of a picture, names one that is recorded
    V8   what a record refers to was recorded before it
    V9   a record has the fields of its type and version (the table FIELDS), and no other
    V10  times do not go back, but where a record says that the clock was set
    V13  the paper is the recorded one, bears its seal, and lists the exhibits with their SHA-256 and no others
    V15  a journal that was put back from a copy, or saved from damage, says so (told, and no fault)
    V16  what was removed for good is named by the record that removed it, and is not here
    V11  every time from outside was put to a seal of this chain
    V12  its time stamp (RFC 3161) holds, and who vouches for it (this takes openssl; without it that is told)

What none of this shows: that a screen showed what was genuine, that nothing was left unrecorded, or that a journal of
which nobody else ever held a seal was not made anew as a whole.
"""

from __future__ import annotations

import sys

if __name__ == "__main__" and sys.path and sys.path[0] and __file__.startswith(sys.path[0]):
    del sys.path[0]  # what lies beside this file is what is checked, and must not be run

import base64
import calendar
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import unicodedata
import zlib
from pathlib import Path
from typing import Any, BinaryIO, Callable, Iterable, Iterator, Mapping, NamedTuple

ANCHORED, ALTERED, NOT_ANCHORED, UNCHECKED, FILES_ONLY = 0, 1, 2, 3, 4

PAPER, EXHIBITS, CHECKING = "1 START HERE.pdf", "2 Exhibits", "3 For checking"
CHECKSUMS, LOG, BODIES, SEAL, ANCHORS = "checksums-sha256.txt", "log.jsonl", "body.jsonl", "SEAL", "anchors"
LEFT_OUT = "left-out-sha256.txt"
"""Exhibits that were larger than a form takes: their SHA-256 and names, as in the list of files."""

_ROOTS_OF_SYSTEMS = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)
"""Where systems keep the certificates they trust."""

LARGEST_INTEGER = 2**53 - 1
LARGEST_TEXT_FILE = 1 << 30
LARGEST_STREAM = 1 << 26
CLOCK_TOLERANCE_MS = 2_000

_LEFT_BY_SYSTEMS = re.compile(r"\.DS_Store|\._[^/]+|Thumbs\.db|desktop\.ini")
"""What systems put into folders that are only looked at, or copied to a stick; told, and no alteration."""

_RENAMED = (
    "Files or folders here bear other names than they were handed over with. Give them back their names:"
    f' "{PAPER}", "{EXHIBITS}" and "{CHECKING}", or where all lie side by side those that begin with 1-, 2- and 3-.'
)
"""What helps where a form or an archive changed names; the list tells all of them."""

_REWRITTEN = "Mail programs and copying as text rewrite line ends: ask for the files again, in one archive."
"""What helps where nothing but line ends is another; until then what was handed over is not what is here."""

_HEX = re.compile(r"[0-9a-f]{64}")
_REGISTERED = re.compile(r"^([0-9a-f]{64}) · ", re.MULTILINE)
"""How the register lists a file: its SHA-256, then its size."""

_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_SEAL_LINE = re.compile(r"JOURNAL:1:([0-9A-HJKMNP-TV-Z]{26}):([1-9][0-9]{0,15}):([0-9a-f]{64})")


class Shape(NamedTuple):
    """How files are called: within folders of their own, or side by side as a form for sending files wants them."""

    paper: str
    exhibits: str
    checking: str
    anchors: str
    plain: bool

    def of(self, name: str) -> str:
        """How a file for checking is called; beside others it ends like a text, which forms take."""
        return f"{self.checking}{name}{'' if self._is_taken(name) else '.txt'}"

    def anchor(self, name: str) -> str:
        """How a file about a time from outside is called."""
        return f"{self.anchors}{name}{'' if self._is_taken(name) else '.txt'}"

    def _is_taken(self, name: str) -> bool:
        return not self.plain or name.endswith((".txt", ".csv", ".html", ".pdf", ".tsr", ".pem"))


IN_FOLDERS = Shape(PAPER, f"{EXHIBITS}/", f"{CHECKING}/", f"{CHECKING}/{ANCHORS}/", False)
SIDE_BY_SIDE = Shape("1-START-HERE.pdf", "2-", "3-", "3-anchors-", True)


class Files:
    """The files below a folder, by their names with slashes. What is no plain file is told, and never followed.

    Names are those of the list, which is UTF-8, whatever letters this computer is set to.
    """

    def __init__(self, top: Path) -> None:
        self._top = top

    def __str__(self) -> str:
        return str(self._top)

    def walk(self) -> Iterator[tuple[str, str]]:
        """Every name that is there, and what is wrong with it; empty for a plain file."""
        waiting = [self._top]
        while waiting:
            folder = waiting.pop()
            entries = sorted(folder.iterdir())
            if not entries and folder != self._top:
                yield self._name(folder), "is an empty folder"
            for path in entries:
                if path.is_symlink():
                    yield self._name(path), "is a link to somewhere else"
                elif path.is_dir():
                    waiting.append(path)
                elif path.is_file():
                    yield self._name(path), ""
                else:
                    yield self._name(path), "is no file"

    def has(self, name: str) -> bool:
        """Whether that is a plain file."""
        path = self._path(name)
        return path.is_file() and not path.is_symlink()

    def size(self, name: str) -> int:
        """In bytes."""
        return self._path(name).stat().st_size

    def open(self, name: str) -> BinaryIO:
        """Its bytes from the beginning."""
        return self._path(name).open("rb")

    def read(self, name: str) -> bytes:
        """All of its bytes."""
        with self.open(name) as file:
            return file.read()

    def _path(self, name: str) -> Path:
        return self._top / os.fsdecode(name.encode("utf-8", "surrogateescape"))

    def _name(self, path: Path) -> str:
        return os.fsencode(path.relative_to(self._top).as_posix()).decode("utf-8", "surrogateescape")


class Fault(NamedTuple):
    """One thing that is wrong: the check that found it, where, and what."""

    check: str
    place: str
    text: str


class Result(NamedTuple):
    """What was found; `code` is one of the numbers above, `notes` are no alteration and still worth knowing."""

    code: int
    faults: list[Fault]
    notes: list[str]
    records: int = 0
    disclosed: int = 0
    files: int = 0
    paper_seal: str = ""
    last_seal: str = ""


class Uncheckable(Exception):
    """There is nothing here that could be checked; the text says why."""


def check(top: Path | Files, known: Mapping[str, tuple[str, int]] | None = None, roots: str = "") -> Result:
    """Check the folder `top`, which holds what was handed over, and find everything that is wrong with it.

    `known` are the SHA-256 and size of files that whoever asks has just written, by their names; they are not read.
    `roots` names a file with the certificates that may vouch for a time; without one it is the system's.

    Raises:
        Uncheckable: it is no such folder, or it cannot be read.
    """
    try:
        files = top if isinstance(top, Files) else Files(top)
        return _Check(files, known or {}, _Stamps(roots)).run()
    except OSError as error:
        raise Uncheckable(f"{error.filename or top} could not be read: {error.strerror}") from error


class Body(NamedTuple):
    """A disclosed body, and the number of the record it belongs to."""

    seq: int
    type: str
    id: str
    data: dict[str, Any]
    rec: dict[str, Any]


class _Check:
    """One run over one folder."""

    def __init__(self, files: Files, known: Mapping[str, tuple[str, int]], stamps: _Stamps) -> None:
        self._stamps = stamps
        self._files = files
        self._known = known
        self._shape = IN_FOLDERS
        self._faults: list[Fault] = []
        self._notes: list[str] = []
        self._headers: list[dict[str, Any]] = []
        self._seals: list[str] = []
        self._bodies: dict[int, Body] = {}
        self._digests: dict[str, tuple[str, int]] = {}
        self._journal = ""
        self._paper_record = 0
        self._has_other_ends = False
        self._rewritten: list[str] = []

    def run(self) -> Result:
        """All checks, one after the other; a later one goes on from what an earlier one could read."""
        shapes = (IN_FOLDERS, SIDE_BY_SIDE)
        there = [shape for shape in shapes if self._files.has(shape.of(CHECKSUMS))]
        if not there:
            names = " and no ".join(f'"{shape.of(CHECKSUMS)}"' for shape in shapes)
            told = f"There is no {names} in {self._files}."
            if any(CHECKSUMS in found for found, _ in self._files.walk()):
                told += f" {_RENAMED}"
            raise Uncheckable(told)
        self._shape = there[0]
        self._check_files()
        if not self._files.has(self._shape.of(LOG)) and not self._files.has(self._shape.of(BODIES)):
            return self._result(FILES_ONLY)
        self._check_log()
        paper_seal, last_seal = self._check_seals()
        self._check_bodies()
        self._check_exhibits()
        self._check_references()
        self._check_clock()
        self._check_paper(paper_seal)
        self._tell_forks()
        self._check_removals()
        anchored = self._check_anchors()
        return self._result(ANCHORED if anchored else NOT_ANCHORED, paper_seal, last_seal)

    def _result(self, code: int, paper_seal: str = "", last_seal: str = "") -> Result:
        notes = [f"Nothing but its line ends differs in {name}." for name in self._rewritten]
        if notes or self._has_other_ends:
            notes.append(_REWRITTEN)
        return Result(
            ALTERED if self._faults else code,
            self._faults,
            [*notes, *self._notes],
            len(self._headers),
            len(self._bodies),
            len(self._digests),
            paper_seal,
            last_seal,
        )

    def _blame(self, number: str, place: object, text: str) -> None:
        self._faults.append(Fault(number, str(place), text))

    # V1: every file is the one that is listed, and every one is listed.

    def _check_files(self) -> None:
        listed = dict(self._listed())
        here: dict[str, str] = {}
        for found, trouble in self._files.walk():
            if trouble:
                self._blame("V1", found, trouble)
                continue
            name = unicodedata.normalize("NFC", found)
            if name in here:
                self._blame("V1", found, "is there twice, under names that look alike")
            here[name] = found
        own = self._shape.of(CHECKSUMS)
        unlisted: dict[str, str] = {}
        for name in sorted(here.keys() - listed.keys() - {own}):
            if _LEFT_BY_SYSTEMS.fullmatch(name.rsplit("/", 1)[-1]):
                self._notes.append(f"{name} was put there by a system that showed or copied the folder.")
            else:
                self._blame("V1", name, "is there and not listed")
                unlisted[name] = here[name]
        missing = [name for name in listed if name not in here]
        renamed = {self._hash(found)[0]: name for name, found in unlisted.items()} if missing else {}
        for name, digest in listed.items():
            if name in missing:
                other = renamed.get(digest)
                self._blame("V1", name, f"bears another name here: {other}" if other else "is missing")
                continue
            self._digests[name] = self._known.get(name) or self._hash(here[name])
            if self._digests[name][0] != digest:
                self._blame("V1", name, "is not the file that was handed over")
                self._look_at_line_ends(name, here[name], digest)

    def _look_at_line_ends(self, name: str, found: str, digest: str) -> None:
        """Tell where a file would be the one that was handed over, had nobody rewritten its line ends on the way."""
        if self._files.size(found) > LARGEST_TEXT_FILE:
            return
        bare = self._files.read(found).replace(b"\r\n", b"\n")
        if digest in (hashlib.sha256(each).hexdigest() for each in (bare, bare.replace(b"\n", b"\r\n"))):
            self._rewritten.append(name)

    def _listed(self) -> Iterator[tuple[str, str]]:
        lines = self._lines(CHECKSUMS)
        before = ""
        for at, line in enumerate(lines, start=1):
            text = _decoded(line)
            parts = None if text is None else re.fullmatch(r"([0-9a-f]{64})  ([^\n]+)\n", text)
            if parts is None:
                self._blame("V1", CHECKSUMS, f"line {at} is no checksum and name")
                continue
            name = unicodedata.normalize("NFC", parts.group(2))
            if not _stays_inside(name):
                self._blame("V1", CHECKSUMS, f"line {at} names a file outside the folder")
            elif name <= before:
                self._blame("V1", CHECKSUMS, f"line {at} is out of order")
            else:
                before = name
                yield name, parts.group(1)

    def _hash(self, name: str) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with self._files.open(name) as file:
            while True:
                chunk = file.read(1 << 20)
                if not chunk:
                    return digest.hexdigest(), size
                digest.update(chunk)
                size += len(chunk)

    def _lines(self, name: str) -> list[bytes]:
        """Every line of a file for checking, with its newline; a file that is missing has none."""
        called = self._shape.of(name)
        if not self._files.has(called):
            return []
        if self._files.size(called) > LARGEST_TEXT_FILE:
            raise Uncheckable(f"{called} is too large to be what it says.")
        lines = _split(self._files.read(called))
        if not any(line.endswith(b"\r\n") for line in lines):
            return lines
        self._blame("V1" if name == CHECKSUMS else "V2", called, "has line ends of Windows")
        self._has_other_ends = True
        return [line[:-2] + b"\n" if line.endswith(b"\r\n") else line for line in lines]

    # V2 canonical bytes, V3 numbers 1..n, V4 every link.

    def _check_log(self) -> None:
        prev, expected = "0" * 64, 0
        for line in self._lines(LOG):
            expected += 1
            header = _canonical(line)
            if header is None or not _is_header(header):
                self._blame("V2", f"record {expected}", "the header is not in the one form there is")
                header = {"body": "", "prev": "", "seq": expected}
            else:
                if header["seq"] != expected:
                    self._blame("V3", f"record {expected}", f"number {header['seq']} stands in its place")
                    expected = header["seq"]
                if header["prev"] != prev:
                    self._blame("V4", f"record {expected}", "the link to the record before does not match")
            prev = hashlib.sha256(line).hexdigest()
            self._headers.append(header)
            self._seals.append(prev)
        if not self._headers:
            self._blame("V3", LOG, "holds no record")

    # V5: the seals are those of the records they name; the last is that of the last record.

    def _check_seals(self) -> tuple[str, str]:
        said = [_SEAL_LINE.fullmatch((_decoded(line) or "").rstrip("\n")) for line in self._lines(SEAL)]
        seals = [found.groups() for found in said if found is not None]
        if len(said) != 2 or len(seals) != 2:
            self._blame("V5", SEAL, "does not name the seal of the paper and the last one")
            return "", ""
        for journal, number, digest in seals:
            at = int(number)
            if at > len(self._seals) or self._seals[at - 1] != digest:
                self._blame("V5", SEAL, f"the seal of record {at} is another")
            self._journal = journal
        (_, _, paper_seal), (last_journal, last_number, last_seal) = seals
        if seals[0][0] != last_journal:
            self._blame("V5", SEAL, "names two journals")
        if int(last_number) != len(self._seals):
            self._blame("V5", SEAL, "the last seal is not that of the last record")
        self._paper_record = int(seals[0][1])
        return paper_seal, last_seal

    # V6 every body is the one its header names, and has its salt; V9 it has the form its type and version promise.

    def _check_bodies(self) -> None:
        numbers: dict[str, int] = {}
        for at, header in enumerate(self._headers, start=1):
            if header["body"] and numbers.setdefault(header["body"], at) != at:
                self._blame("V6", f"record {at}", f"names the same body as record {numbers[header['body']]}")
        before = 0
        for at, line in enumerate(self._lines(BODIES), start=1):
            seq = numbers.get(hashlib.sha256(line).hexdigest())
            if seq is None:
                self._blame("V6", f"{BODIES} line {at}", "belongs to no record")
            elif seq <= before:
                self._blame("V6", f"{BODIES} line {at}", "is out of order")
            else:
                before = seq
                self._read_body(seq, line)
        made = next(self._of("journal.create"), None)
        if made is None or made.seq > 2:  # only the session it was made in stands before it
            self._blame("V9", BODIES, "does not begin with the making of a journal")
        elif self._journal and made.data["journal"] != self._journal:
            self._blame("V5", SEAL, "names another journal")

    def _read_body(self, seq: int, line: bytes) -> None:
        body = _canonical(line)
        if body is None:
            self._blame("V2", f"record {seq}", "the body is not in the one form there is")
            return
        trouble = _body_trouble(body)
        if trouble:
            self._blame("V6" if trouble == "its salt is missing" else "V9", f"record {seq}", trouble)
            return
        self._bodies[seq] = Body(seq, body["type"], body["id"], body["data"], body["rec"])

    # V7: every exhibit is what its record says. V14: what was made from an original names one that is recorded.

    def _check_exhibits(self) -> None:
        originals = {body.id: body.data["evidence"]["original"] for body in self._of("evidence.add")}
        made = []
        for body in self._of("evidence.derive"):
            if body.data["derivative"]["of"] not in originals:
                self._blame("V14", f"record {body.seq}", "was made from an original that is not disclosed")
            made.append((body.data["derivative"]["of"], body.data["derivative"]["made"]))
        known = {(each["sha256"], each["size"]) for each in originals.values()}
        known |= {(each["sha256"], each["size"]) for _, each in made}
        there = set()
        for name, digest in self._digests.items():
            if name.startswith(self._shape.exhibits):
                there.add(digest)
                if digest not in known:
                    self._blame("V7", name, "no record that came along names such a file")
        held_back, left_out, absent = 0, set(self._left_out()), 0
        for exhibit in self._printed("exhibits"):
            original = originals.get(exhibit["evidence"])
            if original is None:
                self._blame("V7", exhibit["reference"], "its record is not disclosed")
                continue
            parts = [each for of, each in made if of == exhibit["evidence"]]
            fitting = [(each["sha256"], each["size"]) for each in (original, *parts)]
            named = self._named(exhibit["reference"])
            if not there.intersection(fitting):
                if not left_out.intersection(digest for digest, _ in fitting):
                    self._blame("V7", exhibit["reference"], "its file is missing")
                elif not named:
                    absent += 1
                    continue
            elif fitting[0] not in there:
                held_back += 1
            if any(digest not in fitting for digest in named):
                self._blame("V7", exhibit["reference"], "the file that bears its name is another")
            elif not named and there.intersection(fitting):
                self._blame("V7", exhibit["reference"], "no file bears its name")
        if held_back:
            self._notes.append(f"Of {held_back} exhibits only a chosen part was handed over.")
        if absent:
            self._notes.append(
                f"The files of {absent} exhibits are not here: they were left out when this was handed over, and"
                f" {self._shape.of(LEFT_OUT)} names them."
            )

    def _left_out(self) -> Iterator[str]:
        for at, line in enumerate(self._lines(LEFT_OUT), start=1):
            parts = re.fullmatch(r"([0-9a-f]{64})  [^\n]+\n", _decoded(line) or "")
            if parts is None:
                self._blame("V7", LEFT_OUT, f"line {at} is no checksum and name")
            else:
                yield parts.group(1)

    def _named(self, reference: str) -> list[tuple[str, int]]:
        """The files whose names begin with that reference."""
        prefix, _, number = reference.partition("/")
        begins = re.compile(f"{re.escape(prefix)}-0*{re.escape(number)}[{'-' if self._shape.plain else ' '}]")
        exhibits = [name for name in self._digests if name.startswith(self._shape.exhibits)]
        bare = {name: name[len(self._shape.exhibits) :].rsplit("/", 1)[-1] for name in exhibits}
        return [self._digests[name] for name in exhibits if begins.match(bare[name])]

    def _of(self, type_: str) -> Iterator[Body]:
        return (body for body in self._bodies.values() if body.type == type_)

    def _printed(self, what: str) -> list[Any]:
        paper = self._bodies.get(self._paper_record)
        if paper is None or paper.type != "print":
            return []
        found: list[Any] = paper.data[what]
        return found

    # V8: what a record refers to was there before it.

    def _check_references(self) -> None:
        begun = {body.id: body.seq for body in self._bodies.values() if body.type in _BEGINNINGS}
        outside = 0
        for body in self._bodies.values():
            earlier = body.data.get("supersedes")
            if earlier is not None:
                self._check_superseded(body, earlier)
            for subject in _named_by(body):
                if not _ID.fullmatch(subject):
                    self._blame("V8", f"record {body.seq}", "refers to what is no id")
                elif subject not in begun:
                    outside += 1
                elif begun[subject] >= body.seq:
                    self._blame("V8", f"record {body.seq}", "refers to what was recorded later")
        if outside:
            self._notes.append(
                f"{outside} mentions are of records that were not chosen to go along. That is no fault."
            )

    def _check_superseded(self, body: Body, earlier: int) -> None:
        other = self._bodies.get(earlier)
        if not 0 < earlier < body.seq:
            self._blame("V8", f"record {body.seq}", f"changes record {earlier}, which is not before it")
        elif other is not None and (other.id, _family(other)) != (body.id, _family(body)):
            self._blame(
                "V8", f"record {body.seq}", f"changes record {earlier}, which is about something else"
            )

    # V10: times do not go back but where the journal says that the clock was set, or that it goes on elsewhere.

    def _check_clock(self) -> None:
        latest = None
        said = ("clock.step", "journal.restore", "journal.salvage")
        for seq, body in sorted(self._bodies.items()):
            at = body.rec["utc_ms"]
            following = self._bodies.get(seq + 1)
            free = body.type in said or (
                body.type == "session.start" and following is not None and following.type in said
            )
            if latest is not None and not free and at < latest - CLOCK_TOLERANCE_MS:
                self._blame("V10", f"record {body.seq}", "bears a time before that of an earlier record")
            latest = at

    # V13: the paper is the one that was recorded; it lists the seal and every exhibit with its hash, and no other.

    def _check_paper(self, paper_seal: str) -> None:
        paper = self._bodies.get(self._paper_record)
        if paper is None or paper.type != "print":
            if self._paper_record:  # else SEAL was blamed
                self._blame("V13", PAPER, "the record of its printing is not disclosed")
            return
        finished = [body.data for body in self._of("print.done") if body.data["print"] == paper.data["print"]]
        if [(each["sha256"], each["size"]) for each in finished] != [self._digests.get(self._shape.paper)]:
            self._blame("V13", PAPER, "is not the paper that was recorded")
        originals = {
            body.id: body.data["evidence"]["original"]["sha256"] for body in self._of("evidence.add")
        }
        wanted = {originals.get(each["evidence"], "") for each in paper.data["exhibits"]} - {""}
        if not self._files.has(self._shape.paper):
            return
        try:
            text = paper_text(self._files.read(self._shape.paper))
        except (ValueError, IndexError, KeyError, zlib.error, RecursionError):
            self._blame("V13", PAPER, "cannot be read as the PDF that it was")
            return
        shown = set(_REGISTERED.findall(text))
        if paper_seal and paper_seal not in "".join(text.split()):
            self._blame("V13", PAPER, "does not bear its seal")
        for digest in sorted(wanted - shown):
            self._blame("V13", PAPER, f"does not list the file with the SHA-256 {digest}")
        parts = {body.data["derivative"]["made"]["sha256"] for body in self._of("evidence.derive")}
        for digest in sorted(shown - wanted - parts):
            self._blame("V13", PAPER, f"lists a file that is no exhibit, with the SHA-256 {digest}")

    # V15: a journal that was put back from a copy, or saved from damage, says so.

    def _tell_forks(self) -> None:
        for body in self._bodies.values():
            if body.type in ("journal.restore", "journal.salvage"):
                self._notes.append(
                    f"From record {body.seq} on the journal continues from seal {body.data['continues_seal']} after"
                    f" record {body.data['continues_seq']}. Papers from after that record belong to another copy."
                )

    # V16: what was removed for good is named by the record that removed it, and is not here; nothing else is missing.

    def _check_removals(self) -> None:
        removed = 0
        for body in self._of("evidence.shred"):
            removed += len(body.data["bodies"])
            for seq in body.data["bodies"]:
                if not 0 < seq < body.seq:
                    self._blame("V16", f"record {body.seq}", f"removes record {seq}, which is not before it")
                elif seq in self._bodies:
                    self._blame("V16", f"record {seq}", f"is here although record {body.seq} removed it")
        if removed:
            self._notes.append(f"{removed} records were removed for good before this was handed over.")
        last = self._bodies.get(len(self._headers))
        if last is None or last.type != "export":
            self._blame("V6", BODIES, "does not end with the record of handing this over")
            return
        if last.data["disclosed"] != len(self._bodies):
            told = (
                f"{len(self._bodies)} records can be read here, and {last.data['disclosed']} were disclosed"
            )
            self._blame("V6", BODIES, told)
        if last.data["files"] != len(self._digests):
            told = (
                f"lists {len(self._digests)} files that are here, and {last.data['files']} were handed over"
            )
            self._blame("V1", CHECKSUMS, told)
        elif last.data["listing"] != listing(
            {name: digest for name, (digest, _) in self._digests.items()}, self._shape
        ):
            self._blame("V1", CHECKSUMS, "does not list the files that were handed over")

    # V11: every time from outside was put to a seal of this chain. V12: its stamp holds, and who vouches for it.

    def _check_anchors(self) -> bool:
        """Whether a time was put to a seal by somebody this computer trusts."""
        upto = 0
        for receipt in sorted(self._of("anchor.receipt")):
            asked = self._bodies.get(receipt.data["request"])
            if asked is None or asked.type != "anchor.request" or asked.seq >= receipt.seq:
                self._blame("V11", f"record {receipt.seq}", "answers no question before it")
                continue
            stamp = self._anchor_files(asked, receipt)
            if stamp is not None and self._holds(receipt, asked.data["checkpoint"]["seq"], *stamp):
                upto = max(upto, asked.data["checkpoint"]["seq"])
        newer = [
            body for body in self._bodies.values() if body.seq > upto and body.type.split(".")[0] in _TOLD
        ]
        if upto and newer:
            self._notes.append(
                f"Anchored up to record {upto} of {len(self._headers)}. {len(newer)} disclosed records came after."
            )
        return bool(upto) and not newer

    def _anchor_files(self, asked: Body, receipt: Body) -> tuple[bytes, bytes] | None:
        point = asked.data["checkpoint"]
        seq = point["seq"]
        if not 0 < seq < asked.seq or self._seals[seq - 1] != point["head"]:
            self._blame("V11", f"record {asked.seq}", "asks about a seal that is not in this chain")
            return None
        told = json.dumps(point, sort_keys=True, separators=(",", ":")) + "\n"
        wanted = {
            f"checkpoint-{seq}.json": told.encode(),
            f"answer-{seq}.tsr": _plain(receipt.data["answer"]),
        }
        for name, data in wanted.items():
            path = self._shape.anchor(name)
            if not self._files.has(path) or self._files.read(path) != data:
                self._blame("V11", f"{ANCHORS}/{name}", "is not what was recorded")
                return None
        point_file, answer_file = wanted.values()
        return point_file, answer_file

    def _holds(self, receipt: Body, number: int, point: bytes, answer: bytes) -> bool:
        chain = [_plain(each) for each in receipt.data["chain"]]
        who, at = receipt.data["authority"], _utc(receipt.data["time_ms"])
        missing = self._stamps.missing()
        if missing:
            self._notes.append(f"The time stamp of {who}, {at}, was not checked: {missing}.")
            return False
        moment = self._stamps.moment(answer)
        if not chain or not self._stamps.holds(point, answer, moment, chain[:-1], chain[-1]):
            if self._stamps.knows_today_alone:
                self._notes.append(
                    f"The time stamp of {who}, {at}, does not hold today; this openssl cannot tell of that day."
                )
                return False
            self._blame("V12", f"record {receipt.seq}", "the time stamp does not hold")
            return False
        if _utc(moment * 1000) != at:
            self._blame("V12", f"record {receipt.seq}", "the time stamp says another time")
            return False
        if self._stamps.holds(point, answer, moment, chain[:-1], None):
            self._notes.append(f"{who} confirmed the seal after record {number} at {at}.")
            return True
        root = hashlib.sha256(chain[-1]).hexdigest()
        self._notes.append(
            f"{who} confirmed the seal after record {number} at {at}, by a root certificate that this computer does not"
            f" know. Compare its SHA-256 with the one that the authority publishes: {root}"
        )
        return False


class _Stamps:
    """What openssl says of time stamps; without it nothing is said."""

    def __init__(self, roots: str) -> None:
        if roots and not Path(roots).is_file():
            raise Uncheckable(f"There are no certificates in {roots}.")
        known = [path for path in (roots, *_ROOTS_OF_SYSTEMS) if path and Path(path).is_file()]
        self._roots = str(Path(known[0]).resolve()) if known else ""
        self._openssl = shutil.which("openssl")
        self._is_libre: bool | None = None

    def missing(self) -> str:
        """What it takes to ask, and is not here; empty where nothing is missing."""
        if self._openssl is None:
            return "openssl is not here"
        try:
            tempfile.gettempdir()
        except OSError:
            return "there is no folder for what openssl reads"
        return ""

    @property
    def knows_today_alone(self) -> bool:
        """Whether keys that have ended since cannot be looked at as of the day they signed (LibreSSL)."""
        if self._is_libre is None:
            self._is_libre = self._run("version", within=".")[1].startswith("LibreSSL")
        return self._is_libre

    def holds(self, data: bytes, answer: bytes, moment: int, others: list[bytes], root: bytes | None) -> bool:
        """Whether the stamp is of the data, and was vouched for at that moment (in seconds since 1970) by that root,
        or by those this computer knows."""
        if root is None and not self._roots:
            return False
        with tempfile.TemporaryDirectory() as folder:
            between, top = Path(folder, "between.pem"), Path(folder, "root.pem")
            between.write_text("".join(map(_pem, others)))
            if root is not None:
                top.write_text(_pem(root))
            Path(folder, "data").write_bytes(data)
            Path(folder, "answer").write_bytes(answer)
            asked = ["ts", "-verify", "-data", "data", "-in", "answer"]
            asked += ["-CAfile", self._roots if root is None else top.name]
            # By its name alone, because openssl takes a blank in this path for the beginning of another.
            asked += ["-untrusted", between.name] if others else []
            asked += [] if self.knows_today_alone else ["-attime", str(moment)]
            return self._run(*asked, within=folder)[0] == 0

    def moment(self, answer: bytes) -> int:
        """The time a stamp says, in seconds since 1970; 0 where it says none."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "answer").write_bytes(answer)
            told = self._run("ts", "-reply", "-in", "answer", "-text", within=folder)[1]
        said = re.search(r"Time stamp: (.+?)(?:\.\d+)? (\d{4}) GMT", told)
        if said is None:
            return 0
        return calendar.timegm(time.strptime(f"{said.group(1)} {said.group(2)}", "%b %d %H:%M:%S %Y"))

    def _run(self, *asked: str, within: str) -> tuple[int, str]:
        environment = {"LC_ALL": "C", "PATH": os.environ.get("PATH", "")}
        told = subprocess.run(
            [self._openssl or "openssl", *asked],
            check=False,
            cwd=within,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return told.returncode, told.stdout.decode("utf-8", "replace")


def _plain(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def _pem(der: bytes) -> str:
    text = base64.encodebytes(der).decode("ascii")
    return f"-----BEGIN CERTIFICATE-----\n{text}-----END CERTIFICATE-----\n"


def _utc(milliseconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(milliseconds // 1000))


def listing(digests: Mapping[str, str], shape: Shape = IN_FOLDERS) -> str:
    """The SHA-256 of the list of files with theirs, but for the records, which name it themselves."""
    records = {shape.of(name) for name in (LOG, BODIES, SEAL)}
    lines = (f"{digest}  {name}\n" for name, digest in sorted(digests.items()) if name not in records)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


_TOLD = ("incident", "evidence", "actor", "milestone", "contact")
"""What a paper tells; the records of making it are always newer than any stamp."""

_BEGINNINGS = ("incident.create", "actor.create", "evidence.add", "milestone.create", "contact.create")


def _family(body: Body) -> str:
    return body.type.split(".")[0]


def _named_by(body: Body) -> list[str]:
    """The ids of other things that a record names."""
    data, found = body.data, []  # type: dict[str, Any], list[str]
    if "incident" in data:
        incident = data["incident"]
        found += [each["actor"] for each in incident["actors"]] + incident["evidence"]
        found += [each["contact"] for each in incident["passed_on"] if each["contact"]]
        found += [incident["notes_made_then"]] if incident["notes_made_then"] else []
    found += data["milestone"]["actors"] if "milestone" in data else []
    found += data.get("joined", ())
    found += [each["evidence"] for each in data.get("exhibits", ())]
    found += data["incidents"] if body.type == "print" else []
    return found


# Reading files.


def _split(data: bytes) -> list[bytes]:
    """Lines end with one newline and nothing else."""
    parts = data.split(b"\n")
    last = parts.pop()
    return [part + b"\n" for part in parts] + ([last] if last else [])


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _stays_inside(name: str) -> bool:
    parts = name.split("/")
    odd = any(letter in name for letter in '\\:*?"<>|') or any(ord(letter) < 32 for letter in name)
    return not odd and all(part not in ("", ".", "..") for part in parts)


# V2: RFC 8785 restricted to ASCII keys, strings, integers of 53 bits, booleans and null, and one newline.


def _canonical(line: bytes) -> dict[str, Any] | None:
    """The object a line holds, or None where it is not in canonical form."""
    try:
        value = json.loads(line.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        again = text.encode("utf-8") + b"\n"
        return value if isinstance(value, dict) and again == line and _is_plain(value) else None
    except (ValueError, RecursionError):
        return None


def _refuse(_text: str) -> None:
    raise ValueError


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(key.isascii() and _is_plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return not isinstance(value, int) or abs(value) <= LARGEST_INTEGER


def _is_header(header: dict[str, Any]) -> bool:
    return (
        header.keys() == {"body", "prev", "seq", "v"}
        and all(isinstance(header[name], str) and _HEX.fullmatch(header[name]) for name in ("body", "prev"))
        and type(header["seq"]) is int
        and type(header["v"]) is int
        and header["v"] == 1
    )


# V9: the fields of every type of record and version.

FIELDS = """
journal.create/1 journal:text instance:text
journal.restore/1 journal:text instance:text continues_seq:int continues_seal:text copy_made_ms:int
journal.salvage/1 journal:text instance:text continues_seq:int continues_seal:text gaps:Gap* bodies:int*
  files:text* numbers:RemovedIncident*
session.start/1 program:text system:text libraries:Library* tz:text boot_id:text
incident.create/1 incident:Incident
incident.amend/1 supersedes:int incident:Incident
incident.void/1 supersedes:int reason:text
incident.restore/1 supersedes:int
actor.create/1 actor:Actor
actor.amend/1 supersedes:int actor:Actor
actor.void/1 supersedes:int reason:text
actor.restore/1 supersedes:int
actor.join/1 joined:text* reason:text
actor.split/1 joined:text*
evidence.add/1 evidence:Evidence
evidence.amend/1 supersedes:int note:EvidenceNote
evidence.void/1 supersedes:int reason:text
evidence.restore/1 supersedes:int
evidence.derive/1 derivative:DerivativeBefore
evidence.derive/2 derivative:DerivativeWithCovers
evidence.derive/3 derivative:Derivative
evidence.shred/1 bodies:int* files:text* incidents:RemovedIncident* evidence:text* reason:text
private.write/1 note:PrivateNote
witness.write/1 contact:WitnessContact
person.write/1 person:Person
terms.write/1 terms:text*
milestone.create/1 milestone:Milestone
milestone.amend/1 supersedes:int milestone:Milestone
milestone.void/1 supersedes:int reason:text
milestone.restore/1 supersedes:int
contact.create/1 contact:Contact
contact.amend/1 supersedes:int contact:Contact
contact.void/1 supersedes:int reason:text
contact.restore/1 supersedes:int
exhibit.assign/1 exhibits:Exhibit*
print/1 print:text layout:text reader:text language:text paper:text incidents:text* exhibits:Exhibit*
print.done/1 print:text sha256:text size:int pages:int
print.locked/1 print:text sha256:text size:int
export/1 print:text reader:text form:text history:bool disclosed:int files:int listing:text
anchor.request/1 checkpoint:Checkpoint nonce:text carried:bool address:text
anchor.receipt/1 request:int answer:text chain:text* authority:text time_ms:int accuracy_ms:int
clock.step/1 by_ms:int
unlock.failed/1 tried_ms:int*
key.change/1 slot_kind:text change:text new_root:bool
key.alarm/1 found:text
backup.made/1 seq:int seal:text records:int files:int
verify/1 scope:text seq:int faults:int

Checkpoint head:text rec_utc:int seq:int
Gap first:int last:int
RemovedIncident incident:text number:int first:int
Library name:text version:text
Incident occurred:When noticed:When? headline:text description:text exact_words:text actors:Attribution*
  where:Where link:text account:Account message_id:text evidence:text* no_evidence:text how_many:HowMany
  known_by:KnownBy? told_by:text written_from:WrittenFrom notes_made_then:text? types:text* witnesses:Witness*
  nobody_saw:bool effect:Effect response:text appearance:text vehicle:Vehicle others_present:text
  passed_on:PassedOn* still_needed:Needed* starred:bool helper:text
When from:LocalTime? to:LocalTime? precision:Precision part:DayPart? source:TimeSource
LocalTime local:text tz:text off_min:int fold:int
Precision = exact | about | part | day | month | unknown
DayPart = night | morning | afternoon | evening
TimeSource = seen happening | shown on the page | from the file | told | memory
Attribution actor:text basis:Basis note:text
Basis = they said so | seen or heard | same account or number | wording or things only they know | the writer's
  belief
Where channel:text platform:text place:text
Account shown:text numeric_id:text
HowMany number:int about:bool
KnownBy = I saw or heard it | someone told me | a file or device shows it | I worked it out
WrittenFrom = memory | notes made then | the file itself
Witness name:text saw:text willing:Willing
Willing = yes | no | not asked
Effect words:text marks:EffectMark* paid_for:text
EffectMark = could not sleep | changed my way | missed work | saw a doctor | told someone | paid for
Vehicle registration:text make:text colour:text
PassedOn to:PassedTo contact:text?
PassedTo = platform | police | others
Needed what:text who_has_it:text until:text
Actor label:text standing:Standing names:text* relationship:text relationship_from:text relationship_to:text
  description:text vehicles:text* identifiers:Identifier* told_to_stop:text notes:text
Standing = known | suspected | unknown
Identifier kind:IdentifierKind seen:text normal:text platform:text numeric_id:text port:int? at_utc:text
  first_seen:text last_seen:text where_seen:text
IdentifierKind = e-mail | ip | phone | account | url | device | vehicle
Evidence original:Original file:text name:text safe_name:text acquired:LocalTime acquired_ms:int method:Method
  provenance:Provenance link:text content_date:When? note:text physical_original:text
Original sha256:text size:int media_type:text
Method = capture | paste | drop | file | import
Provenance window_title:text application:text screens:Screen* backend:text program:text system:text state:text
  boot_id:text boot_ms:int modified:text note:text
Screen name:text x:int y:int width:int height:int scale_percent:int
EvidenceNote link:text content_date:When? note:text physical_original:text
DerivativeBefore of:text kind:Derived made:Original file:text box:Box? program:text
DerivativeWithCovers of:text kind:Derived made:Original file:text box:Box? program:text covers:Box*
Derivative of:text kind:Derived made:Original file:text box:Box? program:text covers:Box* pages:CoveredPage*
CoveredPage number:int width:int height:int covers:Box*
Derived = chosen part | covered copy | text
Box x:int y:int width:int height:int
PrivateNote incident:text text:text
WitnessContact name:text address:text phone:text email:text note:text
Person name:text former_names:text accounts:text* safe_contact:text safe_time:text interpreter:text
  worries_most:text asks_for:text police_reference:text risks:Risk*
Risk question:text answer:RiskAnswer answered:text
RiskAnswer = yes | no | not sure
Milestone kind:MilestoneKind date:When actors:text* told_how:text court:text terms:text ends:text reference:text
  note:text
MilestoneKind = asked to stop | blocked | warned by police | order served | other
Contact when:When who:text organisation:text role:text reference:text said:text promised:text promised_by:text
  done:bool
Exhibit reference:text evidence:text
Recorded utc_ms:int off_min:int boot_ms:int session:text
"""
"""A line for each type and version, then one for each shape its fields have; `?` may be null, `*` is a list.

A shape with `=` is one of the texts that follow.
"""


def _read_fields() -> dict[str, Any]:
    shapes: dict[str, Any] = {}
    for line in FIELDS.replace("\n  ", " ").split("\n"):
        name, _, rest = line.partition(" ")
        if rest.startswith("= "):
            shapes[name] = tuple(rest[2:].split(" | "))
        elif name:
            shapes[name] = dict(field.split(":") for field in rest.split())
    return shapes


_SHAPES = _read_fields()


def _body_trouble(body: dict[str, Any]) -> str:
    """What is wrong with a body's form, in words; empty where nothing is."""
    if body.keys() != {"data", "id", "rec", "salt", "type", "v"}:
        return "the body lacks fields or has others"
    if not isinstance(body["salt"], str) or not _HEX.fullmatch(body["salt"]):
        return "its salt is missing"
    kind = "{}/{}".format(body["type"], body["v"])
    if (
        not isinstance(body["type"], str)
        or type(body["v"]) is not int
        or not isinstance(_SHAPES.get(kind), dict)
    ):
        return "is of a type or version that is not known"
    if not isinstance(body["id"], str):
        return "does not say what it is about"
    place = _misfit(body["data"], _SHAPES[kind], kind) or _misfit(body["rec"], _SHAPES["Recorded"], "rec")
    return f"has another form than its type promises at {place}" if place else ""


def _misfit(value: Any, shape: dict[str, str], place: str) -> str:
    """The first place where a value is not of that shape; empty where there is none."""
    if not isinstance(value, dict) or value.keys() != shape.keys():
        return place
    for field, kind in shape.items():
        found = _misfit_field(value[field], kind, f"{place}.{field}")
        if found:
            return found
    return ""


def _misfit_field(value: Any, kind: str, place: str) -> str:
    if kind.endswith("?"):
        return "" if value is None else _misfit_field(value, kind[:-1], place)
    if kind.endswith("*"):
        if not isinstance(value, list):
            return place
        return next(
            (found for each in value for found in [_misfit_field(each, kind[:-1], place)] if found), ""
        )
    plain = {"text": str, "int": int, "bool": bool}.get(kind)
    if plain is not None:
        return "" if type(value) is plain else place
    shape = _SHAPES[kind]
    if isinstance(shape, tuple):
        return "" if value in shape else place
    return _misfit(value, shape, place)


# V13: the text of the paper, as far as it takes to find 64 digits in a row.


def paper_text(data: bytes) -> str:
    """The text of every page of a PDF of the kind the program writes, piece after piece, a line each.

    Raises:
        ValueError, KeyError, IndexError, zlib.error: it is of another kind, or damaged.
    """
    objects = _pdf_objects(data)
    fonts: dict[bytes, dict[str, str]] = {}
    said: list[str] = []
    for form in objects.values():
        if not re.search(rb"/Type\s*/Page\b(?!s)", form.split(b"stream", 1)[0]):
            continue
        names = _page_fonts(objects, form)
        for reference in names.values():
            if reference not in fonts:
                fonts[reference] = _characters(objects, reference)
        contents = re.search(rb"/Contents\s+(\d+) 0 R", form)
        if contents is not None:
            said += _shown(_stream(objects[int(contents.group(1))]), {n: fonts[r] for n, r in names.items()})
    return "\n".join(said)


def _pdf_objects(data: bytes) -> dict[int, bytes]:
    """Every object by its number, by the table at the end."""
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    table = data[start:].split(b"trailer", 1)[0].split(b"\n")
    if table[0].strip() != b"xref":
        raise ValueError("no table")
    rows = [line.split() for line in table[2:] if len(line.split()) == 3]
    places = {number: int(row[0]) for number, row in enumerate(rows) if row[2] == b"n"}
    ends = sorted([*places.values(), start])
    following = dict(zip(ends, ends[1:]))
    return {number: data[at : following[at]] for number, at in places.items()}


def _stream(form: bytes) -> bytes:
    head, _, rest = form.partition(b"stream\n")
    body = rest[: rest.rindex(b"endstream")]
    if b"/FlateDecode" not in head:
        return body
    inflating = zlib.decompressobj()
    data = inflating.decompress(body, LARGEST_STREAM)
    if inflating.unconsumed_tail:
        raise ValueError("a stream larger than any of ours")
    return data


def _page_fonts(objects: dict[int, bytes], page: bytes) -> dict[str, bytes]:
    found = re.search(rb"/Font\s+(\d+) 0 R", page)
    entries = objects[int(found.group(1))] if found else page
    return {
        name.decode("latin-1"): number for name, number in re.findall(rb"/([^\s/<>]+)\s+(\d+) 0 R", entries)
    }


def _characters(objects: dict[int, bytes], number: bytes) -> dict[str, str]:
    """What the codes of a font stand for; nothing where it does not say."""
    form = objects.get(int(number), b"")
    found = re.search(rb"/ToUnicode\s+(\d+) 0 R", form)
    if found is None:
        return {}
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*\n", _stream(objects[int(found.group(1))]))
    return {
        code.decode().upper(): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for code, text in pairs
    }


def _shown(content: bytes, fonts: dict[str, dict[str, str]]) -> Iterable[str]:
    characters: dict[str, str] = {}
    for font, codes in re.findall(
        rb"/([^\s/<>\[\]]+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f\s]*)>(?=[^>]*?(?:Tj|TJ))", content
    ):
        if font:
            characters = fonts.get(font.decode("latin-1"), {})
        else:
            digits = codes.decode().upper()
            yield "".join(characters.get(digits[at : at + 4], "\ufffd") for at in range(0, len(digits), 4))


# Words first.

VERDICTS = {
    ANCHORED: "Intact and anchored. Nothing was changed; who confirmed which seal, and when, stands below.",
    ALTERED: "Altered or incomplete. This is not what was handed over, or not all of it:",
    NOT_ANCHORED: "Intact, and not anchored. Nothing was changed, unless all of it was made anew:\n"
    "compare the last seal with one that somebody else wrote down.",
    FILES_ONLY: "The files agree with the list that came along, which anyone can write. More is not shown.",
}

_MOST_SAID = 30
"""Faults that are said one by one: one line taken out can be seen in hundreds of places."""


def report(result: Result, say: Callable[[str], object] = print) -> None:
    """Say what was found, a line each."""
    say(VERDICTS[result.code])
    for fault in result.faults[:_MOST_SAID]:
        say(_readable(f"  {fault.check}  {fault.place}: {fault.text}"))
    if len(result.faults) > _MOST_SAID:
        say(f"  And in {len(result.faults) - _MOST_SAID} more places.")
    for note in result.notes:
        say(_readable(f"  Note: {note}"))
    say(f"{result.files} files. {result.records} records, of which {result.disclosed} can be read.")
    if result.paper_seal:
        say(f"Seal of the paper: {result.paper_seal}")
        say(f"Last seal, which stands for all of this: {result.last_seal}")


def _readable(text: str) -> str:
    """Nothing in a name moves the cursor, hides what stands there, or turns it around."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def main(arguments: list[str]) -> int:
    """Check the folder that is named, or the one this file lies in; returns the exit code.

    `--root FILE` names the certificates that may vouch for a time stamp, instead of those the system trusts.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    here, roots = Path(__file__).resolve().parent, ""
    if arguments[:1] == ["--root"]:
        roots, arguments = arguments[1] if len(arguments) > 1 else "", arguments[2:]
    own = here.parent if here.name == CHECKING else here
    beside = any((own / shape.of(CHECKSUMS)).is_file() for shape in (IN_FOLDERS, SIDE_BY_SIDE))
    top = Path(arguments[0]) if arguments else own if beside else Path.cwd()
    try:
        result = check(_of_any_length(top), roots=roots)
    except (Uncheckable, UnicodeError) as reason:
        print(f"Could not check: {_readable(str(reason))}")
        return UNCHECKED
    except Exception as reason:  # noqa: BLE001 (Python itself would end with 1, which says something else here)
        print(f"Could not check: this verifier failed. {_readable(repr(reason))}")
        return UNCHECKED
    report(result)
    return result.code


def _of_any_length(top: Path) -> Path:
    """Windows finds names of more than 259 letters, such as those of exhibits, only below a path that begins so."""
    whole = str(top.resolve())
    return Path("\\\\?\\" + whole) if os.name == "nt" and whole[1:3] == ":\\" else top


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
