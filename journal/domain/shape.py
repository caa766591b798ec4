"""Frozen dataclasses to JSON objects and back, strictly: every field is written, and none may be missing or foreign."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from journal.domain.canonical import Json
from journal.domain.errors import ShapeFault

Value = TypeVar("Value")


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
    found: Value = _read(wanted, data, where)
    return found


def _read(wanted: Any, data: Json, where: str) -> Any:
    if isinstance(wanted, NewType):
        return _read(wanted.__supertype__, data, where)
    origin = get_origin(wanted)
    if origin is Union or origin is types.UnionType:
        return _read_optional(wanted, data, where)
    if origin is tuple:
        return _read_tuple(wanted, data, where)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return _read_enum(wanted, data, where)
    if is_dataclass(wanted):
        return _read_dataclass(wanted, data, where)
    if type(data) is wanted:
        return data
    raise ShapeFault(where, f"{type(data).__name__} where {getattr(wanted, '__name__', wanted)} belongs")


def _read_optional(wanted: Any, data: Json, where: str) -> Any:
    choices = [choice for choice in get_args(wanted) if choice is not type(None)]
    if data is None and len(choices) < len(get_args(wanted)):
        return None
    if len(choices) != 1:
        raise TypeError(f"{wanted} is more than an optional value")
    return _read(choices[0], data, where)


def _read_tuple(wanted: Any, data: Json, where: str) -> tuple[Any, ...]:
    inner, *rest = get_args(wanted)
    if rest != [...]:
        raise TypeError(f"{wanted} is not a tuple of any length")
    if not isinstance(data, list):
        raise ShapeFault(where, f"{type(data).__name__} where a list belongs")
    return tuple(_read(inner, item, f"{where}[{at}]") for at, item in enumerate(data))


def _read_enum(wanted: type[StrEnum], data: Json, where: str) -> StrEnum:
    try:
        return wanted(str(data))
    except ValueError as reason:
        raise ShapeFault(where, f"{data!r:.40} is no {wanted.__name__}") from reason


def _read_dataclass(wanted: Any, data: Json, where: str) -> Any:
    if not isinstance(data, Mapping):
        raise ShapeFault(where, f"{type(data).__name__} where an object belongs")
    shape = _shape(wanted)
    foreign = data.keys() - shape.keys()
    missing = shape.keys() - data.keys()
    if foreign or missing:
        raise ShapeFault(where, f"missing {sorted(missing)}, foreign {sorted(foreign)}")
    return wanted(**{name: _read(kind, data[key], f"{where}.{key}") for key, (name, kind) in shape.items()})


@cache
def _shape(wanted: Any) -> dict[str, tuple[str, Any]]:
    hints = get_type_hints(wanted)
    return {field.name.rstrip("_"): (field.name, hints[field.name]) for field in fields(wanted)}
