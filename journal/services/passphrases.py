"""What makes a passphrase good enough here, and proposing one that is."""

import re
import unicodedata

from journal.domain.ids import Randomness
from journal.services.errors import PassphraseWeak, Weakness

SHORTEST = 15
"""NIST SP 800-63B-4 §3.1.1.2: the least length of a password that is the only factor."""

LEAST_DIFFERENT = 6
LEAST_BESIDE_NAMES = 10
"""Letters and digits that must be left when every name and every word of a name is taken away."""

SHORTEST_NAME = 3
PROPOSED_WORDS = 6

_COMMON = (
    "passwordpassword",
    "correcthorsebatterystaple",
    "qwertyuiopasdfgh",
    "1234567890123456",
    "abcdefghijklmnop",
    "iloveyouiloveyou",
    "letmeinletmeinletmein",
    "passphrasepassphrase",
    "mysecretjournal",
    "1q2w3e4r5t6y7u8i",
    "1qaz2wsx3edc4rfv",
    "123456789101112",
    "asdfghjklzxcvbnm",
    "thequickbrownfox",
    "tobeornottobethat",
)

_NEVER_PROPOSED = frozenset(
    (
        "abuse", "actor", "evidence", "police", "proof", "vault", "angry", "attack", "blood", "bomb", "cage", "crime",
        "cruel", "cry", "damage", "danger", "destroy", "enemy", "fatal", "fatigue", "follow", "force", "ghost", "guilt",
        "gun", "hunt", "hurt", "husband", "injury", "jealous", "knife", "lonely", "panic", "prison", "punch", "rifle",
        "sad", "scare", "shoot", "spy", "suspect", "track", "trap", "trigger", "weapon", "wife",
    )
)  # fmt: skip
"""Words of the list that would give the journal away, or that frighten."""


def check_passphrase(passphrase: str, names: tuple[str, ...]) -> None:
    """Refuse what is easily guessed.

    `names` are those of the person and of this computer's account, and of everyone in the journal where it is open.

    Raises:
        PassphraseWeak: with the reason.
    """
    if len(passphrase) < SHORTEST:
        raise PassphraseWeak(Weakness.SHORT)
    plain = _letters(passphrase)
    if len(set(passphrase.casefold())) < LEAST_DIFFERENT or _repeats(plain):
        raise PassphraseWeak(Weakness.REPEATED)
    if any(common in plain or (plain in common and len(plain) >= LEAST_DIFFERENT) for common in _COMMON):
        raise PassphraseWeak(Weakness.COMMON)
    if len(_without(plain, names)) < min(LEAST_BESIDE_NAMES, len(plain)):
        raise PassphraseWeak(Weakness.NAMED)


def propose_passphrase(words: tuple[str, ...], randomness: Randomness) -> str:
    """Six words drawn at random, but for those nobody here should have to type every day; from 2,048, 65 bits."""
    kind = tuple(word for word in words if word not in _NEVER_PROPOSED)
    return " ".join(kind[below(len(kind), randomness)] for _ in range(PROPOSED_WORDS))


def below(limit: int, randomness: Randomness) -> int:
    """A number from 0 to below `limit`, each as likely as the others."""
    while True:
        number = int.from_bytes(randomness(4), "big")
        if number < (1 << 32) // limit * limit:
            return number % limit


def _without(plain: str, names: tuple[str, ...]) -> str:
    """What is left of the letters when names and their words are taken away, the longest first."""
    parts = {_letters(part) for name in names for part in (name, *re.split(r"[\W_]+", name))}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= SHORTEST_NAME:
            plain = plain.replace(part, "")
    return plain


def _letters(text: str) -> str:
    """Small letters without accents, and digits."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def _repeats(text: str) -> bool:
    return any(text == text[:length] * (len(text) // length) for length in range(1, len(text) // 3 + 1))
