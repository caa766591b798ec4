"""Reading rows off single database pages, without the tree that leads to them: SQLite's file format, as published.

Only what is written in a page's own list of cells is read, never what lies between them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "int | float | str | bytes | None"
OtherPage: TypeAlias = Callable[[int], bytes | None]
"""The content of another page by its number, or None where it cannot be read."""

_TABLE_LEAF = 0x0D
_INDEX_LEAF = 0x0A
_INDEX_INTERIOR = 0x02
_FIRST_HEADER = 100
_LEAF_HEADER = 8
_INTERIOR_HEADER = 12
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Row:
    """One row: the number of a table's row, or None in a table that is kept by its primary key."""

    number: int | None
    values: tuple[Value, ...]


class _Torn(Exception):
    """A cell does not hold what its own first bytes say."""


def rows_on(page: bytes, number: int, other: OtherPage) -> Iterator[Row]:
    """Every row that begins on a page of a table; nothing for pages of other kinds. A torn cell is passed over.

    `page` is its content without what is reserved for the cipher; long rows go on in other pages.
    """
    at = _FIRST_HEADER if number == 1 else 0
    kind = page[at]
    if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
        return
    cells = at + (_INTERIOR_HEADER if kind == _INDEX_INTERIOR else _LEAF_HEADER)
    count = min(int.from_bytes(page[at + 3 : at + 5], "big"), (len(page) - cells) // 2)
    for index in range(count):
        place = int.from_bytes(page[cells + 2 * index : cells + 2 * index + 2], "big")
        try:
            yield _row(page, place, kind, other)
        except _Torn:
            continue


def _row(page: bytes, at: int, kind: int, other: OtherPage) -> Row:
    if kind == _INDEX_INTERIOR:
        at += 4
    size, at = _varint(page, at)
    row_number = None
    if kind == _TABLE_LEAF:
        row_number, at = _varint(page, at)
    return Row(row_number, _values(_payload(page, at, size, kind, other)))


def _payload(page: bytes, at: int, size: int, kind: int, other: OtherPage) -> bytes:
    if size > _MOST_BYTES:
        raise _Torn
    usable = len(page)
    most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return _cut(page, at, size)
    least = (usable - 12) * 32 // 255 - 23
    local = least + (size - least) % (usable - 4)
    if local > most:
        local = least
    first = int.from_bytes(_cut(page, at + local, 4), "big")
    return _cut(page, at, local) + _overflow(first, size - local, other)


def _overflow(number: int, size: int, other: OtherPage) -> bytes:
    parts: list[bytes] = []
    been: set[int] = set()
    while size > 0:
        page = other(number) if number not in been else None
        if page is None:
            raise _Torn
        been.add(number)
        parts.append(page[4 : 4 + size])
        size -= len(parts[-1])
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _values(record: bytes) -> tuple[Value, ...]:
    header_size, at = _varint(record, 0)
    place = header_size
    values: list[Value] = []
    while at < header_size:
        kind, at = _varint(record, at)
        value, place = _value(record, place, kind)
        values.append(value)
    return tuple(values)


def _value(record: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], at
    if kind in _INTEGER_SIZES:
        size = _INTEGER_SIZES[kind]
        return int.from_bytes(_cut(record, at, size), "big", signed=True), at + size
    if kind < 12:
        return None, at + 8  # a fraction: no column of ours has one
    size = (kind - 12) // 2
    data = _cut(record, at, size)
    if kind % 2 == 0:
        return data, at + size
    try:
        return data.decode("utf-8"), at + size
    except UnicodeDecodeError as reason:
        raise _Torn from reason


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        octet = _cut(data, at + index, 1)[0]
        value = value << 7 | octet & 0x7F
        if octet < 0x80:
            return value, at + index + 1
    value = value << 8 | _cut(data, at + 8, 1)[0]
    return value - (1 << 64) if value >= 1 << 63 else value, at + 9


def _cut(data: bytes, at: int, size: int) -> bytes:
    part = data[at : at + size]
    if len(part) != size or at < 0 or size < 0:
        raise _Torn
    return part
