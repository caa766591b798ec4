"""Which way paragraphs run, and that nobody has to guess in which order a number or an address was written."""

import time

import pytest

from journal.report import bidi, direction

HEBREW, ARABIC = "התקשר מ־{} אתמול", "اتصل من {} أمس"
WHOLE = (
    "+20 100 123 4567",
    "050-123-4567",
    "(050) 123-4567",
    "+49 (0)151 2345678",
    "(+972) 50 123 4567",
    "٠٥٠ ١٢٣ ٤٥٦٧",
    "۰۲۱-۱۲۳۴-۵۶۷۸",
    "2026-11-21",
    "2026-11-21 21:14",
    "1-5-26",
    "sara.k@example.com",
    "@night.owl_1",
    "#sara",
    "@sara@example.com",
    "https://example.com/a?b=1&c=2",
    "http://example.com/",
    "www.example.com/1-2/3-4",
    "2001:db8::1",
    "aa:bb:cc:dd:ee:ff",
    "203.0.113.9:443",
    "2026-11-21_screen.png",
    "1234567₪",
)


def _seen(text: str, *, free: bool) -> str:
    levels = direction.levels(text, free=free)
    return "".join(bidi.visual_order(text, levels[:-1]))


@pytest.mark.parametrize("sentence", [HEBREW, ARABIC])
@pytest.mark.parametrize("whole", WHOLE)
@pytest.mark.parametrize("free", [True, False])
def test_numbers_and_addresses_are_read_as_they_were_written(sentence: str, whole: str, free: bool) -> None:
    text = sentence.format(whole)

    seen = _seen(text, free=free)

    before, after = sentence.split("{}")
    assert seen == after[::-1] + whole + before[::-1]


@pytest.mark.parametrize(
    "text", ["חזר 12 - 14 פעמים", "אמר (פעמיים 3) לי", "ספר 1,234.50 ₪ בחנות", "גרה בהרצל 12, דירה 3"]
)
def test_all_else_runs_as_unicode_says(text: str) -> None:
    classes = [bidi.bidi_class(character) for character in text]

    assert list(direction.levels(text, free=True)[:-1]) == bidi.levels(classes, 1, text)


def test_a_bracket_that_is_not_part_of_a_number_stays_where_it_was() -> None:
    assert _seen("ללא (050 123 4567)", free=True) == ")050 123 4567( אלל"


def test_an_address_does_not_decide_which_way_a_sentence_runs() -> None:
    assert direction.levels("ראה https://example.com/a/very/long/address/in/letters", free=True)[-1] == 1
    assert direction.levels("https://example.com/א", free=True)[-1] == 0


def test_a_page_address_with_letters_that_run_leftwards_keeps_its_parts_in_order() -> None:
    address = "https://example.com/{}/12"

    assert _seen("ראה " + address.format("דף"), free=True) == address.format("ףד") + " האר"


def test_a_count_stays_behind_the_name_it_counts() -> None:
    seen = _seen("דוד 7\u00a01 · משה\u00a02 · NightOwl\u00a03", free=False)

    assert seen == "7 דוד\u00a01 · משה\u00a02 · NightOwl\u00a03".replace("דוד", "דוד"[::-1]).replace(
        "משה", "משה"[::-1]
    )


def test_facts_are_listed_with_commas_unless_one_of_them_runs_leftwards() -> None:
    assert direction.listed(["call", "", "Signal"]) == "call, Signal"
    assert direction.listed(["@דוד", "id 7"]) == "@דוד · id 7"


def test_a_label_of_ours_stays_before_what_it_labels() -> None:
    assert (
        _seen("What it did to me: לא ישנתי 3 לילות", free=False)
        == "What it did to me: " + "לא ישנתי 3 לילות"[::-1]
    )
    assert _seen("דוד: לא ישנתי", free=False) == "דוד: לא ישנתי"[::-1]


def test_in_a_list_each_sentence_runs_its_own_way() -> None:
    assert (
        _seen("Message · דוד אמר 5 פעמים · NightOwl", free=False)
        == "Message · " + "דוד אמר 5 פעמים"[::-1] + " · NightOwl"
    )


def test_what_runs_from_left_to_right_is_not_looked_at_further() -> None:
    assert direction.levels("Grüße an 日本 +49 151 2345678", free=True) == ()


@pytest.mark.parametrize(
    "piece",
    ["1,", "1", "(1) ", "1 (2", "+", "a@", "a:", "-1", "http://", "http://é", "1:::", "א 050-1234567 "],
)
def test_no_text_takes_long_to_turn(piece: str) -> None:
    """All of it, which is many times what would do: a pattern that tried everything twice would take hours."""
    text = "א" + piece * (100_000 // len(piece))
    began = time.process_time()

    direction.levels(text, free=True)

    assert time.process_time() - began < 60
