"""Handing over: everything decrypted, hashed, written, checked, beside only decrypting, hashing and copying.

And how long those who receive it wait for the shell script that checks it.
"""

import hashlib
import os
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path

from journal.domain.evidence import Method
from journal.domain.handing_over import Form, Parcel
from journal.domain.moments import When, at_instant, exact
from journal.domain.printing import PrintWish, Reader
from journal.domain.reading import Wanted
from journal.report import verifier
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.secret import FileKey
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.bench.case import Case, Figures, Goal, Line, Sizes, step
from tests.bench.journals import build, built, opened
from tests.bench.memory import watched

_MIB = 1 << 20
_EACH_MIB = 16
_SMALL, _PICTURES = 20, 2
_RATIO = 0.7
_CHECKED_IN = 5.0
_DAY_MS = 1_767_225_600_000


def cases(sizes: Sizes) -> tuple[Case, ...]:
    """As a folder, as files for a form, and as one archive, whose password takes more passes over every byte."""
    handed = tuple(
        Case(
            f"hand over {title} with files of {sizes.handed_mib:,} MiB",
            "decrypting, SHA-256 and copying the same files in one run, fsync each",
            step(ours, mib=sizes.handed_mib, form=form.value, password=password),
            step(theirs, mib=sizes.handed_mib),
            (
                Line("speed", "MB/s", "speed", "speed", goal),
                Line("processor time", "s", "processor", "processor"),
            ),
            (
                step(build, incidents=_SMALL, pictures=_PICTURES),
                step(fill, mib=sizes.handed_mib),
                # Whoever writes so much first waits for the system to find the memory it is kept in on its way.
                step(theirs, mib=sizes.handed_mib),
            ),
            3,
        )
        for title, form, password, goal in (
            ("a folder", Form.FOLDER, "", Goal(ratio_at_least=_RATIO)),
            ("files for a form", Form.FLAT, "", Goal(ratio_at_least=_RATIO)),
            ("a locked archive", Form.FOLDER, "six plain words", None),
        )
    )
    records = sizes.paper_incidents
    check = Case(
        f"check a folder with the records of {records:,} incidents by verify.sh",
        "nothing else does this",
        step(by_shell, incidents=records),
        None,
        (Line("time", "s", "seconds", goal=Goal(below=_CHECKED_IN)),),
        (
            step(build, incidents=records, pictures=_PICTURES),
            step(hand_over, incidents=records),
        ),
    )
    return (*handed, check)


def fill(work: Path, mib: int) -> Figures:
    """One entry with files of random bytes, 16 MiB each."""
    journal = opened(built(work, _SMALL, _PICTURES).folder)
    try:
        names = range(max(1, mib // _EACH_MIB))
        size = min(mib, _EACH_MIB) * _MIB
        kept = [
            journal.add_bytes(os.urandom(size), f"{name}.bin", Method.FILE).result().evidence[0]
            for name in names
        ]
        draft = journal.start_draft(None, kept).result()
        happened: When = exact(at_instant(_DAY_MS, "UTC"))
        told = replace(draft.incident, occurred=happened, headline="all of it", evidence=tuple(kept))
        journal.keep_draft(replace(draft, incident=told)).result()
        journal.settle(draft.id).result()
    finally:
        journal.close()
    return {}


def ours(work: Path, mib: int, form: str, password: str) -> Figures:
    """`Paperwork.hand_over`, the paper set and everything checked."""
    journal = opened(built(work, _SMALL, _PICTURES).folder)
    target = work / "handed over"
    try:
        with watched() as memory:
            begun, busy = time.perf_counter(), time.process_time()
            made = journal.paperwork.hand_over(
                PrintWish(Reader.POLICE), Parcel(Form(form), password=password), target, Wording(), _on
            ).result()
            seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    finally:
        journal.close()
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    return {"speed": [made.size / 1e6 / seconds], "processor": [busy], **memory}


def theirs(work: Path, mib: int) -> Figures:
    """The least there is to do for each file, one after the other, and nothing around it."""
    journal = opened(built(work, _SMALL, _PICTURES).folder)
    try:
        files = [(path, journal.pictures._key_of(path.name)) for path in _files(journal)]
    finally:
        journal.close()
    target, copied = work / "copies", 0
    target.mkdir()
    with watched() as memory:
        begun, busy = time.perf_counter(), time.process_time()
        for path, key in files:
            hasher = hashlib.sha256()
            with SealedReader(path, FileKey(key)) as reader, (target / path.name).open("wb") as file:
                for chunk in reader.chunks():
                    hasher.update(chunk)
                    file.write(chunk)
                    copied += len(chunk)
                file.flush()
                os.fsync(file.fileno())
        seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    shutil.rmtree(target)
    return {"speed": [copied / 1e6 / seconds], "processor": [busy], **memory}


def hand_over(work: Path, incidents: int) -> Figures:
    """The folder that is checked."""
    journal = opened(built(work, incidents, _PICTURES).folder)
    try:
        journal.paperwork.hand_over(
            PrintWish(Reader.POLICE), Parcel(), _handed(work, incidents), Wording(), _on
        ).result()
    finally:
        journal.close()
    return {}


def by_shell(work: Path, incidents: int) -> Figures:
    """The script that went along."""
    handed = _handed(work, incidents)
    begun = time.perf_counter()
    told = subprocess.run(["sh", "3 For checking/verify.sh.txt"], cwd=handed, stdout=subprocess.DEVNULL)
    if told.returncode != verifier.NOT_ANCHORED:
        raise RuntimeError(told.returncode)
    return {"seconds": [time.perf_counter() - begun]}


def _handed(work: Path, incidents: int) -> Path:
    return work / f"handed-{incidents}"


def _files(journal: Journal) -> list[Path]:
    where = journal._parts.folder.media_file
    names = {
        piece.evidence.file: None
        for key in journal.timeline(Wanted()).result().keys
        for piece in journal.entry(key.id).result().pieces
    }
    return [where(name) for name in names]


def _on(_done: int, _of: int) -> bool:
    return True
