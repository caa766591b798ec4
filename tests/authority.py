"""A time-stamp authority made with openssl, with which answers good and bad are made."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.commands import needed

_EXTENSIONS = """
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[stamps]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
"""


@dataclass(frozen=True)
class Authority:
    """A root and a key for stamps that it vouches for; `answer` is what the authority would send."""

    folder: Path

    @property
    def root(self) -> bytes:
        """The root's certificate, PEM."""
        return (self.folder / "root.pem").read_bytes()

    def answer(self, query: bytes) -> bytes:
        """The answer to a question."""
        (self.folder / "question.tsq").write_bytes(query)
        self._openssl(
            "ts", "-reply", "-config", "stamps.cnf", "-queryfile", "question.tsq", "-out", "answer.tsr"
        )
        return (self.folder / "answer.tsr").read_bytes()

    def holds(self, data: bytes, answer: bytes) -> bool:
        """What `openssl ts -verify` says."""
        (self.folder / "data").write_bytes(data)
        (self.folder / "given.tsr").write_bytes(answer)
        asked = (
            "ts",
            "-verify",
            "-data",
            "data",
            "-in",
            "given.tsr",
            "-CAfile",
            "root.pem",
            "-untrusted",
            "stamps.pem",
        )
        return (
            subprocess.run([needed("openssl"), *asked], cwd=self.folder, capture_output=True).returncode == 0
        )

    def _openssl(self, *asked: str) -> None:
        subprocess.run([needed("openssl"), *asked], cwd=self.folder, check=True, capture_output=True)


def make_authority(folder: Path) -> Authority:
    """Make one in that folder, with a key for stamps."""
    name = "Authority of Hours"
    folder.mkdir()
    made = Authority(folder)
    (folder / "extensions.cnf").write_text(_EXTENSIONS)
    (folder / "serial").write_text("01\n")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    _make_root(made, name, curve)
    made._openssl("req", *curve, "-keyout", "stamps.key", "-out", "stamps.csr", "-subj", f"/CN={name}")
    made._openssl(
        *("x509", "-req", "-in", "stamps.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"),
        *("-out", "stamps.pem", "-days", "3650", "-extfile", "extensions.cnf", "-extensions", "stamps"),
    )
    (folder / "stamps.cnf").write_text(
        "[tsa]\ndefault_tsa=it\n[it]\nserial=serial\ncrypto_device=builtin\nsigner_cert=stamps.pem\ncerts=root.pem\n"
        "signer_key=stamps.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\n"
        "accuracy=secs:1\ness_cert_id_alg=sha256\n"
    )
    return made


def _make_root(made: Authority, name: str, curve: tuple[str, ...]) -> None:
    made._openssl("req", *curve, "-keyout", "root.key", "-out", "root.csr", "-subj", f"/CN=Root of {name}")
    made._openssl(
        *("x509", "-req", "-in", "root.csr", "-signkey", "root.key", "-out", "root.pem", "-days", "3650"),
        *("-extfile", "extensions.cnf", "-extensions", "root"),
    )
