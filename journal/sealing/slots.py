"""Slots of the key file: the root key wrapped once for each thing that may open it.

A slot's `wrapped` is AES-256-GCM of the root key (32 bytes and a tag of 16); its associated data is the canonical JSON
of `{"id", "journal", "kind", "params"}`, so that nothing in a slot can be changed or moved to another journal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from journal.domain import canonical
from journal.domain.canonical import Json
from journal.domain.ids import Randomness, new_id
from journal.sealing.errors import NotEnoughMemory
from journal.sealing.fields import Fields, bounded
from journal.sealing.roots import RootKey
from journal.sealing.secret import Passphrase, WrapKey

LEAST_MEMORY_KIB = 64 * 1024
MOST_MEMORY_KIB = 4 * 1024 * 1024
LEAST_PASSES = 3
MOST_PASSES = 64
MOST_LANES = 16
MOST_BOOT_MS = 2**53 - 1

_SALT = 16
_NONCE = 12
_WRAPPED = 48


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one try at the passphrase costs; a value outside the bounds cannot exist, so it is never used."""

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        bounded("memory_kib", self.memory_kib, LEAST_MEMORY_KIB, MOST_MEMORY_KIB)
        bounded("passes", self.passes, LEAST_PASSES, MOST_PASSES)
        bounded("lanes", self.lanes, 1, MOST_LANES)


LEAST_COST = Argon2Cost(LEAST_MEMORY_KIB, LEAST_PASSES, 4)


@dataclass(frozen=True, slots=True)
class PassphraseParameters:
    """How the passphrase is stretched into the key of its slot: Argon2id, version 19, to 32 bytes."""

    KIND: ClassVar[str] = "passphrase"

    cost: Argon2Cost
    salt: bytes

    def to_json(self) -> Mapping[str, Json]:
        """Return them as they stand in the key file."""
        return {
            "kdf": "argon2id",
            "lanes": self.cost.lanes,
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "salt": self.salt.hex(),
        }

    @classmethod
    def parse(cls, fields: Fields) -> "PassphraseParameters":
        """Read them back, bounds first."""
        fields.exactly("kdf", "lanes", "memory_kib", "passes", "salt")
        fields.constant("kdf", "argon2id")
        cost = Argon2Cost(fields.integer("memory_kib"), fields.integer("passes"), fields.integer("lanes"))
        return cls(cost, fields.octets("salt", _SALT))


@dataclass(frozen=True, slots=True)
class KeyringParameters:
    """The slot whose key the operating system's password store holds: for one run of the computer, until that time."""

    KIND: ClassVar[str] = "keyring"

    boot: str
    until_boot_ms: int

    def holds(self, boot: str, boot_ms: int) -> bool:
        """Say whether the slot may still be used in this run of the computer, this many ms after its start."""
        return boot == self.boot and boot_ms < self.until_boot_ms

    def to_json(self) -> Mapping[str, Json]:
        """Return them as they stand in the key file."""
        return {"boot": self.boot, "until_boot_ms": self.until_boot_ms}

    @classmethod
    def parse(cls, fields: Fields) -> "KeyringParameters":
        """Read them back, bounds first."""
        fields.exactly("boot", "until_boot_ms")
        until = fields.integer("until_boot_ms")
        bounded("until_boot_ms", until, 0, MOST_BOOT_MS)
        return cls(fields.text("boot", most=100), until)


Parameters: TypeAlias = PassphraseParameters | KeyringParameters


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the root key; safe to lie in the open."""

    id: str
    parameters: Parameters
    nonce: bytes
    wrapped: bytes

    @property
    def kind(self) -> str:
        """`passphrase` or `keyring`."""
        return self.parameters.KIND

    def to_json(self) -> Mapping[str, Json]:
        """Return the slot as it stands in the key file."""
        return {
            "id": self.id,
            "kind": self.kind,
            "nonce": self.nonce.hex(),
            "params": self.parameters.to_json(),
            "wrapped": self.wrapped.hex(),
        }

    @classmethod
    def parse(cls, fields: Fields) -> "Slot":
        """Read a slot back.

        Raises:
            KeyFileDamaged: it is not a slot.
            KeyParametersRefused: its parameters are out of bounds.
        """
        fields.exactly("id", "kind", "nonce", "params", "wrapped")
        kind = fields.one_of("kind", PassphraseParameters.KIND, KeyringParameters.KIND)
        inner = fields.inner("params")
        parameters: Parameters
        if kind == PassphraseParameters.KIND:
            parameters = PassphraseParameters.parse(inner)
        else:
            parameters = KeyringParameters.parse(inner)
        return cls(
            fields.id("id"), parameters, fields.octets("nonce", _NONCE), fields.octets("wrapped", _WRAPPED)
        )


class SlotDoesNotOpen(Exception):
    """This key does not open this slot, or the slot was changed; the two cannot be told apart."""


Derive: TypeAlias = Callable[[Passphrase, PassphraseParameters], WrapKey]


def derive_wrap_key(passphrase: Passphrase, parameters: PassphraseParameters) -> WrapKey:
    """Stretch the passphrase; takes about a second, on purpose, and lets other threads run.

    Raises:
        NotEnoughMemory: this computer cannot spare the memory the slot asks for.
    """
    cost = parameters.cost
    stretch = Argon2id(
        salt=parameters.salt,
        length=WrapKey.SIZE,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        return WrapKey(stretch.derive(passphrase.reveal().encode()))
    except MemoryError as reason:
        raise NotEnoughMemory(cost.memory_kib) from reason


def passphrase_slot(
    root: RootKey,
    passphrase: Passphrase,
    cost: Argon2Cost,
    journal: str,
    randomness: Randomness,
    derive: Derive = derive_wrap_key,
) -> Slot:
    """Return a new slot that this passphrase opens.

    Raises:
        NotEnoughMemory: this computer cannot spare the memory.
    """
    parameters = PassphraseParameters(cost, randomness(_SALT))
    return wrap_root(root, derive(passphrase, parameters), parameters, journal, randomness)


def wrap_root(
    root: RootKey, key: WrapKey, parameters: Parameters, journal: str, randomness: Randomness
) -> Slot:
    """Return a new slot of that journal that this key opens."""
    slot_id = new_id(randomness)
    nonce = randomness(_NONCE)
    wrapped = AESGCM(key.expose()).encrypt(nonce, root.expose(), _bound_to(slot_id, parameters, journal))
    return Slot(slot_id, parameters, nonce, wrapped)


def unwrap_root(slot: Slot, key: WrapKey, journal: str) -> RootKey:
    """Return the root key in the slot.

    Raises:
        SlotDoesNotOpen: another key, another journal, or a changed slot.
    """
    try:
        raw = AESGCM(key.expose()).decrypt(
            slot.nonce, slot.wrapped, _bound_to(slot.id, slot.parameters, journal)
        )
    except InvalidTag as reason:
        raise SlotDoesNotOpen from reason
    return RootKey(raw)


def _bound_to(slot_id: str, parameters: Parameters, journal: str) -> bytes:
    return canonical.dumps(
        {"id": slot_id, "journal": journal, "kind": parameters.KIND, "params": parameters.to_json()}
    )
