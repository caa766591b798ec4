"""Words for what is printed, handed over, and confirmed from outside."""

from journal.desktop import errors as desktop
from journal.domain.words import Words
from journal.sealing.stamps import StampFault, StampRefused
from journal.services.anchoring import AuthoritySilent
from journal.services.errors import (
    CoveredCopiesNeeded,
    NotForThem,
    NothingToPrint,
    PaperNotSearched,
    PicturesNameWords,
    PicturesNotRead,
    PrivateTermsNotWritten,
    PrivateWordsLeft,
    PrivateWordsOpen,
)
from journal.services.handing_over import HandedOverNotTrue, PaperTooLarge
from journal.services.outputs import InsideJournal
from journal.services.recognising import FileNotRead
from journal.services.trouble_words.saying import Saying, Trouble, chosen, fixed


def _private_open(error: PrivateWordsOpen, words: Words) -> Trouble:
    what = words.count(
        "{number} place names what you keep private, or a text has to be read first.",
        "{number} places name what you keep private, or hold a text that has to be read first.",
        error.number,
    )
    return Trouble(what, words.say("Go through them: show, cover or leave out."))


def _pictures_name(error: PicturesNameWords, words: Words) -> Trouble:
    what = words.count(
        "{number} picture shows what you keep private: {terms}.",
        "{number} pictures show what you keep private: {terms}.",
        error.number,
        terms=", ".join(error.terms),
    )
    return Trouble(what, words.say("Go through them: show, cover or leave out."))


def _pictures_not_read(error: PicturesNotRead, words: Words) -> Trouble:
    what = words.count(
        "{number} picture could not be read by the computer, and nobody has looked at it since.",
        "{number} pictures could not be read by the computer, and nobody has looked at them since.",
        error.number,
    )
    return Trouble(what, words.say("Look at each yourself: cover, or leave out."))


def _private_left(error: PrivateWordsLeft, words: Words) -> Trouble:
    what = words.say(
        "The finished paper still held what you keep private: {terms} ({places}). It was removed.",
        terms=", ".join(error.terms),
        places=", ".join(words.say(place) for place in error.places),
    )
    return Trouble(
        what, words.say("Leave out the entry or file that holds it, or ask somebody to look at it with you.")
    )


def _too_large(error: PaperTooLarge, words: Words) -> Trouble:
    return Trouble(
        words.say(
            "The printed log alone has {size} MB, and {most} MB is the most.",
            size=words.number(max(1, -(-error.size // 1_000_000))),
            most=words.number(error.most // 1_000_000),
        ),
        words.say("Choose fewer entries, untick “With the pictures and files”, or use a stick."),
    )


def _pictures_waiting(error: CoveredCopiesNeeded, words: Words) -> Trouble:
    return Trouble(
        words.count(
            "{number} picture or document must be looked at before the other person may see it.",
            "{number} pictures or documents must be looked at before the other person may see them.",
            error.number,
        ),
        words.say("Press “Look at them”, and cover what is private, one after another."),
    )


_not_printed = fixed(
    "The printer did not take it.", "Check the printer, then try again, or save the paper as a PDF instead."
)


SAYINGS: dict[type, Saying] = {
    desktop.NotPrinted: _not_printed,
    desktop.NoPrintCommand: _not_printed,
    AuthoritySilent: fixed(
        "No answer came from that address, or not one of a time-stamp service.",
        "Check the address and the connection. Nothing but the question was sent.",
    ),
    StampRefused: chosen(
        "why",
        {
            StampFault.NOT_AN_ANSWER: (
                "This is not the answer of a time-stamp service, or it is damaged.",
                "Bring the file exactly as the service sent it.",
            ),
            StampFault.NOT_GIVEN: (
                "The service did not confirm the time.",
                "Ask again later, or ask another service.",
            ),
            StampFault.OTHER_THING: (
                "This answer is not to a question of this journal, or it was kept already.",
                "Bring the answer to the question you carried last.",
            ),
            StampFault.OTHER_QUESTION: (
                "This answer is to another question about the same seal.",
                "Bring the answer to the question you carried last.",
            ),
            StampFault.NOT_SIGNED: (
                "The answer was changed, or not signed by the service it names.",
                "Do not use it. Ask again, best from another connection.",
            ),
            StampFault.NOT_FOR_STAMPS: (
                "The answer was signed with a key that is not meant for time.",
                "Ask another service.",
            ),
            StampFault.NOT_VALID_THEN: (
                "The service signed when its key was not valid, so nobody would accept it.",
                "Ask another service.",
            ),
            StampFault.UNKNOWN_AUTHORITY: (
                "This computer does not know who vouches for that service.",
                "Get the root certificate that the service publishes, and bring it together with the answer.",
            ),
        },
    ),
    HandedOverNotTrue: fixed(
        "What was written did not pass its own check, so it was removed again. Nothing was handed over.",
        "Check the journal in the settings, then try again. If it happens again, use another disk.",
    ),
    FileNotRead: fixed(
        "This file could not be read, so it was not compared.",
        "Check the disk or stick it lies on, then choose it again.",
    ),
    InsideJournal: fixed(
        "This is the folder your journal lies in. What you hand over cannot lie there.",
        "Choose another folder, or a stick.",
    ),
    PaperTooLarge: _too_large,
    NothingToPrint: fixed(
        "There is nothing to print in this choice.", "Choose a longer time, or all entries."
    ),
    PaperNotSearched: fixed(
        "This paper was only made to be looked at, and not searched for what you keep private.",
        "Save or print it from the print sheet. It is searched then.",
    ),
    NotForThem: fixed(
        "How to reach you is never made into a paper they may see.", "Choose who else will read it."
    ),
    CoveredCopiesNeeded: _pictures_waiting,
    PrivateTermsNotWritten: fixed(
        "You have not said yet what the other person must not learn.",
        "Write down what has to stay private first. It may be nothing.",
    ),
    PrivateWordsOpen: _private_open,
    PicturesNameWords: _pictures_name,
    PicturesNotRead: _pictures_not_read,
    PrivateWordsLeft: _private_left,
}
