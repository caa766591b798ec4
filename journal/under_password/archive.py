"""A zip archive that opens only with its password (AES with 256 bits); names of files are under the password too."""

import io
import zipfile
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from pyzipper import WZ_AES, ZIP_STORED, AESZipFile

from journal.under_password.password import usable

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BITS = 256
_AT = (1980, 1, 1, 0, 0, 0)
"""The time every file in it bears, the earliest there is: theirs are on the paper."""


class LockedArchive:
    """An archive within an archive: the outer one has the password, and would show the names of its files."""

    def __init__(self, out: BinaryIO, inside: str, password: str) -> None:
        """Begin it; `inside` is what the archive within is called."""
        self._outer = AESZipFile(out, "w", compression=ZIP_STORED, encryption=WZ_AES)
        self._outer.setpassword(usable(password).encode())
        self._outer.setencryption(WZ_AES, nbits=_BITS)
        self._entry = self._outer.open(inside, "w", force_zip64=True)
        self._inner = zipfile.ZipFile(_OneWay(self._entry), "w", zipfile.ZIP_STORED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Append a file; `name` has slashes between its parts."""
        with self._inner.open(zipfile.ZipInfo(name, _AT), "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)

    def close(self) -> None:
        """Finish both archives; without it, nobody can open what was written."""
        self._inner.close()
        self._entry.close()
        self._outer.close()


class _OneWay(io.RawIOBase):
    """The entry of the outer archive, which can only be written on and on."""

    def __init__(self, entry: BinaryIO) -> None:
        self._entry = entry

    def writable(self) -> bool:
        return True

    def write(self, data: "Buffer", /) -> int:
        return self._entry.write(data)
