"""What went wrong, in plain words with a next step, for every error the program foresees."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from journal.capture.errors import CaptureUnavailable, Reason
from journal.desktop import errors as desktop
from journal.domain import errors as domain
from journal.domain.words import Words
from journal.intake.reader import Unreadable
from journal.keychain import StoreProblem, StoreUnusable
from journal.pictures.refusal import PictureRefused, Refusal
from journal.sealing import errors as sealing
from journal.sealing.time_stamps import StampFault, StampRefused
from journal.services.anchoring import AuthoritySilent
from journal.services.backing_up import BackupNotTrue, NoRoomForBackup
from journal.services.backup_place import BackupMissing, BackupPlaceGone, BackupPlaceRefused
from journal.services.errors import (
    CaptureContradicts,
    CoveredCopiesNeeded,
    CoverOutside,
    EvidenceInUse,
    FolderBlocked,
    KeysOfAnotherJournal,
    NewKeysHold,
    NotForThem,
    NothingToPrint,
    PageNotSeen,
    PartOutside,
    PassphraseWeak,
    PicturesNameWords,
    PicturesNotRead,
    PlaceProblem,
    PlaceRefused,
    PrivateTermsNotWritten,
    PrivateWordsLeft,
    PrivateWordsOpen,
    ReadOnly,
    ReadOnlyBecause,
    TooManyPages,
    Weakness,
    WordsNotTypedBack,
)
from journal.services.handing_over import HandedOverNotTrue, PaperTooLarge
from journal.services.moving import MoveNotTrue
from journal.services.outputs import InsideJournal
from journal.services.restoring import BackupUnreadable, FolderTaken
from journal.services.salvaging import NothingReadable
from journal.vault import errors as vault


@dataclass(frozen=True)
class Trouble:
    """One sentence about what happened, and one about what to do next."""

    what: str
    next_step: str


def trouble_of(error: domain.JournalError, words: Words) -> Trouble:
    """The words for an error; for a class without words of its own, those of the nearest kind of error."""
    for kind in type(error).__mro__:
        if kind in _TROUBLES:
            return _TROUBLES[kind](error, words)
    return _unknown(error, words)


Saying: TypeAlias = Callable[[Any, Words], Trouble]


def _fixed(what: str, next_step: str) -> Saying:
    return lambda _error, words: Trouble(words.say(what), words.say(next_step))


def _chosen(field: str, sayings: dict[object, tuple[str, str]]) -> Saying:
    def say(error: Any, words: Words) -> Trouble:
        what, next_step = sayings.get(getattr(error, field), next(iter(sayings.values())))
        return Trouble(words.say(what), words.say(next_step))

    return say


def _named(what: str, next_step: str, **fields: str) -> Saying:
    def say(error: Any, words: Words) -> Trouble:
        named = {name: str(getattr(error, field)) for name, field in fields.items()}
        return Trouble(words.say(what, **named), words.say(next_step, **named))

    return say


_unknown = _fixed(
    "Something did not work, and nothing was lost.",
    "Try it once more. If it happens again, close Journal and open it again.",
)
_FULL = "The disk is full. What you were doing was not kept."
_MAKE_ROOM = "Make some room on the disk, then try again. Everything that was saved before is still there."
_full = _fixed(_FULL, _MAKE_ROOM)
_unwritable = _fixed(
    "The disk refused to keep this.",
    "Check that the disk is plugged in and may be written to, then try again. Everything saved before is still there.",
)
_altered = _fixed(
    "A stored file is not what it was when it was kept.",
    "Your other entries are not affected. Do not delete anything; look for a copy of the journal made earlier.",
)
_unreadable = _fixed(
    "The journal in this folder cannot be read. It may be damaged, or belong to other keys.",
    "Nothing was changed. Keep the folder as it is, and try a copy of the journal made earlier.",
)
_newer = _fixed(
    "This journal was made by a newer version of the program.",
    "Install the newer version and open it with that one. Nothing was changed.",
)
_not_printed = _fixed(
    "The printer did not take it.", "Check the printer, then try again, or save the paper as a PDF instead."
)


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


_TROUBLES: dict[type, Saying] = {
    domain.JournalError: _unknown,
    domain.Fixable: _unknown,
    domain.IntegrityFault: _altered,
    domain.Cancelled: _fixed("Stopped. Nothing was changed.", "Start again whenever you like."),
    domain.TextRefused: _fixed(
        "The text holds a broken character that cannot be kept.",
        "Delete the odd character and type it again.",
    ),
    domain.NotCanonical: _unreadable,
    domain.ShapeFault: _unreadable,
    domain.UnknownRecord: _newer,
    domain.TimeNeverWas: _named(
        "{time} did not exist there: the clocks were put forward over it.",
        "Choose a time an hour earlier or later.",
        time="local",
    ),
    domain.TimeTwice: _named(
        "{time} happened twice there: the clocks were put back.",
        "Say whether you mean the first or the second.",
        time="local",
    ),
    domain.TimeUnreadable: _named(
        "“{text}” is not a date and time.",
        "Write it like 2026-11-21 20:58, or choose it from the calendar.",
        text="text",
    ),
    domain.FieldRefused: _chosen(
        "limit",
        {
            "empty": ("A name or date is missing.", "Fill it in; a short one is enough."),
            "too long": ("The title is too long.", "Keep it under 120 characters; the rest fits below it."),
            "below one": ("The number has to be at least one.", "Write how many there were."),
            "ends before it begins": ("The end lies before the beginning.", "Change one of the two times."),
            "named twice": ("The same person stands there twice.", "Take one of the two out."),
        },
    ),
    sealing.DiskFull: _full,
    sealing.DiskFailed: _unwritable,
    sealing.SourceUnreadable: _fixed(
        "The file could not be read to its end, so it was not kept.",
        "Check the disk or phone it lies on, then add it again.",
    ),
    sealing.WrongPassphrase: _fixed(
        "This passphrase does not open the journal.",
        "Check capital letters and the keyboard language, then try again.",
    ),
    sealing.WrongKey: _fixed(
        "The password store no longer opens the journal.", "Type your passphrase instead."
    ),
    sealing.NotEnoughMemory: _fixed(
        "This computer has too little free memory to open the journal.",
        "Close other programs, then try again.",
    ),
    sealing.KeyFileMissing: _fixed(
        "The key files of this journal are missing from its folder.",
        "Open it with your 24 words, or put keys.json back from a copy of the folder. Nothing was changed.",
    ),
    sealing.KeyFileUnreadable: _fixed(
        "The computer does not let this program read the key files.",
        "Check who may read the journal's folder, then try again.",
    ),
    sealing.KeyFileNewer: _newer,
    sealing.KeyFileDamaged: _fixed(
        "The key files of this journal are damaged.",
        "Open it with your 24 words, or put keys.json back from a copy of the folder. Nothing was changed.",
    ),
    sealing.KeyFileAltered: _fixed(
        "Someone or something has changed the key files of this journal.",
        "Open it with your 24 words, or put keys.json back from a copy of the folder. Nothing was changed.",
    ),
    sealing.WordCount: _word_count,
    sealing.WordUnknown: _word_unknown,
    sealing.WordsWrong: _words_wrong,
    sealing.WordsOfAnotherJournal: _fixed(
        "These 24 words go together, but they do not open this journal.",
        "Look for a newer sheet with other words. The words of a seal look the same and open nothing.",
    ),
    sealing.SealedFileMissing: _fixed(
        "A stored file is missing from the journal's folder.",
        "Look for a copy of the journal made earlier; it may still be there.",
    ),
    sealing.SealedFileUnreadable: _fixed(
        "The computer does not let this program read a stored file.",
        "Check the disk and who may read the journal's folder, then try again.",
    ),
    sealing.SealedFileNewer: _newer,
    sealing.SealedFileForeign: _altered,
    sealing.SealedFileDamaged: _altered,
    sealing.RecipientRefused: _fixed(
        "A picture was kept for other keys than this journal's and cannot be opened.",
        "It stays where it is. Do not delete it.",
    ),
    sealing.SealedNameTaken: _unknown,
    vault.CipherMissing: _fixed(
        "The part of the program that encrypts is missing, so nothing was opened.",
        "Install the program again.",
    ),
    vault.JournalMissing: _fixed(
        "There is no journal in this folder.", "Choose the right folder, or put the journal back from a copy."
    ),
    vault.JournalEmpty: _fixed(
        "The journal's main file is empty. It was left as it is.",
        "Put journal.db back from a copy of the folder.",
    ),
    vault.JournalForeign: _fixed(
        "The file in this folder is something else than a journal. It was left as it is.",
        "Choose another folder, or move that file away.",
    ),
    vault.JournalUnreadable: _unreadable,
    vault.JournalDamaged: _unreadable,
    vault.JournalNewer: _newer,
    vault.DatabaseFull: _chosen(
        "room_made",
        {
            False: (_FULL, _MAKE_ROOM),
            True: (
                "The disk is full. A little room was set aside for this moment.",
                "Try again now, then make some room on the disk. Everything that was saved before is still there.",
            ),
        },
    ),
    vault.DatabaseUnwritable: _unwritable,
    vault.ThingMissing: _fixed(
        "This is no longer there.", "It may have been taken out; look in the list again."
    ),
    desktop.AlreadyOpen: _fixed(
        "This journal is already open in another window.", "Use that window, or close it first."
    ),
    desktop.CannotLock: _unwritable,
    desktop.KeeperSilent: _fixed(
        "Journal is running and does not answer.", "Wait a moment and try again, or sign out and in again."
    ),
    desktop.NoMeetingPlace: _fixed(
        "No private folder was found for the parts of Journal to meet in.",
        "Check that your home folder can be written to, then start again.",
    ),
    desktop.NotPrinted: _not_printed,
    desktop.NoPrintCommand: _not_printed,
    CaptureUnavailable: _chosen(
        "reason",
        {
            Reason.REFUSED: ("The screen gave no picture.", "Try once more in a moment."),
            Reason.NO_DISPLAY: ("There is no screen here to take a picture of.", "Start it on the desktop."),
            Reason.UNREACHABLE: (
                "The screen cannot be reached from here.",
                "Start Journal from the desktop you are looking at.",
            ),
            Reason.UNSUPPORTED: (
                "This screen has too few colours for a true picture.",
                "Choose 24 or 32 bits per pixel in the display settings.",
            ),
        },
    ),
    desktop.ScreenshotRefused: _chosen(
        "reason",
        {
            desktop.Unhelpful.CANCELLED: (
                "The desktop asked whether a picture may be taken, and the answer was no.",
                "Try once more, and choose “Share” or “Allow” when it asks.",
            ),
            desktop.Unhelpful.FAILED: (
                "The desktop gave no picture of the screen.",
                "Use the desktop's own screenshot key, then paste the picture into Journal with Ctrl+V.",
            ),
            desktop.Unhelpful.TIME_OUT: (
                "The desktop did not answer when it was asked for a picture of the screen.",
                "Look for a question it may have opened, then try once more.",
            ),
            desktop.Unhelpful.MISSING: (
                "This desktop does not let programs take pictures of the screen by themselves.",
                "Use the desktop's own screenshot key, then paste the picture into Journal with Ctrl+V.",
            ),
        },
    ),
    EvidenceInUse: _fixed(
        "This is in an entry, so it was not put aside.",
        "Open that entry and take the file out of it first; then it waits in To sort again.",
    ),
    CoverOutside: _fixed(
        "A place to be covered does not lie inside the picture.", "Take it away and draw it once more."
    ),
    PageNotSeen: _named(
        "Page {number} was not looked at.", "Look at it first, then decide.", number="number"
    ),
    TooManyPages: _named(
        "{count} pages of one document are too many: {most} can be shown.",
        "Leave out the pages that say nothing about what happened.",
        count="count",
        most="most",
    ),
    PartOutside: _fixed("This part does not lie inside the picture.", "Choose it once more."),
    CaptureContradicts: _altered,
    BackupMissing: _fixed(
        "There is no copy of a journal in this folder.", "Choose the folder that holds “Journal copy”."
    ),
    BackupPlaceGone: _fixed(
        "The folder for copies is not there.",
        "Plug the stick or disk in again, or choose another folder.",
    ),
    BackupPlaceRefused: _fixed(
        "This folder is inside the journal, so a copy there would be lost together with it.",
        "Choose a folder on a stick or another disk.",
    ),
    BackupUnreadable: _fixed(
        "The copy could not be read to its end. Nothing was put back.",
        "Check the stick or disk it lies on, then try again, or try an older copy.",
    ),
    BackupNotTrue: _fixed(
        "What was written could not be read back as it was, so it does not count as a copy.",
        "The stick or disk may be failing: use another one. Your journal itself is as it was.",
    ),
    NoRoomForBackup: _fixed(
        "There is not enough room for a copy.", "Make some room there, or choose a larger stick or disk."
    ),
    MoveNotTrue: _fixed(
        "What was written in the new folder could not be read back as it was, so nothing was moved.",
        "The disk there may be failing: choose another one. Your journal is where it was.",
    ),
    NothingReadable: _fixed(
        "Nothing in this folder could be read with these keys.",
        "Nothing was changed. Try the words or passphrase of that journal, or a copy made earlier.",
    ),
    FolderTaken: _fixed(
        "There is something in this folder already. It was left as it is.",
        "Choose an empty folder, or a new name.",
    ),
    KeysOfAnotherJournal: _fixed(
        "The key files in this folder do not belong to the journal beside them.",
        "Open it with your 24 words, or take the key files of a copy. Nothing was changed.",
    ),
    FolderBlocked: _fixed(
        "Something else lies where one of the folders inside the journal should be. It was left as it is.",
        "Look into the journal's folder: “media”, “inbox”, “backups” and “work” have to be folders. Then try again.",
    ),
    AuthoritySilent: _fixed(
        "No answer came from that address, or not one of a time-stamp service.",
        "Check the address and the connection. Nothing but the question was sent.",
    ),
    StampRefused: _chosen(
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
    HandedOverNotTrue: _fixed(
        "What was written did not pass its own check, so it was removed again. Nothing was handed over.",
        "Check the journal in the settings, then try again. If it happens again, use another disk.",
    ),
    InsideJournal: _fixed(
        "This is the folder your journal lies in. What you hand over cannot lie there.",
        "Choose another folder, or a stick.",
    ),
    PaperTooLarge: _too_large,
    NothingToPrint: _fixed(
        "There is nothing to print in this choice.", "Choose a longer time, or all entries."
    ),
    NotForThem: _fixed(
        "How to reach you is never made into a paper they may see.", "Choose who else will read it."
    ),
    CoveredCopiesNeeded: _pictures_waiting,
    PrivateTermsNotWritten: _fixed(
        "You have not said yet what the other person must not learn.",
        "Write down what has to stay private first. It may be nothing.",
    ),
    PrivateWordsOpen: _private_open,
    PicturesNameWords: _pictures_name,
    PicturesNotRead: _pictures_not_read,
    PrivateWordsLeft: _private_left,
    PassphraseWeak: _chosen(
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
    NewKeysHold: _fixed(
        "The new passphrase and words are in force; the old ones no longer open the journal.",
        "Open it with the new passphrase. If it does not open, make some room on the disk and try again.",
    ),
    ReadOnly: _chosen(
        "because",
        {
            ReadOnlyBecause.MEDIA: (
                "This journal is open to be read only: nothing can be written where it lies.",
                "To write in it, lock it and bring it to a folder on this computer.",
            ),
            ReadOnlyBecause.NEWER: (
                "This journal is open to be read only: a newer version of the program has written in it.",
                "To write in it, open it with that version.",
            ),
        },
    ),
    PlaceRefused: _chosen(
        "problem",
        {
            PlaceProblem.NETWORK: (
                "A journal cannot live on a network disk: it could be damaged there, and others could see it change.",
                "Choose a folder on this computer.",
            ),
            PlaceProblem.SYNCED: (
                "This folder is copied to other places by another program.",
                "Choose a folder that stays on this computer only.",
            ),
            PlaceProblem.READ_ONLY: (
                "Nothing can be written in this folder.",
                "Choose another folder, or allow writing there.",
            ),
        },
    ),
    Unreadable: _chosen(
        "why",
        {
            "failed": ("The file could not be read.", "Check the disk it lies on, then add it again."),
            "missing": ("The file is no longer there.", "Look for it, then add it again."),
            "folder": ("That is a folder.", "Open it and choose the files in it."),
            "no permission": (
                "The computer does not let this program read the file.",
                "Copy it to your own folder first, then add it again.",
            ),
            "not a file": ("That is not an ordinary file.", "Save it as a file first, then add it."),
            "kept already": (
                "That file is a part of the journal itself.",
                "It is kept already; leave it there.",
            ),
        },
    ),
    StoreUnusable: _chosen(
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
    PictureRefused: _chosen(
        "reason",
        {
            Refusal.NOT_A_PICTURE: (
                "There is no preview for this kind of file.",
                "The file itself is kept safely.",
            ),
            Refusal.TOO_LARGE: ("The picture is too large to show here.", "The file itself is kept safely."),
            Refusal.DAMAGED: (
                "The picture is damaged and cannot be shown.",
                "It is kept exactly as it came.",
            ),
            Refusal.TOO_SLOW: ("Showing the picture took too long.", "The file itself is kept safely."),
            Refusal.NEEDS_PASSWORD: ("The document asks for a password.", "It is kept exactly as it came."),
            Refusal.DECODER_DIED: (
                "The picture could not be shown.",
                "It is kept safely; try again in a moment.",
            ),
        },
    ),
}


def has_words(kind: type) -> bool:
    """Whether an error class has words of its own."""
    return kind in _TROUBLES
