"""The verifier that travels: it stands alone, runs on old Pythons, and knows every form a record can have."""

import ast
import inspect
import sys
import types
import typing
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, NewType, get_args, get_origin, get_type_hints

import pytest

from journal.domain import canonical
from journal.domain.errors import NotCanonical
from journal.domain.records import TYPES, Recorded
from journal.report import verifier

SOURCE = inspect.getsource(verifier)


def told(kind: Any, shapes: dict[str, Any]) -> str:
    """How the verifier writes the kind of a field; shapes it needs are added."""
    if isinstance(kind, NewType):
        return told(kind.__supertype__, shapes)
    if kind in (str, int, bool):
        return {str: "text", int: "int", bool: "bool"}[kind]
    if get_origin(kind) in (types.UnionType, typing.Union):
        (inner,) = [choice for choice in get_args(kind) if choice is not type(None)]
        return f"{told(inner, shapes)}?"
    if get_origin(kind) is tuple:
        return f"{told(get_args(kind)[0], shapes)}*"
    if kind.__name__ not in shapes:
        if issubclass(kind, StrEnum):
            shapes[kind.__name__] = tuple(each.value for each in kind)
        else:
            shapes[kind.__name__] = {}
            shapes[kind.__name__] |= shape(kind, shapes)
    name: str = kind.__name__
    return name


def shape(kind: Any, shapes: dict[str, Any]) -> dict[str, str]:
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    return {field.name.rstrip("_"): told(hints[field.name], shapes) for field in fields(kind)}


def test_it_knows_every_type_of_record_and_every_field() -> None:
    shapes: dict[str, Any] = {}
    for name, kind in TYPES.items():
        shapes[f"{name}/{kind.version}"] = shape(kind, shapes)
    shapes["Recorded"] = shape(Recorded, shapes)

    known = verifier._read_fields()

    assert {name: known.get(name) for name in shapes} == shapes


def test_it_knows_what_was_derived_before_places_could_be_covered() -> None:
    before = {
        "box": None,
        "file": "f",
        "kind": "chosen part",
        "made": {"media_type": "image/png", "sha256": "0", "size": 1},
        "of": "E",
        "program": "",
    }
    box = {"height": 1, "width": 1, "x": 0, "y": 0}
    then = {**before, "covers": [box]}
    now = {**then, "pages": [{"covers": [box], "height": 9, "number": 1, "width": 9}]}

    def trouble(version: int, derivative: object) -> str:
        rec = {"boot_ms": 0, "off_min": 0, "session": "S", "utc_ms": 0}
        data = {"derivative": derivative}
        body = {
            "data": data,
            "id": "D",
            "rec": rec,
            "salt": "0" * 64,
            "type": "evidence.derive",
            "v": version,
        }
        return verifier._body_trouble(body)

    assert trouble(1, before) == trouble(2, then) == trouble(3, now) == ""
    assert trouble(1, then).startswith("has another form")
    assert trouble(2, before).startswith("has another form")
    assert trouble(2, now).startswith("has another form")
    assert trouble(3, then).startswith("has another form")


def test_it_stands_alone_and_speaks_a_python_that_old_computers_have() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= {*sys.stdlib_module_names}
    assert not imported & {"socket", "urllib", "http", "ssl", "ctypes"}
    assert SOURCE.count("subprocess.run(") == 1  # openssl, for time stamps


@pytest.mark.parametrize(
    ("line", "fine"),
    [
        (b'{"a":"\xc3\xa9","b":[1,null,true]}\n', True),
        (b'{"b":1,"a":2}\n', False),
        (b'{"a":1.0}\n', False),
        (b'{"a":1e3}\n', False),
        (b'{"a":NaN}\n', False),
        (b'{"a":1,"a":1}\n', False),
        (b'{"a": 1}\n', False),
        (b'{"a":1}', False),
        (b'{"a":"\\u00e9"}\n', False),
        (b'{"\xc3\xa9":1}\n', False),
        (b'{"a":9007199254740992}\n', False),
        (b'{"a":"\\ud800"}\n', False),
        (b'{"a":"\xed\xa0\x80"}\n', False),
        (b"[1]\n", False),
        (b"\n", False),
        (b"[" * 100_000 + b"\n", False),
    ],
)
def test_one_spelling_of_a_line_is_right_and_the_program_says_the_same(line: bytes, fine: bool) -> None:
    assert (verifier._canonical(line) is not None) is fine
    try:
        canonical.loads(line)
    except NotCanonical:
        same = False
    else:
        same = line.endswith(b"\n")
    assert same is fine
