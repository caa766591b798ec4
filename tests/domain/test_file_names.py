"""A name from outside becomes one that is valid everywhere and deceives nobody."""

import ntpath
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.domain.file_names import LONGEST_BYTES, safe_file_name

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@settings(max_examples=500)
@given(names)
def test_h06_every_name_becomes_valid_on_every_system(name: str) -> None:
    check_is_valid(name)


@pytest.mark.long
@settings(max_examples=10_000)
@given(names)
def test_h06_ten_thousand_names_become_valid_on_every_system(name: str) -> None:
    check_is_valid(name)


def check_is_valid(name: str) -> None:
    safe = safe_file_name(name)

    assert 0 < len(safe.encode()) <= LONGEST_BYTES
    assert not set(safe) & set('<>:"|?*/\\\0')
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn") for letter in safe)
    assert safe == safe.strip(" .")
    assert ntpath.basename(safe) == safe
    assert not ntpath.isreserved(safe) if hasattr(ntpath, "isreserved") else True
    assert safe_file_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("photo.png", "photo.png"),
        ("../../etc/passwd", "etcpasswd"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("a:b.txt", "ab.txt"),
        ("  spaced   out .txt", "spaced out.txt"),
        ("...", "file"),
        ("", "file"),
        ("line\nbreak.txt", "linebreak.txt"),
        ("рисунок.jpg", "рисунок.jpg"),
        ("x" * 300 + ".jpeg", "x" * 95 + ".jpeg"),
        ("name.", "name"),
        (".hidden", "hidden"),
    ],
)
def test_known_names(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe
