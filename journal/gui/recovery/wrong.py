"""Why a journal does not open, and the ways back, in words for somebody who is frightened."""

from journal.domain.words import Words
from journal.services.ways_back import Way, Wrong


def heading_of(words: Words, wrong: Wrong) -> str:
    """What the pane is about."""
    if wrong is Wrong.ASKED:
        return words.say("Other ways in")
    return (
        words.say("Part of your journal is damaged")
        if wrong is Wrong.SPOILT
        else words.say("Your journal does not open")
    )


def what_is_wrong(words: Words, wrong: Wrong) -> str:
    """What is known of it."""
    say = words.say
    return {
        Wrong.ASKED: say("Perhaps the passphrase is lost, or the journal is not what it was."),
        Wrong.SPOILT: say(
            "It still opens. Saving it into a new journal may bring back what is wrong in this one."
        ),
        Wrong.DAMAGED: say("Its main file is damaged. Most of what is in it can usually still be read."),
        Wrong.EMPTY: say("Its main file is empty. A copy of the journal can bring it back."),
        Wrong.FOREIGN: say(
            "The file in its place is something else. A copy of the journal can bring it back."
        ),
        Wrong.MISSING: say("Its main file is missing, but other parts of it are here."),
        Wrong.NEWER: say(
            "It was made by a newer version of this program, and nothing is wrong with it. "
            "Put the newer version on this computer and open it with that one."
        ),
        Wrong.KEYS_MISSING: say("Its key files are missing. What you wrote is still here."),
        Wrong.KEYS_DAMAGED: say("Its key files are damaged or were changed. What you wrote is still here."),
        Wrong.KEYS_UNREADABLE: say(
            "The computer does not let this program read its key files. "
            "See who may read the journal’s folder, then look again."
        ),
        Wrong.KEYS_OF_ANOTHER: say(
            "Its key files and its main file do not belong together. "
            "One of them may have come from another journal."
        ),
        Wrong.NETWORK: say("It lies on a network disk. It could be damaged there."),
        Wrong.SYNCED: say("Another program copies its folder to other places."),
        Wrong.READ_ONLY: say("Nothing can be written in its folder."),
        Wrong.AWAY: say(
            "It was moved to another folder and cannot be found there now. "
            "If that is on a stick or another disk, plug it in, then look again."
        ),
    }[wrong]


def what_was_done(words: Words, wrong: Wrong) -> str:
    """That nothing has happened yet."""
    if wrong is Wrong.ASKED:
        return words.say("Nothing is changed until you choose something.")
    return words.say("Nothing was changed. You can take your time.")


def way_told(words: Words, way: Way, newest: str = "") -> tuple[str, str]:
    """The verb of a way, and what it means; `newest` says when the newest copy in the folder was made, if any was."""
    say = words.say
    back = say("Into a new folder. You get everything up to the day of the copy.")
    if newest:
        back = say("Into a new folder. The newest copy here is of {when}.", when=newest)
    return {
        Way.WORDS: (
            say("Use the 24 words…"),
            say("From your paper. They open the journal even if nothing else does."),
        ),
        Way.KEYS_OF_A_COPY: (
            say("Use the keys of a copy…"),
            say("A copy has the same key files. Your passphrase opens the journal with them."),
        ),
        Way.RESTORE: (
            say("Put a copy back…"),
            back,
        ),
        Way.SALVAGE: (
            say("Save what can be read…"),
            say("Into a new journal, which says exactly what is missing. This one stays as it is."),
        ),
        Way.FOLDER_COPY: (
            say("Copy the folder…"),
            say("An exact copy, to be on the safe side. It stays locked."),
        ),
        Way.MOVE: (
            say("Move it to this computer…"),
            say("Everything in it goes to a safer folder, and the old one goes away."),
        ),
        Way.READ: (
            say("Open it to read…"),
            say("You can look at everything in it. Nothing can be added or changed."),
        ),
        Way.BRING_HERE: (
            say("Copy it to this computer…"),
            say("You get a journal you can write in. The folder stays as it is."),
        ),
    }[way]
