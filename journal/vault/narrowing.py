"""Which incidents a person wants to see, as conditions of a query."""

import json
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
    if wanted.actors:
        conditions.append(
            "id IN (SELECT incident FROM seen_attribution WHERE actor IN"
            " (SELECT id FROM seen_actor WHERE stands_for IN (SELECT value FROM json_each(?))))"
        )
        parameters.append(json.dumps(wanted.actors))
    if wanted.types:
        conditions.append(
            "id IN (SELECT incident FROM seen_type, json_each(?)"
            " WHERE seen_type.type = value OR seen_type.type LIKE value || '-%')"
        )
        parameters.append(json.dumps(wanted.types))
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
