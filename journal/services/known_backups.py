"""What a journal remembers of its copies: where they lie is known inside it alone, never in the clear."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from journal.domain import canonical
from journal.domain.shape import from_json, to_json
from journal.services.backing_up import BackedUp
from journal.vault.copying import Content
from journal.vault.store import Vault

OWN = ""
"""The path of the place inside the journal's folder."""

_NAME = "copies"


@dataclass(frozen=True)
class KnownGeneration:
    """One copy: its name, when it was made, and the newest record it holds."""

    name: str
    made_ms: int
    seq: int


@dataclass(frozen=True)
class KnownPlace:
    """One place with copies, newest first; the journal's own, which moves with it, has no path.

    `confirmed_ms` is when the newest was last known to hold everything; `newest_change` and `drafts` say what that was.
    """

    path: str
    off_disk: bool
    generations: tuple[KnownGeneration, ...]
    confirmed_ms: int
    newest_change: int
    drafts: str

    @property
    def content(self) -> Content:
        return Content(self.newest_change, self.drafts)


@dataclass(frozen=True)
class KnownBackups:
    """Every place that copies were ever made in.

    `put_back_ms` says of a journal that was put back, and has no copy of its own yet, when that copy had been made.
    """

    places: tuple[KnownPlace, ...] = ()
    put_back_ms: int | None = None

    @property
    def last_ms(self) -> int | None:
        """When a copy anywhere was last known to hold everything."""
        return _latest(self.places)

    @property
    def last_off_disk_ms(self) -> int | None:
        """The same of copies that do not lie on the journal's own disk."""
        return _latest(place for place in self.places if place.off_disk)

    def at(self, path: str) -> KnownPlace | None:
        """What is known of a place."""
        return next((place for place in self.places if place.path == path), None)

    def with_made(self, made: BackedUp, path: str, names: tuple[str, ...], off_disk: bool) -> "KnownBackups":
        """The same after a copy was made; `names` are the generations that lie there now."""
        before = self.at(path)
        new = KnownGeneration(made.name, made.made_ms, made.seq)
        kept = [found for found in (before.generations if before else ()) if found.name != new.name]
        generations = tuple(found for found in (new, *kept) if found.name in names)
        content = made.content
        place = KnownPlace(
            path,
            off_disk,
            generations,
            made.confirmed_ms,
            content.newest,
            content.drafts,
        )
        others = tuple(found for found in self.places if found.path != place.path)
        return KnownBackups((place, *others))

    def without(self, path: str) -> "KnownBackups":
        """The same without a place."""
        return replace(self, places=tuple(place for place in self.places if place.path != path))


def parse(value: bytes | None) -> KnownBackups:
    """Read what is kept; nothing before the first copy."""
    if value is None:
        return KnownBackups()
    kept = canonical.loads(value)
    # Those who remembered it before journals were put back said nothing of that.
    return from_json(KnownBackups, {"put_back_ms": None, **kept} if isinstance(kept, dict) else kept)


def remembered(vault: Vault) -> KnownBackups:
    """What the journal remembers."""
    return parse(vault.window(_NAME))


def remember(vault: Vault, known: KnownBackups) -> None:
    """Remember this from now on, inside the caller's transaction."""
    vault.keep_window(_NAME, canonical.dumps(to_json(known)))


def _latest(places: Iterable[KnownPlace]) -> int | None:
    return max((place.confirmed_ms for place in places if place.generations), default=None)
