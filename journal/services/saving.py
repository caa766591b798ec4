"""Saving a paper as one file, whole or not at all, under a password if one is wished."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from journal.domain.handing_over import Form
from journal.sealing.errors import disk_error
from journal.services.laying_out import private_file, reach_disk, tell_time
from journal.services.outputs import Outputs
from journal.services.printing import Paper
from journal.under_password.password import is_usable

_CHUNK = 1 << 20


def can_be_password(typed: str) -> bool:
    """Whether every program that opens such files takes it whole."""
    return is_usable(typed)


@dataclass(frozen=True)
class Saved:
    """What was written: where, its pages and bytes, and whether it opens with a password alone."""

    place: Path
    pages: int
    size: int
    locked: bool


def save_paper(
    outputs: Outputs, paper: Paper, target: Path, password: str = "", form: Form = Form.PAPER
) -> Saved:
    """Write the PDF where the person wants it, readable for them alone; a file of that name is replaced.

    With a password nothing that can be read is ever written, and the copy has a record by which it is known again.

    Raises:
        PaperNotSearched: the other person may see it, and it was only made to be looked at.
        InsideJournal: that is in the journal's own folder.
        DiskFull, DiskFailed: nothing was left there.
    """
    paper.assure_searched()
    pending = outputs.begin(target, form, readable=not password)
    try:
        with private_file(pending.part) as file:
            if password:
                _lock(paper, file, password)
            else:
                for chunk in paper.chunks():
                    file.write(chunk)
            reach_disk(file)
            sha256, size = _digest(file) if password else (paper.sha256, paper.size)
        if password and paper.printed is not None:
            outputs.record_locked(paper.printed, sha256, size)
        tell_time(pending.part, paper.file_time)
        place = pending.finish(sha256, size)
    except BaseException as error:
        pending.give_up()
        if isinstance(error, OSError):
            raise disk_error(error, "save") from error
        raise
    return Saved(place, paper.pages, size, bool(password))


def _lock(paper: Paper, file: BinaryIO, password: str) -> None:
    # Loaded when it is needed: it takes as long as a part of the start of the window.
    from journal.under_password.pdf import put_under_password  # noqa: PLC0415

    with paper.open() as source:
        put_under_password(source, file, password)


def _digest(file: BinaryIO) -> tuple[str, int]:
    hasher = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        hasher.update(chunk)
    return hasher.hexdigest(), file.tell()
