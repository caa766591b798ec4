"""What makes a passphrase good enough here, and proposing one that is."""

from journal.domain.ids import Randomness
from journal.services.errors import PassphraseWeak, Weakness

SHORTEST = 15
"""NIST SP 800-63B-4 §3.1.1.2: the least length of a password that is the only factor."""

LEAST_DIFFERENT = 6
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
)


def check_passphrase(passphrase: str, names: tuple[str, ...]) -> None:
    """Refuse what is easily guessed; `names` are those of the person and of this computer's account.

    Raises:
        PassphraseWeak: with the reason.
    """
    if len(passphrase) < SHORTEST:
        raise PassphraseWeak(Weakness.SHORT)
    plain = "".join(letter for letter in passphrase.casefold() if letter.isalnum())
    if len(set(passphrase.casefold())) < LEAST_DIFFERENT or _repeats(plain):
        raise PassphraseWeak(Weakness.REPEATED)
    if any(common in plain or plain in common for common in _COMMON if plain):
        raise PassphraseWeak(Weakness.COMMON)
    for name in names:
        short = "".join(letter for letter in name.casefold() if letter.isalnum())
        if len(short) >= 3 and len(plain.replace(short, "")) < SHORTEST - 5:
            raise PassphraseWeak(Weakness.NAMED)


def propose_passphrase(words: tuple[str, ...], randomness: Randomness) -> str:
    """Six words drawn at random from a list whose length is a power of two; eleven bits each from 2,048."""
    return " ".join(words[_below(len(words), randomness)] for _ in range(PROPOSED_WORDS))


def _below(limit: int, randomness: Randomness) -> int:
    """A number below `limit`, each as likely as the others."""
    while True:
        number = int.from_bytes(randomness(4), "big")
        if number < (1 << 32) // limit * limit:
            return number % limit


def _repeats(text: str) -> bool:
    return any(text == text[:length] * (len(text) // length) for length in range(1, len(text) // 3 + 1))
