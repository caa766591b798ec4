"""Secrets in memory: objects that are not printed, compared in the open, copied or pickled by accident."""

import hmac
import unicodedata
from typing import ClassVar, NoReturn, Self

from journal.domain.errors import TextRefused
from journal.domain.ids import Randomness


class Secret:
    """A key of 32 bytes; only `expose` hands the bytes out."""

    SIZE: ClassVar[int] = 32
    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != self.SIZE:
            raise ValueError("a key has 32 bytes")
        self._raw = bytes(raw)

    @classmethod
    def new(cls, randomness: Randomness) -> Self:
        """Return a fresh key."""
        return cls(randomness(cls.SIZE))

    def expose(self) -> bytes:
        """Return the 32 bytes, to be used and let go at once."""
        return self._raw

    def __repr__(self) -> str:
        return f"<{type(self).__name__} hidden>"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and hmac.compare_digest(self._raw, other._raw)

    __hash__ = None  # type: ignore[assignment]  # a secret has no business in a set or as a key

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not copied or pickled")


class FileKey(Secret):
    """The random key of one sealed file, kept in the database or sealed into the file's own header."""

    __slots__ = ()


class WrapKey(Secret):
    """What wraps the root key in one slot: stretched from a passphrase, or kept by the operating system."""

    __slots__ = ()


class Passphrase:
    """What the person typed, in Unicode normal form C, so that every keyboard's way to an accent is the same one.

    Nothing else is changed: spaces and capitals count.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Take the text as typed.

        Raises:
            TextRefused: it holds a lone surrogate.
        """
        self._text = unicodedata.normalize("NFC", text)
        if any("\ud800" <= letter <= "\udfff" for letter in self._text):
            raise TextRefused("passphrase")

    def reveal(self) -> str:
        """Return the text, to be used and let go at once."""
        return self._text

    def __repr__(self) -> str:
        return "<Passphrase hidden>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a passphrase is not copied or pickled")
