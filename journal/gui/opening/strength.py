"""How good a passphrase is, in words."""

from dataclasses import dataclass

from journal.gui.kit import Wording
from journal.services.errors import PassphraseWeak, Weakness
from journal.services.passphrases import SHORTEST, check_passphrase

LONG = 24


@dataclass(frozen=True)
class Strength:
    """`level` is 0 for what is refused, 1 for good, 2 for very good; nothing typed has no words."""

    level: int
    said: str


def strength(words: Wording, passphrase: str) -> Strength:
    """Judge what was typed so far."""
    if not passphrase:
        return Strength(0, "")
    try:
        check_passphrase(passphrase, ())
    except PassphraseWeak as weak:
        missing = SHORTEST - len(passphrase)
        if weak.why is Weakness.SHORT and missing > 0:
            return Strength(
                0,
                words.count("One more character is needed.", "{number} more characters are needed.", missing),
            )
        trouble = words.wrong(weak)
        return Strength(0, f"{trouble.what} {trouble.next_step}")
    if len(passphrase) >= LONG:
        return Strength(2, words.say("Very good."))
    return Strength(1, words.say("Good. A few more words make it better."))
