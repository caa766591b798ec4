"""A small case handed over, and the ways to spoil it."""

import hashlib
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf

from journal.report.verifier import CHECKSUMS, IN_FOLDERS, SIDE_BY_SIDE

Spoil = Callable[[Path, random.Random], str]
"""Changes one thing below a folder and says what it did."""


def files_of(top: Path) -> list[Path]:
    """Every file, in an order that does not depend on the disk."""
    return sorted(path for path in top.rglob("*") if path.is_file())


def relist(top: Path) -> bool:
    """Do what a forger does who knows of the checksums: list everything anew; False where there is no list to renew."""
    lists = (shape.of(CHECKSUMS) for shape in (IN_FOLDERS, SIDE_BY_SIDE))
    own = next((name for name in lists if (top / name).exists()), None)
    if own is None:
        return False
    lines = []
    for path in files_of(top):
        name = path.relative_to(top).as_posix()
        if name != own:
            lines.append((name, hashlib.sha256(path.read_bytes()).hexdigest()))
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(lines))
    (top / own).write_text(text, "utf-8", newline="")
    return True


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
    at = chance.randrange(max(1, len(lines) - 1))
    if len(lines) < 2 or lines[at] == lines[at + 1]:
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


def set_all(top: Path, seconds: int) -> None:
    """Let everything be as old as that."""
    for path in (*top.rglob("*"), top):
        os.utime(path, (seconds, seconds))


_LISTS = tuple(shape.of(CHECKSUMS).rpartition("/")[2] for shape in (IN_FOLDERS, SIDE_BY_SIDE))


def _unlisted_text(top: Path, chance: random.Random) -> Path:
    """A text that is not the list of files, which a forger makes anew."""
    endings = (".txt", ".jsonl", ".csv", ".html", ".json", ".pem")
    return chance.choice(
        [each for each in files_of(top) if each.suffix in endings and each.name not in _LISTS]
    )


def _content(top: Path, chance: random.Random) -> Path:
    return chance.choice([each for each in files_of(top) if each.name not in _LISTS])


def line_ends(top: Path, chance: random.Random) -> str:
    path = _unlisted_text(top, chance)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\r\n", b"\n") if b"\r\n" in data else data.replace(b"\n", b"\r\n"))
    return f"changed the line ends of {path.name}"


def marked(top: Path, chance: random.Random) -> str:
    path = _unlisted_text(top, chance)
    data = path.read_bytes()
    path.write_bytes(data[3:] if data.startswith(b"\xef\xbb\xbf") else b"\xef\xbb\xbf" + data)
    return f"put a mark of UTF-8 before {path.name}, or took it away"


def append(top: Path, chance: random.Random) -> str:
    path = _content(top, chance)
    path.write_bytes(path.read_bytes() + chance.choice((b"\n", b" ", b"\0", b"%%EOF\n")))
    return f"put something behind {path.name}"


def insert(top: Path, chance: random.Random) -> str:
    path = _content(top, chance)
    data = path.read_bytes()
    at = chance.randrange(len(data))
    path.write_bytes(data[:at] + chance.randbytes(1 + chance.randrange(9)) + data[at:])
    return f"put something into {path.name} at {at}"


def blank(top: Path, chance: random.Random) -> str:
    path = _content(top, chance)
    path.write_bytes(bytes(1 + path.stat().st_size))
    return f"made zeros of {path.name}"


def empty(top: Path, chance: random.Random) -> str:
    path = _content(top, chance)
    path.write_bytes(b"")
    return f"emptied {path.name}"


def line_out(top: Path, chance: random.Random) -> str:
    path = _unlisted_text(top, chance)
    lines = path.read_bytes().splitlines(keepends=True)
    at = chance.randrange(len(lines))
    path.write_bytes(b"".join((*lines[:at], *lines[at + 1 :])))
    return f"took line {at + 1} out of {path.name}"


def letter(top: Path, chance: random.Random) -> str:
    """One letter that anyone can read is another."""
    path = _unlisted_text(top, chance)
    data = bytearray(path.read_bytes())
    at = chance.choice([at for at, octet in enumerate(data) if chr(octet).isalnum() and octet < 128])
    data[at] = ord("7") if data[at] != ord("7") else ord("8")
    path.write_bytes(data)
    return f"wrote another letter in {path.name} at {at}"


def other_case(top: Path, chance: random.Random) -> str:
    path = _content(top, chance)
    path.rename(path.with_name(path.name.swapcase()))
    return f"swapped the letters of {path.name}"


def exchange_names(top: Path, chance: random.Random) -> str:
    found = [each for each in files_of(top) if each.name not in _LISTS]
    one, other = chance.sample(found, 2)
    between = one.with_name("between")
    same = one.read_bytes() == other.read_bytes()
    one.rename(between)
    other.rename(one)
    between.rename(other)
    return append(top, chance) if same else f"exchanged the names of {one.name} and {other.name}"


def empty_folder(top: Path, chance: random.Random) -> str:
    (top / chance.choice(("more", "4 Others", ".hidden"))).mkdir()
    return "made an empty folder"


def link(top: Path, chance: random.Random) -> str:
    path = chance.choice(files_of(top))
    kept = top.with_name(f"{top.name} kept {path.name}"[:200])
    path.rename(kept)
    path.symlink_to(kept)
    return f"put a link in the place of {path.name}"


def rename_folder(top: Path, chance: random.Random) -> str:
    folders = sorted(path for path in top.iterdir() if path.is_dir())
    if not folders:
        return into_a_folder(top, chance)
    folder = chance.choice(folders)
    folder.rename(folder.with_name(folder.name.replace(" ", "_")))
    return f"renamed {folder.name}"


def anew(top: Path, _chance: random.Random) -> str:
    """The paper as another program would save it, looking the same."""
    (paper,) = (path for path in files_of(top) if path.name.startswith("1"))
    with pikepdf.open(paper, allow_overwriting_input=True) as pdf:
        pdf.save(paper)
    return f"saved {paper.name} anew"


CONTENT_WAYS: tuple[Spoil, ...] = (
    *(line_ends, marked, append, insert, blank, empty, line_out, letter, exchange_names, anew),
)
"""What changes the bytes under a name that is listed."""

FURTHER_WAYS: tuple[Spoil, ...] = (*CONTENT_WAYS, other_case, empty_folder, link, rename_folder)

FORGED_WAYS: tuple[Spoil, ...] = (
    *CONTENT_WAYS,
    delete,
    add,
    duplicate_file,
    rename,
    other_case,
    into_a_folder,
)
"""What is a change even where everything is listed anew."""
