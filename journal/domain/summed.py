"""What was added up, as JSON and back: counters, sets and lists in dataclasses, by the types of their fields."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NewType, TypeVar, get_args, get_origin, get_type_hints

from journal.domain.canonical import Json

Value = TypeVar("Value")
_Reader = Callable[[Any], Any]


def written(value: Any) -> Json:
    """What can be read again as the same type; a dataclass becomes a list of its fields, a mapping one of its items.

    Whatever has no order is put in one, so that equal values are written as equal.
    """
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return [written(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Mapping):
        return [written(each) for item in value.items() for each in item]
    return [written(each) for each in (sorted(value) if isinstance(value, set) else value)]


def read(kind: type[Value], data: Json) -> Value:
    """The value of a type that was written as that."""
    wanted: Any = kind
    found: Value = _reader(wanted)(data)
    return found


def form(kind: Any) -> str:
    """How a type is written: what was written as another form cannot be read as this one."""
    if isinstance(kind, NewType):
        return form(kind.__supertype__)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return f"({', '.join(f'{each.name} {form(hints[each.name])}' for each in fields(kind))})"
    inner = ", ".join(form(each) for each in get_args(kind) if each is not ...)
    name = getattr(get_origin(kind) or kind, "__name__", str(kind))
    return f"{name}[{inner}]" if inner else str(name)


@cache
def _reader(kind: Any) -> _Reader:
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = [_reader(hints[each.name]) for each in fields(kind)]
        made: Any = kind
        return lambda data: made(*[read(each) for read, each in zip(readers, data, strict=True)])
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[-1] is not ...:
        return tuple  # of whole numbers and texts
    if origin in (list, set, tuple):
        each = _reader(inner[0])
        return lambda data: origin(map(each, data))
    if origin in (dict, Counter):
        key, each = _reader(inner[0]), _reader(int if origin is Counter else inner[1])
        return lambda data: origin(dict(zip(map(key, data[::2]), map(each, data[1::2]), strict=True)))
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum) else _same


def _same(data: Any) -> Any:
    return data
