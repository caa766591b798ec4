"""What became of a key, in words: which it is, or why there is none and what to do."""

from journal.domain.hotkeys import HeardKey, Hearing, KeyState, KeyUse
from journal.domain.words import Words


def hint(hearing: Hearing, use: KeyUse) -> str:
    """The key beside a verb; nothing where none is heard."""
    return hearing.name_of(use)


def why_not(words: Words, key: HeardKey) -> str:
    """Why this key is not heard; nothing where it is, or where none was wanted."""
    say = words.say
    match key.state:
        case KeyState.TAKEN:
            return say("{key} is used by another program, so it does nothing here.", key=key.name)
        case KeyState.OURS:
            return say("{key} already does something else in this program.", key=key.name)
        case KeyState.MISSING:
            return say("There is no {key} on this keyboard.", key=key.name)
        case KeyState.ASKED:
            return say("Your desktop has been asked for {key}, and has not answered yet.", key=key.name)
        case KeyState.REFUSED:
            return say("Your desktop has given no key for this.")
        case KeyState.DEAF:
            return say("This desktop lets no program hear keys from anywhere.")
        case _:
            return ""


def refusal(words: Words, hearing: Hearing) -> str:
    """Why the change asked for last was not made; nothing where it was."""
    if hearing.unkept:
        return words.say("This could not be kept, because the disk did not take it. Nothing was changed.")
    if hearing.refused is None:
        return ""
    why = why_not(words, hearing.refused)
    return words.say("{why} Nothing was changed: choose another one.", why=why) if why else ""
