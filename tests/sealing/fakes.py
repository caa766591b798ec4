"""What the sealing tests share: known randomness, small files, remembered stretching, disks that fail or die."""

import errno
import hashlib
import json
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn

from journal.sealing.durable import Octets, OsDisk
from journal.sealing.roots import RootKey
from journal.sealing.sealed_layout import Layout
from journal.sealing.secret import Passphrase, WrapKey
from journal.sealing.slots import PassphraseParameters, derive_wrap_key

JOURNAL = "0123456789ABCDEFGHJKMNPQRS"
ROOT = RootKey(bytes(range(32)))
OLD = Passphrase("the old one")
NEW = Passphrase("the new one")

SMALL = Layout(frame=64, frames_per_part=3, small_step=16, large_step=32, small_up_to=64)
"""The format in miniature: three frames of 64 bytes a part."""


class Known:
    """The same bytes in every run; another seed gives others."""

    def __init__(self, seed: str = "") -> None:
        self._seed = seed
        self._count = 0

    def __call__(self, size: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(f"{self._seed}/{self._count}".encode()).digest(size)


_STRETCHED: dict[tuple[str, PassphraseParameters], WrapKey] = {}


def derive(passphrase: Passphrase, parameters: PassphraseParameters) -> WrapKey:
    """The real stretching, done once for the same input: it takes its time on purpose."""
    asked = (passphrase.reveal(), parameters)
    if asked not in _STRETCHED:
        _STRETCHED[asked] = derive_wrap_key(passphrase, parameters)
    return _STRETCHED[asked]


class QuickDisk(OsDisk):
    """Does not wait for the medium: for tests that write thousands of files and cut no power."""

    def sync(self, file: int) -> None:
        """Trust the cache."""

    def sync_folder(self, folder: Path) -> None:
        """Trust the cache."""


QUICK = QuickDisk()


class _Counted(OsDisk):
    """Counts the steps and lets a subclass say what happens at one of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.steps = 0

    def step(self) -> bool:
        """Count one step; True at the chosen one."""
        self.steps += 1
        return self.steps == self.at

    def trouble(self) -> NoReturn:
        """What happens at the chosen step."""
        raise NotImplementedError

    def create(self, path: Path) -> int:
        if self.step():
            self.trouble()
        return super().create(path)

    def write(self, file: int, data: Octets) -> None:
        if self.step():
            super().write(file, memoryview(data)[: len(data) // 2])
            self.trouble()
        super().write(file, data)

    def sync(self, file: int) -> None:
        if self.step():
            self.trouble()

    def rename(self, source: Path, target: Path) -> None:
        if self.step():
            self.trouble()
        super().rename(source, target)

    def overwrite(self, path: Path, at: int, data: Octets) -> None:
        if self.step():
            self.trouble()
        super().overwrite(path, at, data)

    def remove(self, path: Path) -> None:
        if self.step():
            self.trouble()
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        if self.step():
            self.trouble()


class FailingDisk(_Counted):
    """Refuses one step with an errno, and every later one too if it is `for_good`."""

    def __init__(self, at: int, code: int = errno.EIO, *, for_good: bool = False) -> None:
        super().__init__(at)
        self.code = code
        self.for_good = for_good

    def step(self) -> bool:
        return super().step() or (self.for_good and self.steps > self.at)

    def trouble(self) -> NoReturn:
        raise OSError(self.code, "injected")


class Killed(BaseException):
    """The process is gone: nothing after it runs, no clean-up either."""


class DyingDisk(_Counted):
    """Does nothing any more from the chosen step on, as if the process had been killed there."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.dead = False

    def step(self) -> bool:
        return super().step() or self.dead

    def trouble(self) -> NoReturn:
        self.dead = True
        raise Killed


class Names(Enum):
    """Which renames a power cut lets live of those that nobody waited for."""

    KEPT = "names kept"
    LOST = "names lost"
    LAST_KEPT = "last name kept"


class ForgetfulDisk(DyingDisk):
    """Dies at the chosen step, and `cut_power` takes away what had not been synced by then."""

    def __init__(self, at: int = 10**9) -> None:
        super().__init__(at)
        self._files: dict[int, Path] = {}
        self._synced: dict[Path, bytes] = {}
        self._renamed: list[tuple[Path, Path, bytes | None]] = []

    def create(self, path: Path) -> int:
        file = super().create(path)
        self._files[file] = path
        self._synced[path] = b""
        return file

    def sync(self, file: int) -> None:
        super().sync(file)
        self._synced[self._files[file]] = self._files[file].read_bytes()

    def rename(self, source: Path, target: Path) -> None:
        replaced = target.read_bytes() if target.exists() else None
        super().rename(source, target)
        if source in self._synced:
            self._synced[target] = self._synced.pop(source)
        self._renamed.append((source, target, replaced))

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        self._renamed.clear()

    def cut_power(self, names: Names) -> None:
        """Forget unsynced content, and of the renames that no folder sync followed, those that `names` says."""
        for path, content in self._synced.items():
            if path.exists() and path.read_bytes() != content:
                path.write_bytes(content)
        lost = {Names.KEPT: [], Names.LOST: self._renamed, Names.LAST_KEPT: self._renamed[:-1]}[names]
        for source, target, replaced in reversed(lost):
            target.replace(source)
            if replaced is not None:
                target.write_bytes(replaced)


def forged(data: bytes, **changes: Any) -> bytes:
    """A key file with other contents and a right sum: what somebody makes who has no key."""
    content = json.loads(data) | changes
    content.pop("sum")
    whole = content | {"sum": hashlib.sha256(_canonical(content)).hexdigest()}
    return _canonical(whole)


def _canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def flipped(data: bytes, bit: int) -> bytes:
    """The same bytes with one bit the other way round."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
