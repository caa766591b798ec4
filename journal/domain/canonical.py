"""The one way a record is written down: RFC 8785 restricted to ASCII keys, strings, integers, booleans and null."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from journal.domain.errors import NotCanonical, TextRefused

Json: TypeAlias = "str | int | bool | None | Sequence[Json] | Mapping[str, Json]"

LARGEST_INTEGER = 2**53 - 1
"""Beyond this, readers that hold numbers as IEEE doubles would read another number (RFC 8785 §3.2.2.3)."""


def dumps(value: Json) -> bytes:
    """Return the canonical bytes of `value`, ended by one newline; they are stored, hashed and disclosed as they are.

    Raises:
        TextRefused: a text holds a lone surrogate.
        NotCanonical: the value holds something outside the restricted set.
    """
    _refuse_foreign(value, "$")
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8") + b"\n"


def loads(data: bytes) -> dict[str, Json]:
    """Read canonical bytes back, refusing every other spelling of the same value.

    Raises:
        NotCanonical: the bytes are not the canonical form of an object.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as reason:
        raise NotCanonical("not JSON") from reason
    if not isinstance(value, dict):
        raise NotCanonical("not an object")
    try:
        again = dumps(value)
    except TextRefused as reason:
        raise NotCanonical("a lone surrogate") from reason
    if again != data:
        raise NotCanonical("another spelling")
    return value


def _refuse_foreign(value: Json, place: str) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _refuse_surrogates(value, place)
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise NotCanonical(f"{place}: an integer beyond 2^53-1")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical(f"{place}: a key that is not ASCII")
            _refuse_foreign(inner, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            _refuse_foreign(inner, f"{place}[{at}]")
    else:
        raise NotCanonical(f"{place}: a {type(value).__name__}")


def _refuse_surrogates(text: str, place: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as reason:
        raise TextRefused(place) from reason
