"""Words for the disk, the folder and the journal that lies in it."""

from journal.desktop import errors as desktop
from journal.sealing import errors as sealing
from journal.services.errors import FolderBlocked, PlaceProblem, PlaceRefused, ReadOnly, ReadOnlyBecause
from journal.services.moving import MoveNotTrue
from journal.services.trouble_words.saying import (
    ALTERED,
    FULL,
    FULL_SAID,
    MAKE_ROOM,
    NEWER,
    UNKNOWN,
    UNREADABLE,
    UNWRITABLE,
    Saying,
    chosen,
    fixed,
)
from journal.vault import errors as vault

SAYINGS: dict[type, Saying] = {
    sealing.DiskFull: FULL,
    sealing.DiskFailed: UNWRITABLE,
    sealing.SourceUnreadable: fixed(
        "The file could not be read to its end, so it was not kept.",
        "Check the disk or phone it lies on, then add it again.",
    ),
    sealing.SealedFileMissing: fixed(
        "A stored file is missing from the journal's folder.",
        "Look for a copy of the journal made earlier; it may still be there.",
    ),
    sealing.SealedFileUnreadable: fixed(
        "The computer does not let this program read a stored file.",
        "Check the disk and who may read the journal's folder, then try again.",
    ),
    sealing.SealedFileNewer: NEWER,
    sealing.SealedFileForeign: ALTERED,
    sealing.SealedFileDamaged: ALTERED,
    sealing.SealedNameTaken: UNKNOWN,
    vault.CipherMissing: fixed(
        "The part of the program that encrypts is missing, so nothing was opened.",
        "Install the program again.",
    ),
    vault.JournalMissing: fixed(
        "There is no journal in this folder.", "Choose the right folder, or put the journal back from a copy."
    ),
    vault.JournalEmpty: fixed(
        "The journal's main file is empty. It was left as it is.",
        "Put journal.db back from a copy of the folder.",
    ),
    vault.JournalForeign: fixed(
        "The file in this folder is something else than a journal. It was left as it is.",
        "Choose another folder, or move that file away.",
    ),
    vault.JournalUnreadable: UNREADABLE,
    vault.JournalDamaged: UNREADABLE,
    vault.JournalNewer: NEWER,
    vault.DatabaseFull: chosen(
        "room_made",
        {
            False: (FULL_SAID, MAKE_ROOM),
            True: (
                "The disk is full. A little room was set aside for this moment.",
                "Try again now, then make some room on the disk. Everything that was saved before is still there.",
            ),
        },
    ),
    vault.DatabaseUnwritable: UNWRITABLE,
    vault.ThingMissing: fixed(
        "This is no longer there.", "It may have been taken out; look in the list again."
    ),
    desktop.AlreadyOpen: fixed(
        "This journal is already open in another window.", "Use that window, or close it first."
    ),
    desktop.CannotLock: UNWRITABLE,
    desktop.KeeperSilent: fixed(
        "Journal is running and does not answer.", "Wait a moment and try again, or sign out and in again."
    ),
    desktop.NoMeetingPlace: fixed(
        "No private folder was found for the parts of Journal to meet in.",
        "Check that your home folder can be written to, then start again.",
    ),
    MoveNotTrue: fixed(
        "What was written in the new folder could not be read back as it was, so nothing was moved.",
        "The disk there may be failing: choose another one. Your journal is where it was.",
    ),
    FolderBlocked: fixed(
        "Something else lies where one of the folders inside the journal should be. It was left as it is.",
        "Look into the journal's folder: “media”, “inbox”, “backups” and “work” have to be folders. Then try again.",
    ),
    ReadOnly: chosen(
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
    PlaceRefused: chosen(
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
}
