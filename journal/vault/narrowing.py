"""Which incidents a person wants to see, as conditions of a query."""

from typing import Any

from journal.domain.reading import Shelf, Wanted
from journal.vault.searching import matching

HAS_PRIVATE = "EXISTS (SELECT 1 FROM seen_private WHERE incident = seen_incident.id AND text <> '')"

_SHELVES = {
    Shelf.PASSED_ON: "passed_on = 1",
    Shelf.ONLY_FOR_ME: HAS_PRIVATE,
}


def conditions_of(wanted: Wanted) -> tuple[str, list[Any]]:
    """Conditions on `seen_incident` that hold for what is wanted and not taken out, and their parameters."""
    conditions = ["voided = 0"]
    parameters: list[Any] = []
    if wanted.shelf in _SHELVES:
        conditions.append(_SHELVES[wanted.shelf])
    if wanted.actor is not None:
        conditions.append(
            "id IN (SELECT incident FROM seen_attribution WHERE actor IN"
            " (SELECT id FROM seen_actor WHERE stands_for = ?))"
        )
        parameters.append(wanted.actor)
    if wanted.type:
        conditions.append("id IN (SELECT incident FROM seen_type WHERE type = ? OR type LIKE ? || '-%')")
        parameters += [wanted.type, wanted.type]
    if wanted.with_files:
        conditions.append("files > 0")
    if wanted.starred:
        conditions.append("json_extract(data, '$.starred') = 1")
    if wanted.from_ms is not None:
        conditions.append("known = 1 AND sort_ms >= ?")
        parameters.append(wanted.from_ms)
    if wanted.until_ms is not None:
        conditions.append("known = 1 AND sort_ms < ?")
        parameters.append(wanted.until_ms)
    if wanted.words.strip():
        condition, more = matching(wanted.words)
        conditions.append(condition)
        parameters += more
    return " AND ".join(conditions), parameters
