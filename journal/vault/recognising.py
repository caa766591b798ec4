"""Knowing again, by its SHA-256 or by the seal it bears, what was made in this journal or added to it."""

from dataclasses import dataclass

from journal.domain import records as r
from journal.domain.chain import digest, read_body
from journal.domain.recognised import Likeness, Recognised
from journal.vault.records_told import RecordReader


@dataclass(frozen=True)
class Sealed:
    """A paper that may bear a seal: the 64 digits, the number of its record, when that was written (UTC ms)."""

    seal: str
    record: int
    at_ms: int


class KnownFiles(RecordReader):
    """What a file that somebody has is compared with."""

    def known_file(self, sha256: str) -> Recognised | None:
        """What was made here or added with that SHA-256; None where nothing was."""
        return self._paper(sha256) or self._added(sha256) or self._derived(sha256)

    def sealed_papers(self) -> tuple[Sealed, ...]:
        """Every paper that was begun, the oldest first, by the seal it may bear."""
        found = []
        for seq, body in self._of_type(r.Printed.name):
            (header,) = self._one("SELECT header FROM kept_record WHERE seq = ?", seq)
            found.append(Sealed(digest(bytes(header)), seq, body.rec.utc_ms))
        return tuple(found)

    def _paper(self, sha256: str) -> Recognised | None:
        pages: dict[str, int] = {}
        for seq, body in self._of_type(r.PrintFinished.name):
            record = body.record
            if isinstance(record, r.PrintFinished):
                pages[record.print] = record.pages
                if record.sha256 == sha256:
                    return Recognised(Likeness.PAPER, sha256, seq, body.rec.utc_ms, record.pages)
        for seq, body in self._of_type(r.PrintLocked.name):
            record = body.record
            if isinstance(record, r.PrintLocked) and record.sha256 == sha256:
                known = pages.get(record.print, 0)
                return Recognised(Likeness.LOCKED, sha256, seq, body.rec.utc_ms, known)
        return None

    def _added(self, sha256: str) -> Recognised | None:
        row = self._one(
            "SELECT first_seq, acquired_ms, json_extract(data, '$.name'),"
            " (SELECT reference FROM seen_exhibit WHERE evidence = id ORDER BY seq, at LIMIT 1)"
            " FROM seen_evidence WHERE json_extract(data, '$.original.sha256') = ? ORDER BY first_seq LIMIT 1",
            sha256,
        )
        if row is None:
            return None
        seq, acquired_ms, name, reference = row
        return Recognised(Likeness.ORIGINAL, sha256, seq, acquired_ms, 0, name, reference or "")

    def _derived(self, sha256: str) -> Recognised | None:
        row = self._one(
            "SELECT seen_derivative.seq, text, json_extract(seen_evidence.data, '$.name')"
            " FROM seen_derivative JOIN kept_body USING (seq) LEFT JOIN seen_evidence ON seen_evidence.id = of"
            " WHERE json_extract(seen_derivative.data, '$.made.sha256') = ? ORDER BY seen_derivative.seq LIMIT 1",
            sha256,
        )
        if row is None:
            return None
        seq, text, name = row
        at_ms = read_body(bytes(text)).rec.utc_ms
        return Recognised(Likeness.DERIVED, sha256, seq, at_ms, 0, name or "")
