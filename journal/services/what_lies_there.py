"""What lies in the folder where a journal should be, and whether a journal may live there."""

from enum import StrEnum

from journal.domain.folder import JournalFolder
from journal.services.errors import PlaceProblem, PlaceRefused
from journal.services.moving import is_under_way
from journal.services.remains import is_foreign, was_lived_in
from journal.services.surroundings import Surroundings


class Found(StrEnum):
    """What lies where the journal should be."""

    NOTHING = "nothing"
    JOURNAL = "journal"
    EMPTY_FILE = "empty file"
    FOREIGN = "foreign"
    DATABASE_MISSING = "database missing"
    KEYS_MISSING = "keys missing"
    NETWORK = "network"
    SYNCED = "synced"
    READ_ONLY = "read only"
    AWAY = "away"


_PROBLEMS = {
    Found.NETWORK: PlaceProblem.NETWORK,
    Found.SYNCED: PlaceProblem.SYNCED,
    Found.READ_ONLY: PlaceProblem.READ_ONLY,
}


def look(folder: JournalFolder, around: Surroundings) -> Found:
    """Say what is there without changing anything."""
    if not folder.database.exists():
        if was_lived_in(folder):
            return _judged(folder, around, Found.DATABASE_MISSING)
        return Found.AWAY if _is_away(folder, around) else _judged(folder, around, Found.NOTHING)
    if not folder.database.is_file():
        return Found.FOREIGN
    if folder.database.stat().st_size == 0:
        return Found.EMPTY_FILE
    if is_foreign(folder.database):
        return Found.FOREIGN
    if not folder.keys.exists() and not folder.second_keys.exists():
        return Found.KEYS_MISSING
    return _judged(folder, around, Found.JOURNAL)


def refuse_bad_place(folder: JournalFolder, around: Surroundings) -> None:
    """Go on only where a living journal comes to no harm.

    Raises:
        PlaceRefused: it lies on a network, in a folder that is copied elsewhere, or where nothing can be written.
    """
    problem = _PROBLEMS.get(look(folder, around))
    if problem is not None:
        raise PlaceRefused(problem, around.place_of(folder.root).synced or "")


def _is_away(folder: JournalFolder, around: Surroundings) -> bool:
    """Whether a journal that was here before has to be somewhere, though it cannot be reached now."""
    return is_under_way(folder.root) or folder.root == around.lives_in


def _judged(folder: JournalFolder, around: Surroundings, found: Found) -> Found:
    place = around.place_of(folder.root)
    if place.network:
        return Found.NETWORK
    if place.synced is not None:
        return Found.SYNCED
    return Found.READ_ONLY if place.read_only else found
