"""An authority that gives time stamps good and bad, made without openssl, which refuses to make the bad ones."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from asn1crypto import algos, cms, core, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose
from cryptography.x509.oid import NameOID

_Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
_YEAR = timedelta(days=365)
_HASHES: dict[str, type[hashes.SHA1 | hashes.SHA256 | hashes.SHA384 | hashes.SHA512]] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


@cache
def key_of(name: str) -> _Key:
    """A key of that name, made once; `rsa …` ones are RSA, all others lie on a curve."""
    if name.startswith("rsa"):
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Link:
    """A certificate to be: whose it is, and what it says."""

    name: str
    key: str
    ca: bool | None = True
    signs_certificates: bool = True
    path_length: int | None = None
    begins: datetime = NOW - _YEAR
    ends: datetime = NOW + _YEAR
    purposes: tuple[x509.ObjectIdentifier, ...] = ()
    purposes_critical: bool = True

    @cache  # noqa: B019  signed anew it would be another; there are few
    def made(self, by: "Link") -> x509.Certificate:
        """The certificate, issued by that one."""
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(self.name))
            .issuer_name(_name(by.name))
            .public_key(key_of(self.key).public_key())
            .serial_number(1 + int.from_bytes(hashlib.sha256(repr(self).encode()).digest()[:8], "big"))
            .not_valid_before(self.begins)
            .not_valid_after(self.ends)
        )
        if self.ca is not None:
            builder = builder.add_extension(x509.BasicConstraints(self.ca, self.path_length), critical=True)
        if self.purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(self.purposes), self.purposes_critical)
        usage = dict.fromkeys(
            ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
        )
        usage |= dict.fromkeys(("crl_sign", "encipher_only", "decipher_only"), False)
        signs = bool(self.ca) and self.signs_certificates
        builder = builder.add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=signs, **usage), critical=True
        )
        return builder.sign(key_of(by.key), hashes.SHA256())


ROOT = Link("Root of Hours", "root")
SIGNER = Link("Clock of Hours", "clock", ca=False, purposes=(Purpose.TIME_STAMPING,))


@dataclass(frozen=True)
class Recipe:
    """How an answer is made; as it stands, good."""

    signer: Link = SIGNER
    between: tuple[Link, ...] = ()
    root: Link = ROOT
    at: datetime = NOW
    digest: str = "sha256"
    pss: bool = False
    named_by: str = "sha256"
    sends: bool = True
    status: str = "granted"
    content: str = "signed_data"
    said_to_be: str = "tst_info"
    signers: int = 1
    wrong: str = ""
    more: tuple[x509.Certificate, ...] = ()
    accuracy: dict[str, int] = field(default_factory=dict)

    @property
    def links(self) -> tuple[Link, ...]:
        """From the signer to the root."""
        return (self.signer, *self.between, self.root)

    @property
    def certificates(self) -> list[x509.Certificate]:
        """The same, made."""
        issuers = (*self.links[1:], self.root)
        return [link.made(by) for link, by in zip(self.links, issuers, strict=True)]

    @property
    def root_der(self) -> bytes:
        """What has to be trusted."""
        return self.certificates[-1].public_bytes(Encoding.DER)

    def answer(self, data: bytes, nonce: int | None) -> bytes:
        """What the authority sends."""
        said = self._said(data, nonce)
        signed = self._attributes(said)
        info = self._signer_info(signed)
        if (
            self.wrong == "time"
        ):  # what was said is another thing now, and the digest that is signed knows it not
            said = replace(self, at=self.at + timedelta(days=1), wrong="")._said(data, nonce)
        if self.wrong == "time and digest":
            said = replace(self, at=self.at + timedelta(days=1), wrong="")._said(data, nonce)
            info["signed_attrs"] = self._attributes(said)
        chain = [*self.more, *self.certificates] if self.sends else []
        token: dict[str, Any] = {
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": self.digest})],
            "encap_content_info": {"content_type": self.said_to_be, "content": cms.ParsableOctetString(said)},
            "certificates": [_choice(each) for each in chain],
            "signer_infos": [info] * self.signers,
        }
        content = cms.SignedData(token) if self.content == "signed_data" else core.OctetString(said)
        response: dict[str, Any] = {
            "status": {"status": self.status},
            "time_stamp_token": {"content_type": self.content, "content": content},
        }
        made: bytes = tsp.TimeStampResp(response).dump()
        return made

    def _said(self, data: bytes, nonce: int | None) -> bytes:
        said: dict[str, Any] = {
            "version": "v1",
            "policy": "1.2.3.4.1",
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": hashlib.sha256(data).digest(),
            },
            "serial_number": 7,
            "gen_time": self.at,
        }
        if nonce is not None:
            said["nonce"] = nonce
        if self.accuracy:
            said["accuracy"] = self.accuracy
        made: bytes = tsp.TSTInfo(said).dump()
        return made

    def _attributes(self, said: bytes) -> cms.CMSAttributes:
        digest = hashlib.new(self.digest, said).digest()
        if self.wrong == "digest":
            digest = bytes(len(digest))
        kind = "data" if self.wrong == "kind" else "tst_info"
        attributes = [
            {"type": "content_type", "values": [kind]},
            {"type": "message_digest", "values": [digest]},
        ]
        return cms.CMSAttributes([cms.CMSAttribute(each) for each in (*attributes, *self._naming())])

    def _naming(self) -> list[dict[str, Any]]:
        """The attribute that says which certificate signed."""
        named = self.certificates[1 if self.wrong == "named" else 0].public_bytes(Encoding.DER)
        if self.named_by == "sha1":
            old = {"certs": [{"cert_hash": hashlib.sha1(named).digest()}]}  # noqa: S324  RFC 2634 knows no other
            return [{"type": "signing_certificate", "values": [old]}]
        if self.named_by:
            how = {"algorithm": self.named_by}
            new = {
                "certs": [{"hash_algorithm": how, "cert_hash": hashlib.new(self.named_by, named).digest()}]
            }
            return [{"type": "signing_certificate_v2", "values": [new]}]
        return []

    def _signer_info(self, signed: cms.CMSAttributes) -> cms.SignerInfo:
        own = self.certificates[0]
        key = key_of("somebody else's" if self.wrong == "key" else self.signer.key)
        issuer = {"issuer": cms.Name.load(own.issuer.public_bytes()), "serial_number": own.serial_number}
        return cms.SignerInfo(
            {
                "version": "v1",
                "sid": {"issuer_and_serial_number": issuer},
                "digest_algorithm": {"algorithm": self.digest},
                "signed_attrs": signed,
                "signature_algorithm": self._algorithm(key),
                "signature": self._sign(key, signed.dump()),
            }
        )

    def _algorithm(self, key: _Key) -> dict[str, Any]:
        if isinstance(key, ec.EllipticCurvePrivateKey):
            name = f"{self.digest}_ecdsa"
        else:
            name = "rsassa_pss" if self.pss else "rsassa_pkcs1v15"
        if not self.pss:
            return {"algorithm": name}
        how = {"hash_algorithm": {"algorithm": self.digest}, "salt_length": 32}
        mask = {"algorithm": "mgf1", "parameters": {"algorithm": self.digest}}
        return {"algorithm": name, "parameters": {**how, "mask_gen_algorithm": mask}}

    def _sign(self, key: _Key, signed: bytes) -> bytes:
        hash_ = _HASHES[self.digest]()
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return key.sign(signed, ec.ECDSA(hash_))
        if self.pss:
            return key.sign(signed, padding.PSS(padding.MGF1(hash_), 32), hash_)
        return key.sign(signed, padding.PKCS1v15(), hash_)


def _name(said: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, said)])


def _choice(certificate: x509.Certificate) -> cms.CertificateChoices:
    own = cms.Certificate.load(certificate.public_bytes(Encoding.DER))
    return cms.CertificateChoices(name="certificate", value=own)
