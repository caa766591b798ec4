"""Every script as it is written: joined, turned, stacked, from the right font, and readable by other programs."""

import io
import re

import pikepdf
import pytest

from journal.report import han, strips, typefaces
from journal.report.typesetting import Line, Style, Typesetter
from tests.report.logs import FONTS, a_log, a_row, an_incident, made
from tests.report.reading_back import as_text, comparable, exact_text, faults, operations
from tests.report.scripts import SCRIPTS, ZALGO

FACES = typefaces.load(FONTS)
STYLE = Style(10, 14)
FORMATS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
TURNED = {"Arabic", "Arabic with numbers", "Persian", "Urdu", "Hebrew", "Hebrew with points"}


def _line(text: str, style: Style = STYLE) -> Line:
    return Typesetter(FACES).line(text, style)


def _printed(text: str) -> bytes:
    return made(a_log(a_row(incident=an_incident(headline="", description=text, exact_words=""))))[0]


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_people_write_needs_a_box(name: str) -> None:
    line = _line(SCRIPTS[name])

    assert all(span.face is not None for span in line.spans)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_letter_comes_out_again_by_the_fonts_own_maps(name: str) -> None:
    pdf = _printed(SCRIPTS[name])

    assert not faults(pdf)
    found = comparable(exact_text(pdf))
    if name in TURNED:
        assert sorted(set(comparable(SCRIPTS[name])) - set(found)) == []
    else:
        assert comparable(SCRIPTS[name]) in found


@pytest.mark.parametrize("name", SCRIPTS)
def test_other_programs_find_every_word_in_it(name: str) -> None:
    text = re.sub(FORMATS, "", as_text(_printed(SCRIPTS[name]), *([] if name in TURNED else ["-raw"])))

    found = comparable(text)
    for word in SCRIPTS[name].split():
        assert comparable(word.strip("(),،")) in found, word


def test_letters_join_and_run_from_right_to_left() -> None:
    (span,) = _line("سلام").spans

    assert span.level == 1
    assert [cluster.text for cluster in span.clusters] == ["س", "لا", "م"]


def test_a_paragraph_people_wrote_begins_where_most_of_its_letters_do() -> None:
    setter, free = Typesetter(FACES), Style(10, 14, free=True)

    (arabic,) = setter.lines("قال OK ثم رحل", free, 300)
    (english,) = setter.lines("he said مرحبا to me", free, 300)

    assert arabic.start == pytest.approx(300 - arabic.width)
    assert english.start == 0


def test_what_goes_on_further_in_does_so_at_its_own_edge() -> None:
    setter, free = Typesetter(FACES), Style(10, 14, free=True)

    rightwards = strips.hanging(setter, "word " * 40, free, 200)
    leftwards = strips.hanging(setter, "מילה " * 40, free, 200)

    assert [strip.parts[0].x for strip in rightwards[:2]] == [0, 14]
    assert [strip.parts[0].x for strip in leftwards[:2]] == [14, 0]


def test_the_bar_beside_words_stands_where_they_begin() -> None:
    setter, free = Typesetter(FACES), Style(10, 14, free=True)

    rightwards = strips.quote(setter, "I know where you live", free, 200)
    leftwards = strips.quote(setter, "אני יודע איפה את גרה", free, 200)

    assert [(strip.bar, strip.parts[0].x) for strip in rightwards] == [(0.0, 8.0)]
    assert [(strip.bar, strip.parts[0].x) for strip in leftwards] == [(200 - strips.BAR, 0.0)]
    (line,) = (strip.parts[0].line for strip in leftwards)
    assert line.start + line.width <= 192


def test_a_name_does_not_turn_around_a_sentence_of_ours() -> None:
    line = _line("محمد الأمين (they said so)")

    assert [span.level for span in line.spans][-1] == 0


def test_what_stands_between_the_dots_of_a_list_is_turned_by_itself() -> None:
    line = _line("דוד\u00a01 · משה\u00a02 · NightOwl\u00a03")

    assert "".join(span.text for span in line.spans) == "דוד\u00a01 · משה\u00a02 · NightOwl\u00a03"


def test_numbers_keep_their_order_among_letters_that_run_the_other_way() -> None:
    line = _line("שלום 2026-11-22 שלום")

    assert [span.text.strip() for span in line.spans if span.level == 2] == ["2026-11-22"]


def test_brackets_open_towards_what_they_hold() -> None:
    (opening, *_rest, closing) = [
        cluster for span in _line("(שלום)").spans for cluster in reversed(span.clusters)
    ]

    assert (opening.text, closing.text) == (")", "(")
    assert opening.glyphs[0].glyph == FACES.plain.glyph("(")
    assert closing.glyphs[0].glyph == FACES.plain.glyph(")")


def test_an_override_is_shown_and_turns_nothing_around() -> None:
    line = _line("invoice\u202efdp.exe")

    assert [span.text for span in line.spans] == ["invoice", "U+202E", "fdp.exe"]


def test_an_isolate_that_is_not_closed_turns_nothing_around() -> None:
    line = _line("a \u2067b. c.")

    assert "".join(span.text for span in line.spans) == "a U+2067b. c."


def test_an_override_in_a_name_turns_nothing_around_it() -> None:
    text = comparable(as_text(_printed("before \u202ereversed name after 123 (same account)"), "-raw"))

    assert "beforeU+202Ereversednameafter123(sameaccount)" in text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("骨刃直 日本語のテキスト", han.JAPANESE),
        ("気図発", han.JAPANESE),
        ("漢字 한국어", han.KOREAN),
        ("這個問題，我們說話", han.TRADITIONAL),
        ("这个问题，我们说话", han.SIMPLIFIED),
        ("骨刃直", han.SIMPLIFIED),
        ("no Han at all", ""),
    ],
)
def test_han_takes_the_forms_of_its_language(text: str, language: str) -> None:
    assert han.language_of(text) == language


def test_the_same_character_has_another_form_in_another_language() -> None:
    shapes = {
        FACES.han.shape("骨", language, leftwards=False)[0].glyph
        for language in (han.SIMPLIFIED, han.TRADITIONAL, han.JAPANESE)
    }

    assert len(shapes) == 3


def test_the_papers_own_language_decides_where_a_text_does_not() -> None:
    assert han.language_of("骨刃直", han.JAPANESE) == han.JAPANESE
    assert han.language_of("这个问题", han.JAPANESE) == han.SIMPLIFIED


@pytest.mark.parametrize("sequence", SCRIPTS["Emoji"].split())
def test_an_emoji_sequence_is_one_picture(sequence: str) -> None:
    (span,) = _line(sequence).spans

    assert span.face is FACES.emoji
    assert len({glyph.glyph for cluster in span.clusters for glyph in cluster.glyphs if glyph.advance}) == 1


def test_an_emoji_the_fonts_have_only_as_a_letter_needs_no_box() -> None:
    assert [span.text for span in _line("㊙\ufe0f").spans] == ["㊙\ufe0f"]


def test_a_text_hidden_in_tags_is_shown() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "hi")

    line = _line(f"😀{hidden}")

    assert [span.text for span in line.spans] == ["😀", "U+E0068", "U+E0069"]


def test_a_joiner_that_joins_is_not_shown_and_one_that_does_not_is() -> None:
    assert [span.text for span in _line("می‌دانم").spans] == ["می‌دانم"]
    assert [span.text for span in _line("a\u200cb").spans] == ["a", "U+200C", "b"]
    assert "U+200C" in [span.text for span in _line("می\u200c\u200cدانم").spans]


def test_marks_piled_up_stay_within_their_line() -> None:
    assert _line(ZALGO).piled
    assert not any(_line(text).piled for text in SCRIPTS.values())
    assert "W" in "".join(_operators(_printed(ZALGO)))
    assert "W" not in "".join(_operators(_printed("plain")))


def test_what_has_no_bold_is_drawn_heavier() -> None:
    pdf = made(a_log(a_row(incident=an_incident(headline="안녕", description="x"))))[0]

    assert "Tr" in _operators(pdf)


def test_a_space_without_width_between_khmer_words_only_parts_them() -> None:
    line = _line("ខ្ញុំ\u200bដឹង")

    assert all(span.face is not None for span in line.spans)


def _operators(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [operator for page in opened.pages for _operands, operator in operations(page)]
