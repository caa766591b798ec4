"""Every error has words with a next step, and dates read as people write them."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import journal
from journal.domain.errors import Fixable, IntegrityFault, JournalError
from journal.domain.moments import DayPart, Precision, TimeSource, When, local_time, on_or_before
from journal.services.errors import PassphraseWeak, Weakness
from journal.services.troubles import has_words
from journal.services.wording import Wording
from tests.samples import at


def every_error() -> set[type[JournalError]]:
    """Every foreseen error of every module that needs no window."""
    for module in pkgutil.walk_packages(journal.__path__, "journal."):
        if not re.match(r"journal\.(gui|app|__main__|keeper)", module.name):
            import_module(module.name)
    found: set[type[JournalError]] = set()
    waiting: list[type[JournalError]] = [JournalError]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return {kind for kind in found if kind.__module__.startswith("journal.")}


@pytest.mark.parametrize("kind", sorted(every_error(), key=str), ids=str)
def test_every_foreseen_error_has_words_of_its_own_or_of_its_nearest_kind(kind: type[JournalError]) -> None:
    nearest = next(parent for parent in kind.__mro__ if has_words(parent))

    assert nearest is kind or nearest not in (JournalError, Fixable, IntegrityFault), (
        f"{kind.__name__} has no words"
    )


def test_trouble_says_what_happened_and_what_to_do_next() -> None:
    trouble = Wording().wrong(PassphraseWeak(Weakness.SHORT))

    assert trouble.what == "This is too short to be safe."
    assert "15 characters" in trouble.next_step


@pytest.mark.parametrize(
    ("when", "said", "time"),
    [
        (at("2026-11-21T20:58"), "Sat 21 Nov 2026, 20:58", "20:58"),
        (at("2026-11-21T20:58:03"), "Sat 21 Nov 2026, 20:58:03", "20:58:03"),
        (
            When(
                local_time("2026-11-21T18:00", "Europe/Paris"), None, Precision.ABOUT, None, TimeSource.TOLD
            ),
            "Sat 21 Nov 2026, about 18:00",
            "~18:00",
        ),
        (
            When(
                local_time("2026-11-21T18:00", "Europe/Paris"),
                None,
                Precision.PART,
                DayPart.EVENING,
                TimeSource.TOLD,
            ),
            "Sat 21 Nov 2026, evening",
            "evening",
        ),
        (
            When(local_time("2026-11-21T00:00", "Europe/Paris"), None, Precision.DAY, None, TimeSource.TOLD),
            "Sat 21 Nov 2026",
            "",
        ),
        (
            When(
                local_time("2026-11-01T00:00", "Europe/Paris"), None, Precision.MONTH, None, TimeSource.MEMORY
            ),
            "Nov 2026",
            "",
        ),
        (
            When(
                local_time("2026-11-21T23:40", "Europe/Paris"),
                local_time("2026-11-22T00:40", "Europe/Paris"),
                Precision.EXACT,
                None,
                TimeSource.SEEN,
            ),
            "Sat 21 Nov 2026, 23:40 to Sun 22 Nov 2026, 00:40",
            "23:40",
        ),
        (
            on_or_before(local_time("2026-11-21T20:58", "Europe/Paris")),
            "on or before Sat 21 Nov 2026, 20:58",
            "by 20:58",
        ),
        (When(None, None, Precision.UNKNOWN, None, TimeSource.MEMORY), "time not known", ""),
    ],
)
def test_times_are_said_as_exactly_as_they_are_known(when: When, said: str, time: str) -> None:
    words = Wording()

    assert words.when(when) == said
    assert words.time_of_day(when) == time


def test_days_numbers_and_spans_read_as_people_write_them() -> None:
    words = Wording()

    assert words.day("2026-11-21") == "Saturday 21 November 2026"
    assert words.short_day("2026-11-21") == "21 Nov 2026"
    assert words.month("2026-11") == "Nov 2026"
    assert words.number(12345) == "12,345"
    assert words.count("{number} entry", "{number} entries", 1) == "1 entry"
    assert words.count("{number} entry", "{number} entries", 2000) == "2,000 entries"
    assert words.span(3 * 86_400_000 + 5) == "3 days"
    assert words.span(3_600_000) == "1 hour"
    assert words.span(5) == "a moment"


def test_another_language_speaks_from_its_catalogue_and_dates_follow(tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "time not known"\nmsgstr "heure inconnue"\n\n'
        'msgid "{number} entry"\n'
        'msgid_plural "{number} entries"\nmsgstr[0] "{number} note"\nmsgstr[1] "{number} notes"\n',
        "utf-8",
    )
    words = Wording("fr", tmp_path)

    assert words.say("time not known") == "heure inconnue"
    assert words.say("night") == "night"
    assert words.count("{number} entry", "{number} entries", 2) == "2 notes"
    assert words.day("2026-11-21") == "samedi 21 novembre 2026"
    assert words.language == "fr"


@pytest.mark.parametrize("odd", ["", "xx-notalanguage", "!!!", "en"])
def test_a_language_nobody_knows_is_english(odd: str) -> None:
    assert Wording(odd).short_day("2026-11-21") == "21 Nov 2026"


@pytest.mark.parametrize("language", ["ar-EG", "he", "fa"])
def test_english_sentences_have_no_dates_that_run_from_right_to_left(language: str) -> None:
    words = Wording(language)

    assert words.short_day("2026-11-21") == "21 Nov 2026"
    assert words.day("2026-11-21") == "Saturday 21 November 2026"
    assert words.number(1234) == "1,234"
