"""A PDF that opens only with its password: AES with 256 bits, as the PDF standard has it (revision 6)."""

from typing import BinaryIO

from pikepdf import Encryption, Pdf

from journal.under_password.password import usable


def put_under_password(source: BinaryIO, out: BinaryIO, password: str) -> None:
    """Write the PDF that `source` holds to `out`, which can be read and written at any place.

    Whoever opens it may do anything with it: the password keeps others out, and does not bind the reader. Nothing
    that can be read is written anywhere; memory does not grow with the size.
    """
    # With the same password for the owner, since an empty one opens the file to everybody.
    locked = Encryption(owner=usable(password), user=usable(password), R=6)
    with Pdf.open(source) as pdf:
        pdf.save(out, encryption=locked)
