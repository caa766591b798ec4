"""The files that are handed over with a paper, and what they are called in either form."""

import base64
import inspect
import io
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from journal.domain.anchor import Anchor
from journal.domain.evidence import Evidence
from journal.domain.file_names import safe_file_name
from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import Reader
from journal.domain.reading import Seal
from journal.domain.words import Words
from journal.report import checking, verifier
from journal.report.certification import Certified
from journal.report.csv_log import write_csv
from journal.report.html_log import write_html
from journal.report.layouts import write_certification
from journal.report.model import ExhibitKind, LogExhibit
from journal.report.verifier import IN_FOLDERS, LEFT_OUT, SIDE_BY_SIDE, Shape
from journal.services.printing import Printed
from journal.services.sealed_paper import SealedStream

IN_A_FOLDER = 1_000
"""Exhibits that lie in one folder; with more there is a folder for each thousand."""

_LONGEST_PLAIN = 60
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Piece:
    """One file that goes along: its name with slashes, its bytes, and how many they are and their hash where known."""

    name: str
    chunks: Callable[[], Iterable[bytes]]
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Exhibits:
    """The exhibits that go along, and those that do not; `references` of them are larger than the form takes."""

    here: tuple[Piece, ...]
    left_out: tuple[Piece, ...] = ()
    references: tuple[str, ...] = ()


def shape_of(parcel: Parcel) -> Shape:
    """How files are called in that form."""
    return SIDE_BY_SIDE if parcel.form is Form.FLAT else IN_FOLDERS


def paper(printed: Printed, shape: Shape) -> Piece:
    """The printed log."""
    return Piece(shape.paper, printed.paper.chunks, printed.paper.size, printed.paper.sha256)


def exhibits(
    printed: Printed, parcel: Parcel, reader: Reader, whole: Callable[[Evidence], BinaryIO]
) -> Exhibits:
    """A file for each exhibit: the part where one was chosen, and the whole too if that is wished."""
    naming = _Naming(parcel, reader, printed.log.exhibits)
    most = parcel.most_bytes
    given = {each.reference: each.evidence for each in printed.chosen.exhibits}
    here: list[Piece] = []
    away: list[Piece] = []
    larger: dict[str, None] = {}
    for at, exhibit in enumerate(printed.log.exhibits):
        for piece in _of_exhibit(naming.called(at), exhibit, parcel, reader, whole):
            is_original = piece.sha256 == exhibit.evidence.original.sha256
            if is_original and given[exhibit.reference] in parcel.without:
                away.append(piece)
            elif most and piece.size > most:
                away.append(piece)
                larger[exhibit.reference] = None
            else:
                here.append(piece)
    return Exhibits(tuple(here), tuple(away), tuple(larger))


def left_out(found: Exhibits, shape: Shape) -> Iterator[Piece]:
    """The list of what is not here."""
    lines = sorted(f"{piece.sha256}  {piece.name}\n" for piece in found.left_out)
    if lines:
        yield Piece(shape.of(LEFT_OUT), _once("".join(lines)))


def tables(printed: Printed, shape: Shape, words: Words) -> Iterator[Piece]:
    """The log for a spreadsheet, and for a screen reader."""
    yield Piece(shape.of("incident-log.csv"), lambda: write_csv(printed.log, words))
    yield Piece(shape.of("incident-log.html"), lambda: write_html(printed.log, words))


def how_to_check(
    seal: Seal, shape: Shape, resources: Path, words: Words, known: Iterable[Anchor] = ()
) -> Iterator[Piece]:
    """What strangers need to check it, and the times that somebody outside put to a seal."""
    stamped = max(
        (each for each in known if each.answered), key=lambda each: each.checkpoint.seq, default=None
    )
    shell = resources / "checking" / "verify.sh"
    texts = {
        "verify.py.txt": inspect.getsource(verifier),
        "verify.sh.txt": shell.read_text("utf-8"),
        "how-to-check.txt": "\n\n".join(checking.folder(words, seal, shape, stamped)) + "\n",
        "limits.txt": _limits(words),
    }
    for name, text in texts.items():
        yield Piece(shape.of(name), _once(text))


def certification(printed: Printed, shape: Shape, words: Words, fonts: Path) -> Piece:
    """A sheet for whoever certifies all this: what is known of the paper is filled in, the rest is lines."""
    out = io.BytesIO()
    certified = Certified(shape.paper, printed.paper.sha256)
    write_certification(printed.log, certified, out, words, fonts)
    return Piece(shape.of("certification-sheet.pdf"), partial(_these, out.getvalue()))


def how_to_compare(shape: Shape, words: Words) -> Iterator[Piece]:
    """What shows no more than that the files are those of the list."""
    yield Piece(shape.of("how-to-check.txt"), _once("\n\n".join(checking.files_alone(words, shape)) + "\n"))


def anchors(known: Iterable[Anchor], shape: Shape) -> Iterator[Piece]:
    """The questions that were answered, the answers, and the certificates they were checked with."""
    for anchor in known:
        if not anchor.answered:
            continue
        seq, (*between, root) = anchor.checkpoint.seq, map(_certificate, anchor.chain)
        files = {
            f"checkpoint-{seq}.json": anchor.checkpoint.form(),
            f"answer-{seq}.tsr": base64.b64decode(anchor.answer),
            f"chain-{seq}.pem": "".join(between).encode(),
            f"root-{seq}.pem": root.encode(),
        }
        for name, data in files.items():
            yield Piece(shape.anchor(name), partial(_these, data))


def text(name: str, said: str) -> Piece:
    """A file with that text."""
    return Piece(name, _once(said))


def exhibit_name(reference: str, evidence: Evidence, what: str = "") -> str:
    """What an exhibit's file is called: its reference as on the paper, when it was kept, and its own name."""
    prefix, _, number = reference.partition("/")
    name = f"{what} {_own_name(evidence)}".strip()
    return safe_file_name(f"{prefix}-{int(number):03} {_kept(evidence)} {name}")


def plain_name(reference: str, evidence: Evidence, digits: int, what: str = "") -> str:
    """The same for a form for sending files: letters, digits and hyphens, sorted by so many digits."""
    prefix, _, number = reference.partition("/")
    stem, dot, ending = _own_name(evidence).rpartition(".")
    if not dot:
        stem, ending = ending, ""
    said = _plain(f"{_kept(evidence)} {what} {stem}")[:_LONGEST_PLAIN].strip("-")
    suffix = f".{_plain(ending).lower()}" if _plain(ending) else ""
    return safe_file_name(f"{prefix}-{int(number):0{digits}}-{said}{suffix}")


class _Naming:
    """How exhibits are called; what the other person may see says nothing but the reference."""

    def __init__(self, parcel: Parcel, reader: Reader, found: Sequence[LogExhibit]) -> None:
        self._shape = shape_of(parcel)
        self._reader = reader
        self._found = found
        highest = max((_number(exhibit.reference) for exhibit in found), default=0)
        self._digits = len(str(highest)) if reader is Reader.OTHER else max(3, len(str(highest)))

    def called(self, at: int) -> Callable[[str], str]:
        """What the files of the exhibit at that place are called, by what they are of it."""
        return partial(self._name, at)

    def _name(self, at: int, what: str) -> str:
        exhibit = self._found[at]
        if self._reader is Reader.OTHER:
            return f"{self._shape.exhibits}{_reference_alone(exhibit, self._digits)}{what}"
        if self._shape.plain:
            plain = plain_name(exhibit.reference, exhibit.evidence, self._digits, what)
            return f"{self._shape.exhibits}{plain}"
        first = at // IN_A_FOLDER * IN_A_FOLDER + 1
        within = f"{first:05}-{first + IN_A_FOLDER - 1:05}/" if len(self._found) > IN_A_FOLDER else ""
        return f"{self._shape.exhibits}{within}{exhibit_name(exhibit.reference, exhibit.evidence, what)}"


def _of_exhibit(
    called: Callable[[str], str],
    exhibit: LogExhibit,
    parcel: Parcel,
    reader: Reader,
    whole: Callable[[Evidence], BinaryIO],
) -> Iterator[Piece]:
    evidence, part = exhibit.evidence, exhibit.part
    if reader is Reader.OTHER:  # of a picture the covered copy, of a text what is printed, and nothing else
        said = exhibit.text
        if said is not None:
            yield Piece(called(".txt"), lambda: (said().encode(),))
        else:
            ending = ".pdf" if exhibit.kind is ExhibitKind.PAGES else ".png"
            yield Piece(called(ending), _reading(exhibit.open))
        return
    if part is not None:
        yield Piece(called("part"), _reading(exhibit.open), part.made.size, part.made.sha256)
    if part is None or parcel.along.whole_pictures:
        original = evidence.original
        yield Piece(called(""), _reading(partial(whole, evidence)), original.size, original.sha256)


def _reference_alone(exhibit: LogExhibit, digits: int) -> str:
    prefix = exhibit.reference.rstrip("0123456789").rstrip("/")
    return safe_file_name(f"{prefix}{_number(exhibit.reference):0{digits}}")


def _number(reference: str) -> int:
    return int(re.sub(r"\D", "", reference) or 0)


def _own_name(evidence: Evidence) -> str:
    """Its own name; a capture's begins with the time it was kept, which stands before it already."""
    kept = evidence.acquired.local
    begins = f"{kept[:10]} {kept[11:19].replace(':', '')} "
    return evidence.safe_name.removeprefix(begins)


def _kept(evidence: Evidence) -> str:
    kept = evidence.acquired.local
    return f"{kept[:10]} {kept[11:13]}{kept[14:16]}"


def _plain(said: str) -> str:
    """Latin letters without marks, digits and hyphens."""
    letters = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")


def _reading(open_it: Callable[[], BinaryIO]) -> Callable[[], Iterator[bytes]]:
    def read() -> Iterator[bytes]:
        with open_it() as stream:
            if isinstance(stream, SealedStream):
                yield from stream.chunks()
                return
            while chunk := stream.read(_CHUNK):
                yield chunk

    return read


def _certificate(encoded: str) -> str:
    lines = textwrap.wrap(encoded, 64)
    return "\n".join(("-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""))


def _these(data: bytes) -> tuple[bytes]:
    return (data,)


def _once(said: str) -> Callable[[], tuple[bytes]]:
    return lambda: (said.encode(),)


def _limits(words: Words) -> str:
    shows, does_not = words.say("What this shows"), words.say("What it does not show")
    pairs = checking.limits(words)
    parts = (
        (shows, *(f"- {shown}" for shown, _ in pairs)),
        (does_not, *(f"- {not_shown}" for _, not_shown in pairs)),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"
