"""What is wrong with words and new keys is said so that it can be put right."""

import pytest

from journal.domain.errors import JournalError
from journal.sealing.errors import (
    Correction,
    DiskFull,
    KeyFileAltered,
    KeyFileDamaged,
    KeyFileMissing,
    Slip,
    WordCount,
    WordsOfAnotherJournal,
    WordsWrong,
    WordUnknown,
)
from journal.services.errors import NewKeysHold, WordsNotTypedBack
from journal.services.wording import Wording
from tests.test_house import NEVER_SHOWN

SAID: list[tuple[JournalError, str, str]] = [
    (
        WordCount(1),
        "This is 1 word; there have to be 24.",
        "Type all 24 words, in the order of their numbers.",
    ),
    (
        WordCount(23),
        "These are 23 words; there have to be 24.",
        "Type all 24 words, in the order of their numbers.",
    ),
    (
        WordUnknown(7, "xylophon", ()),
        "Word 7 is not on the list.",
        "Look at it again on your sheet; the first four letters are enough.",
    ),
    (WordUnknown(7, "appel", ("apple",)), "Word 7 is not on the list.", "It may be “apple”."),
    (
        WordUnknown(24, "ocaen", ("ocean", "once")),
        "Word 24 is not on the list.",
        "It may be “ocean” or “once”.",
    ),
    (
        WordsWrong(),
        "These words do not go together: one is wrong, or two changed places.",
        "Compare each word, and its number, with your sheet.",
    ),
    (
        WordsWrong(Correction(Slip.REPLACED, (7,), ("apple",))),
        "Word 7 seems to be wrong.",
        "It should be “apple”.",
    ),
    (
        WordsWrong(Correction(Slip.SWAPPED, (3, 19), ("apple", "ocean"))),
        "Words 3 and 19 seem to have changed places.",
        "Put each in the place of the other.",
    ),
    (
        WordsOfAnotherJournal(),
        "These 24 words go together, but they do not open this journal.",
        "Look for a newer sheet with other words. The words of a seal look the same and open nothing.",
    ),
    (
        WordsNotTypedBack((4,)),
        "This is not the word with that number: 4.",
        "Look at what you wrote down, and put it right there if need be. Nothing was changed yet.",
    ),
    (
        WordsNotTypedBack((4, 9)),
        "These are not the words with those numbers: 4 and 9.",
        "Look at what you wrote down, and put it right there if need be. Nothing was changed yet.",
    ),
    (
        NewKeysHold(DiskFull("rename")),
        "The new passphrase and words are in force; the old ones no longer open the journal.",
        "Open it with the new passphrase. If it does not open, make some room on the disk and try again.",
    ),
]


@pytest.mark.parametrize(("error", "what", "next_step"), SAID, ids=lambda value: str(value)[:40])
def test_it_is_said_what_is_wrong_and_how_to_put_it_right(
    error: JournalError, what: str, next_step: str
) -> None:
    trouble = Wording().wrong(error)

    assert (trouble.what, trouble.next_step) == (what, next_step)
    assert not NEVER_SHOWN.search(trouble.what + trouble.next_step)


@pytest.mark.parametrize("error", [KeyFileMissing(), KeyFileDamaged("keys"), KeyFileAltered("slots")])
def test_where_key_files_fail_the_words_are_named_as_the_way_in(error: JournalError) -> None:
    assert "24 words" in Wording().wrong(error).next_step
