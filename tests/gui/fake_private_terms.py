"""A stand-in for the list of what must stay private and where it stands: remembers what was decided."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from journal.domain.printing import PrintWish
from journal.domain.private_terms import Choice, PrivateHit, Proposal, tidied


class FakePrivateTerms:
    """`listed`, `offered` and `found` are what the verbs answer."""

    def __init__(self, answer: Callable[[str, Any], "Future[Any]"], asked: list[tuple[Any, ...]]) -> None:
        self._answer = answer
        self._asked = asked
        self.listed: tuple[str, ...] | None = None
        self.offered: tuple[Proposal, ...] = ()
        self.found: tuple[PrivateHit, ...] = ()

    def terms(self) -> "Future[tuple[str, ...] | None]":
        return self._answer("private_terms", self.listed)

    def proposals(self) -> "Future[tuple[Proposal, ...]]":
        return self._answer("proposals", self.offered)

    def write(self, terms: Sequence[str]) -> "Future[tuple[str, ...]]":
        self._asked.append(("write_private_terms", tuple(terms)))
        self.listed = tidied(terms)
        return self._answer("write_private_terms", self.listed)

    def hits(self, wish: PrintWish) -> "Future[tuple[PrivateHit, ...]]":
        self._asked.append(("private_hits", wish))
        return self._answer("private_hits", self.found)

    def decide(self, choices: Mapping[str, Choice | None]) -> "Future[None]":
        self._asked.append(("decide_private", dict(choices)))
        self.found = tuple(replace(hit, choice=choices.get(hit.key, hit.choice)) for hit in self.found)
        return self._answer("decide_private", None)
