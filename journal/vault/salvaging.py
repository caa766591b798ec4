"""Finding everything that can still be read in damaged databases, page by page, and how much of the chain it makes.

Nothing is opened, nothing is changed: files are read as they lie there. A page counts only if it is the one that was
written at its place. Records count by their hashes, whichever page they were found on.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from journal.domain.canonical import Json
from journal.domain.ids import is_id
from journal.sealing.database_pages import FIRST_BYTES, PAGE_BYTES, PageKey
from journal.vault.errors import JournalNewer
from journal.vault.migrations import current_version
from journal.vault.page_rows import Row, rows_on
from journal.vault.schema import APPLICATION_ID
from journal.vault.write_ahead_log import Frame, Log

Progress = Callable[[int, int], bool]
"""Told the pages done and the pages there are; False stops."""

_HEADER_BEGINS = b'{"body":"'
_BODY_BEGINS = b'{"data":'
_SIZE_AT, _VERSION_AT, _APPLICATION_AT = 28, 60, 68
_KEY_BYTES = 32


@dataclass
class Damage:
    """What is wrong with one database: pages that are not what was written, pages that are not there, spoilt frames."""

    pages: list[int] = field(default_factory=list)
    cut_pages: int = 0
    frames: int = 0
    read: int = 0


@dataclass(frozen=True)
class State:
    """What the lists showed of one thing: the newest of its records, and its data. Not covered by the chain."""

    seq: int
    data: dict[str, Json]
    voided: bool = False
    note: dict[str, Json] | None = None
    number: int = 0
    first: int = 0


@dataclass
class Found:
    """Everything found in one or more databases, the first one counting most.

    `headers` and `bodies` hold every version of a record's bytes by number. `told` says of a record what kind it was
    and what about, `states` what the lists showed, by kind and id; both only from pages that are in force.
    """

    headers: dict[int, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[int, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    inbox_keys: dict[bytes, tuple[bytes, int]] = field(default_factory=dict)
    shredded: dict[int, int] = field(default_factory=dict)
    told: dict[int, tuple[str, str, int]] = field(default_factory=dict)
    states: dict[tuple[str, str], State] = field(default_factory=dict)
    private: dict[str, tuple[int, str]] = field(default_factory=dict)
    exhibits: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    drafts: dict[str, tuple[Any, ...]] = field(default_factory=dict)


def search(
    database: Path,
    first_page: Path | None,
    key: PageKey,
    found: Found,
    progress: Progress,
    *,
    is_copy: bool = False,
) -> Damage:
    """Read every page of a database and of its log into `found`; what was found before counts more.

    Of a copy made earlier only that counts which never changes once it is written.

    Raises:
        JournalNewer: a newer program wrote it; its tables mean something else.
        OSError: a file cannot be read at all.
    """
    pages = _Pages(database, key)
    _refuse_newer(pages, first_page, key)
    damage = Damage(cut_pages=pages.missing(), frames=pages.spoilt_frames())
    for number in range(1, pages.count + 1):
        whole = False
        for content in pages.versions(number):
            _take(content, number, pages.current, found, in_force=not (whole or is_copy))
            whole = True
        damage.read += whole
        if not whole:
            damage.pages.append(number)
        if not progress(number, pages.count):
            break
    return damage


def opens_a_page(database: Path, key: PageKey) -> bool:
    """Whether the key opens any page of a database or its log."""
    pages = _Pages(database, key)
    return any(pages.current(number) is not None for number in range(1, pages.count + 1))


class _Pages:
    """The pages of one database with its log: for each number every version that is whole, the one in force first."""

    def __init__(self, database: Path, key: PageKey) -> None:
        self._key = key
        self._data = database.read_bytes() if database.exists() else b""
        self._log = Log.beside(database, PAGE_BYTES)
        self._frames: dict[int, list[Frame]] = defaultdict(list)
        for frame in self._log.frames():
            self._frames[frame.page].append(frame)
        self._in_file = len(self._data) // PAGE_BYTES
        # A page number in a spoilt frame can be anything.
        sensible = [number for number in self._frames if any(self._of_frames(number))]
        self.count = max([self._in_file, *sensible])

    def versions(self, number: int) -> Iterator[bytes]:
        """Every whole version of a page, the newest first."""
        yield from self._of_frames(number)
        content = self._key.open(number, self._data[(number - 1) * PAGE_BYTES : number * PAGE_BYTES])
        if content is not None:
            yield content

    def current(self, number: int) -> bytes | None:
        """The version in force, as far as it can be had."""
        return next(self.versions(number), None)

    def spoilt_frames(self) -> int:
        """How many frames of the log hold no page as it was written."""
        return sum(
            not self._key.is_whole(frame.page, self._log.page_at(frame))
            for frames in self._frames.values()
            for frame in frames
        )

    def missing(self) -> int:
        """How many pages the database had that are not in the file any more, as far as its first page says."""
        first = self.current(1)
        said = int.from_bytes(first[_SIZE_AT : _SIZE_AT + 4], "big") if first else 0
        return max(0, said - self.count)

    def _of_frames(self, number: int) -> Iterator[bytes]:
        for frame in reversed(self._frames.get(number, [])):
            content = self._key.open(number, self._log.page_at(frame))
            if content is not None:
                yield content


def _refuse_newer(pages: _Pages, first_page: Path | None, key: PageKey) -> None:
    first = pages.current(1)
    if first is None and first_page is not None and first_page.exists():
        first = key.open(1, first_page.read_bytes()[:PAGE_BYTES])
    if first is None or not first.startswith(FIRST_BYTES):
        return
    version = int.from_bytes(first[_VERSION_AT : _VERSION_AT + 4], "big")
    application = int.from_bytes(first[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if application == APPLICATION_ID and version > current_version():
        raise JournalNewer(version)


def _take(
    content: bytes, number: int, other: Callable[[int], bytes | None], found: Found, *, in_force: bool
) -> None:
    for row in rows_on(content, number, other):
        _take_kept(row, found)
        if in_force:
            _take_shown(row, found)


def _take_kept(row: Row, found: Found) -> None:
    """What never changes once it is written, so that an older version of its page is as good as the newest."""
    match row.values:
        case (None, bytes(text)) if row.number is not None and row.number > 0:
            if text.startswith(_HEADER_BEGINS):
                _add(found.headers[row.number], text)
            elif text.startswith(_BODY_BEGINS):
                _add(found.bodies[row.number], text)
        case (str(name), bytes(key), int(seq)) if row.number is None and len(key) == _KEY_BYTES:
            found.keys.setdefault(name, (key, seq))
        case (None, str(kind), str(subject), int(utc_ms)) if row.number:
            found.told.setdefault(row.number, (kind, subject, utc_ms))
        case (int(seq), bytes(key), str(name)) if row.number is None and len(key) == _KEY_BYTES:
            found.keys.setdefault(name, (key, seq))
        case (bytes(public), bytes(private), int(seq)) if len(public) == len(private) == _KEY_BYTES:
            found.inbox_keys.setdefault(public, (private, seq))


def _take_shown(row: Row, found: Found) -> None:
    """What changes: only the page that is in force says how it is."""
    match row.values:
        case (None, int(by_seq)) if row.number:
            found.shredded.setdefault(row.number, by_seq)
        # Links from incidents to people and files have the same shape; they end in a name of ours.
        case (str(incident), int(seq), str(text)) if is_id(incident) and not is_id(text):
            found.private.setdefault(incident, (seq, text))
        case (str(reference), str(evidence), int(seq), int(at)) if row.number is None:
            found.exhibits.setdefault(reference, (evidence, seq, at))
        case (str(subject), _, _, str(_data), str(_note), int(_saved)) if row.number is None:
            found.drafts.setdefault(subject, row.values)
        case _:
            _take_state(row, found)


def _take_state(row: Row, found: Found) -> None:
    match row.values:
        case (None, str(subject), int(first), int(seq), _, _, _, int(voided), _, _, _, _, _, _, str(data)):
            number = row.number or 0
            _show(found, "incident", subject, data, State(seq, {}, bool(voided), None, number, first))
        case (str(subject), int(_), int(seq), int(_), int(voided), int(_), str(data), str(note)):
            _show(found, "evidence", subject, data, State(seq, {}, bool(voided), _object(note)))
        case (str(subject), int(seq), int(voided), str(_stands_for), str(_label), str(data)):
            _show(found, "actor", subject, data, State(seq, {}, bool(voided)))
        case (str(subject), int(seq), int(voided), int(_), str(data)) if is_id(subject):
            _show(found, "milestone or contact", subject, data, State(seq, {}, bool(voided)))
        case (None, int(seq), str(data)):
            _show(found, "person", "person", data, State(seq, {}))
        case (str(name), int(seq), str(data)) if not is_id(name):
            _show(found, "witness", name, data, State(seq, {}))


def _show(found: Found, kind: str, subject: str, data: str, state: State) -> None:
    value = _object(data)
    if value is not None:
        found.states.setdefault((kind, subject), replace(state, data=value))


def _object(text: str) -> dict[str, Json] | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _add(versions: list[bytes], text: bytes) -> None:
    if text not in versions:
        versions.append(text)


def numbers(found: Found) -> Iterable[int]:
    """Every record number that anything in the databases speaks of."""
    return {*found.headers, *found.bodies, *found.told, *(seq for _, seq in found.keys.values())}
