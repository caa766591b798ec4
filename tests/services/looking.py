"""What tests look up in an open journal, and no window asks for."""

from contextlib import closing

from journal.domain.ids import EvidenceId
from journal.domain.reading import Piece
from journal.services.anchoring import Question
from journal.services.composing import Originals
from journal.services.covering import as_shown, covered
from journal.services.journal import Journal
from journal.services.verifying import Findings, verify
from journal.vault.opening import open_for_reading
from journal.vault.reading import VaultReader


def verified(journal: Journal) -> Findings:
    """What checking all of it finds, while it is open."""
    parts = journal._parts
    parts.writing.run(parts.vault.fold_log).result()
    frozen = journal.read_only is not None
    with closing(open_for_reading(parts.folder, parts.root.database_key(), frozen)) as connection:
        return verify(
            parts.folder, connection, VaultReader(connection).find_file_key, lambda _done, _total: True
        )


def record_counts(journal: Journal) -> dict[str, int]:
    """How many records of each type there are."""
    return journal._parts.reading.run(journal._reader.record_counts).result()


def kept_bytes(journal: Journal, subject: EvidenceId) -> bytes:
    """The bytes of an original."""
    return _read(journal, journal.piece(subject).result())


def covered_copy(journal: Journal, subject: EvidenceId) -> bytes:
    """The bytes of the copy that the other person may see."""
    piece = journal.piece(subject).result()
    made = covered(piece)
    assert made is not None
    return _read(journal, as_shown(piece, made))


def settle_all(journal: Journal) -> int:
    """Make records of every draft that is enough; how many there were."""
    return journal._parts.writing.run(journal._writer.settle_all).result()


def asked_outside(journal: Journal) -> Question:
    """A question about the seal of now, recorded, to be answered elsewhere."""
    return journal._parts.writing.run(journal.outside._question, "").result()


def _read(journal: Journal, piece: Piece) -> bytes:
    with Originals(journal._parts.folder, journal.pictures._key_of).open(piece.evidence) as file:
        return file.read()
