"""Pictures of the screen: the pages, messages and lists that entries of the example tell of."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from journal.domain.moments import at_instant
from journal.pictures.drawing import Canvas, Lettering
from journal.services.example.chance import seeded
from journal.services.example.material import Material
from journal.services.example.paintings import painting
from journal.services.example.times import MINUTE
from journal.services.example.told import Told

WIDTH, HEIGHT = 1280, 800
_TOP = 112
_INK, _GREY, _LINE, _ACCENT = "#23262a", "#6a7077", "#dcdad4", "#2f5f8a"
_READERS = ("Mireille", "J. Okafor", "Tomasz", "atelier_sud", "Noor", "P. Lindqvist", "Inès", "Marek")
_KIND_WORDS = (
    "The light on the left bank is exactly right.",
    "Merci pour cette image.",
    "I would love to see this one on a wall.",
    "Piękne.",
    "How big is it?",
    "So quiet. Thank you.",
    "Schöner als das Foto.",
    "When can we see it?",
)
_NOTICES = {
    "reported": "Your account was reported as not being yours. It stays closed while we look at it.",
    "follow": "wants to follow you. No posts · no followers · joined this week",
}
"""What a page shows where nobody wrote anything."""
_ANSWERS = ("Do you have a source for this?", "Et vous êtes qui ?", "Please take this to the organisers.")
_REVIEWS = (("Inès", 5, "Beau papier, bien emballé.", ""), ("Tomasz", 5, "Exactly as shown.", ""))
_OLDER = ("What she told the gallery", "A sale, and why", "My stairwell", "Hello from the real me")
_CAPTIONS = (
    "I worked on this one for most of the winter. The light only came in the last week, then all at once.",
    "This began as a drawing on the back of an envelope. I kept the envelope.",
    "Painted from memory. I have not been back there since.",
)
_PHONE = (540, 1080)


@dataclass(frozen=True)
class Letters:
    """What pages are lettered with."""

    plain: Lettering
    bold: Lettering


def letters_of(material: Material) -> Letters:
    """The lettering of the fonts that came with the material."""
    return Letters(Lettering(material.fonts), Lettering(material.bold_fonts))


def page(sort: str, told: Told, title: str, letters: Letters) -> Canvas:
    """The screen at the moment it was captured, with that sort of page on it."""
    if sort == "calls":
        return _calls(told, letters)
    canvas = _browser(told, title, letters)
    _SORTS[sort](canvas, told, title, letters)
    return canvas


def readable(told: Told, letters: Letters) -> tuple[str, str]:
    """The words as the page shows them, and its remark: a translation where the fonts lack the script."""
    words = told.entry.latest.exact_words or _NOTICES.get(told.kind.name, "")
    shown = letters.plain.only(words)
    if len(shown) >= 0.8 * len(words):
        return shown, ""
    return told.means, "Translated by this page · show original"


def _browser(told: Told, title: str, letters: Letters) -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT, "#fbfaf8")
    canvas.box(0, 0, WIDTH, 28, "#2b2f35")
    at = at_instant(told.captured_ms, told.zone).local
    canvas.text(620, 4, at[11:16], letters.bold, 15, "#f2f0ea")
    canvas.text(24, 5, "Browser", letters.plain, 14, "#c9ccd0")
    canvas.box(0, 28, WIDTH, 40, "#e4e1da")
    canvas.box(12, 34, 330, 34, "#f7f5f1", radius=8)
    canvas.text(28, 40, title[:44], letters.plain, 14, _INK)
    canvas.box(0, 68, WIDTH, 44, "#f7f5f1")
    for place, arrow in enumerate(((8, 0), (0, 8))):
        left = 30 + place * 34
        canvas.stroke([(left + arrow[0], 82), (left + arrow[1], 90), (left + arrow[0], 98)], _GREY, 2)
    canvas.box(110, 75, 980, 30, "#ffffff", _LINE, 15)
    canvas.text(130, 80, told.entry.latest.link or "https://messages.example/inbox", letters.plain, 14, _GREY)
    canvas.box(0, 111, WIDTH, 1, _LINE)
    return canvas


def _heading(canvas: Canvas, name: str, menu: str, letters: Letters, colour: str) -> None:
    canvas.text(80, _TOP + 22, name, letters.bold, 26, colour)
    canvas.text(860, _TOP + 30, menu, letters.plain, 14, _GREY)
    canvas.box(80, _TOP + 72, 1120, 1, _LINE)


def _comment(canvas: Canvas, told: Told, title: str, letters: Letters) -> None:
    _heading(canvas, "Studio notes", "Paintings    Prints    About    Contact", letters, _INK)
    canvas.place(_picture(told.painting, 560, 368), 80, _TOP + 104, 560, 368, 4)
    canvas.text(80, _TOP + 488, title.partition(" – ")[0], letters.bold, 20, _INK)
    canvas.text(80, _TOP + 520, "Oil on linen, 60 × 92 cm", letters.plain, 14, _GREY)
    canvas.paragraph(80, _TOP + 552, 560, _caption(told), letters.plain, 15, _INK)
    canvas.text(690, _TOP + 100, "Comments", letters.bold, 18, _INK)
    _thread(canvas, told, letters, 690, _TOP + 140, 510)


def _thread(canvas: Canvas, told: Told, letters: Letters, left: int, top: float, width: int) -> None:
    rng = seeded("thread", told.entry.key)
    for back in (rng.randint(30, 55), rng.randint(3, 25)):
        when = told.happened_ms - back * MINUTE
        reader, words = rng.choice(_READERS), rng.choice(_KIND_WORDS)
        top = _said(canvas, told, letters, left, top, width, reader, when, words, "")
    words, remark = readable(told, letters)
    name = told.entry.latest.account.shown or "Studio"
    _said(canvas, told, letters, left, top, width, name, told.happened_ms, words, remark)


def _said(
    canvas: Canvas, told: Told, letters: Letters, left: int, top: float, width: int,
    name: str, at_ms: int, words: str, remark: str,
) -> float:  # fmt: skip
    canvas.oval(left, top, 38, 38, _avatar(name))
    canvas.text(left + 12, top + 6, name[:1].upper(), letters.bold, 18, "#ffffff")
    end = canvas.text(left + 54, top - 2, name, letters.bold, 15, _INK)
    canvas.text(end + 12, top, _shown(at_ms, told.zone), letters.plain, 13, _GREY)
    below = canvas.paragraph(left + 54, top + 24, width - 60, words, letters.plain, 16, _INK)
    if remark:
        canvas.text(left + 54, below, remark, letters.plain, 13, _ACCENT)
        below += 22
    canvas.text(left + 54, below + 2, "Reply    Remove", letters.plain, 13, _ACCENT)
    return below + 48


def _avatar(name: str) -> str:
    return seeded("avatar", name).choice(("#7d8f69", "#a56f5c", "#5f7f95", "#8b7aa0", "#b0905a"))


def _details(canvas: Canvas, told: Told, title: str, letters: Letters) -> None:
    """What the writer of the blog sees of a comment: the account behind it, its number, and how often it wrote."""
    _heading(canvas, "Studio notes", "Comments    Pages    Visitors    Settings", letters, _INK)
    account = told.entry.latest.account
    rows = (
        ("Account", account.shown),
        ("Number of the account", account.numeric_id),
        ("Written", _shown(told.happened_ms, told.zone)),
        ("Page", told.entry.latest.link),
        ("Comments so far", "64"),
        ("Removed by you", "61"),
        ("Blocked", "2026-03-02, again under another sign-in"),
    )
    words, _ = readable(told, letters)
    canvas.box(80, _TOP + 104, 1120, 84, "#ffffff", _LINE, 6)
    canvas.paragraph(104, _TOP + 130, 1060, words, letters.plain, 20, _INK)
    for place, (name, value) in enumerate(rows):
        top = _TOP + 216 + place * 48
        canvas.text(104, top, name, letters.plain, 16, _GREY)
        canvas.text(400, top, value, letters.bold if place < 2 else letters.plain, 16, _INK)
        canvas.box(104, top + 36, 1072, 1, _LINE)
    canvas.text(104, _TOP + 576, "Approve    Remove    Block the account", letters.plain, 15, _ACCENT)


def _chat(canvas: Canvas, told: Told, title: str, letters: Letters) -> None:
    canvas.box(0, _TOP, 360, HEIGHT - _TOP, "#f1efea")
    for place, name in enumerate((told.entry.latest.account.shown or "Help", *_READERS[:6])):
        row = _TOP + 24 + place * 84
        if place == 0:
            canvas.box(0, row - 14, 360, 76, "#ffffff")
        canvas.oval(26, row, 48, 48, _avatar(name))
        canvas.text(90, row + 2, name, letters.bold, 15, _INK)
        canvas.text(90, row + 24, "Message request" if place == 0 else "seen", letters.plain, 13, _GREY)
    canvas.text(400, _TOP + 20, told.entry.latest.account.shown or "Help", letters.bold, 18, _INK)
    canvas.box(360, _TOP + 58, WIDTH - 360, 1, _LINE)
    canvas.text(740, _TOP + 78, _shown(told.happened_ms, told.zone), letters.plain, 13, _GREY)
    words, remark = readable(told, letters)
    top = float(_TOP + 116)
    for line in words.splitlines():
        top = _bubble(canvas, letters, top, line)
    if remark:
        canvas.text(404, top + 4, remark, letters.plain, 13, _ACCENT)
    canvas.box(400, HEIGHT - 74, 820, 46, "#ffffff", _LINE, 23)
    canvas.text(428, HEIGHT - 64, "Accept this request to answer", letters.plain, 15, _GREY)


def _bubble(canvas: Canvas, letters: Letters, top: float, text: str) -> float:
    below = canvas.paragraph(424, top + 14, 520, text, letters.plain, 17, _INK)
    canvas.box(400, top, 572, below - top + 12, "#e6e9ec", radius=18)
    canvas.paragraph(424, top + 14, 520, text, letters.plain, 17, _INK)
    return below + 26


def _forum(canvas: Canvas, told: Told, title: str, letters: Letters) -> None:
    canvas.box(0, _TOP, WIDTH, 64, "#47584f")
    canvas.text(80, _TOP + 16, "Ateliers ouverts", letters.bold, 24, "#f4f1e8")
    canvas.text(900, _TOP + 22, "Forum    Agenda    Membres", letters.plain, 15, "#d7ddd3")
    canvas.text(80, _TOP + 88, title.partition(" – ")[0], letters.bold, 22, _INK)
    canvas.box(80, _TOP + 134, 1120, 190, "#ffffff", _LINE, 6)
    words, remark = readable(told, letters)
    _said(canvas, told, letters, 104, _TOP + 158, 1060, "nightowl_77", told.happened_ms, words, remark)
    rng = seeded("forum", told.entry.key)
    for place, answer in enumerate(_ANSWERS):
        top = _TOP + 344 + place * 108
        canvas.box(120, top, 1080, 96, "#ffffff", _LINE, 6)
        at = told.happened_ms + (place + 1) * rng.randint(8, 60) * MINUTE
        _said(canvas, told, letters, 140, top + 14, 1000, _READERS[rng.randrange(8)], at, answer, "")


def _blog(canvas: Canvas, told: Told, title: str, letters: Letters) -> None:
    _heading(canvas, "the real M. Leroux", "Paintings    Truth    About me", letters, "#6b3f34")
    dated = told.entry.latest.occurred.from_
    canvas.text(80, _TOP + 100, dated.local[:10] if dated else "", letters.plain, 14, _GREY)
    words, remark = readable(told, letters)
    below = canvas.paragraph(80, _TOP + 128, 620, words, letters.bold, 26, _INK)
    if remark:
        canvas.text(80, below + 2, remark, letters.plain, 13, _ACCENT)
    canvas.paragraph(80, below + 34, 620, _caption(told), letters.plain, 16, _INK)
    canvas.place(_picture(told.painting, 440, 289), 760, _TOP + 108, 440, 289, 4)
    canvas.text(760, _TOP + 410, "M. Leroux", letters.bold, 16, _INK)
    canvas.text(760, _TOP + 436, "painter", letters.plain, 14, _GREY)
    canvas.text(80, below + 130, "Earlier", letters.bold, 16, _INK)
    for place, older in enumerate(_OLDER):
        canvas.text(80, below + 164 + place * 34, older, letters.plain, 16, "#6b3f34")
        canvas.box(80, below + 190 + place * 34, 620, 1, _LINE)


def _review(canvas: Canvas, told: Told, title: str, letters: Letters) -> None:
    _heading(canvas, "Print shop", "Prints    Basket    Help", letters, "#2f4f4a")
    canvas.place(_picture(told.painting, 420, 276), 80, _TOP + 104, 420, 276, 4)
    canvas.text(80, _TOP + 396, "Print, 40 × 60 cm", letters.bold, 18, _INK)
    canvas.text(80, _TOP + 426, "85 €", letters.plain, 18, _INK)
    canvas.text(560, _TOP + 100, "Reviews", letters.bold, 20, _INK)
    words, remark = readable(told, letters)
    reviews = (("a customer", 1, words, remark), *_REVIEWS)
    top = float(_TOP + 146)
    for name, stars, said, note in reviews:
        for star in range(5):
            canvas.oval(560 + star * 24, top, 16, 16, "#c8963c" if star < stars else "#ddd8ce")
        canvas.text(700, top - 4, name, letters.plain, 15, _GREY)
        top = canvas.paragraph(560, top + 28, 620, said, letters.plain, 17, _INK)
        if note:
            canvas.text(560, top, note, letters.plain, 13, _ACCENT)
            top += 24
        top += 34


def _calls(told: Told, letters: Letters) -> Canvas:
    """The list of calls on the telephone, newest first."""
    width, height = _PHONE
    canvas = Canvas(width, height, "#fbfaf8")
    canvas.text(26, 12, at_instant(told.captured_ms, told.zone).local[11:16], letters.bold, 17, _INK)
    canvas.text(26, 70, "Recent calls", letters.bold, 30, _INK)
    number = min(told.entry.latest.how_many.number, 12)
    apart = max(1, (told.ended_ms - told.happened_ms) // max(1, number - 1))
    for place in range(number):
        top = 140 + place * 76
        canvas.oval(26, top + 8, 42, 42, "#d9d5cc")
        canvas.stroke([(40, top + 36), (54, top + 22)], "#a3483c", 3)
        canvas.text(86, top + 4, told.entry.latest.account.shown, letters.bold, 18, _INK)
        canvas.text(86, top + 32, "Missed call", letters.plain, 15, "#a3483c")
        at = at_instant(told.ended_ms - place * apart, told.zone).local
        canvas.text(width - 90, top + 6, at[11:16], letters.plain, 16, _GREY)
        canvas.box(86, top + 66, width - 110, 1, _LINE)
    return canvas


def _caption(told: Told) -> str:
    return seeded("caption", told.painting).choice(_CAPTIONS)


def _shown(at_ms: int, zone: str) -> str:
    local = at_instant(at_ms, zone).local
    return f"{local[:10]} · {local[11:16]}"


@lru_cache(maxsize=32)
def _picture(slug: str, width: int, height: int) -> Canvas:
    """The painting in that size; it stands on many pages."""
    canvas = Canvas(width, height)
    canvas.place(painting(slug), 0, 0, width, height)
    return canvas


_SORTS: dict[str, Callable[[Canvas, Told, str, Letters], None]] = {
    "comment": _comment,
    "details": _details,
    "chat": _chat,
    "forum": _forum,
    "blog": _blog,
    "review": _review,
}
