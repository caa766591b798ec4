"""Words for copies of a journal, and for what is saved out of a damaged one."""

from journal.services.backing_up import BackupNotTrue, NoRoomForBackup
from journal.services.backup_place import BackupMissing, BackupPlaceGone, BackupPlaceRefused
from journal.services.restoring import BackupUnreadable, FolderTaken
from journal.services.salvaging import NothingReadable
from journal.services.trouble_words.saying import Saying, fixed

SAYINGS: dict[type, Saying] = {
    BackupMissing: fixed(
        "There is no copy of a journal in this folder.", "Choose the folder that holds “Journal copy”."
    ),
    BackupPlaceGone: fixed(
        "The folder for copies is not there.",
        "Plug the stick or disk in again, or choose another folder.",
    ),
    BackupPlaceRefused: fixed(
        "This folder is inside the journal, so a copy there would be lost together with it.",
        "Choose a folder on a stick or another disk.",
    ),
    BackupUnreadable: fixed(
        "The copy could not be read to its end. Nothing was put back.",
        "Check the stick or disk it lies on, then try again, or try an older copy.",
    ),
    BackupNotTrue: fixed(
        "What was written could not be read back as it was, so it does not count as a copy.",
        "The stick or disk may be failing: use another one. Your journal itself is as it was.",
    ),
    NoRoomForBackup: fixed(
        "There is not enough room for a copy.", "Make some room there, or choose a larger stick or disk."
    ),
    NothingReadable: fixed(
        "Nothing in this folder could be read with these keys.",
        "Nothing was changed. Try the words or passphrase of that journal, or a copy made earlier.",
    ),
    FolderTaken: fixed(
        "There is something in this folder already. It was left as it is.",
        "Choose an empty folder, or a new name.",
    ),
}
