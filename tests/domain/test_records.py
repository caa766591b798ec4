"""Every record type is written and read back as it was, and nothing else is read as one."""

from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain import records as r
from journal.domain.canonical import dumps, loads
from journal.domain.chain import (
    GENESIS,
    UPCASTERS,
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
from journal.domain.ids import SessionId, is_id, new_id
from tests.fakes import seeded
from tests.samples import incident

REC = r.Recorded(1_700_000_000_000, 60, 5, SessionId("S"))


def any_value(wanted: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Examples of a type as records use it."""
    wanted = getattr(wanted, "__supertype__", wanted)
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return st.one_of(*(any_value(choice, depth) for choice in get_args(wanted)))
    if origin is tuple:
        return st.lists(any_value(get_args(wanted)[0], depth + 1), max_size=2).map(tuple)
    if wanted is type(None):
        return st.none()
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return st.sampled_from(list(wanted))
    if is_dataclass(wanted):
        hints = get_type_hints(wanted)
        named = {field.name: any_value(hints[field.name], depth + 1) for field in fields(wanted)}
        return st.builds(cast("type[Any]", wanted), **named)
    return {
        str: st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        int: st.integers(-(2**53) + 1, 2**53 - 1),
        bool: st.booleans(),
    }[wanted]


@pytest.mark.parametrize("kind", r.TYPES.values(), ids=lambda kind: kind.name)
def test_every_record_type_reads_back_as_it_was_written(kind: type[r.Record]) -> None:
    @given(any_value(kind))
    def reads_back(record: r.Record) -> None:
        body = read_body(write_body(record, "A" * 26, REC, seeded(1)))

        assert (body.record, body.id, body.rec) == (record, "A" * 26, REC)

    reads_back()


def test_names_are_unique_and_versions_begin_at_one() -> None:
    assert len(r.TYPES) == len(get_args(r.Record))
    assert all(kind.version >= 1 for kind in r.TYPES.values())
    for kind in r.TYPES.values():
        assert all((kind.name, older) in UPCASTERS for older in range(1, kind.version))


def test_a_body_of_a_newer_program_is_told_apart_from_a_broken_one() -> None:
    body = loads(write_body(r.IncidentVoided(1), "A" * 26, REC, seeded(1)))

    with pytest.raises(UnknownRecord):
        read_body(dumps(body | {"v": 2}))
    with pytest.raises(UnknownRecord):
        read_body(dumps(body | {"type": "incident.sing"}))
    for broken in (
        body | {"data": {"supersedes": "1", "reason": ""}},
        body | {"data": {"supersedes": 1}},
        body | {"data": {"supersedes": 1, "reason": "", "more": 1}},
        body | {"data": {"supersedes": True, "reason": ""}},
        body | {"extra": 1},
        body | {"salt": 5},
        body | {"v": "1"},
    ):
        with pytest.raises(ShapeFault):
            read_body(dumps(broken))
    with pytest.raises(NotCanonical):
        read_body(b"\0")


def test_two_equal_bodies_have_different_hashes_by_their_salt() -> None:
    draw = seeded(1)

    one, two = (write_body(r.IncidentCreated(incident()), "A" * 26, REC, draw) for _ in range(2))

    assert digest(one) != digest(two)


def a_chain(length: int) -> tuple[list[bytes], list[bytes]]:
    headers: list[bytes] = []
    bodies: list[bytes] = []
    prev = GENESIS
    for seq in range(1, length + 1):
        bodies.append(
            write_body(r.IncidentCreated(incident(f"{seq}")), new_id(seeded(seq)), REC, seeded(seq))
        )
        headers.append(write_header(bodies[-1], prev, seq))
        prev = digest(headers[-1])
    return headers, bodies


def test_a_whole_chain_has_no_fault() -> None:
    headers, bodies = a_chain(20)

    assert list(check_links(headers)) == []
    assert all(
        check_body(read_header(header), body) is None for header, body in zip(headers, bodies, strict=True)
    )


@given(st.data())
def test_every_single_change_to_a_chain_is_found(data: st.DataObject) -> None:
    headers, bodies = a_chain(8)
    at = data.draw(st.integers(0, 7))
    change = data.draw(st.sampled_from(["flip", "delete", "swap", "duplicate", "renumber", "other body"]))
    if change == "flip":
        place = data.draw(st.integers(0, len(headers[at]) - 1))
        headers[at] = headers[at][:place] + bytes([headers[at][place] ^ 1]) + headers[at][place + 1 :]
    elif change == "delete":
        # Taking the last one off is what only a seal held elsewhere can show.
        del headers[min(at, 6)]
    elif change == "swap":
        first = min(at, 6)
        headers[first], headers[first + 1] = headers[first + 1], headers[first]
    elif change == "duplicate":
        headers.insert(at, headers[at])
    elif change == "renumber":
        header = read_header(headers[at])
        headers[at] = dumps({"body": header.body, "prev": header.prev, "seq": header.seq + 1, "v": 1})
    else:
        assert check_body(read_header(headers[at]), bodies[(at + 1) % 8]) is not None
        return

    faults = list(check_links(headers))

    # A changed last header still links backwards; its own body then no longer matches, or its seal.
    last_flipped = change == "flip" and at == 7
    assert faults or last_flipped
    if last_flipped and not faults:
        header = read_header(headers[7])
        assert check_body(header, bodies[7]) or digest(headers[7]) != digest(a_chain(8)[0][7])


def test_faults_say_where_and_which_rule() -> None:
    headers, _ = a_chain(4)
    del headers[1]

    assert list(check_links(headers)) == [
        ChainFault(2, "V3", "number 3"),
        ChainFault(2, "V4", "the link to the record before does not match"),
    ]


def test_a_header_of_a_newer_program_is_told() -> None:
    headers, _ = a_chain(1)

    with pytest.raises(UnknownRecord):
        read_header(dumps(loads(headers[0]) | {"v": 2}))


def test_ids_are_26_letters_that_stand_for_128_bits() -> None:
    assert new_id(bytes) == "0" * 26
    assert new_id(lambda count: b"\xff" * count) == "7" + "Z" * 25
    assert is_id(new_id(seeded(1)))
    assert not is_id("8" + "Z" * 25)
    assert not is_id("I" * 26)
    assert replace(REC, boot_ms=6) != REC
