"""Frozen dataclasses to JSON objects and back, strictly: every field is written, and none may be missing or foreign."""

import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from journal.domain.canonical import Json
from journal.domain.errors import ShapeFault

Value = TypeVar("Value")
_Reader = Callable[[Any], Any]

_OFTEN_SAID, _MOST_SAID = 24, 4_096
"""How long a text may be, and of how many, for it to be kept once and not with every record that says it."""


def to_json(value: object) -> Json:
    """Return a value made of dataclasses, tuples, enums, strings, integers, booleans and None as JSON.

    A field named with a trailing underscore (`from_`) is written without it.
    """
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, tuple):
        return [to_json(inner) for inner in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): to_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no place in a record")


def from_json(wanted: type[Value], data: Json, where: str = "$") -> Value:
    """Return the value of type `wanted` that `to_json` wrote as `data`.

    Raises:
        ShapeFault: a field is missing, foreign, or of another type.
    """
    kind: Any = wanted
    try:
        found: Value = _reader(kind)(data)
    except _Misfit as fault:
        raise ShapeFault(f"{where}{fault.path}", fault.reason) from fault.__cause__
    return found


class _Misfit(Exception):
    """Something of the wrong shape; the path to it grows on the way out."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


@cache
def _reader(wanted: Any) -> _Reader:
    """What reads a type: worked out once, because a long log reads it a hundred thousand times."""
    if isinstance(wanted, NewType):
        return _reader(wanted.__supertype__)
    origin = get_origin(wanted)
    if origin is Union or origin is types.UnionType:
        return _optional_reader(wanted)
    if origin is tuple:
        return _tuple_reader(wanted)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return _enum_reader(wanted)
    if is_dataclass(wanted):
        return _dataclass_reader(wanted)
    return _plain_reader(wanted)


def _plain_reader(wanted: Any) -> _Reader:
    def read(data: Any) -> Any:
        if type(data) is wanted:
            return _same(data) if wanted is str and len(data) <= _OFTEN_SAID else data
        raise _Misfit("", f"{type(data).__name__} where {getattr(wanted, '__name__', wanted)} belongs")

    return read


@lru_cache(_MOST_SAID)
def _same(text: str) -> str:
    """One object for what many records say, such as the zone of the clock."""
    return text


def _optional_reader(wanted: Any) -> _Reader:
    choices = [choice for choice in get_args(wanted) if choice is not type(None)]
    may_be_none = len(choices) < len(get_args(wanted))
    if len(choices) != 1:
        raise TypeError(f"{wanted} is more than an optional value")
    inner = _reader(choices[0])
    return lambda data: None if data is None and may_be_none else inner(data)


def _tuple_reader(wanted: Any) -> _Reader:
    inner, *rest = get_args(wanted)
    if rest != [...]:
        raise TypeError(f"{wanted} is not a tuple of any length")
    read_item = _reader(inner)

    def read(data: Any) -> Any:
        if not isinstance(data, list):
            raise _Misfit("", f"{type(data).__name__} where a list belongs")
        found: list[Any] = []
        try:
            found.extend(map(read_item, data))
        except _Misfit as fault:
            raise _Misfit(f"[{len(found)}]{fault.path}", fault.reason) from fault.__cause__
        return tuple(found)

    return read


def _enum_reader(wanted: type[StrEnum]) -> _Reader:
    known = {each.value: each for each in wanted}

    def read(data: Any) -> Any:
        found = known.get(data) if isinstance(data, str) else None
        if found is None:
            raise _Misfit("", f"{data!r:.40} is no {wanted.__name__}")
        return found

    return read


def _dataclass_reader(wanted: Any) -> _Reader:
    hints = get_type_hints(wanted)
    parts = [(each.name.rstrip("_"), _reader(hints[each.name])) for each in fields(wanted)]
    count = len(parts)
    usual = _usual(wanted)
    left_empty = to_json(usual)

    def read(data: Any) -> Any:
        if usual is not None and data == left_empty:
            return usual
        if not isinstance(data, dict) or len(data) != count:
            raise _unlike(data, parts)
        try:
            return wanted(*[reader(data[key]) for key, reader in parts])
        except (_Misfit, KeyError) as fault:
            raise _unlike(data, parts) from fault.__cause__

    return read


def _usual(wanted: Any) -> Any:
    """The value of a type in which nothing was said, one for all who say nothing; None where it is not only words.

    Where there are numbers in it, JSON that is equal need not be of the same types.
    """
    try:
        usual = wanted()
    except TypeError:
        return None
    values = [getattr(usual, each.name) for each in fields(wanted)]
    return usual if all(isinstance(value, str) or value in ((), None) for value in values) else None


def _unlike(data: Any, parts: Sequence[tuple[str, _Reader]]) -> _Misfit:
    """What is wrong with an object that could not be read, looked for once more from the beginning."""
    if not isinstance(data, dict):
        return _Misfit("", f"{type(data).__name__} where an object belongs")
    keys = {key for key, _ in parts}
    if data.keys() != keys:
        missing, foreign = sorted(keys - data.keys()), sorted(data.keys() - keys)
        return _Misfit("", f"missing {missing}, foreign {foreign}")
    for key, reader in parts:
        try:
            reader(data[key])
        except _Misfit as fault:
            return _Misfit(f".{key}{fault.path}", fault.reason)
    raise AssertionError("it can be read")
