"""The key file: which slots open the journal, and the public key the inbox is sealed to.

Canonical JSON of `{"edition", "inbox_public", "journal", "mac", "root_id", "slots", "sum", "v"}`. `sum` is the SHA-256
of the canonical bytes without `sum`, so that damage is told from a wrong passphrase, and by those who have no key;
every later version keeps that rule. `mac` is over the canonical bytes without `sum` and `mac` and shows, once the root
key is known, that nobody else wrote the file. `edition` grows by one with every change, so that of two whole copies the
later one counts.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from journal.domain import canonical
from journal.domain.canonical import LARGEST_INTEGER, Json
from journal.domain.errors import NotCanonical
from journal.sealing.errors import KeyFileAltered, KeyFileDamaged, KeyFileNewer
from journal.sealing.fields import Fields
from journal.sealing.roots import ROOT_ID_SIZE, RootKey
from journal.sealing.slots import Slot

VERSION = 1
MOST_SLOTS = 8
MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What both copies of the key file say; nothing in it is secret."""

    journal: str
    edition: int
    root_id: str
    inbox_public: bytes
    slots: tuple[Slot, ...]
    mac: bytes

    @classmethod
    def issue(cls, root: RootKey, journal: str, slots: tuple[Slot, ...], edition: int = 1) -> Self:
        """Return the key file of that root, authenticated by it."""
        if not 1 <= len(slots) <= MOST_SLOTS:
            raise ValueError("a key file has one to eight slots")
        unsigned = cls(journal, edition, root.root_id, root.inbox_public, slots, b"")
        mac = root.key_file_mac(unsigned._content())
        return cls(journal, edition, root.root_id, root.inbox_public, slots, mac)

    def amended(self, root: RootKey, slots: tuple[Slot, ...]) -> Self:
        """Return the next edition, with these slots."""
        return self.issue(root, self.journal, slots, self.edition + 1)

    def check(self, root: RootKey) -> None:
        """Assure that the holder of this root wrote the file as it is.

        Raises:
            KeyFileAltered: somebody else changed it; `what` names the part, `contents` where it cannot be told.
        """
        if self.root_id != root.root_id:
            raise KeyFileAltered("root_id")
        if self.inbox_public != root.inbox_public:
            raise KeyFileAltered("inbox_public")
        if not hmac.compare_digest(self.mac, root.key_file_mac(self._content())):
            raise KeyFileAltered("contents")

    def slots_of(self, kind: str) -> tuple[Slot, ...]:
        """Return the slots of that kind, in their order."""
        return tuple(slot for slot in self.slots if slot.kind == kind)

    def to_bytes(self) -> bytes:
        """Return the file's bytes."""
        whole = {**self._unsigned(), "mac": self.mac.hex()}
        return canonical.dumps({**whole, "sum": _sum_of(whole)})

    @classmethod
    def parse(cls, untrusted_data: bytes) -> Self:
        """Read a key file; what it says is whole and bounded then, and not yet authenticated.

        Raises:
            KeyFileDamaged: it is not a whole key file.
            KeyFileNewer: a newer program wrote it.
            KeyParametersRefused: a slot's parameters are out of bounds.
        """
        untrusted = _summed(untrusted_data)
        fields = Fields(untrusted, "keys")
        version = fields.integer("v")
        if version > VERSION:
            raise KeyFileNewer(version)
        fields.exactly("edition", "inbox_public", "journal", "mac", "root_id", "slots", "v")
        if version != VERSION:
            raise KeyFileDamaged("keys.v")
        edition = fields.integer("edition")
        if not 1 <= edition < LARGEST_INTEGER:
            raise KeyFileDamaged("keys.edition")
        slots = tuple(Slot.parse(inner) for inner in fields.several("slots", MOST_SLOTS))
        if len({slot.id for slot in slots}) != len(slots):
            raise KeyFileDamaged("keys.slots")
        return cls(
            journal=fields.id("journal"),
            edition=edition,
            root_id=fields.octets("root_id", ROOT_ID_SIZE).hex(),
            inbox_public=fields.octets("inbox_public", 32),
            slots=slots,
            mac=fields.octets("mac", 32),
        )

    def _content(self) -> bytes:
        return canonical.dumps(self._unsigned())

    def _unsigned(self) -> dict[str, Json]:
        return {
            "edition": self.edition,
            "inbox_public": self.inbox_public.hex(),
            "journal": self.journal,
            "root_id": self.root_id,
            "slots": [slot.to_json() for slot in self.slots],
            "v": VERSION,
        }


def _summed(untrusted_data: bytes) -> dict[str, Json]:
    if len(untrusted_data) > MOST_BYTES:
        raise KeyFileDamaged("keys")
    try:
        untrusted = canonical.loads(untrusted_data)
    except (NotCanonical, RecursionError) as reason:
        raise KeyFileDamaged("keys") from reason
    stated = untrusted.pop("sum", None)
    if stated != _sum_of(untrusted):
        raise KeyFileDamaged("keys.sum")
    return untrusted


def _sum_of(content: Mapping[str, Json]) -> str:
    return hashlib.sha256(canonical.dumps(content)).hexdigest()
