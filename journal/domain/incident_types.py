"""The types an incident can be given; data from a TOML file, so that they can be read, translated and added to."""

import tomllib
from dataclasses import dataclass

from journal.domain.errors import ShapeFault


@dataclass(frozen=True)
class IncidentType:
    """A type by its stable key; `parent` is empty for one of the nine plain ones."""

    key: str
    label: str
    parent: str = ""


def read_types(text: str) -> tuple[IncidentType, ...]:
    """Read the types in the order the file lists them.

    Raises:
        ShapeFault: a key stands twice or a parent is not one of the plain types.
    """
    found = tuple(
        IncidentType(key, entry["label"], entry.get("parent", ""))
        for key, entry in tomllib.loads(text).items()
    )
    plain = {kind.key for kind in found if not kind.parent}
    for kind in found:
        if kind.parent and kind.parent not in plain:
            raise ShapeFault(kind.key, f"unknown parent {kind.parent}")
    return found
