"""Files written by version 1 stay readable for ever, by us and by whoever follows the description of the format.

The files in `golden` are never written anew; if a test here fails, the format has changed, and old journals are lost.
"""

import hashlib
import hmac
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal.domain.canonical import Json
from journal.sealing.inbox_seal import seal_to_inbox
from journal.sealing.keyfolder import FIRST, SECOND, unlock
from journal.sealing.recipient import open_recipient
from journal.sealing.sealed_layout import Kind
from journal.sealing.sealed_reader import SealedReader
from journal.sealing.sealed_writer import SealedWriter
from journal.sealing.secret import FileKey, Passphrase
from tests.sealing.fakes import ROOT, SMALL, Known

GOLDEN = Path(__file__).parent / "golden"
PAYLOAD = b"kept on 21 November 2026"
NOTE: dict[str, Json] = {
    "kind": "capture",
    "utc_ms": 1795295643000,
    "where": "Galerie, \u00e9tage 2 \U0001f58c",
}
MEDIA_KEY = FileKey(bytes(range(100, 132)))
MEDIA_PAYLOAD = bytes(range(256)) + bytes(range(200))


def _octets(name: str) -> bytes:
    return bytes.fromhex((GOLDEN / name).read_text())


def _laid_out(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_bytes(_octets(f"{name}.hex"))
    return folder / names[0]


class _KeyFirst(Known):
    """Known randomness whose first 32 bytes, the file key, are a known key as well."""

    def __call__(self, size: int) -> bytes:
        octets = super().__call__(size)
        return MEDIA_KEY.expose() if self._count == 1 else octets


def test_the_golden_capture_is_read(tmp_path: Path) -> None:
    path = _laid_out(tmp_path, "inbox-v1")

    reader = SealedReader(path, open_recipient(path, ROOT.inbox_key()))

    assert reader.read_range(0, reader.size) == PAYLOAD
    assert reader.note == NOTE


def test_the_golden_capture_is_still_written_the_same(tmp_path: Path) -> None:
    path = seal_to_inbox(tmp_path, "capture", PAYLOAD, NOTE, ROOT.inbox_public, Known("golden"))

    assert path.read_bytes() == _octets("inbox-v1.hex")


def test_the_golden_file_of_three_parts_is_read(tmp_path: Path) -> None:
    path = _laid_out(tmp_path, "media-v1", "media-v1.2", "media-v1.3")

    reader = SealedReader(path, MEDIA_KEY, SMALL)

    assert reader.read_range(0, reader.size) == MEDIA_PAYLOAD
    assert reader.note == NOTE


def test_the_golden_file_of_three_parts_is_still_written_the_same(tmp_path: Path) -> None:
    with SealedWriter(
        tmp_path, "media-v1", Kind.MEDIA, _KeyFirst("golden"), note=NOTE, layout=SMALL
    ) as writer:
        writer.write(MEDIA_PAYLOAD)
        writer.commit()

    for name in ("media-v1", "media-v1.2", "media-v1.3"):
        assert (tmp_path / name).read_bytes() == _octets(f"{name}.hex")


def test_the_golden_key_file_opens(tmp_path: Path) -> None:
    for name in (FIRST, SECOND):
        (tmp_path / name).write_bytes((GOLDEN / "keys-v1.json").read_bytes())

    unlocked = unlock(tmp_path, Passphrase("six words that nobody would guess"))

    assert unlocked.root == ROOT
    assert unlocked.in_order
    assert [slot.kind for slot in unlocked.keyfile.slots] == ["passphrase", "keyring"]


@pytest.mark.parametrize(("name", "info"), [("inbox-v1.hex", b"journal/1/recipient")])
def test_the_description_of_the_format_is_enough_to_read_the_golden_capture(name: str, info: bytes) -> None:
    """A reader of its own, from the description alone."""
    data = _octets(name)
    bound, ephemeral, wrapped, frame = data[:48], data[48:80], data[80:128], data[128:]
    private = X25519PrivateKey.from_private_bytes(ROOT.inbox_key().expose())
    shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    extracted = hmac.new(bytes(32), shared, hashlib.sha256).digest()
    wrapping = hmac.new(extracted, info + ephemeral + ROOT.inbox_public + b"\x01", hashlib.sha256).digest()

    file_key = AESGCM(wrapping).decrypt(bytes(12), wrapped, bound)
    plain = AESGCM(file_key).decrypt(bound[29:36] + bytes(4) + b"\x01", frame, bound)

    note_size, payload_size = int.from_bytes(plain[:4], "big"), int.from_bytes(plain[-8:], "big")
    assert len(plain) == 4096
    assert bound[44:48] == hashlib.sha256(bound[:44]).digest()[:4]
    assert plain[4 + note_size : 4 + note_size + payload_size] == PAYLOAD
    assert not any(plain[4 + note_size + payload_size : -8])
