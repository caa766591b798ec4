"""Time stamps of an outside authority (RFC 3161): what to ask for, and whether an answer holds.

Loaded when somebody asks for one: the libraries it takes need 4 MiB and a tenth of a second.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    Policy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from journal.sealing.stamps import StampFault, StampRefused, TimeStamp

_Sha2 = hashes.SHA256 | hashes.SHA384 | hashes.SHA512
_HASHES: dict[str, type[_Sha2]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_LONGEST_CHAIN = 8
"""Certificates between the signer's and the root."""


def query(data: bytes, nonce: int) -> bytes:
    """Return the question for a stamp on `data`: its SHA-256 and a number used once, nothing else (RFC 3161 §2.4.1)."""
    asked = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": _imprint(data),
            "nonce": nonce,
            "cert_req": True,
        }
    )
    made: bytes = asked.dump()
    return made


def read_stamp(answer: bytes, data: bytes, nonce: int | None, roots: Sequence[bytes]) -> TimeStamp:
    """Check an answer against what was asked, its signature, and a chain that ends in one of `roots` (DER).

    Without a `nonce` it is not compared, as for an answer whose question is no longer at hand.

    Raises:
        StampRefused: it does not hold, and why.
    """
    try:
        return _Answer(answer).check(data, nonce, list(filter(None, map(_certificate_in, roots))))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, x509.ExtensionNotFound) as error:
        # The reader of the format raises any of these on bytes that are not what they claim to be.
        raise StampRefused(StampFault.NOT_AN_ANSWER) from error


def certificates(data: bytes) -> tuple[bytes, ...]:
    """Every certificate in a file that can be read, PEM or DER, as DER."""
    pieces = _PEM.findall(data) or [data]
    return tuple(each.public_bytes(Encoding.DER) for each in filter(None, map(_certificate_in, pieces)))


def _certificate_in(data: bytes) -> x509.Certificate | None:
    """One that can be read: those of a whole computer hold some that no longer can, and they vouch for nobody."""
    try:
        is_pem = data.startswith(b"-----BEGIN")
        return x509.load_pem_x509_certificate(data) if is_pem else x509.load_der_x509_certificate(data)
    except ValueError:
        return None


class _Answer:
    """A parsed answer; asn1crypto brings no types."""

    def __init__(self, answer: bytes) -> None:
        response = tsp.TimeStampResp.load(answer, strict=True)
        if response["status"]["status"].native not in ("granted", "granted_with_mods"):
            raise StampRefused(StampFault.NOT_GIVEN)
        token = response["time_stamp_token"]
        if token["content_type"].native != "signed_data":
            raise StampRefused(StampFault.NOT_AN_ANSWER)
        self._signed: Any = token["content"]
        content = self._signed["encap_content_info"]
        if content["content_type"].native != "tst_info" or len(self._signed["signer_infos"]) != 1:
            raise StampRefused(StampFault.NOT_AN_ANSWER)
        self._said_bytes: bytes = content["content"].contents
        self._said: Any = tsp.TSTInfo.load(self._said_bytes, strict=True)
        self._signer: Any = self._signed["signer_infos"][0]

    def check(self, data: bytes, nonce: int | None, roots: Sequence[x509.Certificate]) -> TimeStamp:
        if self._said["message_imprint"].dump() != _imprint(data).dump():
            raise StampRefused(StampFault.OTHER_THING)
        if nonce is not None and self._said["nonce"].native != nonce:
            raise StampRefused(StampFault.OTHER_QUESTION)
        certificate = self._certificate()
        self._check_signature(certificate)
        _check_purpose(certificate)
        at: datetime = self._said["gen_time"].native.astimezone(UTC)
        chain = _chain(certificate, self._others(), roots, at)
        authority = asn1_x509.Certificate.load(chain[0]).subject.human_friendly
        return TimeStamp(round(at.timestamp() * 1000), self._accuracy_ms(), authority, chain)

    def _accuracy_ms(self) -> int:
        accuracy = self._said["accuracy"].native or {}
        seconds, millis, micros = (accuracy.get(name) or 0 for name in ("seconds", "millis", "micros"))
        return int(seconds) * 1000 + int(millis) + (1 if micros else 0)

    def _others(self) -> list[x509.Certificate]:
        return [
            x509.load_der_x509_certificate(each.chosen.dump())
            for each in self._signed["certificates"]
            if each.name == "certificate"
        ]

    def _certificate(self) -> x509.Certificate:
        """The one whose hash the signature covers (RFC 5816), which is not always the first that was sent."""
        named = [_named_by(attribute) for attribute in self._signer["signed_attrs"]]
        wanted = next((found for found in named if found is not None), None)
        if wanted is None:
            raise StampRefused(StampFault.NOT_SIGNED)
        name, digest = wanted
        for each in self._signed["certificates"]:
            if each.name == "certificate" and hashlib.new(name, each.chosen.dump()).digest() == digest:
                return x509.load_der_x509_certificate(each.chosen.dump())
        raise StampRefused(StampFault.NOT_SIGNED)

    def _check_signature(self, certificate: x509.Certificate) -> None:
        name = self._signer["digest_algorithm"]["algorithm"].native
        if name not in _HASHES:
            raise StampRefused(StampFault.NOT_SIGNED)
        attributes = {each["type"].native: each["values"][0].native for each in self._signer["signed_attrs"]}
        if (attributes.get("content_type"), attributes.get("message_digest")) != (
            "tst_info",
            hashlib.new(name, self._said_bytes).digest(),
        ):
            raise StampRefused(StampFault.NOT_SIGNED)
        # Signed is the set as such, not under the tag it has inside (RFC 5652 §5.4); its bytes as they came.
        signed = b"\x31" + self._signer["signed_attrs"].dump()[1:]
        kind = self._signer["signature_algorithm"].signature_algo
        try:
            _verify(certificate, kind, self._signer["signature"].native, signed, _HASHES[name]())
        except InvalidSignature as error:
            raise StampRefused(StampFault.NOT_SIGNED) from error


def _imprint(data: bytes) -> Any:
    return tsp.MessageImprint(
        {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(data).digest()}
    )


def _named_by(attribute: cms.CMSAttribute) -> tuple[str, bytes] | None:
    """The hash's name and the hash of the signer's certificate, where this attribute holds them."""
    if attribute["type"].native == "signing_certificate_v2":
        first = attribute["values"][0]["certs"][0]
        return first["hash_algorithm"]["algorithm"].native, first["cert_hash"].native
    if attribute["type"].native == "signing_certificate":
        return "sha1", attribute["values"][0]["certs"][0]["cert_hash"].native
    return None


def _verify(
    certificate: x509.Certificate, kind: str, signature: bytes, signed: bytes, hash_: hashes.HashAlgorithm
) -> None:
    # No RSA with a salt: `openssl ts`, by which others check, knows none.
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pkcs1v15":
        key.verify(signature, signed, padding.PKCS1v15(), hash_)
    elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
        key.verify(signature, signed, ec.ECDSA(hash_))
    else:
        raise InvalidSignature


def _check_purpose(certificate: x509.Certificate) -> None:
    """The key must be for time stamps and nothing else, and say so critically (RFC 3161 §2.3)."""
    usages = [each for each in certificate.extensions if isinstance(each.value, x509.ExtendedKeyUsage)]
    fine = [
        each for each in usages if each.critical and list(each.value) == [ExtendedKeyUsageOID.TIME_STAMPING]
    ]
    if not fine:
        raise StampRefused(StampFault.NOT_FOR_STAMPS)


def _chain(
    signer: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
) -> tuple[bytes, ...]:
    """The certificates from the signer's to one of the roots, as they stood at that time."""
    if not signer.not_valid_before_utc <= at <= signer.not_valid_after_utc:
        raise StampRefused(StampFault.NOT_VALID_THEN)
    if not roots:
        raise StampRefused(StampFault.UNKNOWN_AUTHORITY)
    # What the signer's key is for is checked apart; of those above it, that they may vouch for others.
    vouching = ExtensionPolicy.permit_all().require_present(
        x509.BasicConstraints, Criticality.AGNOSTIC, _may_vouch
    )
    policy = (
        PolicyBuilder()
        .store(Store(list(roots)))
        .time(at)
        .max_chain_depth(_LONGEST_CHAIN)
        .extension_policies(ca_policy=vouching, ee_policy=ExtensionPolicy.permit_all())
    )
    try:
        chain = policy.build_client_verifier().verify(signer, list(others)).chain
    except VerificationError as error:
        raise StampRefused(StampFault.UNKNOWN_AUTHORITY) from error
    return tuple(each.public_bytes(Encoding.DER) for each in chain)


def _may_vouch(_policy: Policy, certificate: x509.Certificate, limits: x509.BasicConstraints) -> None:
    usages = [each.value for each in certificate.extensions if isinstance(each.value, x509.KeyUsage)]
    if not limits.ca or not all(usage.key_cert_sign for usage in usages):
        raise ValueError
