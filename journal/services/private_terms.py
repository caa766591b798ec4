"""What the other person must not read: the list of it, where it stands in a paper, and what was decided there.

The list is a record that never travels. Decisions are kept beside the records, under a digest of term and text: they
last over a lock, and a text that changes is asked about anew.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future

from journal.domain import records as r
from journal.domain.casework import Person, WitnessContact
from journal.domain.incident_types import IncidentType
from journal.domain.printing import PrintWish
from journal.domain.private_terms import Choice, PrivateHit, Proposal, folded, is_enough, tidied
from journal.services.composing import Originals
from journal.services.for_the_other import ForTheOther, Material, gather
from journal.services.lanes import Lane
from journal.vault.reading import VaultReader
from journal.vault.store import Vault

_DECIDED = "decided about private words"
_PARTED = re.compile(r"[,;()\n]")
_ADDRESS = re.compile(r"[.@0-9]")
"""What stands in brackets behind an account is where it is, unless it is an address itself."""


def decided(kept: bytes | None) -> dict[str, Choice]:
    """What was decided, by the keys of hits."""
    return {key: Choice(choice) for key, choice in json.loads(kept).items()} if kept else {}


def decisions(reader: VaultReader) -> dict[str, Choice]:
    """The same as the journal has it now, in the thread of the reader."""
    return decided(reader.window(_DECIDED))


def material(reader: VaultReader, wish: PrintWish) -> Material:
    """What a paper for that reader is made from, in the thread of the reader."""
    return gather(reader, wish, decisions(reader))


def proposals(
    person: Person, witnesses: Iterable[WitnessContact], terms: Sequence[str]
) -> tuple[Proposal, ...]:
    """What the journal knows that may have to stay private and is not on the list; nothing is added by itself."""
    known = {folded(term) for term in terms}
    offered: dict[str, Proposal] = {}
    for text, source in _known(person, witnesses):
        plain = " ".join(text.split())
        if is_enough(plain) and folded(plain) not in known:
            offered.setdefault(folded(plain), Proposal(plain, source))
    return tuple(offered.values())


def _known(person: Person, witnesses: Iterable[WitnessContact]) -> Iterable[tuple[str, str]]:
    for part in _parts(person.safe_contact):
        yield part, "how you can be reached"
    for part in _parts(person.former_names):
        yield part, "a name you had"
    for account in person.accounts:
        for part in _parts(account):
            if part == account or account.startswith(part) or _ADDRESS.search(part):
                yield part, "an account of yours"
    for witness in witnesses:
        yield witness.address, "where a witness lives"
        yield witness.phone, "a witness's number"
        yield witness.email, "a witness's address"
        yield witness.name, "a witness"
    yield person.police_reference, "your reference number"
    yield person.name, "your name"


def _parts(text: str) -> list[str]:
    """What was written into one field, one by one: nobody finds "0170 555 01, or through Ana" in a text."""
    return [part.strip() for part in _PARTED.split(text) if part.strip()]


class PrivateTerms:
    """The verbs of `Journal.private_terms`: each is answered through a future."""

    def __init__(
        self,
        vault: Vault,
        reader: VaultReader,
        writing: Lane,
        reading: Lane,
        working: Lane,
        originals: Callable[[], Originals],
        types: tuple[IncidentType, ...],
    ) -> None:
        self._vault = vault
        self._reader = reader
        self._writing = writing
        self._reading = reading
        self._working = working
        self._originals = originals
        self._types = types

    def terms(self) -> "Future[tuple[str, ...] | None]":
        """The list; None where nobody was ever asked for it."""
        return self._reading.run(self._reader.private_terms)

    def proposals(self) -> "Future[tuple[Proposal, ...]]":
        """What could be put on the list, the most dangerous first."""
        return self._reading.run(self._proposals)

    def write(self, terms: Sequence[str]) -> "Future[tuple[str, ...]]":
        """Keep this list from now on; an empty one is an answer, too. Returns what was kept of it."""
        return self._writing.run(self._write, tuple(terms))

    def hits(self, wish: PrintWish) -> "Future[tuple[PrivateHit, ...]]":
        """Where a paper for the other person would name something private, and the texts to be read first."""
        return self._working.run(self._hits, wish)

    def decide(self, choices: Mapping[str, Choice | None]) -> "Future[None]":
        """Decide about hits by their keys; None takes a decision back."""
        return self._writing.run(self._decide, dict(choices))

    def _proposals(self) -> tuple[Proposal, ...]:
        terms = self._reader.private_terms() or ()
        return proposals(self._reader.person(), self._reader.witnesses(), terms)

    def _write(self, terms: tuple[str, ...]) -> tuple[str, ...]:
        kept = tidied(terms)
        with self._vault.writing():
            self._vault.append(r.PrivateTermsWritten(kept), "terms")
        return kept

    def _hits(self, wish: PrintWish) -> tuple[PrivateHit, ...]:
        found = self._reading.run(material, self._reader, wish).result()
        return ForTheOther(found, self._originals(), self._types).hits()

    def _decide(self, choices: Mapping[str, Choice | None]) -> None:
        with self._vault.writing():
            now: dict[str, Choice | None] = {**decided(self._vault.window(_DECIDED)), **choices}
            kept = {key: choice.value for key, choice in sorted(now.items()) if choice is not None}
            self._vault.keep_window(_DECIDED, json.dumps(kept).encode())
