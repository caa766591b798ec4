"""The root key of a journal and everything that is derived from it, by HKDF-SHA256 under frozen labels."""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from journal.sealing.secret import Secret

# These labels are part of the format: another label is another journal.
_DATABASE = b"journal/1/database"
_INBOX = b"journal/1/inbox"
_KEY_FILE = b"journal/1/key-file"
_ROOT_ID = b"journal/1/root-id"

DATABASE_KEY_SIZE = 48
DATABASE_SALT_SIZE = 16
ROOT_ID_SIZE = 8


class InboxKey(Secret):
    """The private half of the inbox key pair (X25519): opens what the keyless process sealed."""

    __slots__ = ()

    @property
    def public(self) -> bytes:
        """The 32 bytes to which anyone can seal."""
        return _public_bytes(self._pair())

    def agree(self, other_public: bytes) -> bytes:
        """Return the 32 bytes shared with the owner of that public key.

        Raises:
            ValueError: the other key is one that would make the shared bytes known to all.
        """
        return self._pair().exchange(X25519PublicKey.from_public_bytes(other_public))

    def _pair(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.expose())


class RootKey(Secret):
    """The one random key of a journal; the 24 recovery words are these 32 bytes."""

    __slots__ = ()

    def database_key(self) -> bytes:
        """Return 48 bytes, a key of 32 and a salt of 16: as 96 hex digits, SQLCipher's raw key."""
        return self._derived(_DATABASE, DATABASE_KEY_SIZE)

    @property
    def database_salt(self) -> bytes:
        """The 16 bytes that stand in the open at the head of this root's database, and tell whose it is."""
        return self.database_key()[-DATABASE_SALT_SIZE:]

    def inbox_key(self) -> InboxKey:
        """Return the key that opens what was sealed into the inbox."""
        return InboxKey(self._derived(_INBOX, InboxKey.SIZE))

    @property
    def inbox_public(self) -> bytes:
        """The public half of the inbox key, 32 bytes, safe to lie in the open."""
        return self.inbox_key().public

    @property
    def root_id(self) -> str:
        """16 hex digits that name this root and tell nothing about it."""
        return self._derived(_ROOT_ID, ROOT_ID_SIZE).hex()

    def key_file_mac(self, content: bytes) -> bytes:
        """Return the 32 bytes (HMAC-SHA256) that only the holder of this root can put under a key file."""
        return hmac.new(self._derived(_KEY_FILE, 32), content, hashlib.sha256).digest()

    def _derived(self, label: bytes, size: int) -> bytes:
        return HKDF(algorithm=SHA256(), length=size, salt=None, info=label).derive(self.expose())


def _public_bytes(pair: X25519PrivateKey) -> bytes:
    return pair.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
