"""The pages of an encrypted database one by one, for when the database itself no longer opens.

SQLCipher 4: a page of 16,384 bytes is AES-256-CBC of its first 16,304, then an IV of 16 and an HMAC-SHA512 of 64 over
ciphertext, IV and the page's number (4 bytes, little-endian). The HMAC key is PBKDF2-HMAC-SHA512 of the key with the
salt's bytes each XOR 0x3A, two rounds. The first page begins with the salt in the clear in place of 16 bytes that are
the same in every database.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE_BYTES = 16384
RESERVED_BYTES = 80
USABLE_BYTES = PAGE_BYTES - RESERVED_BYTES
"""How much of each page is content."""

FIRST_BYTES = b"SQLite format 3\0"

_KEY = 32
_IV = 16
_HMAC_KEY = 32
_MASK = 0x3A
_ROUNDS = 2


class PageKey:
    """Opens single pages with a database's raw key (32 bytes key, 16 bytes salt)."""

    def __init__(self, database_key: bytes) -> None:
        self._key, salt = database_key[:_KEY], database_key[_KEY:]
        masked = bytes(octet ^ _MASK for octet in salt)
        self._hmac_key = hashlib.pbkdf2_hmac("sha512", self._key, masked, _ROUNDS, _HMAC_KEY)

    def __repr__(self) -> str:
        return "<PageKey hidden>"

    def is_whole(self, number: int, untrusted_page: bytes) -> bool:
        """Say whether this page, counted from 1, is one that was written with this key at this place."""
        if len(untrusted_page) != PAGE_BYTES or not 0 < number < 2**32:
            return False
        content = untrusted_page[_skipped(number) : USABLE_BYTES + _IV]
        expected = hmac.digest(self._hmac_key, content + number.to_bytes(4, "little"), "sha512")
        return hmac.compare_digest(expected, untrusted_page[USABLE_BYTES + _IV :])

    def open(self, number: int, untrusted_page: bytes) -> bytes | None:
        """Return the 16,304 bytes of content of that page, or None if it is not whole: no byte of it is handed out."""
        if not self.is_whole(number, untrusted_page):
            return None
        skipped = _skipped(number)
        iv = untrusted_page[USABLE_BYTES : USABLE_BYTES + _IV]
        opener = Cipher(AES(self._key), CBC(iv)).decryptor()
        content = opener.update(untrusted_page[skipped:USABLE_BYTES]) + opener.finalize()
        return FIRST_BYTES[:skipped] + content


def _skipped(number: int) -> int:
    """How many bytes at the beginning of a page are not encrypted."""
    return len(FIRST_BYTES) if number == 1 else 0
