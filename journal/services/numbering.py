"""The number of the next exhibit where the journal went on from a copy, and there are papers it knows nothing of."""

import re
from concurrent.futures import Future
from dataclasses import dataclass

from journal.domain.errors import FieldRefused
from journal.services.lanes import Lane
from journal.vault import exhibits
from journal.vault.store import Vault

_REFERENCE = re.compile(r"[A-Z]{1,3}/[1-9][0-9]{0,5}")


@dataclass(frozen=True)
class Numbered:
    """The highest reference this journal knows of, or nothing."""

    highest: str


class Numbering:
    """The verbs about it, of one open journal: each is answered through a future."""

    def __init__(self, vault: Vault, writing: Lane) -> None:
        self._vault = vault
        self._writing = writing

    def to_ask(self) -> "Future[Numbered | None]":
        """What is to be asked before the next exhibit is numbered; None where the journal knows all that were."""
        return self._writing.run(self._to_ask)

    def decide(self, highest: str) -> "Future[None]":
        """The highest reference on any paper since the copy was made, such as ML/14; nothing if there is no such paper.

        Raises, through the future:
            FieldRefused: it is no reference.
        """
        return self._writing.run(self._decide, highest.strip().upper())

    def _to_ask(self) -> Numbered | None:
        if self._vault.forked_at() is None:
            return None
        known = self._vault.exhibits()
        return Numbered(max(known, key=lambda each: _number(each.reference)).reference if known else "")

    def _decide(self, highest: str) -> None:
        seq = self._vault.forked_at()
        if highest and not _REFERENCE.fullmatch(highest):
            raise FieldRefused("reference", "shape")
        if seq is None:
            return
        known = max((_number(each.reference) for each in self._vault.exhibits()), default=0)
        kept = highest if highest and _number(highest) > known else ""
        with self._vault.writing():
            self._vault.keep_window(exhibits.ELSEWHERE, exhibits.told(seq, kept))


def _number(reference: str) -> int:
    return int(reference.rpartition("/")[2])
