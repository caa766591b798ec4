"""Places where private terms stand in what would be printed, and what the person is shown of each before deciding."""

from dataclasses import dataclass

from journal.domain.ids import IncidentId
from journal.domain.private_terms import Choice, Found, PrivateHit
from journal.domain.reading import Entry

_CONTEXT = 70


@dataclass(frozen=True)
class Place:
    """A text that would be printed, and what it belongs to; `whole` for one that has to be looked at itself."""

    field: str
    text: str
    entry: Entry | None = None
    whole: bool = False
    can_go: bool = True
    stays: bool = True


class Group:
    """The same term in the same text, wherever that stands."""

    def __init__(self, key: str, term: str, place: Place, found: tuple[Found, ...]) -> None:
        self.key = key
        self.stays = False
        self.term = term
        self._place = place
        self._found = found
        self._entries: dict[IncidentId, int] = {}

    def add(self, place: Place) -> None:
        """Here it stands too."""
        self.stays = self.stays or place.stays
        if place.entry is not None:
            self._entries[place.entry.id] = place.entry.number

    def hit(self, choice: Choice | None) -> PrivateHit:
        """What the person is shown of it."""
        text = self._place.text
        start, end = (self._found[0].start, self._found[0].end) if self._found else (0, len(text))
        return PrivateHit(
            key=self.key,
            term=self.term,
            field=self._place.field,
            before=_end(text[:start]),
            found=text[start:end],
            after=_beginning(text[end:]),
            times=max(1, len(self._found)),
            entries=tuple(self._entries),
            numbers=tuple(self._entries.values()),
            can_go=self._place.can_go,
            choice=choice,
        )


def _end(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:]


def _beginning(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT] + "…"
