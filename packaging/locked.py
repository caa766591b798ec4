"""What a lock file names: each part with its version, where it is wanted, and the hashes of its files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "lock"
RUN = FOLDER / "run.txt"
TEST = FOLDER / "test.txt"
_PART = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Part:
    """One part; `marker` says where it is wanted, empty for everywhere."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def parts(lock: str) -> tuple[Part, ...]:
    """Read the text of a lock file."""
    return tuple(_parts(lock))


def _parts(lock: str) -> Iterator[Part]:
    begun: re.Match[str] | None = None
    hashes: list[str] = []
    for line in lock.splitlines():
        found = _PART.match(line)
        if found is not None:
            if begun is not None:
                yield _part(begun, hashes)
            begun, hashes = found, []
        hashes += _HASH.findall(line)
    if begun is not None:
        yield _part(begun, hashes)


def _part(begun: re.Match[str], hashes: list[str]) -> Part:
    return Part(begun["name"], begun["version"], begun["marker"] or "", tuple(hashes))
