"""The append-only chain: headers that link by SHA-256, bodies that hold the words, and what checking them finds."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from journal.domain.canonical import Json, dumps, loads
from journal.domain.errors import NotCanonical, ShapeFault, UnknownRecord
from journal.domain.ids import Randomness
from journal.domain.records import TYPES, Record, Recorded
from journal.domain.shape import from_json, to_json

GENESIS = "0" * 64
"""What the first header names as the one before it."""

SALT_BYTES = 32
HEADER_VERSION = 1

Upcaster = Callable[[dict[str, Json]], dict[str, Json]]


def _with_covers(data: dict[str, Json]) -> dict[str, Json]:
    """Nothing was covered in what was derived before that could be said."""
    derivative = data.get("derivative")
    if not isinstance(derivative, dict) or "covers" in derivative:
        raise ShapeFault("$.data.derivative", "not the form of version 1")
    return {**data, "derivative": {**derivative, "covers": []}}


def _with_pages(data: dict[str, Json]) -> dict[str, Json]:
    """Before version 3 no document was covered page by page."""
    derivative = data.get("derivative")
    if not isinstance(derivative, dict) or "covers" not in derivative or "pages" in derivative:
        raise ShapeFault("$.data.derivative", "not the form of version 2")
    return {**data, "derivative": {**derivative, "pages": []}}


UPCASTERS: dict[tuple[str, int], Upcaster] = {
    ("evidence.derive", 1): _with_covers,
    ("evidence.derive", 2): _with_pages,
}
"""How data of an older version of a type becomes data of the next one; records themselves are never rewritten."""


@dataclass(frozen=True)
class Header:
    """A link of the chain; safe to show to anyone."""

    body: str
    prev: str
    seq: int
    v: int = HEADER_VERSION


@dataclass(frozen=True)
class Body:
    """What a record says: the value, the thing it is about, and when it was written."""

    record: Record
    id: str
    rec: Recorded
    salt: str


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def write_body(record: Record, subject: str, rec: Recorded, randomness: Randomness) -> bytes:
    """Return the body's exact bytes; its random salt keeps a header from revealing a short text.

    Raises:
        TextRefused: a text cannot be stored as UTF-8.
    """
    return dumps(
        {
            "data": to_json(record),
            "id": subject,
            "rec": to_json(rec),
            "salt": randomness(SALT_BYTES).hex(),
            "type": record.name,
            "v": record.version,
        }
    )


def read_body(data: bytes) -> Body:
    """Read a body's bytes.

    Raises:
        NotCanonical: the bytes are not canonical.
        ShapeFault: they lack what their type and version promise.
        UnknownRecord: a newer program wrote them.
    """
    found = loads(data)
    if found.keys() != {"data", "id", "rec", "salt", "type", "v"}:
        raise ShapeFault("$", f"fields {sorted(found)}")
    subject, salt, content = found["id"], found["salt"], found["data"]
    if not isinstance(subject, str) or not isinstance(salt, str) or not isinstance(content, dict):
        raise ShapeFault("$", "id, salt or data of another type")
    record = _read_record(found["type"], found["v"], content)
    return Body(record, subject, from_json(Recorded, found["rec"], "$.rec"), salt)


def _read_record(name: Json, version: Json, data: dict[str, Json]) -> Record:
    if not isinstance(name, str) or type(version) is not int:
        raise ShapeFault("$", "type or v of another type")
    kind = TYPES.get(name)
    if kind is None or version > kind.version:
        raise UnknownRecord(name, version)
    for older in range(version, kind.version):
        data = UPCASTERS[name, older](data)
    record: Record = from_json(kind, data, "$.data")
    return record


def write_header(body: bytes, prev: str, seq: int) -> bytes:
    """Return the header that links `body` behind the record whose seal is `prev`."""
    return dumps({"body": digest(body), "prev": prev, "seq": seq, "v": HEADER_VERSION})


def read_header(data: bytes) -> Header:
    """Read a header's bytes.

    Raises:
        NotCanonical: the bytes are not canonical.
        ShapeFault: they are no header.
        UnknownRecord: a newer program wrote it.
    """
    header = from_json(Header, loads(data))
    if header.v != HEADER_VERSION:
        raise UnknownRecord("header", header.v)
    return header


@dataclass(frozen=True)
class ChainFault:
    """One thing that is wrong with a chain; `check` is the number of the rule (V2 … V6) in the verifier."""

    seq: int
    check: str
    detail: str


def check_links(headers: Iterable[bytes]) -> Iterator[ChainFault]:
    """Check canonical bytes (V2), numbers 1..n (V3) and every link (V4); yield each fault found.

    After a number that is wrong the count goes on from there: one hole is one fault.
    """
    prev, expected = GENESIS, 0
    for data in headers:
        expected += 1
        try:
            header = read_header(data)
        except (NotCanonical, ShapeFault, UnknownRecord) as fault:
            yield ChainFault(expected, "V2", str(fault))
        else:
            if header.seq != expected:
                yield ChainFault(expected, "V3", f"number {header.seq}")
            if header.prev != prev:
                yield ChainFault(expected, "V4", "the link to the record before does not match")
            expected = max(expected, header.seq)
        prev = digest(data)


def check_body(header: Header, body: bytes) -> ChainFault | None:
    """Check that a body is the one its header names (V6)."""
    if digest(body) != header.body:
        return ChainFault(header.seq, "V6", "the body does not match its header")
    return None
