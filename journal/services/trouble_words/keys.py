"""Words for passphrases, the 24 words, key files and the password store."""

from journal.domain.words import Words
from journal.keychain import StoreProblem, StoreUnusable
from journal.sealing import errors as sealing
from journal.services.errors import (
    KeysOfAnotherJournal,
    NewKeysHold,
    PassphraseWeak,
    Weakness,
    WordsNotTypedBack,
)
from journal.services.trouble_words.saying import NEWER, Saying, Trouble, chosen, fixed


def _word_count(error: sealing.WordCount, words: Words) -> Trouble:
    return Trouble(
        words.count(
            "This is {number} word; there have to be 24.",
            "These are {number} words; there have to be 24.",
            error.found,
        ),
        words.say("Type all 24 words, in the order of their numbers."),
    )


def _word_unknown(error: sealing.WordUnknown, words: Words) -> Trouble:
    what = words.say("Word {number} is not on the list.", number=words.number(error.position))
    if not error.likely:
        return Trouble(what, words.say("Look at it again on your sheet; the first four letters are enough."))
    likely = words.say(" or ").join(f"“{word}”" for word in error.likely)
    return Trouble(what, words.say("It may be {likely}.", likely=likely))


def _words_wrong(error: sealing.WordsWrong, words: Words) -> Trouble:
    likely = error.likely
    if likely is None:
        return Trouble(
            words.say("These words do not go together: one is wrong, or two changed places."),
            words.say("Compare each word, and its number, with your sheet."),
        )
    named = {
        "first": words.number(likely.positions[0]),
        "last": words.number(likely.positions[-1]),
        "word": likely.words[0],
    }
    if likely.slip is sealing.Slip.SWAPPED:
        return Trouble(
            words.say("Words {first} and {last} seem to have changed places.", **named),
            words.say("Put each in the place of the other."),
        )
    return Trouble(
        words.say("Word {first} seems to be wrong.", **named), words.say("It should be “{word}”.", **named)
    )


def _not_typed_back(error: WordsNotTypedBack, words: Words) -> Trouble:
    places = words.say(" and ").join(words.number(place) for place in error.places)
    return Trouble(
        words.count(
            "This is not the word with that number: {places}.",
            "These are not the words with those numbers: {places}.",
            len(error.places),
            places=places,
        ),
        words.say("Look at what you wrote down, and put it right there if need be. Nothing was changed yet."),
    )


SAYINGS: dict[type, Saying] = {
    sealing.WrongPassphrase: fixed(
        "This passphrase does not open the journal.",
        "Check capital letters and the keyboard language, then try again.",
    ),
    sealing.WrongKey: fixed(
        "The password store no longer opens the journal.", "Type your passphrase instead."
    ),
    sealing.NotEnoughMemory: fixed(
        "This computer has too little free memory to open the journal.",
        "Close other programs, then try again.",
    ),
    sealing.KeyFileMissing: fixed(
        "The key files of this journal are missing from its folder.",
        "Open it with your 24 words, or put keys.json back from a copy of the folder. Nothing was changed.",
    ),
    sealing.KeyFileUnreadable: fixed(
        "The computer does not let this program read the key files.",
        "Check who may read the journal's folder, then try again.",
    ),
    sealing.KeyFileNewer: NEWER,
    sealing.KeyFileDamaged: fixed(
        "The key files of this journal are damaged.",
        "Open it with your 24 words, or put keys.json back from a copy of the folder. Nothing was changed.",
    ),
    sealing.KeyFileAltered: fixed(
        "Someone or something has changed the key files of this journal.",
        "Open it with your 24 words, or put keys.json back from a copy of the folder. Nothing was changed.",
    ),
    sealing.WordCount: _word_count,
    sealing.WordUnknown: _word_unknown,
    sealing.WordsWrong: _words_wrong,
    sealing.WordsOfAnotherJournal: fixed(
        "These 24 words go together, but they do not open this journal.",
        "Look for a newer sheet with other words. The words of a seal look the same and open nothing.",
    ),
    sealing.RecipientRefused: fixed(
        "A picture was kept for other keys than this journal's and cannot be opened.",
        "It stays where it is. Do not delete it.",
    ),
    KeysOfAnotherJournal: fixed(
        "The key files in this folder do not belong to the journal beside them.",
        "Open it with your 24 words, or take the key files of a copy. Nothing was changed.",
    ),
    PassphraseWeak: chosen(
        "why",
        {
            Weakness.SHORT: (
                "This is too short to be safe.",
                "Use at least 15 characters: four or more words do well.",
            ),
            Weakness.REPEATED: ("This repeats itself and could be guessed.", "Use several different words."),
            Weakness.NAMED: (
                "This rests on a name and could be guessed.",
                "Use words that have nothing to do with you.",
            ),
            Weakness.COMMON: (
                "This is one of the first things anyone would try.",
                "Use several words of your own.",
            ),
        },
    ),
    WordsNotTypedBack: _not_typed_back,
    NewKeysHold: fixed(
        "The new passphrase and words are in force; the old ones no longer open the journal.",
        "Open it with the new passphrase. If it does not open, make some room on the disk and try again.",
    ),
    StoreUnusable: chosen(
        "problem",
        {
            StoreProblem.FAILED: (
                "The computer's password store did not do what was asked.",
                "Open the journal with your passphrase.",
            ),
            StoreProblem.ABSENT: (
                "This computer has no password store that can be used for this.",
                "Open the journal with your passphrase each time.",
            ),
            StoreProblem.LOCKED: (
                "The computer's password store is locked.",
                "Unlock it and try again, or open the journal with your passphrase.",
            ),
            StoreProblem.SILENT: (
                "The computer's password store did not answer.",
                "It may be asking for its own password in another window. Your passphrase opens the journal as ever.",
            ),
            StoreProblem.FORGETFUL: (
                "The computer's password store did not keep what it was given.",
                "Open the journal with your passphrase each time.",
            ),
        },
    ),
}
