"""The languages a paper can be printed in."""

from pathlib import Path

import pytest

from journal.services.languages import Language, PaperLanguages

GERMAN = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Overview"
msgstr "Überblick"
"""


@pytest.fixture
def languages(tmp_path: Path) -> PaperLanguages:
    (tmp_path / "de.po").write_text(GERMAN, "utf-8")
    return PaperLanguages(tmp_path)


def test_english_and_what_has_a_catalogue_are_offered(languages: PaperLanguages) -> None:
    assert languages.offered("en") == (Language("en", "English"), Language("de", "Deutsch"))


def test_the_language_of_the_window_is_offered_as_it_is_spoken_there(languages: PaperLanguages) -> None:
    assert languages.offered("de-AT") == (Language("en", "English"), Language("de-AT", "Deutsch"))
    assert languages.offered("en-US") == (Language("en-US", "English"), Language("de", "Deutsch"))


@pytest.mark.parametrize(
    ("window", "usual"), [("en", "en"), ("en-US", "en-US"), ("de-DE", "de-DE"), ("fr", "en")]
)
def test_a_paper_speaks_as_the_window_does_where_it_can(
    languages: PaperLanguages, window: str, usual: str
) -> None:
    assert languages.usual(window) == usual


def test_the_words_are_those_of_the_catalogue_and_what_it_lacks_is_english(languages: PaperLanguages) -> None:
    words = languages.words("de-AT")

    assert words.language == "de-AT"
    assert words.say("Overview") == "Überblick"
    assert words.say("Draft of a statement") == "Draft of a statement"
