"""Every promise has an id, and a test whose name begins with it; `grep -ri test_c08 tests` finds it.

R: nothing is lost. C: nobody reads it. L: it locks. N: it speaks to no network. H: what is hostile does no harm.
E: the record can be trusted. X: what is handed over holds nothing it should not. U: everyone can use it.
S: what it is made of is known.
"""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
PROMISED = {"r": 18, "c": 10, "l": 8, "n": 3, "h": 10, "e": 10, "x": 9, "u": 14, "s": 4}
"""How many there are of each letter, numbered from 01."""
MEASURED = {"r15": "bench"}
"""Promises of speed are measured, not asserted."""
_ID = re.compile(r"([a-z]\d\d)(?=_)")
_NAME = re.compile(r"test_((?:[a-z]\d\d_)+)")


def test_every_promise_has_a_test_that_names_it() -> None:
    promised = {
        f"{letter}{number:02}" for letter, count in PROMISED.items() for number in range(1, count + 1)
    }

    assert sorted(promised - MEASURED.keys() - _held()) == []
    assert all((TESTS / place).is_dir() for place in MEASURED.values())


def _held() -> set[str]:
    """The ids that stand at the beginning of the name of a test."""
    return {
        promise
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (name := _NAME.match(node.name.lower()))
        for promise in _ID.findall(name[1])
    }
