"""What was found where the journal should be, in words with a next step, where it cannot simply be opened."""

from journal.domain.words import Words
from journal.services.door import Found


def in_words(words: Words, found: Found) -> tuple[str, str]:
    """What is there, and what the person can do. Nothing there was changed."""
    say = words.say
    unchanged = say("Nothing was changed.")
    what, next_step = {
        Found.EMPTY_FILE: (
            say("The journal’s main file is empty."),
            say("Put journal.db back from a copy of the folder, then look again."),
        ),
        Found.FOREIGN: (
            say("The file in the journal’s place is something else."),
            say("Move that file away, then look again."),
        ),
        Found.DATABASE_MISSING: (
            say("The journal’s main file is missing, but other parts of it are here."),
            say("Put journal.db back from a copy of the folder, then look again."),
        ),
        Found.KEYS_MISSING: (
            say("The key files of this journal are missing from its folder."),
            say("Put keys.json back from a copy of the folder, then look again."),
        ),
        Found.NETWORK: (
            say("This journal lies on a network disk. It could be damaged there."),
            say("Move its folder to this computer, then open it from there."),
        ),
        Found.SYNCED: (
            say("Another program copies this folder to other places."),
            say("Move the journal to a folder that stays on this computer only."),
        ),
        Found.READ_ONLY: (
            say("Nothing can be written in the journal’s folder."),
            say("Allow writing there, or copy the folder to another place, then look again."),
        ),
        Found.AWAY: (
            say("The journal was moved to another folder, and cannot be found there now."),
            say("If it is on a stick or another disk, plug that in, then look again."),
        ),
    }.get(found, (say("The journal cannot be opened."), say("Look again in a moment.")))
    return what, f"{next_step} {unchanged}"
