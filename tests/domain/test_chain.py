"""What a stranger's tool rests on: the exact bytes of headers and bodies, and the exact faults that checking names."""

import hashlib
import json

import pytest

from journal.domain import records as r
from journal.domain.canonical import dumps, loads
from journal.domain.chain import (
    GENESIS,
    ChainFault,
    check_body,
    check_links,
    digest,
    read_body,
    read_header,
    write_body,
    write_header,
)
from journal.domain.errors import NotCanonical, ShapeFault, UnknownRecord
from journal.domain.ids import SessionId
from tests.samples import incident

REC = r.Recorded(1_795_345_200_000, 60, 5, SessionId("S" * 26))
BODY = write_body(r.IncidentCreated(incident("A")), "A" * 26, REC, bytes)


def linked(*bodies: bytes) -> list[bytes]:
    headers: list[bytes] = []
    for seq, body in enumerate(bodies, start=1):
        headers.append(write_header(body, digest(headers[-1]) if headers else GENESIS, seq))
    return headers


def changed(written: bytes, /, **fields: object) -> bytes:
    return dumps({**loads(written), **fields})  # type: ignore[dict-item]  # values that have no place there, too


def test_the_first_header_is_what_is_written_here() -> None:
    body = hashlib.sha256(BODY).hexdigest()

    assert write_header(BODY, GENESIS, 1) == (
        b'{"body":"' + body.encode() + b'","prev":"' + b"0" * 64 + b'","seq":1,"v":1}\n'
    )


def test_a_body_has_six_fields_and_a_salt_of_32_bytes() -> None:
    found = json.loads(
        write_body(r.IncidentCreated(incident("A")), "A" * 26, REC, lambda count: b"\xab" * count)
    )

    assert sorted(found) == ["data", "id", "rec", "salt", "type", "v"]
    assert (found["id"], found["salt"], found["type"], found["v"]) == (
        "A" * 26,
        "ab" * 32,
        "incident.create",
        1,
    )
    assert found["rec"]["utc_ms"] == 1_795_345_200_000


def test_what_was_written_is_read_back() -> None:
    body, header = read_body(BODY), read_header(write_header(BODY, "a" * 64, 7))

    assert (body.record, body.id, body.rec, body.salt) == (
        r.IncidentCreated(incident("A")),
        "A" * 26,
        REC,
        "00" * 32,
    )
    assert (header.body, header.prev, header.seq, header.v) == (digest(BODY), "a" * 64, 7, 1)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (BODY[:-1], NotCanonical),
        (b" " + BODY, NotCanonical),
        (changed(BODY, more=1), ShapeFault),
        (changed(BODY, id=1), ShapeFault),
        (changed(BODY, salt=None), ShapeFault),
        (changed(BODY, data=[]), ShapeFault),
        (changed(BODY, rec={}), ShapeFault),
        (changed(BODY, type=1), ShapeFault),
        (changed(BODY, v="1"), ShapeFault),
        (changed(BODY, v=True), ShapeFault),
        (changed(BODY, data={}), ShapeFault),
        (changed(BODY, type="incident.future"), UnknownRecord),
        (changed(BODY, v=99), UnknownRecord),
    ],
)
def test_what_is_no_body_is_told_by_its_class(wrong: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_body(wrong)


@pytest.mark.parametrize("missing", ["data", "id", "rec", "salt", "type", "v"])
def test_a_body_that_lacks_a_field_is_none(missing: str) -> None:
    held = dict(loads(BODY))
    del held[missing]

    with pytest.raises(ShapeFault):
        read_body(dumps(held))


def test_a_newer_record_is_named_with_its_version() -> None:
    with pytest.raises(UnknownRecord) as raised:
        read_body(changed(BODY, v=99))

    assert raised.value.args == ("incident.create", 99)


def test_every_rule_of_the_links_has_its_number() -> None:
    headers = linked(BODY, BODY, BODY, BODY)

    assert list(check_links(headers)) == []
    assert list(check_links([])) == []
    assert [fault.check for fault in check_links([headers[0], b"{}\n", *headers[2:]])] == ["V2", "V4"]
    assert list(check_links(headers[1:])) == [
        ChainFault(1, "V3", "number 2"),
        ChainFault(1, "V4", "the link to the record before does not match"),
    ]
    assert list(check_links([headers[0], changed(headers[1], prev="b" * 64)])) == [
        ChainFault(2, "V4", "the link to the record before does not match")
    ]
    assert [(fault.seq, fault.check) for fault in check_links([headers[0], headers[0]])] == [
        (2, "V3"),
        (2, "V4"),
    ]
    assert [
        (fault.seq, fault.check)
        for fault in check_links([*headers[:2], changed(headers[2], v=2), headers[3]])
    ] == [
        (3, "V2"),
        (4, "V4"),
    ]


def test_after_a_hole_the_count_goes_on_from_what_is_there() -> None:
    headers = linked(*[BODY] * 6)

    assert [(fault.seq, fault.check) for fault in check_links([*headers[:1], *headers[3:]])] == [
        (2, "V3"),
        (2, "V4"),
    ]


def test_a_body_is_the_one_its_header_names_or_a_fault_of_that_record() -> None:
    header = read_header(write_header(BODY, GENESIS, 5))

    assert check_body(header, BODY) is None
    assert check_body(header, changed(BODY, id="B" * 26)) == ChainFault(
        5, "V6", "the body does not match its header"
    )
