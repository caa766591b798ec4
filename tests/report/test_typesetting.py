"""Lines of text: nothing is lost, nothing is wider than it may be, nothing is broken where it would hurt."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.report import strips, typefaces
from journal.report.line_filling import Filling, Unit, filled_with_words
from journal.report.shaping import Span
from journal.report.typesetting import Line, Style, Typesetter
from tests.report.logs import FONTS
from tests.report.reading_back import as_printed, comparable

FACES = typefaces.load(FONTS)
STYLE = Style(10, 14)


def _lines(text: str, width: float = 150.0, style: Style = STYLE) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in Typesetter(FACES).lines(text, style, width)]


def _width(line: Line) -> float:
    return sum(span.width for span in line.spans) * line.style.size / 1000


@given(st.text(max_size=400), st.floats(40, 500), st.booleans())
def test_every_character_is_set_and_no_line_is_too_wide(text: str, width: float, bold: bool) -> None:
    style = Style(10, 14, bold)

    lines = Typesetter(FACES).lines(text, style, width)

    assert all(_width(line) <= width + 0.01 or len(line.spans) == 1 for line in lines)
    assert all(abs(_width(line) - line.width) < 0.01 for line in lines)
    printed = comparable("".join(span.text for line in lines for span in line.spans))
    assert Counter(printed) == Counter(as_printed(text, FACES))
    if not any(span.level for line in lines for span in line.spans):
        assert printed == as_printed(text, FACES)


@given(st.lists(st.text("abcXYZ09éя.,", min_size=1, max_size=9), min_size=1, max_size=30), st.floats(20, 300))
def test_plain_words_are_filled_as_all_others_are(words: list[str], width: float) -> None:
    room = width * 1000 / STYLE.size
    filling = Filling(room)
    gap = Unit((), FACES.plain.width(" "))
    full: list[list[Unit]] = []
    for word in words:
        full += filling.take(Unit((Span(FACES.plain, word, 0),), FACES.plain.width(word)))
        filling.leave(gap)
    usual = [sum(unit.width for unit in line) for line in (*full, filling.taken)]

    filled = filled_with_words(words, {each: FACES.plain.width(each) for each in (" ", *words)}, room)

    if all(FACES.plain.width(word) <= room for word in words):
        assert " ".join(line for line, _width in filled) == " ".join(words)
        assert [width for _line, width in filled] == pytest.approx(usual)
    else:
        assert filled == []


def test_words_stay_whole_and_spaces_inside_a_line_are_kept() -> None:
    assert _lines("two  spaces   stay and words are kept whole", 120) == [
        "two  spaces   stay and",
        "words are kept whole",
    ]


def test_line_ends_and_what_a_line_begins_with_are_kept() -> None:
    assert _lines("first\r\n  second\n\n\tfourth\u2028fifth") == [
        "first",
        "  second",
        "",
        "    fourth",
        "fifth",
    ]


def test_a_long_link_is_parted_where_a_reader_expects_it() -> None:
    lines = _lines("https://studionotes.example/2026/river/comments?page=4471&from=night_owl_77")

    assert "".join(lines) == "https://studionotes.example/2026/river/comments?page=4471&from=night_owl_77"
    assert all(line[-1] in "/?&=._-" for line in lines[:-1])


def test_a_hyphen_ends_a_line_and_a_minus_stays_with_its_number() -> None:
    assert _lines("a well-known -30 thing", 55) == ["a well-", "known -30", "thing"]


def test_han_is_parted_anywhere_but_before_its_closing_marks() -> None:
    lines = _lines("他说：“你好，世界。”这是一个测试。他说：“你好，世界。”", 62)

    assert len(lines) > 3
    assert all(line[0] not in "，。：”" for line in lines)


def test_an_emoji_keeps_what_belongs_to_it_and_hides_nothing() -> None:
    (line,) = Typesetter(FACES).lines("❤\ufe0f 👩\u200d💻 x\u200dy z\ufe0f", STYLE, 400)

    assert [(span.text, span.face is None) for span in line.spans if span.face in (None, FACES.emoji)] == [
        ("❤\ufe0f", False),
        ("👩\u200d💻", False),
        ("U+200D", True),
        ("U+FE0F", True),
    ]


def test_one_line_takes_line_ends_as_spaces() -> None:
    line = Typesetter(FACES).line("two\nlines", STYLE)

    assert "".join(span.text for span in line.spans) == "two lines"


@pytest.mark.parametrize(
    "text", ["short", "much too long for such a narrow place", "x" * 500, "\u202e" * 90, ""]
)
def test_what_is_shortened_fits_and_says_that_it_is(text: str) -> None:
    line = Typesetter(FACES).shortened(text, STYLE, 80)

    assert line.width <= 80
    assert "".join(span.text for span in line.spans).endswith("…") == (len(text) > 10)


def test_what_runs_leftwards_is_shortened_at_its_left() -> None:
    line = Typesetter(FACES).shortened("שלום עולם " * 9, STYLE, 80)

    assert line.spans[0].text == "…"


@pytest.mark.slow
def test_the_longest_word_is_set_in_linear_time() -> None:
    assert len(_lines("x" * 200_000, 150)) > 5_000
    assert len(_lines("(" * 50_000 + "-" * 50_000 + "（" * 50_000, 150)) > 3_000


@pytest.mark.parametrize("text", ["ကျွန်မ ဘယ်မှာ နေသည်", "ខ្ញុំរស់នៅទីណា", "నేను ఎక్కడ", "ང་ག་པར་"])
def test_letters_that_stand_below_each_other_have_more_room_between_lines(text: str) -> None:
    strip = strips.text(Typesetter(FACES), text, STYLE, 300)[0]

    assert strip.height == pytest.approx(17.5)
    assert strip.parts[0].line.style.leading == strip.height


@pytest.mark.parametrize("text", ["plain", "Größe", "漢字", "สวัสดี", "नमस्ते", "مرحبا"])
def test_all_others_have_the_room_their_style_says(text: str) -> None:
    assert strips.quote(Typesetter(FACES), text, STYLE, 300)[0].height == 14
