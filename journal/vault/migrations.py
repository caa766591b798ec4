"""The numbered steps from each version of the tables to the next; they touch only what is kept and the program's own.

A step that is out in the world is never changed. Projections need no steps: they are rebuilt after each.
"""

from collections.abc import Callable
from dataclasses import dataclass

from journal.vault.engine import Connection


@dataclass(frozen=True)
class Migration:
    """Brings a database of version `to - 1` to version `to`, inside the caller's transaction."""

    to: int
    apply: Callable[[Connection], None]


FIRST_VERSION = 1
"""The version `schema.KEPT` and `schema.OWN` make."""

MIGRATIONS: tuple[Migration, ...] = ()
"""In order, without gaps, the first one leading to version 2."""


def current_version(migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """The version this program writes."""
    return FIRST_VERSION + len(migrations)
