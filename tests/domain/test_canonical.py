"""One value has one spelling, the one RFC 8785 gives it."""

import json

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.domain.canonical import LARGEST_INTEGER, dumps, loads
from journal.domain.errors import NotCanonical, TextRefused

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
keys = st.text(st.characters(max_codepoint=127), max_size=10)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.slow
@settings(max_examples=100)
@given(st.dictionaries(keys, values, max_size=6))
def test_e01_canonical_bytes_are_those_of_rfc8785_and_read_back(value: dict[str, object]) -> None:
    data = dumps(value)  # type: ignore[arg-type]  # every example is JSON

    assert data == rfc8785.dumps(value) + b"\n"  # type: ignore[arg-type]
    assert loads(data) == value


@pytest.mark.long
@settings(max_examples=20_000)
@given(st.dictionaries(keys, values, max_size=6))
def test_e01_the_same_for_twenty_thousand_values(value: dict[str, object]) -> None:
    assert dumps(value) == rfc8785.dumps(value) + b"\n"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "spelling",
    [
        b"{}",
        b"{ }\n",
        b'{"a":1,"a":1}\n',
        b'{"b":1,"a":1}\n',
        b'{"a": 1}\n',
        b'{"a":1.0}\n',
        b'{"a":1e3}\n',
        b'{"a":"\\u0041"}\n',
        b'{"a":"\\/"}\n',
        b'{"a":NaN}\n',
        b'{"a":9007199254740993}\n',
        b'{"\xc3\xa9":1}\n',
        b'{"a":"\\ud800"}\n',
        b"[1]\n",
        b"1\n",
        b"{}\n\n",
        b"\xef\xbb\xbf{}\n",
        b"",
        b"\xff\n",
        b"[" * 100_000,
    ],
)
def test_every_other_spelling_is_refused(spelling: bytes) -> None:
    with pytest.raises(NotCanonical):
        loads(spelling)


def test_what_has_no_place_in_a_record_is_refused() -> None:
    for foreign in (1.5, {"é": 1}, {"a": 2**53}, {"a": b"bytes"}, {"a": {1, 2}}):
        with pytest.raises(NotCanonical):
            dumps(foreign)  # type: ignore[arg-type]
    with pytest.raises(TextRefused) as caught:
        dumps({"a": {"b": ["fine", "\ud83d"]}})
    assert caught.value.place == "$.a.b[1]"


def test_text_is_kept_as_it_was_typed_even_if_other_spellings_look_the_same() -> None:
    composed, apart = dumps({"a": "é"}), dumps({"a": "e\u0301"})

    assert composed != apart
    assert json.loads(apart)["a"] == "e\u0301"
