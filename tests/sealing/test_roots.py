"""What is derived from a root key never changes: these values are part of the format."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from journal.sealing.roots import InboxKey, RootKey
from tests.sealing.fakes import ROOT


def _hkdf(root: bytes, label: bytes, size: int) -> bytes:
    """RFC 5869 with the standard library alone, so that a reader of the format needs nothing of ours."""
    extracted = hmac.new(bytes(32), root, hashlib.sha256).digest()
    block, output = b"", b""
    for number in range(1, 1 + -(-size // 32)):
        block = hmac.new(extracted, block + label + bytes([number]), hashlib.sha256).digest()
        output += block
    return output[:size]


def test_the_database_key_of_a_known_root_stays_what_it_is() -> None:
    assert ROOT.database_key().hex() == (
        "fd13cc4d01526e1c919f4b1ad880ada02fea65ef6b04f0e2bdd50793be653c43eb6475273ec39108f12ba1015a51858e"
    )


def test_the_inbox_key_of_a_known_root_stays_what_it_is() -> None:
    assert (
        ROOT.inbox_key().expose().hex() == "4e40f11e7047e479a58998bb43f2bae0f72a1b0239438c19b0838d6f07763c1c"
    )
    assert ROOT.inbox_public.hex() == "1dabd2a62a765920225cf78b349f3fdfe19a79f3732eecc62389ae7df2d32474"


def test_the_name_of_a_known_root_stays_what_it_is() -> None:
    assert ROOT.root_id == "a78b527a16e92949"


def test_the_mac_under_a_key_file_of_a_known_root_stays_what_it_is() -> None:
    assert (
        ROOT.key_file_mac(b"{}\n").hex() == "a55f4e06a2776c83486ff5d10a885eff2614efe8e6afa45eaae853e943eb31c2"
    )


@given(st.binary(min_size=32, max_size=32))
def test_everything_is_hkdf_of_the_root_under_its_own_label(raw: bytes) -> None:
    root = RootKey(raw)

    assert root.database_key() == _hkdf(raw, b"journal/1/database", 48)
    assert root.inbox_key().expose() == _hkdf(raw, b"journal/1/inbox", 32)
    assert root.root_id == _hkdf(raw, b"journal/1/root-id", 8).hex()
    mac_key = _hkdf(raw, b"journal/1/key-file", 32)
    assert root.key_file_mac(b"text") == hmac.new(mac_key, b"text", hashlib.sha256).digest()


def test_the_agreement_is_x25519_as_in_rfc_7748() -> None:
    alice = InboxKey(bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"))
    bob = InboxKey(bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))

    shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"

    assert alice.agree(bob.public).hex() == bob.agree(alice.public).hex() == shared
