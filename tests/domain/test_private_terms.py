"""A private term is found whatever it is written in, and covering it leaves nothing of it."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.domain.private_terms import Looking, covered, folded, hit_key, tidied

TERM = "Marie Leroux"
BASE64 = base64.b64encode(b"it is Marie Leroux who lives there").decode()


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (TERM, "MARIE  LEROUX"),
        (TERM, "marie\nleroux"),
        (TERM, "Marie-Leroux@example.org"),
        (TERM, "Ma\u200brie Le\u00adroux"),
        (TERM, "Marie Le-\nroux"),
        (TERM, "ＭＡＲＩＥ Leroux"),
        (TERM, "𝓜𝓪𝓻𝓲𝓮 𝐋𝐞𝐫𝐨𝐮𝐱"),
        (TERM, "Mаrie Lеrоux"),
        (TERM, "m.a.r.i.e l.e.r.o.u.x"),
        (TERM, quote(TERM)),
        (TERM, quote(quote(TERM))),
        (TERM, "Marie%20L%65roux"),
        (TERM, "&#77;arie&nbsp;L&#x65;roux"),
        (TERM, "\\u004darie Leroux"),
        (TERM, "Mari=\ne=20Leroux"),
        (TERM, BASE64),
        (TERM, f"{BASE64[:24]}\r\n{BASE64[24:]}"),
        (TERM, quote(BASE64)),
        ("Müller", "m&uuml;ller"),
        ("Müller", "M=C3=BCller"),
        ("Müller", "https://xn--mller-kva.example/"),
        ("Zoë", "Zoe\u0308, sagte er"),
        ("office", "the oﬃce"),
        ("مدرسة النور", "و مــدرسةُ\u200f النّور"),
        ("山田", "山田さんの家"),
        ("+49 170 1234567", "0170/123 45 67"),
        ("0170 1234567", "+49 (0)170-1234567"),
        ("+49 170 1234567", "٠١٧٠١٢٣٤٥٦٧"),
        ("AB-CD 1234", "abcd1234"),
        ("12 Hidden Lane", "12, hidden-lane"),
        ("Jo", "with Jo, yesterday"),
        ("me@example.org", "me%40example.org"),
        ("me@example.org", "write to me (at) example.org"),
        ("Müller", "https://mueller.example/"),
        ("Søren Ægir", "Soeren Aegir"),
        (TERM, "%u004darie Leroux"),
        (TERM, "ᴍᴀʀɪᴇ ʟᴇʀᴏᴜx"),
        (TERM, "Ma\u3164rie Leroux"),
        ("Mueller", "Frau Müller"),
        ("Mueller", "Frau Mu\u0308ller"),
        ("Mueller", "Frau M&uuml;ller"),
        ("Marie", "Ma&lt;b&gt;rie"),
        ("Mueller", "Frau M=C3=BCller"),
        ("Mueller", "Frau M<b>ü</b>ller"),
        ("Aase", "Åse kam"),
        ("Jørgen", "with Jorgen"),
        ("Jorgen", "with Jørgen"),
        ("Joergen", "with JØRGEN"),
        ("Đorđe", "Dorde called"),
        ("Þóra", "Thora called"),
        ("Thora", "Þóra called"),
        ("Sœur", "Soeur Anne"),
        ("Strauß", "STRAUSS"),
        ("Łucja", "Lucja"),
        ("Anna", "An-na, cried he"),
        ("Marie", "Ma<b>rie</b>"),
        ("Müller", "Mül<!-- x -->ler"),
        ("me@example.org", "me (at) example (dot) org"),
        ("hana.k@mail.example", "hana dot k at mail dot example"),
        ("03.04.1990", "born 3.4.1990"),
        ("03.04.1990", "born 3/4/1990"),
        ("03.04.1990", "born 4/3/1990"),
        ("03.04.1990", "1990-04-03"),
        ("03.04.1990", "am 3. April 1990"),
        ("3.4.1990", "on 3rd April, 1990"),
        ("3/4/1990", "April 03 1990"),
        ("1990-03-02", "2 Mar 1990"),
        ("02.03.1990", "2. März 1990"),
        ("02.03.1990", "2. Maerz 1990"),
        ("3 April 1990", "03.04.1990"),
        ("April 3rd, 1990", "1990-04-03"),
        ("2. März 1990", "on 2 March 1990"),
    ],
)
def test_a_term_is_found_however_it_is_written(term: str, text: str) -> None:
    looking = Looking((term,))

    said = covered(text, looking.found(text), "[covered]")

    assert "[covered]" in said
    assert looking.found(said) == ()


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Jo", "a job, a joke and major"),
        ("Anno", "than no"),
        ("1234", "21234 and 12345"),
        ("Marie", "marinade, mar ie and m aria"),
        ("+49 170 1234567", "0170 1234568"),
        ("AB-CD 1234", "ab 1234"),
        ("3.4.1990", "on 23 April 1990 and on 13.4.1990"),
        ("3.4.1990", "3 April 19901"),
        ("1990-03-02", "3 February 1990"),
        ("Hana", "Mohan and Shah an"),
        ("Muller", "Mulder"),
    ],
)
def test_what_is_another_word_is_left_alone(term: str, text: str) -> None:
    assert Looking((term,)).found(text) == ()


def test_a_number_is_covered_with_its_country_code_and_nothing_before_it() -> None:
    text = "at 20:58 he called +49 (0)170-123 45 67 again"

    assert covered(text, Looking(("0170 1234567",)).found(text), "*") == "at 20:58 he called * again"


@pytest.mark.parametrize(
    ("term", "written"),
    [
        *(
            (number, number)
            for number in (
                "+49 170 1234567",
                "+44 7700 900123",
                "+1 212 555 0123",
                "+33 6 12 34 56 78",
                "+353 85 1234567",
            )
        ),
        ("+49 170 1234567", "+49 (0)170 1234567"),
        ("+49 170 1234567", "0049 170-1234567"),
        ("+49 170 1234567", "0170 1234567"),
        ("+49 170 1234567", "491701234567"),
        ("0049 170 1234567", "+49 170 1234567"),
        ("+44 7700 900123", "07700 900123"),
        ("+44 7700 900123", "+44 (0)7700 900 123"),
        ("+1 212 555 0123", "(212) 555-0123"),
        ("+49 170 1234567", "+٤٩ ١٧٠ ١٢٣٤٥٦٧"),
        ("0170 1234567", "0170 1234567"),
    ],
)
def test_no_digit_of_a_number_is_left_that_says_where_in_the_world_it_is(term: str, written: str) -> None:
    left = covered(f"He has {written} now", Looking((term,)).found(f"He has {written} now"), "*")

    assert left in {"He has * now", "He has (* now"}


def test_what_touches_becomes_one_mark() -> None:
    text = "to Marie Leroux there"

    assert covered(text, Looking(("Marie", TERM, "Leroux")).found(text), "*") == "to * there"


def test_the_list_keeps_each_once_and_nothing_too_short_to_look_for() -> None:
    assert tidied(["  Marie   Leroux ", "marie leroux", "x", "-", "", "Jo"]) == (TERM, "Jo")


def test_a_decision_is_about_one_term_in_one_text() -> None:
    keys = {hit_key(term, field, text) for term in ("a1", "b2") for field in ("link", "who") for text in "xy"}

    assert len(keys) == 8
    assert hit_key("MARIE", "link", "x") == hit_key("Marie", "link", "x")


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_around_it_a_long_term_is_found_and_gone_when_covered(
    before: str, after: str
) -> None:
    text = f"{before} {TERM} {after}"
    looking = Looking((TERM,))

    found = looking.found(text)

    assert any(folded(TERM) in folded(text[each.start : each.end]) for each in found)
    assert folded(TERM) not in folded(covered(text, found, "█"))


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    looking = Looking((TERM, "0170 1234567", "Jo", "山田"))

    for each in looking.found(text):
        assert 0 <= each.start < each.end <= len(text)


@pytest.mark.parametrize(
    "piece", [" ", "-", "%41", "&#65;", "=\n", "QUJD", "\u200b", "(", "0 ", "xn--a.", "ä", "<a", "<!--"]
)
def test_a_text_made_to_be_slow_is_searched_all_the_same(piece: str) -> None:
    text = piece * 20_000 + "0170 1234567"

    assert [each.term for each in Looking((TERM, "+49 170 1234567")).found(text)] == ["+49 170 1234567"]
