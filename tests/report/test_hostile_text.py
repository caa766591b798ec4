"""Whatever people write, paste or are sent is printed as text, comes out again, and does nothing."""

import io
import re
from collections import Counter
from collections.abc import Sequence

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.domain.incident import Account, Basis, HowMany, Where, Witness
from journal.report import typefaces
from journal.report.model import ExhibitKind, Log, Named
from tests.report.logs import FONTS, a_log, a_row, an_exhibit, an_incident, made
from tests.report.reading_back import as_printed, as_text, comparable, exact_text, faults, without_space

pytestmark = pytest.mark.slow

FACES = typefaces.load(FONTS)
DEEP = "<b>" * 3_000 + "deep" + "</b>" * 3_000
CORPUS = (
    "I <3 you & <b>",
    "<para>text</para> <font color='__import__(\"os\")'>x</font>",
    '<a href="https://evil.example/">here</a> <img src="file:///etc/passwd"/>',
    "&#0; &#x202e; &amp; &nbsp; ]]> <!-- -->",
    "(unbalanced \\( parentheses )) \\n \\101 <FEFF0041>",
    "%PDF-1.4 endstream endobj xref trailer /JS (app.alert(1)) /URI (x)",
    "{curly} {0} {number} %s %(x)s $x ${x} {{}} {",
    "'; DROP TABLE kept_record; --",
    "=cmd|' /C calc'!A0",
    "control \x00\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x9f here",
    "hidden \u200b\u200e\u202e\u2066\ufeff\u00ad\u2060 here",
    "tags \U000e0041\U000e007f",
    "مرحبا שלום สวัสดี नमस्ते 안녕하세요",
    "你好，世界。「引用」ひらがな カタカナ",
    "Привет, Ελληνικά, Tiếng Việt, ğüşöçı",
    "❤️ 👩‍💻 🔪 🏳️‍🌈 👍🏽 🇫🇷 1️⃣ ☠",
    "z̷̢̛a̸l̵g̶o̷ " + "o" + "\u0301" * 40,
    "\U00010ffff \ue000 \uffff \U0001f9ff",
    "ﬁ ligature, ½, №, ™, ℝ, 𝓯𝓪𝓷𝓬𝔂",
    "no break\u00a0space\u2009thin\u3000wide\u2028line\u2029paragraph\x85next",
    "tab\tstop and      many spaces",
    "",
    " ",
    "\n\n\n",
)  # fmt: skip
_ACTIVE = (
    "/URI",
    "/JS",
    "/JavaScript",
    "/Launch",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/OpenAction",
    "/AA",
    "/GoToR",
)


def _everywhere(text: str) -> Log:
    """A log with that text in every field that takes one."""
    incident = an_incident(
        headline=text[:120],
        description=text,
        exact_words=text,
        where=Where(text, text, text),
        link=text,
        account=Account(text, text),
        how_many=HowMany(2),
        told_by=text,
        witnesses=(Witness(text, text),),
        response=text,
        no_evidence=text,
        types=(text,),
        helper=text,
        starred=True,
    )
    rows = (a_row(incident=incident, named=(Named(text, Basis.SAID_SO, text),), exhibits=("ML/1",)),)
    exhibit = an_exhibit("ML/1", text.encode(), ExhibitKind.TEXT, "text/plain", name=text)
    return a_log(*rows, writer=text, police_reference=text, exhibits=(exhibit,))


@pytest.mark.parametrize("text", CORPUS)
def test_T310_hostile_text_in_every_field_is_printed_as_it_is(text: str) -> None:
    pdf, _ = made(_everywhere(text))

    assert not faults(pdf)
    _assert_inactive(pdf)
    _assert_printed([text], pdf)


def test_T310_what_a_stranger_reads_out_of_it_is_what_was_written() -> None:
    plain = [text for text in CORPUS if text.isascii() and text.isprintable()]

    text = without_space(
        as_text(
            made(a_log(*(a_row(n, incident=an_incident(description=each)) for n, each in enumerate(plain))))[
                0
            ],
            "-raw",
        )
    )

    for each in plain:
        assert without_space(each) in text


def test_T310_three_thousand_nested_tags_are_three_thousand_words() -> None:
    pdf, _ = made(a_log(a_row(incident=an_incident(description=DEEP))))

    over_the_page = "continuedonthenextpage.*?No\\.1,continued"
    text = re.sub(over_the_page, "", without_space(exact_text(pdf)))
    assert text.count("<b>") == text.count("</b>") == 3_000
    _assert_inactive(pdf)


def test_T310_a_word_of_100_000_letters_fills_pages_and_loses_none() -> None:
    pdf, result = made(a_log(a_row(incident=an_incident(description="x" * 100_000))))

    assert result.pages > 20
    assert without_space(exact_text(pdf)).count("x") >= 100_000


def test_a_character_no_font_has_is_a_box_with_its_number() -> None:
    text = as_text(made(a_log(a_row(incident=an_incident(description="\ue000\U00017000 x"))))[0], "-raw")

    assert all(number in text for number in ("U+E000", "U+17000"))


def test_hidden_characters_are_shown_wherever_they_stand() -> None:
    log = a_log(
        a_row(incident=an_incident(description="pay\u202epal", link="https://a\u200b.example")),
        writer="M.\u2066Leroux",
    )

    text = as_text(made(log)[0], "-raw")

    assert all(number in text for number in ("U+202E", "U+200B", "U+2066"))


_BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x531, 0x58F), (0x591, 0x5F4), (0x600, 0x77F),
    (0x900, 0xDFF), (0xE01, 0xEDF), (0xF00, 0xFDA), (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1100, 0x11FF),
    (0x1200, 0x137C), (0x1780, 0x17F9), (0x1800, 0x18AA), (0x1A20, 0x1AAD), (0x1B00, 0x1B7E), (0x2000, 0x206F),
    (0x20D0, 0x20F0), (0x2190, 0x2BFF), (0x3001, 0x30FF), (0x4E00, 0x9FFF), (0xA980, 0xA9DF), (0xAC00, 0xD7A3),
    (0xE000, 0xE010), (0xFB1D, 0xFDFF), (0xFE00, 0xFEFF), (0xFF01, 0xFFEE), (0x10800, 0x10FFF), (0x11000, 0x11FFF),
    (0x1D400, 0x1D7FF), (0x1E900, 0x1E95F), (0x1F1E6, 0x1FAFF), (0x20000, 0x20100), (0xE0000, 0xE01EF),
)  # fmt: skip
_IN_SCRIPTS = st.lists(
    st.one_of(
        *(
            st.text(st.characters(min_codepoint=first, max_codepoint=last), max_size=12)
            for first, last in _BLOCKS
        )
    ),
    max_size=12,
).map(" ".join)
_ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)

# What means something to a PDF, to markup, to a shell or to a font, in pieces that are put together anyhow.
_SYNTAX = st.sampled_from(
    (
        ") Tj", "ET", "BT /F1 9 Tf", "endstream", "endobj", "%%EOF", "xref", "trailer", "startxref", "stream\r\n",
        "1 0 obj", "<</Type/Action/S/JavaScript/JS(app.alert(1))>>", "<</S/URI/URI(x:y)>>", "/Launch", "/EmbeddedFile",
        "<FEFF0041>", "\\)", "\\(", "((((", "))))", "\\000", "#20", "<script>", "</para>", "<br/>", "]]>", "&#x202e;",
        "&lt;", "<!--", "{0}", "%s", "%n", "\x00", "\x1b[2J", "\x08", "\x7f", "\u202e", "\u202d", "\u2066", "\u2069",
        "\u200f", "\ufeff", "\u200b", "\u00ad", "\ufffd", "\U0010ffff", "\ufdd0", "\u034f", "\u180e", "\u2028", "\x85",
        "\r", "\n\n\n", "\t", "\u3000", "\u00a0", "..", "../",
    )
)  # fmt: skip
_PILED = st.builds(
    lambda letter, marks: letter + marks,
    st.sampled_from("aIع字ก👍 "),
    st.text(st.characters(categories=["Mn", "Me"]), min_size=5, max_size=60),
)
_HOSTILE = st.lists(st.one_of(_SYNTAX, _PILED, _ANYTHING), max_size=12).map("".join)
_ANY_TEN = st.lists(st.one_of(_IN_SCRIPTS, _ANYTHING, _HOSTILE), min_size=10, max_size=10)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ANY_TEN)
def test_H07_a_thousand_texts_are_printed_and_found_again(texts: list[str]) -> None:
    _print_and_find(texts)


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_H07_a_stranger_reads_out_every_sign_of_a_keyboard(text: str) -> None:
    log = a_log(a_row(incident=an_incident(headline="", description=text, exact_words="")))

    found = without_space(as_text(made(log)[0], "-raw"))

    assert without_space(text) in found


def test_H07_64_thousand_lines_fill_pages_and_none_is_lost() -> None:
    text = "\n".join(f"{number}" for number in range(64_000))
    exhibit = an_exhibit("ML/1", text.encode(), ExhibitKind.TEXT, "text/plain", name="lines.txt")

    pdf, _ = made(a_log(a_row(exhibits=("ML/1",)), exhibits=(exhibit,)))

    assert not faults(pdf)
    assert exact_text(pdf).count("63999") == 1


def test_H07_half_a_pair_of_surrogates_is_a_box_with_its_number() -> None:
    pdf, _ = made(a_log(a_row(incident=an_incident(description="a\ud800b \udfff"))))

    assert not faults(pdf)
    assert all(number in without_space(exact_text(pdf)) for number in ("aU+D800b", "U+DFFF"))


@pytest.mark.long
@pytest.mark.timeout(3_600)
def test_H07_ten_thousand_texts_are_printed_and_found_again() -> None:
    @settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(_ANY_TEN)
    def print_them(texts: list[str]) -> None:
        _print_and_find(texts)

    print_them()


def _print_and_find(texts: list[str]) -> None:
    rows = (
        a_row(n, incident=an_incident(headline=text[:120], description=text)) for n, text in enumerate(texts)
    )
    pdf, _ = made(a_log(*rows))

    assert not faults(pdf)
    _assert_inactive(pdf)
    _assert_printed(texts, pdf)


def _assert_printed(texts: Sequence[str], pdf: bytes) -> None:
    """Every text came out; what runs from right to left stands in the order of the eye, and is counted."""
    found = comparable(exact_text(pdf))
    missing = Counter(as_printed("".join(texts), FACES)) - Counter(found)
    assert not missing
    for text in texts:
        if not _LEFTWARDS.search(text):
            assert as_printed(text, FACES) in found


_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def _assert_inactive(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        keys = {str(key) for item in opened.objects for key in _keys(item)}
    assert "/Contents" in keys
    assert not keys & set(_ACTIVE)


def _keys(item: object) -> list[str]:
    """The keys of a dictionary and of what is in it, but for what stands elsewhere as an object of its own."""
    if isinstance(item, pikepdf.Stream):
        return _keys(item.stream_dict)
    if isinstance(item, pikepdf.Dictionary):
        return [key for name, value in item.items() for key in (name, *_inner(value))]
    if isinstance(item, pikepdf.Array):
        return [key for each in item for key in _inner(each)]
    return []


def _inner(item: object) -> list[str]:
    return [] if getattr(item, "is_indirect", False) else _keys(item)
