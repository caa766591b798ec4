"""Where lines and letters end, by Unicode's own tests (version 15.0, from Debian's package unicode-data)."""

import lzma
import re
import time
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal.report import breaking

DATA = Path(__file__).parent / "unicode"

# Since then a hyphen before a word stays with it (LB20a) and one in a Hebrew word ends no more than others (LB21a), a
# point or comma stays with the number after it (LB15c, LB25), and what stands in quotes is held by context (LB15a, b).
CHANGED_SINCE = re.compile(r"^(\u0308? ?-|.*[,.] ?\u0308?[0-9]|.*\"\u0308? |.*[«»]|.*\u05d0-\u05d0)|^-")
SCISSORS = "\u2701\u200d\u2701"
"""Scissors have since ceased to be a picture that others are joined to."""


def test_every_line_break_test_of_unicode_passes_but_for_rules_changed_since() -> None:
    differing = [text for text, wanted in _cases("LineBreakTest.txt") if breaking.rule_ends(text) != wanted]

    assert [text for text in differing if not CHANGED_SINCE.match(text)] == []
    assert len(differing) < 40


def test_every_grapheme_test_of_unicode_passes_but_for_one_changed_since() -> None:
    differing = [
        text
        for text, wanted in _cases("GraphemeBreakTest.txt")
        if list(accumulate(map(len, regex.findall(r"\X", text)))) != wanted
    ]

    assert differing == [SCISSORS]


_PLAIN_WORDS = st.lists(
    st.text("abcXYZ019éßя.,:;!?'’()…\u00a0+-\u2212·–", min_size=1, max_size=8)
    | st.sampled_from(("21:14\u00a0+1:00", "21:14:05\u00a0-3:30,", "·", "–", "no.", "end…")),
    max_size=8,
).map(" ".join)


@settings(max_examples=500)
@given(_PLAIN_WORDS)
def test_plain_words_are_parted_as_the_rules_part_them(text: str) -> None:
    assert breaking.parts(text) == _by_rule(text)


@pytest.mark.parametrize("reference", ["ML/2", "EX/14", "M/1000", "ÉŁ/7"])
def test_the_reference_of_an_exhibit_is_never_parted(reference: str) -> None:
    said = f"I produce it as exhibit {reference}."

    assert [part for part, _ in breaking.parts(said)][-1] == f"{reference}."


def test_an_address_is_still_parted_at_its_strokes() -> None:
    assert len(breaking.parts("https://studionotes.example/river/abc/4471/de")) > 1


def test_a_long_text_that_is_plain_but_for_its_end_is_parted_at_once() -> None:
    text = "He wrote, again: no. " * 20_000 + "—"

    begun = time.process_time()
    found = breaking.parts(text)

    assert len(found) == 80_001
    assert time.process_time() - begun < 5


@given(st.text(max_size=80))
@example("a\ud800 b\udfff")
@example("a\x00b \x00")
def test_the_parts_of_a_text_are_the_text(text: str) -> None:
    assert "".join(word + gap for word, gap in breaking.parts(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_no_letter_is_parted_from_its_marks(text: str) -> None:
    ends = set(accumulate(len(word) + len(gap) for word, gap in breaking.parts(text)))

    assert all(
        not _is_mark(text[end]) for end in ends if 0 < end < len(text) and text[end - 1] not in " \u200b"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ฉันรู้ว่าคุณอยู่ที่ไหนและจะไปหาคุณ", "ฉัน รู้ ว่า คุณ อยู่ ที่ไหน และ จะ ไป หา คุณ"),
        ("မင်းဘယ်မှာနေကျွန်တော်သိတယ်", "မင်း ဘယ် မှာ နေ ကျွန်တော် သိ တယ်"),
        ("ខ្ញុំដឹងថាអ្នករស់នៅទីណា", "ខ្ញុំ ដឹង ថា អ្នក រស់នៅ ទីណា"),
        ("ຂ້ອຍຮູ້ວ່າເຈົ້າຢູ່ໃສ", "ຂ້ອຍ ຮູ້ວ່າ ເຈົ້າ ຢູ່ໃສ"),
        ("ཁྱེད་རང་གང་དུ་", "ཁྱེད་ རང་ གང་ དུ་"),
    ],
)
def test_what_has_no_spaces_is_parted_between_words(text: str, words: str) -> None:
    assert [word for word, _gap in breaking.parts(text)] == words.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a well-known -30 thing", ["a", "well-", "known", "-30", "thing"]),
        ("Ça va ? « Oui » dit-il.", ["Ça", "va ?", "« Oui »", "dit-", "il."]),
        ("他说：“你好，世界。”(abc)", ["他", "说：", "“你", "好，", "世", "界。”(abc)"]),
        ("キャッシュ・フロー", ["キャッ", "シュ・", "フ", "ロー"]),
        ("나는 네가 어디 사는지 알아", ["나는", "네가", "어디", "사는지", "알아"]),
        (
            "see studionotes.example/2026/river?page=4",
            ["see", "studionotes.example/", "2026/", "river?", "page=4"],
        ),
        ("12\u00a0h and 5\u202f%", ["12\u00a0h", "and", "5\u202f%"]),
        ("  two  spaces", ["", "two", "spaces"]),
    ],
)
def test_lines_end_where_readers_of_each_script_expect_it(text: str, words: list[str]) -> None:
    assert [word for word, _gap in breaking.parts(text)] == words


def _by_rule(text: str) -> list[breaking.Part]:
    starts = [0, *breaking.rule_ends(text)]
    pieces = [text[start:end] for start, end in pairwise(starts)]
    return [(piece.rstrip(" "), piece[len(piece.rstrip(" ")) :]) for piece in pieces]


def _is_mark(character: str) -> bool:
    return regex.match(r"[\p{Mn}\p{Me}]", character) is not None


def _cases(name: str) -> Iterator[tuple[str, list[int]]]:
    with lzma.open(DATA / f"{name}.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            text, ends = "", list[int]()
            for sign in line.split():
                if sign == "÷":
                    ends.append(len(text))
                elif sign != "×":
                    text += chr(int(sign, 16))
            yield text, [end for end in ends if end]
