"""The originals of an entry: what they are called, how they were come by, and what makes their bytes."""

from datetime import date
from functools import partial

from journal.domain.evidence import Method
from journal.domain.ids import EvidenceId
from journal.domain.moments import at_instant
from journal.services.example.letter import letter
from journal.services.example.mail import mail
from journal.services.example.material import Material
from journal.services.example.pages import Letters, page
from journal.services.example.scenes import photo
from journal.services.example.serverlog import server_log
from journal.services.example.times import HOME, MINUTE
from journal.services.example.told import ExampleOriginal, Told
from journal.services.example.voicemail import voicemail

_SCREENS = ("comment", "details", "chat", "forum", "blog", "review")
_SITES = {
    "comment": "Studio notes",
    "details": "Studio notes, comments",
    "chat": "Instagram",
    "forum": "Ateliers ouverts",
    "blog": "the real M. Leroux",
    "review": "Print shop",
}


def originals_of(told: Told, material: Material, letters: Letters) -> tuple[ExampleOriginal, ...]:
    """The originals of that entry, in the order they were added."""
    return tuple(
        _original(EvidenceId(f"{told.entry.key}.{place + 1}"), sort, told, material, letters)
        for place, sort in enumerate(told.files)
    )


def _original(
    key: EvidenceId, sort: str, told: Told, material: Material, letters: Letters
) -> ExampleOriginal:
    if sort in _SCREENS:
        return _screen(key, sort, told, material, letters)
    name, data = {
        "calls": (_stamped("Screenshot_", told.captured_ms, ".png"), partial(_calls, told, letters)),
        "car": (_stamped("IMG_", told.happened_ms, ".jpg"), partial(photo, "car", told)),
        "parcel": (_stamped("IMG_", told.captured_ms, ".jpg"), partial(photo, "parcel", told)),
        "mail": (f"{told.subject.replace(':', '')}.eml", partial(mail, told)),
        "log": (f"access-{_local(told.happened_ms)[:10]}.log", partial(server_log, told)),
        "voicemail": (_stamped("voicemail-", told.happened_ms, ".mp3"), partial(_voicemail, told)),
        "letter": (f"letter {_local(told.happened_ms)[:10]}.pdf", partial(_letter, told)),
    }[sort]
    return ExampleOriginal(key, name, data, Method.FILE, told.entry.recorded_ms - MINUTE, HOME)


def _screen(key: EvidenceId, sort: str, told: Told, material: Material, letters: Letters) -> ExampleOriginal:
    title = f"{_title(sort, told, material)} – {_SITES[sort]}"
    captured = told.captured_ms + (12_000 if sort == "details" else 0)
    return ExampleOriginal(
        key,
        f"{at_instant(captured, told.zone).local.replace('T', ' ').replace(':', '')} screen.png",
        partial(_page, sort, told, title, letters),
        Method.CAPTURE,
        captured,
        told.zone,
        window_title=f"{title} – Browser",
        application="Browser",
        link=told.entry.latest.link,
    )


def _title(sort: str, told: Told, material: Material) -> str:
    if sort == "chat":
        return told.entry.latest.account.shown or "Your account"
    name: str = material.pools["paintings"][told.painting]
    titles = {
        "details": "Waiting and shown",
        "forum": f"About “{name}”",
        "blog": "What she took",
        "review": f"{name}, print",
    }
    return titles.get(sort, name)


def _page(sort: str, told: Told, title: str, letters: Letters) -> bytes:
    return page(sort, told, title, letters).png()


def _calls(told: Told, letters: Letters) -> bytes:
    return page("calls", told, "", letters).png()


def _voicemail(told: Told) -> bytes:
    return voicemail(told.seconds, told.entry.latest.headline)


def _letter(told: Told) -> bytes:
    return letter(told.entry.latest.exact_words, date.fromisoformat(_local(told.happened_ms)[:10]), "D.")


def _stamped(before: str, at_ms: int, after: str) -> str:
    local = _local(at_ms)
    return f"{before}{local[:10].replace('-', '')}_{local[11:16].replace(':', '')}{after}"


def _local(at_ms: int) -> str:
    return at_instant(at_ms, HOME).local
