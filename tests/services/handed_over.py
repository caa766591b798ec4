"""A small case handed over, and the ways to spoil it."""

import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from journal.report.verifier import CHECKSUMS, IN_FOLDERS, SIDE_BY_SIDE

Spoil = Callable[[Path, random.Random], str]
"""Changes one thing below a folder and says what it did."""


def files_of(top: Path) -> list[Path]:
    """Every file, in an order that does not depend on the disk."""
    return sorted(path for path in top.rglob("*") if path.is_file())


def relist(top: Path) -> None:
    """Do what a forger does who knows of the checksums: list everything that is there anew."""
    own = next(
        shape.of(CHECKSUMS) for shape in (IN_FOLDERS, SIDE_BY_SIDE) if (top / shape.of(CHECKSUMS)).exists()
    )
    lines = []
    for path in files_of(top):
        name = path.relative_to(top).as_posix()
        if name != own:
            lines.append((name, hashlib.sha256(path.read_bytes()).hexdigest()))
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines))
    (top / own).write_text(text, "utf-8", newline="")


def flip(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return f"flipped a bit of byte {at} in {path.name}"


def delete(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    path.unlink()
    return f"deleted {path.name}"


def add(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    extra = path.with_name(f"also {path.name}")
    extra.write_bytes(chance.randbytes(chance.randrange(100)))
    return f"added {extra.name}"


def swap(top: Path, chance: random.Random) -> str:
    one, other = chance.sample(files_of(top), 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    return f"swapped {one.name} and {other.name}" if first != second else flip(top, chance)


def reorder(top: Path, chance: random.Random) -> str:
    path = chance.choice([each for each in files_of(top) if each.suffix in (".txt", ".jsonl", ".csv")])
    lines = path.read_bytes().splitlines(keepends=True)
    at = chance.randrange(len(lines) - 1)
    if lines[at] == lines[at + 1]:
        return flip(top, chance)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    path.write_bytes(b"".join(lines))
    return f"put line {at + 1} of {path.name} one further down"


def truncate(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    data = path.read_bytes()
    keep = chance.randrange(len(data))
    path.write_bytes(data[:keep])
    return f"cut {path.name} off after {keep} bytes"


def duplicate_line(top: Path, chance: random.Random) -> str:
    path = chance.choice([each for each in files_of(top) if each.suffix in (".txt", ".jsonl", ".csv")])
    lines = path.read_bytes().splitlines(keepends=True)
    at = chance.randrange(len(lines))
    path.write_bytes(b"".join((*lines[: at + 1], *lines[at:])))
    return f"doubled line {at + 1} of {path.name}"


def duplicate_file(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    shutil.copyfile(path, path.with_name(f"copy of {path.name}"))
    return f"doubled {path.name}"


def rename(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    path.rename(path.with_name(f"{path.stem}x{path.suffix}"))
    return f"renamed {path.name}"


def into_a_folder(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    (top / "within").mkdir()
    path.rename(top / "within" / path.name)
    return f"put {path.name} into a folder"


EVERY_WAY: tuple[Spoil, ...] = (
    *(flip, delete, add, swap, reorder, truncate, duplicate_line, duplicate_file, rename),
)
FLAT_WAYS: tuple[Spoil, ...] = (*EVERY_WAY, into_a_folder)
