"""Incidents, actors and evidence for tests, made of as few words as the test needs."""

from journal.domain.actor import Actor, Standing
from journal.domain.evidence import Evidence, Method, Original
from journal.domain.ids import ActorId, EvidenceId
from journal.domain.incident import Attribution, Basis, Incident
from journal.domain.moments import TimeSource, When, at_instant, exact, local_time
from tests.fakes import NOON


def at(local: str, tz: str = "Europe/Paris") -> When:
    """An exact time in Paris."""
    return exact(local_time(local, tz), TimeSource.SEEN)


def incident(
    headline: str = "A message",
    local: str = "2026-11-20T20:58",
    actors: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    description: str = "",
    exact_words: str = "",
    types: tuple[str, ...] = (),
    starred: bool = False,
) -> Incident:
    """An incident that can be kept."""
    return Incident(
        occurred=at(local),
        headline=headline,
        description=description,
        exact_words=exact_words,
        actors=tuple(Attribution(ActorId(actor), Basis.SAME_ACCOUNT) for actor in actors),
        evidence=tuple(EvidenceId(piece) for piece in evidence),
        types=types,
        starred=starred,
    )


def actor(label: str = "NightOwl") -> Actor:
    """A suspected actor without identifiers."""
    return Actor(label, Standing.SUSPECTED)


def evidence(name: str = "screen.png", media_type: str = "image/png", file: str = "ab" * 16) -> Evidence:
    """Evidence whose bytes nobody looks at."""
    return Evidence(
        original=Original("0" * 64, 10, media_type),
        file=file,
        name=name,
        safe_name=name,
        acquired=at_instant(NOON, "Europe/Paris"),
        acquired_ms=NOON,
        method=Method.FILE,
    )
